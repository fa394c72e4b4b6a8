"""What we expect: scenarios, judgements in words, what the record alone would suggest, and how fresh the evidence is."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import judgement

SCENARIOS = "force-2027"
"""The scenario set of this edition (``judgements.scenario_set``)."""

_DAYS_PER_MONTH = 365.25 / 12


def scenarios(name: str = SCENARIOS) -> pd.DataFrame:
    """The rows of one scenario set, in the order of the table.

    Raises ValueError if the points do not add up to 100 (``judgement.faults`` says which set), KeyError if there is no such set.
    """
    table = data.load("judgements")
    found = table[table["scenario_set"] == name].reset_index(drop=True)
    if found.empty:
        raise KeyError(f"no scenario set {name!r}")
    if found["probability"].sum() != 100:
        raise ValueError(f"the points of {name} add up to {found['probability'].sum()}, not 100")
    return found


def in_words(*judgement_ids: str) -> dict[str, str]:
    """Judgements as whole sentences for the prose, likelihood and confidence apart.

    For each id, in lower case: ``k01_statement``, ``k01_confidence`` (two sentences: the word, then the reason) and ``k01_change``
    (what would change it). Raises KeyError for an unknown id.
    """
    table = data.load("judgements").set_index("judgement_id")
    words = {}
    for key in judgement_ids:
        row = table.loc[key]
        words |= {
            f"{key.lower()}_statement": row["statement"],
            f"{key.lower()}_change": row["change_mind"],
            f"{key.lower()}_confidence": f"Confidence in this is {row['confidence_in_judgement']}. {row['confidence_reason']}",
        }
    return words


def scale_words(likelihood: str) -> str:
    """A step of the likelihood scale with its range: ``unlikely (20 to 45 percent)``."""
    step = judgement.term(likelihood)
    return f"{step.words} ({step.low} to {step.high} percent)"


def chance_from_count(since: str, until: str, prior: float, known_to: str | None = None) -> float:
    """Chance of at least one event in a span to come, if none was seen in a span that went before.

    Events come at a constant unknown rate (Poisson process) with a gamma prior of shape ``prior`` and no prior exposure: 0.5 is the prior of
    Jeffreys, 1 a flat one. With n months without an event and m to come, the chance is 1 - (n / (n + m)) ** prior. Dates are ISO 8601 days;
    ``known_to`` defaults to the newest dated event. Raises ValueError if the dates do not follow each other.
    """
    known_to = known_to or newest_evidence()
    first, last, end = (pd.Timestamp(d) for d in (since, known_to, until))
    if not first < last < end:
        raise ValueError(f"{since}, {known_to} and {until} must follow each other")
    seen, ahead = (last - first).days / _DAYS_PER_MONTH, (end - last).days / _DAYS_PER_MONTH
    return 1 - (seen / (seen + ahead)) ** prior


def newest_evidence() -> str:
    """The newest day (ISO 8601) to which a row of ``events`` is dated."""
    return data.last_day(data.load("events")["date"]).max().strftime("%Y-%m-%d")


def reference(until: str) -> pd.DataFrame:
    """What the count alone would say about a general ceasefire by a day, before any reason is weighed.

    Columns: since (ISO 8601 day), label, low, high (whole percent, by the priors 0.5 and 1).
    """
    spans = (("2025-02-18", "since talks opened in Riyadh"), ("2022-02-24", "since the invasion"))
    return pd.DataFrame(
        [
            {
                "since": since,
                "label": label,
                "low": round(100 * chance_from_count(since, until, 0.5)),
                "high": round(100 * chance_from_count(since, until, 1)),
            }
            for since, label in spans
        ]
    )


def indicators() -> pd.DataFrame:
    """The rows of ``indicators_to_watch`` with ``day`` (last day the sighting may date from) and ``months`` (age at the cut-off), oldest first."""
    table = data.load("indicators_to_watch")
    day = data.last_day(table["last_seen_on"])
    return table.assign(day=day, months=(data.as_day(None) - day).dt.days / _DAYS_PER_MONTH).sort_values(
        ["day", "indicator_id"], ignore_index=True
    )


def due() -> pd.DataFrame:
    """Every judgement by the day it falls due. Columns: those of ``judgements``, due (timestamp)."""
    table = data.load("judgements")
    return table.assign(due=data.last_day(table["score_by"])).sort_values(
        ["due", "judgement_id"], ignore_index=True
    )
