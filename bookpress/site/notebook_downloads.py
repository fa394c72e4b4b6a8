"""The executed notebook of each chapter as a download, and the ways to it on its pages.

What is offered reads well in any viewer of notebooks: prose is plain Markdown (``notebook_prose``), and a
picture stands beside each live figure once pictures are drawn (``bookpress.engine.notebook_pictures``). Who
wants to change a chapter takes it from the repository.
"""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import nbformat

from bookpress import templates
from bookpress.engine import subpages
from bookpress.engine.notebook_pictures import FOLDER
from bookpress.engine.page_freshness import watch
from bookpress.site import citations, notebook_prose, site
from bookpress.upstream import myst_nb

_PARTS = Path(__file__).parent / "templates" / "parts"
_LINK, _ABOUT = (templates.read(_PARTS / name) for name in ("notebook.html", "notebook-about.md"))
_RAW = "_sources/"


def setup(app) -> None:
    app.bookpress_prose = {}
    app.connect("doctree-resolved", _keep, priority=790)  # before sections are folded and code is moved
    app.connect("html-page-context", _add_notebook, priority=905)


def address(env, docname: str) -> str:
    """Where the notebook of a page is, seen from the first page; blank for a page that no notebook makes."""
    is_made = docname in env.found_docs and Path(env.doc2path(docname)).suffix == ".ipynb"
    return f"{FOLDER}/{subpages.chapter_of(env, docname)}.ipynb" if is_made else ""


def _keep(app, doctree, docname: str) -> None:
    if site.makes_pages(app) and docname == subpages.chapter_of(app.env, docname):
        app.bookpress_prose[docname] = notebook_prose.parts(doctree)


def _add_notebook(app, pagename, templatename, context, doctree) -> None:
    """Write the notebook whenever its page is written: both change with the same things."""
    kept = address(app.env, pagename)
    if app.builder.name != "html" or not kept:
        return
    if pagename == subpages.chapter_of(app.env, pagename):
        target = Path(app.outdir, kept)
        target.parent.mkdir(parents=True, exist_ok=True)
        made = _readable(app, pagename, watch.executed(Path(app.env.doc2path(pagename))))
        target.write_text(json.dumps(made, ensure_ascii=False, sort_keys=True), encoding="utf-8")
    way = context["pathto"](kept, 1)
    context["theme_extra_footer"] = f"{context.get('theme_extra_footer') or ''}{_LINK.render(address=way)}"
    _lead_to_it(context.get("header_buttons", []), way)


def _readable(app, docname: str, notebook: Any) -> nbformat.NotebookNode:
    """A chapter with prose as Markdown; a cell of code that the page leaves out stands before the next."""
    parts = app.bookpress_prose.pop(docname)
    codes = [(n, c) for n, c in enumerate(notebook.cells) if c.cell_type == "code"]
    cells = []
    for part in parts:
        if isinstance(part, int):
            while codes and codes[0][0] <= part:
                cells.append(_code(codes.pop(0)[1]))
        elif text := notebook_prose.markdown(app, docname, part):
            cells.append(_markdown(text, len(cells)))
    cells += [_code(cell) for _, cell in codes]
    about = _ABOUT.render(work=citations.work(app), address=site.address(app, docname))
    cells.append(_markdown(about, len(cells)))
    made = nbformat.v4.new_notebook(cells=cells, metadata=deepcopy(notebook.metadata))
    made.nbformat_minor = 5
    return made


def _markdown(text: str, number: int) -> nbformat.NotebookNode:
    return nbformat.v4.new_markdown_cell(text, id=f"prose-{number}")


def _code(cell: Any) -> nbformat.NotebookNode:
    """A cell of code without the outputs that only hand values to the prose."""
    outputs = [deepcopy(o) for o in cell.outputs if myst_nb.said(o) is None]
    metadata, count = deepcopy(cell.metadata), cell.get("execution_count")
    return nbformat.v4.new_code_cell(
        cell.source,
        id=cell.get("id", f"code-{count}"),
        outputs=outputs,
        metadata=metadata,
        execution_count=count,
    )


def _lead_to_it(buttons: list[dict[str, Any]], way: str) -> None:
    """Let the button that offers the source of a page offer this notebook."""
    for button in buttons:
        _lead_to_it(button.get("buttons", []), way)
        if _RAW in button.get("url", ""):
            button |= {"url": way, "tooltip": "Download this chapter as an executed notebook"}
