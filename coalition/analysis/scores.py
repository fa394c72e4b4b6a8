"""How good judgements were once their day has come, measured against somebody who only counts.

Brier, G. W. (1950), Verification of forecasts expressed in terms of probability, Monthly Weather Review
78(1), 1-3. Logarithmic score: Good, I. J. (1952), Rational decisions, Journal of the Royal Statistical
Society B 14(1), 107-114. Ranked score: Epstein, E. S. (1969), A scoring system for probability forecasts of
ranked categories, Journal of Applied Meteorology 8(6), 985-987. Skill: 1 less the mean score over that of the
base rates.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from coalition import data
from coalition.analysis import base_rates, chain

EVEN = 0.5
"""The chance given by a judge who does not want to say anything."""

SCORES = ("brier", "log")
"""The scores of a single judgement, lower being better."""


def brier(share: float, happened: bool) -> float:
    """Squared distance of a chance from what happened: 0 best, 1 worst."""
    return (share - happened) ** 2


def log(share: float, happened: bool) -> float:
    """Minus the natural logarithm of the chance given to what happened: 0 best, no worst."""
    return float(-np.log(share if happened else 1 - share))


def ranked(shares: list[float], came_true: int) -> float:
    """The ranked score of chances given to ordered classes, of which that at ``came_true`` happened.

    Sum over classes of the squared distance between the two cumulative distributions, over the number of
    classes less one: 0 best, 1 worst. A miss by one class costs less than one by three.
    """
    steps = np.arange(len(shares)) >= came_true
    return float(((np.cumsum(shares) - steps) ** 2)[:-1].sum() / (len(shares) - 1))


def clusters() -> pd.Series:
    """Which judgements hang on one outcome: a number per judgement, by its id.

    Judgements that a row of ``relations`` names together are of one cluster, and so on from row to row.
    """
    ids = list(data.load("judgements")["judgement_id"])
    place = {j: i for i, j in enumerate(ids)}
    pairs = [
        (place[a], place[b])
        for r in data.load("relations").itertuples()
        for a in r.judgement_ids[:1]
        for b in (*r.judgement_ids, *r.other_ids)
    ]
    pairs += [
        (place[group[0]], place[j])
        for _, group in data.load("judgements").groupby("scenario_set")["judgement_id"].agg(list).items()
        for j in group
    ]
    first, second = zip(*pairs, strict=True) if pairs else ((), ())
    graph = coo_array((np.ones(len(pairs)), (first, second)), shape=(len(ids), len(ids)))
    return pd.Series(connected_components(graph, directed=False)[1], index=ids)


def published() -> pd.DataFrame:
    """Every point that was given, earlier ones first, beside the base rate and the outcome.

    Columns: judgement_id, kind, scenario_set, scenario_rank, made_on, probability (percent), base (percent),
    outcome (missing until known), cluster, source_ids.
    """
    now, earlier = chain.filled(data.load("judgements")), data.load("earlier_points")
    same = now.set_index("judgement_id")
    columns = ["judgement_id", "made_on", "probability", "source_ids"]
    table = pd.concat([earlier[columns], now[columns]], ignore_index=True)
    for column in ("kind", "scenario_set", "scenario_rank", "outcome"):
        table[column] = table["judgement_id"].map(same[column])
    return table.assign(
        base=table["judgement_id"].map(base_rates.forecasts()),
        cluster=table["judgement_id"].map(clusters()),
    )


def scored(points: pd.DataFrame) -> pd.DataFrame:
    """The points whose outcome is known, with their scores and those of the base rate; scenarios apart.

    ``points`` are from ``published``. Columns: those, then for each of ``SCORES`` its name and ``base_``
    with its name.
    """
    past = points[points["outcome"].notna() & (points["kind"] != "scenario")]
    happened = past["outcome"].astype(bool)
    found = {}
    for name, score in zip(SCORES, (brier, log), strict=True):
        for prefix, column in (("", "probability"), ("base_", "base")):
            shares = past[column].astype(float) / 100
            found[prefix + name] = [score(s, h) for s, h in zip(shares, happened, strict=True)]
    return past.assign(**found).reset_index(drop=True)


def scored_sets(points: pd.DataFrame) -> pd.DataFrame:
    """Each scenario set whose outcome is known, with its ranked score, for every day on which it was judged.

    ``points`` are from ``published``. Columns: scenario_set, made_on, n (scenarios), came_true
    (judgement_id), ranked, base_ranked. A scenario that was not moved keeps its point of the day before.
    """
    rows = []
    for name, group in points[points["scenario_set"].notna()].groupby("scenario_set"):
        if not group["outcome"].notna().all():
            continue
        for day in sorted(set(group["made_on"])):
            known = group[group["made_on"] <= day].sort_values("made_on").groupby("judgement_id").tail(1)
            known = known.sort_values("scenario_rank", ignore_index=True)
            true = int(known["outcome"].astype(bool).idxmax())
            columns = ("probability", "base")
            shares, base = ((known[c].astype(float) / known[c].sum()).to_list() for c in columns)
            found = (ranked(shares, true), ranked(base, true))
            rows.append((name, day, len(known), known.at[true, "judgement_id"], *found))
    return pd.DataFrame(rows, columns=["scenario_set", "made_on", "n", "came_true", "ranked", "base_ranked"])


def skill(found: pd.DataFrame, score: str = "brier") -> float:
    """How much better than the base rates the newest points of ``scored`` were: 1 best, 0 no better.

    Each cluster counts once, with the mean of its judgements. Missing if nothing is scored.
    """
    newest = found.sort_values("made_on", kind="stable").groupby("judgement_id").tail(1)
    means = newest.groupby("cluster")[[score, f"base_{score}"]].mean().mean()
    return float(1 - means[score] / means[f"base_{score}"]) if len(newest) else float("nan")


def expected(points: pd.DataFrame | None = None) -> pd.Series:
    """What scores to expect if our own points were right, over judgements that are no scenarios.

    ``points`` are from ``published``, by default as they stand. Index: brier (ours), base_brier (of the base
    rates), fifty (of one half throughout), clusters (number), skill (of ours against the base rates). Each
    cluster counts once.
    """
    points = published() if points is None else points
    now = points.drop_duplicates("judgement_id", keep="last").query("kind != 'scenario'")
    share, base = now["probability"].astype(float) / 100, now["base"] / 100
    own = share * (1 - share)
    table = pd.DataFrame(
        {
            "cluster": now["cluster"],
            "brier": own,
            "base_brier": own + (share - base) ** 2,
            "fifty": own + (share - EVEN) ** 2,
        }
    )
    means = table.groupby("cluster").mean()
    found = means.mean()
    return pd.Series({**found, "clusters": len(means), "skill": 1 - found["brier"] / found["base_brier"]})


def common_start(points: pd.DataFrame, since: str) -> pd.Series:
    """What skill to expect if all counts of months without an event began on one day.

    ``points`` are from ``published``. Index: skill, apart (the judgement whose own start would change it
    most: its id; missing if the day is that of all), apart_skill (the skill if that one keeps its own).
    """
    points = points.drop_duplicates("judgement_id", keep="last").set_index("judgement_id", drop=False)
    own, common = points["base"], base_rates.forecasts(since).reindex(points.index)
    skill = expected(points.assign(base=common))["skill"]
    kept = {
        j: expected(points.assign(base=common.where(common.index != j, own)))["skill"]
        for j in points.index[own != common]
    }
    apart = max(kept, key=lambda j: abs(kept[j] - skill), default=None)
    return pd.Series({"skill": skill, "apart": apart, "apart_skill": kept.get(apart, skill)})
