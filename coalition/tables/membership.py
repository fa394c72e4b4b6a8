"""Rules, published numbers and statements on membership as tables for readers."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import membership as rules
from coalition.formats import period


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
    """Countries by rule, ``in`` or ``not in``; the data behind ``movers``."""
    table = rules.inside(membership, rule_ids, names)
    sources = (
        membership[membership["rule_id"].isin(rule_ids)].groupby("name")["source_ids"].agg(data.together)
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
            "Kind": counts["counts_what"].map(data.labels_of("counts", "counts_what")),
            "Countries": [rules.written_count(r) for r in counts.itertuples()],
            "Ukraine counted": counts["ukraine_counted"].map(
                data.labels_of("counts", "ukraine_counted", short=True)
            ),
            "Sources": counts["source_ids"],
        }
    ).sort_values("Date", kind="stable", ignore_index=True)


def number_table(numbers: list[int]) -> pd.DataFrame:
    """One row per number: who published it, and which rules gave it on that day; from
    ``membership.same_number``.
    """
    rows, kinds = [], data.labels_of("counts", "counts_what")
    for number in numbers:
        found = rules.same_number(number)
        rows.append(
            {
                "Number": number,
                "Published by": "; ".join(
                    f"{r.who_counted}, {data.written_date(r.date)} ({kinds[r.counts_what].lower()})"
                    for r in found.itertuples()
                ),
                "Rules that gave it that day": "; ".join(
                    _matches(found, "with_ukraine", "with Ukraine")
                    + _matches(found, "without_ukraine", "without Ukraine")
                )
                or "none",
                "Sources": data.together(found["source_ids"]),
            }
        )
    return pd.DataFrame(rows)


def _matches(found: pd.DataFrame, column: str, side: str) -> list[str]:
    """One phrase per rule in a column of ``membership.same_number``, with the first and the last day it
    matched.
    """
    days = (
        found[["date", column]]
        .explode(column)
        .dropna()
        .groupby(column, sort=False)["date"]
        .agg(["min", "max"])
    )
    return [f"{day.Index}, {side} ({period(day.min, day.max)})" for day in days.itertuples()]


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
