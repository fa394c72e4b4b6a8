"""Dates known to the year, the month or the day (ISO 8601), and the cut-off that "as of" defaults to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import pandas as pd

from coalition.data.descriptor import cut_off

DAYS_PER_YEAR = 365.25
DAYS_PER_MONTH = DAYS_PER_YEAR / 12
"""Of the Julian calendar, by which spans of days are told in years and months."""


def first_day(dates: pd.Series) -> pd.Series:
    """The first day each partial date may refer to, as ``datetime64``; missing stays missing."""
    return _by_value(dates, _first_day)


def last_day(dates: pd.Series) -> pd.Series:
    """The last day each partial date may refer to, as ``datetime64``; missing stays missing.

    A statement dated ``2025-03`` counts as known from 31 March 2025, so a position is never claimed before it
    can have been taken.
    """
    return _by_value(dates, _last_day)


@cache
def _first_day(partial: str) -> pd.Timestamp:
    return pd.Period(partial).start_time


@cache
def _last_day(partial: str) -> pd.Timestamp:
    return pd.Period(partial).end_time.normalize()


def _by_value(dates: pd.Series, day: Callable[[str], pd.Timestamp]) -> pd.Series:
    """Each date read once, however often it stands in the column."""
    return dates.map({d: day(d) for d in dates.dropna().unique()}).astype("datetime64[ns]")


def as_day(as_of: str | date | None) -> pd.Timestamp:
    """The last day a date, a partial date or None (the cut-off) stands for."""
    return _last_day(str(as_of if as_of is not None else cut_off()))


def written_date(partial: str | date) -> str:
    """A partial date in words: ``4 September 2025``, ``September 2025`` or ``2025``."""
    period = pd.Period(str(partial))
    if len(str(partial)) == 4:
        return str(period.year)
    month = period.strftime("%B %Y")
    return month if len(str(partial)) == 7 else f"{period.day} {month}"
