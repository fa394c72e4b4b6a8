"""Texts, dates and sources of single rows, named as ``table:key``, and their labels inside a sentence."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from coalition import data


@dataclass(frozen=True)
class Passage:
    """One cell of one row, with the day and the sources the row gives for it."""

    text: str
    date: str
    """Partial date: the row's own, else the day for which it is evidenced."""
    source_ids: tuple[str, ...]


_DATES = ("date", "start_date", "status_date", "last_seen_on", "as_of")


def passage(reference: str, column: str) -> Passage:
    """The cell ``column`` of the row that ``reference`` (``table:key``) names.

    Raises KeyError if there is no such table or row, or if the row has no such column or text in it.
    """
    table, _, key = reference.partition(":")
    row = data.row(table, key).dropna()
    if column not in row.index:
        raise KeyError(f"{reference} has nothing in column {column!r}")
    return Passage(str(row[column]), next(str(row[d]) for d in _DATES if d in row.index), row["source_ids"])


def fault(reference: str) -> str | None:
    """What is wrong with a reference, ``table`` or ``table:key``, such as no row; None if it is sound."""
    table, _, key = reference.partition(":")
    if table not in data.tables():
        return f"{reference} names no table of the package"
    if key and key not in set(data.load(table)[data.resource(table)["schema"]["primaryKey"][0]]):
        return f"{reference} names no row of {table}.csv"
    return None


_NAMES = ("American", "British", "European", "French", "German", "Russia", "Ukrain")
"""Openings of words that keep their capital inside a sentence."""


def inline(label: str) -> str:
    """A label as it reads inside a sentence: the first letter small, unless it is a name or in capitals."""
    kept = label.startswith(_NAMES) or (label[:2].isalpha() and label[:2].isupper())
    return label if kept else label[:1].lower() + label[1:]


def selected(exhibit: str, table: str) -> pd.DataFrame:
    """The rows of a table that ``selections`` names for an exhibit, in the order given there.

    Raises KeyError naming a row that is not in the table.
    """
    chosen = data.load("selections")
    references = chosen.loc[chosen["exhibit"] == exhibit, "row_id"].str.split(":", n=1)
    return data.rows(table, [key for where, key in references if where == table])


def reasons(exhibit: str, table: str) -> pd.Series:
    """Why ``selections`` names each row of a table for an exhibit, by the key of the row."""
    chosen = data.load("selections")
    chosen = chosen[(chosen["exhibit"] == exhibit) & chosen["row_id"].str.startswith(f"{table}:")]
    return pd.Series(list(chosen["why"]), index=list(chosen["row_id"].str.removeprefix(f"{table}:")))
