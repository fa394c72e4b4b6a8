"""What became of earlier promises, by their means of enforcement, in time and under each way of counting."""

from __future__ import annotations

from math import floor

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis.alliances import TURN
from coalition.charts.axes import date_range, day, rows_axis
from coalition.charts.drawing import coded_marks, spans
from coalition.charts.labels import wrapped
from coalition.charts.lists import coded_lists
from coalition.charts.rows import Line, Row, listed
from coalition.data.passages import inline
from coalition.exhibits import style

OUTCOMES = style.Looks.of(
    "promises",
    "outcome",
    {
        "breached": ("second", "x-thin"),
        "partly": ("muted", "diamond", "/"),
        "kept": ("accent", "circle", "."),
        "never_signed": ("unknown", "square-open"),
    },
)
"""How each outcome of the ``promises`` table is drawn."""


HALF = 50
"""The share, in per cent, that the ways of counting are read against."""


def promise_grid(promises: pd.DataFrame) -> go.Figure:
    """Under each means of enforcement the promises by what became of them; from the ``promises`` table."""
    table = promises.sort_values("date")
    table = table.assign(text=[f"{n} ({d[:4]})" for n, d in zip(table["name"], table["date"], strict=True)])
    return coded_lists(
        (
            (f"{label}:\u00a0{len(part)}", part.groupby("outcome")["text"].agg(list).to_dict())
            for code, label in data.labels_of("promises", "enforcement").items()
            if len(part := table[table["enforcement"] == code])
        ),
        OUTCOMES,
        counted=True,
    )


def promise_spans(years: pd.DataFrame) -> go.Figure:
    """From each promise to its first breach, or to the last day it is evidenced; from
    ``promises.years_to_breach``.
    """
    rows = _labels(years["name"], [d.date().isoformat() for d in years["first_day"]])
    table = years.assign(row=rows)
    figure = go.Figure()
    line = {"width": 2, "color": style.colour("border")}
    spans(figure, table["first_day"].map(day), table["end_day"].map(day), rows, line=line)
    figure.add_scatter(
        x=[day(d) for d in table["first_day"]],
        y=rows,
        mode="markers",
        name="Promised",
        hoverinfo="text",
        text=[
            f"{n}: {data.written_date(d.date())}"
            for n, d in zip(table["name"], table["first_day"], strict=True)
        ],
        marker={"symbol": "line-ns", "size": 11, "line": {"width": 2, "color": style.colour("ink")}},
    )
    ends = {
        "broken": style.Code("First breach", "second", "x-thin"),
        "other": style.Code("No breach dated; last evidence", "accent", "circle-open"),
    }
    points = table.assign(
        x=table["end_day"].map(day),
        y=rows,
        code=table["breach_day"].notna().map({True: "broken", False: "other"}),
    )
    points = points.assign(
        hover=[
            f"{p.name}: {inline(ends[p.code].label)}, {data.written_date(p.end_day.date())}"
            for p in points.itertuples()
        ]
    )
    coded_marks(figure, points, ends, size=10)
    _common_day(figure, table["breach_day"])
    figure.update_xaxes(
        type="date",
        range=date_range([*table["first_day"], *table["end_day"]], share=0.07),
        nticks=4,
        tickformat="%Y",
        tickangle=0,
        side="top",
    )
    rows_axis(figure, rows, top=1.1, tickfont={"size": 11})
    return figure.update_layout(height=160 + 40 * len(rows))


def _common_day(figure: go.Figure, days: pd.Series) -> None:
    """A line through the day on which most promises were broken, if several were."""
    counts = days.value_counts()
    if counts.empty or counts.iloc[0] == 1:
        return
    most = day(counts.index[0])
    figure.add_vline(x=most, line={"color": style.colour("second"), "width": 1, "dash": "dot"})
    figure.add_annotation(
        x=most,
        y=1,
        yref="paper",
        yanchor="top",
        xanchor="right",
        xshift=-4,
        text=f"<b>{counts.iloc[0]}</b> on {data.written_date(counts.index[0].date())}",
        showarrow=False,
        font={"size": 13},
    )


def promise_tallies(tallies: pd.DataFrame) -> go.Figure:
    """The share broken under each way of counting, from ``promises.tallies``; base case on top."""
    return listed(
        [
            (
                "",
                [
                    Row(r.label, 100 * r.breached / r.total, f"{r.breached} of {r.total}", "second")
                    for r in tallies.itertuples()
                ],
            )
        ],
        line=Line(HALF, f"{HALF} per cent broken"),
        end=24,
    )


def called_upon(rows: pd.DataFrame) -> go.Figure:
    """The share kept of alliance promises called upon, with its interval, by kind and period; from
    ``alliances.tally``.
    """
    labels = data.labels_of("computed", "alliance_promise")
    groups: dict[str, list[Row]] = {}
    for r in rows[rows["n"] > 0].itertuples():
        kind, wars = labels[f"{r.kind}_{r.period}"].format(year=TURN).split(", ")
        said = f"{floor(100 * r.share + 0.5)}% kept"
        span = (100 * r.low, 100 * r.high)
        groups.setdefault(kind, []).append(
            Row(f"{wars.capitalize()} (n\u00a0=\u00a0{r.n})", 100 * r.share, said, span=span)
        )
    return listed(groups.items(), end=26)


def _labels(names, days) -> list[str]:
    """Each promise with its year, on lines short enough for an axis."""
    return [wrapped(f"{name},\u00a0{day[:4]}", 31) for name, day in zip(names, days, strict=True)]
