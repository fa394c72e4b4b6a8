"""Date each page, and lead from its foot to what changed and to the accessibility statement."""

from __future__ import annotations

import html

from coalition import data

_FOOT = {"editions": "What changed", "accessibility": "Accessibility"}
"""Pages that every page leads to, by label."""


def setup(app) -> None:
    app.connect("html-page-context", _dated, priority=900)


def _dated(app, pagename, templatename, context, doctree) -> None:
    """Version and data cut-off at the foot of every page, with the ways to what changed and to the accessibility statement."""
    text = html.escape(f"Version {data.version()}, data as of {data.written_date(data.cut_off())}.")
    labels = app.env.get_domain("std").labels
    links = "".join(
        f' <a href="{html.escape(context["pathto"](labels[label][0]), quote=True)}">{words}</a>'
        for label, words in _FOOT.items()
        if label in labels
    )
    context["theme_extra_footer"] = (
        f'{context.get("theme_extra_footer") or ""}<p class="edition">{text}{links}</p>'
    )
