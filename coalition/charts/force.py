"""The parts of the planned force by how far each has come."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import components as parts
from coalition.charts.bands import Band, bands

_LOOKS = {"deployed": ("accent", ""), "agreed": ("partly", "")}
"""Colour and pattern of what is there and of what is agreed; what is only said is grey."""
_SAID = ("unknown", "/")


def status_board(components: pd.DataFrame) -> go.Figure:
    """A band for each status with the names of its parts, furthest first; from the ``components`` table."""
    labels = data.labels_of("components", "status")
    return bands(
        Band(len(names), labels[code], tuple(names), *_LOOKS.get(code, _SAID))
        for code, names in parts.by_status(parts.in_order(components)).items()
    )
