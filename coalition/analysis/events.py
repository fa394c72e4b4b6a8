"""Events of the coalition's time: those between two days, and the domain of the force each concerns."""

from __future__ import annotations

import pandas as pd

from coalition import data

DOMAINS = ("land", "sea", "air")
"""Columns of ``events`` that say which part of the force an event concerns."""


def between(events: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """Rows of ``events`` that certainly fall between two days (ISO 8601), both included, in order of time.

    An event dated to a month is left out unless the whole month lies between the days.
    """
    inside = (data.first_day(events["date"]) >= pd.Timestamp(first)) & (
        data.last_day(events["date"]) <= pd.Timestamp(last)
    )
    return in_order(events[inside])


def in_order(events: pd.DataFrame) -> pd.DataFrame:
    """Rows of ``events`` in order of time, each with ``day`` (last day it may refer to) and ``domain``."""
    rows = events.assign(day=data.last_day(events["date"]), domain=domain(events))
    return rows.sort_values(["day", "event_id"], ignore_index=True)


def domain(events: pd.DataFrame) -> pd.Series:
    """Which domain of the force each event concerns: one of ``DOMAINS``, ``several`` or ``none``."""
    marked = events[list(DOMAINS)].astype(bool)
    single = marked.idxmax(axis=1) if len(events) else pd.Series(dtype="object")
    count = marked.sum(axis=1)
    return single.where(count == 1, count.map(lambda n: "several" if n > 1 else "none"))


def domain_labels() -> dict[str, str]:
    """The reader's word for each value of ``domain``, ``several`` first and ``none`` last."""
    words = data.labels_of("computed", "event_domain")
    return {
        "several": words["several"],
        **data.titles_of("events", *DOMAINS),
        "none": words["none"],
    }
