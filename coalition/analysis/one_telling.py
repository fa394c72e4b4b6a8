"""One quantity has one range and one fact one grade, wherever they are told."""

from __future__ import annotations

import re
from collections.abc import Hashable
from itertools import combinations
from typing import Any

import pandas as pd

from coalition import data
from coalition.analysis import confidence_ceiling, placeholders

TOLD_IN = ("claims", "components")
"""Tables whose cells give a reader our account of the size, besides those with placeholders."""
Row = dict[Hashable, Any]
"""A row of a table by column, with its table, line and key."""
_SMALLEST = 5_000
"""Soldiers below which a range is not one of the whole force."""
_RANGE = re.compile(r"\b(\d{1,3},\d{3})\b(?: (?:soldiers|troops))? (?:to|and|or) (\d{1,3},\d{3})\b")
_INSTEAD = "the size of the force is computed: use a placeholder such as {press_low}, or leave it to the text"


def violations() -> list[str]:
    """One line per range of soldiers that is typed in our own account, and per fact with two grades."""
    return [*_typed_ranges(), *_two_grades()]


def _typed_ranges() -> list[str]:
    """A typed range stays behind when a report is added, and two of them come to differ."""
    return [
        data.violation(table, row + 2, column, f"{match[0]!r} is typed; {_INSTEAD}")
        for table in (*TOLD_IN, *placeholders.TABLES)
        for column in placeholders.text_columns(table)
        for row, cell in data.load(table)[column].dropna().items()
        for match in _RANGE.finditer(cell)
        if int(match[1].replace(",", "")) >= _SMALLEST
    ]


def _two_grades() -> list[str]:
    """Rows of two tables with one date, the same sources and the same country carry one grade.

    They do not need to where the note of one names the other and so says why.
    """
    facts: dict[tuple[str, frozenset[str]], list[Row]] = {}
    for table in confidence_ceiling.graded_tables():
        frame = data.load(table)
        key = data.resource(table)["schema"]["primaryKey"][0]
        if {"date", "note"} <= set(frame.columns):
            for line, row in enumerate(frame.to_dict("records"), start=2):
                told = row | {"table": table, "line": line, "key": row[key]}
                facts.setdefault((row["date"], frozenset(row["source_ids"])), []).append(told)
    return [
        data.violation(
            b["table"],
            b["line"],
            "confidence",
            f"{b['confidence']}, but {a['table']} {a['key']} of the same day and sources has "
            f"{a['confidence']}; give both one grade, or name the other in the note and say why",
        )
        for rows in facts.values()
        for a, b in combinations(rows, 2)
        if a["table"] != b["table"]
        and a["confidence"] != b["confidence"]
        and _same_country(a, b)
        and not _names(a, b)
        and not _names(b, a)
    ]


def _same_country(a: Row, b: Row) -> bool:
    """Whether two rows may be about one country; a table without countries may be about any."""
    if "iso3" not in a or "iso3" not in b:
        return True
    return bool(pd.notna(a["iso3"]) and pd.notna(b["iso3"]) and a["iso3"] == b["iso3"])


def _names(a: Row, b: Row) -> bool:
    return pd.notna(a["note"]) and re.search(rf"\b{re.escape(b['key'])}\b", a["note"]) is not None
