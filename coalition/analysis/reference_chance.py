"""What a count alone says about a first event: the chance that one comes after months without any."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.data.dates import DAYS_PER_MONTH

PRIORS = (0.5, 1.0)
"""Shapes of the gamma prior: that of Jeffreys gives the lower chance, a flat one the upper (rule of
succession)."""


def first_event_chance(months_without: float, months_ahead: float) -> tuple[float, float]:
    """The chance, in per cent and by both ``PRIORS``, of at least one event in the months ahead.

    Events come at a constant unknown rate (Poisson process) with a gamma prior of shape a and no prior
    exposure. With T months without an event and h to come the chance is 1 - (T / (T + h)) ** a. It is a
    starting point for a judgement, blind to everything but the count. Raises ValueError for a span that is
    not positive.
    """
    if months_without <= 0 or months_ahead < 0:
        raise ValueError("months_without must be above 0 and months_ahead not below it")
    quiet = months_without / (months_without + months_ahead)
    low, high = (100 * (1 - quiet**prior) for prior in PRIORS)
    return low, high


def newest_evidence() -> str:
    """The newest day (ISO 8601) to which a row of ``events`` is dated."""
    return data.last_day(data.load("events")["date"]).max().strftime("%Y-%m-%d")


def reference(until: str) -> pd.DataFrame:
    """What the count alone gives for a general ceasefire by a day, before any reason is weighed.

    Index: talks (counted since talks opened), war (since the invasion). Columns: since (ISO 8601 day), low,
    high (whole per cent). Months are counted up to ``newest_evidence``. Raises ValueError if ``until`` is not
    after it.
    """
    known, end = pd.Timestamp(newest_evidence()), pd.Timestamp(until)
    if not known < end:
        raise ValueError(f"{until} must follow the newest evidence, {known:%Y-%m-%d}")
    since = {
        "talks": data.row("events", "E004")["date"],
        "war": data.row("events", "H050")["date"],
    }
    found = {}
    for name, first in since.items():
        months = [(b - a).days / DAYS_PER_MONTH for a, b in ((pd.Timestamp(first), known), (known, end))]
        low, high = first_event_chance(*months)
        found[name] = {"since": first, "low": round(low), "high": round(high)}
    return pd.DataFrame.from_dict(found, orient="index")
