"""Date each page, and lead from its foot to what changed and to the accessibility statement."""

from __future__ import annotations

from pathlib import Path

from bookpress import templates
from coalition import data

_FOOT = {"editions": "What changed", "accessibility": "Accessibility"}
"""Pages that every page leads to, by label."""
_EDITION = templates.read(Path(__file__).parent / "templates" / "edition.html")


def setup(app) -> None:
    app.connect("html-page-context", _dated, priority=900)


def _dated(app, pagename, templatename, context, doctree) -> None:
    """Put version and data cut-off at the foot of every page, with the ways to what changed and to access."""
    text = f"Version {data.version()}, data as of {data.written_date(data.cut_off())}."
    labels = app.env.get_domain("std").labels
    links = [
        (context["pathto"](labels[label][0]), words) for label, words in _FOOT.items() if label in labels
    ]
    before = context.get("theme_extra_footer") or ""
    context["theme_extra_footer"] = before + _EDITION.render(text=text, links=links)
