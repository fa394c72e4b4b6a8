"""What we expect: scenarios, judgements in words, and how fresh the evidence is."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import placeholders
from coalition.data.dates import DAYS_PER_MONTH


def scenarios(name: str | None = None) -> pd.DataFrame:
    """The rows of one scenario set, by default the one made last, in the order of the table.

    Raises ValueError if the points do not add up to 100 (``judgement_rules.faults`` says which set), KeyError
    if there is no such set.
    """
    table = placeholders.load("judgements").dropna(subset="scenario_set")
    if name is None and len(table):
        name = table.sort_values("made_on", kind="stable")["scenario_set"].iloc[-1]
    found = table[table["scenario_set"] == name].reset_index(drop=True)
    if found.empty:
        raise KeyError(f"no scenario set {name!r}")
    if found["probability"].sum() != 100:
        raise ValueError(f"the points of {name} add up to {found['probability'].sum()}, not 100")
    return found


def in_words(*judgement_ids: str) -> dict[str, str]:
    """Write judgements as whole sentences for the prose, likelihood and confidence apart.

    For each id, in lower case: ``k01_statement``, ``k01_confidence`` (two sentences: the word, then the
    reason) and ``k01_change`` (what would change it). Raises KeyError for an unknown id.
    """
    table = placeholders.filled("judgements", data.rows("judgements", judgement_ids))
    confidences = data.labels_of("judgements", "confidence_in_judgement")
    words: dict[str, str] = {}
    for row in table.itertuples():
        key, sure = row.judgement_id.lower(), confidences[row.confidence_in_judgement].lower()
        words |= {
            f"{key}_statement": row.statement,
            f"{key}_change": row.change_mind,
            f"{key}_confidence": f"Confidence in this is {sure}. {row.confidence_reason}",
        }
    return words


FRESH_MONTHS, OLD_MONTHS = 2, 6
"""A sighting younger than the first counts as fresh, one older than the second as old."""


def indicators() -> pd.DataFrame:
    """The indicators to watch with the age of their last sighting, oldest first.

    Columns: those of ``indicators_to_watch``, day (last day the sighting may date from), months (age at the
    cut-off).
    """
    table = placeholders.load("indicators_to_watch")
    day = data.last_day(table["last_seen_on"])
    return table.assign(day=day, months=(data.as_day(None) - day).dt.days / DAYS_PER_MONTH).sort_values(
        ["day", "indicator_id"], ignore_index=True
    )


def due() -> pd.DataFrame:
    """Every judgement by the day it falls due. Columns: those of ``judgements``, due (timestamp)."""
    table = placeholders.load("judgements")
    return table.assign(due=data.last_day(table["score_by"])).sort_values(
        ["due", "judgement_id"], ignore_index=True
    )
