"""Single rows by name: the one way in which code or a chapter names a row, so that ``make check`` sees it."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from coalition.data.descriptor import resource
from coalition.data.loading import load


def row(table: str, key: str) -> pd.Series:
    """The row of a table with this value of its primary key.

    In code the key is a literal: ``row("events", "H045")``. Raises KeyError if the table has no such row.
    """
    found = rows(table, [key])
    return found.iloc[0].rename(key)


def rows(table: str, keys: Iterable[str]) -> pd.DataFrame:
    """The rows of a table with these values of its primary key, in the order given.

    In code the keys are literals: ``rows("statements", ["rus-07", "rus-09"])``. Raises KeyError naming those
    that are not in the table.
    """
    key, *others = resource(table)["schema"]["primaryKey"]
    if others:
        raise KeyError(f"a row of {table} is named by {key} and {', '.join(others)}")
    frame = load(table).set_index(key, drop=False)
    wanted = list(keys)
    if missing := [k for k in wanted if k not in frame.index]:
        raise KeyError(f"{table} {', '.join(missing)} is not in data/{resource(table)['path']}")
    return frame.loc[wanted].reset_index(drop=True)
