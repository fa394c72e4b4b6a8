"""Earlier promises as tables for readers."""

from __future__ import annotations

import pandas as pd

from coalition import data


def promise_table(promises: pd.DataFrame) -> pd.DataFrame:
    """Every promise with columns named for readers, from the ``promises`` table."""
    return pd.DataFrame(
        {
            "Promise": promises["name"],
            "Date": promises["date"],
            "What was promised": promises["what_was_promised"],
            "Means of enforcement": promises["enforcement_mechanism"],
            "Strength": promises["enforcement"].map(data.labels_of("promises", "enforcement")),
            "Legal form": promises["legal_form"].map(data.labels_of("promises", "legal_form")),
            "Outcome": promises["outcome"].map(data.labels_of("promises", "outcome")),
            "First breach": promises["breach_date"],
            "Broken by": _parties(promises["breached_by"]),
            "Confidence": promises["confidence"].map(data.labels_of("promises", "confidence")),
            "Note": promises["note"],
            "Sources": promises["source_ids"],
        }
    )


def span_table(years: pd.DataFrame) -> pd.DataFrame:
    """Promises and first breaches with columns named for readers, from ``promises.years_to_breach``."""
    return pd.DataFrame(
        {
            "Promise": years["name"],
            "Promised": years["first_day"].dt.strftime("%Y-%m-%d"),
            "First breach": years["breach_day"].dt.strftime("%Y-%m-%d"),
            "Years between": years["years"].round(1),
            "Outcome": years["outcome"].map(data.labels_of("promises", "outcome")),
            "Broken by": _parties(years["breached_by"]),
            "Sources": years["source_ids"],
        }
    )


def tally_table(tallies: pd.DataFrame) -> pd.DataFrame:
    """Outcomes under each way of counting with columns named for readers, from ``promises.tallies``."""
    outcomes = data.labels_of("promises", "outcome")
    counts = {label: tallies[code] for code, label in outcomes.items()}
    return pd.DataFrame(
        {
            "Way of counting": tallies["label"],
            **counts,
            "Promises": tallies["total"],
            "Sources": tallies["source_ids"],
        }
    )


def call_table(calls: pd.DataFrame) -> pd.DataFrame:
    """Alliance promises called upon with columns named for readers, from ``alliances.counted``."""
    outcomes = data.labels_of("alliance_calls", "outcome_own")
    return pd.DataFrame(
        {
            "War": calls["war"],
            "Began": calls["war_began"].astype(str),
            "Alliance": calls["alliance"],
            "Defence pact": calls["defence_pact"].map({True: "Yes", False: "No"}),
            "Kept": calls["kept"].map({True: "Kept", False: "Broken"}),
            "By the authors' own coding": calls["outcome_own"].map(outcomes),
            "Sources": calls["source_ids"],
        }
    ).sort_values(["Began", "War", "Alliance"], ignore_index=True)


def _parties(column: pd.Series) -> pd.Series:
    """Names of the countries in list cells."""
    names = data.names()
    return column.map(lambda codes: ", ".join(names[c] for c in codes))
