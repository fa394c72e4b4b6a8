"""What a chapter may not hold, since it would be lost in the page, leave the book or ask another host.

Each is a warning with page and place, and so stops the build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.util import logging

_LOG = logging.getLogger(__name__)
_SCHEMES = {"", "http", "https", "mailto"}
"""Of addresses that a link may lead to."""
_ACTIVE = re.compile(
    r"<\s*(?:script|iframe|frame|object|embed|form|meta|link|base|style)\b|\son[a-z]+\s*=|javascript:", re.I
)
_HOST = re.compile(r"<[^>]+\b(?:src|srcset|data|poster|background)\s*=\s*[\"']?\s*(?:https?:)?//", re.I)
"""An element that a browser fetches from another host."""
_CELL = 10_000
"""MyST-NB counts the lines of a notebook from this number times the number of the cell."""


def setup(app) -> None:
    app.connect("doctree-read", _warn)


def _warn(app, doctree: nodes.document) -> None:
    for node, fault in faults(doctree):
        _LOG.warning("%s: %s", place(node, app.env.docname), fault, type="bookpress", subtype="gate")


def place(node: nodes.Node, docname: str) -> str:
    """Where a node stands: the chapter, and the cell of a notebook or the line of a text."""
    while node is not None and node.line is None:
        node = node.parent
    line = node.line if node is not None else None
    if line is None:
        return docname
    return f"{docname} cell {line // _CELL}" if line >= _CELL else f"{docname} line {line}"


def faults(doctree: nodes.document) -> Iterator[tuple[nodes.Node, str]]:
    """Each node of a chapter that may not be there, with the reason."""
    for node in doctree.findall():
        match node:
            case nodes.math() | nodes.math_block():
                yield node, f"a formula that no page typesets ({node.astext()[:40]}); write it as text"
            case nodes.raw():
                if fault := _markup_fault(node.astext()):
                    yield node, fault
            case nodes.meta():
                yield node, "metadata for the head of the page; only the press writes that"
            case nodes.reference():
                if fault := _address_fault(node.get("refuri", "")):
                    yield node, fault
            case nodes.image():
                if fault := _picture_fault(node):
                    yield node, fault


def _markup_fault(markup: str) -> str | None:
    if active := _ACTIVE.search(markup):
        return f"markup that the page's policy refuses: {active[0].strip()}"
    if host := _HOST.search(markup):
        return f"markup that asks another host: {host[0][:60]}"
    return None


def _address_fault(address: str) -> str | None:
    try:
        scheme = urlsplit(address.strip()).scheme.lower()
    except ValueError:
        return f"{address[:60]} is no web address"
    return None if scheme in _SCHEMES else f"an address that a link may not have: {address[:60]}"


def _picture_fault(node: nodes.image) -> str | None:
    if urlsplit(node.get("uri", "")).netloc:
        return f"a picture from another host: {node['uri'][:60]}"
    if not node.get("alt", "").strip():
        return f"a picture without alternative text: {node.get('uri', '')[:60]}"
    return None
