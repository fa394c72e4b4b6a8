"""Rows of a bar or a range with its words on the left and its number at the end: readable without an axis
and without a legend.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from coalition.charts.bands import HEIGHT, WIDE_LINE, by_room
from coalition.charts.labels import wrapped
from coalition.exhibits import style

_LETTER, _WIDER = 0.975, 1.17
"""Of the width of a desk screen, in per cent, what a letter of the words takes; how many times as much a
letter of a number takes."""
_PHONE = 2
"""How many times as much of its width a letter takes on a phone."""
_SHORT = 18
"""Letters of words that stand beside a bar on a phone too; longer ones stand over it there."""
_BAR, _GAP, _HEAD = 14, 9, 26


@dataclass(frozen=True)
class Row:
    """A value with its words and what stands at its end; a range may have none."""

    label: str
    value: float | None
    said: str
    token: str = "accent"
    pattern: str = ""
    span: tuple[float, float] | None = None
    """The ends of its range, drawn as a line."""


@dataclass(frozen=True)
class Line:
    """A value that all rows are read against, with its words."""

    at: float
    label: str


def listed(
    groups: Iterable[tuple[str, Sequence[Row]]],
    *,
    line: Line | None = None,
    marks: bool = False,
    letters: int = 36,
    end: int = 17,
) -> go.Figure:
    """The rows under their headings, all on one scale that begins at nothing; ``line`` runs through them.

    With ``marks`` a value is a mark on its range instead of a bar. ``letters`` are those of a line of words
    on a desk screen; on a phone long words stand over the bar. ``end`` is the part of the width of a phone
    for the number, in per cent.
    """
    kept = [(heading, list(rows)) for heading, rows in groups]
    return by_room(lambda room: _listed(kept, line, marks, room, letters, end))


def _listed(
    groups: list[tuple[str, list[Row]]],
    line: Line | None,
    marks: bool,
    room: int,
    letters: int,
    end: float,
) -> go.Figure:
    wide = room == WIDE_LINE
    longest = max((len(row.label) for _, rows in groups for row in rows), default=0)
    over = not wide and longest > _SHORT
    letter = _LETTER if wide else _LETTER * _PHONE
    letters = letters if wide else longest
    words, end = 2 if over else letters * letter + 2, end / _PHONE if wide else end
    ends = [x for _, rows in groups for row in rows for x in _ends(row)] + ([line.at] if line else [])
    least, most = min([0, *ends]), max([0, *ends]) or 1
    unit = (most - least) / (100 - words - end)
    figure, y = go.Figure(), 4.0 + (HEIGHT if line else 0)
    top = None
    for heading, rows in groups:
        if heading:
            head = wrapped(heading, room - 3)
            _write(figure, least - words * unit, y, f"<b>{head}</b>", "left", size=14)
            y += _HEAD + HEIGHT * head.count("<br>")
        top = y if top is None else top
        for row in rows:
            label = wrapped(row.label, room + 2 if over else letters)
            tall = HEIGHT * (label.count("<br>") + 1)
            if over:
                _write(figure, least, y, label, "left")
                y += tall + _BAR / 2 + 2
            else:
                y += max(_BAR, tall) / 2
                _write(figure, least - 1.5 * unit, y, label, "right", middle=True)
            _draw(figure, row, y, marks)
            at, side = (most + end * unit, "right") if least else (max(_ends(row)) + unit, "left")
            if line and at < line.at < at + (len(row.said) + 2 * marks) * letter * _WIDER * unit:
                at = line.at + unit
            shift = 7 if marks and side == "left" else 0
            _write(figure, at, y, f"<b>{row.said}</b>", side, size=13, middle=True, shift=shift)
            y += (_BAR if over else max(_BAR, tall)) / 2 + _GAP
        y += _GAP if heading else 0
    for at, label in [(line.at, line.label)] if line else [(0, "")] if least else []:
        look = {"color": style.colour("ink"), "width": 1.5, "dash": "dot" if line else "solid"}
        figure.add_shape(type="line", x0=at, x1=at, y0=(top or 0) - 2, y1=y, line=look, layer="below")
        if label:
            _write(figure, at, 0, label, "right" if at > most / 2 else "left")
    figure.update_xaxes(visible=False, range=[least - words * unit, most + end * unit])
    figure.update_yaxes(visible=False, range=[y, 0])
    return figure.update_layout(
        height=round(y + 24), bargap=0, barmode="overlay", margin={"l": 4, "r": 4, "t": 12, "b": 12}
    )


def _ends(row: Row) -> list[float]:
    return [x for x in (row.value, *(row.span or ())) if x is not None]


def _draw(figure: go.Figure, row: Row, middle: float, marks: bool) -> None:
    colour, said = style.colour(row.token), f"{row.label}: {row.said}"
    if row.span:
        figure.add_scatter(
            x=list(row.span), y=[middle] * 2, mode="lines", hoverinfo="skip", showlegend=False,
            line={"color": style.colour("border" if marks else "ink"), "width": 5 if marks else 1.5},
        )  # fmt: skip
    if row.value is None:
        return
    if marks:
        figure.add_scatter(
            x=[row.value], y=[middle], mode="markers", hoverinfo="text", text=[said], showlegend=False,
            marker={"symbol": "diamond", "size": 11, "color": colour},
        )  # fmt: skip
    else:
        pattern = {"shape": row.pattern, "fgcolor": style.colour("surface"), "fillmode": "overlay"}
        figure.add_bar(
            x=[row.value], y=[middle], width=_BAR, orientation="h", hoverinfo="text", hovertext=[said],
            showlegend=False, marker={"color": colour, "pattern": pattern},
        )  # fmt: skip


def _write(
    figure: go.Figure,
    x: float,
    y: float,
    text: str,
    anchor: str,
    *,
    size: int = 12,
    middle: bool = False,
    shift: int = 0,
) -> None:
    figure.add_annotation(
        x=x, y=y, text=text, showarrow=False, xanchor=anchor, yanchor="middle" if middle else "top",
        align=anchor, font={"size": size}, borderpad=0, xshift=shift, bgcolor=style.colour("surface"),
    )  # fmt: skip
