"""What to look at again after the data moved: judgements and texts that rest on rows that changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import pandas as pd

from coalition import data
from coalition.reference import archives, editions
from coalition.reference.editions import State

Row: TypeAlias = tuple[str, str]
"""A table and a key in it."""
LOOKED_AT = {
    "judgements": "label",
    "questions": "question",
    "indicators_to_watch": "indicator",
    "claims": "claim",
    "positions": "conditions",
}
"""Tables whose rows say what follows from others, each with the column that names a row to a reader."""
_SHOWN = 3
"""Reasons given for a row; the others are counted."""
_LENGTH = 70


def latest() -> Path | None:
    """The archive of the last edition that was kept, or None."""
    kept = archives.kept()
    return kept[-1] if kept else None


def lines(old: State, new: State) -> list[str]:
    """One line per row that rests on a changed row, with what it rests on; rows that are new are left out.

    A row rests on another if it names its key or one of its sources. What a country's position says under
    conditions is also named if its position or its statement changed and the conditions did not.
    """
    moved = _moved(editions.compare(old, new))
    by_source = _by_source(moved, old, new)
    found = []
    for table, title in LOOKED_AT.items():
        for key, row in new.tables.get(table, {}).items():
            own = moved.get((table, key), "")
            if own == "added" or (table == "positions" and not row["conditions"]):
                continue
            reasons = list(dict.fromkeys(_reasons(table, key, row, moved, by_source)))
            if table == "positions" and own and "conditions" not in own:
                reasons.insert(0, own)
            if reasons:
                found.append(f"{table} {key} ({_short(row[title])}): {_listed(reasons)}")
    return found


def _moved(changes: pd.DataFrame) -> dict[Row, str]:
    """How each row that moved did so: ``added``, ``withdrawn``, or ``changed`` with its columns."""
    found = {}
    for (table, key, change), cells in changes.groupby(["table", "key", "change"], sort=False):
        columns = ", ".join(cells["column"])
        found[table, key] = f"changed {columns}" if change == "changed" else change
    return found


def _by_source(moved: dict[Row, str], old: State, new: State) -> dict[str, list[Row]]:
    """The changed rows that rest on each source, and the sources that changed themselves."""
    found: dict[str, list[Row]] = {}
    for table, key in moved:
        rows = [state.tables.get(table, {}).get(key, {}) for state in (old, new)]
        named = {i for row in rows for i in _items(row.get("source_ids")) + _items(row.get("source_id"))}
        for source in named:
            found.setdefault(source, []).append((table, key))
    return found


def _reasons(
    table: str, key: str, row: dict[str, str], moved: dict[Row, str], by_source: dict[str, list[Row]]
) -> Iterator[str]:
    for other in _named_rows(table, row):
        if other in moved:
            yield f"rests on {' '.join(other)}, {moved[other]}"
    for source in _items(row.get("source_ids")):
        for other in by_source.get(source, []):
            if other != (table, key):
                yield f"shares {source} with {' '.join(other)}, {moved[other]}"


def _named_rows(table: str, row: dict[str, str]) -> Iterator[Row]:
    """The rows that a row names by key, but for its sources and its country."""
    targets = {column: target for column, (target, _) in data.pointers(table).items()}
    for column, value in row.items():
        for item in _items(value):
            if column == "basis_ids":
                other, _, key = item.partition(":")
                yield other, key
            elif targets.get(column, "sources") not in ("sources", "countries"):
                yield targets[column], item


def _items(cell: str | None) -> list[str]:
    return cell.split(";") if cell else []


def _listed(reasons: list[str]) -> str:
    rest = len(reasons) - _SHOWN
    return "; ".join(reasons[:_SHOWN]) + (f"; and {rest} more" if rest > 0 else "")


def _short(text: str) -> str:
    return text if len(text) <= _LENGTH else f"{text[:_LENGTH]}…"
