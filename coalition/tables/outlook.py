"""Tables of scenarios, indicators, judgements, assumptions and open questions."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import likelihood, placeholders


def scenarios(table: pd.DataFrame) -> pd.DataFrame:
    """The scenarios with columns named for readers; from ``outlook.scenarios``."""
    return pd.DataFrame(
        {
            "Scenario": table["label"],
            "Judgement": table["statement"],
            "Likelihood": table["likelihood"].map(likelihood.scale_words),
            "Point (percent)": table["probability"],
            "Confidence": table["confidence_in_judgement"],
            "Basis": table["basis"],
            "What would change it": table["change_mind"],
            "Assumptions": table["assumption_ids"].map(", ".join),
            "Sources": table["source_ids"],
        }
    )


def indicators(table: pd.DataFrame) -> pd.DataFrame:
    """Indicators with columns named for readers; from ``outlook.indicators`` or the table."""
    judgements = placeholders.load("judgements").set_index("judgement_id")["label"]
    return pd.DataFrame(
        {
            "Indicator": table["indicator"],
            "A change would mean": table["would_mean"],
            "Last seen": table["last_seen_value"],
            "On": table["last_seen_on"].map(data.written_date),
            "Bears on": table["judgement_ids"].map(lambda ids: "; ".join(judgements[i] for i in ids)),
            "Note": table["note"],
            "Sources": table["source_ids"],
        }
    )


def due(table: pd.DataFrame) -> pd.DataFrame:
    """Judgements by the day they fall due with columns named for readers; from ``outlook.due``.

    Their ids stand there, since rules for scoring refer to them.
    """
    return pd.DataFrame(
        {
            "Judgement": table["judgement_id"] + ": " + table["label"],
            "Chapter": table["chapter"].map(data.labels_of("judgements", "chapter")),
            "Likelihood": table["likelihood"].map(likelihood.scale_words),
            "Point (percent)": table["probability"],
            "Confidence": table["confidence_in_judgement"],
            "Scored on": table["score_by"].map(data.written_date),
            "Scored as": table["scored_as"],
            "Sources": table["source_ids"],
        }
    )


def assumptions(table: pd.DataFrame) -> pd.DataFrame:
    """Assumptions with columns named for readers, weakest first; from the ``assumptions`` table."""
    standings = data.labels_of("assumptions", "standing")
    rank = table["standing"].map(list(reversed(standings)).index)
    table = table.assign(rank=rank).sort_values(["rank", "assumption_id"])
    return pd.DataFrame(
        {
            "Assumption": table["statement"],
            "Standing": table["standing"].map(standings),
            "Why it matters": table["why_it_matters"],
            "How it would fail": table["how_it_would_fail"],
            "Judgements that rest on it": table["judgement_ids"].map(len),
            "Note": table["note"],
            "Sources": table["source_ids"],
        }
    ).reset_index(drop=True)


def questions(table: pd.DataFrame) -> pd.DataFrame:
    """The register of open questions with columns named for readers; from the ``questions`` table."""
    return pd.DataFrame(
        {
            "Question": table["question"],
            "Why it matters": table["why_it_matters"],
            "Who could answer": table["who_could_answer"],
            "What would settle it": table["what_would_settle_it"],
            "Status": table["status"].map(data.labels_of("questions", "status")),
            "Chapter": table["chapter"].map(data.labels_of("judgements", "chapter")),
            "Note": table["note"],
            "Sources": table["source_ids"],
        }
    )
