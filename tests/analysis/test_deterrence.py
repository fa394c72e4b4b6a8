"""Research by how close it comes, sizes by purpose, costs by multiplication."""

import pytest

from coalition import data, paths
from coalition.analysis import deterrence, force
from tests import edits
from tests.tables_of import cells


def test_the_closest_studies_stand_first_however_far_they_were_read(package):
    rows = [
        ("a", "low", "2020", "full"),
        ("b", "high", "2001", "cited_by_others"),
        ("c", "high", "2010", "full"),
    ]
    keys = ("lit_id", "closeness", "year", "read")
    edits.Folder(package).write("literature", [dict(zip(keys, row, strict=True)) for row in rows])
    assert list(deterrence.research()["lit_id"]) == ["c", "b", "a"]


def test_every_study_is_in_the_tally_once():
    studies = deterrence.research()
    tally = deterrence.tally(studies)
    assert tally["total"].sum() == len(studies) == len(data.load("literature"))
    assert tally["closest"].sum() == (studies["closeness"] == "high").sum()
    assert (tally["closest"] <= tally["total"]).all()


def test_sizes_are_the_published_spans_of_the_purposes():
    spans, published = deterrence.sizes(), force.by_concept().set_index("concept")
    assert set(spans["concept"]) == set(deterrence.PURPOSES) & set(published.index)
    for span in spans.itertuples():
        assert (span.low, span.high) == tuple(published.loc[span.concept, ["low", "high"]])


def test_cost_is_soldiers_times_the_cost_of_a_year():
    row = next(r for r in cells(paths.DATA / "parameters.csv") if r["parameter_id"] == "cost_forward")
    assert deterrence.yearly_cost(25000)[1] == pytest.approx(25000 * float(row["central"]) / 1e9)
    assert deterrence.yearly_cost(0) == (0, 0, 0)
    with pytest.raises(ValueError, match="-1"):
        deterrence.yearly_cost(-1)


def test_costs_are_ordered_and_pools_follow_the_ratio():
    costs = deterrence.costs()
    assert ((costs["low"] <= costs["central"]) & (costs["central"] <= costs["high"])).all()
    assert (costs["pool"] >= costs["soldiers"]).all()
    assert len(costs) == 2 * len(deterrence.sizes())
