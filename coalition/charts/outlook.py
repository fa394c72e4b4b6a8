"""Scenarios, judgements, indicators, assumptions and open questions."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition.analysis import views
from coalition.charts.rows import Line, Row, listed


def scenario_ranges(scenarios: pd.DataFrame) -> go.Figure:
    """The chance of each scenario as a bar, behind it the range of its likelihood word; the most
    probable on top.

    From ``outlook.scenarios``.
    """
    table = scenarios.sort_values("probability", ascending=False, kind="stable")
    return listed(
        [
            (
                "",
                [
                    Row(
                        r.label,
                        r.probability,
                        f"{r.probability}% ({r.probability_low} to {r.probability_high})",
                    )
                    for r in table.itertuples()
                ],
            )
        ],
        letters=34,
        end=36,
    )


_VIEWS = {"comes": "partly", "lasts": "partly", "others": "muted", "ours": "accent"}
"""The colours of the parts of the view from several sides."""


def one_view(rows: pd.DataFrame) -> go.Figure:
    """What we judge, what usually happens and what others expect, on one scale; of each forecaster the rows
    with ``nearest``; from ``views.rows``.

    Our first judgement is a line through all rows.
    """
    rows = rows[rows["nearest"]]
    ours = rows[rows["part"] == "ours"]
    first = ours["value"].dropna().head(1)
    return listed(
        (
            (
                part["view"].iloc[0],
                [
                    Row(
                        r.label,
                        None if pd.isna(r.value) else r.value,
                        _said(r),
                        _VIEWS.get(code, "muted"),
                        span=None if pd.isna(r.low) or pd.isna(r.high) else (r.low, r.high),
                    )
                    for r in part.itertuples()
                ],
            )
            for code, part in [("ours", ours), *rows[rows["part"] != "ours"].groupby("part", sort=False)]
            if len(part)
        ),
        line=Line(first.iloc[0], "our judgement") if len(first) else None,
        marks=True,
        letters=40,
        end=18,
    )


def _ranged(scenario) -> str:
    """The chance of a scenario and the range of its word."""
    return f"{scenario.probability}% ({scenario.probability_low} to {scenario.probability_high})"


def _said(row) -> str:
    """The value of a row in words; its range where it has no value."""
    if pd.isna(row.value):
        return f"{row.low:.0f} to {row.high:.0f}%"
    return f"{views.percent(row.value)}%"
