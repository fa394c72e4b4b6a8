"""A strip of statements over time, small enough to stand in each country's profile, drawn as SVG."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from bookpress import templates
from coalition import data
from coalition.data.passages import inline
from coalition.exhibits import style

_WIDTH, _HEIGHT, _MARGIN = 340, 46, 10
FIRST = "2025-01"
"""The month in which the strip begins; all strips share it, so that profiles compare."""
_SHAPES = {
    "circle": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
    "circle-open": "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
    "diamond": "M0-6L6 0L0 6L-6 0z",
    "triangle-up-open": "M0-5.5L5.5 4.5H-5.5z",
    "x-thin": "M-4-4L4 4M4-4L-4 4",
    "x": "M-4-4L4 4M4-4L-4 4",
    "line-ew": "M-5 0H5",
}
"""The marker symbols of plotly.js that positions have, as paths around the origin."""
_FILLED = ("circle", "diamond")
_SVG = templates.read(Path(__file__).parent / "templates" / "strip.svg")


def position_strip(statements: pd.DataFrame, name: str) -> str:
    """Statements of one country as marks on a time axis that ends at the data cut-off.

    ``statements`` are rows of the ledger. Those that set a position have its mark; the others are ticks below
    the line. Statements before the first month stand at its start, those of a month not over at its end.
    """
    first, last = pd.Period(FIRST).start_time, data.as_day(None)
    days = data.last_day(statements["date"]).clip(lower=first, upper=last)
    xs = _place(days, first, last)
    setting = statements["sets_position"].fillna(False).astype(bool)
    stances = statements.loc[setting, "stance"]
    return _drawn(
        width=_WIDTH,
        height=_HEIGHT,
        margin=_MARGIN,
        alt=_said(statements[setting], name, int((~setting).sum())),
        years=[(_place(pd.Timestamp(y, 1, 1), first, last), y) for y in range(first.year, last.year + 1)],
        ticks=list(xs[~setting]),
        marks=[(x, look(stance)) for x, stance in zip(xs[setting], stances, strict=True)],
    )


def legend() -> str:
    """What the marks of a strip mean, as a list."""
    return _drawn(entries=[look for key, look in style.POSITIONS.items() if key != "unknown"])


def _drawn(**parts: object) -> str:
    return _SVG.render(paint=_paint, shapes=_SHAPES, filled=_FILLED, **parts)


def _place(days, first: pd.Timestamp, last: pd.Timestamp):
    """Where days lie on the line between two days, in the units of the drawing."""
    return _MARGIN + (days - first) / (last - first) * (_WIDTH - 2 * _MARGIN)


def look(stance: str) -> style.Code:
    """How a stance is drawn; a stance that no position has is drawn as opposition."""
    return style.POSITIONS.get(stance, style.POSITIONS["opposed"])


def _paint(token: str) -> str:
    """The colour of a token: the page's, which follows the theme, or the light one where there is no page."""
    return f"var(--bookpress-{token},{style.colour(token)})"


def _said(setting: pd.DataFrame, name: str, others: int) -> str:
    steps = [
        f"{data.written_date(d)}: {inline(look(s).label)}"
        for d, s in zip(setting["date"], setting["stance"], strict=True)
    ]
    listed = "; ".join(steps) if steps else "no statement that sets a position"
    return f"Statements over time, {name}. {listed}. Other statements: {others}."
