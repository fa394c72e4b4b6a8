"""The legal basis: which rule bears on what the force would do."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import law
from coalition.charts.grid import mark_grid
from coalition.charts.labels import wrapped
from coalition.exhibits import style

EFFECTS = {
    "opens": style.Code(law.EFFECTS["opens"], "deploy_troops", "circle"),
    "condition": style.Code(law.EFFECTS["condition"], "conditional", "diamond"),
    "bars": style.Code(law.EFFECTS["bars"], "declined", "x"),
    "unsettled": style.Code(law.EFFECTS["unsettled"], "undecided", "triangle-up-open"),
}
"""How the effect of a rule looks."""


def rule_board(bearing: pd.DataFrame) -> go.Figure:
    """Rules by aspect of the force, shape and colour by effect; from ``law.bearing``."""
    labels = bearing["topic"].map(lambda t: wrapped(t, 24))
    cells = pd.DataFrame(
        {
            "row": labels,
            "column": bearing["aspect"].map(law.ASPECTS),
            "code": bearing["effect"],
            "hover": [f"{t}<br>{wrapped(r, 46)}" for t, r in zip(bearing["topic"], bearing["reason"])],
        }
    )
    figure = mark_grid(cells, EFFECTS, list(labels.drop_duplicates()), list(law.ASPECTS.values()))
    figure.update_xaxes(tickangle=-60, tickfont={"size": 11}, showgrid=True)
    figure.update_yaxes(tickfont={"size": 11}, showgrid=True)
    return figure.update_layout(height=230 + 34 * labels.nunique())


def bearing_table(bearing: pd.DataFrame) -> pd.DataFrame:
    """The board's cells with columns named for readers."""
    return pd.DataFrame(
        {
            "Rule": bearing["topic"],
            "Law": bearing["whose"],
            "The force would": bearing["aspect"].map(law.ASPECTS),
            "Effect": bearing["effect"].map(law.EFFECTS),
            "Why": bearing["reason"],
            "Sources": bearing["source_ids"],
        }
    )


def rule_table(rules: pd.DataFrame) -> pd.DataFrame:
    """Rules with columns named for readers, international law first; from the ``law`` table."""
    rows = rules.assign(own=rules["iso3"].notna()).sort_values(["own", "topic"])
    return pd.DataFrame(
        {
            "Rule": rows["topic"],
            "Law": rows["iso3"].map(data.names()).fillna("International"),
            "What it says, in our words": rows["rule"],
            "As of": rows["as_of"],
            "Confidence": rows["confidence"],
            "Note": rows["note"],
            "Sources": rows["source_ids"],
        }
    ).reset_index(drop=True)


def label_table(statements: pd.DataFrame) -> pd.DataFrame:
    """Who calls the force what, in order of time; from rows of the ``statements`` table."""
    rows = statements.sort_values(["date", "statement_id"])
    return pd.DataFrame(
        {
            "Date": rows["date"],
            "State": rows["iso3"].map(data.names()),
            "Speaker": rows["speaker"] + " (" + rows["office"] + ")",
            "What was said, in our words": rows["summary"],
            "Note": rows["note"],
            "Sources": rows["source_ids"],
        }
    ).reset_index(drop=True)
