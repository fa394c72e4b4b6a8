"""The starting article claim by claim: counts of verdicts, the table, and whether every sentence is covered."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.charts.interview import VERDICTS
from coalition.exhibits.blocks import Link

KINDS = {
    "fact": "Fact",
    "judgement": "Judgement",
    "prediction": "Prediction",
    "counterfactual": "Counterfactual",
    "question": "Question",
}
"""The reader's words for the kinds of claims, in the order they are drawn."""


def verdicts_by_kind(claims: pd.DataFrame) -> pd.DataFrame:
    """How many claims of each kind got each verdict, from the ``claims`` table.

    Columns: kind, verdict (codes), claims (int), ids (text), source_ids. One row per combination that occurs, in the
    order of ``KINDS`` and of ``VERDICTS``.
    """
    rows = []
    for kind in KINDS:
        for verdict in VERDICTS:
            part = claims[(claims["kind"] == kind) & (claims["verdict"] == verdict)]
            if len(part):
                rows.append(
                    (kind, verdict, len(part), ", ".join(part["claim_id"]), tuple(data.source_ids(part)))
                )
    return pd.DataFrame(rows, columns=["kind", "verdict", "claims", "ids", "source_ids"])


def verdict_table(counts: pd.DataFrame) -> pd.DataFrame:
    """``verdicts_by_kind`` with columns named for readers."""
    return pd.DataFrame(
        {
            "Kind": counts["kind"].map(KINDS),
            "Verdict": counts["verdict"].map(VERDICTS),
            "Claims": counts["claims"],
            "Which": counts["ids"],
            "Sources": counts["source_ids"],
        }
    )


def claim_table(claims: pd.DataFrame) -> pd.DataFrame:
    """Every claim with columns named for readers, from the ``claims`` table; "Treated in" leads to the chapter."""
    return pd.DataFrame(
        {
            "Claim": claims["claim_id"],
            "What the article says": claims["claim"],
            "Verdict": claims["verdict"].map(VERDICTS),
            "What the sources show": claims["evidence"],
            "Kind": claims["kind"].map(KINDS),
            "Confidence": claims["confidence"],
            "Place": claims["paragraph_sentences"].map(", ".join),
            "Treated in": [Link(f"chapter:{label}") for label in claims["chapter"]],
            "Sources": claims["source_ids"],
        }
    )


def article_sentences() -> list[int]:
    """How many sentences each paragraph of the starting article has; the text itself is not part of this project."""
    return data.resource("claims")["schema"]["sentences_per_paragraph"]


def places(claims: pd.DataFrame) -> pd.DataFrame:
    """Where each claim stands. Columns: claim_id, paragraph, sentence (int); one row per claim and sentence."""
    rows = claims[["claim_id", "paragraph_sentences"]].explode("paragraph_sentences")
    numbers = rows["paragraph_sentences"].str.split(".", expand=True).astype(int)
    return pd.DataFrame(
        {"claim_id": rows["claim_id"], "paragraph": numbers[0], "sentence": numbers[1]}
    ).reset_index(drop=True)


def uncovered(claims: pd.DataFrame) -> list[str]:
    """Sentences of the article without a claim, as paragraph.sentence."""
    covered = {f"{p}.{s}" for p, s in places(claims)[["paragraph", "sentence"]].itertuples(index=False)}
    every = [f"{p}.{s}" for p, count in enumerate(article_sentences(), start=1) for s in range(1, count + 1)]
    return [place for place in every if place not in covered]
