"""What happened elsewhere: every number again with the csv module and sums by hand."""

import csv
import datetime
import math
import random

import pandas as pd
import pytest

from coalition import data, paths
from coalition.analysis import alliances, base_rates, civil_wars, conflicts, listed_truces, views, wars
from tests import edits
from tests.analysis.test_truces import at, by_hand


def rows(table):
    with (paths.DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text):
    return datetime.date.fromisoformat(text)


def lasted(start, back, end):
    return (day(back or end) - day(start)).days, bool(back)


def binomial_tail(k, n, p):
    """The chance of at least k of n."""
    return sum(math.comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k, n + 1))


@pytest.mark.parametrize("again", ["enemies", "same_sides"])
@pytest.mark.parametrize("how", ["ceasefire_agreement", "peace_agreement", "faded", "victory"])
def test_peace_between_states_agrees_with_the_hand(how, again):
    column = {"enemies": "enemies_again", "same_sides": "same_sides_again"}[again]
    sample = [
        lasted(r["ended"], r[column], r["observed_to"])
        for r in rows("conflict_episodes")
        if r["how_ended"] == how
    ]
    found = conflicts.ended(how, again)
    assert sorted(zip(found["days"], found["failed"], strict=True)) == sorted(sample)
    hand = by_hand(sample)
    for years in conflicts.YEARS:
        said, reckoned = conflicts.after(found, years), at(hand, years * 365.25)
        assert said["holding"] == pytest.approx(reckoned[1])
        assert [said["low"], said["high"]] == pytest.approx(reckoned[2:], nan_ok=True)


def test_war_in_another_grouping_counts_as_war_again():
    by_id = {r["episode_id"]: r for r in rows("conflict_episodes")}
    # the Arab states and Israel in 1949: Egypt and Israel fought again in 1956, among others
    assert by_id["454-1"]["same_sides_again"] == ""
    assert by_id["454-1"]["enemies_again"] == "1956-10-31"
    for row in by_id.values():
        if row["same_sides_again"]:
            assert row["enemies_again"] <= row["same_sides_again"]


def test_no_war_returns_before_the_rule_of_the_data_lets_it():
    found = conflicts.ended("ceasefire_agreement", "same_sides")
    blind = [(datetime.date(day(e).year + 2, 1, 1) - day(e)).days for e in found["ended"]]
    assert list(conflicts.blind_days(found)) == [
        min(blind),
        pytest.approx(sum(blind) / len(blind)),
        max(blind),
    ]
    assert found.loc[found["failed"], "days"].min() >= min(blind)
    assert conflicts.period(found) == (int(min(found["ended"])[:4]), 2020)
    with pytest.raises(KeyError, match="no way of ending"):
        conflicts.ended("somehow")


def test_wars_that_went_on_are_counted_by_hand():
    lengths = [int(r["calendar_years"]) for r in rows("wars")]
    assert all(
        int(r["last_year"]) - int(r["first_year"]) + 1 == int(r["calendar_years"]) for r in rows("wars")
    )
    for age in (1, 3, wars.year_of_this_war()):
        found = wars.next_year(age)
        assert found["reached"] == sum(n >= age for n in lengths)
        assert found["ended"] == lengths.count(age)
        assert found["went_on"] == sum(n > age for n in lengths)
        assert found["ended_next"] == lengths.count(age + 1)
        k, n = int(found["ended_next"]), int(found["went_on"])
        # the ends of the exact interval: where as many or more, and as few or fewer, have 2.5 percent
        assert binomial_tail(k, n, found["low"]) == pytest.approx(0.025)
        assert 1 - binomial_tail(k + 1, n, found["high"]) == pytest.approx(0.025)
    assert math.isnan(wars.next_year(99)["share"])


def test_this_war_is_in_the_calendar_year_that_the_invasion_gives():
    assert wars.year_of_this_war() == data.as_day(None).year - 2022 + 1


