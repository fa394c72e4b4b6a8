"""The rules that judgements keep, each broken once on a small table."""

import re

import pytest

from coalition import data
from coalition.analysis import judgement_rules
from coalition.check import structure
from tests.tables_of import edit, replace

LIKELY = {"likelihood": "likely", "probability_low": "55", "probability_high": "80", "probability": "60"}
UNLIKELY = {
    "likelihood": "unlikely",
    "probability_low": "20",
    "probability_high": "45",
    "probability": "40",
}


def judgement(key, kind="key", **cells):
    """A judgement that keeps every rule."""
    return {
        "judgement_id": key,
        "kind": kind,
        "chapter": "outlook",
        "label": "A truce",
        "statement": "A truce is likely to hold by the end of the year.",
        "confidence_in_judgement": "moderate",
        "confidence_reason": "Two sources agree.",
        "basis": "Both sides have said so.",
        "basis_ids": "events;assumptions:A91",
        "assumption_ids": "A91",
        "made_on": "2020-01-10",
        "score_by": "2099-12-31",
        "scored_as": "True if no shot is fired.",
        "change_mind": "A breach.",
        "base_rule": "even",
        "source_ids": "s1",
        "as_of": "2020-01-10",
        "confidence": "medium",
    } | (LIKELY | cells)


@pytest.fixture
def small(package):
    """Two judgements, two scenarios that share a set, and the assumption that all of them rest on."""
    scenario = {"kind": "scenario", "scenario_set": "winter"}
    other = UNLIKELY | {"statement": "Fire is unlikely to stop."}
    rows = [
        judgement("K91"),
        judgement("J91", kind="chapter"),
        judgement("S91", **scenario),
        judgement("S92", **scenario, **other),
    ]
    replace(package, "judgements", rows)
    replace(
        package,
        "assumptions",
        [{"assumption_id": "A91", "judgement_ids": "K91;J91;S91;S92", "source_ids": "s1"}],
    )
    replace(package, "evidence", [])
    replace(package, "relations", [])
    return package


def test_judgements_that_keep_every_rule_give_no_line(small):
    assert judgement_rules.violations() == []


def says(statement, error, **cells):
    return {"statement": statement} | cells, "statement", error


