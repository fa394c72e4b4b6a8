"""The interview of December 2025: what reports made of it, and how the article's claims about it stand."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.charts.grid import mark_grid
from coalition.charts.labels import wrapped
from coalition.exhibits import style

ELEMENTS = {
    "readiness": "Troops if needed",
    "breach_response": "If Russia breaks a deal",
    "named_states": "Names a state",
    "domains": "Land, sea and air",
    "confidential_details": "Details not public",
    "interview_date": "Day of the interview",
}
"""Column labels for the elements of the ``retellings`` table, in the order they are drawn."""

MARKS = {
    "quoted": style.Code("In Rutte's quoted words", "deploy_troops", "circle"),
    "own_words": style.Code("In the report's own words", "conditional", "diamond"),
    "question": style.Code("Traced to the interviewer's question", "undecided", "triangle-up-open"),
    "no": style.Code("Not in the report or passage", "declined", "x-thin"),
    "unknown": style.Code("Not in the part read", "unknown", "line-ew"),
}
"""How a report carries an element."""

VERDICTS = {
    "supported": "Borne out by the evidence found",
    "partly_supported": "Borne out in part",
    "not_supported": "Not borne out",
    "false": "The evidence found speaks against it",
    "contested": "Contested",
    "untestable": "Cannot be decided",
}
"""The reader's words for a verdict; none calls a judgement or a question true or false."""


def reports(retellings: pd.DataFrame) -> pd.DataFrame:
    """The ``retellings`` table with what the chapter counts and draws.

    Adds label (report as named for readers, with the letter of a shared origin), group (the same
    for reports that share an origin), code (a key of ``MARKS``) and day. Reports with a letter follow the others.
    """
    letter = retellings["origin"]
    publishers = (
        data.load("sources").set_index("source_id")["publisher"].str.replace(r" [(/].*", "", regex=True)
    )
    name = (
        retellings["source_id"]
        .map(publishers)
        .mask(retellings["source_id"] == "starting-article", "Starting article")
    )
    carried = retellings["quoted"].fillna(False).map({True: "quoted", False: "own_words"})
    table = retellings.assign(
        label=name + letter.map(" ({})".format, na_action="ignore").fillna(""),
        group=letter.fillna(retellings["source_id"]),
        code=carried.where(retellings["says"] == "yes", retellings["says"]).mask(
            retellings["asked"], "question"
        ),
        letter=letter.fillna(""),
        day=data.last_day(retellings["published"]),
    )
    return table.sort_values(["letter", "day", "retelling_id"], ignore_index=True)


def retelling_grid(table: pd.DataFrame) -> go.Figure:
    """Reports by elements of the interview, from ``reports``."""
    rows = list(table["label"].unique())
    cells = pd.DataFrame(
        {
            "row": table["label"],
            "column": table["element"].map(ELEMENTS),
            "code": table["code"],
            "hover": table["label"]
            + "<br>"
            + table["element"].map(ELEMENTS)
            + ": "
            + table["code"].map(lambda c: MARKS[c].label.lower())
            + "<br>"
            + table["in_own_words"].map(lambda t: wrapped(t, 48)),
        }
    )
    figure = mark_grid(cells, MARKS, rows, list(ELEMENTS.values()))
    figure.update_xaxes(tickangle=-60, tickfont={"size": 12})
    return figure.update_layout(height=260 + 28 * len(rows))


def retelling_table(table: pd.DataFrame) -> pd.DataFrame:
    """One row per report and element with columns named for readers, from ``reports``."""
    return pd.DataFrame(
        {
            "Report": table["label"],
            "Published": table["published"],
            "Element": table["element"].map(ELEMENTS),
            "How it has it": table["code"].map(lambda c: MARKS[c].label),
            "What it says": table["in_own_words"],
            "Note": table["note"],
            "Sources": table["source_ids"],
        }
    )


def element_counts(table: pd.DataFrame) -> pd.DataFrame:
    """How many reports carry each element, and of how many origins, from ``reports``.

    Columns (counts of reports unless said otherwise): Element, Have it, Have it (by origin), In quoted
    words, Do not have it, Part not read, Sources. Reports that share an origin count once "by origin".
    """
    rows = []
    for element, label in ELEMENTS.items():
        part = table[table["element"] == element]
        having = part[part["says"] == "yes"]
        rows.append(
            {
                "Element": label,
                "Have it": len(having),
                "Have it (by origin)": having["group"].nunique(),
                "In quoted words": int((part["code"] == "quoted").sum()),
                "Do not have it": int((part["says"] == "no").sum()),
                "Part not read": int((part["says"] == "unknown").sum()),
                "Sources": tuple(data.source_ids(part)),
            }
        )
    return pd.DataFrame(rows)


def claim_table(claims: pd.DataFrame) -> pd.DataFrame:
    """Claims of the starting article with columns named for readers, from rows of the ``claims`` table."""
    return pd.DataFrame(
        {
            "Claim": claims["claim_id"],
            "What the article says": claims["claim"],
            "Verdict": claims["verdict"].map(VERDICTS) + " (" + claims["confidence"] + " confidence)",
            "What the sources show": claims["evidence"],
            "Sources": claims["source_ids"],
        }
    ).reset_index(drop=True)
