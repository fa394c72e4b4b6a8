"""Events on parallel tracks."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis.events import domain_labels, in_order
from coalition.charts.axes import day
from coalition.charts.drawing import coded_marks
from coalition.charts.labels import wrapped
from coalition.exhibits import style

_LOOKS = style.Looks(
    domain_labels,
    {
        "several": ("second", "star"),
        "land": ("partly", "square"),
        "sea": ("accent", "triangle-up"),
        "air": ("border", "diamond"),
        "none": ("muted", "circle-open"),
    },
)
"""How an event is drawn, by the domain it concerns."""
_GAP = pd.Timedelta(days=14)
"""Events of a track that are closer than this are set one below the other."""
_LANE = 17
"""Pixels per line of marks."""


def track_timeline(events: pd.DataFrame) -> go.Figure:
    """Events by date, one band per track that has any; shape and colour by the domain of the force they
    concern.

    ``events`` are rows of the ``events`` table; the bands stand in the order of the descriptor. Events that
    lie close together are set one below the other, so a band is as high as it is busy.
    """
    rows = in_order(events)
    names = tracks(rows)
    rows = rows.assign(lane=rows.groupby("track")["day"].transform(lanes))
    heights = rows.groupby("track")["lane"].max().reindex(list(names)).clip(lower=1) + 1.4
    tops = heights.cumsum() - heights
    rows = rows.assign(y=rows["track"].map(tops) + rows["lane"] + 0.7)
    figure = go.Figure()
    points = rows.assign(
        x=rows["day"].map(day),
        code=rows["domain"],
        hover=rows["date"].map(data.written_date) + "<br>" + rows["title"],
    )
    coded_marks(figure, points, _LOOKS, size=11)
    for edge in heights.cumsum():
        figure.add_hline(y=edge, line={"color": style.colour("border"), "width": 1})
    figure.update_yaxes(
        tickvals=list(tops + heights / 2),
        ticktext=[wrapped(name, 12) for name in names.values()],
        range=[heights.sum(), 0],
        showgrid=False,
        zeroline=False,
    )
    return figure.update_layout(height=round(130 + _LANE * heights.sum()))


def tracks(events: pd.DataFrame) -> dict[str, str]:
    """The names of the tracks that these events have, by code, in the order of the descriptor."""
    return {t: name for t, name in data.labels_of("events", "track").items() if t in set(events["track"])}


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
