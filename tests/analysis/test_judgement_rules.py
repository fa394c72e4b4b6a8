"""The judgements keep to their rules: each rule is broken once on purpose."""

import json
import re

import pytest

from coalition import check, data
from coalition.analysis import judgement_rules
from tests.tables_of import cells, edit


def statement_of(package, key):
    return next(r["statement"] for r in cells(package / "judgements.csv") if r["judgement_id"] == key)


def reworded(package, key, old, new):
    text = statement_of(package, key)
    assert old in text
    return edit(package, key, statement=text.replace(old, new))


def test_the_judgements_keep_every_rule():
    assert judgement_rules.violations() == []


def word_outside_the_scale(p):
    return (
        reworded(p, "K01", "is unlikely to", "will probably not"),
        "statement",
        "'probably' is no term of the likelihood scale",
    )


def modified_term(p):
    return (
        reworded(p, "K01", "is unlikely", "is highly unlikely"),
        "statement",
        "'highly unlikely' is no term",
    )


def term_of_another_row(p):
    return (
        reworded(p, "K01", "is unlikely", "is likely"),
        "statement",
        "says likely, but likelihood is unlikely",
    )


def no_term(p):
    return (
        reworded(p, "K01", "is unlikely to take", "does not take"),
        "statement",
        "must hold one likelihood term, holds 0",
    )


def two_terms(p):
    return (
        reworded(p, "K01", "is unlikely", "is unlikely, very unlikely,"),
        "statement",
        "holds 2 \\(unlikely, very unlikely\\)",
    )


def could(p):
    return (
        reworded(p, "K02", "stand in Ukraine", "stand in Ukraine, where they could stay,"),
        "statement",
        "'could' has no place",
    )


def may(p):
    return (
        reworded(p, "K02", "stand in Ukraine", "stand in Ukraine, as they may,"),
        "statement",
        "'may' has no place",
    )


def possibly(p):
    return reworded(p, "K02", "stand in", "stand, possibly, in"), "statement", "'possibly' has no place"


def two_sentences(p):
    return (
        reworded(p, "K02", " on 31", ". This is the state on 31"),
        "statement",
        "must be one sentence, is 2",
    )


def likelihood_and_confidence_together(p):
    return (
        reworded(p, "K03", "Russia is", "With high confidence, Russia is"),
        "statement",
        r"likelihood \(very unlikely\) and confidence stand in one sentence",
    )


def likelihood_in_the_reason(p):
    return (
        edit(p, "K03", confidence_reason="A change of course is unlikely."),
        "confidence_reason",
        "'unlikely' is a likelihood word",
    )


def foreign_bound(p):
    return (
        edit(p, "K03", probability_low="1"),
        "probability_low",
        r"1 is not the bound of very unlikely \(5-20\)",
    )


def point_outside_its_range(p):
    return edit(p, "K03", probability="30"), "probability", r"30 lies outside very unlikely \(5-20\)"


def scenarios_that_do_not_add_up(p):
    first = next(i for i, r in enumerate(cells(p / "judgements.csv")) if r["scenario_set"]) + 2
    edit(p, "S02", probability="13")
    return first, "probability", "the points of the scenarios of force-2027 add up to 101, not 100"


def sum_that_does_not_hold(p):
    return edit(p, "K02", probability="12"), "probability", r"12 is not the sum of S03 and S04 and S05 \(11\)"


def no_basis(p):
    return edit(p, "K04", basis=""), "basis", "is blank; a judgement needs a basis"


def no_scoring_date(p):
    return edit(p, "K04", score_by=""), "score_by", "is blank; a judgement needs a date"


def no_scoring_rule(p):
    return edit(p, "K04", scored_as=""), "scored_as", "is blank"


def nothing_that_would_change_it(p):
    return edit(p, "K04", change_mind=""), "change_mind", "is blank"


def scored_before_it_was_made(p):
    return (
        edit(p, "K04", score_by="2026-11-01"),
        "score_by",
        "2026-11-01 lies before the day of the judgement",
    )


def overdue(p):
    return (
        edit(p, "K04", made_on="2026-01-01", score_by="2026-09"),
        "outcome",
        "is blank although the judgement was to be scored by 2026-09",
    )


def basis_that_is_not_there(p):
    return (
        edit(p, "K05", basis_ids="components:P12;events:E999"),
        "basis_ids",
        r"events:E999 names no row of events\.csv",
    )


