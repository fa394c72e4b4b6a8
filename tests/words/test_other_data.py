"""Sentences that count or compare hold when the data say none, one, all or the contrary."""

import pandas as pd
import pytest

from coalition.analysis import forecasts
from coalition.analysis import precedents as precedents_found
from coalition.tables import precedents as tables
from coalition.words import ceasefires, contributors, force, hero, index, law, numbers, precedents


def readings(*pairs: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["aspect", "effect"])


def consent(held: int, fell: int, part_held: int, part_fell: int) -> dict[str, int]:
    return {
        "yes_held": held,
        "yes_collapsed": fell,
        "partial_held": part_held,
        "partial_collapsed": part_fell,
    }


def funnel(**names: list[str]) -> pd.DataFrame:
    steps = {"table": [], "without": [], "open": [], "ready": []} | names
    return pd.DataFrame({"step": list(steps), "names": list(steps.values())})


def europe(*positions: str) -> pd.DataFrame:
    return pd.DataFrame([(f"State {n}", p) for n, p in enumerate(positions)], columns=["name", "position"])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (contributors._land_more(0), ""),
        (contributors._land_more(1), " (one more leaves them open)"),
        (
            hero._heard(europe("deploy_troops", "undecided"), funnel(table=["State 0", "Ukraine"])),
            "Two governments were heard on soldiers: one of those at the table (all but Ukraine) and one "
            "that is not counted there. Of these, State 1 said that it had not decided.",
        ),
        (
            hero._heard(europe("deploy_troops", "unknown"), funnel(table=["State 0", "State 1", "Ukraine"])),
            "One government was heard on soldiers: one of those at the table (all but Ukraine and State 1, "
            "where nothing was found) and none that is not counted there.",
        ),
        (index._ready(pd.Series([], dtype=str)), "none says it is"),
        (index._ready(pd.Series(["France"])), "one (France) says it is"),
        (numbers.not_decided(europe("deploy_troops")), ""),
        (numbers.not_decided(europe("deploy_troops", "undecided")), ", and State 1, which has not decided"),
        (numbers._outside(90), "tenth"),
        (numbers._outside(75), "25 per cent"),
        (tables._larger(precedents_found.PEOPLE, 1.02), "Ukraine has about as many people"),
        (tables._larger(precedents_found.LINE, 1.21), "Ukraine's line is 1.2 times as long"),
        (contributors._free(0), "none of these offers comes without a condition or limit"),
        (contributors._free(2), "two of these offers come without a condition or limit"),
        (contributors._old_ready(pd.Series([], dtype=bool)), ""),
        (
            contributors._old_ready(pd.Series([False])),
            " The one government that is ready is not among these.",
        ),
        (
            contributors._old_ready(pd.Series([True, True])),
            " All two governments that are ready are among these.",
        ),
        (
            contributors._recent(pd.Series([], dtype=str), "May 2026"),
            "Since May 2026 no government has set out a position.",
        ),
        (
            force._status(["A"], [], [], []),
            "One part is planned, that is, described in a text or a briefing and waiting for a ceasefire or "
            "for decisions. One side alone has announced none. No part is agreed.",
        ),
        (
            force._status([], ["A"], [], []).split(". ")[1],
            "One more has been announced by one side",
        ),
        (precedents._oftener(consent(1, 3, 2, 2)), "less often"),
        (precedents._oftener(consent(0, 0, 2, 2)), "in a share that cannot be compared"),
        (precedents._expected(0.9), "once"),
        (precedents._expected(2.1), "three times"),
        (
            law._way(readings(("enter", "opens"))),
            "Rules open the way for the force to enter. No rule stands in its way.",
        ),
        (
            law._way(readings(("enter", "opens"), ("enter", "unsettled"), ("line", "bars"))),
            "Rules open the way for the force to enter, but another rule sets a condition or leaves the "
            "matter open. Rules stand in its way if it means to fix a border.",
        ),
        (
            forecasts.by_label("As in May (J01 is ours; Q99 is nothing)."),
            "As in May (“Another short truce” is ours; Q99 is nothing).",
        ),
    ],
)
def test_a_sentence_holds_for_other_data(said, expected):
    assert said == expected


def test_peace_without_paper_is_compared_both_ways():
    more, less = {"holding": 0.9, "low": 0.6, "high": 1.0}, {"holding": 0.5, "low": 0.3, "high": 0.55}
    assert ceasefires._paper(more, less) == {
        "paper_line": "Where there was no paper, peace held less often:",
        "overlap_line": "The intervals do not overlap.",
    }
    assert ceasefires._paper(less, more)["paper_line"] == "Where there was no paper, peace held more often:"
    assert ceasefires._paper(less, less)["overlap_line"] == "The intervals overlap."
