"""Tables of the data package as typed DataFrames."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeAlias

import pandas as pd

from coalition import paths
from coalition.data.descriptor import is_list, package, resource

State: TypeAlias = tuple[tuple[str, int, int], ...]
"""Name, time and size of each file of the package that is there."""

TYPES = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
"""The pandas type of each type a field may have."""


def _items(cell: str | None) -> tuple[str, ...]:
    """The items of a list cell; an empty tuple for a blank one."""
    return () if cell is None or pd.isna(cell) or cell == "" else tuple(cell.split(";"))


def load(name: str) -> pd.DataFrame:
    """One table of the package as a DataFrame with one column per declared field.

    Types follow the schema: ``string``, ``Int64``, ``Float64``, ``boolean``. Only a blank cell is
    missing: the text ``NA`` stays text. Partial dates stay ISO 8601 strings (``2025``, ``2025-03``,
    ``2025-03-02``); ``last_day`` and ``first_day`` turn them into days. List cells become tuples.

    Raises KeyError for an unknown table, FileNotFoundError for a missing file, ValueError for a
    cell that its type does not allow (``python -m coalition check`` names it).
    """
    path = paths.DATA / resource(name)["path"]
    state = path.stat()
    return _read(name, path, state.st_mtime_ns, state.st_size).copy(
        deep=False
    )  # pandas copies what is written


@cache
def _read(name: str, path: Path, _time: int, _size: int) -> pd.DataFrame:
    """A table, read once for each state of its file."""
    fields = resource(name)["schema"]["fields"]
    frame = pd.read_csv(
        path,
        dtype={f["name"]: TYPES[f["type"]] for f in fields},
        keep_default_na=False,
        na_values=[""],
        encoding="utf-8",
    )
    for field in filter(is_list, fields):
        frame[field["name"]] = frame[field["name"]].map(_items)
    return frame


def state() -> State:
    """What tells the present files of the package from all others: a key for what is computed from them.

    The descriptor and each file that it names; an untouched copy has the state of what it copies.
    """
    named = ["datapackage.json", *(r["path"] for r in package()["resources"])]
    found = [(name, (paths.DATA / name).stat()) for name in named if (paths.DATA / name).is_file()]
    return tuple((name, of.st_mtime_ns, of.st_size) for name, of in found)