FAULTS = {
    "a word outside the scale": says(
        "A truce will probably hold.", "'probably' is no term of the likelihood"
    ),
    "a term with an adverb": says("A truce is highly likely to hold.", "'highly likely' is no term"),
    "the term of another row": says(
        "A truce is unlikely to hold.", "says unlikely, but likelihood is likely"
    ),
    "no term": says("A truce holds.", "must hold one likelihood term, holds 0"),
    "two terms": says("A truce is likely, very likely, to hold.", r"holds 2 \(likely, very likely\)"),
    "could": says("A truce is likely to hold where it could.", "'could' has no place"),
    "may": says("A truce, as it may, is likely to hold.", "'may' has no place"),
    "possibly": says("A truce is likely, possibly, to hold.", "'possibly' has no place"),
    "two sentences": says("A truce is likely to hold. So it is.", "must be one sentence, is 2"),
    "likelihood and confidence together": says(
        "With high confidence, a truce is likely to hold.",
        r"likelihood \(likely\) and confidence stand in one sentence",
    ),
    "a likelihood in the reason": (
        {"confidence_reason": "A change is unlikely."},
        "confidence_reason",
        "'unlikely' is a likelihood word",
    ),
    "the bound of another term": (
        {"probability_low": "50"},
        "probability_low",
        r"50 is not the bound of likely \(55-80\)",
    ),
    "a point outside its range": ({"probability": "90"}, "probability", r"90 lies outside likely \(55-80\)"),
    "no basis": ({"basis": ""}, "basis", "is blank; a judgement needs a basis"),
    "no scoring date": ({"score_by": ""}, "score_by", "is blank; a judgement needs a date"),
    "no scoring rule": ({"scored_as": ""}, "scored_as", "is blank"),
    "nothing that would change it": ({"change_mind": ""}, "change_mind", "is blank"),
    "a scoring date before it was made": (
        {"score_by": "2020-01-09"},
        "score_by",
        "2020-01-09 lies before the day of the judgement",
    ),
    "an outcome that is due": (
        {"score_by": "2020-03"},
        "outcome",
        "is blank although the judgement was to be scored by 2020-03",
    ),
    "a basis that is not there": (
        {"basis_ids": "events;assumptions:A92"},
        "basis_ids",
        r"assumptions:A92 names no row of assumptions\.csv",
    ),
    "a set without a scenario": (
        {"scenario_set": "summer", "probability": "100", "probability_high": "100"},
        "scenario_set",
        "a scenario names its set, and no other judgement does",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_broken_rule_is_named_by_row_column_and_rule(small, fault):
    cells, column, expected = FAULTS[fault]
    row = edit(small, "K91", **cells)
    found = judgement_rules.violations()
    assert any(re.search(rf"^data/judgements\.csv:{row} {column}: .*{expected}", line) for line in found), (
        found
    )
    assert len(found) == 1 or fault == "a set without a scenario", found


def test_the_points_of_a_set_add_up(small):
    edit(small, "S92", probability="41")
    said = "the points of the scenarios of winter add up to 101, not 100"
    assert judgement_rules.violations() == [f"data/judgements.csv:4 probability: {said}"]


def test_a_judgement_without_assumptions_is_named_on_both_sides(small):
    row = edit(small, "K91", assumption_ids="")
    assert judgement_rules.violations() == [
        f"data/judgements.csv:{row} assumption_ids: is blank; a judgement needs an assumption",
        "data/assumptions.csv:2 judgement_ids: K91 does not name A91",
    ]


def test_an_assumption_names_every_judgement_that_rests_on_it(small):
    edit(small, "A91", table="assumptions", judgement_ids="J91;S91;S92")
    said = "K91 names A91 and is missing here"
    assert judgement_rules.violations() == [f"data/assumptions.csv:2 judgement_ids: {said}"]


def test_only_one_scenario_of_a_set_comes_true(small):
    edit(small, "S91", outcome="true")
    (line,) = judgement_rules.violations()
    assert "one outcome must be true and the others false" in line
    edit(small, "S92", outcome="false")
    assert judgement_rules.violations() == []


def test_required_cells_are_also_refused_by_the_schema(small):
    row = edit(small, "K91", basis="")
    said = f"data/judgements.csv:{row} basis: the cell is blank but a value is required"
    assert said in structure.faults("judgements")


TIED = "A general ceasefire is unlikely (K92)."


@pytest.fixture
def tied(small):
    """A key judgement and one of a chapter to which prose can be tied."""
    unlikely = UNLIKELY | {"statement": "A ceasefire is unlikely."}
    replace(small, "judgements", [judgement("K92", **unlikely), judgement("J91", kind="chapter")])
    return data.load("judgements")


@pytest.mark.parametrize(
    "text, expected",
    [
        (TIED, []),
        ("A general ceasefire is unlikely ({glue:text}`k92_short`).", []),
        ("Peace is {glue:text}`k92_term` and the rest is arithmetic.", []),
        ("A truce is unlikely to come.", ["'unlikely' is tied to no judgement"]),
        ("A truce is likely (K92).", ["'likely' is not the term of K92"]),
        ("A truce is unlikely (K99).", ["K99 is no judgement", "'unlikely' is tied to no judgement"]),
        ("A truce is probably far off (K92).", ["'probably' is no term of the likelihood scale"]),
        ("A truce is extremely unlikely (K92).", ["'extremely unlikely' is no term of the likelihood scale"]),
        (
            "With high confidence, a truce is unlikely (K92).",
            ["likelihood and confidence stand in one sentence"],
        ),
        (TIED + " Our confidence is moderate.", []),
        ("A truce, which could come late, is unlikely (K92).", ["'could' has no place in a key judgement"]),
        ("Another truce of days, which could fail, is likely (J91).", []),
        ("War was less likely to return where observers stood.", []),
        ("In May 2026 a truce of three days began.", []),
        ("The odds ratio compares two shares.", []),
        ("```python\nlikely = 1\n```\n\nText.", []),
        (
            "```{admonition} In short\n:class: tip\nA truce is likely.\n```",
            ["'likely' is tied to no judgement"],
        ),
        ("| A truce is unlikely (K92) | Units are likely to go |", ["'likely' is tied to no judgement"]),
        ("- A truce is unlikely (K92)\n- Units are likely to go", ["'likely' is tied to no judgement"]),
    ],
)
def test_prose_ties_every_likelihood_word_to_its_row(tied, text, expected):
    assert [fault.rsplit(":", 1)[0] for fault in judgement_rules.prose_faults(text, tied)] == expected


# What holds between the judgements of any edition, whatever their points.


def test_the_judgements_keep_every_rule():
    assert judgement_rules.violations() == []


def test_kinds_are_as_many_as_the_first_page_can_carry():
    kinds = data.load("judgements")["kind"].value_counts()
    assert 6 <= kinds["key"] <= 8 and 4 <= kinds["scenario"] <= 5
