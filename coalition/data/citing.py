"""The sources that rows rest on, and the names of countries."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from coalition.data.loading import load


def names() -> pd.Series:
    """Country names indexed by ISO 3166-1 alpha-3 code (XKX for Kosovo)."""
    return load("countries").set_index("iso3")["name"]


def sources(ids: Iterable[str]) -> pd.DataFrame:
    """The rows of ``sources`` with these ids, each once, in the given order.

    Raises KeyError naming the ids that are not in the table.
    """
    wanted = list(dict.fromkeys(ids))
    table = load("sources").set_index("source_id")
    unknown = [i for i in wanted if i not in table.index]
    if unknown:
        raise KeyError(f"no such source: {', '.join(unknown)}")
    return table.loc[wanted].reset_index()


def first_source_ids(*frames: pd.DataFrame) -> list[str]:
    """The sources of the first of these frames that has any row.

    An empty exhibit cites what was searched.
    """
    return next((source_ids(frame) for frame in frames if len(frame)), [])


def source_ids(*parts: pd.DataFrame | pd.Series) -> list[str]:
    """Every source that these name, sorted, each once.

    A part is a frame with a column ``source_ids``, a table for readers with a column ``Sources``, or such
    a column itself.
    """
    return list(together(ids for part in parts for ids in _cited(part)))


def together(cells: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Every id in these cells, sorted, each once: the sources of what is made from several rows."""
    return tuple(sorted({i for ids in cells for i in ids}))


def _cited(part: pd.DataFrame | pd.Series) -> pd.Series:
    if isinstance(part, pd.Series):
        return part
    return part["source_ids" if "source_ids" in part else "Sources"]
