"""Blocks of running text as docutils nodes; the writer escapes their text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from babel.dates import format_date
from docutils import nodes

from bookpress import templates
from bookpress.exhibits import blocks as text
from bookpress.exhibits.blocks import Block, CitedBy, Link, Run, Runs
from bookpress.site import references
from bookpress.site.parts import permalink
from bookpress.site.table_search import search_form

_DISCLOSURE = templates.read(Path(__file__).parent / "templates" / "parts" / "disclosure.html")

_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?")

LONG_TEXT = 60
"""Characters from which a text column gets room to read."""
LONG_WORD = 40
"""Characters from which a word may be broken anywhere, so that it cannot widen a table."""


class cell(nodes.General, nodes.TextElement):
    """The content of a table's cell without an element of its own: a long table has thousands of them."""


class deferred(nodes.General, nodes.Element):
    """Nodes that are not made yet (see ``bookpress.site.deferred``).

    Attributes: ``make``, a function that gives them, and ``content``, its argument before the name of the
    page.
    """


class subpages(nodes.General, nodes.Element):
    """A list of pages of their own below a chapter, in print these pages as sections.

    Attributes: ``docnames``, ``on_paper``.
    """


class disclosure(nodes.General, nodes.Element):
    """Nodes behind a line that opens them. Attribute: ``summary``."""


def setup(app) -> None:
    app.add_node(cell, html=(lambda self, node: None, lambda self, node: None))
    app.add_node(subpages, html=(lambda self, node: None, lambda self, node: None))
    app.add_node(disclosure, html=(_open_disclosure, lambda self, node: self.body.append("</details>")))


def convert(block: Block, docname: str) -> list[nodes.Node]:
    """The nodes of one block. Raises ValueError for an unknown kind."""

    def parts(found: tuple[Block, ...]) -> list[nodes.Node]:
        return [node for part in found for node in convert(part, docname)]

    match block:
        case text.Paragraph():
            return [nodes.paragraph("", "", *runs(block.runs, docname), classes=_styles(block.kind))]
        case text.Section():
            title, ids = nodes.title("", block.title), [block.anchor]
            return [nodes.section("", title, *parts(block.parts), ids=ids, names=list(ids))]
        case text.Facts():
            entries = [
                nodes.definition_list_item("", _term(fact), nodes.definition("", *parts(fact.parts)))
                for fact in block.items
            ]
            return [nodes.definition_list("", *entries, classes=["facts"])]
        case text.Items():
            entries = [nodes.list_item("", nodes.paragraph("", "", *runs(e, docname))) for e in block.entries]
            return [nodes.bullet_list("", *entries, classes=_styles(block.kind))]
        case text.Details():
            return details(block.summary, *parts(block.parts))
        case text.Pages():
            return [_list_of_pages(block, docname)]
        case text.Picture():
            return [nodes.raw("", block.svg, format="html")]
        case text.Table():
            return _table(block)
    raise ValueError(f"no such block: {block!r}")


def runs(found: Runs, docname: str) -> list[nodes.Node]:
    """Inline nodes for text, links and places where exhibits are named."""
    return [_run(run, docname) for run in found]


def _term(fact: text.Fact) -> nodes.term:
    if not fact.anchor:
        return nodes.term("", fact.term)
    named = permalink(anchor=fact.anchor, name=fact.term)
    return nodes.term("", "", nodes.Text(fact.term), named, ids=[fact.anchor])


def order(found: str) -> dict[str, str]:
    """By what the cell of this text is sorted, if not by what it shows: the attribute of its entry."""
    return {"order": found} if _DAY.fullmatch(found) else {}


def written(found: str) -> str:
    """The text of a cell as readers have it: a day or a month (ISO 8601) as prose has it."""
    if not _DAY.fullmatch(found):
        return found
    wanted = "d MMMM y" if len(found) > len("2026-01") else "MMMM y"
    return format_date(pd.Timestamp(found), wanted, locale="en_GB")


def _run(run: Run, docname: str) -> nodes.Node:
    if isinstance(run, Link):
        return references.link(run.to, run.text, docname)
    if isinstance(run, CitedBy):
        return references.exhibits_citing("", source_id=run.source_id)
    return nodes.Text(run)


def _styles(kind: str) -> list[str]:
    return [kind] if kind else []


def _open_disclosure(self, node) -> None:
    self.body.append(_DISCLOSURE.render(summary=node["summary"]))


def details(summary: str, *content: nodes.Node) -> list[nodes.Node]:
    """Nodes behind a line that opens them."""
    return [disclosure("", *content, summary=summary)]


