"""How dense the evidence is over time."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition.charts.drawing import overlaid
from coalition.formats import month


def evidence_by_month(months: pd.DataFrame) -> go.Figure:
    """Statements and events per month as stacked bars, from ``summary.evidence_by_month``."""
    figure = go.Figure()
    for column, name, token, pattern in (
        ("statements", "Statements", "accent", ""),
        ("events", "Events", "second", "/"),
    ):
        figure.add_bar(
            x=list(months["month"]),
            y=list(months[column]),
            name=name,
            marker=overlaid(token, pattern),
            hovertemplate="%{x}: %{y} " + name.lower() + "<extra></extra>",
        )
    figure.update_layout(barmode="stack", height=340)
    figure.update_xaxes(
        type="category",
        tickvals=list(months["month"])[1::6],
        ticktext=[month(m).replace(" ", "<br>") for m in months["month"][1::6]],
    )
    figure.update_yaxes(title="Rows dated in the month")
    return figure
