"""Scores by hand, clusters, and base rates by a second way."""

import math

import numpy as np
import pandas as pd
import pytest

from coalition import data, paths
from coalition.analysis import base_rates, chain, scores
from tests.tables_of import cells


def test_scores_of_one_judgement_by_hand():
    assert scores.brier(0.3, False) == pytest.approx(0.09) and scores.brier(0.3, True) == pytest.approx(0.49)
    assert scores.log(0.01, True) == pytest.approx(4.605, abs=1e-3)
    assert scores.log(0.75, False) == pytest.approx(math.log(4))


def test_the_ranked_score_by_hand():
    # cumulative 0.7, 0.9 against 0, 1 and against 0, 0
    assert scores.ranked([0.7, 0.2, 0.1], 1) == pytest.approx((0.49 + 0.01) / 2)
    assert scores.ranked([0.7, 0.2, 0.1], 2) == pytest.approx((0.49 + 0.81) / 2)
    assert scores.ranked([0.0, 0.0, 1.0], 2) == 0 and scores.ranked([1.0, 0.0, 0.0], 2) == 1


def points(*rows):
    """Points as ``published`` has them: id, day, point, base, outcome, cluster, set, rank."""
    columns = ["judgement_id", "made_on", "probability", "base", "outcome", "cluster"]
    table = pd.DataFrame([r[:6] for r in rows], columns=columns).astype({"outcome": "boolean"})
    table["scenario_set"] = pd.array([r[6] if len(r) > 6 else None for r in rows], dtype="string")
    table["scenario_rank"] = [r[7] if len(r) > 7 else None for r in rows]
    table["kind"] = table["scenario_set"].notna().map({True: "scenario", False: "key"})
    return table


def test_nothing_is_scored_before_an_outcome_is_known():
    table = points(("K91", "2020", 75, 50, None, 0), ("S91", "2020", 60, 50, None, 0, "s", 1))
    assert scores.scored(table).empty and scores.scored_sets(table).empty
    assert math.isnan(scores.skill(scores.scored(table)))


def test_skill_counts_a_cluster_once_and_the_newest_points_alone():
    table = points(
        ("K91", "2020-01-01", 90, 50, False, 0),
        ("K91", "2020-02-01", 10, 50, False, 0),
        ("K92", "2020-02-01", 30, 50, False, 0),
        ("K93", "2020-02-01", 50, 50, True, 1),
    )
    found = scores.scored(table)
    assert list(found["brier"]) == pytest.approx([0.81, 0.01, 0.09, 0.25])
    # clusters: (0.01 + 0.09) / 2 and 0.25 against 0.25 and 0.25
    assert scores.skill(found) == pytest.approx(1 - (0.05 + 0.25) / 0.5)
    assert scores.skill(found, "log") == pytest.approx(
        1 - (-(math.log(0.9) + math.log(0.7)) / 2 - math.log(0.5)) / (-2 * math.log(0.5))
    )


def test_a_scenario_set_is_scored_for_every_day_on_which_it_was_judged():
    table = points(
        ("S91", "2020-01-01", 70, 40, False, 0, "s", 1),
        ("S91", "2020-02-01", 50, 40, False, 0, "s", 1),
        ("S92", "2020-01-01", 10, 30, False, 0, "s", 3),
        ("S93", "2020-01-01", 20, 30, True, 0, "s", 2),
        ("S93", "2020-02-01", 40, 30, True, 0, "s", 2),
    )
    found = scores.scored_sets(table)
    assert list(found["came_true"]) == ["S93", "S93"]
    assert list(found["made_on"]) == ["2020-01-01", "2020-02-01"]
    assert list(found["ranked"]) == pytest.approx([(0.49 + 0.01) / 2, (0.25 + 0.01) / 2])
    assert list(found["base_ranked"]) == pytest.approx([(0.16 + 0.09) / 2] * 2)


# This edition


def test_judgements_that_share_an_outcome_are_one_cluster():
    found = scores.clusters()
    # by hand: what rows of relations name together, closed from row to row
    groups = [{j} for j in found.index]
    rows = cells(paths.DATA / "relations.csv")
    sets = [set(r["judgement_ids"].split(";")) | set(filter(None, r["other_ids"].split(";"))) for r in rows]
    sets.append({r["judgement_id"] for r in cells(paths.DATA / "judgements.csv") if r["scenario_set"]})
    for named in sets:
        touched = [g for g in groups if g & named]
        groups = [g for g in groups if g not in touched] + [set.union(*touched, named)]
    assert sorted(map(sorted, groups)) == sorted(sorted(g) for g in found.groupby(found).groups.values())


