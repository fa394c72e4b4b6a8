"""The legal basis: which rule bears on what the force would do."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.charts.lists import coded_lists
from coalition.data.passages import inline
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
    """Under each thing that the force would do the rules that touch it, by their effect; from
    ``law.bearing``. What stands against it comes first.
    """
    effects = sorted(EFFECTS, key=lambda code: code != "bars")
    return coded_lists(
        (
            (f"To {inline(label)}", part.groupby("effect")["topic"].agg(list).to_dict())
            for aspect, label in data.labels_of("law_readings", "aspect").items()
            if len(part := bearing[bearing["aspect"] == aspect])
        ),
        {code: EFFECTS[code] for code in effects},
        counted=True,
    )
