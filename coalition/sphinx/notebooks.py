"""The executed notebook of each chapter as a download, and the way to it at the foot of its page."""

from __future__ import annotations

import html
from pathlib import Path

from coalition.sphinx.freshness import watch
from coalition.sphinx.references import DOWNLOADS

_FOLDER = f"{DOWNLOADS}/notebooks"


def setup(app) -> None:
    app.connect("html-page-context", _link, priority=905)
    app.connect("build-finished", _write, priority=600)  # after the folder of downloads was made anew


def _source(app, docname: str) -> Path | None:
    """The notebook of a chapter; None for a page that is none."""
    path = Path(app.env.doc2path(docname)) if docname in app.env.found_docs else None
    return path if path and path.suffix == ".ipynb" else None


def _link(app, pagename, templatename, context, doctree) -> None:
    if _source(app, pagename):
        address = html.escape(context["pathto"](f"{_FOLDER}/{pagename}.ipynb", 1), quote=True)
        link = f'<p class="page-notebook"><a href="{address}" download>Download this chapter as an executed notebook</a></p>'
        context["theme_extra_footer"] = f'{context.get("theme_extra_footer") or ""}{link}'


def _write(app, exception) -> None:
    if exception is not None or app.builder.name != "html":
        return
    for docname in app.env.found_docs:
        if path := _source(app, docname):
            target = Path(app.outdir, _FOLDER, f"{docname}.ipynb")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(watch.executed(path), encoding="utf-8")
