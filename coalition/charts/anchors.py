"""The sizes that others are read against, drawn alike through every chart of sizes.

They are three that were named for Ukraine, the newest by a government and two larger ones of the debate,
and what Europe could keep there by our model.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis.force import INSIDE
from coalition.charts.labels import short_name
from coalition.exhibits import style
from coalition.formats import coarse, thousands

_FIRST, _LINE = 26, 15
"""Pixels above the plot of the lowest label, and of each further one: room for an axis on top."""


@dataclass(frozen=True)
class Anchor:
    """A size in soldiers with its words, and its range if it has one."""

    size: float
    label: str
    range: tuple[float, float] | None = None


def named() -> pd.DataFrame:
    """The rows of ``estimates`` that are anchors."""
    return data.rows("estimates", ["zelenskyy-2026-02", "iiss-medium-2025", "radakin-64k-2025"])


def anchors(kept: tuple[float, float, float] | None = None) -> list[Anchor]:
    """The anchors, the smallest first; ``kept`` is what could be kept: its low, middle and high value."""
    found = [Anchor(r.low, f"{thousands(r.low)}, {short_name(r.author)}") for r in named().itertuples()]
    if kept is not None:
        low, middle, high = kept
        found.append(Anchor(middle, f"{coarse(middle):,} could be kept (band: {INSIDE}%)", (low, high)))
    return sorted(found, key=lambda a: a.size)


def asked_and_kept(kept: tuple[float, float, float]) -> list[Anchor]:
    """The size that Ukraine's government named last and what could be kept: for a chart of many sizes."""
    found = anchors(kept)
    return [a for a in found if a.range or a.size == named().iloc[0]["low"]]


def through(figure: go.Figure, found: Iterable[Anchor], *, log: bool = False) -> go.Figure:
    """Draw a line down the plot at each of these sizes, with its words above: the smallest lowest, so that no
    line crosses the words of another.

    They stand in place of the lines of the grid. For a chart with sizes across; ``log`` if that axis is
    logarithmic. A range is a band behind the marks.
    """
    found = list(found)
    figure.update_xaxes(showgrid=False)
    for place, anchor in enumerate(found):
        if anchor.range is not None:
            low, high = anchor.range
            fill = {"fillcolor": style.colour("land"), "opacity": 0.7, "line_width": 0, "layer": "below"}
            figure.add_vrect(x0=low, x1=high, **fill)
        line = {"color": style.colour("ink"), "width": 1.5, "dash": "dot"}
        figure.add_vline(x=anchor.size, line=line, layer="below")
        figure.add_annotation(
            x=math.log10(anchor.size) if log else anchor.size, y=1, yref="paper", ax=0,
            ay=-(_FIRST + _LINE * place), text=anchor.label, xanchor="right", showarrow=True, arrowhead=0,
            arrowwidth=1, arrowcolor=style.colour("border"), font={"size": 11}, borderpad=1,
        )  # fmt: skip
    room = _FIRST + _LINE * len(found)
    return figure.update_layout(margin={"t": room}, height=figure.layout.height + room)


def across(figure: go.Figure, found: Iterable[Anchor], top: float) -> go.Figure:
    """Draw a line across the plot at each of these sizes up to ``top``, with its words at the right end: for
    a chart with sizes upwards.
    """
    figure.update_yaxes(showgrid=False)
    for anchor in found:
        if anchor.size <= top:
            line = {"color": style.colour("ink"), "width": 1.5, "dash": "dot"}
            figure.add_hline(y=anchor.size, line=line, layer="below")
            figure.add_annotation(
                x=1, xref="paper", y=anchor.size, text=anchor.label, showarrow=False, xanchor="right",
                yanchor="bottom", font={"size": 11},
            )  # fmt: skip
    return figure


def reached(curve: pd.Series, found: Iterable[Anchor]) -> pd.Series:
    """Of a falling curve, shares by size, the share at each of these sizes that lies on it."""
    sizes = [a.size for a in found if curve.index.min() <= a.size <= curve.index.max()]
    return pd.Series({size: float(curve[curve.index <= size].iloc[-1]) for size in sizes}, dtype=float)
