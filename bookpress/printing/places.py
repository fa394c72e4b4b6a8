"""Places in the HTML of a chapter that are filled when a document is put together, each in the way of that
document.

A place has a kind and a key:

``picture``  the drawing of the figure of this name
``data``     the way from the figure of this name to its data
``sources``  the list of all sources
``rests``    what rests on the source with this id
``code``     the code cell of this number in its chapter
``page``     the page on which this id stands
``moved``    where the table with this id stands, at the end of a sentence
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from docutils import nodes

_MARK = re.compile(r"<!--place (\w+) ([\w.:+-]*)-->")


class place(nodes.General, nodes.Inline, nodes.Element):
    """A place in a chapter. Attributes: ``kind``, ``key``."""


def visit(self, node: place) -> None:
    """Leave a mark in the HTML."""
    self.body.append(f"<!--place {node['kind']} {node['key']}-->")
    raise nodes.SkipNode


def fill(body: str, fillers: Mapping[str, Callable[[str], str]]) -> str:
    """The HTML with each place filled by the function for its kind, which gets its key.

    Raises KeyError for a kind without one.
    """
    return _MARK.sub(lambda mark: fillers[mark[1]](mark[2]), body)
