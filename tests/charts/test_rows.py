"""Rows with their words and numbers: nothing stands on the line that they are read against, or outside."""

import pytest

from coalition.charts.rows import Line, Row, listed

LONG = "the truces of this war of which an end is known"


def drawings(figure):
    """The layouts for a phone and for a desk screen."""
    spec = figure.to_plotly_json()
    return {"phone": spec["layout"], "desk": spec["layout"]["meta"]["wide"]["layout"]}


def place_of(layout, text):
    return next(a for a in layout["annotations"] if text in a["text"].replace("<br>", " "))


def test_a_number_that_would_stand_on_the_line_stands_behind_it():
    rows = [Row("near", 9.5, "9.5"), Row("far", 2, "2.0"), Row("beyond", 15, "15.0")]
    for layout in drawings(listed([("", rows)], line=Line(10, "all"))).values():
        assert place_of(layout, "9.5")["x"] > 10
        assert 2 < place_of(layout, "2.0")["x"] < 10
        assert place_of(layout, "15.0")["x"] > 15


@pytest.mark.parametrize(("words", "over"), [(LONG, True), ("Norway", False)])
def test_long_words_stand_over_their_bar_on_a_phone_and_short_ones_beside_it(words, over):
    layouts = drawings(listed([("", [Row(words, 3, "three")])]))
    for room, layout in layouts.items():
        label, number = place_of(layout, words), place_of(layout, "three")
        assert (label["y"] < number["y"]) is (over and room == "phone")
        assert label["xanchor"] == ("left" if over and room == "phone" else "right")


def test_with_values_below_nothing_the_numbers_stand_in_a_column_inside_the_frame():
    rows = [Row("less", -3, "−3", span=(-5, 1)), Row("more", 4, "+4", span=(2, 6))]
    for layout in drawings(listed([("", rows)], marks=True)).values():
        numbers = [place_of(layout, text) for text in ("−3", "+4")]
        assert {a["x"] for a in numbers} == {layout["xaxis"]["range"][1]}
        assert all(a["xanchor"] == "right" and a["xshift"] <= 0 for a in numbers)


def test_no_rows_draw_nothing():
    assert not listed([("", [])]).data
