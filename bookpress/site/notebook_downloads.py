"""The executed notebook of each chapter as a download, and the way to it at the foot of its pages."""

from __future__ import annotations

import json
from pathlib import Path

from bookpress import templates
from bookpress.engine import subpages
from bookpress.engine.page_freshness import watch

_FOLDER = "_notebooks"
_LINK = templates.read(Path(__file__).parent / "templates" / "parts" / "notebook.html")


def setup(app) -> None:
    app.connect("html-page-context", _add_notebook, priority=905)


def address(env, docname: str) -> str:
    """Where the notebook of a page is, seen from the first page; blank for a page that no notebook makes."""
    is_made = docname in env.found_docs and Path(env.doc2path(docname)).suffix == ".ipynb"
    return f"{_FOLDER}/{subpages.chapter_of(env, docname)}.ipynb" if is_made else ""


def _add_notebook(app, pagename, templatename, context, doctree) -> None:
    """Write the notebook whenever its page is written: both change with the same things."""
    kept = address(app.env, pagename)
    if app.builder.name != "html" or not kept:
        return
    if pagename == subpages.chapter_of(app.env, pagename):
        target = Path(app.outdir, kept)
        target.parent.mkdir(parents=True, exist_ok=True)
        made = watch.executed(Path(app.env.doc2path(pagename)))
        target.write_text(json.dumps(made, ensure_ascii=False, sort_keys=True), encoding="utf-8")
    link = _LINK.render(address=context["pathto"](kept, 1))
    context["theme_extra_footer"] = f"{context.get('theme_extra_footer') or ''}{link}"
