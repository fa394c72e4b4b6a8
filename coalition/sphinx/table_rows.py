"""Rows of tables, made when a page is written, each with a permalink if it has an id.

Between reading and writing, Sphinx passes over every node of a page some sixty times; most nodes of the book are cells of long tables.
"""

from __future__ import annotations

import html

from docutils import nodes
from sphinx import addnodes

from coalition.sphinx import references
from coalition.sphinx.blocks import cell, table_rows


def setup(app) -> None:
    app.connect("doctree-resolved", _make_rows, priority=100)


def _make_rows(app, doctree, docname) -> None:
    while places := list(doctree.findall(table_rows)):
        for place in places:
            body = nodes.tbody("", *place["make"](place["content"], docname))
            place.replace_self(body)
            _link_rows(body)
            references.link_claims(body, doctree.get("claims", ()), docname)
            for reference in list(body.findall(addnodes.pending_xref)):
                reference.replace_self(references.resolve(app, app.env, reference, reference[0]))


def _link_rows(body: nodes.tbody) -> None:
    for row in body.findall(nodes.row):
        if not row["ids"]:
            continue
        first = next(row.findall(lambda node: isinstance(node, (cell, nodes.paragraph))))
        name, anchor = html.escape(first.astext(), quote=True), html.escape(row["ids"][0], quote=True)
        # The sign is drawn by the stylesheet: it is no part of the cell when rows are searched, sorted or copied.
        first += nodes.raw("", f'<a class="headerlink row-link" href="#{anchor}" aria-label="Link to {name}"></a>', format="html")
