"""The claims of the starting article as tables for readers."""

from __future__ import annotations

import pandas as pd

from bookpress.exhibits.blocks import Link
from coalition import data


def verdict_table(counts: pd.DataFrame) -> pd.DataFrame:
    """``claims.verdicts_by_kind`` with columns named for readers."""
    return pd.DataFrame(
        {
            "Kind": counts["kind"].map(data.labels_of("claims", "kind")),
            "Verdict": counts["verdict"].map(data.labels_of("claims", "verdict")),
            "Claims": counts["claims"],
            "Which": counts["ids"],
            "Sources": counts["source_ids"],
        }
    )


def claim_table(claims: pd.DataFrame) -> pd.DataFrame:
    """Every claim with columns named for readers, from the ``claims`` table; "Treated in" leads to the
    chapter.
    """
    return pd.DataFrame(
        {
            "Claim": claims["claim_id"],
            "What the article says": claims["claim"],
            "Verdict": claims["verdict"].map(data.labels_of("claims", "verdict")),
            "What the sources show": claims["evidence"],
            "Kind": claims["kind"].map(data.labels_of("claims", "kind")),
            "Confidence": claims["confidence"],
            "Place": claims["paragraph_sentences"].map(", ".join),
            "Treated in": [Link(f"chapter:{label}") for label in claims["chapter"]],
            "Sources": claims["source_ids"],
        }
    )
