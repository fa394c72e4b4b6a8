"""Make the rows of tables and the lists of sources when a page is written; a row with an id gets a permalink.

Between reading and writing, Sphinx passes over every node of a page some sixty times; most nodes of the book are in these.
"""

from __future__ import annotations

import html

from docutils import nodes
from sphinx import addnodes

from coalition.sphinx import references
from coalition.sphinx.blocks import cell, deferred


def setup(app) -> None:
    app.connect("doctree-resolved", _make, priority=100)


def _make(app, doctree, docname) -> None:
    while places := list(doctree.findall(deferred)):
        for place in places:
            made = nodes.Element("", *place["make"](place["content"], docname))
            _link_rows(made)
            references.link_claims(made, doctree.get("claims", ()), docname)
            for reference in list(made.findall(addnodes.pending_xref)):
                reference.replace_self(references.resolve(app, app.env, reference, reference[0]))
            place.replace_self(made.children)


def _link_rows(made: nodes.Element) -> None:
    for row in made.findall(nodes.row):
        if not row["ids"]:
            continue
        first = next(row.findall(lambda node: isinstance(node, (cell, nodes.paragraph))))
        name, anchor = html.escape(first.astext(), quote=True), html.escape(row["ids"][0], quote=True)
        # The sign is drawn by the stylesheet: it is no part of the cell when rows are searched, sorted or copied.
        first += nodes.raw("", f'<a class="headerlink row-link" href="#{anchor}" aria-label="Link to {name}"></a>', format="html")
