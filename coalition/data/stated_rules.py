"""Rules that the descriptor declares for the rows of a table, in words: for readers, and for the check."""

from __future__ import annotations

from typing import Any

from coalition.data.descriptor import Descriptor, resource

_WORDS = {
    "filled": "{columns} must be filled",
    "blank": "{columns} must be blank",
    "only_then": "{columns} must be filled",
    "together": "{columns} must be filled together or blank together",
    "some": "one of {columns} must be filled",
    "allowed": "{column} must be {values}",
    "range": "{column} must lie from {low} to {high}",
    "sum": "{columns} must add up to {total}{give}",
    "sum_range": "{columns} must add up to {low} to {high}",
    "days": "{column} must be the days from {start} to {end}{give}",
    "begins": "{column} must begin with {after}{with}{small}",
    "same": "{columns} must be the same",
    "not_before": "{column} must not be before {than}",
}


def stated_rules(name: str) -> list[str]:
    """The rules of a table, each as a sentence without its full stop."""
    return [sentence(rule) for rule in resource(name)["schema"].get("rules", [])]


def sentence(rule: Descriptor) -> str:
    """A rule in words, for the line of a fault and for readers."""
    said = _WORDS[rule["rule"]].format_map(_Words(rule))
    conditions = [f"{column} is {_listed(values)}" for column, values in rule.get("when", {}).items()]
    joined = " and ".join(conditions)
    if rule["rule"] == "only_then":
        return f"{said} where {joined}, and only there"
    return f"{said} where {joined}" if joined else said


class _Words(dict[str, object]):
    """The parts of a rule as words."""

    def __init__(self, rule: Descriptor) -> None:
        super().__init__(rule)
        self["columns"] = _joined(rule.get("columns", [rule.get("column")]))
        self["values"] = _listed(rule.get("values", []))
        self["give"] = f", give or take {rule['within']}" if rule.get("within") else ""
        self["after"] = f"{rule['after']!r} and " if rule.get("after") else ""
        self["small"] = " in small letters" if rule.get("small") else ""


def _joined(words: list[Any]) -> str:
    *others, last = [str(w) for w in words]
    return f"{', '.join(others)} and {last}" if others else last


def _listed(values: list[Any]) -> str:
    names = {"": "blank", "*": "filled"}
    if not values:
        return ""
    *others, last = [names.get(v, str(v)) for v in values]
    return f"{', '.join(others)} or {last}" if others else last
