"""How many wars between states that reached a given year ended in the next one.

From the table ``wars`` (Correlates of War). A war ends there when its fighting falls or turns into another
war; that is not the same as a ceasefire.
"""

from __future__ import annotations

import pandas as pd
from scipy.stats import binomtest

from coalition import data
from coalition.analysis.survival import LEVEL


def year_of_this_war() -> int:
    """The calendar year of war in which the data cut-off lies, the year of the invasion being the first."""
    return data.as_day(None).year - int(data.row("events", "H050")["date"][:4]) + 1


def violations() -> list[str]:
    """One line if no war lasted longer than this one, so that nothing follows for its next year."""
    age = year_of_this_war()
    if next_year(age)["went_on"]:
        return []
    return [f"data/wars.csv calendar_years: no war lasted more than {age} calendar years, as this one may"]


def next_year(age: int) -> pd.Series:
    """What became of the wars that went on after a given calendar year of fighting.

    Index: reached (wars that reached the calendar year ``age``), ended (of these, in it), went_on (fought
    in the year after), ended_next (of those that went on, in that year), share, low, high (of the last
    among those that went on, with the exact interval of Clopper and Pearson; missing if none went on).
    """
    lengths = data.load("wars")["calendar_years"]
    reached, went_on = int((lengths >= age).sum()), int((lengths > age).sum())
    ended_next = int((lengths == age + 1).sum())
    counts = {"reached": reached, "ended": reached - went_on, "went_on": went_on, "ended_next": ended_next}
    if not went_on:
        return pd.Series(counts | {"share": float("nan"), "low": float("nan"), "high": float("nan")})
    interval = binomtest(ended_next, went_on).proportion_ci(confidence_level=LEVEL, method="exact")
    return pd.Series(
        counts | {"share": ended_next / went_on, "low": float(interval.low), "high": float(interval.high)}
    )


def by_next_year(age: int, left: float) -> float:
    """The share that would end by the end of the year after ``age``, with the part ``left`` of ``age`` to go.

    The wars that ended in the calendar year ``age`` are taken to have done so at a constant rate within it.
    """
    found = next_year(age)
    through = 1 - found["ended"] / found["reached"]
    return float(1 - through**left * (1 - found["share"]))
