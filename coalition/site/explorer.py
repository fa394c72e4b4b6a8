"""The explorer in a page: a native form over answers worked out beforehand, hidden until its script runs."""

from __future__ import annotations

import html
import json

from docutils import nodes

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
    """The node for a payload of ``coalition.exhibits.explorer.explore``."""
    return [explorer_form(payload=payload)]


def _visit_form(self, node) -> None:
    self.body.append(markup(node["payload"]))
    raise nodes.SkipNode


def markup(payload: dict) -> str:
    """The form; without JavaScript, its answer and the way to the table."""
    data = json.dumps(
        {k: payload[k] for k in ("sets", "rotations", "shares", "concepts", "cells")},
        separators=(",", ":"),
        ensure_ascii=False,
    ).replace("</", "<\\/")
    answer = "".join(f"<p>{html.escape(line)}</p>" for line in payload["text"])
    fields = "".join(
        f'<label>{html.escape(label)}<select name="{name}">{_options(payload[group], _start(payload, name, group))}</select></label>'
        for name, label, group in _FIELDS
    )
    table = html.escape(payload["table"], quote=True)
    return (
        '<div class="explorer"><form hidden aria-label="Explorer: what could be kept in Ukraine" autocomplete="off">'
        f'<div class="explorer-fields">{fields}</div><p class="explorer-names"></p>'
        '<output class="explorer-answer" aria-live="polite"></output><div class="explorer-scale" role="img"></div></form>'
        f'<div class="explorer-static">{answer}<p>These are the starting values. The form needs JavaScript; the main cases stand in <a href="#{table}">the table</a>.</p></div>'
        f'<script type="application/json">{data}</script></div>'
    )


def choice(payload: dict) -> list[tuple[str, str]]:
    """The starting values in words: what is chosen, and the choice."""
    return [(label, payload[group][_start(payload, name, group)]["label"]) for name, label, group in _FIELDS]


def _options(items: list[dict], chosen: int) -> str:
    return "".join(
        f'<option value="{i}"{" selected" if i == chosen else ""}>{html.escape(item["label"])}</option>'
        for i, item in enumerate(items)
    )


def _start(payload: dict, name: str, group: str) -> int:
    key = "value" if group in ("rotations", "shares") else "id"
    values = [item[key] for item in payload[group]]
    wanted = payload["start"][name]
    return values.index(wanted) if wanted in values else 0
