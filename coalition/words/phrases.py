"""Turns of phrase that several chapters share."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from coalition import data
from coalition.data import passages


def verdict(claim: pd.Series) -> str:
    """Write the verdict on a row of ``claims`` as it reads after "the claim is"."""
    return passages.inline(data.labels_of("claims", "verdict", short=True)[claim["verdict"]])


def named(names: Iterable[str]) -> list[str]:
    """Give names for a list in a sentence; "none" where there are none."""
    return list(names) or ["none"]


def day(row: pd.Series) -> str:
    """Write the date of a row in words, as precise as it is known."""
    return data.written_date(row["date"])
