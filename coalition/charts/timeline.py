"""Events on parallel tracks."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.exhibits import style

DOMAIN_LOOKS = {
    "several": style.Code("Several domains", "second", "star"),
    "land": style.Code("Land", "conditional", "square"),
    "sea": style.Code("Sea", "accent", "triangle-up"),
    "air": style.Code("Air", "support_only", "diamond"),
    "none": style.Code("No domain of the force", "muted", "circle-open"),
}


_GAP = pd.Timedelta(days=14)
"""Events of a track that are closer than this are set one below the other."""
_LANE = 17
"""Pixels per line of marks."""


def track_timeline(events: pd.DataFrame, tracks: dict[str, str]) -> go.Figure:
    """Events by date, one band per track, shape and colour by the domain of the force they concern.

    ``events`` are rows of the ``events`` table; ``tracks`` maps track codes to row labels, first on top.
    Events that lie close together are set one below the other, so a band is as high as it is busy.
    """
    rows = events[events["track"].isin(tracks)]
    rows = rows.assign(day=data.last_day(rows["date"]), domain=domain(rows)).sort_values(["day", "event_id"])
    rows = rows.assign(lane=rows.groupby("track")["day"].transform(lanes))
    heights = rows.groupby("track")["lane"].max().reindex(list(tracks), fill_value=0).clip(lower=1) + 1.4
    tops = heights.cumsum() - heights
    rows = rows.assign(y=rows["track"].map(tops) + rows["lane"] + 0.7)
    figure = go.Figure()
    for code, look in DOMAIN_LOOKS.items():
        part = rows[rows["domain"] == code]
        figure.add_scatter(
            x=list(part["day"].dt.strftime("%Y-%m-%d")) or [None],
            y=list(part["y"]) or [None],
            mode="markers",
            name=look.label,
            hoverinfo="text",
            text=[f"{data.written_date(d)}<br>{t}" for d, t in zip(part["date"], part["title"])],
            marker={
                "symbol": look.symbol,
                "size": 11,
                "color": style.colour(look.token),
                "line": {"color": style.colour(look.token), "width": 1.5},
            },
        )
    for edge in heights.cumsum():
        figure.add_hline(y=edge, line={"color": style.colour("border"), "width": 1})
    figure.update_yaxes(
        tickvals=list(tops + heights / 2),
        ticktext=[tracks[t] for t in tops.index],
        range=[heights.sum(), 0],
        showgrid=False,
        zeroline=False,
    )
    return figure.update_layout(height=round(130 + _LANE * heights.sum()))


def lanes(days: pd.Series, gap: pd.Timedelta = _GAP) -> pd.Series:
    """For sorted days, the first free line of marks for each: 0, or lower where an earlier mark is closer than ``gap``."""
    last: list[pd.Timestamp] = []
    found = []
    for day in days:
        free = next((i for i, before in enumerate(last) if day - before >= gap), len(last))
        last[free : free + 1] = [day]
        found.append(free)
    return pd.Series(found, index=days.index)


def domain(events: pd.DataFrame) -> pd.Series:
    """Which domain of the force each event concerns: land, sea, air, several or none."""
    marked = events[["land", "sea", "air"]].astype(bool)
    single = marked.idxmax(axis=1)
    return single.where(
        marked.sum(axis=1) == 1, marked.sum(axis=1).map(lambda n: "several" if n > 1 else "none")
    )
