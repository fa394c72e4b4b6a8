"""The descriptor, and of each table alone: file, header, rows, types, constraints, keys, dates."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from typing import Any

from bookpress import plain_text
from coalition import data, paths
from coalition.check import cells, declared, described, files
from coalition.data.loading import TYPES
from coalition.data.violations import violation

_DESCRIPTOR = "data/datapackage.json"
_ENDLESS = re.compile(r"\((?:\?:)?(?:\[[^]]*\]|\\?.)[+*]\)[+*]")
"""A group that holds nothing but one repetition, and is itself repeated."""


def descriptor_faults() -> list[str]:
    """One line per fault of ``datapackage.json`` that keeps tables from being read; empty if it serves."""
    text, unreadable = plain_text.read(paths.DATA / "datapackage.json")
    if unreadable:
        row = f":{unreadable[0]}" if unreadable[0] else ""
        return [f"{_DESCRIPTOR}{row}: {unreadable[1]}"]
    try:
        package = data.package()
    except json.JSONDecodeError as error:
        return [f"{_DESCRIPTOR}:{error.lineno}: not readable as JSON ({error.msg}, sign {error.colno})"]
    except (ValueError, RecursionError) as error:
        return [f"{_DESCRIPTOR}: not readable as JSON ({error})"]
    if not isinstance(package, dict):
        return [f"{_DESCRIPTOR}: must be an object with resources"]
    found = [] if isinstance(package.get("version"), str) else [f"{_DESCRIPTOR} version: a text is required"]
    found += [
        f"{_DESCRIPTOR} {key}: {package.get(key)!r} is not a day such as 2026-10-10"
        for key, value in (("cut_off", package.get("cut_off")), ("created", str(package.get("created"))[:10]))
        if not _is_day(value)
    ]
    resources = package.get("resources")
    if not isinstance(resources, list) or not all(isinstance(r, dict) for r in resources):
        return [*found, f"{_DESCRIPTOR} resources: must be a list of objects"]
    names = [r.get("name") for r in resources]
    found += [
        f"{_DESCRIPTOR} resources: {n} stands twice"
        for n, count in Counter(map(str, names)).items()
        if count > 1
    ]
    for resource in resources:
        found += [
            f"{_DESCRIPTOR} {resource.get('name')}: {text}" for text in _resource_faults(resource, names)
        ]
    found += [f"{_DESCRIPTOR} computed: {wrong}" for wrong in _computed_faults(package.get("computed"))]
    # What is said of the whole is looked at once its parts have the form that they need.
    return found or [f"{_DESCRIPTOR} {w}" for w in (*described.text_faults(text), *described.faults(package))]


def _is_day(value) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _resource_faults(resource: dict, names: list) -> list[str]:
    found = [
        f"{key} is required"
        for key in ("name", "title", "description")
        if not isinstance(resource.get(key), str)
    ]
    if not isinstance(path := resource.get("path"), str) or not re.fullmatch(r"[a-z0-9_.-]+", path):
        found.append(f"path {path!r} is no plain file name")
    if resource.get("type") != "table":
        return found
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if (
        not isinstance(schema, dict)
        or not isinstance(fields, list)
        or not all(isinstance(f, dict) and isinstance(f.get("name"), str) for f in fields)
    ):
        return [*found, "schema.fields must be a list of objects with a name"]
    columns = [f["name"] for f in fields]
    found += [f"{c} stands twice" for c, n in Counter(columns).items() if n > 1]
    for field in fields:
        found += [f"{field['name']}: {text}" for text in _field_faults(field, names)]
    key = schema.get("primaryKey", [])
    if not isinstance(key, list) or not set(map(str, key)) <= set(columns):
        found.append(f"primaryKey {key!r} names a column that is not there")
    found += declared.rule_faults(schema.get("rules", []), columns)
    pairs = schema.get("ordered", [])
    if not isinstance(pairs, list) or not all(
        isinstance(p, list) and len(p) == 2 and {*p} <= {*columns} for p in pairs
    ):
        found.append(f"ordered {pairs!r} must be pairs of columns")
    for foreign in schema.get("foreignKeys", []):
        target = foreign.get("reference", {}).get("resource") if isinstance(foreign, dict) else None
        if target not in names:
            found.append(f"foreignKeys: there is no resource {target!r}")
    return found


def _field_faults(field: dict, names: list) -> list[str]:
    found = (
        [] if field.get("type") in TYPES else [f"type {field.get('type')!r} is not one of {', '.join(TYPES)}"]
    )
    found += [f"{key} is required" for key in ("title", "description") if not isinstance(field.get(key), str)]
    constraints = field.get("constraints", {})
    if not isinstance(constraints, dict):
        return [*found, "constraints must be an object"]
    found += _constraint_faults(constraints)
    if not _is_day(f"{field.get('earliest', '1900')}-01-01"[:10]):
        found.append(f"earliest {field['earliest']!r} is not a date such as 2025-03-02 or 2025")
    if (target := field.get("reference", {}).get("resource", names[0])) not in names:
        found.append(f"reference: there is no resource {target!r}")
    if unclear := _category_faults(field):
        return found + unclear
    categories = field.get("categories", [])
    if "would_change" in field:
        missing = [c["value"] for c in categories if c["value"] not in field["would_change"]]
        found += [f"code {v} has no sentence in would_change" for v in missing]
    allowed = constraints.get("enum", [])
    if "enum" in constraints and "categories" in field:
        described = [c["value"] for c in categories]
        found += [
            f"code {v} is allowed but not described in categories" for v in allowed if v not in described
        ]
        found += [f"code {v} is described but not allowed by enum" for v in described if v not in allowed]
    return found


def _constraint_faults(constraints: dict) -> list[str]:
    """Faults of what a field demands: a bound that is no number, codes that are no list, a pattern."""
    kinds: dict[str, tuple[Any, str]] = {
        **dict.fromkeys(("minimum", "maximum", "maxLength"), ((int, float), "a number")),
        **dict.fromkeys(("required", "unique"), (bool, "true or false")),
        "enum": (list, "a list of texts"),
    }
    found = [
        f"{key} {value!r} is not {kinds[key][1]}"
        for key, value in constraints.items()
        if key in kinds and not isinstance(value, kinds[key][0])
    ]
    found += [f"{key} is no constraint known here" for key in constraints.keys() - {*kinds, "pattern"}]
    try:
        pattern = re.compile(constraints.get("pattern", "")).pattern
    except (re.error, TypeError) as error:
        return [*found, f"pattern cannot be read ({error})"]
    if _ENDLESS.search(pattern):
        found.append(f"pattern {pattern!r} repeats a repetition, which may take for ever")
    return found


def _computed_faults(fields: object) -> list[str]:
    """Faults of the codes of what is computed, which have no column: a name, what they are, and words."""
    if not isinstance(fields, list) or not all(isinstance(f, dict) for f in fields):
        return ["must be a list of objects"]
    names = [str(f.get("name")) for f in fields]
    found = [f"{n} stands twice" for n, count in Counter(names).items() if count > 1]
    for name, field in zip(names, fields, strict=True):
        needed = ("name", "title", "description")
        found += [f"{name}: {key} is required" for key in needed if not isinstance(field.get(key), str)]
        missing = [] if field.get("categories") else ["categories are required"]
        found += [f"{name}: {text}" for text in missing or _category_faults(field)]
    return found


def _category_faults(field: dict) -> list[str]:
    """Faults of the codes of a field: what each needs, and the range of one that has a range."""
    categories = field.get("categories", [])
    if not isinstance(categories, list) or not all(
        isinstance(c, dict) and all(isinstance(c.get(k), str) for k in ("value", "label", "meaning"))
        for c in categories
    ):
        return ["each of categories needs value, label and meaning"]
    ranges = [c.get("range") for c in categories]
    if any(r is not None for r in ranges) and not all(
        isinstance(r, list) and len(r) == 2 and all(isinstance(x, int) for x in r) and r[0] < r[1]
        for r in ranges
    ):
        return ["each of categories needs a range of two whole numbers, the lower first"]
    return []


def faults(name: str) -> list[str]:
    """One line per fault that a table has in itself: in its file, else in its cells, else in its rows."""
    if found := files.faults(name):
        return found
    rows = list(cells.read(paths.DATA / data.resource(name)["path"]))
    if found := cells.faults(name, rows) or _repeated(name, rows):
        return found
    return _ordered(name) + declared.faults(name, rows) + _twins(name, rows)


def _twins(name: str, rows: list[cells.Row]) -> list[str]:
    """Rows that say the same as another under another id, where the id names nothing outside the table."""
    resource = data.resource(name)
    key = resource["schema"].get("primaryKey", [])
    if len(key) != 1 or key[0] in data.pointers(name) or resource.get("may_repeat", False):
        return []
    seen: dict[tuple[str, ...], int] = {}
    found = []
    for row, values in rows:
        said = tuple(v for c, v in values.items() if c != key[0])
        if (first := seen.setdefault(said, row)) != row:
            text = f"{values[key[0]]} is equal to row {first} but for its {key[0]}"
            found.append(violation(name, row, key[0], text))
    return found


def _repeated(name: str, rows: list[cells.Row]) -> list[str]:
    """Rows that repeat the key of another, or a cell of a column where each value stands once."""
    schema = data.resource(name)["schema"]
    keys = [schema.get("primaryKey", [])]
    keys += [[f["name"]] for f in schema["fields"] if f.get("constraints", {}).get("unique", False)]
    found = []
    for key in filter(None, keys):
        seen: dict[tuple[str, ...], int] = {}
        for row, values in rows:
            value = tuple(values[c] for c in key)
            if (first := seen.setdefault(value, row)) != row and any(value):
                text = f"{' '.join(value)} repeats a key (it stands in row {first})"
                found.append(violation(name, row, "+".join(key), text))
    return found


def _ordered(name: str) -> list[str]:
    frame = data.load(name)
    return [
        violation(name, row + 2, low, f"{frame.at[row, low]} is above {high} {frame.at[row, high]}")
        for low, high in data.resource(name)["schema"].get("ordered", [])
        for row in frame.index[(frame[low] > frame[high]).fillna(False)]
    ]
