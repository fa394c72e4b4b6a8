"""The explorer in a page: a native form over answers worked out beforehand, hidden until its script runs."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from docutils import nodes

from bookpress import templates
from bookpress.engine.page_freshness import own_kinds
from bookpress.site import assets
from coalition.exhibits.explorer import MIME, Explorer

_FORM = templates.read(Path(__file__).parent / "templates" / "explorer.html")
_STATIC = Path(__file__).parent / "static"
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
    own_kinds.add(MIME)
    assets.WHERE["explorer.js"] = 'class="explorer"'
    app.add_node(explorer_form, html=(_visit_form, None), print=(_visit_print, None))
    app.connect("builder-inited", lambda app: app.config.html_static_path.append(str(_STATIC)))
    app.add_js_file("explorer.js")
    app.add_css_file("explorer.css")


class ExplorerRenderer:
    """MyST-NB MIME renderer (entry point ``myst_nb.mime_renderers``)."""

    mime_priority_overrides = (("*", MIME, 1),)

    @staticmethod
    def handle_mime(renderer, data, inline):
        """The node of the explorer; None for any other output."""
        if data.mime_type != MIME or inline:
            return None
        content = json.loads(data.content) if isinstance(data.content, str) else data.content
        return [explorer_form(explorer=Explorer.from_json(content))]


def _visit_form(self, node) -> None:
    self.body.append(markup(node["explorer"]))
    raise nodes.SkipNode


def _visit_print(self, node) -> None:
    """Write the starting choice and its answer: paper has no form."""
    chosen = [f"{label}: {value}" for label, value in choice(node["explorer"])]
    for text in (f"{'. '.join(chosen)}.", *node["explorer"].text):
        self.body.append(f"<p>{self.encode(text)}</p>\n")
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
