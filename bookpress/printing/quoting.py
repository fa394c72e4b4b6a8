"""Pieces of a printed chapter for another document: its opening box, a figure, the list of a section."""

from __future__ import annotations

from lxml import html

_BOX = "//div[contains(concat(' ', @class, ' '), ' admonition ')]"
_LEFT = "./p[1] | .//p[@class='exhibit-reading']"
"""What is left of the caption of a figure: what is shown, and how to read it."""


def found(kind: str, body: str, anchor: str) -> str:
    """The piece of this kind in the HTML of a chapter; blank where there is none.

    ``anchor`` is the id of a figure or of the section with the list.
    """
    chapter = html.fragment_fromstring(body, create_parent="div")
    piece = {"box": _box, "figure": _figure, "list": _list}[kind](chapter, anchor)
    return "" if piece is None else html.tostring(piece, encoding="unicode", with_tail=False)


def _box(chapter, _anchor: str):
    return next(iter(chapter.xpath(_BOX)), None)


def _figure(chapter, anchor: str):
    """The figure without its data and sources, which the book has."""
    figure = chapter.get_element_by_id(anchor, None)
    if figure is None:
        return None
    for caption in figure.iter("figcaption"):
        kept = caption.xpath(_LEFT)
        for child in list(caption):
            caption.remove(child)
        caption.extend(kept)
    return figure


def _list(chapter, anchor: str):
    section = chapter.get_element_by_id(anchor, None)
    return None if section is None else section.find("ul")
