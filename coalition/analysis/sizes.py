"""The size of the whole force by the press, and of its British and French core: told from here alone."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from coalition import data


@dataclass(frozen=True)
class Range:
    """The lowest and the highest of some figures, their number, and the dates of the first and last."""

    low: int
    high: int
    n: int
    first: str
    last: str


def press() -> pd.DataFrame:
    """Rows of ``pledges`` by which the press gives one bound or both for the whole force, oldest first."""
    rows = _with_a_bound("total")
    return rows[~rows["official"]]


def core() -> pd.DataFrame:
    """Rows of ``pledges`` on British and French soldiers together, oldest first."""
    return _with_a_bound("uk_france")


def span(rows: pd.DataFrame) -> Range | None:
    """The range of every bound in these rows of ``pledges``; None for no row."""
    bounds = pd.concat([rows["low"], rows["high"]]).dropna()
    if bounds.empty:
        return None
    dates = rows["date"].sort_values()
    return Range(int(bounds.min()), int(bounds.max()), len(rows), dates.iloc[0], dates.iloc[-1])


def newest(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the newest date."""
    return rows[rows["date"] == rows["date"].max()]


def _with_a_bound(scope: str) -> pd.DataFrame:
    pledges = data.load("pledges")
    chosen = (pledges["scope"] == scope) & pledges[["low", "high"]].notna().any(axis=1)
    return pledges[chosen].sort_values("date", kind="stable")
