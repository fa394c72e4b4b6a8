"""Sections that a page keeps folded: the heading and its first paragraph stand, the rest opens in place.

A book names their headings in ``bookpress_folds``. Paper has them open.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from babel.lists import format_list
from docutils import nodes

from bookpress import numerals, templates

_FOLD = templates.read(Path(__file__).parent / "templates" / "parts" / "fold.html")


class fold(nodes.General, nodes.Element):
    """The rest of a folded section. Attribute: ``summary``, the words of the line that opens it."""


def setup(app) -> None:
    app.add_config_value("bookpress_folds", [], "html", list)
    app.add_node(fold, html=(_visit, lambda self, node: self.body.append("</details>\n")))
    app.connect("doctree-resolved", _fold_page, priority=810)


def _fold_page(app, doctree, docname) -> None:
    if app.builder.format == "html" and app.builder.name != "print":
        fold_sections(doctree, app.config.bookpress_folds)


def fold_sections(doctree: nodes.Element, headings: Collection[str]) -> None:
    """Fold each section under one of these headings that has more than its first paragraph."""
    for section in list(doctree.findall(nodes.section)):
        leads = 2 if len(section) > 1 and isinstance(section[1], nodes.paragraph) else 1
        rest = section[leads:]
        if rest and section[0].astext() in headings:
            del section[leads:]
            section.append(fold("", *rest, summary=_counted(rest)))


def _counted(parts: list[nodes.Node]) -> str:
    """What there is to open: "Two figures and one table", or just "More"."""
    found = [node for part in parts for node in part.findall(nodes.Element)]
    counts = {
        "figure": sum(isinstance(n, nodes.figure) for n in found),
        "table": sum(isinstance(n, nodes.table) and "exhibit-table" in n["classes"] for n in found),
    }
    named = [f"{numerals.prose(n)} {kind}{'s' * (n > 1)}" for kind, n in counts.items() if n]
    listed = format_list(named, locale="en_GB") if named else "more"
    return listed[:1].upper() + listed[1:]


def _visit(self, node: fold) -> None:
    self.body.append(_FOLD.render(summary=node["summary"]))
