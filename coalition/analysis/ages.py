"""How old a position is on a day, who was heard last, and whose government has gone."""

from __future__ import annotations

from datetime import date

import pandas as pd

from coalition import data
from coalition.data.dates import DAYS_PER_MONTH

OLD_AFTER = pd.DateOffset(years=1)
"""Words older than this on a day count as old."""

_OWN = ("national", "joint_text")
"""Kinds of statements by which a government itself is heard (codes of ``statements.kind``)."""


def is_old(since: pd.Series, day: pd.Timestamp) -> pd.Series:
    """Whether the last day of partial dates is more than a year before a day; False where missing."""
    return (data.last_day(since) < day - OLD_AFTER).fillna(False).astype(bool)


def months(since: str, as_of: str | date | None = None) -> int:
    """The whole months from the last day of a partial date to a day, by default the cut-off."""
    return int((data.as_day(as_of) - data.as_day(since)).days // DAYS_PER_MONTH)


def newest(statements: pd.DataFrame) -> pd.DataFrame:
    """The newest of these statements by country, of one day that with the higher id.

    Index: iso3. Columns: those of ``statements``, and last_day (the last day its date may refer to).
    """
    table = statements.assign(last_day=data.last_day(statements["date"])).dropna(subset="iso3")
    order = table.reset_index(drop=True).sort_values(["last_day", "statement_id"])
    return order.groupby("iso3").tail(1).set_index("iso3")


def heard(as_of: str | date | None = None) -> pd.DataFrame:
    """For each country that was heard its own newest word up to a day, on whatever subject.

    Own is what the government says itself or signs with others. Index: iso3. Columns: date (partial),
    speaker, office, months (age on that day), source_ids.
    """
    day = data.as_day(as_of)
    table = data.load("statements")
    own = table[table["kind"].isin(_OWN) & (data.last_day(table["date"]) <= day)]
    found = newest(own)[["date", "speaker", "office", "source_ids"]]
    return found.assign(months=[months(d, as_of) for d in found["date"]])


def new_governments(as_of: str | date | None = None) -> pd.DataFrame:
    """The governments that took office in the year up to a day, the newest first.

    Columns: those of ``governments``. A government whose head was not found is left out.
    """
    day = data.as_day(as_of)
    table = data.load("governments").dropna(subset=["head", "since"])
    began = data.first_day(table["since"])
    recent = table[(began > day - OLD_AFTER) & (began <= day)]
    return recent.sort_values("since", ascending=False, ignore_index=True)


def violations() -> list[str]:
    """One line per country of ``positions`` without a row in ``governments``, and per lapse that is missing.

    A statement that sets a position and is older than the government in office says so in ``lapsed_on``.
    """
    governments = data.load("governments")
    since = dict(zip(governments["iso3"], governments["since"], strict=True))
    statements = data.load("statements").set_index("statement_id")
    found = []
    for row, position in data.load("positions").iterrows():
        if position["iso3"] not in since:
            text = f"{position['iso3']} has no row in governments.csv"
            found.append(data.violation("positions", row + 2, "iso3", text))
    rows = {key: row for row, key in enumerate(statements.index, start=2)}
    for _, position in data.load("positions").dropna(subset="statement_id").iterrows():
        began, key = since.get(position["iso3"], pd.NA), position["statement_id"]
        if pd.isna(began) or key not in rows or pd.notna(statements.at[key, "lapsed_on"]):
            continue
        if data.as_day(statements.at[key, "date"]) < data.first_day(pd.Series([began])).iloc[0]:
            text = f"is blank, but {key} is older than the government in office since {began}"
            found.append(data.violation("statements", rows[key], "lapsed_on", text))
    return found