FAULTS = [
    word_outside_the_scale,
    modified_term,
    term_of_another_row,
    no_term,
    two_terms,
    could,
    may,
    possibly,
    two_sentences,
    likelihood_and_confidence_together,
    likelihood_in_the_reason,
    foreign_bound,
    point_outside_its_range,
    scenarios_that_do_not_add_up,
    sum_that_does_not_hold,
    no_basis,
    no_scoring_date,
    no_scoring_rule,
    nothing_that_would_change_it,
    scored_before_it_was_made,
    overdue,
    basis_that_is_not_there,
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.__name__)
def test_each_broken_rule_gives_one_line(package, fault):
    row, column, expected = fault(package)
    found = judgement_rules.violations()
    assert len(found) == 1, found
    assert re.search(rf"^data/judgements\.csv:{row} {column}: .*{expected}", found[0]), found[0]


def test_a_judgement_without_assumptions_is_named_on_both_sides(package):
    named = [
        r["assumption_id"]
        for r in cells(package / "assumptions.csv")
        if "K04" in r["judgement_ids"].split(";")
    ]
    row = edit(package, "K04", assumption_ids="")
    found = judgement_rules.violations()
    assert f"data/judgements.csv:{row} assumption_ids: is blank; a judgement needs an assumption" in found
    assert [line.endswith(f"K04 does not name {a}") for line, a in zip(found[1:], named, strict=True)] == [
        True
    ] * len(named)


def test_a_scenario_needs_a_set_and_only_a_scenario_has_one(package):
    row = edit(package, "S01", scenario_set="")
    assert (
        f"data/judgements.csv:{row} scenario_set: a scenario names its set, and no other judgement does"
        in judgement_rules.violations()
    )


def test_only_one_scenario_of_a_set_comes_true(package):
    edit(package, "S01", outcome="true")
    assert any(
        "one outcome must be true and the others false" in line for line in judgement_rules.violations()
    )


def test_required_cells_are_also_refused_by_the_schema(package):
    row = edit(package, "K04", basis="")
    assert f"data/judgements.csv:{row} basis: the cell is blank but a value is required" in check.violations()


TIED = "A general ceasefire is unlikely (K01)."


@pytest.mark.parametrize(
    "text, expected",
    [
        (TIED, []),
        ("A general ceasefire is unlikely ({glue:text}`k01_short`).", []),
        ("Peace is {glue:text}`k01_term` and the rest is arithmetic.", []),
        ("A truce is unlikely to come.", ["'unlikely' is tied to no judgement"]),
        ("A truce is likely (K01).", ["'likely' is not the term of K01"]),
        ("A truce is unlikely (K99).", ["K99 is no judgement", "'unlikely' is tied to no judgement"]),
        ("A truce is probably far off (K01).", ["'probably' is no term of the likelihood scale"]),
        ("A truce is extremely unlikely (K01).", ["'extremely unlikely' is no term of the likelihood scale"]),
        (
            "With high confidence, a truce is unlikely (K01).",
            ["likelihood and confidence stand in one sentence"],
        ),
        (TIED + " Our confidence is moderate.", []),
        ("A truce, which could come late, is unlikely (K01).", ["'could' has no place in a key judgement"]),
        ("Another truce of days, which could fail, is likely (J01).", []),
        ("War was less likely to return where observers stood.", []),
        ("In May 2026 a truce of three days began.", []),
        ("The odds ratio compares two shares.", []),
        ("```python\nlikely = 1\n```\n\nText.", []),
        (
            "```{admonition} In short\n:class: tip\nA truce is likely.\n```",
            ["'likely' is tied to no judgement"],
        ),
        ("| A truce is unlikely (K01) | Units are likely to go |", ["'likely' is tied to no judgement"]),
        ("- A truce is unlikely (K01)\n- Units are likely to go", ["'likely' is tied to no judgement"]),
    ],
)
def test_prose_ties_every_likelihood_word_to_its_row(text, expected):
    assert [fault.rsplit(":", 1)[0] for fault in judgement_rules.prose_faults(text)] == expected


def test_a_chapter_is_read_cell_by_cell(tmp_path):
    notebook = tmp_path / "outlook.ipynb"
    notebook.write_text(
        json.dumps(
            {
                "cells": [
                    {"cell_type": "markdown", "source": ["# Outlook\n", "A truce is likely."]},
                    {"cell_type": "code", "source": ["likely = 'probably'"]},
                ]
            }
        )
    )
    assert judgement_rules.chapter_faults(notebook) == [
        "outlook.ipynb: 'likely' is tied to no judgement: A truce is likely."
    ]


def test_judgements_agree_with_each_other():
    point = data.load("judgements").set_index("judgement_id")["probability"]
    assert point["K01"] >= point[["S02", "S03", "S04"]].sum(), "a ceasefire in force has taken effect before"
    assert point["K04"] <= point[["S04", "S05"]].sum(), "a force of 25,000 is a force of brigades"


def test_kinds_are_as_many_as_the_first_page_can_carry():
    kinds = data.load("judgements")["kind"].value_counts()
    assert 6 <= kinds["key"] <= 8 and 4 <= kinds["scenario"] <= 5
