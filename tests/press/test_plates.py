"""The picture of a figure that leaves the book says by itself what it found, from where and when."""

import re

import pytest

from bookpress.engine import plates
from bookpress.exhibits.exhibit import Column, Exhibit, Source

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="700" height="300"><rect width="5" height="5"/></svg>'
)


def exhibit(**changes):
    parts = {
        "kind": "figure",
        "name": "fig-a",
        "headline": "Five of 40 governments say that they are ready to send soldiers to Ukraine after a ceasefire.",
        "caption": "Governments by position (n = 40).",
        "alt": "A bar.",
        "reading": "",
        "columns": (Column("Country", "text"),),
        "rows": (("France",),),
        "sources": tuple(Source(f"s{i}", f"Paper {i}", "A report") for i in range(6)),
        "spec": {"data": [], "layout": {"height": 300}},
    }
    return Exhibit(**(parts | changes))


def test_a_plate_has_headline_caption_sources_edition_and_licence_around_the_drawing():
    again = (Source("s9", "Paper 5", "A report"),)
    shown = exhibit(sources=exhibit().sources + again)
    plate, tall = plates.composed(DRAWING, plates.lettered(shown))
    text = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", plate))
    assert text.startswith(exhibit().headline) and exhibit().caption in text
    assert "Sources: Paper 5, Paper 0, Paper 1, Paper 2 and 2 more." in text
    assert "After the Ceasefire. Version" in text and text.rstrip().endswith("4.0")
    tops = [int(y) for y in re.findall(r'<text[^>]* y="(\d+)"', plate)]
    drawn = int(re.search(r'<svg[^>]* y="(\d+)"', plate)[1])
    assert sum(y < drawn for y in tops) >= 3 and sum(y > drawn + 300 for y in tops) >= 2
    assert tall > 300 + drawn and max(tops) < tall


def test_no_line_of_a_plate_is_wider_than_it_in_a_wide_font():
    plate, _ = plates.composed(DRAWING, plates.lettered(exhibit(caption="Wide words " * 30)))
    for size, text in re.findall(r"font-size:(\d+)px[^>]*>([^<]*)</text>", plate):
        assert int(size) * 0.62 * len(text) <= 700


def test_a_drawing_without_words_stays_as_it_is():
    plate, tall = plates.composed(DRAWING, {})
    assert tall == 300 and "<text" not in plate


def test_a_table_has_no_plate():
    with pytest.raises(ValueError, match="is no figure"):
        plates.lettered(exhibit(spec=None))
