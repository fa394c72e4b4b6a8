"""Scenarios, judgements, indicators, assumptions and open questions."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import outlook
from coalition.charts.labels import wrapped
from coalition.exhibits import style

CHAPTERS = {
    "interview": "The interview",
    "contributors": "Who would go",
    "membership": "Membership",
    "force": "The force",
    "numbers": "Numbers",
    "promises": "Promises",
    "ceasefires": "Ceasefires",
    "precedents": "Precedents",
    "resources": "Resources",
    "consent": "Publics and parliaments",
    "law": "Law",
    "russia": "Russia",
    "deterrence": "Deterrence",
    "outlook": "Outlook",
}
"""Short names of the chapters."""

STANDINGS = {
    "supported": "well supported",
    "caveats": "with reservations",
    "unsupported": "not supported, made for lack of evidence",
}
"""Short words for how an assumption stands (``assumptions.standing``)."""

STATUSES = {"open": "open", "partly_answered": "answered in part", "settled": "settled"}
"""Short words for how a question stands (``questions.status``)."""


def scenario_ranges(scenarios: pd.DataFrame) -> go.Figure:
    """One row per scenario: the range of its likelihood word as a line, the point as a mark; from ``outlook.scenarios``."""
    table = scenarios.sort_values("probability", ascending=False, kind="stable")
    labels = [wrapped(label, 20) for label in table["label"]]
    figure = go.Figure()
    figure.add_scatter(
        x=list(table["probability"]),
        y=labels,
        mode="markers+text",
        text=[f"{p}%" for p in table["probability"]],
        textposition="top right",
        showlegend=False,
        marker={"size": 12, "color": style.colour("accent"), "symbol": "diamond"},
        cliponaxis=False,
        error_x={
            "type": "data",
            "symmetric": False,
            "array": list(table["probability_high"] - table["probability"]),
            "arrayminus": list(table["probability"] - table["probability_low"]),
            "color": style.colour("border"),
            "thickness": 6,
            "width": 0,
        },
        hoverinfo="text",
        hovertext=[
            f"{r.label}<br>{outlook.scale_words(r.likelihood)}, point {r.probability} percent"
            for r in table.itertuples()
        ],
    )
    figure.update_xaxes(title="Percent", range=[0, 101], dtick=20, tickangle=0)
    figure.update_yaxes(
        type="category", categoryorder="array", categoryarray=labels, range=[len(labels) - 0.4, -0.8]
    )
    return figure.update_layout(height=110 + 58 * len(labels))


def scenario_table(scenarios: pd.DataFrame) -> pd.DataFrame:
    """The scenarios with columns named for readers; from ``outlook.scenarios``."""
    return pd.DataFrame(
        {
            "Scenario": scenarios["label"],
            "Judgement": scenarios["statement"],
            "Likelihood": scenarios["likelihood"].map(outlook.scale_words),
            "Point (percent)": scenarios["probability"],
            "Confidence": scenarios["confidence_in_judgement"],
            "Basis": scenarios["basis"],
            "What would change it": scenarios["change_mind"],
            "Assumptions": scenarios["assumption_ids"].map(", ".join),
            "Sources": scenarios["source_ids"],
        }
    )


def last_seen(indicators: pd.DataFrame) -> go.Figure:
    """When each indicator was last seen, oldest on top; from ``outlook.indicators``."""
    labels = [wrapped(r.indicator, 32) for r in indicators.itertuples()]
    figure = go.Figure()
    figure.add_scatter(
        x=list(indicators["day"].dt.strftime("%Y-%m-%d")),
        y=labels,
        mode="markers",
        showlegend=False,
        hoverinfo="text",
        marker={"size": 11, "color": style.colour("accent"), "symbol": "circle"},
        text=[
            f"{data.written_date(r.last_seen_on)}<br>{wrapped(r.last_seen_value, 45)}"
            for r in indicators.itertuples()
        ],
    )
    first = indicators["day"].min() - pd.Timedelta(days=20)
    figure.update_xaxes(
        range=[first.strftime("%Y-%m-%d"), (data.as_day(None) + pd.Timedelta(days=20)).strftime("%Y-%m-%d")],
        dtick="M3",
        tick0="2026-01-01",
        tickformat="%b<br>%Y",
    )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=labels,
        range=[len(labels) - 0.5, -0.5],
        dtick=1,
        tickfont={"size": 11},
    )
    return figure.update_layout(height=90 + 46 * len(labels))


def indicator_table(indicators: pd.DataFrame) -> pd.DataFrame:
    """Indicators with columns named for readers; from ``outlook.indicators`` or the table."""
    judgements = data.load("judgements").set_index("judgement_id")["label"]
    return pd.DataFrame(
        {
            "Indicator": indicators["indicator"],
            "A change would mean": indicators["would_mean"],
            "Last seen": indicators["last_seen_value"],
            "On": indicators["last_seen_on"].map(data.written_date),
            "Bears on": indicators["judgement_ids"].map(lambda ids: "; ".join(judgements[i] for i in ids)),
            "Note": indicators["note"],
            "Sources": indicators["source_ids"],
        }
    )


def due_table(judgements: pd.DataFrame) -> pd.DataFrame:
    """Judgements, with their ids since rules refer to them, the day and the rule by which each is scored; from ``outlook.due``."""
    return pd.DataFrame(
        {
            "Judgement": judgements["judgement_id"] + ": " + judgements["label"],
            "Chapter": judgements["chapter"].map(CHAPTERS),
            "Likelihood": judgements["likelihood"].map(outlook.scale_words),
            "Point (percent)": judgements["probability"],
            "Confidence": judgements["confidence_in_judgement"],
            "Scored on": judgements["score_by"].map(data.written_date),
            "Scored as": judgements["scored_as"],
            "Sources": judgements["source_ids"],
        }
    )


def assumption_table(assumptions: pd.DataFrame) -> pd.DataFrame:
    """Assumptions with columns named for readers, weakest first; from the ``assumptions`` table."""
    table = assumptions.assign(rank=assumptions["standing"].map(list(STANDINGS)[::-1].index)).sort_values(
        ["rank", "assumption_id"]
    )
    return pd.DataFrame(
        {
            "Assumption": table["statement"],
            "Standing": table["standing"].map(STANDINGS),
            "Why it matters": table["why_it_matters"],
            "How it would fail": table["how_it_would_fail"],
            "Judgements that rest on it": table["judgement_ids"].map(len),
            "Note": table["note"],
            "Sources": table["source_ids"],
        }
    ).reset_index(drop=True)


def question_table(questions: pd.DataFrame) -> pd.DataFrame:
    """The register of open questions with columns named for readers; from the ``questions`` table."""
    return pd.DataFrame(
        {
            "Question": questions["question"],
            "Why it matters": questions["why_it_matters"],
            "Who could answer": questions["who_could_answer"],
            "What would settle it": questions["what_would_settle_it"],
            "Status": questions["status"].map(STATUSES),
            "Chapter": questions["chapter"].map(CHAPTERS),
            "Note": questions["note"],
            "Sources": questions["source_ids"],
        }
    )
