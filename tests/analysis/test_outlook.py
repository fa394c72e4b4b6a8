"""Scenarios that add up, judgements as sentences, and what a count alone suggests."""

import re

import pytest

from coalition import data
from coalition.analysis import judgement, outlook


def test_scenarios_that_do_not_add_up_are_refused(package):
    path = package / "judgements.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(",likely,55,80,77,", ",likely,55,80,70,"), encoding="utf-8")
    with pytest.raises(ValueError, match="add up to 93"):
        outlook.scenarios()


def test_an_unknown_set_is_named():
    with pytest.raises(KeyError, match="force-2099"):
        outlook.scenarios("force-2099")


def test_words_keep_likelihood_and_confidence_apart():
    for key in data.load("judgements")["judgement_id"]:
        words = outlook.in_words(key)
        assert len(judgement.terms_in(words[f"{key.lower()}_statement"])) == 1
        assert judgement.terms_in(words[f"{key.lower()}_confidence"]) == []
        assert re.match(
            r"Confidence in this is (high|moderate|low)\. [A-Z]", words[f"{key.lower()}_confidence"]
        )


def test_a_step_of_the_scale_reads_with_its_range():
    assert outlook.scale_words("unlikely") == "unlikely (20 to 45 percent)"


def test_the_chance_from_a_count():
    # As long ahead as behind: a flat prior gives one half, Jeffreys's 1 - sqrt(1/2).
    assert outlook.chance_from_count("2025-01-01", "2027-01-01", 1, "2026-01-01") == pytest.approx(0.5)
    assert outlook.chance_from_count("2025-01-01", "2027-01-01", 0.5, "2026-01-01") == pytest.approx(
        1 - 0.5**0.5
    )
    with pytest.raises(ValueError, match="must follow"):
        outlook.chance_from_count("2026-01-01", "2025-01-01", 1, "2025-06-01")


def test_the_reference_range_is_the_one_the_judgement_names():
    note = data.load("judgements").set_index("judgement_id").at["K01", "note"]
    for row in outlook.reference("2027-12-31").itertuples():
        assert f"{row.low} to {row.high} percent" in note


def test_no_indicator_was_seen_after_the_cut_off():
    assert (outlook.indicators()["months"] >= 0).all()
    assert outlook.indicators()["day"].is_monotonic_increasing


def test_every_judgement_falls_due_after_it_was_made():
    due = outlook.due()
    assert len(due) == len(data.load("judgements"))
    assert (due["due"] > data.last_day(due["made_on"])).all()
