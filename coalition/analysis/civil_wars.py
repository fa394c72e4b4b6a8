"""Peace after ceasefires in civil wars, with and without peacekeepers.

From the table ``civil_war_ceasefires`` (Fortna). The two groups were not drawn by lot: peacekeepers go
where they are let in, and, as Fortna finds, rather to the harder cases.
"""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis.conflicts import YEAR
from coalition.analysis.survival import product_limit, step

YEARS = (1, 5)
"""Years after which the share still at peace is given."""

EARLY = 90
"""Days within which an early failure is counted."""


def ceasefires() -> pd.DataFrame:
    """Every ceasefire with how long it lasted.

    Columns: those of ``civil_war_ceasefires``, days (to war again or to the end of the data), failed.
    """
    table = data.load("civil_war_ceasefires")
    start, back = data.first_day(table["ceasefire_on"]), data.first_day(table["war_again_on"])
    until = back.fillna(data.last_day(table["observed_to"]))
    return table.assign(days=(until - start).dt.days, failed=back.notna())


def groups() -> dict[str, pd.DataFrame]:
    """The rows of ``ceasefires`` ``with`` peacekeepers and ``without``."""
    table = ceasefires()
    return {"with": table[table["peacekeepers"]], "without": table[~table["peacekeepers"]]}


def violations() -> list[str]:
    """One line if a group has no ceasefire, so that there is nothing to set side by side."""
    return [
        f"data/civil_war_ceasefires.csv peacekeepers: no ceasefire {code} peacekeepers"
        for code, rows in groups().items()
        if rows.empty
    ]


def curve(rows: pd.DataFrame) -> pd.DataFrame:
    """The share still at peace, by day: ``survival.product_limit``."""
    return product_limit(rows["days"], rows["failed"])


def after(rows: pd.DataFrame, years: float) -> dict[str, float]:
    """The share still at peace after some years, with its interval: day, holding, low, high."""
    return step(curve(rows), years * YEAR)


def early_failures(rows: pd.DataFrame) -> int:
    """Ceasefires that failed within the first ``EARLY`` days, often before peacekeepers can have come."""
    return int((rows["failed"] & (rows["days"] <= EARLY)).sum())


def after_landmark(rows: pd.DataFrame, landmark: float, years: float) -> dict[str, float]:
    """The share still at peace after some years of those that were at ``landmark`` years.

    Ceasefires that failed before the landmark had less time to be given peacekeepers, so that to count them
    favours the group with them (immortal time). Keys: day, holding, low, high.
    """
    start = landmark * YEAR
    later = rows[rows["days"] >= start]
    return step(curve(later.assign(days=later["days"] - start)), (years - landmark) * YEAR)
