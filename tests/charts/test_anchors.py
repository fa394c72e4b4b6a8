"""The sizes that stand in every chart of sizes."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from coalition.analysis import force
from coalition.charts import anchors


def test_the_anchors_are_those_named_and_what_could_be_kept_in_order():
    named = anchors.named()
    found = anchors.anchors((1_000, 12_000, 40_000))
    assert [a.size for a in found] == sorted([*named["low"], 12_000])
    (kept,) = [a for a in found if a.range]
    assert (kept.label, kept.range) == (f"12,000 could be kept (band: {force.INSIDE}%)", (1_000, 40_000))


@pytest.mark.parametrize("log", [True, False])
def test_each_anchor_has_a_line_and_its_words_the_larger_the_higher(log):
    found = anchors.anchors((1_000, 12_000, 40_000))
    figure = anchors.through(go.Figure().update_layout(height=300), found, log=log)
    assert [s.x0 for s in figure.layout.shapes if s.type == "line"] == [a.size for a in found]
    notes = figure.layout.annotations
    assert [n.text for n in notes] == [a.label for a in found]
    assert [n.ay for n in notes] == sorted((n.ay for n in notes), reverse=True)
    assert [10**n.x if log else n.x for n in notes] == pytest.approx([a.size for a in found])
    assert figure.layout.height == 300 + figure.layout.margin.t


def test_a_curve_is_read_where_an_anchor_lies_on_it():
    curve = pd.Series([1.0, 0.5, 0.1], index=[0, 9_000, 30_000])
    found = anchors.reached(curve, [anchors.Anchor(10_000, ""), anchors.Anchor(64_000, "")])
    assert found.to_dict() == {10_000: 0.5}
