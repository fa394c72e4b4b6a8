"""The explorer in a page: a native form over answers worked out beforehand, hidden until its script runs."""

from __future__ import annotations

import json
from pathlib import Path

from docutils import nodes

from coalition import templates

_FORM = templates.read(Path(__file__).parent / "templates" / "parts" / "explorer.html")
_FIELDS = (
    ("set", "Countries", "sets"),
    ("rotation", "Rotation: soldiers in the pool per soldier in place", "rotations"),
    ("share", "Share of the armies that can deploy", "shares"),
    ("concept", "Purpose to compare with", "concepts"),
)


class explorer_form(nodes.General, nodes.Element):
    """The explorer. Attribute: ``payload``, as ``coalition.exhibits.explorer.explore`` gives it."""


def setup(app) -> None:
    app.add_node(explorer_form, html=(_visit_form, None))
    app.add_js_file("explorer.js")
    app.add_css_file("explorer.css")


def form(payload: dict) -> list[nodes.Node]:
    """Give the node for a payload of ``coalition.exhibits.explorer.explore``."""
    return [explorer_form(payload=payload)]


def _visit_form(self, node) -> None:
    self.body.append(markup(node["payload"]))
    raise nodes.SkipNode


def markup(payload: dict) -> str:
    """Give the form; without JavaScript, its answer and the way to the table."""
    answers = json.dumps(
        {k: payload[k] for k in ("sets", "rotations", "shares", "concepts", "cells")},
        separators=(",", ":"),
        ensure_ascii=False,
    ).replace("</", "<\\/")
    fields = [
        {"label": label, "name": name, "choices": payload[group], "start": _start(payload, name, group)}
        for name, label, group in _FIELDS
    ]
    return _FORM.render(fields=fields, text=payload["text"], table=payload["table"], answers=answers)


def choice(payload: dict) -> list[tuple[str, str]]:
    """Give the starting values in words: what is chosen, and the choice."""
    return [(label, payload[group][_start(payload, name, group)]["label"]) for name, label, group in _FIELDS]


def _start(payload: dict, name: str, group: str) -> int:
    key = "value" if group in ("rotations", "shares") else "id"
    values = [item[key] for item in payload[group]]
    wanted = payload["start"][name]
    return values.index(wanted) if wanted in values else 0
