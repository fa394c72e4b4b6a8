"""The starting article claim by claim: counts of verdicts, and whether every sentence is covered."""

from __future__ import annotations

import pandas as pd

from coalition import data


def verdicts_by_kind(claims: pd.DataFrame) -> pd.DataFrame:
    """How many claims of each kind got each verdict, from the ``claims`` table.

    Columns: kind, verdict (codes), claims (int), ids (text), source_ids. One row per combination that occurs,
    in the order of the descriptor.
    """
    rows = []
    for kind in data.labels_of("claims", "kind"):
        for verdict in data.labels_of("claims", "verdict"):
            part = claims[(claims["kind"] == kind) & (claims["verdict"] == verdict)]
            if len(part):
                rows.append(
                    (kind, verdict, len(part), ", ".join(part["claim_id"]), data.together(part["source_ids"]))
                )
    return pd.DataFrame(rows, columns=["kind", "verdict", "claims", "ids", "source_ids"])


def article_sentences() -> list[int]:
    """How many sentences each paragraph of the starting article has.

    The text itself is not part of this project.
    """
    return data.resource("claims")["schema"]["sentences_per_paragraph"]


def places(claims: pd.DataFrame) -> pd.DataFrame:
    """Where each claim stands, one row per claim and sentence.

    Columns: claim_id, paragraph, sentence (int).
    """
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
