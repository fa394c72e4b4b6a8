"""A figure that would hide a mark, or list what it does not draw, is found out."""

from datetime import date

import plotly.graph_objects as go
import pytest

from bookpress.exhibits import marks


def figure(x, y, x_axis=None, y_axis=None, **trace):
    made = go.Figure(go.Scatter(**{"x": x, "y": y, "mode": "markers", "name": "Polls"} | trace))
    return made.update_layout(xaxis=x_axis or {}, yaxis=y_axis or {}, showlegend=True)


def bar(axis, **trace):
    return go.Figure(go.Bar(name="Polls", **trace)).update_layout(xaxis=axis)


YEAR = {"type": "date", "range": ["2025-01-01", "2025-12-31"]}


@pytest.mark.parametrize(
    "made",
    [
        figure([1, 2], [3, 4]),
        figure([1, 2], [3, 4], {"range": [0, 2]}, {"range": [4, 3]}),
        figure([1, 200], [3, 4], {"range": [0, 2]}, mode="lines"),
        figure([10, 100], [3, 4], {"type": "log", "range": [1, 2]}),
        figure(["2025-03-10"], [1], {"range": ["2025-01-01", "2025-12-31"]}),
        figure(["a", "b"], [1, 1], {"type": "category", "range": [-0.5, 1.5]}),
        figure(["b"], [1], {"type": "category", "categoryarray": ["a", "b"], "range": [-0.5, 1.5]}),
        figure([0, 9], [0, 9], {"range": [0, 2]}, mode="lines", fill="toself"),
        figure([1, 2], [3, 4], {"range": [0, None]}, {"range": [None, 5]}),
        figure([date(2025, 3, 10)], [1], {"range": [date(2025, 1, 1), date(2025, 12, 31)]}),
        figure([9], [1], {"range": [0, 2], "autorange": True}),
        bar(x=[2], y=["a"], base=[7], orientation="h", axis={"range": [0, 9]}),
        bar(x=[86_400_000], y=["a"], base="2025-01-01", orientation="h", axis=YEAR),
    ],
)
def test_a_sound_figure_has_no_faults(made):
    assert marks.faults(made) == []


@pytest.mark.parametrize(
    "made",
    [
        figure([1, 87], [3, 4], {"range": [-122, 80]}),
        figure([1, 2], [3, 4], {}, {"range": [3.9, 3]}),
        figure([1000], [3], {"type": "log", "range": [1, 2]}),
        figure(["2027-03-10"], [1], {"range": ["2025-01-01", "2026-12-31"]}),
        figure(["a", "b", "c"], [1, 1, 1], {"type": "category", "range": [-0.5, 1.5]}),
        figure([0], [1], {"type": "log", "range": [-3, 2]}),
        figure([-1, 2], [3, 4], {"range": [0, None]}),
        bar(x=[3], y=["a"], base=[7], orientation="h", axis={"range": [0, 9]}),
        bar(x=[86_400_000], y=["a"], base="2025-12-31", orientation="h", axis=YEAR),
    ],
)
def test_a_mark_outside_its_axes_is_a_fault(made):
    assert "lie outside the" in marks.faults(made)[0]


def test_an_entry_of_the_legend_without_a_mark_is_a_fault():
    made = figure([1], [1]).add_scatter(x=[None], y=[None], mode="markers", name="Nobody")
    assert marks.faults(made) == ["the legend has Nobody, and no mark is drawn for it"]
    made = figure([1], [1], legendgroup="g").add_scatter(x=[None], y=[None], name="Key", legendgroup="g")
    assert marks.faults(made) == []


def test_a_fault_names_the_trace_and_the_axis():
    made = figure([1], [1]).add_scatter(x=[5, 9], y=[1, 1], xaxis="x2")
    made.layout.xaxis2 = {"range": [0, 6]}
    assert marks.faults(made)[0] == (
        "1 of 2 marks of trace 2 lie outside the x2 axis, which runs from 0 to 6"
    )
