"""Describe each page, and date it."""

from __future__ import annotations

import html
import re

from docutils import nodes

from coalition import data

_DESCRIPTION_LENGTH = 160


def setup(app) -> None:
    app.connect("html-page-context", _described, priority=900)
    app.connect("html-page-context", _dated, priority=900)


def _described(app, pagename, templatename, context, doctree) -> None:
    """The answer a chapter opens with, shortened at a word, as the page's description."""
    if doctree is None or "description" in context.get("metatags", ""):
        return
    lead = _lead(doctree)
    if len(lead) > _DESCRIPTION_LENGTH:
        lead = lead[:_DESCRIPTION_LENGTH].rsplit(" ", 1)[0] + " …"
    title = html.unescape(re.sub("<[^>]+>", "", context.get("title", "")))
    context["metatags"] = context.get("metatags", "") + "".join(
        f'<meta {kind}="{name}" content="{html.escape(text, quote=True)}" />\n'
        for kind, name, text in (("name", "description", lead), ("property", "og:title", title), ("property", "og:description", lead), ("property", "og:type", "article"))
    )


def _dated(app, pagename, templatename, context, doctree) -> None:
    """Version and data cut-off at the foot of every page, with the way to what changed."""
    text = html.escape(f"Version {data.version()}, data as of {data.written_date(data.cut_off())}.")
    docname = app.env.get_domain("std").labels.get("editions", ("",))[0]
    link = f' <a href="{html.escape(context["pathto"](docname), quote=True)}">What changed</a>' if docname else ""
    context["theme_extra_footer"] = f'{context.get("theme_extra_footer") or ""}<p class="edition">{text}{link}</p>'


def _lead(doctree) -> str:
    """The first paragraph of the opening box, or else of the text."""
    for kind in (nodes.admonition, nodes.section):
        for paragraph in doctree.findall(nodes.paragraph):
            if isinstance(paragraph.parent, kind):
                return " ".join(paragraph.astext().split())
    return ""
