"""What the descriptor says of the package as a whole, and in words: version, days, licences, codes, texts."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from bookpress import addresses, signs

_VERSION = re.compile(r"\d{4}\.(?:[1-9]|1[0-2])\.\d+")
_READ_AS = {"encoding": "utf-8", "format": "csv", "mediatype": "text/csv"}
"""How each table is read, whatever the descriptor says."""
_TEXTS = ("title", "description", "label", "meaning")


def text_faults(text: str) -> list[str]:
    """Keys that stand twice in one object, of which the last would count, and numbers that are none."""
    found: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found.extend(f"{key} stands twice" for key, n in Counter(k for k, _ in pairs).items() if n > 1)
        return dict(pairs)

    def number(written: str) -> float:
        if (value := float(written)) in (float("inf"), float("-inf")):
            found.append(f"{written} is too large a number")
        return value

    json.loads(text, object_pairs_hook=once, parse_float=number, parse_constant=found.append)
    return [f if " " in f else f"{f} is no number of JSON" for f in found]


def faults(package: dict[str, Any]) -> list[str]:
    """One line per fault of the package as a whole, its tables sound each by itself."""
    return [*_of_package(package), *_of_paths(package), *_of_tables(package), *_of_texts(package, "")]


def _of_package(package: dict[str, Any]) -> Iterator[str]:
    if not _VERSION.fullmatch(version := package["version"]):
        yield f"version: {version} is not year, month and number such as 2026.11.1"
    if package["created"][:10] < package["cut_off"]:
        yield f"created: {package['created']} lies before the cut-off, {package['cut_off']}"
    licences = package.get("licenses")
    if not isinstance(licences, list) or not licences or not all(isinstance(x, dict) for x in licences):
        yield "licenses: must be a list of objects with name, title and path"
        return
    for licence in licences:
        if not addresses.is_public(path := str(licence.get("path", ""))):
            yield f"licenses: {path} is no web address such as https://example.org/page"


def _of_paths(package: dict[str, Any]) -> Iterator[str]:
    for path, n in Counter(r["path"] for r in package["resources"]).items():
        if n > 1:
            yield f"resources: the file {path} stands twice"


def _of_tables(package: dict[str, Any]) -> Iterator[str]:
    for resource in (r for r in package["resources"] if r.get("type") == "table"):
        name, schema = resource["name"], resource["schema"]
        for key, value in _READ_AS.items():
            if resource.get(key, value) != value:
                yield f"{name}: {key} {resource[key]!r} is not {value}, as which tables are read"
        if "dialect" in resource:
            yield f"{name}: dialect is not read; tables are separated by commas"
        if schema.get("missingValues", [""]) != [""]:
            yield f"{name}: missingValues {schema['missingValues']!r} is not the blank cell alone"
        columns = {f["name"] for f in schema["fields"]}
        for foreign in schema.get("foreignKeys", []):
            named = foreign.get("fields", [])
            for column in {*([named] if isinstance(named, str) else named)} - columns:
                yield f"{name}: foreignKeys names {column}, which is no column"
        for field in schema["fields"]:
            yield from (f"{name}: {field['name']}: {text}" for text in _of_field(field))


def _of_field(field: dict[str, Any]) -> Iterator[str]:
    constraints, codes = field.get("constraints", {}), field.get("categories", [])
    if constraints.get("minimum", 0) > constraints.get("maximum", float("inf")):
        yield f"minimum {constraints['minimum']} is above maximum {constraints['maximum']}"
    for said, values in (
        ("code {} is allowed twice", constraints.get("enum", [])),
        ("code {} is described twice", [c["value"] for c in codes]),
        ("the label {!r} stands for two codes", [c["label"] for c in codes]),
    ):
        yield from (said.format(v) for v, n in Counter(map(str, values)).items() if n > 1)


def _of_texts(part: Any, place: str) -> Iterator[str]:
    """Titles, descriptions, labels and meanings that are blank or hold a sign that nobody sees."""
    if isinstance(part, list):
        for number, each in enumerate(part):
            name = each.get("name", each.get("value", number)) if isinstance(each, dict) else number
            yield from _of_texts(each, f"{place} {name}")
    elif isinstance(part, dict):
        for key, value in part.items():
            if key in _TEXTS and isinstance(value, str):
                wrong = signs.fault(value) if value.strip() else "is blank"
                if wrong:
                    yield f"{place.strip()} {key}: {wrong}".strip()
            else:
                yield from _of_texts(value, place)
