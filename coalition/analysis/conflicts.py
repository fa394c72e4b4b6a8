"""How long peace lasted after armed conflicts between states, by how the fighting ended.

From the table ``conflict_episodes``. Every function is pure: it reads the table, or takes rows of it.
"""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis.survival import product_limit, step

YEAR = 365.25
"""Days in a year."""

YEARS = (2, 5, 10, 20)
"""Years after which the share still without war is given."""

_AGAIN = {"enemies": "enemies_again", "same_sides": "same_sides_again"}
"""What counts as war again: two of the states against each other in whatever grouping, or the same two
sides."""


def ended(how: str, again: str = "enemies") -> pd.DataFrame:
    """Episodes that ended in one way, with how long peace lasted, in the order of their ends.

    ``how`` is a code of ``how_ended``; ``again`` says what counts as war again: ``enemies`` (two states that
    stood on opposite sides do so again, in whatever grouping) or ``same_sides``.

    Columns: those of ``conflict_episodes``, days (from the end to the next war or to the end of the data),
    failed (whether war came back). Raises KeyError for a code that the table does not know.
    """
    if how not in data.meanings_of("conflict_episodes", "how_ended"):
        raise KeyError(f"no way of ending {how!r} in conflict_episodes")
    table = data.load("conflict_episodes").query("how_ended == @how")
    end = data.last_day(table["ended"])
    back = data.first_day(table[_AGAIN[again]])
    until = back.fillna(data.last_day(table["observed_to"]))
    return table.assign(days=(until - end).dt.days, failed=back.notna()).sort_values(
        ["ended", "episode_id"], ignore_index=True
    )


def curve(episodes: pd.DataFrame) -> pd.DataFrame:
    """The share still without war, by day: ``survival.product_limit`` of the rows of ``ended``."""
    return product_limit(episodes["days"], episodes["failed"])


def after(episodes: pd.DataFrame, years: float) -> dict[str, float]:
    """The share still without war after some years, with its interval: day, holding, low, high."""
    return step(curve(episodes), years * YEAR)


def blind_days(episodes: pd.DataFrame) -> pd.Series:
    """Days after the end in which, by the rule of the data, the same two sides cannot be at war again.

    An episode ends only if a whole calendar year with little fighting follows, so the next one begins in the
    year after that at the earliest. Index: least, mean, most, over the rows.
    """
    end = data.last_day(episodes["ended"])
    next_year = pd.to_datetime((end.dt.year + 2).astype(str) + "-01-01")
    days = (next_year - end).dt.days
    return pd.Series({"least": int(days.min()), "mean": float(days.mean()), "most": int(days.max())})


def returns(episodes: pd.DataFrame) -> list[tuple[tuple[str, ...], int]]:
    """Between whom war came back, and how often, most often first.

    ``episodes`` is from ``ended``. Episodes that share a state are of one conflict, named by the states that
    stand in all of them.
    """
    groups: list[list[set[str]]] = []
    for row in episodes[episodes["failed"]].itertuples():
        states = {*row.side_a.split("; "), *row.side_b.split("; ")}
        near = [g for g in groups if any(states & other for other in g)]
        groups = [g for g in groups if g not in near] + [[s for g in near for s in g] + [states]]
    found = [(tuple(sorted(set.intersection(*g))), len(g)) for g in groups]
    return sorted(found, key=lambda f: (-f[1], f[0]))


NEEDED = ("ceasefire_agreement", "faded")
"""Ways of ending of which the book shows a curve."""


def violations() -> list[str]:
    """One line per way of ending that the book shows and no episode has."""
    have = set(data.load("conflict_episodes")["how_ended"])
    return [
        f"data/conflict_episodes.csv how_ended: no episode is coded {how}"
        for how in NEEDED
        if how not in have
    ]


def period(episodes: pd.DataFrame) -> tuple[int, int]:
    """The first year in which one of the episodes ended and the last year of the data."""
    return int(episodes["ended"].min()[:4]), int(episodes["observed_to"].max()[:4])
