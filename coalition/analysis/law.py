"""What the rules of ``law`` mean for a foreign force in Ukraine: our reading, stated cell by cell."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.data import passages


def bearing() -> pd.DataFrame:
    """How each rule bears on each aspect, the rows of ``law_readings`` in their order.

    Columns: legal_id, topic, whose (``International`` or a country), aspect, effect (codes of
    ``law_readings``), reason, source_ids. Raises KeyError for a reading of a rule that ``law`` does not have.
    """
    readings = data.load("law_readings")
    rules = data.rows("law", list(readings["legal_id"]))
    return pd.DataFrame(
        {
            "legal_id": readings["legal_id"],
            "topic": rules["topic"],
            "whose": whose(rules),
            "aspect": readings["aspect"],
            "effect": readings["effect"],
            "reason": readings["reason"],
            "source_ids": readings["source_ids"],
        }
    )


def whose(rules: pd.DataFrame) -> pd.Series:
    """The state whose law each rule of ``law`` is, or ``International``."""
    return rules["iso3"].map(data.names()).fillna("International")


def sources_seen() -> pd.Series:
    """How many of the sources behind ``law`` were read in which way, by codes of ``sources.seen``."""
    codes = list(data.labels_of("sources", "seen"))
    found = data.sources(data.source_ids(data.load("law")))["seen"].value_counts()
    return found.reindex(codes, fill_value=0)


def said() -> pd.DataFrame:
    """The statements on the legal character of a force that ``selections`` names, by date."""
    chosen = passages.selected("tab-law-labels", "statements")
    return chosen.sort_values(["date", "statement_id"], ignore_index=True)
