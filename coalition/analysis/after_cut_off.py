"""What was reported for days after the data cut-off: kept apart, and nothing rests on it."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.data import passages

TABLE = "events_after_cutoff"
_DATED = ("events", "statements")
_BASES = ("basis_ids", "basis_id", "before_id", "after_id", "row_id")
"""Columns by which a row says what it rests on."""


def violations() -> list[str]:
    """One line per row on the wrong side of the cut-off, per judgement or the like that rests on a later one.

    A row known by title only is of low confidence and cites no source that was read.
    """
    later = data.load(TABLE)
    return [*_sides(later), *_weight(later), *_dangling(later), *_rested_on(set(later["event_id"]))]


def _sides(later: pd.DataFrame) -> list[str]:
    day = data.as_day(None)
    known = set(data.load("events")["event_id"])
    found = [
        data.violation(TABLE, row + 2, "date", f"{later.at[row, 'date']} is not after the cut-off")
        for row in later.index[data.last_day(later["date"]) <= day]
    ]
    found += [
        data.violation(TABLE, row + 2, "event_id", f"{key} is in events.csv too")
        for row, key in later["event_id"].items()
        if key in known
    ]
    for table in _DATED:
        dates = data.load(table)["date"]
        found += [
            data.violation(
                table, row + 2, "date", f"{dates[row]} is after the cut-off; the row belongs in {TABLE}.csv"
            )
            for row in dates.index[data.first_day(dates) > day]
        ]
    return found


def _weight(later: pd.DataFrame) -> list[str]:
    seen = data.load("sources").set_index("source_id")["seen"]
    found = []
    for row, event in later[later["known_by"] == "title"].iterrows():
        if event["confidence"] != "low":
            found.append(
                data.violation(
                    TABLE, row + 2, "confidence", f"{event['confidence']}, but known by title only"
                )
            )
        found += [
            data.violation(TABLE, row + 2, "known_by", f"title, but {i} was read ({seen[i]})")
            for i in event["source_ids"]
            if seen[i] != "cited_by_others"
        ]
    return found


def _dangling(later: pd.DataFrame) -> list[str]:
    return [
        data.violation(TABLE, row + 2, "bears_on", wrong)
        for row, refs in later["bears_on"].items()
        for reference in refs
        if (wrong := passages.fault(reference))
    ]


def _rested_on(later: set[str]) -> list[str]:
    """Rows that name a later row as what they rest on."""
    found = []
    for table in data.tables():
        frame = data.load(table)
        for column in set(_BASES) & set(frame.columns):
            for row, cell in frame[column].dropna().items():
                named = [cell] if isinstance(cell, str) else cell
                found += [
                    data.violation(
                        table, row + 2, column, f"{n} is after the cut-off; nothing may rest on it"
                    )
                    for n in named
                    if n.startswith(f"{TABLE}:") or n.removeprefix("events:") in later
                ]
    return found
