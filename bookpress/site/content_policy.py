"""What a page may load and do: the book's own scripts, styles and pictures, no handler in the markup.

Links outside give nothing away.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from docutils import nodes

from bookpress.site.references import EXTERNAL
from bookpress.upstream import plotly, theme

COLOUR_MODE = (Path(__file__).parent / "templates" / "colour-mode.js").read_text(encoding="utf-8")
"""The only script that stands in a page: it sets the colours before the first paint."""


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _policy() -> str:
    """plotly.js makes style elements, and sets style attributes of the texts it draws."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {_hash(COLOUR_MODE)}",
            f"style-src 'self' {' '.join(_hash(s) for s in plotly.styles())}",
            "style-src-attr 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src data:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
        )
    )


POLICY = _policy()
"""The Content-Security-Policy of every page.

A server may add ``frame-ancestors``, which counts in a header alone.
"""
HEADER = f"{POLICY}; frame-ancestors 'none'"
FRAMED = "_embed"
"""Folder of the pages that other sites may frame."""
_OF_FRAMED = "default-src 'none'; img-src 'self'; base-uri 'none'; form-action 'none'; style-src"
HEADERS = {"/": HEADER, f"/{FRAMED}/": "frame-ancestors *"}
"""What a server sends, by the beginning of the address; such a page has the rest in its head."""


def framed(styles: str) -> str:
    """The Content-Security-Policy of a page that other sites may frame, which has these styles."""
    return f"{_OF_FRAMED} {_hash(styles)}"


def setup(app) -> None:
    app.connect("builder-inited", theme.without_thebe)
    app.connect("doctree-resolved", _mark_external)
    app.connect("html-page-context", _guarded, priority=950)


def _mark_external(app, doctree, docname) -> None:
    """Mark links of the prose that leave the book; those of ``references.link`` are marked from the start."""
    for reference in doctree.findall(nodes.reference):
        if re.match(r"https?://", reference.get("refuri", "")):
            reference["rel"] = EXTERNAL


def _guarded(app, pagename, templatename, context, doctree) -> None:
    """Put the policy at the head of the page, and leave out buttons that carry their script with them."""
    context["colour_mode"] = COLOUR_MODE
    context["metatags"] = (
        f'\n<meta http-equiv="Content-Security-Policy" content="{POLICY}">{context.get("metatags", "")}'
    )
    buttons = [
        inner
        for button in context.get("header_buttons", [])
        for inner in (button["buttons"] if button["type"] == "group" else [button])
    ]
    context["header_buttons"] = [b for b in buttons if b["type"] == "link"]
