"""Lead from the first use of a term in each chapter to the glossary; the meaning is the title of the link."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx import addnodes

from bookpress.engine import subpages
from bookpress.site.parts import download
from bookpress.site.references import link
from coalition.analysis import glossary

_LEFT = (
    nodes.title,
    nodes.rubric,
    nodes.reference,
    nodes.literal,
    nodes.raw,
    nodes.citation,
    nodes.figure,
    nodes.table,
    nodes.term,
    download,
    addnodes.pending_xref,
)
"""Where a term is no running text, or leads elsewhere."""


def setup(app) -> None:
    app.connect("doctree-read", _link_terms)
    app.add_css_file("terms.css")


def _link_terms(app, doctree) -> None:
    chapter = Path(app.env.docname).name
    is_own = subpages.chapter_of(app.env, app.env.docname) == app.env.docname
    if is_own and chapter != "glossary":
        mark(doctree, glossary.Unused(glossary.terms(), chapter), app.env.docname)


def mark(doctree: nodes.document, unused: glossary.Unused, docname: str) -> None:
    """Make the first use of each term in running text a link."""
    for text in list(doctree.findall(nodes.Text)):
        if not _is_running(text):
            continue
        pieces = [
            nodes.Text(piece)
            if isinstance(piece, str)
            else link(f"term:{piece[1].key}", piece[0], docname, title=piece[1].meaning, style="term")
            for piece in unused.split(text.astext())
        ]
        if any(not isinstance(piece, nodes.Text) for piece in pieces):
            text.parent.replace(text, pieces)


def _is_running(text: nodes.Text) -> bool:
    """Whether a text stands in a paragraph, and in nothing that is left alone."""
    node, running = text.parent, False
    while node is not None:
        if isinstance(node, _LEFT):
            return False
        running, node = running or isinstance(node, nodes.paragraph), node.parent
    return running
