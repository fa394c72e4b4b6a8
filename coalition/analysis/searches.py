"""The log of searches: on what day and in which language something was looked for, and where that is owed."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.data import passages

_BY_COUNTRY = ("positions", "approvals", "governments")
"""Tables whose rows are named by country, also where the search found that there is none."""


def on(reference: str) -> pd.DataFrame:
    """The rows of ``searches`` that bear on ``table:key``, in their order."""
    table = data.load("searches")
    return table[[reference in refs for refs in table["concerns"]]].reset_index(drop=True)


def told(rows: pd.DataFrame) -> str:
    """When and in which languages searches were made: ``searched on 26 November 2026 in Greek``.

    ``rows`` is from ``on``; blank where it is empty.
    """
    if rows.empty:
        return ""
    languages = sorted(set(rows["language"].map(data.labels_of("searches", "language"))))
    *others, last = languages
    named = f"{', '.join(others)} and {last}" if others else last
    return f"searched on {data.written_date(max(rows['searched_on']))} in {named}"


def violations() -> list[str]:
    """One line per search that names no row, and per claim of absence or judgement without a search.

    A position coded unknown, a country of ``positions`` without a row in ``approvals`` and a judgement need
    at least one search each; that of a judgement must look for the contrary.
    """
    table = data.load("searches")
    return [*_dangling(table), *_owed(table)]


def _dangling(table: pd.DataFrame) -> list[str]:
    countries = set(data.load("countries")["iso3"])
    return [
        data.violation("searches", row + 2, column, wrong)
        for column in ("row_ids", "concerns")
        for row, refs in table[column].items()
        for reference in refs
        if (wrong := _fault(reference, countries))
    ]


def _fault(reference: str, countries: set[str]) -> str | None:
    name, _, key = reference.partition(":")
    if not key:
        return f"{reference} is not written as table:key"
    if name in _BY_COUNTRY:
        return None if key in countries else f"{reference} names no country"
    return passages.fault(reference)


def _owed(table: pd.DataFrame) -> list[str]:
    made = set(table["concerns"].explode())
    contrary = set(table.loc[table["purpose"] == "contrary", "concerns"].explode())
    positions, judged = data.load("positions"), data.load("judgements")
    ruled = set(data.load("approvals")["iso3"])
    unknown = positions[positions["position"] == "unknown"]
    found = [
        data.violation("positions", row + 2, "position", f"unknown, but no search bears on positions:{iso3}")
        for row, iso3 in unknown["iso3"].items()
        if f"positions:{iso3}" not in made
    ]
    found += [
        data.violation(
            "positions", row + 2, "iso3", f"no rule in approvals, and no search bears on approvals:{iso3}"
        )
        for row, iso3 in positions["iso3"].items()
        if iso3 not in ruled and f"approvals:{iso3}" not in made
    ]
    return found + [
        data.violation(
            "judgements", row + 2, "judgement_id", f"no search for the contrary bears on judgements:{key}"
        )
        for row, key in judged["judgement_id"].items()
        if f"judgements:{key}" not in contrary
    ]
