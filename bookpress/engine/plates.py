"""The picture of a figure as it leaves the book: headline, caption, sources, edition and licence drawn in."""

from __future__ import annotations

import textwrap
from functools import partial
from xml.etree import ElementTree

from bookpress import hooks
from bookpress.exhibits import style
from bookpress.exhibits.exhibit import Exhibit, Spec

_SVG = "http://www.w3.org/2000/svg"
_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"
_EDGE, _GAP = 8, 10
_WIDE = 0.62
"""Of the type size: what a letter takes in the widest of the fonts, so that no line is cut."""
_NAMED = 4
"""Publishers that the line of sources names; the rest are counted."""


def lettered(exhibit: Exhibit) -> Spec:
    """What a figure is drawn from, with the words of its plate. Raises ValueError for a table."""
    edition = hooks.edition()
    of_edition = (edition.line[:1].upper() + edition.line[1:], edition.rights) if edition else ()
    words = {
        "headline": exhibit.headline,
        "caption": exhibit.caption,
        "sources": _sources(exhibit),
        "edition": ". ".join(filter(None, (hooks.title(), *of_edition))),
    }
    return exhibit.drawing | {"words": words}


def composed(drawing: str, spec: Spec) -> tuple[str, int]:
    """The plate around a drawing (SVG), and its height in pixels."""
    ElementTree.register_namespace("", _SVG)
    inner = ElementTree.fromstring(drawing)
    wide, tall = int(inner.get("width", 0)), int(inner.get("height", 0))
    words, light = spec.get("words", {}), style.palette().light
    plate = ElementTree.Element(f"{{{_SVG}}}svg")
    ground = {"width": "100%", "height": "100%", "fill": light["surface"]}
    ElementTree.SubElement(plate, f"{{{_SVG}}}rect", ground)
    write = partial(_write, plate, wide)
    y = write(words.get("headline", ""), 0, 18, "600", light["ink"])
    y = write(words.get("caption", ""), y, 13, "400", light["muted"])
    y += _GAP if y else 0
    inner.set("y", str(y))
    plate.append(inner)
    for key in ("sources", "edition"):
        y = write(words.get(key, ""), y + (tall if key == "sources" else 0), 11, "400", light["muted"])
    y += _EDGE if words else 0
    for name, value in {"width": wide, "height": y, "viewBox": f"0 0 {wide} {y}"}.items():
        plate.set(name, str(value))
    return ElementTree.canonicalize(ElementTree.tostring(plate, encoding="unicode")), y


def _write(plate, wide: int, text: str, y: int, size: int, weight: str, colour: str) -> int:
    """Write a text in lines that fit, below ``y``; returns where it ends."""
    lines = textwrap.wrap(text, int((wide - 2 * _EDGE) / (size * _WIDE)))
    y += 6 if lines else 0
    for line in lines:
        y += round(size * 1.3)
        written = ElementTree.SubElement(plate, f"{{{_SVG}}}text", x=str(_EDGE), y=str(y), fill=colour)
        written.set("style", f"font-family:{_FONT};font-size:{size}px;font-weight:{weight}")
        written.text = line
    return y


def _sources(exhibit: Exhibit) -> str:
    named = list(dict.fromkeys(s.publisher or s.title for s in exhibit.sources))
    if not named:
        return ""
    more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    return f"Sources: {', '.join(named[:_NAMED])}{more}."
