"""How dense the evidence is over time."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition.charts.drawing import overlaid
from coalition.exhibits import style
from coalition.formats import month


def evidence_by_month(months: pd.DataFrame, ends: int) -> go.Figure:
    """Statements and events per month as stacked bars, from ``summary.evidence_by_month``; over the first and
    the last ``ends`` months how many rows they have.
    """
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
    figure.update_layout(barmode="stack", height=350, margin={"t": 40}, legend={"traceorder": "normal"})
    figure.update_xaxes(
        type="category",
        tickvals=list(months["month"])[1::6],
        ticktext=[month(m).replace(" ", "<br>") for m in months["month"][1::6]],
    )
    figure.update_yaxes(title="Rows dated in the month")
    total = (months["statements"] + months["events"]).reset_index(drop=True)
    for place, part in ((0, total.head(ends)), (max(len(total) - ends, 0), total.tail(ends))):
        left, right, top = place - 0.4, place + len(part) - 0.6, 1.04
        line = {"width": 2, "color": style.colour("ink")}
        figure.add_shape(type="line", yref="paper", x0=left, x1=right, y0=top, y1=top, line=line)
        figure.add_annotation(
            x=(left + right) / 2, y=top, yref="paper", yanchor="bottom", text=f"<b>{part.sum()}</b>",
            showarrow=False, font={"size": 14},
        )  # fmt: skip
    return figure
