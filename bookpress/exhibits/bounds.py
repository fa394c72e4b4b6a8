"""What no result can be: a share beyond all or none, a count below zero, a number that is none.

``show`` asks it of the rows of every exhibit, ``say`` of every number and word of the prose.
"""

from __future__ import annotations

import math
import re
from typing import Any

import pandas as pd

from bookpress.exhibits.blocks import is_number

_SHARE = re.compile(r"%|\bper cent\b", re.I)
"""What the title of a column of shares holds."""
_DIFFERENCE = re.compile(r"\b(net|change|changed|difference|gap|moved|correlation|less|more)\b", re.I)
"""What the title of a column holds whose numbers may be below zero, or above a hundred."""
_SAID = re.compile(r"(?<![\d,.])(\d[\d,]*(?:\.\d+)?) per cent\b")
_NO_NUMBER = re.compile(r"(?<![\w-])(?:nan|inf|NaN|<NA>|NaT)(?![\w-])")
"""What a number is written as where there is none, or none that is finite."""
NAMED = 3
"""Rows that are named of those that are wrong alike."""


def faults(frame: pd.DataFrame) -> list[str]:
    """What rows say that cannot be: one sentence a column, with the rows and the sources they rest on.

    A column whose title says per cent holds 0 to 100, one of whole numbers nothing below zero; neither holds
    if the title says that they are differences. No number is infinite.
    """
    found = []
    for place, title in enumerate(map(str, frame.columns)):
        column = frame.iloc[:, place]
        if not is_number(column):
            continue
        share, free = bool(_SHARE.search(title)), bool(_DIFFERENCE.search(title))
        for says, wrong in (
            ("is not finite", column.map(lambda v: not pd.isna(v) and math.isinf(v))),
            ("is more than all", (column > 100) & share & (not free)),
            ("is below zero", (column < 0) & (share or _is_whole(column)) & (not free)),
        ):
            rows = frame[wrong.fillna(False).astype(bool)]
            if len(rows):
                more = f" and {len(rows) - NAMED} more" if len(rows) > NAMED else ""
                named = "; ".join(
                    f"{row.iloc[place]:g} {_where(row)}" for _, row in rows.head(NAMED).iterrows()
                )
                found.append(f"{title} {says}: {named}{more}")
    return found


def fault_of(value: Any, written: str) -> str | None:
    """Why a value cannot be said, as it is written; None if it can."""
    if pd.api.types.is_integer(value) and value < 0:
        return "a count is not below zero; a difference is said with its sign, as text"
    if shares := [s for s in _SAID.findall(written) if float(s.replace(",", "")) > 100]:
        return f"{shares[0]} per cent is more than all"
    return "it is no number" if _NO_NUMBER.search(written) else None


def _is_whole(column: pd.Series[Any]) -> bool:
    return bool((column.dropna() % 1 == 0).all())


def _where(row: pd.Series[Any]) -> str:
    """Which row: its first text, its sources."""
    named = next((str(v) for v in row if isinstance(v, str) and v), f"row {row.name}")
    sources = [", ".join(v) for v in row if isinstance(v, tuple) and v]
    return f"({'; '.join([named, *sources])})"
