"""Rules that the descriptor declares for the rows of a table, read by one interpreter.

They stand in the schema under ``rules``, each an object with ``rule`` and its columns. ``when`` limits a
rule to rows whose columns hold one of the listed values; ``""`` is a blank cell, ``"*"`` any that is not.

========== =================================================================================================
filled     none of ``columns`` is blank
blank      all of ``columns`` are blank
only_then  ``columns`` are filled in the rows of ``when`` and blank in all others
together   ``columns`` are all filled or all blank
some       at least one of ``columns`` is filled
allowed    ``column`` holds one of ``values``
range      ``column`` lies from ``low`` to ``high``
sum        ``columns`` add up to ``total``, give or take ``within``
sum_range  ``columns`` that are filled add up to no less than ``low`` and no more than ``high``
days       ``column`` is the number of days from ``start`` to ``end``, give or take ``within``
begins     ``column`` begins with ``after`` and what ``with`` holds, in small letters if ``small``
same       ``columns`` hold the same where all are filled
not_before ``column`` is not before ``than``, as far as both dates are known
========== =================================================================================================
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from coalition import data
from coalition.check import cells
from coalition.data.descriptor import Descriptor
from coalition.data.stated_rules import sentence

Row = dict[str, str]


def faults(name: str, rows: list[cells.Row]) -> list[str]:
    """One line per row and rule that it breaks, for a table whose cells are sound each by itself."""
    rules = data.resource(name)["schema"].get("rules", [])
    found: list[tuple[int, str | None, str, str]] = []
    for row, values in rows:
        for number, rule in enumerate(rules):
            column = broken(rule, values)
            if column is not None:
                shown = values[column] or "the blank cell"
                found.append((row, column, str(number), f"{shown[:60]} breaks the rule: {sentence(rule)}"))
    return cells.gathered(name, found)


def rule_faults(rules: object, columns: list[str]) -> list[str]:
    """Faults of the rules themselves: a kind that is not there, a part that is missing, no such column."""
    if not isinstance(rules, list) or not all(isinstance(r, dict) for r in rules):
        return ["rules must be a list of objects"]
    found = []
    for rule in rules:
        kind = str(rule.get("rule"))
        if kind not in _KINDS:
            found.append(f"rules: {kind} is not one of {', '.join(_KINDS)}")
            continue
        missing = [part for part in _KINDS[kind][1] if part not in rule]
        found += [f"rules: {kind} needs {part}" for part in missing]
        if not isinstance(rule.get("when", {}), dict):
            found.append(f"rules: when of {kind} must be an object of columns and lists of values")
        elif not missing:
            found += [
                f"rules: {kind} names {c}, which is no column" for c in _named(rule) if c not in columns
            ]
    return found


def _named(rule: Descriptor) -> list[str]:
    """Every column that a rule names."""
    single = [rule[k] for k in ("column", "start", "end", "with", "than", "total") if k in rule]
    return [*rule.get("columns", []), *single, *rule.get("when", {})]


def _applies(rule: Descriptor, row: Row) -> bool:
    return all(
        row[column] in values or ("*" in values and row[column] != "")
        for column, values in rule.get("when", {}).items()
    )


def broken(rule: Descriptor, row: Row) -> str | None:
    """The column of a row that breaks a rule; None if it keeps it or the rule is not about it."""
    if rule["rule"] == "only_then":
        wanted = _applies(rule, row)
        return next((c for c in rule["columns"] if (row[c] != "") != wanted), None)
    return _KINDS[rule["rule"]][0](rule, row) if _applies(rule, row) else None


def _filled(rule: Descriptor, row: Row) -> str | None:
    return next((c for c in rule["columns"] if row[c] == ""), None)


def _blank(rule: Descriptor, row: Row) -> str | None:
    return next((c for c in rule["columns"] if row[c] != ""), None)


def _together(rule: Descriptor, row: Row) -> str | None:
    return _filled(rule, row) if any(row[c] != "" for c in rule["columns"]) else None


def _some(rule: Descriptor, row: Row) -> str | None:
    return None if any(row[c] != "" for c in rule["columns"]) else rule["columns"][0]


def _allowed(rule: Descriptor, row: Row) -> str | None:
    return None if row[rule["column"]] in rule["values"] else rule["column"]


def _range(rule: Descriptor, row: Row) -> str | None:
    value = row[rule["column"]]
    return None if value == "" or rule["low"] <= float(value) <= rule["high"] else rule["column"]


def _sum(rule: Descriptor, row: Row) -> str | None:
    total = row[rule["total"]]
    parts = sum(float(row[c] or 0) for c in rule["columns"])
    # Half a unit of the last digit more than allowed, as decimal fractions are not exact.
    return None if total == "" or abs(parts - float(total)) <= rule["within"] + 1e-9 else rule["total"]


def _sum_range(rule: Descriptor, row: Row) -> str | None:
    parts = [float(row[c]) for c in rule["columns"] if row[c]]
    return None if not parts or rule["low"] <= sum(parts) <= rule["high"] else rule["columns"][0]


def _days(rule: Descriptor, row: Row) -> str | None:
    start, end, length = row[rule["start"]], row[rule["end"]], row[rule["column"]]
    if length == "" or len(start) < 10 or len(end) < 10:
        return None
    days = (date.fromisoformat(end) - date.fromisoformat(start)).days
    return None if abs(days - float(length)) <= rule["within"] else rule["column"]


def _begins(rule: Descriptor, row: Row) -> str | None:
    held = row[rule["with"]].lower() if rule.get("small") else row[rule["with"]]
    return None if row[rule["column"]].startswith(rule.get("after", "") + held) else rule["column"]


def _same(rule: Descriptor, row: Row) -> str | None:
    held = {row[c] for c in rule["columns"]} - {""}
    return rule["columns"][-1] if len(held) > 1 else None


def _not_before(rule: Descriptor, row: Row) -> str | None:
    value, than = row[rule["column"]], row[rule["than"]]
    known = min(len(value), len(than))
    return rule["column"] if known and value[:known] < than[:known] else None


_KINDS: dict[str, tuple[Callable[[Descriptor, Row], str | None], tuple[str, ...]]] = {
    "filled": (_filled, ("columns",)),
    "blank": (_blank, ("columns",)),
    "only_then": (_filled, ("columns", "when")),
    "together": (_together, ("columns",)),
    "some": (_some, ("columns",)),
    "allowed": (_allowed, ("column", "values")),
    "range": (_range, ("column", "low", "high")),
    "sum": (_sum, ("columns", "total", "within")),
    "sum_range": (_sum_range, ("columns", "low", "high")),
    "days": (_days, ("column", "start", "end", "within")),
    "begins": (_begins, ("column", "with")),
    "same": (_same, ("columns",)),
    "not_before": (_not_before, ("column", "than")),
}
"""Of each kind: the function, and the parts it needs."""
