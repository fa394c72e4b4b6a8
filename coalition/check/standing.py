"""Sentences of the prose that name no computed value and yet rest on what rows say now.

``standing.csv`` beside this module names each with its chapter, and the rows on which it rests: a table, a
query that these rows answer, how many of them there must be, and among which. An update of the data that
makes such a sentence false is refused until the sentence is written anew.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pandas as pd

from bookpress import chapters
from coalition import data, paths

LIST = Path(__file__).with_name("standing.csv")
"""Columns: page, sentence, table, rows (a query), how_many (of ``HOW_MANY``), among (a query or blank)."""

HOW_MANY = {
    "no": lambda share: share == 0,
    "some": lambda share: share > 0,
    "most": lambda share: share > 1 / 2,
    "all": lambda share: share == 1,
}
"""Whether a share of rows is what a sentence says."""


def listed() -> list[dict[str, str]]:
    """The rows of the list."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def violations() -> list[str]:
    """One line per sentence that the rows no longer bear out; what its chapter says no longer is passed over.

    ``chapters/proposal/contributors.ipynb cell 5: "Portugal stands here." holds only while ...``.
    """
    return [line for row in listed() for line in _faults(row)]


def bears_out(row: dict[str, str], frame: pd.DataFrame) -> bool:
    """Whether the rows of a table are as a sentence of the list says."""
    among = frame.query(row["among"], engine="python") if row["among"] else frame
    found = len(among.query(row["rows"], engine="python"))
    return HOW_MANY[row["how_many"]](found / len(among) if len(among) else 0)


def _faults(row: dict[str, str]) -> list[str]:
    place, table = place_of(row["page"], row["sentence"]), row["table"]
    if place is None or bears_out(row, data.load(table)):
        return []
    among = f" among those with {row['among']}" if row["among"] else ""
    return [
        f"{place}: “{row['sentence']}” holds only while {row['how_many']} rows of "
        f"data/{data.resource(table)['path']}{among} have {row['rows']}: write the sentence anew"
    ]


def place_of(page: str, sentence: str) -> str | None:
    """The cell of a chapter that has a sentence, whatever its line breaks and values; None if none has."""
    path = chapters.file(paths.ROOT, page)
    if path is None:
        return None
    cells = chapters.text_cells(path)
    found = (number for number, source in cells if sentence in re.sub(r"\s+", " ", source))
    return next((f"{path.relative_to(paths.ROOT).as_posix()} cell {number}" for number in found), None)
