"""Russia's statements over time, what moved, and whose word the plan hangs on."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import russia
from coalition.charts.axes import date_range, day
from coalition.charts.drawing import coded_marks
from coalition.charts.labels import wrapped
from coalition.charts.lists import coded_lists
from coalition.charts.timeline import lanes
from coalition.data.passages import inline
from coalition.exhibits import style

STANCES = style.Looks(
    russia.stances,
    {
        "rejects": ("worst", "x"),
        "opposed": ("second", "triangle-down-open"),
        "undecided": ("muted", "triangle-up-open"),
        "conditional": ("accent", "diamond"),
    },
)
"""How the stance of a Russian statement looks."""

_SIGNS = {"rejects": "×", "opposed": "▽", "conditional": "◆", "undecided": "△"}
"""The marks of the stances as signs, for the words above a subject."""

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
_HEAD = 2.6
"""Lines of marks that the words above those of a subject take."""


def statement_timeline(statements: pd.DataFrame) -> go.Figure:
    """Russia's statements by date, one band per subject, shape and colour by stance; from
    ``russia.statements``.
    """
    subjects = russia.subjects()
    table = statements.assign(day=data.last_day(statements["date"])).sort_values(["day", "statement_id"])
    table = table.assign(lane=table.groupby("about")["day"].transform(lambda days: lanes(days, _GAP)))
    heights = table.groupby("about")["lane"].max().reindex(list(subjects), fill_value=0) + 1.6 + _HEAD
    tops = heights.cumsum() - heights
    table = table.assign(y=table["about"].map(tops) + table["lane"] + 0.6 + _HEAD)
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
    for about, label in subjects.items():
        held = table.loc[table["about"] == about, "stance"].value_counts()
        said = ", ".join(
            f"{_SIGNS.get(c, '')} {inline(look.label)}: {held[c]}" for c, look in STANCES.items() if c in held
        )
        words = f"<b>{label}: {held.sum()}</b><br>{wrapped(said, 52)}"
        figure.add_annotation(
            x=0, xref="paper", y=tops[about] + 0.2, text=words, showarrow=False,
            xanchor="left", yanchor="top", align="left", font={"size": 13},
        )  # fmt: skip
    figure.update_yaxes(visible=False, range=[heights.sum(), 0])
    first, last = table["day"].min(), table["day"].max()
    figure.update_xaxes(
        dtick="M12", tickformat="1 Jan<br>%Y", tick0="2025-01-01", tickangle=0,
        range=date_range([first, last]), showgrid=True,
    )  # fmt: skip
    return figure.update_layout(height=round(80 + _LANE * heights.sum()), showlegend=False)


def gate_board(gates: pd.DataFrame) -> go.Figure:
    """Under each step to a deployment the actors by their part in it; from ``russia.gates``.

    Who has no formal say in a step is left out.
    """
    actors = russia.actors()

    def parts(gate: pd.Series) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for code, name in actors.items():
            found.setdefault(gate[code], []).append(name)
        return found

    return coded_lists(
        ((gate["step"], parts(gate)) for _, gate in gates.iterrows()),
        {code: look for code, look in PARTS.items() if code != "none"},
    )
