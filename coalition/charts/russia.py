"""Russia's statements over time, what moved, and whose word the plan hangs on."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import russia
from coalition.charts.grid import mark_grid, marker
from coalition.charts.labels import wrapped
from coalition.charts.timeline import lanes
from coalition.exhibits import style

STANCES = {
    "rejects": style.Code("Rejects it as unacceptable", "opposed", "x"),
    "opposed": style.Code("Speaks against it", "declined", "triangle-down-open"),
    "conditional": style.Code("Names terms", "accent", "diamond"),
}
"""How a Russian statement is coded (``statements.stance``) and drawn."""

SAYS = {
    "needed": style.Code(russia.SAYS["needed"], "second", "circle"),
    "asked": style.Code(russia.SAYS["asked"], "accent", "diamond"),
    "optional": style.Code(russia.SAYS["optional"], "support_only", "square-open"),
    "none": style.Code(russia.SAYS["none"], "muted", "line-ew"),
}
"""How an actor's part in a step is drawn."""

_SHORT_ACTORS = {"russia": "Russia", "ukraine": "Ukraine", "united_states": "US", "senders": "Senders"}
"""Column labels that fit a phone, keyed as ``russia.ACTORS``."""

_GAP = pd.Timedelta(days=62)
"""Statements on a subject that are closer than this are set one below the other."""
_LANE = 19
"""Pixels per line of marks."""


def statement_timeline(statements: pd.DataFrame) -> go.Figure:
    """Russia's statements by date, one band per subject, shape and colour by stance; from ``russia.statements``."""
    table = statements.assign(day=data.last_day(statements["date"])).sort_values(["day", "statement_id"])
    table = table.assign(lane=table.groupby("about")["day"].transform(lambda days: lanes(days, _GAP)))
    heights = (
        table.groupby("about")["lane"].max().reindex(list(russia.SUBJECTS), fill_value=0).clip(lower=1) + 1.6
    )
    tops = heights.cumsum() - heights
    table = table.assign(y=table["about"].map(tops) + table["lane"] + 0.8)
    figure = go.Figure()
    for code, look in STANCES.items():
        part = table[table["stance"] == code]
        figure.add_scatter(
            x=list(part["day"].dt.strftime("%Y-%m-%d")) or [None],
            y=list(part["y"]) or [None],
            mode="markers",
            name=look.label,
            hoverinfo="text",
            marker=marker(look, 11),
            text=[
                f"{data.written_date(r.date)}, {r.speaker}<br>{wrapped(r.summary, 50)}"
                for r in part.itertuples()
            ],
        )
    for edge in heights.cumsum():
        figure.add_hline(y=edge, line={"color": style.colour("border"), "width": 1})
    labels = [
        f"{wrapped(label, 16)}: {n}"
        for label, n in zip(
            russia.SUBJECTS.values(),
            table["about"].value_counts().reindex(list(russia.SUBJECTS), fill_value=0),
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
    actors = _SHORT_ACTORS
    cells = gates.assign(row=labels).melt(["row", "step"], list(russia.ACTORS), "actor", "code")
    cells = cells.assign(
        column=cells["actor"].map(actors),
        hover=cells["step"]
        + "<br>"
        + cells["actor"].map(russia.ACTORS)
        + ": "
        + cells["code"].map(lambda c: russia.SAYS[c].lower()),
    )
    figure = mark_grid(cells, SAYS, list(labels), list(actors.values()))
    figure.update_xaxes(tickfont={"size": 11})
    figure.update_yaxes(showgrid=True, tickfont={"size": 12})
    return figure.update_layout(height=190 + 46 * len(gates))


def statement_table(statements: pd.DataFrame) -> pd.DataFrame:
    """Russia's statements with columns named for readers, by date; from ``russia.statements``."""
    return pd.DataFrame(
        {
            "Date": statements["date"].map(data.written_date),
            "Subject": statements["about"].map(russia.SUBJECTS),
            "Speaker": statements["speaker"] + ", " + statements["office"],
            "What was said": statements["summary"],
            "Coded": statements["stance"].map(lambda s: STANCES[s].label),
            "Note": statements["note"],
            "Sources": statements["source_ids"],
        }
    )


def gate_table(gates: pd.DataFrame) -> pd.DataFrame:
    """The steps with columns named for readers; from ``russia.gates``."""
    return pd.DataFrame(
        {
            "Step": gates["step"],
            **{name: gates[key].map(russia.SAYS) for key, name in russia.ACTORS.items()},
            "What is known": gates["known"],
            "As of": gates["as_of"].map(data.written_date),
            "Sources": gates["source_ids"],
        }
    )


def movement_table(movement: pd.DataFrame) -> pd.DataFrame:
    """What moved, point by point, with columns named for readers; from ``russia.movement``."""

    def dated(end: str) -> list[str]:
        return [f"{data.written_date(d)}: {text}" for d, text in zip(movement[f"{end}_date"], movement[end])]

    return pd.DataFrame(
        {
            "Point": movement["point"],
            "Earlier": dated("before"),
            "Later": dated("after"),
            "Our reading": movement["reading"].map(russia.READINGS),
            "Sources": movement["source_ids"],
        }
    )
