"""Read the data package in ``data/``: tables as typed DataFrames, dates that keep their precision."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd

from coalition.inputs import ROOT

DATA = ROOT / "data"

_DTYPES = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


@cache
def package() -> dict:
    """The package descriptor, ``data/datapackage.json`` (Frictionless Data Package v2)."""
    return json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))


def resource(name: str) -> dict:
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


def cut_off() -> date:
    """The day up to which evidence was collected. Every "as of" defaults to it, never to today."""
    return date.fromisoformat(package()["cut_off"])


def version() -> str:
    """The calendar version of the data and the book, such as ``2026.11.0``."""
    return package()["version"]


def is_list(field: dict) -> bool:
    """Whether a field holds several items in one cell, separated by ``;``."""
    return field.get("content") == "list"


def is_partial_date(field: dict) -> bool:
    """Whether a field holds an ISO 8601 date known to the year, the month or the day."""
    return field.get("content") == "partial-date"


def split_items(cell: str | None) -> tuple[str, ...]:
    """The items of a list cell; an empty tuple for a blank one."""
    return () if pd.isna(cell) or cell == "" else tuple(cell.split(";"))


def load(name: str) -> pd.DataFrame:
    """One table of the package as a DataFrame with one column per declared field.

    Types follow the schema: ``string``, ``Int64``, ``Float64``, ``boolean``. Only a blank cell is
    missing: the text ``NA`` stays text. Partial dates stay ISO 8601 strings (``2025``, ``2025-03``,
    ``2025-03-02``); ``last_day`` and ``first_day`` turn them into days. List cells become tuples.

    Raises KeyError for an unknown table, FileNotFoundError for a missing file, ValueError for a
    cell that its type does not allow (``python -m coalition check`` names it).
    """
    path = DATA / resource(name)["path"]
    state = path.stat()
    return _read(name, path, state.st_mtime_ns, state.st_size).copy(
        deep=False
    )  # pandas copies what is written to


@cache
def _read(name: str, path: Path, _time: int, _size: int) -> pd.DataFrame:
    """A table, read once for each state of its file."""
    fields = resource(name)["schema"]["fields"]
    frame = pd.read_csv(
        path,
        dtype={f["name"]: _DTYPES[f["type"]] for f in fields},
        keep_default_na=False,
        na_values=[""],
        encoding="utf-8",
    )
    for field in filter(is_list, fields):
        frame[field["name"]] = frame[field["name"]].map(split_items)
    return frame


def codes(table: str, field: str) -> dict[str, str]:
    """What each code of a coded column means, in the order the descriptor lists them."""
    fields = {f["name"]: f for f in resource(table)["schema"]["fields"]}
    return fields[field]["codes"]


def first_day(dates: pd.Series) -> pd.Series:
    """The first day each partial date may refer to, as ``datetime64``; missing stays missing."""
    return _by_value(dates, lambda d: pd.Period(d).start_time)


def last_day(dates: pd.Series) -> pd.Series:
    """The last day each partial date may refer to, as ``datetime64``; missing stays missing.

    A statement dated ``2025-03`` counts as known from 31 March 2025, so a position is never
    claimed before it can have been taken.
    """
    return _by_value(dates, lambda d: pd.Period(d).end_time.normalize())


def _by_value(dates: pd.Series, day) -> pd.Series:
    """Each date read once, however often it stands in the column."""
    return dates.map({d: day(d) for d in dates.dropna().unique()}).astype("datetime64[ns]")


def as_day(as_of: str | date | None) -> pd.Timestamp:
    """The last day a date, a partial date or None (the cut-off) stands for."""
    return pd.Period(str(as_of if as_of is not None else cut_off())).end_time.normalize()


def written_date(partial: str | date) -> str:
    """A partial date in words: ``4 September 2025``, ``September 2025`` or ``2025``."""
    period = pd.Period(str(partial))
    if len(str(partial)) == 4:
        return str(period.year)
    month = period.strftime("%B %Y")
    return month if len(str(partial)) == 7 else f"{period.day} {month}"


def names() -> pd.Series:
    """Country names indexed by ISO 3166-1 alpha-3 code (XKX for Kosovo)."""
    return load("countries").set_index("iso3")["name"]


def sources(ids) -> pd.DataFrame:
    """The rows of ``sources`` with these ids, each once, in the given order.

    Raises KeyError naming the ids that are not in the table.
    """
    wanted = list(dict.fromkeys(ids))
    table = load("sources").set_index("source_id")
    unknown = [i for i in wanted if i not in table.index]
    if unknown:
        raise KeyError(f"no such source: {', '.join(unknown)}")
    return table.loc[wanted].reset_index()


def source_ids(*frames: pd.DataFrame) -> list[str]:
    """Every source the rows of these frames name, sorted, each once."""
    return sorted({i for frame in frames for ids in frame["source_ids"] for i in ids})
