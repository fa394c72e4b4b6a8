"""The pictures of the first page: drawn for a phone first, with their words on them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from coalition.charts.bands import Band, bands
from coalition.charts.labels import wrapped
from coalition.charts.rows import Row, listed
from coalition.exhibits import style

_STEPS = {
    "table": ("unknown", ""),
    "text": ("unknown", ""),
    "pledged": ("unknown", "/"),
    "without": ("support_only", ""),
    "open": ("conditional", "/"),
    "ready": ("deploy_troops", ""),
    "there": ("accent", ""),
}
"""Colour and pattern of each step: those of positions for positions, grey for the rest."""
NAMED = ("without", "open", "ready", "there")
"""Steps whose names stand on the picture."""


def funnel(steps: pd.DataFrame, labels: Mapping[str, str]) -> go.Figure:
    """The steps from the table to the ground, each a bar under its words and above its names; from
    ``hero.funnel``, with the words of each step.
    """
    return bands(
        Band(
            row.number,
            labels[row.step],
            tuple(sorted(row.names)) if row.step in NAMED else (),
            *_STEPS[row.step],
        )
        for row in steps.itertuples()
    )


_OUTCOMES = {"war": "muted", "truce": "border", "force": "accent"}
"""The outcome to see has the accent, the others are grey."""


def odds(rows: pd.DataFrame, labels: Mapping[str, str]) -> go.Figure:
    """The chances of the outcomes as one bar, the words of the largest on it and those of the others below
    their ends; from ``hero.odds``.
    """
    figure, at, first = go.Figure(), 0.0, rows["percent"].max()
    for place, row in enumerate(rows.itertuples()):
        figure.add_bar(
            x=[row.percent],
            y=[0],
            base=[at],
            width=1,
            orientation="h",
            showlegend=False,
            marker={
                "color": style.colour(_OUTCOMES[row.outcome]),
                "line": {"color": style.colour("surface"), "width": 1},
            },
            hovertemplate=f"{row.percent} per cent: {labels[row.outcome]}<extra></extra>",
        )
        text, middle, below = f"<b>{row.percent}</b> {labels[row.outcome]}", at + row.percent / 2, place + 0.2
        if row.percent == first:
            figure.add_annotation(
                x=at, y=0, text=f"{text}, per cent", showarrow=False, xanchor="left", xshift=10,
                font={"size": 14, "color": style.colour("surface")},
            )  # fmt: skip
        else:
            figure.add_shape(
                type="line", x0=middle, x1=middle, y0=0.5, y1=below,
                line={"color": style.colour("border"), "width": 1},
            )  # fmt: skip
            figure.add_annotation(
                x=middle, y=below, text=text, showarrow=False, xanchor="right", yanchor="middle", xshift=-4,
                font={"size": 14},
            )  # fmt: skip
        at += row.percent
    figure.update_xaxes(visible=False, range=[0, 100])
    figure.update_yaxes(visible=False, range=[len(rows) - 0.3, -0.6])
    return figure.update_layout(height=140, barmode="overlay", margin={"l": 4, "r": 4, "t": 4, "b": 4})


def judgements(rows: pd.DataFrame) -> go.Figure:
    """The key judgements as bars with the range of their word, hatched where we are less sure; from
    ``hero.judgements``.
    """
    return listed(
        [
            (
                "",
                [
                    Row(
                        r.label,
                        r.probability,
                        f"{r.probability:.0f}",
                        pattern="/" if r.confidence_in_judgement == "low" else "",
                        span=(r.probability_low, r.probability_high),
                    )
                    for r in rows.itertuples()
                ],
            )
        ],
        letters=42,
        end=9,
    )


_PLACES = {"force": (17, 16), "truce": (50, 88), "russia": (83, 16)}
_ROUND = (
    ("force", "truce", 32, 14, {"xanchor": "right", "yanchor": "bottom", "xshift": -6}),
    ("truce", "russia", 32, 14, {"xanchor": "left", "yanchor": "bottom", "xshift": 6}),
    ("russia", "force", 60, 34, {"yanchor": "top", "yshift": -26}),
)
"""Each link of the circle, from what waits to what it waits for: how far from the middle of the box its arrow
ends (pixels), the characters of a line of its words, and on which side of the arrow they stand."""


def circle(boxes: Mapping[str, str], links: Mapping[str, str]) -> go.Figure:
    """The circle of conditions: three boxes, and beside each arrow what the one asks of the other.

    ``boxes`` and ``links`` are words by the codes of ``hero.circle``.
    """
    figure = go.Figure()
    figure.add_scatter(
        x=[x for x, _ in _PLACES.values()],
        y=[y for _, y in _PLACES.values()],
        mode="markers",
        marker={"size": 1, "color": style.colour("surface")},
        hoverinfo="skip",
        showlegend=False,
    )
    for first, second, standoff, width, side in _ROUND:
        (x0, y0), (x1, y1) = _PLACES[first], _PLACES[second]
        figure.add_annotation(
            x=x1, y=y1, ax=x0, ay=y0, xref="x", yref="y", axref="x", ayref="y", text="", showarrow=True,
            arrowhead=2, arrowsize=1.3, arrowwidth=2, arrowcolor=style.colour("border"), standoff=standoff,
        )  # fmt: skip
        figure.add_annotation(
            x=(x0 + x1) / 2, y=(y0 + y1) / 2, text=wrapped(links[first], width), showarrow=False,
            font={"size": 13}, **side,
        )  # fmt: skip
    for code, (x, y) in _PLACES.items():
        figure.add_annotation(
            x=x, y=y, text=f"<b>{wrapped(boxes[code], 12)}</b>", showarrow=False, font={"size": 14},
            bgcolor=style.colour("land"), bordercolor=style.colour("accent" if code == "force" else "border"),
            borderwidth=2, borderpad=8,
        )  # fmt: skip
    figure.update_xaxes(visible=False, range=[0, 100])
    figure.update_yaxes(visible=False, range=[0, 100])
    return figure.update_layout(height=330, margin={"l": 4, "r": 4, "t": 4, "b": 4})
