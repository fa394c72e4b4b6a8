"""Who counts as a member: rule by rule, and the numbers that were published."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import membership as rules
from coalition.charts.axes import day, rows_axis
from coalition.charts.labels import wrapped
from coalition.charts.rows import Row, listed
from coalition.data.passages import inline
from coalition.exhibits import style

_APART, _CLOSE = pd.Timedelta(days=75), 3
"""A number is not written if one that is nearer in time and no further away in size is."""


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
    figure.update_xaxes(visible=False, range=[0, numbers.max() * 1.12])
    rows_axis(figure, labels, tickfont={"size": 12})
    return figure.update_layout(height=50 + 36 * len(table))


def movers(membership: pd.DataFrame, rule_ids: list[str], names: list[str]) -> go.Figure:
    """How many of these rules let each of these countries in, the most first; from ``membership.by_rule``."""
    inside = rules.inside(membership, rule_ids, names).sum(axis=1)
    return listed(
        [
            (
                "",
                [
                    Row(name, n, f"{n} of {len(rule_ids)}")
                    for name, n in inside.sort_index().sort_values(ascending=False, kind="stable").items()
                ],
            )
        ],
        letters=27,
    )


def published_counts(counts: pd.DataFrame, growth: pd.DataFrame, rule_name: str) -> go.Figure:
    """Every published number of countries by date. Numbers of members stand out, each number with its first
    mark; so does the largest of soldiers pledged; the rest are ticks.

    ``counts`` are rows of the ``counts`` table, ``growth`` comes from ``membership.growth`` and is drawn as
    a line of steps, Ukraine counted, called ``rule_name``.
    """
    figure = go.Figure()
    figure.add_scatter(
        x=_days(growth),
        y=list(growth["with_ukraine"]),
        mode="lines",
        showlegend=False,
        hoverinfo="text",
        text=[
            f"{data.written_date(d)}, {title}<br>{n} by the rule “{rule_name}”"
            for d, title, n in zip(growth["date"], growth["title"], growth["with_ukraine"], strict=True)
        ],
        line={"shape": "hv", "width": 1.5, "dash": "dot", "color": style.colour("muted")},
    )
    points = counts.assign(
        x=_days(counts),
        number=counts["count"],
        hover=[
            f"{data.written_date(r.date)}, {r.who_counted}: {rules.written_count(r)}<br>{r.rule}"
            for r in counts.itertuples()
        ],
    )
    is_member, pledged = points["counts_what"] == "members", points["counts_what"] == "pledged"
    members = points[is_member].sort_values(["x", "number"])
    most = points[pledged].sort_values("number").tail(1)
    rest = points[~is_member].drop(most.index)
    for part, look in (
        (rest, {"symbol": "line-ew", "size": 8, "line": {"width": 1.5, "color": style.colour("border")}}),
        (most, {"symbol": "square", "size": 10, "color": style.colour("second")}),
        (members, {"symbol": "diamond", "size": 11, "color": style.colour("accent")}),
    ):
        figure.add_scatter(
            x=list(part["x"]), y=list(part["number"]), text=list(part["hover"]), hoverinfo="text",
            mode="markers", showlegend=False, marker=look,
        )  # fmt: skip
    said: list[tuple[pd.Timestamp, int]] = []
    for r in members.drop_duplicates("number").itertuples():
        at = pd.Timestamp(r.x)
        if not any(abs(at - d) < _APART and abs(r.number - n) <= _CLOSE for d, n in said):
            said.append((at, r.number))
            place = {"xanchor": "right", "xshift": 3, "yanchor": "bottom", "yshift": 6}
            _say(figure, r, f"<b>{r.number}</b>", "accent", **place)
    for r in most.itertuples():
        words = inline(data.labels_of("counts", "counts_what")[r.counts_what])
        _say(figure, r, f"<b>{r.number}</b> {words}", "second", xanchor="left", xshift=8)
    figure.update_yaxes(title="Countries counted", range=[0, counts["count"].max() + 4])
    return figure.update_layout(height=460)


def _say(figure: go.Figure, row, text: str, token: str, **place) -> None:
    figure.add_annotation(
        x=row.x, y=row.number, text=text, showarrow=False, borderpad=1,
        font={"size": 13, "color": style.colour(token)}, bgcolor=style.colour("surface"), **place,
    )  # fmt: skip


def _days(rows: pd.DataFrame) -> list[str]:
    return list(data.last_day(rows["date"]).map(day))
