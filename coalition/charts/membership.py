"""Who counts as a member: rule by rule, and the numbers that were published."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import membership as rules
from coalition.charts.axes import day, rows_axis
from coalition.charts.drawing import coded_marks
from coalition.charts.labels import wrapped
from coalition.charts.lists import coded_lists
from coalition.exhibits import style

MARKS = {"out": style.Code("Leaves out", "muted", "circle-open")}
"""How a country stands that a rule leaves out."""

COUNTED = style.Looks.of(
    "counts",
    "counts_what",
    {
        "participants": ("border", "circle-open"),
        "members": ("accent", "diamond"),
        "invited": ("border", "triangle-up-open"),
        "pledged": ("border", "square-open"),
        "willing_to_deploy": ("border", "star-open"),
        "signatories": ("border", "x-thin"),
    },
)
"""How a published number is drawn, by what it counts: numbers of members stand out."""


def rule_counts(counts: pd.DataFrame) -> go.Figure:
    """How many countries besides Ukraine each rule lets in, from ``membership.counts_by_rule``.

    A bar for each rule with its number, the widest on top; the narrowest and the widest have the accent.
    """
    table = counts.sort_values("without_ukraine", ascending=False, kind="stable")
    labels = [wrapped(label, 24) for label in table["label"]]
    numbers = table["without_ukraine"]
    ends = numbers.isin([numbers.min(), numbers.max()])
    figure = go.Figure()
    figure.add_bar(
        x=list(numbers),
        y=labels,
        orientation="h",
        width=0.55,
        showlegend=False,
        marker={"color": [style.colour("accent" if end else "border") for end in ends]},
        text=[f"<b>{n}</b>" for n in numbers],
        textposition="outside",
        textfont={"size": 13},
        cliponaxis=False,
        hoverinfo="text",
        hovertext=[
            f"{r.label}<br>{r.without_ukraine} without Ukraine, {r.with_ukraine} with it"
            for r in table.itertuples()
        ],
    )
    figure.update_xaxes(title="Countries", range=[0, numbers.max() * 1.12])
    rows_axis(figure, labels, tickfont={"size": 12})
    return figure.update_layout(height=100 + 36 * len(table))


def members_by_rule(membership: pd.DataFrame, rule_ids: list[str], names: list[str]) -> go.Figure:
    """Under each of these rules which of these countries it leaves out, the widest rule first; from
    ``membership.by_rule``.
    """
    inside = rules.inside(membership, rule_ids, names)
    widest = inside.sum().sort_values(ascending=False, kind="stable").index
    return coded_lists(
        (
            (
                f"{rules.rule(r).label}: {inside[r].sum()}\u00a0of\u00a0{len(names)}\u00a0in",
                {"out": sorted(n for n in names if not inside.loc[n, r])},
            )
            for r in widest
        ),
        MARKS,
    )


def published_counts(counts: pd.DataFrame, growth: pd.DataFrame, rule_name: str) -> go.Figure:
    """Every published number of countries by date; shape and colour by what it counts. The least and the
    most members are written.

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
        line={"shape": "hv", "width": 1.5, "dash": "dot", "color": style.colour("muted")},
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
    coded_marks(figure, points[points["code"] != "members"], COUNTED, size=7)
    members = points[points["code"] == "members"].sort_values(["y", "x"])
    coded_marks(figure, members, COUNTED, size=11, legendrank=1)
    middle = points["x"].sort_values().iloc[len(points) // 2]
    for r in members.iloc[[0, -1]].drop_duplicates("y").itertuples() if len(members) else ():
        early = r.x <= middle
        figure.add_annotation(
            x=r.x, y=r.y, text=f"<b>{r.y}</b>", showarrow=False, xanchor="left" if early else "right",
            xshift=14 if early else -10, font={"size": 15, "color": style.colour("accent")}, borderpad=1,
        )  # fmt: skip
    figure.update_yaxes(title="Countries counted", range=[0, counts["count"].max() + 4])
    return figure.update_layout(height=540)


def _days(rows: pd.DataFrame) -> list[str]:
    return list(data.last_day(rows["date"]).map(day))
