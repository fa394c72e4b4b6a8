"""The search of a long table: a form before it that ``tables.js`` makes work, hidden without scripts."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes

from bookpress import templates, typography
from bookpress.exhibits.blocks import Link
from bookpress.site import references

_FORM = templates.read(Path(__file__).parent / "templates" / "parts" / "search-form.html")


class search_form(nodes.General, nodes.Element):
    """A field, a choice for each filter, a way back.

    Attributes: ``caption`` of the table, ``filters`` (each a column with what its cells hold: text or a
    ``Link``), ``count`` of rows.
    """


def setup(app) -> None:
    app.add_node(search_form, html=(_visit, None))


def _visit(self, node: search_form) -> None:
    filters = [(column, _choices(self.builder.env, cells)) for column, cells in node["filters"]]
    self.body.append(_FORM.render(caption=node["caption"], filters=filters, count=node["count"]))
    raise nodes.SkipNode


def _choices(env, cells: list[str | Link]) -> list[str]:
    """What a reader can choose: each text once, as the cells show it."""
    texts = (references.text(env, cell) if isinstance(cell, Link) else cell for cell in cells)
    shown = {" ".join(typography.apostrophes(text).split()) for text in texts}
    return sorted(shown - {""}, key=lambda text: (text.casefold(), text))
