"""What became of earlier promises, by their means of enforcement, in time and under each way of counting."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import alliances
from coalition.charts.axes import date_range
from coalition.charts.grid import mark_grid, marker
from coalition.charts.labels import wrapped
from coalition.data.passages import inline
from coalition.exhibits import style

_LOOKS = {
    "breached": style.Code("", "second", "x-thin"),
    "partly": style.Code("", "undecided", "diamond", "/"),
    "kept": style.Code("", "accent", "circle", "."),
    "never_signed": style.Code("", "unknown", "square-open"),
}
_OTHER_LOOK = style.Code("", "muted", "triangle-up", "x")


def outcome_looks() -> dict[str, style.Code]:
    """How each outcome of the ``promises`` table is drawn, in the order and words of the descriptor."""
    return {
        code: replace(_LOOKS.get(code, _OTHER_LOOK), label=label)
        for code, label in data.labels_of("promises", "outcome").items()
    }


def promise_grid(promises: pd.DataFrame) -> go.Figure:
    """What became of each promise, grouped by the strength of its enforcement.

    From the ``promises`` table.
    """
    strengths, looks = data.labels_of("promises", "enforcement"), outcome_looks()
    order = {code: place for place, code in enumerate(strengths)}
    table = promises.assign(rank=promises["enforcement"].map(order)).sort_values(["rank", "date"])
    table = table.assign(row=_labels(table["name"], table["date"]))
    columns = {code: wrapped(look.label, 8) for code, look in looks.items()}
    cells = pd.DataFrame(
        {
            "row": table["row"],
            "column": table["outcome"].map(columns),
            "code": table["outcome"],
            "hover": table["name"]
            + "<br>"
            + table["enforcement_mechanism"].map(lambda t: wrapped(t, 50))
            + "<br>"
            + table["outcome"].map(lambda c: looks[c].label),
        }
    )
    rows = []
    for code, group in table.groupby("enforcement", sort=False):
        rows += [f"<b>{strengths[code]} ({len(group)})</b>", *group["row"]]
    drawn = {code: look for code, look in looks.items() if code in set(table["outcome"])}
    figure = mark_grid(cells, drawn, rows, list(columns.values()))
    figure.update_xaxes(tickfont={"size": 11})
    figure.update_yaxes(tickfont={"size": 11})
    return figure.update_layout(height=110 + 42 * len(rows))


def promise_spans(years: pd.DataFrame) -> go.Figure:
    """From each promise to its first breach, or to the last day it is evidenced.

    From ``promises.years_to_breach``.
    """
    rows = _labels(years["name"], [d.date().isoformat() for d in years["first_day"]])
    table = years.assign(row=rows)
    figure = go.Figure()
    x, y = [], []
    for first, end, row in zip(table["first_day"], table["end_day"], rows, strict=True):
        x += [_day(first), _day(end), None]
        y += [row, row, None]
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line={"width": 2, "color": style.colour("border")},
        hoverinfo="skip",
        showlegend=False,
    )
    figure.add_scatter(
        x=[_day(d) for d in table["first_day"]],
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
    marks = table.assign(mark=["broken" if pd.notna(d) else "other" for d in table["breach_day"]])
    looks = {
        "broken": style.Code("First breach", "second", "x-thin"),
        "other": style.Code("No breach dated; last evidence", "accent", "circle-open"),
    }
    for code, look in looks.items():
        part = marks[marks["mark"] == code]
        if part.empty:
            continue
        figure.add_scatter(
            x=[_day(d) for d in part["end_day"]],
            y=list(part["row"]),
            mode="markers",
            name=look.label,
            marker=marker(look, 10),
            hoverinfo="text",
            text=[
                f"{n}: {inline(look.label)}, {data.written_date(d.date())}"
                for n, d in zip(part["name"], part["end_day"], strict=True)
            ],
        )
    figure.update_xaxes(
        type="date",
        range=date_range([*table["first_day"], *table["end_day"]], share=0.04),
        nticks=4,
        tickformat="%Y",
        tickangle=0,
        side="top",
    )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=rows,
        range=[len(rows) - 0.4, -0.6],
        dtick=1,
        tickfont={"size": 11},
    )
    return figure.update_layout(height=120 + 40 * len(rows))


def promise_tallies(tallies: pd.DataFrame) -> go.Figure:
    """Outcomes under each way of counting as stacked bars, from ``promises.tallies``; base case on top."""
    labels = [wrapped(text, 22) for text in tallies["label"]]
    figure = go.Figure()
    for code, look in outcome_looks().items():
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
    figure.update_yaxes(
        categoryorder="array", categoryarray=labels, range=[len(labels) - 0.4, -0.6], tickfont={"size": 12}
    )
    return figure.update_layout(
        barmode="stack", height=110 + 44 * len(labels), legend={"traceorder": "normal"}
    )


KINDS = {"all": "All promises", "defence_pact": "Defence pacts"}
"""Kinds of alliance promises, by the codes of ``alliances.tally``."""


def alliance_rows(tally: pd.DataFrame, ours: pd.Series) -> pd.DataFrame:
    """The rows of ``called_upon``, first on top.

    ``tally`` is from ``alliances.tally``, ``ours`` counts our own list by outcome. Columns: label, n, one
    count per outcome code of ``promises``.
    """
    outcomes = list(data.labels_of("promises", "outcome"))
    periods = {"before": f"wars before {alliances.TURN}", "since": f"wars since {alliances.TURN}"}
    rows = [
        {"label": f"{KINDS[r.kind]}, {periods[r.period]}", "n": r.n, "breached": r.broken, "kept": r.kept}
        for r in tally.itertuples()
        if r.n
    ]
    rows.append(
        {"label": "Our list of promises to Ukraine and others", "n": int(ours.sum())} | ours.to_dict()
    )
    return pd.DataFrame(rows).reindex(columns=["label", "n", *outcomes]).fillna(0)


def called_upon(rows: pd.DataFrame) -> go.Figure:
    """Alliance promises that a war called upon, kept or broken, above our own list; from ``alliance_rows``.

    Bars are shares, the numbers in them counts.
    """
    labels = [wrapped(f"{r.label} (n\u00a0=\u00a0{r.n})", 26) for r in rows.itertuples()]
    figure = go.Figure()
    for code, look in outcome_looks().items():
        if not rows[code].any():
            continue
        figure.add_bar(
            x=[100 * float(c) / n for c, n in zip(rows[code], rows["n"], strict=True)],
            y=labels,
            orientation="h",
            name=look.label,
            text=[f"{c:.0f}" if c else "" for c in rows[code]],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            hovertemplate="%{y}: %{x:.0f}% " + inline(look.label) + "<extra></extra>",
            **_bar_look(code, look),
        )
    figure.update_xaxes(title="Share, %", range=[0, 101], dtick=25)
    figure.update_yaxes(
        categoryorder="array", categoryarray=labels, range=[len(labels) - 0.4, -0.6], tickfont={"size": 12}
    )
    return figure.update_layout(
        barmode="stack", height=130 + 58 * len(labels), legend={"traceorder": "normal"}
    )


def _bar_look(code: str, look: style.Code) -> dict:
    """Fill and text of a stacked bar for an outcome; what was never signed is an empty box."""
    surface = style.colour("surface")
    if code == "never_signed":
        return {
            "marker": {"color": surface, "line": {"color": style.colour(look.token), "width": 1.5}},
            "textfont": {"color": style.colour("ink"), "size": 13},
        }
    pattern = {"shape": look.pattern, "fgcolor": surface, "fillmode": "overlay", "size": 7, "solidity": 0.15}
    return {
        "marker": {
            "color": style.colour(look.token),
            "pattern": pattern,
            "line": {"color": surface, "width": 1},
        },
        "textfont": {"color": surface, "size": 13, "weight": 700},
    }


def _labels(names, days) -> list[str]:
    """Each promise with its year, on lines short enough for an axis."""
    return [wrapped(f"{name},\u00a0{day[:4]}", 31) for name, day in zip(names, days, strict=True)]


def _day(day: pd.Timestamp) -> str:
    return day.strftime("%Y-%m-%d")
