"""What research says on deterrence, what sizes cost, and how the hypotheses stand against the evidence."""

from __future__ import annotations

from math import log10

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import hypotheses
from coalition.charts.axes import log_ticks, rows_axis
from coalition.charts.drawing import coded_marks, interval
from coalition.charts.grid import labels_above, mark_grid
from coalition.charts.labels import wrapped
from coalition.charts.lists import coded_lists
from coalition.exhibits import style
from coalition.formats import open_size, short_authors

SETTINGS = style.Looks.of(
    "literature", "setting", {"interstate": ("accent", "circle"), "civil_war": ("second", "diamond-open")}
)
"""How the setting of a study looks."""

FITS = style.Looks.of(
    "hypothesis_scores",
    "consistency",
    {
        "CC": ("accent", "circle"),
        "C": ("partly", "circle-open"),
        "N": ("muted", "line-ew"),
        "I": ("second", "x-thin"),
        "II": ("worst", "x"),
    },
    short=True,
)
"""How it looks how evidence and hypothesis go together."""

CHANGES = style.Looks.of(
    "computed",
    "matrix_change",
    {
        "removed": ("accent", "circle"),
        "flipped": ("second", "diamond-open"),
        "theme": ("border", "square"),
    },
)
"""How a change to the matrix is drawn."""


SCORE = "Weighed score: less speaks for less against it"
"""The last row of the matrix."""


def research_tally(studies: pd.DataFrame) -> go.Figure:
    """Under each finding the studies that support it, by setting; from ``deterrence.research``."""
    named = studies.assign(
        study=[f"{short_authors(r.authors)} {r.year}" for r in studies.itertuples()]
    ).sort_values("study")
    totals = named["supports"].value_counts()
    return coded_lists(
        (
            (
                f"{label}:\u00a0{totals.get(code, 0)}",
                named[named["supports"] == code].groupby("setting")["study"].agg(list).to_dict(),
            )
            for code, label in data.labels_of("literature", "supports").items()
        ),
        SETTINGS,
    )


_ROOM_BELOW, _ROOM_ABOVE = 0.65, 1.45
"""Factors by which the axis of costs goes beyond the lowest and the highest cost."""


def cost_by_size(costs: pd.DataFrame) -> go.Figure:
    """The yearly cost of the smallest and the largest size of each purpose with its range, on a logarithmic
    axis.

    From ``deterrence.costs``.
    """
    labels = [f"{r.label}<br>{open_size(r.soldiers, r.open_above)}" for r in costs.itertuples()]
    figure = go.Figure()
    figure.add_scatter(
        x=list(costs["central"]),
        y=labels,
        mode="markers",
        hoverinfo="text",
        showlegend=False,
        marker={
            "size": 12,
            "color": style.colour("accent"),
            "symbol": ["triangle-right" if o else "circle" for o in costs["open_above"]],
        },
        error_x=interval(costs["central"], costs["low"], costs["high"], "accent", thickness=2, width=5),
        text=[
            f"{r.label}, {open_size(r.soldiers, r.open_above)} soldiers<br>"
            f"{r.central:.1f} billion euros a year ({r.low:.1f} to {r.high:.1f})"
            for r in costs.itertuples()
        ],
    )
    ends = [log10(costs["low"].min() * _ROOM_BELOW), log10(costs["high"].max() * _ROOM_ABOVE)]
    ticks = log_ticks(ends)
    figure.update_xaxes(
        title="Billion euros a year<br>(log scale)",
        type="log",
        tickvals=ticks,
        ticktext=[f"{t:g}" for t in ticks],
        range=ends,
        tickangle=0,
    )
    rows_axis(figure, labels, tickfont={"size": 12})
    return figure.update_layout(height=140 + 46 * len(labels))


def matrix_grid(matrix: pd.DataFrame, ranked: pd.DataFrame) -> go.Figure:
    """Evidence (rows) against hypotheses (columns), the rows that tell most apart on top, the scores below.

    From ``hypotheses.matrix`` and ``hypotheses.ranking``. What says nothing is left blank.
    """
    names = {h: wrapped(label, 10) for h, label in hypotheses.labels().items()}
    rows = matrix.sort_values("diagnostic", ascending=False, kind="stable")
    cells = rows.melt(["short", "statement"], list(names), "hypothesis_id", "code").query("code != 'N'")
    cells = cells.assign(
        row=cells["short"],
        column=cells["hypothesis_id"].map(names),
        hover=cells["statement"].map(lambda s: wrapped(s, 50))
        + "<br>"
        + cells["hypothesis_id"].map(hypotheses.labels())
        + ": "
        + cells["code"].map({code: look.label for code, look in FITS.items()}),
    )
    labels = [*rows["short"], SCORE]
    figure = mark_grid(cells, FITS, labels, list(names.values()))
    figure.add_scatter(
        x=list(ranked["hypothesis_id"].map(names)),
        y=[SCORE] * len(ranked),
        mode="text",
        text=[f"<b>{score:.1f}</b>" for score in ranked["score"]],
        hoverinfo="skip",
        showlegend=False,
    )
    labels_above(figure, labels)
    return figure


def lead(sensitivity: pd.DataFrame, themes: pd.DataFrame, matrix: pd.DataFrame, full: float) -> go.Figure:
    """How far the leading hypothesis stays ahead when a row goes, is turned round, or a whole theme goes.

    From ``hypotheses.sensitivity``, ``without_themes`` and ``matrix``; ``full`` is the lead in the full
    matrix. Rows with the smallest lead on top, themes below.
    """
    order = sensitivity.groupby("evidence_id")["margin"].min().sort_values(kind="stable").index
    names = {r.evidence_id: wrapped(r.short, 30) for r in matrix.itertuples()}
    theme_names = {
        t: f"All on {hypotheses.theme(t)} ({n})" for t, n in zip(themes["theme"], themes["n"], strict=True)
    }
    figure = go.Figure()
    kept = [
        sensitivity.assign(code=sensitivity["change"], y=sensitivity["evidence_id"].map(names)),
        themes.assign(code="theme", y=themes["theme"].map(theme_names)),
    ]
    points = pd.concat([part[["margin", "code", "y"]] for part in kept if len(part)], ignore_index=True)
    points = points.assign(
        x=points["margin"],
        hover=[
            f"{name}<br>{CHANGES[code].label.lower()}: lead {margin:.1f}"
            for name, code, margin in zip(points["y"], points["code"], points["margin"], strict=True)
        ],
    )
    coded_marks(figure, points, CHANGES, size=9)
    figure.add_vline(x=full, line={"color": style.colour("muted"), "dash": "dot"})
    figure.add_vline(x=0, line={"color": style.colour("ink"), "width": 1.5})
    rows = [names[e] for e in order] + list(theme_names.values())
    figure.update_xaxes(
        title="Lead (points)",
        range=[
            min([-0.2, *sensitivity["margin"], *themes["margin"]]) - 0.4,
            max([full, *sensitivity["margin"], *themes["margin"]]) + 0.5,
        ],
        zeroline=False,
    )
    rows_axis(figure, rows, room=0.5, tickfont={"size": 10})
    return figure.update_layout(height=170 + 38 * len(rows))
