"""How the claims of the starting article stand."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.charts.drawing import overlaid
from coalition.exhibits import style

VERDICTS = style.Looks.of(
    "claims",
    "verdict",
    {
        "supported": ("accent", "", ""),
        "partly_supported": ("partly", "", "/"),
        "contested": ("muted", "", "x"),
        "untestable": ("unknown", "", "."),
        "not_supported": ("second", "", "\\"),
        "false": ("worst", "", "+"),
    },
)
"""Colour and pattern of each verdict."""


def verdict_bars(counts: pd.DataFrame) -> go.Figure:
    """Claims by kind, one bar per kind split by verdict, from ``claims.verdicts_by_kind``."""
    figure = go.Figure()
    words = data.labels_of("claims", "kind")
    kinds = [k for k in words if k in set(counts["kind"])]
    labels = [f"{words[k]}s: {counts.loc[counts['kind'] == k, 'claims'].sum()}" for k in kinds]
    for verdict, look in VERDICTS.items():
        part = counts[counts["verdict"] == verdict].set_index("kind")
        values = [int(part["claims"].get(k, 0)) for k in kinds]
        if not any(values):
            continue
        figure.add_bar(
            y=labels,
            x=values,
            orientation="h",
            name=look.label,
            hoverinfo="text",
            text=[v or "" for v in values],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            textfont={
                "color": style.colour("surface"),
                "size": [13 if v > 1 else 10 for v in values],
                "weight": 700,
            },
            hovertext=[
                f"{words[k]}: {look.label.lower()}<br>{v} ({part['ids'].get(k, 'none')})"
                for k, v in zip(kinds, values, strict=True)
            ],
            marker=overlaid(look.token, look.pattern, size=7, solidity=0.25)
            | {"line": {"color": style.colour("surface"), "width": 1}},
        )
    figure.update_xaxes(title="Claims", rangemode="tozero")
    figure.update_yaxes(autorange="reversed", showgrid=False)
    return figure.update_layout(barmode="stack", height=430, legend={"traceorder": "normal"})
