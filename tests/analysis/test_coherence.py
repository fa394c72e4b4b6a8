"""Points that are made of conditionals, and planted incoherences, each refused with its rows named."""

import pandas as pd
import pytest

from coalition import paths
from coalition.analysis import chain, coherence
from tests.tables_of import cells, edit, replace


def conditional(key, probability, given="", assumptions="A91"):
    return {
        "conditional_id": key,
        "step": "start",
        "label": key,
        "question": f"That {key}.",
        "given": given,
        "probability": str(probability),
        "basis": "A count.",
        "basis_ids": "events",
        "assumption_ids": assumptions,
        "made_on": "2020-01-10",
        "source_ids": "s1",
    }


def relation(key, judgements, kind, others="", steps=""):
    return {
        "relation_id": key,
        "judgement_ids": judgements,
        "kind": kind,
        "other_ids": others,
        "conditional_ids": steps,
        "reason": "So it is.",
        "source_ids": "s1",
    }


def judgement(key, probability="", assumptions="A91", **more):
    return {
        "judgement_id": key,
        "kind": "scenario" if "scenario_set" in more else "key",
        "probability": str(probability),
        "assumption_ids": assumptions,
        "made_on": "2020-01-10",
        "score_by": "2099-12-31",
        "source_ids": "s1",
    } | more


@pytest.fixture
def small(package):
    """A truce that starts (40 per cent) and holds (50): three scenarios, their sum, and judgements beside."""
    winter = {"scenario_set": "winter"}
    replace(package, "conditionals", [conditional("start", 40), conditional("hold", 50, "start")])
    replace(
        package,
        "judgements",
        [
            judgement("K91"),
            judgement("K92"),
            judgement("J91", 30, score_by="2099-06-30"),
            judgement("J92", 60),
            judgement("S91", **winter),
            judgement("S92", **winter),
            judgement("S93", **winter),
        ],
    )
    replace(
        package,
        "relations",
        [
            relation("R91", "K91", "path", steps="start"),
            relation("R92", "S91", "path", steps="not-start"),
            relation("R93", "S92", "path", steps="start;not-hold"),
            relation("R94", "S93", "path", steps="start;hold"),
            relation("R95", "K92", "sum", "S92;S93"),
            relation("R96", "S93", "at_most", "K91"),
            relation("R97", "J91", "at_most", "J92"),
            relation("R98", "S93", "given", "K91", "hold"),
        ],
    )
    replace(package, "earlier_points", [])
    return package


def test_a_coherent_set_gives_no_line_and_its_points_are_products(small):
    assert coherence.violations() == []
    # 0.6, 0.4 x 0.5, 0.4 x 0.5
    assert chain.points().to_dict() == {"K91": 40, "S91": 60, "S92": 20, "S93": 20, "K92": 40}
    edit(small, "hold", table="conditionals", probability="75")
    assert chain.points().to_dict() == {"K91": 40, "S91": 60, "S92": 10, "S93": 30, "K92": 40}


def test_points_of_a_set_are_rounded_so_that_they_add_up(small):
    edit(small, "start", table="conditionals", probability="33.4")
    edit(small, "hold", table="conditionals", probability="49")
    # 66.6, 17.034, 16.366: floors 66, 17, 16 and the largest remainder up
    assert chain.points()[["S91", "S92", "S93"]].to_list() == [67, 17, 16]


def test_a_chance_below_the_scale_is_written_as_its_least_point(small):
    edit(small, "hold", table="conditionals", probability="0.5")
    assert chain.exact()["S93"] == pytest.approx(0.2) and chain.points()["S93"] == chain.LEAST


def test_rounding_takes_from_no_chance_that_is_at_the_least_point():
    chances = pd.Series([99.6, 0.1, 0.1, 0.1, 0.1], index=list("abcde"))
    assert chain._to_hundred(chances) == {"a": 96, "b": 1, "c": 1, "d": 1, "e": 1}


