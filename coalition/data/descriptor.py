"""The descriptor of the data package, ``data/datapackage.json`` (Frictionless Data Package v2)."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any, TypeAlias

from coalition import paths

Descriptor: TypeAlias = dict[str, Any]
"""A part of the descriptor, with the keys of the standard."""


@cache
def package() -> Descriptor:
    """The package descriptor, ``data/datapackage.json`` (Frictionless Data Package v2)."""
    return json.loads((paths.DATA / "datapackage.json").read_text(encoding="utf-8"))


def resource(name: str) -> Descriptor:
    """The descriptor of one resource.

    Raises KeyError, naming the resources there are, if ``name`` is not one of them.
    """
    resources = {r["name"]: r for r in package()["resources"]}
    if name not in resources:
        raise KeyError(f"no resource {name!r} in datapackage.json; there are {', '.join(resources)}")
    return resources[name]


def tables() -> list[str]:
    """Names of the tabular resources, in the order of the descriptor."""
    return [r["name"] for r in package()["resources"] if r.get("type") == "table"]


def pointers(name: str) -> dict[str, tuple[str, str]]:
    """The columns of a table whose cells are keys of a table, with that table and its key column."""
    schema = resource(name)["schema"]
    named = [(k["fields"][0], k["reference"]) for k in schema.get("foreignKeys", [])]
    named += [(f["name"], f["reference"]) for f in schema["fields"] if "reference" in f]
    return {column: (target["resource"], target["fields"][0]) for column, target in named}


def cut_off() -> date:
    """The day up to which evidence was collected. Every "as of" defaults to it, never to today."""
    return date.fromisoformat(package()["cut_off"])


def version() -> str:
    """The calendar version of the data and the book, such as ``2026.11.0``."""
    return package()["version"]


def is_list(field: Descriptor) -> bool:
    """Whether a field holds several items in one cell, separated by ``;``."""
    return field.get("content") == "list"


def is_partial_date(field: Descriptor) -> bool:
    """Whether a field holds an ISO 8601 date known to the year, the month or the day."""
    return field.get("content") == "partial-date"
