"""Drawings made of words: what a desk screen gets says the same as what a phone gets, in less height."""

from bookpress.engine import pictures
from coalition.charts.bands import Band, bands
from coalition.charts.lists import coded_lists
from coalition.exhibits import style

NAMES = ("Australia", "Austria", "Belgium", "Canada", "Germany", "Ireland", "Netherlands", "New Zealand")


def said(annotations):
    return [a["text"].replace("<br>", " ") for a in annotations]


def test_both_drawings_say_the_same_and_the_wide_one_is_lower():
    look = style.Code("Offered", "accent", "circle")
    for figure in (
        bands([Band(len(NAMES), "offer it", NAMES, "accent")]),
        coded_lists([("Training", {"yes": NAMES})], {"yes": look}),
    ):
        spec = figure.to_plotly_json()
        wide = spec["layout"]["meta"]["wide"]
        assert said(wide["layout"]["annotations"]) == said(spec["layout"]["annotations"])
        assert len(wide["data"]) == len(spec["data"])
        assert pictures.height(spec, "wide") < pictures.height(spec, "narrow")
