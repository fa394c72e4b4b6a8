"""How the claims of the starting article stand."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.charts.bands import Band, bands
from coalition.data.passages import inline
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
    """Claims by verdict, with how many of each kind they are; from ``claims.verdicts_by_kind``."""
    words = data.labels_of("claims", "kind")
    found = []
    for verdict, look in VERDICTS.items():
        part = counts[(counts["verdict"] == verdict) & (counts["claims"] > 0)].set_index("kind")["claims"]
        kinds = [f"{part[k]} {inline(words[k])}{'' if part[k] == 1 else 's'}" for k in words if k in part]
        if kinds:
            found.append(Band(int(part.sum()), look.label, tuple(kinds), look.token, look.pattern))
    return bands(found)
