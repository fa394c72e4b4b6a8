"""Names under headings, each with the mark and the word of its code: for a grid of few marks, on a phone."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

import plotly.graph_objects as go

from coalition.charts.bands import HEIGHT, by_room, write
from coalition.charts.drawing import marker
from coalition.charts.labels import wrapped
from coalition.exhibits import style

_Code = TypeVar("_Code", bound=Hashable)
_HEAD, _GAP, _INDENT = 22, 12, 20


def coded_lists(
    groups: Iterable[tuple[str, Mapping[_Code, Sequence[str]]]],
    looks: Mapping[_Code, style.Code],
    *,
    counted: bool = False,
) -> go.Figure:
    """For each heading the names by code, in the order of ``looks``; a code without a name has no line.

    With ``counted`` the word of a code stands with the number of its names.
    """
    groups = list(groups)
    return by_room(lambda line: _lists(groups, looks, counted, line))


def _lists(
    groups: Sequence[tuple[str, Mapping[_Code, Sequence[str]]]],
    looks: Mapping[_Code, style.Code],
    counted: bool,
    line: int,
) -> go.Figure:
    figure, y = go.Figure(), 4
    for heading, named in groups:
        title = f"<b>{wrapped(heading, line - 9)}</b>"
        write(figure, y, title, size=14)
        y += _HEAD + HEIGHT * title.count("<br>")
        for code, look in looks.items():
            if not named.get(code):
                continue
            word = f"{look.label},\u00a0{len(named[code])}" if counted else look.label
            text = wrapped(f"{word}: {', '.join(named[code])}", line)
            text = text.replace(f"{word}:", f"<b>{word}:</b>", 1) if counted else text
            figure.add_scatter(
                x=[0], y=[y + HEIGHT / 2], mode="markers", marker=marker(look, 10), showlegend=False,
                hoverinfo="text", text=[f"{heading}<br>{look.label}: {len(named[code])}"], cliponaxis=False,
            )  # fmt: skip
            write(figure, y, text, shift=_INDENT)
            y += HEIGHT * (text.count("<br>") + 1) + 4
        y += _GAP
    figure.update_xaxes(visible=False, range=[0, 1])
    figure.update_yaxes(visible=False, range=[y, 0])
    return figure.update_layout(height=y + 24, margin={"l": 10, "r": 4, "t": 12, "b": 12})
