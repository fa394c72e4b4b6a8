"""The drawings of figures for paper: the pictures of the pages as vectors in the book's own type."""

from __future__ import annotations

import re

from lxml import etree

from bookpress.engine import pictures, plates
from bookpress.exhibits.exhibit import Exhibit, Spec
from bookpress.printing import hatching

TALLEST = 1060
"""Pixels.

A higher figure is drawn again with closer rows, so that it fits a page with letters that can be read.
"""


def drawn(exhibits: dict[str, Exhibit]) -> dict[str, str]:
    """The figures among these exhibits as SVG elements, by name.

    ``exhibits`` is what ``bookpress.exhibits.notebook.shown`` gives. Raises ``pictures.PictureError`` for a
    figure that cannot be drawn, ``browser.NoBrowser`` where one is needed and there is none.
    """
    specs = {name: _fitted(plates.lettered(e)) for name, e in exhibits.items() if e.kind == "figure"}
    pictures.draw(specs)
    return {name: _part_of_a_page(name, pictures.svg(spec)) for name, spec in specs.items()}


def _fitted(spec: Spec) -> Spec:
    return spec | {"layout": spec["layout"] | {"height": min(spec["layout"]["height"], TALLEST)}}


def _part_of_a_page(name: str, svg: str) -> str:
    """The drawing without bitmaps, with ids of its own and without a fixed size, which its container sets.

    Raises ``pictures.PictureError``.
    """
    root = etree.fromstring(svg)
    try:
        hatching.draw(root)
    except ValueError as error:
        raise pictures.PictureError(f"{name} could not be drawn for print: {error}") from error
    for size in ("width", "height"):
        del root.attrib[size]
    own = {e.get("id") for e in root.iter() if e.get("id")}
    return re.sub(
        r'(\bid="|#)([\w-]+)',
        lambda m: f"{m[1]}{name}-{m[2]}" if m[2] in own else m[0],
        etree.tostring(root, encoding="unicode"),
    )
