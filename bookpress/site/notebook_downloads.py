"""The executed notebook of each chapter as a download, and the way to it at the foot of its page."""

from __future__ import annotations

import json
from pathlib import Path

from bookpress import templates
from bookpress.engine.page_freshness import watch

_FOLDER = "_notebooks"
_LINK = templates.read(Path(__file__).parent / "templates" / "parts" / "notebook.html")


def setup(app) -> None:
    app.connect("html-page-context", _add_notebook, priority=905)


def _add_notebook(app, pagename, templatename, context, doctree) -> None:
    """Write the notebook whenever its page is written: both change with the same things."""
    path = Path(app.env.doc2path(pagename)) if pagename in app.env.found_docs else None
    if app.builder.name != "html" or not path or path.suffix != ".ipynb":
        return
    target = Path(app.outdir, _FOLDER, f"{pagename}.ipynb")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(watch.executed(path), ensure_ascii=False, sort_keys=True), encoding="utf-8")
    link = _LINK.render(address=context["pathto"](f"{_FOLDER}/{pagename}.ipynb", 1))
    context["theme_extra_footer"] = f"{context.get('theme_extra_footer') or ''}{link}"
