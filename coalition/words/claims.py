"""What the appendix on the starting article says: how its claims stand."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from coalition import data
from coalition.analysis import claims as article
from coalition.tables import claims as tables
from coalition.words.phrases import today


@dataclass(frozen=True)
class Results:
    """The claims for one state of the data."""

    claims: pd.DataFrame
    counts: pd.DataFrame
    """Claims by kind and verdict, from ``claims.verdicts_by_kind``."""


def results() -> Results:
    """Count the claims."""
    claims = data.load("claims")
    return Results(claims, article.verdicts_by_kind(claims))


def words(r: Results) -> dict[str, object]:
    """Every number and list of the chapter's prose, by the name the prose uses."""
    claims, sentences = r.claims, article.article_sentences()
    verdicts, kinds = _counted(claims, "verdict"), _counted(claims, "kind")
    facts = claims[claims["kind"] == "fact"]
    of_facts = _counted(facts, "verdict")
    return {
        "n_claims": len(claims),
        "n_supported": verdicts["supported"],
        "n_partly": verdicts["partly_supported"],
        "n_against": verdicts["false"],
        "n_not": verdicts["not_supported"],
        "n_open": verdicts["contested"] + verdicts["untestable"],
        "n_facts": kinds["fact"],
        "n_judgements": kinds["judgement"],
        "n_facts_supported": of_facts["supported"],
        "n_facts_partly": of_facts["partly_supported"],
        "n_facts_not": of_facts["not_supported"],
        "id_against": _named(facts, "false"),
        "text_against": [f"“{text.rstrip('.')}”" for text in facts.loc[facts["verdict"] == "false", "claim"]]
        or ["no claim"],
        "ids_not": _named(facts, "not_supported"),
        "n_sentences": sum(sentences),
        "n_paragraphs": len(sentences),
        "cut_off": data.cut_off(),
        "n_low": int((claims["confidence"] == "low").sum()),
    }


def bars(r: Results) -> dict[str, str]:
    """Caption and alternative text of the figure of verdicts."""
    counted = tables.verdict_table(r.counts)[["Kind", "Verdict", "Claims"]]
    each = (f"{k}, {v.lower()}: {n}." for k, v, n in counted.itertuples(index=False))
    return {
        "caption": "Claims of the starting article by verdict and kind, evidence up to "
        f"{today()} (n = {len(r.claims)}).",
        "alt": " ".join(["Bars of claims by verdict, with their kinds.", *each]),
    }


def _counted(claims: pd.DataFrame, column: str) -> dict[str, int]:
    """How many claims have each code of a column, those that none has included."""
    return {code: int((claims[column] == code).sum()) for code in data.labels_of("claims", column)}


def _named(facts: pd.DataFrame, verdict: str) -> list[str]:
    """The facts with a verdict, or that there is none."""
    return list(facts.loc[facts["verdict"] == verdict, "claim_id"]) or ["none of them"]
