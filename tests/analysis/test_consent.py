"""How countries lean and what their rules ask for, counted once more from the CSV files."""

from __future__ import annotations

import pandas as pd
import pytest

from coalition import data, paths
from coalition.analysis import consent, polls
from tests import edits
from tests.tables_of import cells

PEACE = polls.AFTER_A_DEAL


def rows(table: str) -> list[dict[str, str]]:
    """Read the rows of a CSV file as text, without the package's reader."""
    return cells(paths.DATA / f"{table}.csv")


POLLS = {r["poll_id"]: r for r in rows("polls")}
BOTH = [r for r in POLLS.values() if r["support_pct"] and r["oppose_pct"]]


def net(row: dict[str, str]) -> float:
    return float(row["support_pct"]) - float(row["oppose_pct"])


@pytest.mark.parametrize(
    ("rule", "conditions", "faults"),
    [
        ({"approval": "none"}, "a ceasefire", 0),
        ({"approval": "none"}, "a ceasefire; a vote in the Riigikogu", 1),
        ({"approval": "none", "note": "The minister (aaa-01) named it."}, "decision of parliament", 0),
        ({"approval": "prior_consent"}, "decision of parliament", 0),
    ],
)
def test_a_rule_without_parliament_answers_the_conditions_that_name_it(package, rule, conditions, faults):
    folder = edits.Folder(package)
    folder.write("positions", [{"iso3": "AAA", "conditions": conditions, "conditions_checked": "aaa-01"}])
    folder.write("approvals", [{"iso3": "AAA"} | rule])
    found = consent.violations()
    assert len(found) == faults
    assert all(line.startswith("data/approvals.csv:2 approval: none, but") for line in found)


@pytest.mark.parametrize(
    ("nets", "expected"),
    [
        ([], "none"),
        ([7], "ahead"),
        ([6], "close"),
        ([-6, 0], "close"),
        ([-7, -50], "behind"),
        ([7, 6], "differ"),
        ([20, -20], "differ"),
    ],
)
def test_leaning(nets, expected):
    assert consent.leaning(pd.Series(nets, dtype=float)) == expected


def test_leanings_with_all_readings_by_hand():
    by_hand: dict[str, set[str]] = {}
    for row in BOTH:
        if (
            row["scenario"] == PEACE
            and row["own_troops"] == "true"
            and row["background_only"] == "false"
            and row["iso3"] != "UKR"
        ):
            by_hand.setdefault(row["iso3"], set()).add(
                "ahead" if net(row) > 6 else "behind" if net(row) < -6 else "close"
            )
    table = consent.leanings().query("variant == 'All'").set_index("iso3")
    for iso3, row in table.iterrows():
        sides = by_hand.get(iso3, {"none"})
        assert row["leaning"] == (sides.pop() if len(sides) == 1 else "differ")


def test_every_variant_but_the_last_two_is_a_choice_from_the_base():
    base = set(polls.own_after_deal()["poll_id"])
    for name, pick in consent.VARIANTS.items():
        assert (set(pick()["poll_id"]) <= base) == (name not in ("weak_added", "any_scenario")), name


def test_the_rule_is_joined_to_the_position_and_a_missing_rule_stays_missing():
    rules, positions = {r["iso3"]: r for r in rows("approvals")}, {r["iso3"]: r for r in rows("positions")}
    table = consent.hurdles().set_index("iso3")
    assert set(table.index) == {k for k, r in positions.items() if r["position"] != "unknown"}
    for iso3, row in table.iterrows():
        assert row["position"] == positions[iso3]["position"]
        rule = rules.get(iso3)
        if rule is None:
            assert row["step"] == consent.GAP
            assert pd.isna(row["rule"])
        else:
            framed = rule["approval"] == "prior_consent" and rule["mandate_condition"]
            assert row["step"] == (consent.FRAMED if framed else rule["approval"])
            assert row["rule"] == rule["rule"]


def test_offers_by_hurdle_by_hand():
    rules = {r["iso3"]: r for r in rows("approvals")}
    offering = [r["iso3"] for r in rows("positions") if r["position"] in ("deploy_troops", "conditional")]
    offers = consent.offers()
    assert sorted(offers["iso3"]) == sorted(offering)
    assert len(consent.needs_vote_before(offers)) == sum(
        rules.get(i, {}).get("approval") == "prior_consent" for i in offering
    )
    assert set(offers.loc[offers["step"] == consent.GAP, "iso3"]) == {i for i in offering if i not in rules}


def test_only_rows_that_hold_nothing_but_gaps_are_left_out():
    table = consent.hurdles()
    left_out = set(table["iso3"]) - set(consent.informative(table)["iso3"])
    polled = {
        r["iso3"]
        for r in BOTH
        if r["scenario"] == PEACE and r["own_troops"] == "true" and r["background_only"] == "false"
    }
    assert not left_out & (polled | {r["iso3"] for r in rows("approvals")} | set(consent.offers()["iso3"]))


def test_steps_are_ordered_and_cover_every_code():
    codes = list(data.labels_of("approvals", "approval"))
    for short in (False, True):
        assert list(consent.steps(short=short)) == [*reversed(codes), consent.FRAMED, consent.GAP]