def breakable(found: str) -> list[str]:
    """The class of a cell whose text has a word too long for a line."""
    return ["breakable"] if any(len(word) > LONG_WORD for word in found.split()) else []


def _list_of_pages(block: text.Pages, docname: str) -> subpages:
    """Links to the pages; each entry has the permalink that its page has in the chapter."""
    names = {f"{docname}/{page.name}": page for page in block.pages}
    entries = [
        nodes.list_item(
            "",
            nodes.paragraph("", "", references.link(f"page:{name}", page.short, docname)),
            ids=[page.name],
            classes=["moved"],
        )
        for name, page in names.items()
    ]
    listed = nodes.bullet_list("", *entries, classes=["jump"])
    return subpages("", listed, docnames=list(names), on_paper=block.on_paper)


def grid(columns: Sequence[str], head_classes: list[list[str]], body: deferred) -> nodes.table:
    """A table node: column titles with their classes, and its body; the first column heads each row."""
    table = nodes.table(classes=["colwidths-auto"])
    group = nodes.tgroup(cols=len(columns))
    table += group
    for i, _ in enumerate(columns):
        group += nodes.colspec(colwidth=1, **({"stub": 1} if i == 0 else {}))
    head = nodes.row()
    for label, look in zip(columns, head_classes, strict=True):
        head += nodes.entry("", cell("", label), classes=look)
    group += [nodes.thead("", head), body]
    return table


def body(anchors: Sequence[str], rows: list[list[nodes.entry]], moved: bool = False) -> nodes.tbody:
    """Rows of cells, each with its id and a permalink where there are ids and it is not blank.

    Where their places have ``moved``, rows only lead there and show no permalink.
    """
    made = nodes.tbody()
    for anchor, cells in zip(anchors or [""] * len(rows), rows, strict=True):
        made += nodes.row("", *cells, ids=[anchor] if anchor else [], classes=["moved"] * moved)
        if anchor and not moved:
            first = next(cells[0].findall(lambda node: isinstance(node, (cell, nodes.paragraph))))
            first += permalink(anchor=anchor, name=first.astext())
    return made


def _table(block: text.Table) -> list[nodes.Node]:
    texts = _texts(block)
    heads = [
        look + (["table-filter"] if column in block.filters else [])
        for column, look in zip(block.columns, _looks(block, texts), strict=True)
    ]
    table = grid(block.columns, heads, deferred(make=_body, content=block))
    table["classes"] += ["reference-table"] + (["table-search"] if block.search else [])
    if block.caption:
        table.insert(0, nodes.title("", block.caption))
    if not block.search:
        return [table]
    filters = [
        (column, [t[i] for t in texts]) for i, column in enumerate(block.columns) if column in block.filters
    ]
    form = search_form(caption=block.caption, filters=filters, count=len(texts))
    return [form, table]


def _texts(block: text.Table) -> list[list[str]]:
    """The text of each cell, row by row, without its links."""
    return [
        [
            written("".join(r for r in cell if isinstance(r, str))) if isinstance(cell, tuple) else ""
            for cell in row
        ]
        for row in block.rows
    ]


def _looks(block: text.Table, texts: list[list[str]]) -> list[list[str]]:
    """The classes of each column."""
    return [_look(numeric, [t[i] for t in texts]) for i, numeric in enumerate(block.numeric)]


def _look(numeric: bool, texts: list[str]) -> list[str]:
    if numeric:
        return ["text-right"]
    return ["exhibit-long"] if max(map(len, texts), default=0) > LONG_TEXT else []


def _body(block: text.Table, docname: str) -> list[nodes.tbody]:
    looks = _looks(block, _texts(block))
    rows = [
        [
            nodes.entry(
                "",
                *_content(c, docname),
                classes=look + breakable(" ".join(map(str, c)) if isinstance(c, tuple) else ""),
                **(order(c[0]) if isinstance(c, tuple) and len(c) == 1 and isinstance(c[0], str) else {}),
            )
            for c, look in zip(cells, looks, strict=True)
        ]
        for cells in block.rows
    ]
    return [body(block.anchors, rows, block.moved)]


def _content(content: Runs | Block, docname: str) -> list[nodes.Node]:
    if isinstance(content, tuple):
        found = runs(tuple(written(r) if isinstance(r, str) else r for r in content), docname)
        return [cell("", "", *found if len(found) < 2 else [nodes.inline("", "", *found)])]
    return convert(content, docname)
