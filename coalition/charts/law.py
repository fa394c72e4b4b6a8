"""The legal basis: which rule bears on what the force would do."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.charts.lists import coded_lists
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
    """For each aspect of the force the rules that bear on it, by effect; from ``law.bearing``."""
    aspects = data.labels_of("law_readings", "aspect")
    return coded_lists(
        (
            (label, part.groupby("effect")["topic"].agg(list).to_dict())
            for aspect, label in aspects.items()
            if len(part := bearing[bearing["aspect"] == aspect])
        ),
        EFFECTS,
    )
