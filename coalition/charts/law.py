"""The legal basis: which rule bears on what the force would do."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.charts.lists import coded_lists
from coalition.data.passages import inline
from coalition.exhibits import style

EFFECTS = style.Looks.of(
    "law_readings",
    "effect",
    {
        "opens": ("accent", "circle"),
        "condition": ("partly", "diamond"),
        "bars": ("second", "x"),
        "unsettled": ("muted", "triangle-up-open"),
    },
)
"""How the effect of a rule looks."""


def rule_board(bearing: pd.DataFrame) -> go.Figure:
    """Under each effect, with its count, the rules that have it, by what the force would do; from
    ``law.bearing``. What stands against the force comes first.
    """
    aspects = data.labels_of("law_readings", "aspect")
    groups: list[tuple[str, dict[tuple[str, str], list[str]]]] = []
    looks: dict[tuple[str, str], style.Code] = {}
    for effect in sorted(EFFECTS, key=lambda code: code != "bars"):
        part, look = bearing[bearing["effect"] == effect], EFFECTS[effect]
        looks |= {(effect, a): replace(look, label=f"To {inline(label)}") for a, label in aspects.items()}
        named = {(effect, a): list(rows["topic"]) for a, rows in part.groupby("aspect")}
        if named:
            groups.append((f"{look.label}:\u00a0{len(part)}", named))
    return coded_lists(groups, looks)
