"""Small parts of a page that print shows otherwise or not at all: nodes, so that every builder writes its
own.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes

from bookpress import templates

_TEMPLATES = Path(__file__).parent / "templates" / "parts"
_PERMALINK, _DOWNLOAD = (templates.read(_TEMPLATES / f"{name}.html") for name in ("permalink", "download"))


class permalink(nodes.Inline, nodes.Element):
    """A link of a row to itself. Attributes: ``anchor``, ``name``.

    Its sign is drawn by the stylesheet, so that it is no part of the cell when rows are searched, sorted or
    copied.
    """


class download(nodes.Inline, nodes.TextElement):
    """A link to a file of the book. Attribute: ``address``, seen from the page."""


class download_line(nodes.paragraph):
    """The line with the data of an exhibit."""


def setup(app) -> None:
    app.add_node(permalink, html=(_visit_permalink, None))
    app.add_node(download, html=(_visit_download, None))
    app.add_node(download_line, html=(_visit_line, _depart_line))


def file_of(node: download) -> str:
    """The name of the file that a download leads to."""
    return node["address"].rpartition("/")[2]


def _visit_permalink(self, node: permalink) -> None:
    self.body.append(_PERMALINK.render(anchor=node["anchor"], name=node["name"]))
    raise nodes.SkipNode


def _visit_download(self, node: download) -> None:
    self.body.append(_DOWNLOAD.render(address=node["address"], text=node.astext()))
    raise nodes.SkipNode


def _visit_line(self, node: download_line) -> None:
    self.visit_paragraph(node)


def _depart_line(self, node: download_line) -> None:
    self.depart_paragraph(node)
