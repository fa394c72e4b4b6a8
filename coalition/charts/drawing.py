"""Marks and lines that several charts draw alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from coalition.exhibits import style


def marker(look: style.Code, size: int) -> dict[str, Any]:
    """The plotly marker of a code; thin and open symbols are drawn by their line."""
    colour = style.colour(look.token)
    return {"symbol": look.symbol, "color": colour, "size": size, "line": {"color": colour, "width": 2}}


def coded_marks(
    figure: go.Figure, points: pd.DataFrame, looks: Mapping[str, style.Code], *, size: int, **trace: Any
) -> None:
    """Draw a mark for each point, with a trace and an entry of the legend for each code that occurs.

    ``points`` has the columns x, y, code and hover (text); the legend has the codes in the order of
    ``looks``. ``trace`` sets further properties of each trace.
    """
    for code, look in looks.items():
        part = points[points["code"] == code]
        if len(part):
            figure.add_scatter(
                x=list(part["x"]),
                y=list(part["y"]),
                text=list(part["hover"]),
                hoverinfo="text",
                mode="markers",
                name=look.label,
                showlegend=True,
                marker=marker(look, size),
                **trace,
            )


def segments(first: Iterable[Any], second: Iterable[Any]) -> list[Any]:
    """One coordinate of many separate lines in one trace: pairs of ends with a gap behind each."""
    return [end for pair in zip(first, second, strict=True) for end in (*pair, None)]


def spans(
    figure: go.Figure, low: Iterable[Any], high: Iterable[Any], rows: Iterable[Any], **trace: Any
) -> None:
    """Draw a line from low to high in each row that is there; ``trace`` sets properties.

    With a ``name`` among them the lines have an entry in the legend.
    """
    rows = list(rows)
    if not rows:
        return
    figure.add_scatter(
        x=segments(low, high),
        y=segments(rows, rows),
        mode="lines",
        hoverinfo="skip",
        showlegend=None if "name" in trace else False,
        **trace,
    )


def write(
    figure: go.Figure,
    x: Iterable[Any],
    y: Iterable[Any],
    text: Iterable[str],
    *,
    size: int | None = None,
    position: str = "middle right",
) -> None:
    """Write a text at each place, such as the value of a mark at its end; ``size`` in pixels."""
    figure.add_scatter(
        x=list(x),
        y=list(y),
        mode="text",
        text=list(text),
        textposition=position,
        textfont={"size": size} if size else None,
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )


def interval(middle, low, high, token: str, *, thickness: float, width: int) -> dict[str, Any]:
    """The bars of plotly from low to high around a mark, in the colour of a token."""
    return {
        "type": "data",
        "symmetric": False,
        "array": list(high - middle),
        "arrayminus": list(middle - low),
        "color": style.colour(token),
        "thickness": thickness,
        "width": width,
    }


def overlaid(token: str, pattern: str, **more: Any) -> dict[str, Any]:
    """The plotly marker of a bar: a colour with a pattern drawn over it in the colour of the page."""
    shape = {"shape": pattern, "fgcolor": style.colour("surface"), "fillmode": "overlay"} | more
    return {"color": style.colour(token), "pattern": shape}