@pytest.mark.parametrize("has", [True, False])
def test_peace_after_civil_wars_agrees_with_the_hand(has):
    sample = [
        lasted(r["ceasefire_on"], r["war_again_on"], r["observed_to"])
        for r in rows("civil_war_ceasefires")
        if (r["peacekeepers"] == "true") == has
    ]
    found, hand = civil_wars.groups()["with" if has else "without"], by_hand(sample)
    assert len(found) == len(sample)
    for years in civil_wars.YEARS:
        said, reckoned = civil_wars.after(found, years), at(hand, years * 365.25)
        assert [said[k] for k in ("holding", "low", "high")] == pytest.approx(reckoned[1:])


@pytest.mark.parametrize("coding", alliances.CODINGS)
def test_promises_called_upon_are_counted_by_hand(coding):
    counted = [r for r in rows("alliance_calls") if r[coding] in ("kept", "broken")]
    tally = alliances.tally(coding).set_index(["kind", "period"])
    for kind, pact in (("all", ("true", "false")), ("defence_pact", ("true",))):
        for period, since in (("before", False), ("since", True)):
            chosen = [
                r[coding]
                for r in counted
                if r["defence_pact"] in pact and (int(r["war_began"]) >= 1945) == since
            ]
            row = tally.loc[(kind, period)]
            assert (row["n"], row["kept"], row["broken"]) == (
                len(chosen),
                chosen.count("kept"),
                chosen.count("broken"),
            )
            assert row["share"] == pytest.approx(chosen.count("kept") / len(chosen))
            assert binomial_tail(row["kept"], row["n"], row["low"]) == pytest.approx(0.025)


def test_what_the_authors_of_the_alliance_data_printed_is_found_again():
    """Shares of the abstract of Berkemeier and Fuhrmann (2018): half in all, 66 per cent before 1945."""
    table = alliances.counted()
    assert round(100 * table["kept"].mean()) == 50
    assert round(100 * table.loc[table["period"] == "before", "kept"].mean()) == 66
    assert round(100 * alliances.counted().query("defence_pact")["kept"].mean()) == 41


def test_the_other_list_is_compared_by_hand(package):
    table = rows("listed_truces")
    counts = listed_truces.counts()
    assert counts["listed"] == len(table)
    for decision in ("matched", "added"):
        assert counts[decision] == sum(r["decision"] == decision for r in table)
    assert counts["same_day"] == sum(r["decision"] == "matched" and r["same_day"] == "same" for r in table)
    assert counts["left_out"] == sum(not r["ceasefire_id"] for r in table)
    named = {r["ceasefire_id"] for r in table}
    ours = [r for r in rows("ceasefires") if r["scope"] == "front_wide" and r["start_date"] < "2021"]
    assert set(listed_truces.missing_there()["ceasefire_id"]) == {r["ceasefire_id"] for r in ours} - named
    assert listed_truces.violations() == []
    folder = edits.Folder(package)
    folder.change("listed_truces", {"listed_id": "ethprio-15"}, ceasefire_id="", same_day="")
    folder.change("listed_truces", {"listed_id": "ethprio-46"}, ceasefire_id="cf-2016-09-15")
    found = "\n".join(listed_truces.violations())
    assert "ceasefire_id: matched needs truce of ours" in found
    assert "cf-2016-09-15 stands at two numbers" in found


def test_a_group_that_is_gone_is_named(package):
    folder = edits.Folder(package)
    folder.drop("conflict_episodes", how_ended="faded")
    folder.drop("civil_war_ceasefires", peacekeepers="true")
    for row in folder.rows("wars"):
        if int(row["calendar_years"]) > 5:
            folder.drop("wars", war_id=row["war_id"])
    folder.write("alliance_calls", [r for r in folder.rows("alliance_calls") if r["war_began"] < "1945"])
    rules = (conflicts.violations, civil_wars.violations, wars.violations, alliances.violations)
    found = [line.split(":")[0] for rule in rules for line in rule()]
    assert found == [
        "data/conflict_episodes.csv how_ended",
        "data/civil_war_ceasefires.csv peacekeepers",
        "data/wars.csv calendar_years",
        *["data/alliance_calls.csv outcome"] * 2,
        *["data/alliance_calls.csv outcome_own"] * 2,
    ]


