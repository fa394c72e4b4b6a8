"""The highest confidence that the sources of a row allow: number, independence, reliability, reading."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from coalition import data
from coalition.data import passages

GRADES = ("low", "medium", "high")
"""Codes of ``confidence``, lowest first."""
REASON = "above_ceiling"
"""Column in which a row says why it stands above its ceiling."""

OF_THEMSELVES = ("retellings", "searches")
"""Tables whose rows say what a source itself contains, so that its reliability does not bear on them."""
_OFFICIAL_KINDS = ("primary", "law", "dataset")
_GOOD, _FAIR = ("A", "B"), ("A", "B", "C")
_UNREAD_THAT_AGREE = 3
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True)
class Source:
    """What the grade of a row needs to know of one of its sources."""

    report: str
    """Whose report it is: the original that it retells, else its publisher."""
    reliability: str
    read: bool
    official: bool
    """An official text, a law or a data set from a good publisher."""


def sources() -> dict[str, Source]:
    """The rows of ``sources`` by identifier."""
    table = data.load("sources")
    own = table["publisher"].str.replace(_BRACKETS, "", regex=True)
    reports = table["original"].fillna(own).str.strip().str.casefold()
    read = table["seen"] != "cited_by_others"
    official = table["kind"].isin(_OFFICIAL_KINDS) & table["reliability"].isin(_GOOD)
    rows = zip(table["source_id"], reports, table["reliability"], read, official, strict=True)
    return {key: Source(*facts) for key, *facts in rows}


def ceiling(cited: Collection[Source]) -> str:
    """The highest grade (of ``GRADES``) that a row may carry which rests on these sources.

    Reports that retell one original, and reports of one publisher, are one report. An official text, law or
    data set that was read allows ``high``; so do two independent reports that were read, of grade A to C.
    One such report, two weaker ones that were read, or three independent unread ones of grade A or B allow
    ``medium``. Anything else allows ``low``.
    """
    read = [s for s in cited if s.read]
    fair = {s.report for s in read if s.reliability in _FAIR}
    if any(s.official for s in read) or len(fair) >= 2:
        return "high"
    unread = {s.report for s in cited if not s.read and s.reliability in _GOOD}
    if fair or len({s.report for s in read}) >= 2 or len(unread) >= _UNREAD_THAT_AGREE:
        return "medium"
    return "low"


def graded_tables() -> list[str]:
    """The tables whose rows have a confidence and sources of their own, bar ``OF_THEMSELVES``."""
    return [
        name
        for name in data.tables()
        if name not in OF_THEMSELVES and {"confidence", "source_ids"} <= set(data.load(name).columns)
    ]


def violations() -> list[str]:
    """One line per row above its ceiling that does not say why, and per reason that no row needs.

    No row of ``evidence``, and no row that a key judgement rests on, has sources of grade F alone.
    """
    known = sources()
    found = [line for table in graded_tables() for line in _above(table, known)]
    return found + _weakest(known)


def _above(table: str, known: Mapping[str, Source]) -> list[str]:
    frame = data.load(table)
    reasons = frame[REASON] if REASON in frame else [pd.NA] * len(frame)
    found = []
    for row, (ids, grade, reason) in enumerate(
        zip(frame["source_ids"], frame["confidence"], reasons, strict=True), start=2
    ):
        if pd.isna(grade):
            continue  # a row that states no fact has none
        highest = ceiling([known[i] for i in ids if i in known])
        above = GRADES.index(grade) > GRADES.index(highest)
        if above and pd.isna(reason):
            text = (
                f"{grade} is above {highest}, the most that its sources allow; lower it, find a better "
                f"source, or say why in {REASON}"
            )
            found.append(data.violation(table, row, "confidence", text))
        elif pd.notna(reason) and not above:
            text = f"a reason, but {grade} is not above {highest}"
            found.append(data.violation(table, row, REASON, text))
    return found


def _weakest(known: Mapping[str, Source]) -> list[str]:
    found = [
        data.violation("evidence", row, "source_ids", "every source is of grade F; one needs to be better")
        for row, ids in enumerate(data.load("evidence")["source_ids"], start=2)
        if _is_weak(ids, known)
    ]
    judgements = data.load("judgements")
    for row, refs in judgements.loc[judgements["kind"] == "key", "basis_ids"].items():
        for reference in refs:
            table, _, key = reference.partition(":")
            if key and not passages.fault(reference) and _is_weak(_cited_by(table, key), known):
                text = f"every source of {reference} is of grade F; a key judgement needs a better one"
                found.append(data.violation("judgements", row + 2, "basis_ids", text))
    return found


def _cited_by(table: str, key: str) -> Collection[str]:
    ids = data.row(table, key).get("source_ids", ())
    return ids if isinstance(ids, tuple) else ()


def _is_weak(ids: Collection[str], known: Mapping[str, Source]) -> bool:
    return {known[i].reliability for i in ids if i in known} == {"F"}
