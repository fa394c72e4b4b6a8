"""A sample of what ``make damage`` plants: caught with place and cause; harmless variants are accepted."""

import random

from campaigns import catches, damage
from campaigns.catches import EXACT, MISSED
from campaigns.damage import FORBIDDEN, HARMLESS, Damage

SAMPLE = 150
"""Damages tried here of those that a rule forbids; each is answered by the rules of its own table."""


def test_what_a_rule_forbids_is_caught_with_its_place_and_cause():
    chance = random.Random(7)
    planted = [
        one
        for name in ("countries", "positions", "polls", "ceasefires")
        for one in damage.of_table(name, chance)
        if one.expected == FORBIDDEN and "that no row has" not in one.kind
    ]
    planted = chance.sample(planted, SAMPLE)
    with catches.copy_of_the_data() as folder:
        found = catches.tried(folder, planted)
    wrong = [
        (one.file, one.kind, one.places, verdict, lines[:1])
        for one, verdict, _, lines in found
        if verdict != EXACT
    ]
    assert wrong == []
    assert sum(named for _, _, named, _ in found) >= 0.95 * SAMPLE


def test_harmless_variants_are_accepted():
    planted = [one for one in damage.of_table("polls", random.Random(7)) if one.expected == HARMLESS]
    with catches.copy_of_the_data() as folder:
        together = {one.kind: one for one in planted}
        assert len(together) == 4
        found = [catches.structure.faults("polls") for one in planted if _written(folder, one)]
    assert found == [[]] * 4


def _written(folder, one: Damage) -> bool:
    return bool((folder / one.file).write_bytes(one.content))


def test_an_answer_is_judged_by_its_place():
    one = Damage("polls.csv", "kind", FORBIDDEN, b"", "blank", ((7, "poll_id"),))
    assert catches.judged(one, ["data/polls.csv:7 poll_id: the cell is blank"]) == (EXACT, True)
    assert catches.judged(one, ["data/polls.csv:7 poll_id: it repeats a key"]) == (EXACT, False)
    assert catches.judged(one, ["data/polls.csv:71 poll_id: the cell is blank"]) == ("vague", False)
    assert catches.judged(one, ["data/polls.csv:7 area: the cell is blank"]) == ("vague", False)
    assert catches.judged(one, []) == (MISSED, False)
    raised = "data/polls.csv: the rules could not be applied (KeyError: 'x')"
    assert catches.judged(one, [raised]) == ("traceback", False)
