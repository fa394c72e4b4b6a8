"""A figure that would hide a mark, or list what it does not draw, is found out."""

import plotly.graph_objects as go
import pytest

from bookpress.engine import runs
from bookpress.exhibits import marks
from bookpress.exhibits.notebook import shown


def figure(x, y, x_axis=None, y_axis=None, **trace):
    made = go.Figure(go.Scatter(**{"x": x, "y": y, "mode": "markers", "name": "Polls"} | trace))
    return made.update_layout(xaxis=x_axis or {}, yaxis=y_axis or {}, showlegend=True)


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
    ],
)
def test_a_mark_outside_its_axes_is_a_fault(made):
    assert "lie outside the" in marks.faults(made)[0]


def test_an_entry_of_the_legend_without_a_mark_is_a_fault():
    made = figure([1], [1]).add_scatter(x=[None], y=[None], mode="markers", name="Nobody")
    assert marks.faults(made) == ["the legend has Nobody, and no mark is drawn for it"]
    made = figure([1], [1], legendgroup="g").add_scatter(x=[None], y=[None], name="Key", legendgroup="g")
    assert marks.faults(made) == []


@pytest.mark.slow
def test_no_figure_of_the_book_hides_a_mark(book):
    figures = {n: e.drawing for n, e in shown(runs.executed()).items() if e.kind == "figure"}
    found = {
        name: marks.faults(go.Figure({k: spec[k] for k in ("data", "layout")}, skip_invalid=True))
        for name, spec in figures.items()
    }
    assert {name: said for name, said in found.items() if said} == {}