PLANTED = {
    "a way that is missing, so that the set does not add up": (
        "relations",
        "R93",
        {"kind": "at_most", "other_ids": "J92", "conditional_ids": "", "judgement_ids": "J91"},
        "data/judgements.csv:7 probability: S92 has no point, and no row of relations.csv derives it",
    ),
    "a way counted twice": (
        "relations",
        "R96",
        {"kind": "path", "other_ids": "", "conditional_ids": "start;hold"},
        "data/judgements.csv:6 scenario_set: winter: the ways to S91, S92, S93 add up to 120.0, not 100",
    ),
    "a sum that is none": (
        "relations",
        "R97",
        {"kind": "sum"},
        "data/relations.csv:8 other_ids: J91 (30) is not the sum of J92 (60)",
    ),
    "a subset more probable than its set": (
        "relations",
        "R96",
        {"judgement_ids": "S91", "other_ids": "K91"},
        "data/relations.csv:7 other_ids: S91 (60) is more probable than K91 (40), without which it cannot be",
    ),
    "a later deadline less probable than an earlier one": (
        "judgements",
        "J92",
        {"probability": "25"},
        "data/relations.csv:8 other_ids: J91 (30) is more probable than J92 (25), without which it cannot be",
    ),
    "a share other than stated": (
        "relations",
        "R98",
        {"other_ids": "S91"},
        "data/relations.csv:9 conditional_ids: S93 (20) is not 50 per cent of S91 (60), as hold states",
    ),
    "a derived point that is typed": (
        "judgements",
        "K91",
        {"probability": "55"},
        "data/judgements.csv:2 probability: K91 is derived from conditionals; leave the cell blank",
    ),
    "a point that nothing gives": (
        "judgements",
        "J91",
        {"probability": ""},
        "data/judgements.csv:4 probability: J91 has no point, and no row of relations.csv derives it",
    ),
    "a conditional that is not there": (
        "relations",
        "R94",
        {"conditional_ids": "start;held"},
        "data/relations.csv:5 conditional_ids: held is not in conditionals.csv",
    ),
    "a conditional before what it is given": (
        "relations",
        "R94",
        {"conditional_ids": "hold;start"},
        "data/relations.csv:5 conditional_ids: hold is given start, which does not stand before it",
    ),
    "an assumption of a conditional that the judgement lacks": (
        "conditionals",
        "start",
        {"assumption_ids": "A91;A92"},
        "data/judgements.csv:2 assumption_ids: K91 rests on start and lacks its A92",
    ),
    "an assumption on one scenario alone": (
        "judgements",
        "S91",
        {"assumption_ids": "A91;A93"},
        "data/judgements.csv:6 assumption_ids: A93 bears on S91 alone of winter; "
        "what it takes away goes to another scenario",
    ),
    "a judgement that is not there": (
        "relations",
        "R97",
        {"other_ids": "J99"},
        "data/relations.csv:8 judgement_ids: J99 is not in judgements.csv",
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_incoherence_is_refused_with_its_rows(small, fault):
    table, key, changes, expected = PLANTED[fault]
    edit(small, key, table=table, **changes)
    assert expected in coherence.violations()


def test_a_share_of_judgements_made_of_conditionals_is_refused_though_rounding_would_hide_it(small):
    steps = [conditional("start", 40), conditional("hold", 50, "start"), conditional("keep", 51, "start")]
    replace(small, "conditionals", steps)
    edit(small, "R98", table="relations", conditional_ids="keep")
    (line,) = coherence.violations()
    assert line.endswith("conditional_ids: S93 (20) is not 51 per cent of K91 (40), as keep states")


def test_a_sum_that_leaves_out_a_part_is_refused_by_the_bound_on_its_parts(small):
    edit(small, "R96", table="relations", judgement_ids="S92;S93", other_ids="K92")
    assert coherence.violations() == []
    edit(small, "R95", table="relations", other_ids="S93")
    assert "S92 + S93 (40) is more probable than K92 (20)" in "".join(coherence.violations())


def test_an_earlier_point_is_earlier_than_the_present_one(small):
    row = {"judgement_id": "J91", "made_on": "2020-01-09", "probability": "20", "moved_on": "2020-01-12"}
    replace(small, "earlier_points", [row])
    (line,) = coherence.violations()
    assert line.startswith("data/earlier_points.csv:2 moved_on: J91 was made on 2020-01-09 and moved on")


# The judgements of any edition


def by_hand():
    """The products, written out from the cells alone."""
    c = {r["conditional_id"]: float(r["probability"]) / 100 for r in cells(paths.DATA / "conditionals.csv")}
    in_force = c["start"] * c["hold"]
    sent = in_force * c["sent"]
    return {
        "S01": (1 - in_force) * (1 - c["otherwise"]),
        "S02": in_force * (1 - c["sent"]),
        "S03": sent * (1 - c["brigades"]),
        "S04": sent * c["brigades"],
        "S05": (1 - in_force) * c["otherwise"],
        "K01": c["start"],
        "K02": sent + (1 - in_force) * c["otherwise"],
        "K04": sent * c["brigades"] * c["large"],
    }


def test_the_derived_points_are_the_products_of_the_stated_chances():
    expected = by_hand()
    exact, points = chain.exact(), chain.points()
    assert set(exact.index) == set(expected)
    for key, share in expected.items():
        assert exact[key] == pytest.approx(100 * share)
        assert abs(points[key] - 100 * share) < 1.5
    assert points[[f"S0{i}" for i in range(1, 6)]].sum() == 100


def test_the_judgements_of_this_edition_are_coherent():
    assert coherence.violations() == []
