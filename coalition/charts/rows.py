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

_NARROW, _WIDE = (43, 17, 21), (38, 12, 40)
"""On a phone and on a desk screen: the part of the width for the words and for the number, in per cent, and
the characters of a line of the words."""
_BAR, _GAP, _HEAD = 14, 9, 26


@dataclass(frozen=True)
class Row:
    """A value with its words and what stands at its end."""

    label: str
    value: float
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
    groups: Iterable[tuple[str, Sequence[Row]]], *, line: Line | None = None, marks: bool = False
) -> go.Figure:
    """The rows under their headings, all on one scale that begins at nothing; ``line`` runs through them.

    With ``marks`` a value is a mark on its range instead of a bar.
    """
    groups = [(heading, list(rows)) for heading, rows in groups]
    return by_room(lambda room: _listed(groups, line, marks, _WIDE if room == WIDE_LINE else _NARROW))


def _listed(
    groups: list[tuple[str, list[Row]]], line: Line | None, marks: bool, room: tuple[int, int, int]
) -> go.Figure:
    words, end, letters = room
    all_ = [row for _, rows in groups for row in rows]
    most = max([*(row.value for row in all_), *(row.span[1] for row in all_ if row.span)], default=1) or 1
    unit = most / (100 - words - end)
    figure, y = go.Figure(), 4 + (HEIGHT if line else 0)
    top = y
    for heading, rows in groups:
        if heading:
            _write(figure, -words * unit, y, f"<b>{heading}</b>", "left", size=14)
            y += _HEAD
        for row in rows:
            label = wrapped(row.label, letters)
            lines = label.count("<br>") + 1
            middle = y + max(_BAR, HEIGHT * lines) / 2
            _write(figure, -1.5 * unit, middle, label, "right", middle=True)
            _draw(figure, row, middle, marks)
            furthest = max(row.value, row.span[1] if row.span else 0)
            _write(figure, furthest + unit, middle, f"<b>{row.said}</b>", "left", size=13, middle=True)
            y = middle + max(_BAR, HEIGHT * lines) / 2 + _GAP
        y += _GAP if heading else 0
    if line:
        look = {"color": style.colour("ink"), "width": 1.5, "dash": "dot"}
        figure.add_shape(type="line", x0=line.at, x1=line.at, y0=top - 2, y1=y, line=look, layer="below")
        _write(figure, line.at, 0, line.label, "right" if line.at > most / 2 else "left")
    figure.update_xaxes(visible=False, range=[-words * unit, most + end * unit])
    figure.update_yaxes(visible=False, range=[y, 0])
    return figure.update_layout(
        height=round(y + 24), bargap=0, barmode="overlay", margin={"l": 4, "r": 4, "t": 12, "b": 12}
    )


def _draw(figure: go.Figure, row: Row, middle: float, marks: bool) -> None:
    colour, said = style.colour(row.token), f"{row.label}: {row.said}"
    if row.span:
        figure.add_scatter(
            x=list(row.span), y=[middle] * 2, mode="lines", hoverinfo="skip", showlegend=False,
            line={"color": style.colour("border"), "width": 5 if marks else 2},
        )  # fmt: skip
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
    figure: go.Figure, x: float, y: float, text: str, anchor: str, *, size: int = 12, middle: bool = False
) -> None:
    figure.add_annotation(
        x=x, y=y, text=text, showarrow=False, xanchor=anchor, yanchor="middle" if middle else "top",
        align=anchor, font={"size": size}, borderpad=0,
    )  # fmt: skip
