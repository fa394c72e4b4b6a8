"""What research says on deterrence, what sizes cost, and how the hypotheses stand against the evidence."""

from __future__ import annotations

import textwrap
from math import log10

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import hypotheses
from coalition.charts.grid import mark_grid, marker
from coalition.charts.labels import wrapped
from coalition.charts.looks import drawn
from coalition.exhibits import style

SETTINGS = {"interstate": ("accent", "circle"), "civil_war": ("second", "diamond-open")}
"""How the setting of a study looks."""

FITS = {
    "CC": ("deploy_troops", "circle"),
    "C": ("accent", "circle-open"),
    "N": ("muted", "line-ew"),
    "I": ("second", "x-thin"),
    "II": ("opposed", "x"),
}
"""How it looks how evidence and hypothesis go together (``hypothesis_scores.consistency``)."""

CHANGES = {
    "removed": style.Code("Row removed", "accent", "circle"),
    "flipped": style.Code("Row read the other way round", "second", "diamond-open"),
    "theme": style.Code("All rows of a theme removed", "support_only", "square"),
}
"""How a change to the matrix is drawn."""


def research_tally(studies: pd.DataFrame) -> go.Figure:
    """Draw one mark per study, in rows by what it supports, by setting; from ``deterrence.research``."""
    settings = drawn(data.labels_of("literature", "setting"), SETTINGS, studies["setting"])
    table = studies.assign(place=studies["setting"].map(list(settings).index)).sort_values(
        ["place", "closeness", "year"], ascending=[True, True, True]
    )
    table = table.assign(x=table.groupby("supports").cumcount() + 1)
    totals = table["supports"].value_counts()
    supports = data.labels_of("literature", "supports")
    labels = {code: wrapped(f"{label}: {totals.get(code, 0)}", 17) for code, label in supports.items()}
    figure = go.Figure()
    for code, look in settings.items():
        part = table[table["setting"] == code]
        figure.add_scatter(
            x=list(part["x"]) or [None],
            y=list(part["supports"].map(labels)) or [None],
            mode="markers",
            name=look.label,
            marker=marker(look, 12),
            hoverinfo="text",
            text=[f"{r.authors} ({r.year})<br>{wrapped(r.finding, 50)}" for r in part.itertuples()],
        )
    figure.update_xaxes(visible=False, range=[0.3, max([0, *totals]) + 0.7])
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=list(labels.values()),
        range=[len(labels) - 0.5, -0.5],
        showgrid=False,
    )
    return figure.update_layout(height=250)


_ROOM_BELOW, _ROOM_ABOVE = 0.65, 1.45
"""Factors by which the axis of costs goes beyond the lowest and the highest cost."""


def cost_by_size(costs: pd.DataFrame) -> go.Figure:
    """Draw the yearly cost of published sizes with its range, on a logarithmic axis.

    The smallest and the largest size of each purpose, from ``deterrence.costs``.
    """
    labels = [f"{r.label}<br>{size_words(r)}" for r in costs.itertuples()]
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
        error_x={
            "type": "data",
            "symmetric": False,
            "array": list(costs["high"] - costs["central"]),
            "arrayminus": list(costs["central"] - costs["low"]),
            "color": style.colour("accent"),
            "thickness": 2,
            "width": 5,
        },
        text=[
            f"{r.label}, {size_words(r)} soldiers<br>"
            f"{r.central:.1f} billion euros a year ({r.low:.1f} to {r.high:.1f})"
            for r in costs.itertuples()
        ],
    )
    low, high = costs["low"].min() * _ROOM_BELOW, costs["high"].max() * _ROOM_ABOVE
    ticks = [t for power in range(-3, 6) for step in (1, 2, 5) if low <= (t := step * 10**power) <= high]
    figure.update_xaxes(
        title="Billion euros a year<br>(log scale)",
        type="log",
        tickvals=ticks,
        ticktext=[f"{t:g}" for t in ticks],
        range=[log10(low), log10(high)],
        tickangle=0,
    )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=labels,
        range=[len(labels) - 0.4, -0.6],
        tickfont={"size": 12},
    )
    return figure.update_layout(height=140 + 46 * len(labels))


def size_words(row) -> str:
    """Write a size of ``deterrence.costs``: ``10,000``, or ``200,000 or more`` where it is open."""
    return f"{row.soldiers:,}" + (" or more" if row.open_above else "")


def matrix_grid(matrix: pd.DataFrame) -> go.Figure:
    """Evidence (rows) against hypotheses (columns), one coded mark per cell; from ``hypotheses.matrix``."""
    names = {h: wrapped(label, 19) for h, label in hypotheses.labels().items()}
    labels = {r.evidence_id: row_label(r) for r in matrix.itertuples()}
    fits = data.labels_of("hypothesis_scores", "consistency")
    cells = matrix.melt(["evidence_id", "statement"], list(names), "hypothesis_id", "code")
    cells = cells.assign(row=cells["evidence_id"].map(labels), column=cells["hypothesis_id"].map(names))
    cells = cells.assign(
        hover=cells["evidence_id"]
        + ": "
        + cells["statement"].map(lambda s: wrapped(s, 50))
        + "<br>"
        + cells["hypothesis_id"].map(hypotheses.labels())
        + ": "
        + cells["code"].map(fits)
    )
    looks = drawn(fits, FITS, cells["code"])
    figure = mark_grid(cells, looks, list(labels.values()), list(names.values()))
    figure.update_xaxes(tickangle=-90, tickfont={"size": 11})
    figure.update_yaxes(tickfont={"size": 10}, showgrid=True)
    return figure.update_layout(height=260 + 42 * len(matrix))


def row_label(row) -> str:
    """Give a short label of a row of evidence, from its id and the opening of its statement."""
    lines = textwrap.wrap(
        f"{row.evidence_id} {row.statement}", 30, break_on_hyphens=False, max_lines=2, placeholder=" …"
    )
    return "<br>".join(lines).replace(", …", " …")


def lead(sensitivity: pd.DataFrame, themes: pd.DataFrame, matrix: pd.DataFrame, full: float) -> go.Figure:
    """How far the leading hypothesis stays ahead when a row goes, is turned round, or a whole theme goes.

    From ``hypotheses.sensitivity``, ``without_themes`` and ``matrix``; ``full`` is the lead in the full
    matrix. Rows with the smallest lead on top, themes below.
    """
    order = sensitivity.groupby("evidence_id")["margin"].min().sort_values(kind="stable").index
    names = {r.evidence_id: row_label(r) for r in matrix.itertuples()}
    theme_names = {
        t: f"All on {hypotheses.theme(t)} ({n})" for t, n in zip(themes["theme"], themes["n"], strict=True)
    }
    figure = go.Figure()
    for change in ("removed", "flipped"):
        part = sensitivity[sensitivity["change"] == change]
        _lead_marks(figure, part["margin"], part["evidence_id"].map(names), CHANGES[change])
    if len(themes):
        _lead_marks(figure, themes["margin"], themes["theme"].map(theme_names), CHANGES["theme"])
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
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=rows,
        range=[len(rows) - 0.5, -0.5],
        dtick=1,
        tickfont={"size": 10},
    )
    return figure.update_layout(height=170 + 38 * len(rows))


def _lead_marks(figure: go.Figure, x, y, look: style.Code) -> None:
    figure.add_scatter(
        x=list(x),
        y=list(y),
        mode="markers",
        name=look.label,
        marker=marker(look, 9),
        hoverinfo="text",
        text=[
            f"{label}<br>{look.label.lower()}: lead {value:.1f}" for label, value in zip(y, x, strict=True)
        ],
    )
