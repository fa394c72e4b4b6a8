"""Axes that follow from what is drawn on them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

_STEPS = (1, 2, 5)


def small_title(text: str) -> dict:
    """An axis title small enough for a phone."""
    return {"text": text, "font": {"size": 12}}


def log_range(values: Iterable[float], *, beyond: float = 0.12) -> list[float]:
    """The ends of a logarithmic axis, as powers of ten, so that every positive value lies inside.

    ``beyond`` is the room on either side, in powers of ten. Values that are missing or not positive are
    left out; without any other the axis spans 1 to 10.
    """
    logs = [math.log10(v) for v in values if pd.notna(v) and v > 0]
    return [min(logs) - beyond, max(logs) + beyond] if logs else [0.0, 1.0]


def log_ticks(ends: list[float], *, steps: tuple[int, ...] = _STEPS) -> list[float]:
    """Round values inside a logarithmic axis whose ends are powers of ten: 1, 2, 5, 10, 20 and so on."""
    powers = range(math.floor(ends[0]), math.ceil(ends[1]) + 1)
    ticks = [step * 10.0**power for power in powers for step in steps]
    return [t for t in ticks if ends[0] <= math.log10(t) <= ends[1]]


def day(of: pd.Timestamp) -> str:
    """A day as an axis of dates takes it."""
    return of.strftime("%Y-%m-%d")


def date_range(days: Iterable[pd.Timestamp], *, share: float = 0.05) -> list[str]:
    """The ends of a date axis that shows the first and the last day.

    ``share`` is the room on either side as a share of the days between them.
    """
    known = [d for d in days if pd.notna(d)]
    first, last = min(known), max(known)
    room = max((last - first) * share, pd.Timedelta(days=15))
    return [day(first - room), day(last + room)]


def rows_axis(
    figure: go.Figure, names: Iterable[str], *, room: float = 0.6, top: float | None = None, **axis: Any
) -> None:
    """Let each name have a row, the first on top and every one labelled.

    ``room`` is left below the last row and above the first, in rows; ``top`` above the first where that needs
    more, as for a number above its mark.
    """
    rows = list(names)
    figure.update_yaxes(
        **{
            "type": "category",
            "categoryorder": "array",
            "categoryarray": rows,
            "range": [len(rows) - 1 + room, -(room if top is None else top)],
            "dtick": 1,
        }
        | axis
    )
