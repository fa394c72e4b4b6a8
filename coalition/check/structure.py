"""The descriptor, and of each table alone: file, header, rows, types, constraints, keys, dates."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import frictionless
import pandas as pd

from coalition import data, paths
from coalition.data.loading import TYPES
from coalition.data.violations import violation

_DESCRIPTOR = "data/datapackage.json"
_WORDING = {
    "minimum": "is below {}",
    "maximum": "is above {}",
    "minLength": "is shorter than {} characters",
    "maxLength": "is longer than {} characters",
}
_WRITTEN = {
    "integer": (r"[+-]?\d+", "a whole number such as 1370"),
    "number": (r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?", "a number such as 1370.5"),
}
"""How numbers must be written, by type: what the standard allows and pandas reads."""
_STARTS = {
    b"PK\x03\x04": "this is a workbook; save it as CSV in UTF-8",
    b"\xff\xfe": "the file is in UTF-16; save it as UTF-8",
    b"\xfe\xff": "the file is in UTF-16; save it as UTF-8",
    b"\xef\xbb\xbf": "the file begins with a byte order mark; save it as UTF-8 without one",
}
"""First bytes of files that are no CSV in UTF-8, and what to do."""
_LARGEST = 2**63 - 1


def descriptor_faults() -> list[str]:
    """One line per fault of ``datapackage.json`` that keeps tables from being read; empty if it serves."""
    try:
        package = data.package()
    except FileNotFoundError:
        return [f"{_DESCRIPTOR}: the file is missing"]
    except (ValueError, RecursionError, OSError) as error:
        return [f"{_DESCRIPTOR}: not readable as JSON in UTF-8 without a byte order mark ({error})"]
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
    return found + [f"{_DESCRIPTOR} computed: {text}" for text in _computed_faults(package.get("computed"))]


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
    try:
        re.compile(constraints.get("pattern", ""))
    except (re.error, TypeError) as error:
        found.append(f"pattern cannot be read ({error})")
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
    """One line per fault that a table has in itself: in its file, or else in its cells."""
    return (
        _file_faults(name)
        or _cell_faults(name)
        or _number_faults(name)
        or _date_faults(name) + _ordered(name)
    )


def _file_faults(name: str) -> list[str]:
    """File present, UTF-8, header as declared, every row as long as the header, one line per row."""
    path = paths.DATA / data.resource(name)["path"]
    if path.is_dir():
        return [violation(name, None, None, "there is a folder in place of the file")]
    if not path.is_file():
        return [violation(name, None, None, "the file is missing")]
    try:
        raw = path.read_bytes()
    except OSError as error:
        return [violation(name, None, None, f"the file cannot be read ({error.strerror})")]
    text, unreadable = _decoded(raw)
    if unreadable:
        return [violation(name, *unreadable)]
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    return _header_faults(name, header) or _row_faults(name, header, reader)


def _decoded(raw: bytes) -> tuple[str, tuple | None]:
    """The text of a file, or where and why it is none: (row, column, text)."""
    if not raw.strip():
        return "", (None, None, "the file is empty")
    for start, text in _STARTS.items():
        if raw.startswith(start):
            return "", (None, None, text)
    if b"\0" in raw:
        return "", (raw[: raw.index(b"\0")].count(b"\n") + 1, None, "the row holds a NUL byte")
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        return "", (row, None, f"byte 0x{raw[error.start]:02X} is not UTF-8; save the file as UTF-8")


def _header_faults(name: str, header: list[str]) -> list[str]:
    declared = columns(name)
    if header == declared:
        return []
    for sign, word in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and sign in header[0]:
            return [violation(name, 1, None, f"the cells are separated by {word}; separate them by commas")]
    found = []
    unknown = [c for c in header if c not in declared]
    for column in (c for c in declared if c not in header):
        near = next((u for u in unknown if u.strip().lower() == column), None)
        if near is None:
            found.append(violation(name, 1, column, "the column is missing"))
        else:
            unknown.remove(near)
            found.append(violation(name, 1, column, f"the column is written {near!r}"))
    found += [violation(name, 1, c, "the column is not declared in datapackage.json") for c in unknown]
    found += [violation(name, 1, c, "the column stands twice") for c, n in Counter(header).items() if n > 1]
    return found or [violation(name, 1, None, f"the columns must stand in this order: {', '.join(declared)}")]


def _row_faults(name: str, header: list[str], reader) -> list[str]:
    found = []
    start = 2
    for cells in reader:
        row, start = start, reader.line_num + 1
        if not cells:
            found.append(violation(name, row, None, "the line is blank"))
        elif len(cells) != len(header):
            shown = ",".join(cells)[:60]
            found.append(
                violation(
                    name, row, None, f"the row has {len(cells)} cells, the header has {len(header)} ({shown})"
                )
            )
        found += [
            violation(name, row, c, f"{v[:40]!r} holds a line break")
            for c, v in zip(header, cells, strict=False)
            if "\n" in v or "\r" in v
        ]
    return found


def _cell_faults(name: str) -> list[str]:
    """Types, constraints and keys of one table, by Frictionless."""
    descriptor = dict(data.resource(name))
    descriptor["schema"] = {k: v for k, v in descriptor["schema"].items() if k != "foreignKeys"}
    content = (paths.DATA / descriptor["path"]).read_bytes()
    return list(_checked(name, json.dumps(descriptor), paths.DATA, hashlib.sha256(content).hexdigest()))


@cache
def _checked(name: str, described: str, folder: Path, _content: str) -> tuple[str, ...]:
    """One line per fault that Frictionless finds, looked for once for each content of a file."""
    descriptor = json.loads(described)
    try:
        report = frictionless.Resource.from_descriptor(descriptor, basepath=str(folder)).validate()
    except frictionless.FrictionlessException as error:
        return (f"{_DESCRIPTOR} {name}: {error}",)
    if report.errors:
        return (f"{_DESCRIPTOR} {name}: {report.errors[0].message}",)
    key = descriptor["schema"].get("primaryKey", [])
    return tuple(_cell_line(name, key, error) for task in report.tasks for error in task.errors)


def _cell_line(name: str, key: list[str], error: frictionless.Error) -> str:
    row, column, value = (getattr(error, a, None) for a in ("row_number", "field_name", "cell"))
    if isinstance(error, frictionless.errors.PrimaryKeyError):
        value = " ".join(error.cells[columns(name).index(k)] for k in key)
        return violation(name, row, "+".join(key), f"{value} repeats a key ({error.note})")
    if isinstance(error, frictionless.errors.ConstraintError):
        rule, _, bound = error.note.removeprefix('constraint "').removesuffix('"').partition('" is "')
        if rule == "required":
            return violation(name, row, column, "the cell is blank but a value is required")
        if rule == "enum":
            field = next(f for f in data.resource(name)["schema"]["fields"] if f["name"] == column)
            return violation(
                name, row, column, f"{value} is not one of {', '.join(field['constraints']['enum'])}"
            )
        wording = _WORDING.get(rule, f"breaks the rule {rule} {{}}")
        return violation(name, row, column, f"{value} {wording.format(bound)}")
    if isinstance(error, frictionless.errors.TypeError):
        return violation(name, row, column, f"{value} is not {error.note.split(chr(34))[1].split('/')[0]}")
    return violation(name, row, column, error.message)


def columns(name: str) -> list[str]:
    """The declared columns of a table, in order."""
    return [f["name"] for f in data.resource(name)["schema"]["fields"]]


def _number_faults(name: str) -> list[str]:
    """Numbers as they are written: digits 0 to 9, nothing between them, no more than 64 bits."""
    types = {f["name"]: f["type"] for f in data.resource(name)["schema"]["fields"]}
    numbers = {c: _WRITTEN[t] for c, t in types.items() if t in _WRITTEN}
    found = []
    with (paths.DATA / data.resource(name)["path"]).open(encoding="utf-8", newline="") as file:
        for row, cells in enumerate(csv.DictReader(file), start=2):
            for column, (pattern, such_as) in numbers.items():
                value = cells[column]
                if value and not re.fullmatch(pattern, value, re.ASCII):
                    found.append(violation(name, row, column, f"{value} is not written as {such_as}"))
                elif value and types[column] == "integer" and abs(int(value)) > _LARGEST:
                    found.append(violation(name, row, column, f"{value} is too large a number"))
    return found


def _date_faults(name: str) -> list[str]:
    """Partial dates that are days of the calendar, in years that can be computed with."""
    frame = data.load(name)
    found = []
    for field in filter(data.is_partial_date, data.resource(name)["schema"]["fields"]):
        cells = frame[field["name"]].dropna()
        wrong = {value for value in cells.unique() if not _in_calendar(value)}
        found += [
            violation(name, row + 2, field["name"], f"{value} is not a day of the calendar")
            for row, value in cells[cells.isin(wrong)].items()
        ]
    return found


def _in_calendar(value: str) -> bool:
    try:
        inside = pd.Timestamp.min < pd.Period(value).start_time < pd.Timestamp("2200")
    except ValueError:
        return False
    return inside and value.isascii()


def _ordered(name: str) -> list[str]:
    frame = data.load(name)
    return [
        violation(name, row + 2, low, f"{frame.at[row, low]} is above {high} {frame.at[row, high]}")
        for low, high in data.resource(name)["schema"].get("ordered", [])
        for row in frame.index[(frame[low] > frame[high]).fillna(False)]
    ]
