"""From a ceasefire to soldiers in Ukraine: stated conditionals, and the points of judgements that follow.

A judgement comes true in one or more ways (rows of ``relations`` of the kind ``path``). The chance of a way
is the product of the conditionals it names, ``not-`` standing for the complement; the point is the sum over
ways.
"""

from __future__ import annotations

from math import prod

import pandas as pd

from coalition import data

LEAST = 1
"""The scale knows no point below this: a smaller chance is written as that and read as that or less."""

_NOT = "not-"


def chance(steps: tuple[str, ...], given: dict[str, float]) -> float:
    """The chance of a way, as a share. Raises KeyError for a conditional that is not given."""
    return prod(1 - given[s.removeprefix(_NOT)] if s.startswith(_NOT) else given[s] for s in steps)


def stated() -> dict[str, float]:
    """The points of ``conditionals`` as shares, by their ids."""
    table = data.load("conditionals").set_index("conditional_id")["probability"]
    return (table.astype(float) / 100).to_dict()


def exact(given: dict[str, float] | None = None) -> pd.Series:
    """The chance, in per cent, of every judgement that is made of conditionals, by its id.

    ``given`` are shares by conditional, by default those of the table.
    """
    given = stated() if given is None else given
    relations = data.load("relations")
    found: dict[str, float] = {}
    for row in relations[relations["kind"] == "path"].itertuples():
        for judgement in row.judgement_ids:
            found[judgement] = found.get(judgement, 0.0) + 100 * chance(row.conditional_ids, given)
    for row in relations[relations["kind"] == "sum"].itertuples():
        if set(row.other_ids) <= set(found):
            found |= dict.fromkeys(row.judgement_ids, sum(found[o] for o in row.other_ids))
    return pd.Series(found, dtype=float)


def points() -> pd.Series:
    """The derived points in whole per cent, by judgement; at least ``LEAST``.

    Scenarios of a set are rounded so that they add up to 100 (largest remainders); a sum is that of the
    rounded points it adds up.
    """
    chances, judgements = exact(), data.load("judgements").set_index("judgement_id")
    whole = {j: max(LEAST, round(c)) for j, c in chances.items()}
    for _, group in judgements[judgements["scenario_set"].notna()].groupby("scenario_set"):
        if set(group.index) <= set(chances.index):
            whole |= _to_hundred(chances[list(group.index)])
    relations = data.load("relations")
    for row in relations[relations["kind"] == "sum"].itertuples():
        if set(row.other_ids) <= set(whole):
            whole |= dict.fromkeys(row.judgement_ids, sum(whole[o] for o in row.other_ids))
    return pd.Series(whole, dtype="Int64")


def _to_hundred(chances: pd.Series) -> dict[str, int]:
    """Whole per cent of a set, largest remainders first, each at least ``LEAST``."""
    whole = {j: max(LEAST, int(c)) for j, c in chances.items()}
    while (short := round(chances.sum()) - sum(whole.values())) != 0:
        gaps = {j: chances[j] - w for j, w in whole.items() if short > 0 or w > LEAST}
        j = max(gaps, key=gaps.__getitem__) if short > 0 else min(gaps, key=gaps.__getitem__)
        whole[j] += 1 if short > 0 else -1
    return whole


def filled(judgements: pd.DataFrame) -> pd.DataFrame:
    """Rows of ``judgements`` with the derived points in the place of blank ones."""
    derived = judgements["judgement_id"].map(points().to_dict())
    return judgements.assign(probability=judgements["probability"].fillna(derived).astype("Int64"))


def sensitivity(starts: list[float], holds: list[float]) -> pd.DataFrame:
    """The chances of war without a force (S01) and of the force (K02) under other chances of the first steps.

    ``starts`` and ``holds`` are shares for the conditionals of these names; the others stay as stated.
    Columns: start, hold (shares), war, force (percent). One row per pair.
    """
    start, hold = data.row("conditionals", "start").name, data.row("conditionals", "hold").name
    war, force = data.row("judgements", "S01").name, data.row("judgements", "K02").name
    rows = []
    for a in starts:
        for h in holds:
            found = exact(stated() | {str(start): a, str(hold): h})
            rows.append((a, h, float(found[war]), float(found[force])))
    return pd.DataFrame(rows, columns=["start", "hold", "war", "force"])


def steps(judgement_id: str) -> tuple[str, ...]:
    """The conditionals that the ways to a judgement name, each once."""
    relations = data.load("relations")
    ways = relations[
        (relations["kind"] == "path") & relations["judgement_ids"].map(lambda j: judgement_id in j)
    ]
    return tuple(dict.fromkeys(s.removeprefix(_NOT) for way in ways["conditional_ids"] for s in way))


def parts(judgement: pd.Series) -> tuple[str, ...]:
    """The judgements of which a row of ``judgements`` is the sum; empty if it is none."""
    relations = data.load("relations")
    sums = relations[relations["kind"] == "sum"]
    return next((r.other_ids for r in sums.itertuples() if judgement["judgement_id"] in r.judgement_ids), ())
