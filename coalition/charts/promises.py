"""What became of earlier promises, by their means of enforcement, in time and under each way of counting."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.charts.axes import date_range, day, rows_axis
from coalition.charts.drawing import coded_marks, overlaid, spans, write
from coalition.charts.labels import wrapped
from coalition.charts.lists import coded_lists
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
        range=date_range([*table["first_day"], *table["end_day"]], share=0.04),
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
    """Outcomes under each way of counting as stacked bars, from ``promises.tallies``; base case on top."""
    labels = [wrapped(text, 22) for text in tallies["label"]]
    figure = go.Figure()
    for code, look in OUTCOMES.items():
        if not tallies[code].any():
            continue
        figure.add_bar(
            x=list(tallies[code]),
            y=labels,
            orientation="h",
            name=look.label,
            text=[n or "" for n in tallies[code]],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            hovertemplate="%{y}: %{x} " + inline(look.label) + "<extra></extra>",
            **_bar_look(code, look),
        )
    figure.update_xaxes(title="Promises", range=[0, int(tallies["total"].max()) + 0.5], dtick=4)
    rows_axis(figure, labels, tickfont={"size": 12})
    return figure.update_layout(
        barmode="stack", height=110 + 44 * len(labels), legend={"traceorder": "normal"}
    )


LEAST = 0.08
"""Part of a bar from which on it has its count: less is no room on a phone."""


def called_upon(rows: pd.DataFrame) -> go.Figure:
    """Alliance promises called upon, kept or broken, above our own list; from ``alliances.beside``.

    Bars are shares, the numbers in them counts. Our list was chosen by hand: it gives no rate, so none stands
    at its end.
    """
    labels = [wrapped(f"{r.label} (n\u00a0=\u00a0{r.n})", 26) for r in rows.itertuples()]
    figure = go.Figure()
    for code, look in OUTCOMES.items():
        if not rows[code].any():
            continue
        figure.add_bar(
            x=[100 * float(c) / n for c, n in zip(rows[code], rows["n"], strict=True)],
            y=labels,
            orientation="h",
            name=look.label,
            text=[f"{c:.0f}" if c >= LEAST * n else "" for c, n in zip(rows[code], rows["n"], strict=True)],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            hovertemplate="%{y}: %{x:.0f} per cent " + inline(look.label) + "<extra></extra>",
            **_bar_look(code, look),
        )
    write(
        figure,
        [100] * (len(rows) - 1),
        labels[:-1],
        [f" <b>{100 * r.kept / r.n:.0f}%</b>" for r in rows[:-1].itertuples()],
    )
    figure.add_annotation(
        x=102, y=1, yref="paper", yanchor="bottom", xanchor="left", text="kept", showarrow=False,
        font={"size": 12},
    )  # fmt: skip
    figure.update_xaxes(title="Share, per cent", range=[0, 124], tickvals=[0, 25, 50, 75, 100], tickangle=0)
    rows_axis(figure, labels, tickfont={"size": 12})
    return figure.update_layout(
        barmode="stack",
        height=140 + 58 * len(labels),
        legend={"traceorder": "normal"},
        margin={"t": 26},
    )


def _bar_look(code: str, look: style.Code) -> dict:
    """Fill and text of a stacked bar for an outcome; what was never signed is an empty box."""
    surface = style.colour("surface")
    if code == "never_signed":
        return {
            "marker": {"color": surface, "line": {"color": style.colour(look.token), "width": 1.5}},
            "textfont": {"color": style.colour("ink"), "size": 13},
        }
    filled = overlaid(look.token, look.pattern, size=7, solidity=0.15)
    return {
        "marker": filled | {"line": {"color": surface, "width": 1}},
        "textfont": {"color": surface, "size": 13, "weight": 700},
    }


def _labels(names, days) -> list[str]:
    """Each promise with its year, on lines short enough for an axis."""
    return [wrapped(f"{name},\u00a0{day[:4]}", 31) for name, day in zip(names, days, strict=True)]