def test_every_point_ever_given_is_kept_and_has_a_base_rate():
    found = scores.published()
    assert len(found) == len(data.load("judgements")) + len(data.load("earlier_points"))
    assert found[["probability", "base"]].notna().all(axis=None)
    assert found["base"].between(0, 100, inclusive="neither").all()


def test_base_rates_of_a_first_event_by_hand():
    row = data.row("judgements", "K06")
    now, end = data.as_day(None), pd.Timestamp(row["score_by"])
    without, ahead = (now - pd.Timestamp(row["base_since"])).days, (end - now).days
    expected = 100 * (1 - math.sqrt(without / (without + ahead)))
    assert base_rates.forecasts()[row["judgement_id"]] == pytest.approx(expected)


def test_base_rates_of_the_conditionals_by_hand():
    found = base_rates.conditionals()
    missions = [
        int(r["peak_troops"])
        for r in cells(paths.DATA / "missions.csv")
        if r["counted"] == "troops" and r["peak_kind"] != "plan" and r["peak_troops"]
    ]
    brigades = [m for m in missions if m >= 5000]
    assert found["brigades"] == pytest.approx(len(brigades) / len(missions))
    assert found["large"] == pytest.approx(sum(m >= 25000 for m in brigades) / len(brigades))
    wars = cells(paths.DATA / "civil_war_ceasefires.csv")
    held = [
        min((pd.Timestamp(r["war_again_on"] or r["observed_to"]) - pd.Timestamp(r["ceasefire_on"])).days, 447)
        for r in wars
    ]
    kept = sum(h for h, r in zip(held, wars, strict=True) if r["peacekeepers"] == "true")
    assert found["sent"] == pytest.approx(kept / sum(held), abs=0.01)
    assert base_rates.forecasts()["S03"] == pytest.approx(
        100 * found["start"] * found["hold"] * found["sent"] * (1 - found["brigades"])
    )


def test_with_a_common_start_every_clock_begins_there():
    row, day = data.row("judgements", "K05"), base_rates.common_start()
    assert base_rates.forecasts(day)["K05"] == pytest.approx(base_rates.none_since(day, row["score_by"]))
    own, common = base_rates.forecasts(), base_rates.forecasts(day)
    other = data.load("judgements").query("base_rule != 'none_since'")["judgement_id"]
    assert common[other].to_dict() == own[other].to_dict()
    points = scores.published()
    found, start = scores.common_start(points, day), data.row("judgements", "J04")["base_since"]
    assert (
        found["apart"] == "J04" and start > day
    )  # the youngest plan: counted from before it, it looks unlikely
    assert found["skill"] > found["apart_skill"]
    same = scores.common_start(points.assign(base=points["judgement_id"].map(common)), day)
    assert pd.isna(same["apart"]) and same["apart_skill"] == same["skill"] == pytest.approx(found["skill"])


def test_the_model_on_the_sizes_by_hand():
    troops = np.array([0, 4_999, 5_000, 24_000, 25_000, 30_000.0])
    assert list(base_rates.by_model(troops).values()) == [pytest.approx(4 / 6), pytest.approx(2 / 4)]
    assert np.isnan(base_rates.by_model(troops[:2])["large"])


def test_other_first_steps_move_the_scenarios_as_products():
    stated = chain.stated()
    found = chain.sensitivity([0.2, stated["start"]], [stated["hold"]])
    points = chain.exact()
    assert found.iloc[1][["war", "force"]].tolist() == pytest.approx([points["S01"], points["K02"]])
    held = 0.2 * stated["hold"]
    assert found.iloc[0]["war"] == pytest.approx(100 * (1 - held) * (1 - stated["otherwise"]))


def test_expected_scores_by_hand():
    found, newest = scores.expected(), scores.published().drop_duplicates("judgement_id", keep="last")
    newest = newest[newest["kind"] != "scenario"]
    groups = {}
    for r in newest.itertuples():
        groups.setdefault(r.cluster, []).append((r.probability / 100, r.base / 100))

    def mean(of):
        return sum(sum(of(p, b) for p, b in g) / len(g) for g in groups.values()) / len(groups)

    assert found["brier"] == pytest.approx(mean(lambda p, _: p * (1 - p)))
    assert found["base_brier"] == pytest.approx(mean(lambda p, b: p * (1 - b) ** 2 + (1 - p) * b**2))
    assert chain.points()["K01"] == newest.set_index("judgement_id").at["K01", "probability"]
