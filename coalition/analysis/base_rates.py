"""What somebody who only counts would expect: a base rate for each conditional and for each judgement."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coalition import data
from coalition.analysis import chain, civil_wars, force, reference_chance, survival, truces, views, wars
from coalition.data.dates import DAYS_PER_MONTH

BRIGADES, LARGE = 5_000, 25_000
"""Sizes of a force, in soldiers, from which the conditionals on size count it."""

EVEN = 50.0
"""Percent where no record can be counted."""

JEFFREYS = 0.5
"""Added to successes and to failures of a short count, so that none is certain."""


def days_left() -> int:
    """Days from the data cut-off to the day of the scenarios."""
    end = data.last_day(pd.Series([data.row("judgements", "K01")["score_by"]])).iloc[0]
    return (end.normalize() - data.as_day(None)).days


def year_left() -> float:
    """The part of the calendar year of the data cut-off that is left after it."""
    now = data.as_day(None)
    return (pd.Timestamp(now.year, 12, 31) - now).days / (366 if now.is_leap_year else 365)


def in_force(curve: pd.DataFrame, days: int) -> float:
    """The share in force on a day if the start lies on any of the ``days`` before it alike.

    The mean of the survival curve over those days, that is its restricted mean over ``days``.
    """
    return survival.restricted_mean(curve, days) / days


def sizes() -> pd.Series:
    """Missions with a known number of troops: sized, brigades (``BRIGADES`` or more), large (counts)."""
    missions = data.load("missions").query("counted == 'troops' and peak_kind != 'plan'")
    troops = missions["peak_troops"].dropna()
    return pd.Series(
        {
            "sized": len(troops),
            "brigades": int((troops >= BRIGADES).sum()),
            "large": int((troops >= LARGE).sum()),
        }
    )


def none_since(day: str, until: str) -> float:
    """The chance, in per cent, of a first event up to a day, none having come since another.

    The lower of the two chances of ``reference_chance.first_event_chance``, counted to the data cut-off.
    """
    first, now = data.first_day(pd.Series([day])).iloc[0], data.as_day(None)
    last = data.last_day(pd.Series([until])).iloc[0]
    without, ahead = ((b - a).days / DAYS_PER_MONTH for a, b in ((first, now), (now, last)))
    return reference_chance.first_event_chance(without, ahead)[0]


def guarded(ceasefires: pd.DataFrame, days: int) -> float:
    """The share with peacekeepers of ceasefires in force on a day, their start lying on any of the ``days``
    before it alike: those that failed sooner count for the days on which they were in force.

    ``ceasefires`` is from ``civil_wars.ceasefires``.
    """
    in_force_days = ceasefires["days"].clip(upper=days)
    return float(in_force_days[ceasefires["peacekeepers"]].sum() / in_force_days.sum())


def conditionals() -> dict[str, float]:
    """The base rate of each conditional, as a share: wars that ended by the end of their next year; the mean
    of the truces here and the ceasefires of civil wars elsewhere that would be in force; of the latter, those
    with peacekeepers; a first unit without a ceasefire by the count alone; missions by size.
    """
    peace, sized = civil_wars.ceasefires(), sizes()
    age = wars.year_of_this_war()
    here, there = truces.survival(truces.coded()), civil_wars.curve(peace)
    end = data.row("judgements", "K01")["score_by"]
    found = {
        data.row("conditionals", "start").name: wars.by_next_year(age, year_left()),
        data.row("conditionals", "hold").name: np.mean([in_force(c, days_left()) for c in (here, there)]),
        data.row("conditionals", "sent").name: guarded(peace, days_left()),
        data.row("conditionals", "otherwise").name: none_since(data.row("events", "H050")["date"], end) / 100,
        data.row("conditionals", "brigades").name: sized["brigades"] / sized["sized"],
        data.row("conditionals", "large").name: sized["large"] / sized["brigades"],
    }
    return {str(name): float(share) for name, share in found.items()}


def by_model(troops: np.ndarray) -> dict[str, float]:
    """The conditionals on size by draws of the force model, as shares: of all draws, and of those that reach
    ``BRIGADES``. Without such a draw the second is missing.
    """
    some, many = (force.chance(troops, size) for size in (BRIGADES, LARGE))
    found = {
        data.row("conditionals", "brigades").name: some,
        data.row("conditionals", "large").name: many / some if some else float("nan"),
    }
    return {str(name): float(share) for name, share in found.items()}


def common_start() -> str:
    """The day on which the coalition was announced: a clock that all first events can share."""
    return str(data.row("events", "E007")["date"])


def forecasts(since: str | None = None) -> pd.Series:
    """The base-rate forecast of every judgement, in per cent, by its id; by the rule in ``base_rule``.

    With ``since``, months without a first event are counted from that day for all instead of ``base_since``.
    """
    derived = chain.exact(conditionals())
    return pd.Series(
        {
            row["judgement_id"]: derived[row["judgement_id"]]
            if row["base_rule"] == "derived"
            else _counted(
                row
                if since is None or row["base_rule"] != "none_since"
                else pd.Series({**row, "base_since": since})
            )
            for _, row in data.load("judgements").iterrows()
        }
    )


def _counted(row: pd.Series) -> float:
    if row["base_rule"] == "none_since":
        return none_since(row["base_since"], row["score_by"])
    if row["base_rule"] == "stays":
        return 100 - none_since(row["base_since"], row["score_by"])
    if row["base_rule"] == "windows":
        seen = views.windows(row)["truces"] > 0
        return 100 * (seen.sum() + JEFFREYS) / (len(seen) + 2 * JEFFREYS)
    return EVEN
