"""The explorer in a page: a native form over answers worked out beforehand, hidden until its script runs."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from docutils import nodes

from coalition import templates
from coalition.exhibits.explorer import Explorer

_FORM = templates.read(Path(__file__).parent / "templates" / "parts" / "explorer.html")
_FIELDS = (
    ("set", "Countries", "sets"),
    ("weight", "Part of garrisons and other soldiers abroad that counts", "weights"),
    ("rotation", "Rotation: soldiers in the pool per soldier in place", "rotations"),
    ("brigade", "Soldiers of a brigade with its support", "brigades"),
    ("concept", "Purpose to compare with", "concepts"),
)


class explorer_form(nodes.General, nodes.Element):
    """The explorer. Attribute: ``explorer``, an ``exhibits.explorer.Explorer``."""


def setup(app) -> None:
    app.add_node(explorer_form, html=(_visit_form, None))
    app.add_js_file("explorer.js")
    app.add_css_file("explorer.css")


def _visit_form(self, node) -> None:
    self.body.append(markup(node["explorer"]))
    raise nodes.SkipNode


def markup(explorer: Explorer) -> str:
    """The form; without JavaScript, its answer and the way to the table."""
    answers = json.dumps(asdict(explorer.grid), separators=(",", ":"), ensure_ascii=False)
    fields = [
        {
            "label": label,
            "name": name,
            "choices": getattr(explorer.grid, group),
            "start": explorer.start()[group],
        }
        for name, label, group in _FIELDS
    ]
    return _FORM.render(
        fields=fields, text=explorer.text, table=explorer.table, answers=answers.replace("</", "<\\/")
    )


def choice(explorer: Explorer) -> list[tuple[str, str]]:
    """The starting values in words: what is chosen, and the choice."""
    start = explorer.start()
    return [(label, getattr(explorer.grid, group)[start[group]].label) for _, label, group in _FIELDS]
