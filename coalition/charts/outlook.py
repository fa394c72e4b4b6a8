"""Scenarios, judgements, indicators, assumptions and open questions."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import likelihood, truces, views, wars
from coalition.charts.grid import marker
from coalition.charts.labels import wrapped
from coalition.exhibits import style


def scenario_ranges(scenarios: pd.DataFrame) -> go.Figure:
    """Draw the range of each scenario's likelihood word as a line, its point as a mark.

    From ``outlook.scenarios``, the most probable on top.
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
        error_x={
            "type": "data",
            "symmetric": False,
            "array": list(table["probability_high"] - table["probability"]),
            "arrayminus": list(table["probability"] - table["probability_low"]),
            "color": style.colour("border"),
            "thickness": 6,
            "width": 0,
        },
        hoverinfo="text",
        hovertext=[
            f"{r.label}<br>{likelihood.scale_words(r.likelihood)}, point {r.probability} percent"
            for r in table.itertuples()
        ],
    )
    figure.update_xaxes(title="Percent", range=[0, 101], dtick=20, tickangle=0)
    figure.update_yaxes(
        type="category", categoryorder="array", categoryarray=labels, range=[len(labels) - 0.4, -0.8]
    )
    return figure.update_layout(height=110 + 58 * len(labels))


def last_seen(indicators: pd.DataFrame) -> go.Figure:
    """When each indicator was last seen, oldest on top; from ``outlook.indicators``."""
    labels = [wrapped(r.indicator, 32) for r in indicators.itertuples()]
    figure = go.Figure()
    figure.add_scatter(
        x=list(indicators["day"].dt.strftime("%Y-%m-%d")),
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
        range=[first.strftime("%Y-%m-%d"), (data.as_day(None) + pd.Timedelta(days=20)).strftime("%Y-%m-%d")],
        dtick="M3",
        tick0="2000-01-01",
        tickformat="%b<br>%Y",
    )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=labels,
        range=[len(labels) - 0.5, -0.5],
        dtick=1,
        tickfont={"size": 11},
    )
    return figure.update_layout(height=90 + 46 * len(labels))


VIEWS = {
    "comes": style.Code("What usually happens: does one come?", "accent", "circle"),
    "lasts": style.Code("What usually happens: does one last?", "conditional", "square"),
    "others": style.Code("What others expect, by their own rules", "second", "diamond-open"),
    "ours": style.Code("What we judge", "ink", "star"),
}
"""The parts of ``one_view``, in their order."""


def percent(value: float) -> str:
    """A chance or share in percent: whole, or with its half where it was given so."""
    return f"{value:g}" if float(2 * value).is_integer() else f"{value:.0f}"


def view_rows(base: pd.DataFrame, others: pd.DataFrame, ours: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``one_view``, first on top.

    From ``views.base_rates``, ``views.others`` and ``views.ours``. Columns: part (code of ``VIEWS``), label,
    value, low, high (percent; a range has no value, a single number no bounds), source_ids, view (label of
    the part).
    """
    age = wars.year_of_this_war()
    names = {
        "wars": f"Wars between states that lasted more than {age} calendar years: ended in the next",
        "talks": "This war since talks opened, by the count alone",
        "war": "This war since the invasion, by the count alone",
        "truces": f"Truces in this war: still held after {truces.MONTH} days",
        "ceasefires": f"Ceasefires between states elsewhere: no war for {views.HOLDS_YEARS} years",
    }
    rows = [
        (
            r.asks,
            names[r.Index] + ("" if pd.isna(r.n) else f" (n\u00a0=\u00a0{r.n})"),
            r.value,
            r.low,
            r.high,
            r.source_ids,
        )
        for r in base.sort_values("asks", kind="stable").itertuples()
    ]
    rows += [
        (
            "others",
            f"{r.who}, {data.written_date(r.made_on)}: by {data.written_date(r.deadline)}",
            r.value_pct,
            None,
            None,
            r.source_ids,
        )
        for r in others.itertuples()
    ]
    said = {"begins": "A general ceasefire begins by {}", "in_force": "A general ceasefire is in force on {}"}
    rows += [
        ("ours", said[r.Index].format(data.written_date(r.day)), r.value, r.low, r.high, r.source_ids)
        for r in ours.itertuples()
    ]
    table = pd.DataFrame(rows, columns=["part", "label", "value", "low", "high", "source_ids"])
    return table.assign(view=table["part"].map({code: look.label for code, look in VIEWS.items()}))


def one_view(rows: pd.DataFrame) -> go.Figure:
    """What usually happens, what others expect and what we judge, on one axis; from ``view_rows``."""
    labels = [wrapped(text, 34) for text in rows["label"]]
    order, figure = [], go.Figure()
    for code, look in VIEWS.items():
        chosen = (rows["part"] == code).to_numpy()
        part = rows[chosen]
        if part.empty:
            continue
        names = [t for t, c in zip(labels, chosen, strict=True) if c]
        order += [f"<b>{wrapped(look.label, 34)}</b>", *names]
        x: list[float | None] = []
        y: list[str | None] = []
        for name, low, high in zip(names, part["low"], part["high"], strict=True):
            if pd.notna(low) and pd.notna(high):
                x, y = [*x, low, high, None], [*y, name, name, None]
        if x:
            figure.add_scatter(
                x=x,
                y=y,
                mode="lines",
                line={"width": 5, "color": style.colour("border")},
                hoverinfo="skip",
                showlegend=False,
            )
        valued = part["value"].notna().to_numpy()
        spans = part[~valued]
        if len(spans):
            figure.add_scatter(
                x=list(spans["high"]),
                y=[t for t, v in zip(names, valued, strict=True) if not v],
                mode="text",
                text=[f" {a:.0f} to {b:.0f}%" for a, b in zip(spans["low"], spans["high"], strict=True)],
                textposition="middle right",
                cliponaxis=False,
                hoverinfo="skip",
                showlegend=False,
            )
        figure.add_scatter(
            x=list(part.loc[valued, "value"]),
            y=[t for t, v in zip(names, valued, strict=True) if v],
            mode="markers+text",
            text=[f"{percent(v)}%" for v in part.loc[valued, "value"]],
            textposition="top center",
            cliponaxis=False,
            showlegend=False,
            marker=marker(look, 11),
            hoverinfo="text",
            hovertext=[f"{r.label}: {percent(r.value)} percent" for r in part[valued].itertuples()],
        )
    figure.update_xaxes(title="Percent", range=[-2, 104], dtick=20, tickangle=0)
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=order,
        range=[len(order) - 0.4, -0.8],
        dtick=1,
        tickfont={"size": 12},
    )
    return figure.update_layout(height=120 + 44 * len(order))
