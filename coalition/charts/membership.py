"""Who counts as a member: rule by rule, and the numbers that were published."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import membership as rules
from coalition.charts.axes import day
from coalition.charts.drawing import coded_marks, marker
from coalition.charts.labels import wrapped
from coalition.charts.lists import coded_lists
from coalition.exhibits import style

SIDES = {
    "without_ukraine": (style.Code("Without Ukraine", "accent", "circle"), "middle left"),
    "with_ukraine": (style.Code("Ukraine counted", "second", "circle-open"), "middle right"),
}
"""Look of a count, and the side of the mark on which its number stands."""

MARKS = {
    "in": style.Code("In by", "accent", "circle"),
    "out": style.Code("Not by", "muted", "circle-open"),
}

COUNTED = style.Looks.of(
    "counts",
    "counts_what",
    {
        "participants": ("accent", "circle"),
        "members": ("second", "diamond"),
        "invited": ("muted", "triangle-up-open"),
        "pledged": ("partly", "square"),
        "willing_to_deploy": ("deploy_troops", "star"),
        "signatories": ("worst", "x"),
    },
)
"""How a published number is drawn, by what it counts."""


TOLD = ("k08", "k28", "k10", "k21", "k38", "k48")
"""Numbers that the prose explains, by their row of ``counts``: they are ringed and written."""


def rule_counts(counts: pd.DataFrame) -> go.Figure:
    """How many countries each rule lets in, without and with Ukraine, from ``membership.counts_by_rule``.

    One row per rule, the smallest at the bottom. Where Ukraine makes no difference the number stands once.
    """
    table = counts.sort_values("without_ukraine", kind="stable")
    labels = [wrapped(label, 24) for label in table["label"]]
    figure = go.Figure()
    for column, (look, side) in SIDES.items():
        shown = (column == "without_ukraine") | (table["with_ukraine"] != table["without_ukraine"])
        figure.add_scatter(
            x=list(table[column]),
            y=labels,
            mode="markers+text",
            name=look.label,
            marker=marker(look, 11),
            text=list(table[column].astype(str).where(shown, "")),
            textposition=side,
            textfont={"size": 12},
            hovertemplate=f"%{{y}}<br>{look.label.lower()}: %{{x}}<extra></extra>",
        )
    figure.update_xaxes(title="Countries", range=[-5, counts["with_ukraine"].max() + 7])
    figure.update_yaxes(tickfont={"size": 12}, range=[-0.6, len(table) - 0.4])
    figure.update_layout(height=110 + 38 * len(table))
    return figure


def members_by_rule(membership: pd.DataFrame, rule_ids: list[str], names: list[str]) -> go.Figure:
    """For each of these countries which of these rules let it in and which do not; from
    ``membership.by_rule``.
    """
    labels = {r: rules.rule(r).label for r in rule_ids}
    inside = rules.inside(membership, rule_ids, names)
    return coded_lists(
        (
            (
                f"{name}: {inside.loc[name].sum()} of {len(rule_ids)}",
                {
                    "in": [labels[r] for r in rule_ids if inside.loc[name, r]],
                    "out": [labels[r] for r in rule_ids if not inside.loc[name, r]],
                },
            )
            for name in names
        ),
        MARKS,
    )


def published_counts(counts: pd.DataFrame, growth: pd.DataFrame, rule_name: str) -> go.Figure:
    """Every published number of countries by date; shape and colour by what it counts.

    ``counts`` are rows of the ``counts`` table, ``growth`` comes from ``membership.growth`` and is drawn as
    a line of steps, Ukraine counted, called ``rule_name`` in the legend.
    """
    figure = go.Figure()
    figure.add_scatter(
        x=_days(growth),
        y=list(growth["with_ukraine"]),
        mode="lines",
        name=rule_name,
        hoverinfo="text",
        text=[
            f"{data.written_date(d)}, {title}<br>{n} by the rule"
            for d, title, n in zip(growth["date"], growth["title"], growth["with_ukraine"], strict=True)
        ],
        line={"shape": "hv", "width": 2, "dash": "dot", "color": style.colour("ink")},
    )
    points = counts.assign(
        x=_days(counts),
        y=counts["count"],
        code=counts["counts_what"],
        hover=[
            f"{data.written_date(r.date)}, {r.who_counted}: {rules.written_count(r)}<br>{r.rule}"
            for r in counts.itertuples()
        ],
    )
    coded_marks(figure, points, COUNTED, size=9, opacity=0.5)
    told = points[points["count_id"].isin(TOLD)]
    figure.add_scatter(
        x=list(told["x"]),
        y=list(told["y"]),
        mode="markers+text",
        text=[f"<b>{n}</b>" for n in told["count"]],
        textposition="top center",
        textfont={"size": 14},
        marker={"symbol": "circle-open", "size": 15, "color": style.colour("ink"), "line": {"width": 2}},
        hoverinfo="skip",
        showlegend=False,
    )
    figure.update_yaxes(title="Countries counted", range=[0, counts["count"].max() + 4])
    return figure.update_layout(height=540)


def _days(rows: pd.DataFrame) -> list[str]:
    return list(data.last_day(rows["date"]).map(day))
