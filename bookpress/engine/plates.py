"""The picture of a figure as it leaves the book: headline, caption, sources, edition and licence drawn in."""

from __future__ import annotations

import textwrap
from collections import Counter
from functools import partial
from xml.etree import ElementTree

from bookpress import hooks, typography
from bookpress.exhibits import style
from bookpress.exhibits.exhibit import Exhibit, Spec

SVG = "http://www.w3.org/2000/svg"
_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"
_EDGE, _GAP = 8, 10
_WIDE = 0.62
"""Of the type size: what a letter takes in the widest of the fonts, so that no line is cut."""
_NAMED = 4
"""Publishers that the line of sources names; the rest are counted."""


def lettered(exhibit: Exhibit) -> Spec:
    """What a figure is drawn from, with the words of its plate. Raises ValueError for a table."""
    return exhibit.drawing | {"words": words(exhibit)}


def words(exhibit: Exhibit) -> dict[str, str]:
    """What is said of a figure outside the book: headline, caption, sources, edition."""
    edition = hooks.edition()
    of_edition = (edition.line[:1].upper() + edition.line[1:], edition.rights) if edition else ()
    said = {
        "headline": exhibit.headline,
        "caption": exhibit.caption,
        "sources": _sources(exhibit),
        "edition": ". ".join(filter(None, (hooks.title(), *of_edition))),
    }
    return {part: typography.apostrophes(text) for part, text in said.items()}


def composed(drawing: str, spec: Spec) -> tuple[str, int]:
    """The plate around a drawing (SVG), and its height in pixels."""
    inner = ElementTree.fromstring(drawing)
    wide, tall = int(inner.get("width", 0)), int(inner.get("height", 0))
    said, light = spec.get("words", {}), style.palette().light
    plate = ground(wide)
    below = partial(write, plate, wide)
    y = below(said.get("headline", ""), 0, 18, "600", light["ink"])
    y = below(said.get("caption", ""), y, 13, "400", light["muted"])
    y += _GAP if y else 0
    inner.set("y", str(y))
    plate.append(inner)
    for key in ("sources", "edition"):
        y = below(said.get(key, ""), y + (tall if key == "sources" else 0), 11, "400", light["muted"])
    y += _EDGE if said else 0
    _size(plate, wide, y)
    return ElementTree.canonicalize(ElementTree.tostring(plate, encoding="unicode")), y


def ground(wide: int, tall: int = 0) -> ElementTree.Element:
    """An empty picture (SVG) in the light colour of pages; without a height it gets one later."""
    ElementTree.register_namespace("", SVG)
    picture = ElementTree.Element(f"{{{SVG}}}svg")
    cover = {"width": "100%", "height": "100%", "fill": style.palette().light["surface"]}
    ElementTree.SubElement(picture, f"{{{SVG}}}rect", cover)
    _size(picture, wide, tall)
    return picture


def _size(picture: ElementTree.Element, wide: int, tall: int) -> None:
    for name, value in {"width": wide, "height": tall, "viewBox": f"0 0 {wide} {tall}"}.items():
        picture.set(name, str(value))


def lines(text: str, wide: int, size: int, edge: int = _EDGE) -> list[str]:
    """A text in lines that fit a picture of this width, in letters of this size."""
    return textwrap.wrap(text, int((wide - 2 * edge) / (size * _WIDE)))


def write(
    picture: ElementTree.Element,
    wide: int,
    text: str,
    y: int,
    size: int,
    weight: str,
    colour: str,
    edge: int = _EDGE,
) -> int:
    """Write a text in lines that fit, below ``y``; returns where it ends."""
    found = lines(text, wide, size, edge)
    y += 6 if found else 0
    for line in found:
        y += round(size * 1.3)
        written = ElementTree.SubElement(picture, f"{{{SVG}}}text", x=str(edge), y=str(y), fill=colour)
        written.set("style", f"font-family:{_FONT};font-size:{size}px;font-weight:{weight}")
        written.text = line
    return y


def _sources(exhibit: Exhibit) -> str:
    """Who published the sources, those with the most of them first."""
    named = [name for name, _ in Counter(s.publisher or s.title for s in exhibit.sources).most_common()]
    if not named:
        return ""
    more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    return f"Sources: {', '.join(named[:_NAMED])}{more}."
