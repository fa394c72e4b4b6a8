"""What hosts of static pages look for: a mark against GitHub's own processing, a page for wrong addresses.

GitHub Pages otherwise leaves out every folder whose name begins with an underscore.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlparse

from bookpress import templates
from bookpress.site import site

_NOT_FOUND = templates.read(Path(__file__).parent / "templates" / "parts" / "not-found.html")


def setup(app) -> None:
    app.connect("build-finished", _write)


def _write(app, exception) -> None:
    if exception is not None or not site.makes_pages(app):
        return
    Path(app.outdir, ".nojekyll").touch()
    # a wrong address may be at any depth, so the way back starts at the top of the host
    home = f"{urlparse(app.config.html_baseurl).path.rstrip('/')}/"
    page = _NOT_FOUND.render(title=app.config.html_title, language=app.config.language, home=home)
    Path(app.outdir, "404.html").write_text(f"{page}\n", encoding="utf-8")
