"""Each cell by itself: signs, grammar of numbers and dates, codes, patterns, bounds, days ahead."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from bookpress import addresses, signs
from coalition import data
from coalition.data.descriptor import Descriptor
from coalition.data.violations import violation

_NUMBERS = {
    "integer": (r"0+|-?[1-9]\d*", "a whole number such as 1370"),
    "number": (r"(?!-0(\.0+)?$)(0+|-?(0|[1-9]\d*)(\.\d+)?)", "a number such as 1370.5"),
}
"""How numbers are written, by type."""
_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
_LARGEST = 2**63 - 1
_FIRST, _LAST = "1900", 2199
"""The first and the last year of dates that can be computed with; a column may say a later ``earliest``."""
_AHEAD = 10
"""Years after the cut-off that a date may lie ahead where its column allows that."""
_SHOWN = 3
"""Faults of one kind in one column that get a line each; more are one line with their number."""

Row = tuple[int, dict[str, str]]
"""The number of a row, the header being row 1, and its cells as text."""
Fault = tuple[str, str]
"""The kind of a fault, equal for all that have one cause, and what is said of the cell."""


def faults(name: str, rows: list[Row]) -> list[str]:
    """One line per fault of a cell; many of one kind in one column are one line with their number."""
    return gathered(name, _faults_of(rows, data.resource(name)["schema"]["fields"]))


def gathered(name: str, found: list[tuple[int, str | None, str, str]]) -> list[str]:
    """Lines of faults given as (row, column, kind, text), those of one kind and column together."""
    kinds: dict[tuple[str | None, str], list[tuple[int, str]]] = {}
    for row, column, kind, text in found:
        kinds.setdefault((column, kind), []).append((row, text))
    lines: list[tuple[int, str]] = []
    for (column, _), same in kinds.items():
        if len(same) <= _SHOWN:
            lines += [(row, violation(name, row, column, text)) for row, text in same]
        else:
            row, text = same[0]
            more = f"{text} (and {len(same) - 1} more rows, to row {same[-1][0]})"
            lines.append((row, violation(name, row, column, more)))
    return [line for _, line in sorted(lines, key=lambda found: found[0])]


def read(path: Path) -> Iterator[Row]:
    """The rows of a table as text."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from enumerate(csv.DictReader(file), start=2)


def _faults_of(rows: list[Row], fields: list[Descriptor]) -> list[tuple[int, str | None, str, str]]:
    cut_off = data.cut_off().isoformat()
    known: dict[tuple[str, str], Fault | None] = {}
    found: list[tuple[int, str | None, str, str]] = []
    for row, cells in rows:
        for field in fields:
            key = (field["name"], cells[field["name"]])
            if key not in known:
                known[key] = fault(field, key[1], cut_off)
            if (wrong := known[key]) is not None:
                found.append((row, field["name"], *wrong))
    return found


def fault(field: Descriptor, value: str, cut_off: str) -> Fault | None:
    """What is wrong with the text of one cell of a field; ``cut_off`` is an ISO day."""
    constraints = field.get("constraints", {})
    if value == "":
        required = constraints.get("required", False)
        return ("blank", "the cell is blank but a value is required") if required else None
    if not value.strip():
        return "blanks", "the cell holds nothing but blanks; leave it blank"
    fixed = field["type"] != "string" or "enum" in constraints or "pattern" in constraints
    if text := (signs.look_alike(value) if fixed else None) or signs.fault(value):
        return "signs", text
    if not fixed and field.get("content") is None and signs.absent(value):
        return "absent", f"{value} stands for a missing value; leave the cell blank"
    return _typed(field, value, cut_off) or _constrained(constraints, field, value)


def _typed(field: Descriptor, value: str, cut_off: str) -> Fault | None:
    kind = field["type"]
    if kind == "boolean" and value not in ("true", "false"):
        return "boolean", f"{value} is not written as true or false"
    if kind in _NUMBERS:
        pattern, such_as = _NUMBERS[kind]
        if not re.fullmatch(pattern, value, re.ASCII):
            return "number", f"{value} is not written as {such_as}"
        if len(value) > 40 or abs(float(value)) > _LARGEST:
            return "number", f"{value[:40]} is too large a number"
    if data.is_partial_date(field):
        return _dated(field, value, cut_off)
    if field.get("format") == "uri" and not addresses.is_public(value):
        return "address", f"{value} is no web address such as https://example.org/page"
    return None


def _dated(field: Descriptor, value: str, cut_off: str) -> Fault | None:
    if not re.fullmatch(_DATE, value, re.ASCII):
        return "date", f"{value} is not a date such as 2025-03-02, 2025-03 or 2025"
    if not _in_calendar(value):
        return "calendar", f"{value} is not a day of the calendar"
    earliest = field.get("earliest", _FIRST)
    known = min(len(value), len(earliest))
    if value[:known] < earliest[:known]:
        return "old", f"{value} lies before {earliest}, the earliest of its column"
    if value > cut_off and not field.get("may_lie_ahead", False):
        return "ahead", f"{value} lies after the cut-off, {cut_off}"
    if int(value[:4]) > int(cut_off[:4]) + _AHEAD:
        return "far", f"{value} lies more than {_AHEAD} years after the cut-off"
    return None


@cache
def _in_calendar(value: str) -> bool:
    try:
        return date.fromisoformat(f"{value}-01-01"[:10]).year <= _LAST
    except ValueError:
        return False


def _constrained(constraints: Descriptor, field: Descriptor, value: str) -> Fault | None:
    allowed = constraints.get("enum")
    if allowed is not None and value not in allowed:
        near = next((code for code in allowed if code.lower() == value.lower()), None)
        hint = f"; write {near}" if near else ""
        return "code", f"{value} is not one of {', '.join(allowed)}{hint}"
    pattern = constraints.get("pattern")
    if pattern is not None and not re.fullmatch(pattern, value):
        if data.is_list(field) and re.search(r"[,|\s]|;$|^;|;;", value):
            return "list", f"{value[:60]} is not a list with its items separated by ; and no blanks"
        means = field.get("pattern_means", f"text of the pattern {pattern}")
        return "pattern", f"{value[:60]} is not {means}"
    if (longest := constraints.get("maxLength")) is not None and len(value) > longest:
        return "length", f"{value[:40]}… has {len(value)} characters, more than {longest}"
    if field["type"] in _NUMBERS:
        for key, word in (("minimum", "below"), ("maximum", "above")):
            bound = constraints.get(key)
            if bound is not None and (float(value) < bound if key == "minimum" else float(value) > bound):
                return key, f"{value} is {word} {bound}"
    return None
