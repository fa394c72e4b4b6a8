"""Falling step curves with their interval, several on one axis: each told by dash and name, not by colour
alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from coalition.exhibits import style


@dataclass(frozen=True)
class Line:
    """How one curve is drawn."""

    name: str
    token: str
    dash: str = "solid"
    blind_until: float = 0.0
    """Days up to which nothing can show: the curve begins there."""
    filled: bool = True
    """Whether its band is filled or has its edges alone."""


def add(
    figure: go.Figure,
    curve: pd.DataFrame,
    line: Line,
    scale: Callable[[Iterable[float]], np.ndarray],
    *,
    said: Callable[[float], str],
    banded: bool = True,
    until: float | None = None,
) -> None:
    """Draw a curve of ``survival.product_limit`` in per cent, with its interval as a band.

    ``scale`` turns days into places on the axis, ``said`` days into words; ``until`` is the last day to which
    the curve is drawn, by default its last row.
    """
    end = float(curve["day"].max() if until is None else until)
    ends = curve.ffill()
    drawn = pd.concat(
        [
            pd.DataFrame({"day": [line.blind_until], "holding": 1.0, "low": 1.0, "high": 1.0}),
            ends[ends["day"] >= line.blind_until],
            ends.tail(1).assign(day=end),
        ]
    )
    x, colour = scale(drawn["day"]), style.colour(line.token)
    if banded:
        edge = {"shape": "hv", "width": 0.5, "color": colour}
        skip = {"hoverinfo": "skip", "showlegend": False, "mode": "lines", "x": x}
        figure.add_scatter(y=list(100 * drawn["high"].fillna(1.0)), line=edge, **skip)
        figure.add_scatter(
            y=list(100 * drawn["low"].fillna(1.0)),
            line=edge,
            fill="tonexty" if line.filled else None,
            fillcolor=style.colour("grid"),
            **skip,
        )
    figure.add_scatter(
        x=x,
        y=list(100 * drawn["holding"]),
        mode="lines",
        name=line.name,
        line={"shape": "hv", "width": 2.5, "dash": line.dash, "color": colour},
        text=[
            f"{line.name}<br>{said(d)}: {100 * h:.0f}%"
            for d, h in zip(drawn["day"], drawn["holding"], strict=True)
        ],
        hoverinfo="text",
    )
