"""Pages of their own that chapters put out with ``blocks.pages``: Sphinx reads each as a document below its
chapter, and lists it in the contents.

Each is read from what its chapter put out, and from nothing else, so that a chapter runs once for all.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from sphinx_external_toc.api import Document, FileItem, TocTree

from bookpress.chapters import place
from bookpress.engine import runs
from bookpress.engine.fingerprints import State
from bookpress.errors import PressError
from bookpress.exhibits import blocks
from bookpress.upstream import sphinx

_MARK = '"block": "pages"'
"""What an output with pages has in it, as it is kept."""
_SHOWN = "blocks.show(...)"
"""Stands for the code of a page: a cell without code is not shown."""
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Subpage:
    """A page below a chapter, as plain data of ``blocks.Page``."""

    chapter: str
    """The name of the chapter, such as ``chapters/appendix/countries``."""
    file: str
    """The notebook of the chapter, as a path in the project."""
    page: dict[str, Any]

    @property
    def docname(self) -> str:
        return f"{self.chapter}/{self.page['name']}"

    @property
    def digest(self) -> str:
        """Of all that is on it."""
        return hashlib.sha256(json.dumps(self.page, sort_keys=True).encode()).hexdigest()

    @property
    def anchors(self) -> list[str]:
        """Its name and the permalinks on it."""
        parts = tuple(blocks.from_json(part) for part in self.page["parts"])
        return blocks.Page(**self.page | {"parts": parts}).anchors()

    def notebook(self, metadata: Any) -> nbformat.NotebookNode:
        """The page as a notebook with its outputs; ``metadata`` is that of the chapter's."""
        title = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(self.page["title"].split()))
        shown = nbformat.v4.new_output("display_data", {blocks.MIME: self.page["parts"]})
        cells = [
            nbformat.v4.new_markdown_cell(f"# {title}", id="title"),
            nbformat.v4.new_code_cell(
                _SHOWN, outputs=[shown], metadata={"tags": ["remove-input"]}, id="parts"
            ),
        ]
        return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


def found(state: State) -> dict[str, Subpage]:
    """The pages that the chapters put out, as executed in this state, by name in reading order.

    Raises PressError for a name that is no part of an address, or that stands twice.
    """
    pages: dict[str, Subpage] = {}
    for path in runs.notebooks():
        if _MARK not in runs.outputs_text(path, state):
            continue
        file = place(path)
        for page in _pages(runs.executed_chapter(path, state)):
            made = Subpage(file.removesuffix(".ipynb"), file, page)
            if not _NAME.fullmatch(page["name"]):
                raise PressError(
                    f"{file}: a page cannot be named {page['name']!r}: a-z, 0-9 and hyphens only"
                )
            if made.docname in pages:
                raise PressError(f"{file}: two pages are named {page['name']}")
            pages[made.docname] = made
    return pages


def _pages(notebook) -> Iterator[dict[str, Any]]:
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", []))
    for output in outputs:
        for block in output.get("data", {}).get(blocks.MIME, []):
            if block["block"] == "pages":
                yield from block["pages"]


def announce(app, pages: dict[str, Subpage]) -> None:
    """Let Sphinx find the pages, and list each in the contents below its chapter."""
    sphinx.find_also(app.project, {docname: page.file for docname, page in pages.items()})
    contents = app.config.external_site_map
    below: dict[str, TocTree] = {}
    for docname, page in pages.items():
        if page.chapter not in below:
            name = page.chapter if page.chapter in contents else page.file
            below[page.chapter] = TocTree(items=[])
            contents[name].subtrees.append(below[page.chapter])
        below[page.chapter].items.append(FileItem(docname))
        contents[docname] = Document(docname, title=page.page["short"])
    app.env.bookpress_subpages = {chapter: {} for chapter in below}
    for docname, page in pages.items():
        app.env.bookpress_subpages[page.chapter] |= dict.fromkeys(page.anchors, docname)


def moved(env) -> dict[str, dict[str, str]]:
    """By chapter with pages below it: the page of each permalink that is on one of them."""
    return getattr(env, "bookpress_subpages", {})


def chapter_of(env, docname: str) -> str:
    """The chapter that a page belongs to; a chapter itself."""
    above = docname.rpartition("/")[0]
    return above if above in moved(env) else docname


def remove_gone(app, env, added, changed, removed) -> list[str]:
    """Remove the files of pages that are gone: Sphinx only forgets them. No page is to be read for that."""
    if app.builder.name == "html":
        for docname in removed:
            Path(app.outdir, f"{docname}.html").unlink(missing_ok=True)
    return []
