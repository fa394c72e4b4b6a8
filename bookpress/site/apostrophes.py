"""Set the apostrophes of all that readers are told one way, whatever table or function it came from.

Code, addresses and the titles of what is linked elsewhere stay as they are written, and so do downloads.
"""

from __future__ import annotations

from docutils import nodes

from bookpress import typography
from bookpress.site.blocks import disclosure

_AS_WRITTEN = (nodes.literal, nodes.literal_block, nodes.raw, nodes.math, nodes.math_block, nodes.comment)


def setup(app) -> None:
    app.connect("doctree-resolved", _set, priority=950)  # after rows are made


def _set(app, doctree, docname) -> None:
    for text in list(doctree.findall(nodes.Text)):
        if "'" in text and not _is_as_written(text):
            text.parent.replace(text, nodes.Text(typography.apostrophes(text.astext())))
    for fold in doctree.findall(disclosure):
        fold["summary"] = typography.apostrophes(fold["summary"])


def _is_as_written(text: nodes.Text) -> bool:
    node = text.parent
    while node is not None:
        if isinstance(node, _AS_WRITTEN) or (
            isinstance(node, nodes.reference) and "refuri" in node and "://" in node["refuri"]
        ):
            return True
        node = node.parent
    return False
