"""Particulars of rows that the text names, and the rules of the tables that point to rows of other tables."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.data import passages

POINTERS = {
    "gates": ("basis_id",),
    "movements": ("before_id", "after_id"),
    "selections": ("row_id",),
    "details": ("row_id",),
}
"""Columns that name a row of another table as ``table:key``."""

_KINDS = ("text", "number", "date")


def written(detail: pd.Series) -> str:
    """A row of ``details``: its text, its number with separators, or its date in words."""
    if pd.notna(detail["date"]):
        return data.written_date(detail["date"])
    return f"{detail['number']:,}" if pd.notna(detail["number"]) else detail["text"]


def violations() -> list[str]:
    """Which pointers name a row that is gone, and which particulars are not one thing.

    A particular is one text, number or date. Lines read ``data/gates.csv:ROW COLUMN: what is wrong``. Expects
    tables that keep their schema.
    """
    found = []
    for table, columns in POINTERS.items():
        frame = data.load(table)
        for column in columns:
            faults = frame[column].map(passages.fault)
            found += [data.violation(table, row + 2, column, text) for row, text in faults.dropna().items()]
    for row, gate in data.load("gates").iterrows():
        if passages.fault(gate["basis_id"]) is None and _blank(gate["basis_id"], gate["basis_column"]):
            text = f"{gate['basis_id']} has nothing in column {gate['basis_column']}"
            found.append(data.violation("gates", row + 2, "basis_column", text))
    details = data.load("details")
    filled = details[list(_KINDS)].notna().sum(axis=1)
    found += [
        data.violation(
            "details",
            row + 2,
            "text",
            f"{details.at[row, 'detail_id']} needs one text, number or date, has {n}",
        )
        for row, n in filled[filled != 1].items()
    ]
    return found


def _blank(reference: str, column: str) -> bool:
    try:
        passages.passage(reference, column)
    except KeyError:
        return True
    return False
