"""Bars with their words above and the names they count below: readable on a phone without a legend."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import plotly.graph_objects as go

from coalition.charts.labels import wrapped
from coalition.exhibits import style

LINE, WIDE_LINE = 44, 92
"""Characters of a line that a phone shows, and of one that the column of a desk screen does."""
SIZE, HEIGHT = 12, 16
"""Of a line of small text, in pixels."""
_BAR, _GAP, _HEAD = 16, 14, 20


@dataclass(frozen=True)
class Band:
    """A count with its words, the names it counts if they are to be shown, and how it looks."""

    number: int
    label: str
    names: tuple[str, ...]
    token: str
    pattern: str = ""


def bands(rows: Iterable[Band]) -> go.Figure:
    """A bar for each count, one below the other, on one scale that begins at nothing."""
    rows = list(rows)
    return by_room(lambda line: _bands(rows, line))


def by_room(drawn: Callable[[int], go.Figure]) -> go.Figure:
    """What is drawn with lines as a phone shows them, with the drawing for a desk screen beside it, which the
    page and the pictures take where there is room.
    """
    wide = drawn(WIDE_LINE).to_plotly_json()
    layout = {"annotations": []} | {k: v for k, v in wide["layout"].items() if k != "template"}
    return drawn(LINE).update_layout(meta={"wide": {"data": wide["data"], "layout": layout}})


def _bands(rows: list[Band], line: int) -> go.Figure:
    figure, y = go.Figure(), 4
    most = max([1, *(row.number for row in rows)])
    for row in rows:
        label = wrapped(row.label, line - 4)
        write(figure, y, f"<b>{row.number:,}</b> {label}", size=14)
        y += _HEAD * (label.count("<br>") + 1)
        figure.add_bar(
            x=[row.number],
            y=[y + _BAR / 2],
            width=_BAR,
            orientation="h",
            showlegend=False,
            marker={
                "color": style.colour(row.token),
                "pattern": {"shape": row.pattern, "fgcolor": style.colour("surface"), "fillmode": "overlay"},
            },
            hovertemplate=f"{row.number:,} {row.label}<extra></extra>",
        )
        y += _BAR + 3
        if row.names:
            names = wrapped(", ".join(row.names), line + 6)
            write(figure, y, names, token="muted")
            y += HEIGHT * (names.count("<br>") + 1)
        y += _GAP
    figure.update_xaxes(visible=False, range=[0, most * 1.02])
    figure.update_yaxes(visible=False, range=[y, 0])
    return figure.update_layout(height=y + 24, bargap=0, margin={"l": 4, "r": 4, "t": 12, "b": 12})


def write(
    figure: go.Figure, y: float, text: str, *, size: int = SIZE, token: str = "ink", shift: int = 0
) -> None:
    """Text from the left edge on, ``shift`` pixels from it, below ``y``, on axes that count pixels downwards
    and begin at nothing.
    """
    figure.add_annotation(
        x=0, y=y, text=text, showarrow=False, xanchor="left", yanchor="top", align="left", xshift=shift,
        font={"size": size, "color": style.colour(token)},
    )  # fmt: skip
