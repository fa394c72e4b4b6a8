"""Positions as of any date, derived from dated statements; who counts as a member is in ``membership``."""

from __future__ import annotations

from datetime import date

import pandas as pd

from coalition import data
from coalition.analysis import ages

HOST = "UKR"


def positions(as_of: str | date | None = None) -> pd.DataFrame:
    """The position on sending soldiers to Ukraine of each country on a day.

    A position is the stance of the newest statement up to that day with ``sets_position``. A partial date
    counts from the last day it may refer to; of statements on one day the higher id counts. Where the
    ``positions`` table departs from the statements and says why, its own position holds from the ``as_of`` of
    the row on, until a later statement sets one.

    Columns: iso3, name, position (a stance code, or ``unknown`` where nothing was found), since (partial
    date), statement_id, speaker, office, summary, lapsed (True if the government that spoke has since left
    office and its successor was not heard), old (True if lapsed, or if the words are more than a year old on
    that day), departure_note (why the position is not that of the newest
    statement; missing where it is), for_this_force (False if it is about another mission than the force of
    the coalition), confidence, source_ids. One row per country of the ``positions`` table, in its order.
    """
    day = data.as_day(as_of)
    statements = data.load("statements")
    heard = statements[statements["sets_position"] & (data.last_day(statements["date"]) <= day)]
    coded = data.load("positions").set_index("iso3")
    table = coded[[]].join(ages.newest(heard).assign(departure_note=pd.NA))
    departs = _departs(coded, table["last_day"], day)
    table = pd.concat([table[~departs], _own(coded[departs], statements)]).reindex(coded.index)
    return pd.DataFrame(
        {
            "iso3": table.index,
            "name": table.index.map(data.names()),
            "position": table["stance"].fillna("unknown").array,
            "since": table["date"].array,
            "statement_id": table["statement_id"].array,
            "speaker": table["speaker"].array,
            "office": table["office"].array,
            "summary": table["summary"].array,
            "lapsed": (lapsed := (data.last_day(table["lapsed_on"]) <= day).fillna(False).astype(bool)).array,
            "old": (lapsed | ages.is_old(table["date"], day)).array,
            "departure_note": table["departure_note"].astype("string").array,
            "for_this_force": coded["for_this_force"].array,
            "confidence": table["confidence"].array,
            "source_ids": [ids if isinstance(ids, tuple) else () for ids in table["source_ids"]],
        }
    )


def _own(departing: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Rows of ``positions`` that depart from the statements, with the columns of a statement; by country."""
    said = statements.set_index("statement_id")[["speaker", "office", "summary", "lapsed_on"]]
    columns = ["statement_id", "position", "as_of", "departure_note", "confidence", "source_ids"]
    return (
        departing[columns]
        .join(said, on="statement_id")
        .rename(columns={"position": "stance", "as_of": "date"})
    )


def _departs(coded: pd.DataFrame, newest: pd.Series, day: pd.Timestamp) -> pd.Series:
    """Rows of ``positions`` (by country) whose own position holds on a day instead of the statements'."""
    since = data.last_day(coded["as_of"])
    return coded["departure_note"].notna() & (since <= day) & ~(newest > since)


def positions_by_month(first: str | None = None, last: str | date | None = None) -> pd.DataFrame:
    """Positions at the end of each month from ``first`` on, the last as of ``last``.

    ``first`` defaults to ``first_month``, ``last`` to the cut-off. Columns: as_of (day, ISO 8601), then those
    of ``positions``. One row per month and country.
    """
    days = month_ends(first, last)
    return pd.concat([positions(day).assign(as_of=day.isoformat()) for day in days], ignore_index=True)[
        ["as_of", *positions(days[-1]).columns]
    ]


def month_ends(first: str | None = None, last: str | date | None = None) -> list[date]:
    """The last day of each month from ``first`` on, the last of them ``last``: see ``positions_by_month``."""
    end = data.as_day(last)
    months = pd.period_range((first or first_month())[:7], end, freq="M")
    return [min(m.end_time.normalize(), end).date() for m in months]


def first_month() -> str:
    """The month (``YYYY-MM``) of the first statement that set a position; that of the cut-off if none did."""
    dates = changes()["date"]
    return str(dates.min() if len(dates) else data.cut_off())[:7]


def ends(steps: pd.DataFrame, now: pd.DataFrame) -> dict[str, list[str]]:
    """Names of countries whose position is ``closer`` to sending soldiers than their first, or
    ``further``, and of those where it is the ``same``.

    From ``changes`` and ``positions``: each country that has spoken is in one of the three.
    """
    first = steps.groupby("name")["after"].first()
    pairs = pd.DataFrame({"before": first, "after": now.set_index("name")["position"].reindex(first.index)})
    way = direction(pairs).where(pairs["before"] != pairs["after"], "same")
    return {d: sorted(pairs.index[way == d]) for d in ("closer", "further", "same")}


def changes() -> pd.DataFrame:
    """Every statement that set a position, with the position it replaced.

    Columns: iso3, name, date, before (stance code or ``unknown``), after, moved (bool), speaker,
    office, summary, statement_id, confidence, source_ids. Sorted by country, then time.
    """
    statements = data.load("statements")
    statements["last_day"] = data.last_day(statements["date"])
    table = statements[statements["sets_position"]].sort_values(["iso3", "last_day", "statement_id"])
    before = table.groupby("iso3")["stance"].shift().fillna("unknown")
    return pd.DataFrame(
        {
            "iso3": table["iso3"],
            "name": table["iso3"].map(data.names()),
            "date": table["date"],
            "before": before,
            "after": table["stance"],
            "moved": (before != table["stance"]) & (before != "unknown"),
            "speaker": table["speaker"],
            "office": table["office"],
            "summary": table["summary"],
            "statement_id": table["statement_id"],
            "confidence": table["confidence"],
            "source_ids": table["source_ids"],
        }
    ).reset_index(drop=True)


WITHOUT_SOLDIERS = ("support_only", "declined", "opposed")
"""Positions of governments that would send no soldiers."""
FORTHCOMING = ("opposed", "declined", "support_only", "undecided", "conditional", "deploy_troops")
"""Stances from least to most forthcoming about sending soldiers."""


def direction(moves: pd.DataFrame) -> pd.Series:
    """For rows of ``changes`` that moved: ``closer`` to sending soldiers or ``further`` from it."""
    rank = {stance: i for i, stance in enumerate(FORTHCOMING)}
    return (moves["after"].map(rank) > moves["before"].map(rank)).map({True: "closer", False: "further"})
