"""How the claims of the starting article stand."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.exhibits import style

LOOKS = {
    "supported": ("deploy_troops", ""),
    "partly_supported": ("conditional", "/"),
    "contested": ("undecided", "x"),
    "untestable": ("unknown", "."),
    "not_supported": ("declined", "\\"),
    "false": ("opposed", "+"),
}
"""Colour token and fill pattern of each verdict, in the order they are drawn; others follow, plain."""


def verdict_bars(counts: pd.DataFrame) -> go.Figure:
    """Claims by kind, one bar per kind split by verdict, from ``claims.verdicts_by_kind``."""
    figure = go.Figure()
    words, verdicts = data.labels_of("claims", "kind"), data.labels_of("claims", "verdict")
    kinds = [k for k in words if k in set(counts["kind"])]
    labels = [f"{words[k]}s: {counts.loc[counts['kind'] == k, 'claims'].sum()}" for k in kinds]
    for verdict in [*LOOKS, *(v for v in verdicts if v not in LOOKS)]:
        token, pattern = LOOKS.get(verdict, ("muted", ""))
        part = counts[counts["verdict"] == verdict].set_index("kind")
        values = [int(part["claims"].get(k, 0)) for k in kinds]
        if not any(values):
            continue
        figure.add_bar(
            y=labels,
            x=values,
            orientation="h",
            name=verdicts[verdict],
            hoverinfo="text",
            textposition="none",
            hovertext=[
                f"{words[k]}: {verdicts[verdict].lower()}<br>{v} ({part['ids'].get(k, 'none')})"
                for k, v in zip(kinds, values, strict=True)
            ],
            marker={
                "color": style.colour(token),
                "line": {"color": style.colour("surface"), "width": 1},
                "pattern": {
                    "shape": pattern,
                    "fgcolor": style.colour("surface"),
                    "fillmode": "overlay",
                    "size": 7,
                    "solidity": 0.25,
                },
            },
        )
    figure.update_xaxes(title="Claims", rangemode="tozero")
    figure.update_yaxes(autorange="reversed", showgrid=False)
    return figure.update_layout(barmode="stack", height=430)
