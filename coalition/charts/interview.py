"""The interview of December 2025: what reports made of it, and how the article's claims about it stand."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import interview
from coalition.charts.grid import labels_above, mark_grid
from coalition.charts.labels import wrapped
from coalition.exhibits import style

LOOKS = style.Looks(
    interview.ways,
    {
        "quoted": ("accent", "circle"),
        "own_words": ("partly", "diamond"),
        "question": ("muted", "triangle-up-open"),
        "no": ("second", "x-thin"),
        "unknown": ("unknown", "line-ew"),
    },
)
"""How each way in which a report has an element (``interview.ways``) is drawn."""


def retelling_grid(table: pd.DataFrame) -> go.Figure:
    """Reports by elements of the interview, from ``interview.reports``."""
    rows, ways = list(table["label"].unique()), interview.ways()
    elements = {code: wrapped(label, 10) for code, label in data.labels_of("retellings", "element").items()}
    cells = pd.DataFrame(
        {
            "row": table["label"],
            "column": table["element"].map(elements),
            "code": table["code"],
            "hover": table["label"]
            + "<br>"
            + table["element"].map(elements)
            + ": "
            + table["code"].map(ways).str.lower()
            + "<br>"
            + table["in_own_words"].map(lambda t: wrapped(t, 48)),
        }
    )
    figure = mark_grid(cells, LOOKS, rows, list(elements.values()))
    labels_above(figure, rows)
    return figure
