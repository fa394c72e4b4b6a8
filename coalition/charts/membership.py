"""Who counts as a member: rule by rule, and the numbers that were published."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import membership as rules
from coalition.charts.grid import grid_height, mark_grid, marker
from coalition.charts.labels import wrapped
from coalition.exhibits import style

SIDES = {
    "without_ukraine": (style.Code("Without Ukraine", "accent", "circle"), "middle left"),
    "with_ukraine": (style.Code("Ukraine counted", "second", "circle-open"), "middle right"),
}
"""Look of a count, and the side of the mark on which its number stands."""

MARKS = {
    "in": style.Code("The rule lets it in", "accent", "circle"),
    "out": style.Code("It does not", "muted", "circle-open"),
}

COUNTED = {
    "participants": style.Code("Took part in a meeting", "accent", "circle"),
    "members": style.Code("Members", "second", "diamond"),
    "invited": style.Code("Invited or approached", "muted", "triangle-up-open"),
    "pledged": style.Code("Pledged a contribution", "conditional", "square"),
    "willing_to_deploy": style.Code("Ready to send soldiers", "deploy_troops", "star"),
    "signatories": style.Code("Stand behind a text", "opposed", "x"),
}
"""What a published number counts (``counts.counts_what``) and how it is drawn."""

BOUNDS = {"exact": "", "approximate": "about ", "lower_bound": "more than "}


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
    """Which of these rules let these countries in: a mark per country and rule, from ``membership.by_rule``."""
    labels = {r: rules.rule(r).label for r in rule_ids}
    cells = (
        _inside(membership, rule_ids, names)
        .reset_index()
        .melt("name", var_name="rule_id", value_name="inside")
    )
    code = cells["inside"].map({True: "in", False: "out"})
    figure = mark_grid(
        pd.DataFrame(
            {
                "row": cells["name"],
                "column": cells["rule_id"].map(labels),
                "code": code,
                "hover": cells["name"]
                + "<br>"
                + cells["rule_id"].map(labels)
                + ": "
                + code.map({"in": "in", "out": "not in"}),
            }
        ),
        MARKS,
        names,
        list(labels.values()),
    )
    figure.update_xaxes(tickangle=-90, tickfont={"size": 11})
    return figure.update_layout(height=grid_height(len(names)) + 140)


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
            for d, title, n in zip(growth["date"], growth["title"], growth["with_ukraine"])
        ],
        line={"shape": "hv", "width": 2, "dash": "dot", "color": style.colour("ink")},
    )
    for code, look in COUNTED.items():
        part = counts[counts["counts_what"] == code]
        figure.add_scatter(
            x=_days(part),
            y=list(part["count"]),
            mode="markers",
            name=look.label,
            hoverinfo="text",
            marker=marker(look, 10),
            text=[
                f"{data.written_date(r.date)}, {r.who_counted}: {_number(r)}<br>{r.rule}"
                for r in part.itertuples()
            ],
        )
    figure.update_yaxes(title="Countries counted", rangemode="tozero")
    return figure.update_layout(height=540)


def rule_table(counts: pd.DataFrame) -> pd.DataFrame:
    """The rules with their statements and counts, columns named for readers, widest first."""
    table = counts.sort_values("without_ukraine", ascending=False, kind="stable")
    return pd.DataFrame(
        {
            "Rule": table["label"],
            "A country counts if this holds": table["statement"],
            "With Ukraine": table["with_ukraine"],
            "Without": table["without_ukraine"],
            "Sources": table["source_ids"],
        }
    ).reset_index(drop=True)


def rule_list(counts: pd.DataFrame, membership: pd.DataFrame) -> pd.DataFrame:
    """The rules with the names of the countries they let in; the data behind ``rule_counts``."""
    names = membership.groupby("rule_id")["name"].agg(", ".join)
    table = counts.sort_values("without_ukraine", ascending=False, kind="stable")
    return pd.DataFrame(
        {
            "Rule": table["label"],
            "With Ukraine": table["with_ukraine"],
            "Without": table["without_ukraine"],
            "Countries": table["rule_id"].map(names),
            "Sources": table["source_ids"],
        }
    ).reset_index(drop=True)


def mover_table(membership: pd.DataFrame, rule_ids: list[str], names: list[str]) -> pd.DataFrame:
    """Countries by rule, ``in`` or ``not in``; the data behind ``members_by_rule``."""
    table = _inside(membership, rule_ids, names)
    sources = (
        membership[membership["rule_id"].isin(rule_ids)]
        .groupby("name")["source_ids"]
        .agg(lambda cells: tuple(sorted({i for c in cells for i in c})))
    )
    table = table.apply(lambda column: column.map({True: "in", False: "not in"})).rename(
        columns={r: rules.rule(r).label for r in rule_ids}
    )
    return table.assign(Sources=sources).rename_axis(index="Country", columns=None).reset_index()


def count_table(counts: pd.DataFrame) -> pd.DataFrame:
    """The published counts with columns named for readers, by date."""
    return pd.DataFrame(
        {
            "Date": counts["date"],
            "Who counted": counts["who_counted"],
            "What was counted": counts["rule"],
            "Kind": counts["counts_what"].map(lambda c: COUNTED[c].label),
            "Countries": [_number(r) for r in counts.itertuples()],
            "Ukraine counted": counts["ukraine_counted"].replace("unknown", "not said"),
            "Sources": counts["source_ids"],
        }
    ).sort_values("Date", kind="stable", ignore_index=True)


def number_table(numbers: list[int]) -> pd.DataFrame:
    """One row per number: who published it, and which rules gave it on that day, from ``membership.same_number``."""
    rows = []
    for number in numbers:
        found = rules.same_number(number)
        rows.append(
            {
                "Number": number,
                "Published by": "; ".join(
                    f"{r.who_counted}, {data.written_date(r.date)} ({COUNTED[r.counts_what].label.lower()})"
                    for r in found.itertuples()
                ),
                "Rules that gave it that day": "; ".join(
                    _matches(found, "with_ukraine", "with Ukraine")
                    + _matches(found, "without_ukraine", "without Ukraine")
                )
                or "none",
                "Sources": tuple(data.source_ids(found)),
            }
        )
    return pd.DataFrame(rows)


def _matches(found: pd.DataFrame, column: str, side: str) -> list[str]:
    """One phrase per rule in a column of ``membership.same_number``, with the first and last day it matched."""
    days = (
        found[["date", column]]
        .explode(column)
        .dropna()
        .groupby(column, sort=False)["date"]
        .agg(["min", "max"])
    )
    spans = [
        " to ".join(dict.fromkeys(map(data.written_date, (first, last))))
        for first, last in zip(days["min"], days["max"])
    ]
    return [f"{label}, {side} ({span})" for label, span in zip(days.index, spans)]


def unsupported_table(table: pd.DataFrame) -> pd.DataFrame:
    """Numbers that no rule can give, columns named for readers, from ``membership.unsupported``."""
    return pd.DataFrame(
        {
            "Number": table["count"],
            "Published": table["who_counted"]
            + ", "
            + table["date"].map(data.written_date)
            + ". "
            + table["rule"]
            + ".",
            "Why no rule gives it": table["no_rule_because"],
            "Sources": table["source_ids"],
        }
    )


def statement_table(statements: pd.DataFrame) -> pd.DataFrame:
    """Statements with columns named for readers, by date, from rows of the ``statements`` table."""
    rows = statements.sort_values("date", kind="stable")
    speaks_for = rows["iso3"].map(data.names()).fillna(rows["organisation"])
    return pd.DataFrame(
        {
            "Date": rows["date"].map(data.written_date),
            "Who": rows["speaker"] + " (" + speaks_for + ")",
            "What was said": rows["summary"],
            "Sources": rows["source_ids"],
        }
    ).reset_index(drop=True)


def _inside(membership: pd.DataFrame, rule_ids: list[str], names: list[str]) -> pd.DataFrame:
    """Whether each rule (columns) lets each country (rows) in."""
    return (
        pd.crosstab(membership["name"], membership["rule_id"])
        .gt(0)
        .reindex(index=names, columns=rule_ids, fill_value=False)
    )


def _days(rows: pd.DataFrame) -> list[str]:
    return list(data.last_day(rows["date"]).dt.strftime("%Y-%m-%d"))


def _number(row) -> str:
    return f"{BOUNDS[row.bound]}{row.count}"
