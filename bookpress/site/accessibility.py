"""Put right where the theme and the libraries fall short of WCAG 2.2: landmarks, roles, names, colours."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes

from bookpress import templates
from bookpress.upstream import sphinx
from bookpress.upstream.myst_nb import HideCodeCellNode

_TEMPLATES = Path(__file__).parent / "templates" / "parts"
_CODE, _EXHIBIT_CODE = (
    templates.read(_TEMPLATES / f"{name}.html") for name in ("code-summary", "exhibit-code")
)


def setup(app) -> None:
    app.add_css_file("accessible.css")
    app.add_node(nodes.table, override=True, html=(_visit_table, _depart_table))
    app.add_node(nodes.entry, override=True, html=(_visit_entry, _depart_entry))
    app.add_node(nodes.citation, override=True, html=(_visit_citation, _depart_citation))
    app.add_node(HideCodeCellNode, override=True, html=(_visit_code, _depart_code))


def _visit_table(self, node) -> None:
    """Name the box in which a wide table scrolls, and the table where it has no caption of its own."""
    sphinx.visit_table(self, node, _table_name(node))


def _depart_table(self, node) -> None:
    type(self).depart_table(self, node)


def _table_name(node) -> str:
    """The caption of a table or of the figure whose data it holds, else the title of its section."""
    if isinstance(node[0], nodes.title):
        return node[0].astext()
    while node.parent is not None:
        node = node.parent
        if isinstance(node, nodes.figure):
            return "Data: " + next(node.findall(nodes.caption)).astext()
        if isinstance(node, nodes.section):
            return node[0].astext()
    return "Table"


def _visit_entry(self, node) -> None:
    """Say which cells a header cell heads, and by what a cell with a date is sorted."""
    scope = "col" if isinstance(node.parent.parent, nodes.thead) else "row"
    sphinx.visit_entry(self, node, scope, node.get("order", ""))


def _depart_entry(self, node) -> None:
    type(self).depart_entry(self, node)


def _visit_citation(self, node) -> None:
    """Make a citation an entry of a list.

    Docutils gives it the role ``doc-biblioentry``, which ARIA has withdrawn, inside a list that may not hold
    it.
    """
    if not isinstance(node.previous_sibling(), nodes.citation):
        self.body.append('<ul class="citation-list">\n')
    self.body.append(self.starttag(node, "li", classes=["citation"]))


def _depart_citation(self, node) -> None:
    self.body.append("</li>\n")
    if not isinstance(node.next_node(descend=False, siblings=True), nodes.citation):
        self.body.append("</ul>\n")


def _visit_code(self, node) -> None:
    """Name the line that opens a cell's code by the words it shows, not otherwise (WCAG 2.5.3)."""
    if "exhibit-code" in node["classes"]:
        self.body.append(_EXHIBIT_CODE.render())
        return
    shown, hidden = node["prompt_show"], node["prompt_hide"]
    self.body.append(_CODE.render(classes=node["classes"], shown=shown, hidden=hidden) + "\n")


def _depart_code(self, node) -> None:
    self.body.append("</details>\n")
