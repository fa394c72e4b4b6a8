"""Scenarios, judgements, indicators, assumptions and open questions."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import likelihood
from coalition.charts.axes import day, rows_axis
from coalition.charts.drawing import interval
from coalition.charts.labels import wrapped
from coalition.exhibits import style


def scenario_ranges(scenarios: pd.DataFrame) -> go.Figure:
    """The range of each scenario's likelihood word as a line and its point as a mark, the most probable on
    top.

    From ``outlook.scenarios``.
    """
    table = scenarios.sort_values("probability", ascending=False, kind="stable")
    labels = [wrapped(label, 20) for label in table["label"]]
    figure = go.Figure()
    figure.add_scatter(
        x=list(table["probability"]),
        y=labels,
        mode="markers+text",
        text=[f"{p}%" for p in table["probability"]],
        textposition="top right",
        showlegend=False,
        marker={"size": 12, "color": style.colour("accent"), "symbol": "diamond"},
        cliponaxis=False,
        error_x=interval(
            table["probability"],
            table["probability_low"],
            table["probability_high"],
            "border",
            thickness=6,
            width=0,
        ),
        hoverinfo="text",
        hovertext=[
            f"{r.label}<br>{likelihood.scale_words(r.likelihood)}, point {r.probability} percent"
            for r in table.itertuples()
        ],
    )
    figure.update_xaxes(title="Percent", range=[0, 101], dtick=20, tickangle=0)
    rows_axis(figure, labels, top=0.8)
    return figure.update_layout(height=110 + 58 * len(labels))


def last_seen(indicators: pd.DataFrame) -> go.Figure:
    """When each indicator was last seen, oldest on top; from ``outlook.indicators``."""
    labels = [wrapped(r.indicator, 32) for r in indicators.itertuples()]
    figure = go.Figure()
    figure.add_scatter(
        x=list(indicators["day"].map(day)),
        y=labels,
        mode="markers",
        showlegend=False,
        hoverinfo="text",
        marker={"size": 11, "color": style.colour("accent"), "symbol": "circle"},
        text=[
            f"{data.written_date(r.last_seen_on)}<br>{wrapped(r.last_seen_value, 45)}"
            for r in indicators.itertuples()
        ],
    )
    first = indicators["day"].min() - pd.Timedelta(days=20)
    figure.update_xaxes(
        range=[day(first), day(data.as_day(None) + pd.Timedelta(days=20))],
        dtick="M3",
        tick0="2000-01-01",
        tickformat="%b<br>%Y",
    )
    rows_axis(figure, labels, room=0.5, tickfont={"size": 11})
    return figure.update_layout(height=90 + 46 * len(labels))
