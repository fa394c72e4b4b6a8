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
    """Draw a curve of ``survival.product_limit`` in percent, with its interval as a band.

    ``scale`` turns days into places on the axis, ``said`` days into words; ``until`` is the last day to which
    the curve is drawn, by default its last row.
    """
    end = float(curve["day"].max() if until is None else until)
    days = np.array([0.0, *curve["day"], end])
    share = 100 * np.array([1.0, *curve["holding"], curve["holding"].iloc[-1]])
    colour = style.colour(line.token)
    if banded:
        low, high = (
            100 * np.array([1.0, *curve[c].ffill().fillna(1.0), curve[c].ffill().iloc[-1]])
            for c in ("low", "high")
        )
        edge = {"shape": "hv", "width": 0.5, "color": colour}
        skip = {"hoverinfo": "skip", "showlegend": False, "mode": "lines", "x": scale(days)}
        figure.add_scatter(y=high, line=edge, **skip)
        figure.add_scatter(y=low, line=edge, fill="tonexty", fillcolor=style.colour("grid"), **skip)
    hover = ["All hold"] + [
        f"{line.name}<br>{said(d)}: {s:.0f}%" for d, s in zip(days[1:], share[1:], strict=True)
    ]
    if line.blind_until:
        seen = days >= line.blind_until
        days, share = np.array([line.blind_until, *days[seen]]), np.array([100.0, *share[seen]])
        hover = hover[:1] + [h for h, s in zip(hover, seen, strict=True) if s]
    figure.add_scatter(
        x=scale(days),
        y=share,
        mode="lines",
        name=line.name,
        line={"shape": "hv", "width": 2.5, "dash": line.dash, "color": colour},
        text=hover,
        hoverinfo="text",
    )
