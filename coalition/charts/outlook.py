"""Scenarios, judgements, indicators, assumptions and open questions."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition.analysis import likelihood, views
from coalition.charts.axes import rows_axis
from coalition.charts.drawing import interval, marker, spans, write
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
            f"{r.label}<br>{likelihood.scale_words(r.likelihood)}, point {r.probability} per cent"
            for r in table.itertuples()
        ],
    )
    figure.update_xaxes(title="Per cent", range=[0, 101], dtick=20, tickangle=0)
    rows_axis(figure, labels, top=0.8)
    return figure.update_layout(height=110 + 58 * len(labels))


VIEWS = style.Looks.of(
    "computed",
    "view_part",
    {
        "comes": ("accent", "circle"),
        "lasts": ("partly", "square"),
        "others": ("second", "diamond-open"),
        "ours": ("ink", "star"),
    },
)
"""How the parts of the view from several sides are drawn."""


def one_view(rows: pd.DataFrame) -> go.Figure:
    """What usually happens, what others expect and what we judge, on one axis; from ``views.rows``."""
    labels = [wrapped(text, 28) for text in rows["label"]]
    order, figure = [], go.Figure()
    for code, look in VIEWS.items():
        chosen = (rows["part"] == code).to_numpy()
        part = rows[chosen]
        if part.empty:
            continue
        names = [t for t, c in zip(labels, chosen, strict=True) if c]
        order += [f"<b>{wrapped(look.label, 28)}</b>", *names]
        bounded = part[["low", "high"]].notna().all(axis=1).to_numpy()
        within = part[bounded]
        rows_with = [t for t, c in zip(names, bounded, strict=True) if c]
        line = {"width": 5, "color": style.colour("border")}
        spans(figure, within["low"], within["high"], rows_with, line=line)
        valued = part["value"].notna().to_numpy()
        ranges = part[~valued]
        if len(ranges):
            write(
                figure,
                ranges["high"],
                [t for t, v in zip(names, valued, strict=True) if not v],
                [f" {a:.0f} to {b:.0f}%" for a, b in zip(ranges["low"], ranges["high"], strict=True)],
            )
        figure.add_scatter(
            x=list(part.loc[valued, "value"]),
            y=[t for t, v in zip(names, valued, strict=True) if v],
            mode="markers+text",
            text=[f"{views.percent(v)}%" for v in part.loc[valued, "value"]],
            textposition="top center",
            cliponaxis=False,
            showlegend=False,
            marker=marker(look, 11),
            hoverinfo="text",
            hovertext=[f"{r.label}: {views.percent(r.value)} per cent" for r in part[valued].itertuples()],
        )
    figure.update_xaxes(title="Per cent", range=[-2, 104], dtick=20, tickangle=0)
    rows_axis(figure, order, top=0.8, tickfont={"size": 12})
    return figure.update_layout(height=120 + 50 * len(order))
