"""Research graded by stated conditions, sizes by purpose, costs by multiplication."""

import pytest

from coalition import data
from coalition.analysis import deterrence


def test_a_grade_counts_the_conditions_met():
    studies = deterrence.research()
    assert (studies["grade"] == studies[["observes", "interstate", "read"]].sum(axis=1)).all()
    grades = studies.set_index("lit_id")["grade"]
    assert grades["reiter-poast-2021"] == 3  # cases of conflict between states, read
    assert grades["fortna-2004"] == 2  # civil wars
    assert grades["schelling-1966"] == 1  # an argument, known through others


def test_every_study_is_in_the_tally_once():
    studies = deterrence.research()
    tally = deterrence.tally(studies)
    assert tally["total"].sum() == len(studies) == len(data.load("literature"))
    assert tally["closest"].sum() == (studies["grade"] == 3).sum()
    assert (tally["closest"] <= tally["interstate"]).all()


def test_sizes_are_those_of_a_whole_force():
    spans = deterrence.sizes().set_index("concept")
    assert (spans.at["reassurance", "low"], spans.at["reassurance", "high"]) == (10000, 30000)
    assert spans.at["deterrence", "open_above"]
    assert not spans.at["full_defence", "open_above"]


def test_cost_is_soldiers_times_the_cost_of_a_year():
    assert deterrence.yearly_cost(25000)[1] == pytest.approx(4.175)
    assert deterrence.yearly_cost(0) == (0, 0, 0)
    with pytest.raises(ValueError, match="-1"):
        deterrence.yearly_cost(-1)


def test_costs_are_ordered_and_pools_follow_the_ratio():
    costs = deterrence.costs()
    assert ((costs["low"] <= costs["central"]) & (costs["central"] <= costs["high"])).all()
    assert (costs["pool"] == 4 * costs["soldiers"]).all()
    assert len(costs) == 2 * len(deterrence.CONCEPTS)
