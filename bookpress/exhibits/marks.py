"""Whether a figure shows what it was given: every mark inside its axes, every entry of the legend drawn."""

from __future__ import annotations

import base64
import math
import re
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

_DATE = re.compile(r"\d{4}(-\d{2}|$)")


def faults(figure: go.Figure) -> list[str]:
    """What a reader of a figure would not see or look for in vain: one sentence each, none if it is sound.

    A point, a text or a bar outside a fixed range of its axis is not drawn, and nothing says so. An entry of
    the legend without a mark sends the reader looking. Areas may go beyond the window of a map; neither they
    nor lines without markers are looked at.
    """
    return [*_outside(figure), *_undrawn(figure)]


def _outside(figure: go.Figure) -> list[str]:
    """One sentence per trace and axis with marks beyond the end of the axis."""
    found = []
    for number, trace in enumerate(figure.data, start=1):
        if trace.visible is False or not _has_marks(trace):
            continue
        for letter in "xy":
            name = getattr(trace, f"{letter}axis") or letter
            axis = getattr(figure.layout, f"{letter}axis{name[1:]}")
            if axis.range is None or axis.autorange in (True, "reversed"):
                continue
            low, high = _window(axis)
            positions = _positions(figure, trace, letter, axis)
            lost = sum(not low <= p <= high for p in positions)
            if lost:
                found.append(
                    f"{lost} of {len(positions)} marks of {trace.name or f'trace {number}'} lie outside the "
                    f"{name} axis, which runs from {axis.range[0]} to {axis.range[1]}"
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
    """The colours of a trace's area and marks."""
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
    """The values of a trace along an axis, without gaps; a figure that was written packs numbers as bytes."""
    values = getattr(trace, letter, None)
    if isinstance(values, dict):
        values = np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"])
    return [v for v in (values if values is not None else ()) if not pd.isna(v)]


def _positions(figure: go.Figure, trace: Any, letter: str, axis: Any) -> list[float]:
    """Where the marks of a trace lie on an axis, in the units of ``_window``; of a bar, where it ends."""
    values = _along(trace, letter)
    if axis.type == "category" or (
        axis.type is None and any(isinstance(v, str) and not _DATE.match(v) for v in values)
    ):
        order = _categories(figure, letter, axis)
        return [float(order[str(v)]) for v in values]
    places = [_place(v) for v in values]
    if (
        trace.type == "bar"
        and trace.base is not None
        and letter == ("x" if trace.orientation == "h" else "y")
    ):
        bases = np.broadcast_to(np.asarray(trace.base, dtype=object), len(places))
        places = [place + _place(base) for place, base in zip(places, bases, strict=True)]
    return [math.log10(p) if p > 0 else -math.inf for p in places] if axis.type == "log" else places


def _place(value: Any) -> float:
    """A value as a number; of a date, the milliseconds that plotly counts."""
    if isinstance(value, (str, date, np.datetime64)):
        return pd.Timestamp(value).timestamp() * 1000
    return float(value)


def _categories(figure: go.Figure, letter: str, axis: Any) -> dict[str, int]:
    """The place of each category: those of the axis first, then others as they are met."""
    order = [str(c) for c in (axis.categoryarray if axis.categoryarray is not None else ())]
    for trace in figure.data:
        order += [str(v) for v in _along(trace, letter)]
    return {category: place for place, category in enumerate(dict.fromkeys(order))}


def _window(axis: Any) -> tuple[float, float]:
    """The ends of an axis, the lower first; an end left to plotly has no bound."""
    first, last = axis.range
    ends = (
        -math.inf if first is None else _place(first),
        math.inf if last is None else _place(last),
    )
    return min(ends), max(ends)
