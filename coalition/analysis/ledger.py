"""Positions as of any date, derived from dated statements; who counts as a member is in ``membership``."""

from __future__ import annotations

from datetime import date

import pandas as pd

from coalition import data

HOST = "UKR"


def positions(as_of: str | date | None = None) -> pd.DataFrame:
    """The position on sending soldiers to Ukraine of each country on a day.

    A position is the stance of the newest statement up to that day with ``sets_position``. A partial
    date counts from the last day it may refer to; of statements on one day the higher id counts.

    Columns: iso3, name, position (a stance code, or ``unknown`` where nothing was found), since
    (partial date), statement_id, speaker, office, summary, lapsed (True if the government that
    spoke has since left office and its successor was not heard), confidence, source_ids.
    One row per country of the ``positions`` table, in its order.
    """
    day = data.as_day(as_of)
    statements = data.load("statements")
    statements["last_day"] = data.last_day(statements["date"])
    heard = statements[statements["sets_position"] & (statements["last_day"] <= day)]
    newest = heard.sort_values(["last_day", "statement_id"]).groupby("iso3").tail(1).set_index("iso3")
    table = data.load("positions")[["iso3"]].join(newest, on="iso3")
    return pd.DataFrame(
        {
            "iso3": table["iso3"],
            "name": table["iso3"].map(data.names()),
            "position": table["stance"].fillna("unknown"),
            "since": table["date"],
            "statement_id": table["statement_id"],
            "speaker": table["speaker"],
            "office": table["office"],
            "summary": table["summary"],
            "lapsed": (data.last_day(table["lapsed_on"]) <= day).fillna(False).astype(bool),
            "confidence": table["confidence"],
            "source_ids": table["source_ids"].map(lambda ids: ids if isinstance(ids, tuple) else ()),
        }
    )


def positions_by_month(first: str = "2025-02", last: str | date | None = None) -> pd.DataFrame:
    """Positions at the end of each month, the last one as of ``last`` (default: the cut-off).

    Columns: as_of (day, ISO 8601), then those of ``positions``. One row per month and country.
    """
    end = data.as_day(last)
    days = [min(m.end_time.normalize(), end) for m in pd.period_range(first, end, freq="M")]
    return pd.concat(
        [positions(day.date()).assign(as_of=day.date().isoformat()) for day in days], ignore_index=True
    )[["as_of", *positions(end.date()).columns]]


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


FORTHCOMING = ("opposed", "declined", "support_only", "undecided", "conditional", "deploy_troops")
"""Stances from least to most forthcoming about sending soldiers."""


def direction(moves: pd.DataFrame) -> pd.Series:
    """For rows of ``changes`` that moved: ``closer`` to sending soldiers or ``further`` from it."""
    rank = FORTHCOMING.index
    return (moves["after"].map(rank) > moves["before"].map(rank)).map({True: "closer", False: "further"})
