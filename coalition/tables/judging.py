"""Relations of judgements and agreement of codings as tables for readers."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import chain


def relation_table(relations: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``relations`` with the chance of each way, columns named for readers."""
    stated = chain.stated()
    return pd.DataFrame(
        {
            "Relation": relations["relation_id"],
            "Judgements": relations["judgement_ids"].map(" + ".join),
            "How": relations["kind"].map(data.labels_of("relations", "kind")),
            "Others": relations["other_ids"].map(" + ".join),
            "Conditionals": relations["conditional_ids"].map(" × ".join),
            "Chance (percent)": [
                f"{100 * chain.chance(r.conditional_ids, stated):.2f}" if r.kind == "path" else ""
                for r in relations.itertuples()
            ],
            "Why": relations["reason"],
            "Sources": relations["source_ids"],
        }
    )


def agreement_table(agreement: pd.DataFrame) -> pd.DataFrame:
    """``second_coding.agreement`` with columns named for readers."""
    return pd.DataFrame(
        {
            "What was coded": agreement["variable"].map(data.labels_of("second_codings", "variable")),
            "Rows": agreement["n"],
            "Same code": agreement["same"],
            "Krippendorff's alpha": agreement["alpha"].round(2),
            "Level": agreement["level"],
            "Sources": agreement["source_ids"],
        }
    )
