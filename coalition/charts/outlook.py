"""Scenarios, judgements, indicators, assumptions and open questions."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition.analysis import likelihood, views
from coalition.charts.axes import rows_axis
from coalition.charts.drawing import interval, marker, spans
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
    figure.update_xaxes(title="Per cent", range=[-4, 108], tickvals=[0, 25, 50, 75, 100], tickangle=0)
    rows_axis(figure, labels, top=0.8)
    return figure.update_layout(height=110 + 58 * len(labels))


VIEWS = style.Looks.of(
    "computed",
    "view_part",
    {
        "comes": ("partly", "circle"),
        "lasts": ("partly", "square"),
        "others": ("muted", "diamond-open"),
        "ours": ("accent", "star"),
    },
)
"""How the parts of the view from several sides are drawn."""


_HEAD, _TEXT, _MARK = 30, 16, 30
"""Pixels of a heading, of a line of a label and of the marks below it."""


def one_view(rows: pd.DataFrame) -> go.Figure:
    """What we judge, what usually happens and what others expect, on one axis; from ``views.rows``.

    Our first judgement is a line through all rows.
    """
    figure, y, places, values = go.Figure(), 0, [], []
    for code in sorted(VIEWS, key=lambda code: code != "ours"):
        part = rows[rows["part"] == code]
        if part.empty:
            continue
        _above(figure, y, f"<b>{VIEWS[code].label}</b>", 13)
        y += _HEAD
        for r in part.itertuples():
            label = wrapped(r.label, 44)
            _above(figure, y, label, 12)
            y += _TEXT * (label.count("<br>") + 1) + _MARK
            places.append(r._replace(Index=y - _MARK + 10))
            values.append(_said(r))
    within = [r for r in places if pd.notna(r.low) and pd.notna(r.high)]
    line = {"width": 5, "color": style.colour("border")}
    spans(figure, [r.low for r in within], [r.high for r in within], [r.Index for r in within], line=line)
    for code, look in VIEWS.items():
        valued = [r for r in places if r.part == code and pd.notna(r.value)]
        if valued:
            figure.add_scatter(
                x=[r.value for r in valued],
                y=[r.Index for r in valued],
                mode="markers",
                cliponaxis=False,
                showlegend=False,
                marker=marker(look, 11),
                hoverinfo="text",
                hovertext=[f"{r.label}: {views.percent(r.value)} per cent" for r in valued],
            )
    ends = [max(v for v in (r.value, r.high, 0) if pd.notna(v)) for r in places]
    for x, r, text in zip(ends, places, values, strict=True):
        figure.add_annotation(
            x=x, y=r.Index, text=text, showarrow=False, xanchor="left", xshift=9, font={"size": 13},
            bgcolor=style.colour("surface"), borderpad=1,
        )  # fmt: skip
    ours = [r for r in places if r.part == "ours" and pd.notna(r.value)]
    if ours:
        figure.add_shape(
            type="line", x0=ours[0].value, x1=ours[0].value, y0=ours[0].Index, y1=y, layer="below",
            line={"color": style.colour("accent"), "width": 1.5, "dash": "dot"},
        )  # fmt: skip
    figure.update_xaxes(
        title="Per cent", range=[-2, 114], tickvals=list(range(0, 101, 20)), tickangle=0, zeroline=False
    )
    figure.update_yaxes(visible=False, range=[max(y, 1), 0])
    return figure.update_layout(height=110 + y)


def _above(figure: go.Figure, y: int, text: str, size: int) -> None:
    figure.add_annotation(
        x=0, xref="paper", y=y, text=text, showarrow=False, xanchor="left", yanchor="top", align="left",
        font={"size": size}, bgcolor=style.colour("surface"), borderpad=1,
    )  # fmt: skip


def _said(row) -> str:
    """The value of a row in words, the first of ours in bold; its range where it has no value."""
    if pd.isna(row.value):
        return f"{row.low:.0f} to {row.high:.0f}%"
    text = f"{views.percent(row.value)}%"
    return f"<b>{text}</b>" if row.part == "ours" else text
