"""Words for codes: one place, one function, and a word for everything that is computed."""

import pytest

from coalition import data
from coalition.analysis import consent, events, force, interview, membership, precedents, promises, resources

COMPUTED = {
    "membership_rule": lambda: [r.id for r in membership.RULES],
    "country_set": lambda: [s.id for s in resources.SETS],
    "model_set": lambda: force.SETS,
    "capacity_variant": lambda: force.variants(draws=20)["variant"],
    "requirement_method": lambda: force.by_method()["method"],
    "density_measure": lambda: precedents.MEASURES,
    "promise_counting": lambda: [c.id for c in promises.CODINGS],
    "poll_choice": lambda: consent.VARIANTS,
}


@pytest.mark.parametrize("field", COMPUTED)
def test_what_is_computed_has_a_word_for_each_code_in_the_order_of_the_code(field):
    assert list(data.labels_of("computed", field)) == list(COMPUTED[field]())


def test_every_choice_of_missions_has_a_word_and_every_word_a_choice():
    used = {v.id for v in (*precedents.CONSENT_VARIANTS, *precedents.DENSITY_VARIANTS)}
    coded = set(data.labels_of("mission_variants", "variant_id"))
    assert used - coded == set(data.labels_of("computed", "mission_choice"))


def test_computed_codes_stand_beside_those_of_their_column():
    assert set(consent.hurdles()["step"]) <= set(consent.steps())
    assert set(consent.leanings()["leaning"]) <= set(data.labels_of("computed", "poll_leaning"))
    assert set(force.all_sizes()["group"]) <= set(force.groups())
    assert set(force.all_sizes()["voice"]) <= set(force.voices())
    assert set(interview.reports()["code"]) <= set(interview.ways())
    assert set(events.domain(data.load("events"))) <= set(events.domain_labels())


def test_a_column_without_codes_is_refused_by_name():
    with pytest.raises(KeyError, match="polls has no coded column 'question'"):
        data.labels_of("polls", "question")
    with pytest.raises(KeyError, match="computed has no coded column 'mood'"):
        data.labels_of("computed", "mood")