def test_base_rates_are_those_of_their_tables(package):
    rates = views.base_rates()
    assert rates.at["wars", "value"] == pytest.approx(100 * 2 / 6)
    assert rates.at["ceasefires", "n"] == sum(
        r["how_ended"] == "ceasefire_agreement" for r in rows("conflict_episodes")
    )
    folder = edits.Folder(package)
    folder.change("wars", {"war_id": "cow-199"}, calendar_years="6")
    assert views.base_rates().at["wars", "value"] == pytest.approx(100 * 3 / 6)
    folder.change(
        "conflict_episodes",
        {"episode_id": "482-1"},
        enemies_again="1954-12-31",
        same_sides_again="1954-12-31",
    )
    assert views.base_rates().at["ceasefires", "value"] < rates.at["ceasefires", "value"]


def test_stretches_of_the_year_are_counted_by_hand():
    found = views.windows(data.row("judgements", "J01"))
    began = [
        r["start_date"]
        for r in rows("ceasefires")
        if r["scope"] == "front_wide" and r["end_kind"] != "never_started"
    ]
    for row in found.itertuples():
        first, last = str(row.first.date()), str(row.last.date())
        assert row.truces == sum(first <= d <= last for d in began)
    assert list(found["first"].dt.strftime("%m-%d").unique()) == ["10-11"]
    assert found["last"].max() < data.as_day(None)


def test_returns_of_war_are_grouped_by_the_states_that_fought_in_all_of_them():
    table = pd.DataFrame(
        {
            "side_a": ["A; B", "A", "D", "E"],
            "side_b": ["C", "C; F", "E", "G"],
            "failed": [True, True, True, False],
        }
    )
    assert conflicts.returns(table) == [(("A", "C"), 2), (("D", "E"), 1)]


def test_ceasefires_in_civil_wars_after_a_landmark_by_hand():
    table = pd.DataFrame(
        {
            "days": [10, 400, 800, 3000, 3000],
            "failed": [True, True, True, False, False],
            "peacekeepers": [False, True, False, True, False],
        }
    )
    assert civil_wars.early_failures(table) == 1
    # of the four at peace after a year, those of 400 and 800 days fail: 3/4 of 1, then 2/3 of that
    assert civil_wars.after_landmark(table, 1, 5)["holding"] == pytest.approx(0.5)
    assert base_rates.guarded(table, 1000) == pytest.approx(1400 / 3210)


def test_wars_to_the_end_of_next_year_with_the_rest_of_this_one():
    found = wars.next_year(5)
    assert wars.by_next_year(5, 0) == pytest.approx(found["share"])
    both = found["ended"] + found["ended_next"]
    assert wars.by_next_year(5, 1) == pytest.approx(both / found["reached"])
    assert found["share"] < wars.by_next_year(5, base_rates.year_left()) < both / found["reached"]


def test_pacts_drawn_again_by_war_agree_with_another_draw():
    found, pacts = alliances.by_war(), alliances.counted()
    pacts = pacts[pacts["defence_pact"] & (pacts["period"] == "since")]
    by_war = [list(g) for _, g in pacts.groupby("war")["kept"]]
    assert (found["n"], found["wars"]) == (len(pacts), len(by_war))
    draw = random.Random(3)
    shares = []
    for _ in range(2000):
        calls = [k for war in draw.choices(by_war, k=len(by_war)) for k in war]
        shares.append(sum(calls) / len(calls))
    shares.sort()
    assert found["low"] == pytest.approx(shares[50], abs=0.03)
    assert found["high"] == pytest.approx(shares[1949], abs=0.03)
