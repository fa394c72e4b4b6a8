"""Whether a figure shows what it was given: every mark inside its axes, every entry of the legend drawn."""

from __future__ import annotations

import base64
import math
import re
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

_DATE = re.compile(r"\d{4}(-\d{2}|$)")


def faults(figure: go.Figure) -> list[str]:
    """Say what a reader of a figure would not see or look for in vain, one sentence each.

    Empty for a sound figure.

    A mark that is a point, a text or a bar and lies outside a fixed range of its axis is not drawn, and
    nothing says so. An entry of the legend without a point sends the reader looking. Areas may go beyond the
    window of a map and are not looked at, nor are lines without markers.
    """
    return [*_outside(figure), *_undrawn(figure)]


def _outside(figure: go.Figure) -> list[str]:
    found = []
    for trace in figure.data:
        if trace.visible is False or not _has_marks(trace):
            continue
        for letter in "xy":
            axis = getattr(figure.layout, f"{letter}axis{(getattr(trace, f'{letter}axis') or letter)[1:]}")
            positions = _positions(figure, trace, letter, axis)
            if axis.range is None or not positions:
                continue
            if (
                trace.type == "bar"
                and trace.base is not None
                and letter == ("x" if trace.orientation == "h" else "y")
            ):
                positions = [
                    p + float(b) for p, b in zip(positions, _spread(trace.base, len(positions)), strict=True)
                ]
            low, high = sorted(_end(e) for e in axis.range)
            lost = [p for p in positions if not low <= p <= high]
            if lost:
                found.append(
                    f"{len(lost)} of {len(positions)} marks of {trace.name or 'a trace'} lie outside the "
                    f"{letter} axis, which ends at {axis.range[0]} and {axis.range[1]}"
                )
    return found


def _undrawn(figure: go.Figure) -> list[str]:
    """Entries of the legend that have no point of their own, nor any drawn in the same group or colour."""
    if figure.layout.showlegend is False:
        return []
    drawn = {
        key for trace in figure.data if _has_points(trace) for key in (trace.legendgroup, *_colours(trace))
    } - {None}
    listed = [t for t in figure.data if t.name and t.showlegend is not False and t.visible is not False]
    if len(listed) == 1 and len(figure.data) == 1 and listed[0].showlegend is None:
        return []  # plotly draws no legend for a single trace
    return [
        f"the legend has {trace.name}, and no mark is drawn for it"
        for trace in listed
        if not _has_points(trace) and not drawn & {trace.legendgroup, *_colours(trace)}
    ]


def _colours(trace: Any) -> list[str]:
    """Give the colours of a trace's area and marks."""
    marker = getattr(trace, "marker", None)
    found = [getattr(trace, "fillcolor", None), marker.color if marker else None]
    return [c for c in found if isinstance(c, str)]


def _has_marks(trace: Any) -> bool:
    if trace.type == "bar":
        return True
    return trace.type == "scatter" and any(part in (trace.mode or "markers") for part in ("markers", "text"))


def _has_points(trace: Any) -> bool:
    return bool(_along(trace, "x"))


def _along(trace: Any, letter: str) -> list[Any]:
    """Say what a trace has along an axis, without gaps.

    plotly packs numbers as bytes when a figure was written.
    """
    values = getattr(trace, letter, None)
    if isinstance(values, dict):
        values = np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"])
    return [v for v in (values if values is not None else ()) if not pd.isna(v)]


def _positions(figure: go.Figure, trace: Any, letter: str, axis: Any) -> list[float]:
    """Where the marks of a trace lie on an axis, in the units of its range."""
    values = _along(trace, letter)
    if axis.type == "category" or (
        axis.type is None and any(isinstance(v, str) and not _DATE.match(v) for v in values)
    ):
        order = _categories(figure, letter, axis)
        return [float(order[str(v)]) for v in values]
    if values and isinstance(values[0], str):
        return [pd.Timestamp(v).timestamp() for v in values]
    if values and isinstance(values[0], pd.Timestamp):
        return [v.timestamp() for v in values]
    return [math.log10(v) if axis.type == "log" else float(v) for v in values]


def _spread(base: Any, number: int) -> list[Any]:
    """One base for each bar."""
    return list(base) if isinstance(base, (list, tuple)) or hasattr(base, "__len__") else [base] * number


def _categories(figure: go.Figure, letter: str, axis: Any) -> dict[str, int]:
    """Give the place of each category: those of the axis first, then others as they are met."""
    order = [str(c) for c in (axis.categoryarray if axis.categoryarray is not None else ())]
    for trace in figure.data:
        order += [str(v) for v in _along(trace, letter)]
    return {category: place for place, category in enumerate(dict.fromkeys(order))}


def _end(end: Any) -> float:
    """Give an end of the range of an axis, in the units of ``_positions``."""
    return pd.Timestamp(end).timestamp() if isinstance(end, str) else float(end)
