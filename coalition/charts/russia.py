"""Russia's statements over time, what moved, and whose word the plan hangs on."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import russia
from coalition.charts.axes import day
from coalition.charts.drawing import coded_marks
from coalition.charts.grid import mark_grid
from coalition.charts.labels import wrapped
from coalition.charts.timeline import lanes
from coalition.exhibits import style

STANCES = style.Looks(
    russia.stances,
    {
        "rejects": ("worst", "x"),
        "opposed": ("second", "triangle-down-open"),
        "conditional": ("accent", "diamond"),
    },
)
"""How the stance of a Russian statement looks."""

PARTS = style.Looks.of(
    "gates",
    "russia",
    {
        "needed": ("second", "circle"),
        "asked": ("accent", "diamond"),
        "optional": ("border", "square-open"),
        "none": ("muted", "line-ew"),
    },
)
"""How an actor's part in a step looks."""

_GAP = pd.Timedelta(days=62)
"""Statements on a subject that are closer than this are set one below the other."""
_LANE = 19
"""Pixels per line of marks."""


def statement_timeline(statements: pd.DataFrame) -> go.Figure:
    """Russia's statements by date, one band per subject, shape and colour by stance; from
    ``russia.statements``.
    """
    subjects = russia.subjects()
    table = statements.assign(day=data.last_day(statements["date"])).sort_values(["day", "statement_id"])
    table = table.assign(lane=table.groupby("about")["day"].transform(lambda days: lanes(days, _GAP)))
    heights = table.groupby("about")["lane"].max().reindex(list(subjects), fill_value=0).clip(lower=1) + 1.6
    tops = heights.cumsum() - heights
    table = table.assign(y=table["about"].map(tops) + table["lane"] + 0.8)
    figure = go.Figure()
    points = table.assign(
        x=table["day"].map(day),
        code=table["stance"],
        hover=[
            f"{data.written_date(r.date)}, {r.speaker}<br>{wrapped(r.summary, 50)}"
            for r in table.itertuples()
        ],
    )
    coded_marks(figure, points, STANCES, size=11)
    for edge in heights.cumsum():
        figure.add_hline(y=edge, line={"color": style.colour("border"), "width": 1})
    labels = [
        f"{wrapped(label, 16)}: {n}"
        for label, n in zip(
            subjects.values(),
            table["about"].value_counts().reindex(list(subjects), fill_value=0),
            strict=True,
        )
    ]
    figure.update_yaxes(
        tickvals=list(tops + heights / 2),
        ticktext=labels,
        range=[heights.sum(), 0],
        showgrid=False,
        zeroline=False,
    )
    figure.update_xaxes(dtick="M6", tickformat="%b<br>%Y", tick0="2024-07-01")
    return figure.update_layout(height=round(150 + _LANE * heights.sum()))


def gate_grid(gates: pd.DataFrame) -> go.Figure:
    """Steps to a deployment by actor: who can hold each up; from ``russia.gates``."""
    labels = gates["step"].map(lambda s: wrapped(s, 19))
    actors, parts = russia.actors(), data.labels_of("gates", "russia")
    columns = {code: wrapped(name, 9) for code, name in actors.items()}
    cells = gates.assign(row=labels).melt(["row", "step"], list(actors), "actor", "code")
    cells = cells.assign(
        column=cells["actor"].map(columns),
        hover=cells["step"]
        + "<br>"
        + cells["actor"].map(actors)
        + ": "
        + cells["code"].map(lambda c: parts[c].lower()),
    )
    figure = mark_grid(cells, PARTS, list(labels), list(columns.values()))
    figure.update_xaxes(tickfont={"size": 11})
    figure.update_yaxes(showgrid=True, tickfont={"size": 12})
    return figure.update_layout(height=190 + 46 * len(gates))
