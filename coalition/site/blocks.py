"""Blocks of running text as docutils nodes; the writer escapes their text."""

from __future__ import annotations

import html

from docutils import nodes

from coalition.site import references

LONG_WORD = 40
"""Characters from which a word may be broken anywhere, so that it cannot widen a table."""


class cell(nodes.General, nodes.TextElement):
    """The content of a table's cell without an element of its own: a long table has thousands of them."""


class deferred(nodes.General, nodes.Element):
    """Nodes that are not made yet (see ``coalition.site.deferred``). Attributes: ``make``, a function that gives them, and ``content``, its argument before the name of the page."""


class disclosure(nodes.General, nodes.Element):
    """Nodes behind a line that opens them. Attribute: ``summary``."""


def setup(app) -> None:
    app.add_node(cell, html=(lambda self, node: None, lambda self, node: None))
    app.add_node(disclosure, html=(_open_disclosure, lambda self, node: self.body.append("</details>")))


def convert(block: dict, docname: str) -> list[nodes.Node]:
    """The nodes of one block. Raises ValueError for an unknown kind."""

    def parts(found):
        return [node for part in found for node in convert(part, docname)]

    match block["block"]:
        case "paragraph":
            return [
                nodes.paragraph(
                    "", "", *runs(block["runs"], docname), classes=[block["kind"]] if block["kind"] else []
                )
            ]
        case "section":
            return [
                nodes.section(
                    "",
                    nodes.title("", block["title"]),
                    *parts(block["parts"]),
                    ids=[block["anchor"]],
                    names=[block["anchor"]],
                )
            ]
        case "facts":
            entries = [
                nodes.definition_list_item(
                    "", nodes.term("", item["term"]), nodes.definition("", *parts(item["parts"]))
                )
                for item in block["items"]
            ]
            return [nodes.definition_list("", *entries, classes=["facts"])]
        case "items":
            entries = [
                nodes.list_item("", nodes.paragraph("", "", *runs(e, docname))) for e in block["entries"]
            ]
            return [nodes.bullet_list("", *entries, classes=[block["kind"]] if block["kind"] else [])]
        case "details":
            return details(block["summary"], *parts(block["parts"]))
        case "picture":
            return [nodes.raw("", block["svg"], format="html")]
        case "table":
            return _table(block)
    raise ValueError(f"no such block: {block['block']!r}")


def runs(found: list, docname: str) -> list[nodes.Node]:
    """Inline nodes for text, links and places where exhibits are named."""
    return [
        nodes.Text(r)
        if isinstance(r, str)
        else references.link(r["to"], r["text"], docname)
        if "to" in r
        else references.exhibits_citing("", source_id=r["cited_by"])
        for r in found
    ]


def _open_disclosure(self, node) -> None:
    self.body.append(f'<details class="exhibit-details"><summary>{html.escape(node["summary"])}</summary>')


def details(summary: str, *content: nodes.Node) -> list[nodes.Node]:
    """Nodes behind a line that opens them."""
    return [disclosure("", *content, summary=summary)]


def breakable(text: str) -> list[str]:
    """The class of a cell whose text has a word too long for a line."""
    return ["breakable"] if any(len(word) > LONG_WORD for word in text.split()) else []


def grid(columns: list[str], head_classes: list[list[str]], body: deferred) -> nodes.table:
    """A table node: column titles with their classes, and its body; the first column heads each row."""
    table = nodes.table(classes=["colwidths-auto"])
    group = nodes.tgroup(cols=len(columns))
    table += group
    for i, _ in enumerate(columns):
        group += nodes.colspec(colwidth=1, **({"stub": 1} if i == 0 else {}))
    head = nodes.row()
    for label, look in zip(columns, head_classes):
        head += nodes.entry("", cell("", label), classes=look)
    group += [nodes.thead("", head), body]
    return table


def body(anchors: list[str], rows: list[list[nodes.entry]]) -> nodes.tbody:
    """Rows of cells, each with its id and a permalink where there are ids and it is not blank."""
    made = nodes.tbody()
    for anchor, cells in zip(anchors or [""] * len(rows), rows):
        made += nodes.row("", *cells, ids=[anchor] if anchor else [])
        if anchor:
            first = next(cells[0].findall(lambda node: isinstance(node, (cell, nodes.paragraph))))
            first += _permalink(anchor, first.astext())
    return made


def _permalink(anchor: str, name: str) -> nodes.raw:
    """A link to the row itself; its sign is drawn by the stylesheet, so that it is no part of the cell when rows are searched, sorted or copied."""
    anchor, name = html.escape(anchor, quote=True), html.escape(name, quote=True)
    return nodes.raw(
        "", f'<a class="headerlink row-link" href="#{anchor}" aria-label="Link to {name}"></a>', format="html"
    )


def _table(block: dict) -> list[nodes.Node]:
    texts = _texts(block)
    looks = _looks(block, texts)
    heads = [
        look + (["table-filter"] if column in block["filters"] else [])
        for column, look in zip(block["columns"], looks)
    ]
    table = grid(block["columns"], heads, deferred(make=_body, content=block))
    table["classes"] += ["reference-table"] + (["table-search"] if block["search"] else [])
    if block["caption"]:
        table.insert(0, nodes.title("", block["caption"]))
    filters = [
        (column, [t[i] for t in texts])
        for i, column in enumerate(block["columns"])
        if column in block["filters"]
    ]
    return [*(search_form(block["caption"], filters, len(texts)) if block["search"] else []), table]


def _texts(block: dict) -> list[list[str]]:
    """The text of each cell, row by row, without its links."""
    return [
        ["".join(r for r in cell if isinstance(r, str)) if isinstance(cell, list) else "" for cell in row]
        for row in block["rows"]
    ]


def _looks(block: dict, texts: list[list[str]]) -> list[list[str]]:
    """The classes of each column."""
    return [
        ["text-right"]
        if numeric
        else ["exhibit-long"]
        if max((len(t[i]) for t in texts), default=0) > 60
        else []
        for i, numeric in enumerate(block["numeric"])
    ]


def _body(block: dict, docname: str) -> list[nodes.tbody]:
    texts = _texts(block)
    looks = _looks(block, texts)
    return [
        body(
            block["anchors"],
            [
                [
                    nodes.entry("", *_content(c, docname), classes=look + breakable(t))
                    for c, look, t in zip(cells, looks, text)
                ]
                for cells, text in zip(block["rows"], texts)
            ],
        )
    ]


def search_form(caption: str, filters: list[tuple[str, list[str]]], count: int) -> list[nodes.Node]:
    """The search of a long table, put before it: a field, a choice for each (column, its texts), a way back. ``tables.js`` makes it work; without scripts it is hidden."""
    choices = "".join(
        f'<label>{html.escape(column)}<select><option value="">all</option>'
        + "".join(
            f"<option>{html.escape(text)}</option>" for text in sorted(set(texts) - {""}, key=str.casefold)
        )
        + "</select></label>"
        for column, texts in filters
    )
    return [
        nodes.raw(
            "",
            (
                f'<form class="table-tools pst-js-only" role="search" aria-label="{html.escape(f"Search: {caption}", quote=True)}" autocomplete="off">'
                f'<label>Search these rows<input type="search"></label>{choices}<button type="reset">Show all</button><output>{count:,} rows</output></form>'
            ),
            format="html",
        )
    ]


def _content(content: list | dict, docname: str) -> list[nodes.Node]:
    return convert(content, docname) if isinstance(content, dict) else [cell("", "", *runs(content, docname))]
