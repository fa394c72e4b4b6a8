"""The pictures of the first page: drawn for a phone first, with their words on them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from coalition.analysis import likelihood
from coalition.charts.bands import HEIGHT, Band, bands, by_room, write
from coalition.charts.labels import wrapped
from coalition.exhibits import style

_GAP = 14
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
    """The chances of the outcomes as one bar, each with its number and its words; from ``hero.odds``."""
    figure, at = go.Figure(), 0.0
    for i, row in enumerate(rows.itertuples()):
        token = _OUTCOMES[row.outcome]
        figure.add_bar(
            x=[row.percent],
            y=[0],
            base=[at],
            width=0.9,
            orientation="h",
            showlegend=False,
            marker={
                "color": style.colour(token),
                "line": {"color": style.colour("surface"), "width": 1},
            },
            hovertemplate=f"{row.percent} per cent: {labels[row.outcome]}<extra></extra>",
        )
        figure.add_annotation(
            x=at + row.percent / 2, y=-0.55, text=f"<b>{row.percent}</b>", showarrow=False, yanchor="bottom",
            font={"size": 15},
        )  # fmt: skip
        figure.add_annotation(
            x=0, y=0.75 + 0.55 * i, text=f"<b>{row.percent} per cent</b> {labels[row.outcome]}",
            showarrow=False, xanchor="left", yanchor="middle", font={"size": 13}, xshift=20,
        )  # fmt: skip
        figure.add_scatter(
            x=[1.5], y=[0.75 + 0.55 * i], mode="markers", hoverinfo="skip", showlegend=False,
            marker={"symbol": "square", "size": 11, "color": style.colour(token)},
        )  # fmt: skip
        at += row.percent
    figure.update_xaxes(visible=False, range=[0, 100])
    figure.update_yaxes(visible=False, range=[0.75 + 0.55 * len(rows), -1.1])
    return figure.update_layout(height=190, barmode="overlay", margin={"l": 4, "r": 4, "t": 4, "b": 4})


_WEIGHTS = {"high": 17, "moderate": 13, "low": 9}
"""The size of a mark by how sure the judgement is."""


def judgements(rows: pd.DataFrame) -> go.Figure:
    """The key judgements on one axis from never to certain, their words above each line; from
    ``hero.judgements``.
    """
    return by_room(lambda line: _judgements(rows, line))


def _judgements(rows: pd.DataFrame, line: int) -> go.Figure:
    figure, y, places = go.Figure(), 4, []
    for row in rows.itertuples():
        said = wrapped(row.statement, line + 4)
        write(figure, y, said)
        y += HEIGHT * (said.count("<br>") + 1) + 12
        places.append(y)
        figure.add_scatter(
            x=[row.probability_low, row.probability_high], y=[y, y], mode="lines", hoverinfo="skip",
            line={"width": 7, "color": style.colour("grid")}, showlegend=False,
        )  # fmt: skip
        y += _GAP
    figure.add_scatter(
        x=list(rows["probability"]),
        y=places,
        mode="markers",
        cliponaxis=False,
        showlegend=False,
        marker={
            "color": style.colour("accent"),
            "size": [_WEIGHTS[c] for c in rows["confidence_in_judgement"]],
        },
        hoverinfo="text",
        hovertext=[
            f"{r.label}<br>{likelihood.scale_words(r.likelihood)}, point {r.probability:.0f} per cent"
            for r in rows.itertuples()
        ],
    )
    for r, place in zip(rows.itertuples(), places, strict=True):
        figure.add_annotation(
            x=r.probability_high, y=place, text=f"<b>{r.probability:.0f}</b>", showarrow=False,
            xanchor="left", xshift=6, font={"size": 14},
        )  # fmt: skip
    ticks = [0, 25, 50, 75, 100]
    figure.update_xaxes(
        range=[-1, 107],
        tickvals=ticks,
        ticktext=["0", "25", "50", "75", "100 %"],
        tickangle=0,
        showgrid=False,
    )
    figure.update_yaxes(visible=False, range=[y, 0])
    return figure.update_layout(height=y + 60)


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
