"""The text of every page, section by section, in a file that the page of the search loads.

A search from a file may not read other pages, and the index says only on which page a word is. With the text
each result has its line, leads to the section that says it, and is ranked by how often it does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes

from bookpress.site import downloads, site
from bookpress.site.blocks import disclosure
from bookpress.site.exhibits import chart, row_sources
from bookpress.site.parts import download_line
from bookpress.site.sharing import share
from bookpress.site.table_search import search_form

FILE = "searchpassages.js"
_KEPT = "passages.json"
_NO_TEXT = (
    *(nodes.literal_block, nodes.raw, nodes.title),
    *(chart, disclosure, download_line, row_sources, search_form, share),
)
"""What is no sentence or cell of a page: code, forms, headings, what is folded."""


def setup(app) -> None:
    app.add_config_value("bookpress_search_last", [], "html", list)
    app.connect("config-inited", _without_summaries)
    app.connect("builder-inited", _begin)
    app.connect("doctree-resolved", _keep, priority=950)  # when the rows of tables are made
    app.connect("build-finished", _write)


def passages(doctree: nodes.document) -> list[list[str]]:
    """Permalink, heading and text of each section of a page that has text of its own."""
    found = []
    for section in [doctree, *doctree.findall(nodes.section)]:
        text = " ".join(" ".join(_texts(section)).split())
        if text:
            ids = section["ids"] if isinstance(section, nodes.section) else []
            title = section.next_node(nodes.title) if ids else None
            found.append([ids[0] if ids else "", title.astext() if title is not None else "", text])
    return found


def _texts(node: nodes.Element) -> Iterator[str]:
    """The texts of a section, without those of the sections in it."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child.astext()
        elif isinstance(child, nodes.Element) and not _apart(child):
            within = "".join(_texts(child)) if isinstance(child, nodes.TextElement) else None
            yield from _texts(child) if within is None else [within]


def _without_summaries(app, config) -> None:
    """Sphinx's own lines of results: for each of them it asks for a whole page, which a file may not."""
    config.html_show_search_summary = False


def _apart(node: nodes.Element) -> bool:
    """Whether the text of a node is none of its section's: rows of a long table are found by their names."""
    return isinstance(node, (nodes.section, *_NO_TEXT)) or bool(
        {"table-search", "page-above"} & {*node["classes"]}
    )


def _begin(app) -> None:
    app.bookpress_passages = {}


def _keep(app, doctree, docname: str) -> None:
    if site.makes_pages(app):
        app.bookpress_passages[docname] = passages(doctree)


def _write(app, exception) -> None:
    """Write the text of all pages, of those that were not written anew as it was."""
    if exception is not None or not site.makes_pages(app):
        return
    kept = Path(app.doctreedir, _KEPT)
    before = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
    known = before | app.bookpress_passages
    now = {docname: known[docname] for docname in downloads.in_order(app) if docname in known}
    kept.write_text(json.dumps(now, ensure_ascii=False), encoding="utf-8")
    text = json.dumps({"last": app.config.bookpress_search_last, "pages": now}, ensure_ascii=False)
    Path(app.outdir, FILE).write_text(f"var searchPassages = {text};\n", encoding="utf-8")
