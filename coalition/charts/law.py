"""The legal basis: which rule bears on what the force would do."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.charts.grid import mark_grid
from coalition.charts.labels import wrapped
from coalition.exhibits import style

EFFECTS = style.Looks.of(
    "law_readings",
    "effect",
    {
        "opens": ("accent", "circle"),
        "condition": ("partly", "diamond"),
        "bars": ("second", "x"),
        "unsettled": ("muted", "triangle-up-open"),
    },
)
"""How the effect of a rule looks."""


def rule_board(bearing: pd.DataFrame) -> go.Figure:
    """Rules by aspect of the force, shape and colour by effect; from ``law.bearing``."""
    labels = bearing["topic"].map(lambda t: wrapped(t, 24))
    aspects = data.labels_of("law_readings", "aspect")
    cells = pd.DataFrame(
        {
            "row": labels,
            "column": bearing["aspect"].map(aspects),
            "code": bearing["effect"],
            "hover": [
                f"{t}<br>{wrapped(r, 46)}" for t, r in zip(bearing["topic"], bearing["reason"], strict=True)
            ],
        }
    )
    figure = mark_grid(cells, EFFECTS, list(labels.drop_duplicates()), list(aspects.values()))
    figure.update_xaxes(tickangle=-60, tickfont={"size": 11}, showgrid=True)
    figure.update_yaxes(tickfont={"size": 11}, showgrid=True)
    return figure.update_layout(height=230 + 34 * labels.nunique())
