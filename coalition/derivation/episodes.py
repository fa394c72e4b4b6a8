"""Between-state conflict episodes and how they ended, from the UCDP Conflict Termination data set.

Rule: every episode between states (``type_of_conflict`` 2) that has an end. An episode is a run of calendar
years with at least 25 deaths in battle; it ends only if a calendar year below that number follows, so a
truce that broke within weeks is not an end here. Cases are those of the data set: one row is one conflict
between two sides, and a side may be several states.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from coalition import data
from coalition.derivation.raw import boolean, number

RELEASE = "UCDP Conflict Termination, dyad level, version 3-2021 (Kreutz 2010)"
COLUMNS = (
    *("type_of_conflict", "dyad_id", "dyadepisode", "year", "location", "side_a", "side_b", "version"),
    *("start_date2", "start_prec2", "ependdate", "ependprec", "outcome"),
)

_BETWEEN_STATES = "2"
_OUTCOMES = {
    1: "peace_agreement",
    2: "ceasefire_agreement",
    3: "victory",
    4: "victory",
    5: "faded",
    6: "side_gone",
}
_DAY = 1
"""Code of a date known to the day."""
_FIRST_YEAR = 46
"""The data begin in 1946: two digits from here on belong to the 20th century, those below to the 21st."""


def rows(raw: pd.DataFrame) -> Iterator[dict[str, str]]:
    """Rows of ``conflict_episodes``: one per ended episode, with the next episodes that count as war
    again.
    """
    source = data.row("sources", "ucdp-termination-2021")["source_id"]
    between = raw[raw["type_of_conflict"].map(lambda c: c != "" and number(c) == int(_BETWEEN_STATES))]
    last_day = date(max(between["year"].map(number)), 12, 31).isoformat()
    every = [_episode(group) for _, group in between.groupby(["dyad_id", "dyadepisode"], sort=False)]
    every.sort(key=lambda e: (e["dyad"], e["number"]))
    for episode in (e for e in every if e["ended"] is not None):
        later = [e for e in every if e["began"] > episode["ended"]]
        yield {
            "episode_id": f"{episode['dyad']}-{episode['number']}",
            "location": episode["location"],
            "side_a": "; ".join(episode["a"]),
            "side_b": "; ".join(episode["b"]),
            "began": episode["began"].isoformat(),
            "ended": episode["ended"].isoformat(),
            "days_known": boolean(episode["days_known"]),
            "how_ended": episode["outcome"],
            "same_sides_again": _first(e for e in later if e["dyad"] == episode["dyad"]),
            "enemies_again": _first(e for e in later if _were_enemies(episode, e)),
            "observed_to": last_day,
            "source_ids": source,
            "as_of": last_day,
            "confidence": "high" if episode["days_known"] else "medium",
            "note": "",
        }


def _episode(group: pd.DataFrame) -> dict:
    last = group.loc[group["year"].map(number).idxmax()]
    ended = last["ependdate"]
    return {
        "dyad": number(last["dyad_id"]),
        "number": number(last["dyadepisode"]),
        "location": last["location"],
        "a": _states(last["side_a"]),
        "b": _states(last["side_b"]),
        "began": _day(last["start_date2"]),
        "ended": _day(ended) if ended else None,
        "days_known": bool(ended) and {number(last["ependprec"]), number(last["start_prec2"])} == {_DAY},
        "outcome": _OUTCOMES[number(last["outcome"])] if ended else "",
    }


def _states(side: str) -> list[str]:
    return [name.removeprefix("Government of ") for name in side.split(", Government of ")]


def _day(cell: str) -> date:
    month, day, year = map(int, cell.split("/"))
    return date(year + (1900 if year >= _FIRST_YEAR else 2000), month, day)


def _were_enemies(one: dict, other: dict) -> bool:
    """Whether two states that stood on opposite sides do so again, in whatever grouping."""
    a, b, c, d = (set(s) for s in (one["a"], one["b"], other["a"], other["b"]))
    return bool((a & c and b & d) or (a & d and b & c))


def _first(episodes) -> str:
    days = sorted(e["began"] for e in episodes)
    return days[0].isoformat() if days else ""
