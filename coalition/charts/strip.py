"""A strip of statements over time, small enough to stand in each country's profile, drawn as SVG."""

from __future__ import annotations

import html

import pandas as pd

from coalition import data
from coalition.exhibits import style

_WIDTH, _HEIGHT, _MARGIN = 340, 46, 10
FIRST = "2025-01"
"""The month in which the strip begins; all strips share it, so that profiles compare."""


def position_strip(statements: pd.DataFrame, name: str) -> str:
    """Statements of one country as marks on a time axis that ends at the data cut-off.

    ``statements`` are rows of the ledger. Those that set a position have its mark; the others are ticks below
    the line. Statements before the first month stand at its start, those of a month not over at its end.
    """
    first, last = pd.Period(FIRST).start_time, data.as_day(None)
    days = data.last_day(statements["date"]).clip(lower=first, upper=last)
    xs = _MARGIN + (days - first) / (last - first) * (_WIDTH - 2 * _MARGIN)
    setting = statements["sets_position"].fillna(False).astype(bool)
    ticks = "".join(f'<path d="M{x:.1f} 25v6" style="{_line("muted", 1.5)}"/>' for x in xs[~setting])
    marks = "".join(
        _mark(look(stance), x, 14)
        for x, stance in zip(xs[setting], statements.loc[setting, "stance"], strict=True)
    )
    years = "".join(_year(y, first, last) for y in range(first.year, last.year + 1))
    alt = html.escape(_said(statements[setting], name, int((~setting).sum())), quote=True)
    return (
        f'<svg class="strip" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{alt}">'
        f'<path d="M{_MARGIN} 24.5H{_WIDTH - _MARGIN}" style="{_line("border", 1)}"/>'
        f"{years}{ticks}{marks}</svg>"
    )


def legend() -> str:
    """Say what the marks of a strip mean, as a list."""
    entries = "".join(
        _entry(_mark(code, 8, 8), code.label) for key, code in style.POSITIONS.items() if key != "unknown"
    )
    tick = _entry(
        f'<path d="M8 4v8" style="{_line("muted", 1.5)}"/>', "Another statement, which sets no position"
    )
    return f'<ul class="strip-legend">{entries}{tick}</ul>'


def _entry(mark: str, label: str) -> str:
    drawing = f'<svg viewBox="0 0 16 16" aria-hidden="true">{mark}</svg>'
    return f"<li>{drawing}{html.escape(label)}</li>"


def look(stance: str) -> style.Code:
    """How a stance is drawn; a stance that no position has is drawn as opposition."""
    return style.POSITIONS.get(stance, style.POSITIONS["opposed"])


def _mark(code: style.Code, x: float, y: float) -> str:
    shapes = {
        "circle": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
        "circle-open": "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
        "diamond": "M0-6L6 0L0 6L-6 0z",
        "triangle-up-open": "M0-5.5L5.5 4.5H-5.5z",
        "x-thin": "M-4-4L4 4M4-4L-4 4",
        "x": "M-4-4L4 4M4-4L-4 4",
        "line-ew": "M-5 0H5",
    }
    filled = code.symbol in ("circle", "diamond")
    width = 4 if code.symbol == "x" else 2
    paint = f"fill:{_paint(code.token)}" if filled else f"fill:none;{_line(code.token, width)}"
    return f'<path transform="translate({x:.1f} {y})" d="{shapes[code.symbol]}" style="{paint}"/>'


def _year(year: int, first: pd.Timestamp, last: pd.Timestamp) -> str:
    x = _MARGIN + (pd.Timestamp(year, 1, 1) - first) / (last - first) * (_WIDTH - 2 * _MARGIN)
    tick = f'<path d="M{x:.1f} 22v5" style="{_line("border", 1)}"/>'
    return f'{tick}<text x="{x:.1f}" y="43" style="fill:{_paint("ink")};font-size:11px">{year}</text>'


def _line(token: str, width: float) -> str:
    return f"stroke:{_paint(token)};stroke-width:{width}"


def _paint(token: str) -> str:
    """Give the colour of a token.

    The page's, which follows the theme, or the light one where there is no page.
    """
    return f"var(--bookpress-{token},{style.colour(token)})"


def _said(setting: pd.DataFrame, name: str, others: int) -> str:
    steps = [
        f"{data.written_date(d)}: {look(s).label.lower()}"
        for d, s in zip(setting["date"], setting["stance"], strict=True)
    ]
    listed = "; ".join(steps) if steps else "no statement that sets a position"
    return f"Statements of {name} over time. {listed}. Other statements: {others}."
