"""Events down a line of time, the milestones among them named."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis.events import in_order
from coalition.charts.bands import by_room
from coalition.charts.labels import wrapped
from coalition.exhibits import style

_GAP = pd.Timedelta(days=14)
"""Marks that are closer than this are set one below the other."""
_MONTH, _LABEL = 26, 36
"""Pixels of a month, and of a label, down the line."""
_RAIL, _WORDS = 7.5, 15.5
"""Where the line stands and where the words begin, in per cent of the width."""


def milestones(events: pd.DataFrame, named: pd.Series) -> go.Figure:
    """Every event as a tick on a line that runs down, with those in ``named`` (words by event_id) told.

    ``events`` are rows of the ``events`` table; a month counts as its last day.
    """
    return by_room(lambda line: _milestones(events, named, line - 6))


def _milestones(events: pd.DataFrame, named: pd.Series, line: int) -> go.Figure:
    rows = in_order(events)
    first = rows["day"].min().to_period("M").start_time
    months = pd.period_range(first, rows["day"].max(), freq="M")
    rows = rows.assign(y=(rows["day"] - first) / pd.Timedelta(days=30.44) * _MONTH)
    told = rows[rows["event_id"].isin(named.index)]
    figure = go.Figure()
    figure.add_scatter(
        x=[_RAIL] * len(rows),
        y=list(rows["y"]),
        mode="markers",
        marker={"symbol": "line-ew", "size": 14, "line": {"width": 1, "color": style.colour("border")}},
        text=[f"{data.written_date(r.date)}<br>{r.title}" for r in rows.itertuples()],
        hoverinfo="text",
        showlegend=False,
    )
    figure.add_scatter(
        x=[_RAIL] * len(told),
        y=list(told["y"]),
        mode="markers",
        marker={"symbol": "circle", "size": 10, "color": style.colour("accent")},
        text=list(told["event_id"].map(named)),
        hoverinfo="text",
        showlegend=False,
    )
    end = 0.0
    for row in told.itertuples():
        at = max(row.y - _LABEL / 2, end)
        end = at + _LABEL
        figure.add_scatter(
            x=[_RAIL, _WORDS - 1],
            y=[row.y, at + 8],
            mode="lines",
            line={"width": 1, "color": style.colour("border")},
            hoverinfo="skip",
            showlegend=False,
        )
        text = f"<b>{data.written_date(row.date)}</b><br>{wrapped(named[row.event_id], line)}"
        figure.add_annotation(
            x=_WORDS, y=at, text=text, showarrow=False, xanchor="left", yanchor="top", align="left",
            font={"size": 12},
        )  # fmt: skip
    deep = max(end, len(months) * _MONTH) + 10
    quarters = [m for m in months if m.month % 3 == 1]
    figure.update_yaxes(
        tickvals=[(m.start_time - first) / pd.Timedelta(days=30.44) * _MONTH for m in quarters],
        ticktext=[m.strftime("%b %Y") for m in quarters],
        tickfont={"size": 11},
        range=[deep, -10],
        showgrid=False,
        zeroline=False,
    )
    figure.update_xaxes(visible=False, range=[0, 100])
    return figure.update_layout(height=round(deep + 50))


def lanes(days: pd.Series, gap: pd.Timedelta = _GAP) -> pd.Series:
    """The line of marks on which each of these sorted days stands, 0 the top one.

    A day goes to the first line on which the mark before it is at least ``gap`` away.
    """
    last: list[pd.Timestamp] = []
    found = []
    for mark in days:
        free = next((i for i, before in enumerate(last) if mark - before >= gap), len(last))
        last[free : free + 1] = [mark]
        found.append(free)
    return pd.Series(found, index=days.index)
