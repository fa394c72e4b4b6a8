"""The explorer in a page: a native form over answers worked out beforehand, hidden until its script runs."""

from __future__ import annotations

import json
from pathlib import Path

from docutils import nodes

from bookpress import templates
from bookpress.engine.page_freshness import own_kinds
from bookpress.site import assets
from coalition.exhibits import explorer

_FORM = templates.read(Path(__file__).parent / "templates" / "explorer.html")
_STATIC = Path(__file__).parent / "static"
_FIELDS = (
    ("set", "Countries", "sets"),
    ("rotation", "Rotation: soldiers in the pool per soldier in place", "rotations"),
    ("share", "Share of the armies that can deploy", "shares"),
    ("concept", "Purpose to compare with", "concepts"),
)


class explorer_form(nodes.General, nodes.Element):
    """The explorer. Attribute: ``payload``, as ``coalition.exhibits.explorer.explore`` gives it."""


def setup(app) -> None:
    own_kinds.add(explorer.MIME)
    assets.WHERE["explorer.js"] = 'class="explorer"'
    app.add_node(explorer_form, html=(_visit_form, None), print=(_visit_print, None))
    app.connect("builder-inited", lambda app: app.config.html_static_path.append(str(_STATIC)))
    app.add_js_file("explorer.js")
    app.add_css_file("explorer.css")


class ExplorerRenderer:
    """MyST-NB MIME renderer (entry point ``myst_nb.mime_renderers``)."""

    mime_priority_overrides = (("*", explorer.MIME, 1),)

    @staticmethod
    def handle_mime(renderer, data, inline):
        """Give the nodes of the explorer; None for any other output."""
        if data.mime_type != explorer.MIME or inline:
            return None
        return form(json.loads(data.content) if isinstance(data.content, str) else data.content)


def form(payload: dict) -> list[nodes.Node]:
    """Give the node for a payload of ``coalition.exhibits.explorer.explore``."""
    return [explorer_form(payload=payload)]


def _visit_form(self, node) -> None:
    self.body.append(markup(node["payload"]))
    raise nodes.SkipNode


def _visit_print(self, node) -> None:
    """Give the starting choice and its answer: paper has no form."""
    payload = node["payload"]
    chosen = [f"{label}: {value}" for label, value in choice(payload)]
    for text in (f"{'. '.join(chosen)}.", *payload["text"]):
        self.body.append(f"<p>{self.encode(text)}</p>\n")
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
