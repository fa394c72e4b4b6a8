"""Publics, parliaments and law, counted once more from the CSV files with the ``csv`` module alone."""

from __future__ import annotations

import csv
import re
from collections import Counter

import nbformat
import pandas as pd
import pytest

from coalition import data, paths
from coalition.analysis import consent, judgement, law
from coalition.charts import consent as charts
from coalition.charts import law as law_charts

PEACE = "peacekeepers_after_ceasefire"


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a CSV file as text, without the package's reader."""
    with open(paths.DATA / f"{table}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


POLLS = {r["poll_id"]: r for r in rows("polls")}
BOTH = [r for r in POLLS.values() if r["support_pct"] and r["oppose_pct"]]


def net(row: dict[str, str]) -> float:
    return float(row["support_pct"]) - float(row["oppose_pct"])


def prose(chapter: str) -> str:
    cells = nbformat.read(paths.ROOT / "chapters" / "questions" / f"{chapter}.ipynb", as_version=4).cells
    return "\n\n".join(c.source for c in cells if c.cell_type == "markdown")


# What the polls cover


def test_coverage_counts_readings_with_both_sides_and_with_a_sample():
    cover = consent.coverage()
    assert (len(POLLS), len(BOTH), sum(bool(r["sample_n"]) for r in POLLS.values())) == (65, 33, 15)
    assert (cover["readings"], cover["both"], cover["sample"]) == (65, 33, 15)
    assert (cover["one_sided"], cover["no_sample"]) == (32, 50)
    assert cover["countries"] == len({r["iso3"] for r in POLLS.values()} - {""}) == 25
    assert cover["newest"] == max(r["fieldwork_end"] for r in POLLS.values()) == "2026-06-03"


def test_peacekeeper_readings_outside_ukraine_with_both_sides():
    by_hand = [r for r in BOTH if r["scenario"] == PEACE and r["iso3"] not in ("UKR", "")]
    assert (len(by_hand), len({r["iso3"] for r in by_hand})) == (24, 12)
    with_weak, without = consent.own_after_deal(weak=True), consent.own_after_deal()
    assert set(with_weak["poll_id"]) == {r["poll_id"] for r in by_hand}
    assert set(without["poll_id"]) == {r["poll_id"] for r in by_hand if r["background_only"] == "false"}
    assert len(without) == consent.coverage()["own"] == 22


def test_net_support_is_support_minus_opposition_and_a_gap_stays_a_gap():
    table = consent.readings().set_index("poll_id")
    for key, row in POLLS.items():
        if row["support_pct"] and row["oppose_pct"]:
            assert table.at[key, "net"] == pytest.approx(net(row))
        else:
            assert pd.isna(table.at[key, "net"])


def test_a_poll_known_by_its_direction_only_gets_no_number():
    for key in ("publicfirst-2026-02-gbr", "publicfirst-2026-02-can"):
        assert pd.isna(consent.readings().set_index("poll_id").at[key, "net"])
        assert key not in set(consent.netted(weak=True)["poll_id"])
    assert consent.coverage()["direction_only"] == 2


def test_no_chart_holds_weak_rows_the_eu_average_or_ukraine():
    shown = consent.netted()
    assert not shown["background_only"].any()
    assert shown["iso3"].notna().all()
    assert "UKR" not in set(shown["iso3"])
    assert not shown["pollster"].str.contains("Századvég|Turu|INSA").any()


# Wording


def test_germany_moved_by_twelve_points_between_three_polls():
    germany = consent.within_weeks("DEU", "2025-02", "2025-03")
    by_hand = sorted(
        (
            float(POLLS[k]["support_pct"])
            for k in ("forsa-2025-02-deu", "infratest-2025-03-deu", "yougov-2025-03-deu")
        ),
        reverse=True,
    )
    assert list(germany["support_pct"]) == by_hand == [49, 43, 37]
    assert germany["support_pct"].max() - germany["support_pct"].min() == 12


def test_the_split_sample_gains_ten_and_twenty_nine_points():
    arms = consent.split_sample()
    by_hand = [
        float(POLLS[f"kiis-2026-05-ukr-{arm}"]["support_pct"])
        for arm in ("no-guarantee", "symbolic", "european-troops")
    ]
    assert list(arms["accept"]) == by_hand == [32, 42, 61]
    assert list(arms["gain"]) == [0, 10, 29]
    assert arms["fieldwork_end"].nunique() == 1


# Trends


def test_trends_stay_within_one_pollster_one_wording_and_one_kind_of_soldier():
    by_hand: dict[tuple, list[dict]] = {}
    for row in BOTH:
        if row["background_only"] == "false" and row["iso3"] not in ("UKR", ""):
            key = tuple(row[c] for c in ("iso3", "pollster", "client", "scenario", "wording", "own_troops"))
            by_hand.setdefault(key, []).append(row)
    expected = {k[0] for k, v in by_hand.items() if len({r["fieldwork_end"] for r in v}) > 1}
    trends = consent.trends().set_index("iso3")
    assert set(trends.index) == expected == {"FIN", "GBR", "POL"}
    assert tuple(trends.loc["POL", ["support_first", "support_last"]]) == (18.1, 17.3)
    assert tuple(trends.loc["FIN", ["support_first", "support_last", "oppose_first", "oppose_last"]]) == (
        40,
        35,
        39,
        47,
    )
    assert tuple(trends.loc["GBR", ["support_first", "support_last"]]) == (58, 52)
    assert tuple(trends.loc["GBR", ["first", "last"]]) == ("2025-01-16", "2025-02")


def test_margins_of_random_samples():
    assert round(consent.margin(1000), 1) == 3.1
    assert round(consent.margin(2000), 1) == 2.2
    assert consent.margin(1000, 10) < consent.margin(1000)
    with pytest.raises(ValueError, match="sample of 0"):
        consent.margin(0)


# Sensitivity


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


def test_only_france_and_germany_move_with_the_choice_of_readings():
    assert set(consent.moved()["iso3"]) == {"FRA", "DEU"}
    table = consent.leanings().set_index(["iso3", "variant"])["leaning"]
    assert table["FRA", "Peace mission only"] == "ahead"
    assert table["FRA", "Newest only"] == table["DEU", "Newest only"] == "behind"
    assert {table[c, "Newest only"] for c in ("AUT", "PRT", "USA")} == {"close"}
    without_band = consent.recoded(0).set_index("iso3")["leaning"]
    assert set(without_band[without_band.isin(["ahead", "behind"])]) == {"behind"}


def test_every_variant_but_the_last_two_is_a_choice_from_the_base():
    base = set(consent.own_after_deal()["poll_id"])
    for name, pick in consent.VARIANTS.items():
        assert (set(pick()["poll_id"]) <= base) == (name not in ("Weak rows added", "Any scenario")), name


# Parliaments


def test_the_rule_is_joined_to_the_position_and_a_missing_rule_stays_missing():
    rules, positions = {r["iso3"]: r for r in rows("approvals")}, {r["iso3"]: r for r in rows("positions")}
    table = consent.hurdles().set_index("iso3")
    assert set(table.index) == {k for k, r in positions.items() if r["position"] != "unknown"}
    for iso3, row in table.iterrows():
        assert row["position"] == positions[iso3]["position"]
        rule = rules.get(iso3)
        if rule is None:
            assert row["step"] == "no_rule_found"
            assert pd.isna(row["rule"])
        else:
            framed = rule["approval"] == "prior_consent" and rule["mandate_condition"]
            assert row["step"] == ("prior_consent_framed" if framed else rule["approval"])
            assert row["rule"] == rule["rule"]


def test_offers_by_hurdle_by_hand():
    rules = {r["iso3"]: r for r in rows("approvals")}
    offering = [r["iso3"] for r in rows("positions") if r["position"] in ("deploy_troops", "conditional")]
    offers = consent.offers()
    assert sorted(offers["iso3"]) == sorted(offering)
    assert len(consent.needs_vote_before(offers)) == sum(
        rules.get(i, {}).get("approval") == "prior_consent" for i in offering
    )
    assert set(offers.loc[offers["step"] == "no_rule_found", "iso3"]) == {
        i for i in offering if i not in rules
    }


def test_only_rows_that_hold_nothing_but_gaps_are_left_out():
    table = consent.hurdles()
    left_out = set(table["iso3"]) - set(consent.informative(table)["iso3"])
    polled = {
        r["iso3"]
        for r in BOTH
        if r["scenario"] == PEACE and r["own_troops"] == "true" and r["background_only"] == "false"
    }
    assert not left_out & (polled | {r["iso3"] for r in rows("approvals")} | set(consent.offers()["iso3"]))
    assert {"HUN", "LUX"} <= left_out


def test_finland_has_a_mandate_condition_but_no_veto():
    assert consent.hurdles().set_index("iso3").at["FIN", "step"] == "consultation"


def test_steps_are_ordered_and_cover_every_code():
    assert set(data.meanings_of("approvals", "approval")) < set(consent.STEPS)
    assert list(consent.STEPS)[-1] == "no_rule_found"
    assert set(charts.SHORT_STEPS) == set(consent.STEPS)


# Charts


def test_every_reading_is_drawn_once_with_its_wording():
    shown = consent.netted()
    drawn = sorted((t.name, x) for t in charts.net_support(shown).data for x in t.x)
    assert drawn == sorted((charts.WORDINGS[w].label, n) for w, n in zip(shown["wording"], shown["net"]))
    assert all(t.mode == "markers+text" for t in charts.net_support(shown).data)  # no line joins readings


def test_a_reading_on_soldiers_of_other_countries_carries_a_star():
    for _, row in consent.netted().iterrows():
        assert charts.short_label(row).endswith("*") == (not row["own_troops"])


@pytest.mark.parametrize(("value", "text"), [(5.0, "+5"), (-47.8, "−48"), (0.0, "0"), (-0.4, "0")])
def test_signed(value, text):
    assert charts.signed(value) == text


def test_every_offer_and_every_leaning_has_one_mark():
    offers = consent.offers()
    drawn = sorted((y, x) for t in charts.hurdle_board(offers).data for y, x in zip(t.y, t.x) if y)
    assert drawn == sorted((n, charts.SHORT_STEPS[s]) for n, s in zip(offers["name"], offers["step"]))
    table = consent.leanings()
    assert sum(len([y for y in t.y if y]) for t in charts.leaning_grid(table).data) == len(table)


def test_a_table_writes_gaps_out():
    shown = charts.hurdle_table(consent.hurdles()).set_index("Country")
    assert shown.at["Slovenia", "Rule"] == "No rule found"
    assert shown.at["Belgium", "Polls on own soldiers after a deal"] == "No reading"
    blank = (
        charts.reading_table(consent.readings()).set_index("Pollster").loc["Public First", ["Support", "Net"]]
    )
    assert blank.isna().all(axis=1).sum() == 2


# Law


def test_every_rule_of_the_table_is_read_and_every_reading_has_a_rule():
    bearing = law.bearing()
    assert set(bearing["legal_id"]) == {r["legal_id"] for r in rows("law")}
    assert not bearing.duplicated(["legal_id", "aspect"]).any()
    assert set(bearing["aspect"]) == set(law.ASPECTS)
    assert set(bearing["effect"]) <= set(law.EFFECTS) == set(law_charts.EFFECTS)
    assert sum(len([y for y in t.y if y]) for t in law_charts.rule_board(bearing).data) == len(bearing)


def test_a_reading_of_a_rule_that_is_gone_is_an_error(monkeypatch):
    monkeypatch.setattr(law, "READING", (*law.READING, ("lg-none", "enter", "opens", "x")))
    with pytest.raises(KeyError, match="lg-none"):
        law.bearing()


def test_how_the_legal_sources_were_read_by_hand():
    seen = {r["source_id"]: r["seen"] for r in rows("sources")}
    used = {i for r in rows("law") for i in r["source_ids"].split(";")}
    assert law.sources_seen().to_dict() == dict(Counter(seen[i] for i in used))


# Prose


@pytest.mark.parametrize("chapter", ["consent", "law"])
def test_likelihood_words_are_tied_to_judgements(chapter):
    assert judgement.chapter_faults(paths.ROOT / "chapters" / "questions" / f"{chapter}.ipynb") == []


def test_what_the_polls_do_not_allow_is_not_said():
    text = prose("consent")
    assert not re.search(r"Századvég|Szazadveg|\bTuru\b|\bINSA\b", text)
    assert not re.search(
        r"\b(on average|average support|mean support|Europeans (want|oppose|support))\b", text
    )
    assert not re.search(
        r"\b(support|opposition) (is|was|has been|keeps) (rising|falling|growing|shrinking)\b", text
    )
    assert "not the effect of wording alone" in text


@pytest.mark.parametrize(("chapter", "ids"), [("consent", ("C17", "C43")), ("law", ("C44",))])
def test_the_claims_a_chapter_answers_are_cited(chapter, ids):
    assert all(f"claim {i}" in prose(chapter) for i in ids)
    assert {r["chapter"] for r in rows("claims") if r["claim_id"] in ids} == {chapter}
