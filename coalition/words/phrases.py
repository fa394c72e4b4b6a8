"""Turns of phrase that several chapters share."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from coalition import data


def verdict(claim: pd.Series) -> str:
    """Write the verdict on a row of ``claims`` as it reads after "the claim is": ``coded “Contested”``."""
    return f"coded “{data.labels_of('claims', 'verdict')[claim['verdict']]}”"


def named(names: Iterable[str], nobody: str = "no country") -> list[str]:
    """Give names for a list in a sentence; ``nobody`` where there are none."""
    return list(names) or [nobody]


def month(partial) -> str:
    """Write the month of a partial date, or its year; "an unknown month" where there is none."""
    return "an unknown month" if pd.isna(partial) else data.written_date(str(partial)[:7])


def day(row: pd.Series) -> str:
    """Write the date of a row in words, as precise as it is known."""
    return data.written_date(row["date"])
