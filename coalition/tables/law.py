"""Tables of the legal basis: what each rule bears on, the rules, and who calls the force what."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import law
from coalition.formats import spoken_by


def bearing(marks: pd.DataFrame) -> pd.DataFrame:
    """The cells of the board with columns named for readers."""
    return pd.DataFrame(
        {
            "Rule": marks["topic"],
            "Law": marks["whose"],
            "The force would": marks["aspect"].map(data.labels_of("law_readings", "aspect")),
            "Effect": marks["effect"].map(data.labels_of("law_readings", "effect")),
            "Why": marks["reason"],
            "Sources": marks["source_ids"],
        }
    )


def rules(table: pd.DataFrame) -> pd.DataFrame:
    """The rules with columns named for readers, international law first; from the ``law`` table."""
    rows = table.assign(own=table["iso3"].notna()).sort_values(["own", "topic"])
    return pd.DataFrame(
        {
            "Rule": rows["topic"],
            "Law": law.whose(rows),
            "What it says, in our words": rows["rule"],
            "As of": rows["as_of"],
            "Confidence": rows["confidence"],
            "Note": rows["note"],
            "Sources": rows["source_ids"],
        }
    ).reset_index(drop=True)


def labels(statements: pd.DataFrame) -> pd.DataFrame:
    """Who calls the force what, in order of time; from rows of the ``statements`` table."""
    rows = statements.sort_values(["date", "statement_id"])
    return pd.DataFrame(
        {
            "Date": rows["date"],
            "State": rows["iso3"].map(data.names()),
            "Speaker": list(map(spoken_by, rows["speaker"], rows["office"])),
            "What was said, in our words": rows["summary"],
            "Note": rows["note"],
            "Sources": rows["source_ids"],
        }
    ).reset_index(drop=True)
