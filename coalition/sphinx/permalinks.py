"""A permalink for each row of a table that has an id: a claim, a source, a statement. Headings and exhibits get theirs from Sphinx."""

from __future__ import annotations

import html

from docutils import nodes

from coalition.sphinx.blocks import cell


def setup(app) -> None:
    app.connect("doctree-read", _link_rows)


def _link_rows(app, doctree) -> None:
    for row in doctree.findall(nodes.row):
        if not row["ids"]:
            continue
        first = next(row.findall(lambda node: isinstance(node, (cell, nodes.paragraph))))
        name, anchor = html.escape(first.astext(), quote=True), html.escape(row["ids"][0], quote=True)
        # The sign is drawn by the stylesheet: it is no part of the cell when rows are searched, sorted or copied.
        first += nodes.raw("", f'<a class="headerlink row-link" href="#{anchor}" aria-label="Link to {name}"></a>', format="html")
