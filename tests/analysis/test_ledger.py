"""Positions and membership as of a date, against cases worked out by hand and by another path.

The membership numbers are counted here once more from the CSV files with the ``csv`` module alone.
"""

from __future__ import annotations

import csv

import pandas as pd
import pytest

from coalition import data, paths
from coalition.analysis import ledger


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a CSV file as text, without the package's reader."""
    with open(paths.DATA / f"{table}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def position(iso3: str, day: str | None = None) -> str:
    return ledger.positions(day).set_index("iso3").loc[iso3, "position"]


def lapsed(iso3: str, day: str) -> bool:
    return bool(ledger.positions(day).set_index("iso3").loc[iso3, "lapsed"])


@pytest.mark.parametrize(
    ("iso3", "day", "expected"),
    [
        ("GBR", "2025-02-15", "unknown"),
        ("GBR", "2025-02-16", "deploy_troops"),
        ("PRT", "2025-12-15", "unknown"),  # a press report of September 2025 does not set the position
        ("PRT", "2025-12-16", "conditional"),
        ("PRT", None, "conditional"),
        ("LVA", "2025-12-31", "conditional"),
        ("LVA", "2026-01-06", "conditional"),
        ("LVA", "2026-01-07", "support_only"),
        ("LUX", "2025-04-09", "unknown"),
        ("LUX", "2025-04-10", "conditional"),
        ("LUX", "2025-08-21", "conditional"),
        ("LUX", "2025-08-22", "support_only"),
        ("ITA", "2025-03-25", "unknown"),
        ("ITA", "2025-03-26", "support_only"),
        ("ITA", None, "support_only"),
        ("FIN", None, "support_only"),  # a later word of the president does not set it
        ("CHE", None, "unknown"),  # only the army chief spoke
        ("JPN", "2025-09-04", "unknown"),
        ("JPN", "2025-09-05", "support_only"),
    ],
)
def test_position_is_that_of_the_newest_statement_so_far(iso3, day, expected):
    assert position(iso3, day) == expected


def test_a_statement_dated_to_a_month_counts_from_its_last_day():
    assert position("LVA", "2025-02-27") == "unknown"
    assert position("LVA", "2025-02-28") == "conditional"
    assert position("DEU", "2025-05-30") == "undecided"
    assert position("DEU", "2025-05-31") == "conditional"


def test_a_partial_as_of_stands_for_its_last_day():
    assert position("GBR", "2025-02") == "deploy_troops"
    assert position("GBR", "2024") == "unknown"


def test_a_statement_of_the_same_day_with_the_higher_id_counts(monkeypatch):
    statements = data.load("statements")
    tied = statements[statements["statement_id"].isin(["lux-01", "lux-02"])].assign(date="2025-04-10")
    load = data.load
    monkeypatch.setattr(data, "load", lambda name: tied.copy() if name == "statements" else load(name))
    assert position("LUX") == "support_only"


@pytest.mark.parametrize(
    ("iso3", "before", "after"),
    [
        ("HUN", "2026-05-08", "2026-05-09"),
        ("LVA", "2026-05-13", "2026-05-14"),
        ("DNK", "2026-06-29", "2026-06-30"),  # dated to the month
    ],
)
def test_a_position_lapses_on_the_day_its_government_left(iso3, before, after):
    assert not lapsed(iso3, before)
    assert lapsed(iso3, after)
    assert position(iso3, after) == position(iso3, before)


def test_a_position_that_was_renewed_does_not_lapse():
    assert not ledger.positions().set_index("iso3").loc[["GBR", "FRA", "ITA"], "lapsed"].any()


def test_positions_cover_the_table_and_are_unknown_before_anybody_spoke():
    table = ledger.positions("2025-01-31")
    assert list(table["iso3"]) == [r["iso3"] for r in rows("positions")]
    assert set(table["position"]) == {"unknown"}
    assert not table["lapsed"].any()
    assert set(table["source_ids"]) == {()}


def test_positions_at_the_cut_off_agree_with_the_table():
    table = ledger.positions().set_index("iso3")["position"]
    for row in rows("positions"):
        assert row["departure_note"] or table[row["iso3"]] == row["position"]


def test_positions_refuse_what_is_not_a_date():
    with pytest.raises(ValueError):
        ledger.positions("some day")


def test_positions_by_month_end_at_the_last_day():
    table = ledger.positions_by_month("2025-12", "2026-01-06")
    assert list(table["as_of"].unique()) == ["2025-12-31", "2026-01-06"]
    latvia = table[table["iso3"] == "LVA"].set_index("as_of")["position"]
    assert latvia.to_dict() == {"2025-12-31": "conditional", "2026-01-06": "conditional"}
    assert (
        ledger.positions_by_month("2026-01", "2026-01-07").set_index("iso3").loc["LVA", "position"]
        == "support_only"
    )


def test_changes_give_what_was_replaced_and_in_which_direction():
    changes = ledger.changes()
    assert len(changes) == sum(r["sets_position"] == "true" for r in rows("statements"))
    luxembourg = changes[changes["iso3"] == "LUX"]
    assert list(luxembourg["before"]) == ["unknown", "conditional"]
    assert list(luxembourg["moved"]) == [False, True]
    assert list(ledger.direction(luxembourg[luxembourg["moved"]])) == ["further"]


# Membership, counted once more from the files.

UKRAINE, FULL = "UKR", {"complete", "nearly_complete"}


def attended(meetings: set[str], by_leader: bool = False) -> dict[str, set[str]]:
    """Country to the meetings of this set that name it (``yes``), from the files."""
    found: dict[str, set[str]] = {}
    for row in rows("attendance"):
        wanted = row["meeting_id"] in meetings and row["took_part"] == "yes"
        if wanted and (not by_leader or row["level"] == "head_of_state_or_government"):
            found.setdefault(row["iso3"], set()).add(row["meeting_id"])
    return found


def leaders_meetings(day: str = "9999", full_list: bool = False) -> set[str]:
    return {
        row["meeting_id"]
        for row in rows("meetings")
        if row["level"] == "leaders"
        and row["whole_coalition"] == "true"
        and row["date"] <= day
        and (not full_list or row["list_status"] in FULL)
    }


def often(found: dict[str, set[str]], minimum: int) -> set[str]:
    return {iso3 for iso3, meetings in found.items() if len(meetings) >= minimum}


def under(statuses: set[str], texts: set[str]) -> set[str]:
    return {
        row["iso3"] for row in rows("signatories") if row["text_id"] in texts and row["status"] in statuses
    }


def newest_stances() -> dict[str, str]:
    """Country to the stance of its newest position-setting statement; a month sorts after its days."""
    said = [r for r in rows("statements") if r["sets_position"] == "true"]
    return {
        r["iso3"]: r["stance"] for r in sorted(said, key=lambda r: (f"{r['date']}-99", r["statement_id"]))
    }


def recounted() -> dict[str, set[str]]:
    """Rule to the countries it lets in, from the files."""
    lists = leaders_meetings(full_list=True)
    met = attended(leaders_meetings() | {"m2025-03-02"})
    named = {row["text_id"] for row in rows("texts") if row["names_published"] == "true"}
    return {
        "founding": set(attended({"m2025-03-02"})),
        "paris-sep-2025": set(attended({"m2025-09-04"})),
        "paris-jan-2026": set(attended({"m2026-01-06"})),
        "paris-jan-2026-leader": set(attended({"m2026-01-06"}, by_leader=True)),
        "every-list": often(attended(lists), len(lists)),
        "every-list-leader": often(attended(lists, by_leader=True), len(lists)),
        "one-leaders-meeting": often(met, 1),
        "three-leaders-meetings": often(met, 3),
        "any-meeting": set(attended({row["meeting_id"] for row in rows("meetings")})),
        "named-text": under({"yes"}, named),
        "paris-declaration": under({"yes", "inferred"}, {"t2026-01-06-paris"}),
        "intent": under({"yes"}, {"t2026-01-06-intent"}),
        "willing": {iso3 for iso3, stance in newest_stances().items() if stance == "deploy_troops"},
    }


# With Ukraine and without, as counted by hand from the lists for this edition's data.
NUMBERS = {
    "founding": (16, 15),
    "paris-sep-2025": (35, 34),
    "paris-jan-2026": (34, 33),
    "paris-jan-2026-leader": (27, 26),
    "every-list": (31, 30),
    "every-list-leader": (24, 23),
    "one-leaders-meeting": (35, 34),
    "three-leaders-meetings": (33, 32),
    "any-meeting": (38, 37),
    "named-text": (15, 14),
    "paris-declaration": (32, 31),
    "intent": (3, 2),
    "willing": (5, 5),
}


def test_every_rule_is_recounted():
    assert [r.id for r in ledger.RULES] == list(recounted()) == list(NUMBERS)


@pytest.mark.parametrize("rule_id", NUMBERS)
def test_members_of_a_rule_are_those_the_files_name(rule_id):
    assert set(ledger.members(rule_id)["iso3"]) == recounted()[rule_id]


def test_membership_counts_with_and_without_ukraine():
    table = ledger.membership_counts().set_index("rule_id")
    assert {r: (row["with_ukraine"], row["without_ukraine"]) for r, row in table.iterrows()} == NUMBERS
    assert all(table["source_ids"].map(len) > 0)


def test_countries_that_some_rules_leave_out():
    """By hand: who differs, and why."""
    assert ledger.left_out("any-meeting", "one-leaders-meeting") == ["Hungary", "North Macedonia", "Slovakia"]
    assert ledger.left_out("one-leaders-meeting", "every-list") == [
        "Albania",
        "Japan",
        "Montenegro",
        "New Zealand",
    ]
    assert ledger.left_out("every-list", "every-list-leader") == [
        "Australia",
        "Austria",
        "Canada",
        "Cyprus",
        "Iceland",
        "Ireland",
        "Türkiye",
    ]
    assert ledger.left_out("paris-jan-2026", "paris-declaration") == ["Austria", "Czechia"]
    assert ledger.left_out("one-leaders-meeting", "three-leaders-meetings") == ["Albania", "Montenegro"]
    assert ledger.left_out("founding", "every-list") == []
    assert list(ledger.members("willing")["iso3"]) == ["DNK", "EST", "FRA", "LTU", "GBR"]  # by name
    assert set(ledger.members("intent")["iso3"]) == {"FRA", "GBR", "UKR"}


def test_guests_unclear_names_and_absences_do_not_count():
    table = ledger.membership()
    assert not table["iso3"].isin(["USA", "MLT", "KOR"]).any()
    assert "MNE" not in set(ledger.members("paris-jan-2026")["iso3"])  # announced, not confirmed


def test_the_list_of_march_2025_is_the_rule_on_lists_as_of_that_day():
    assert set(ledger.members("every-list", "2025-03-27")["iso3"]) == set(attended({"m2025-03-27"}))
    assert len(ledger.members("every-list", "2025-03-27")) == 31
    assert ledger.members("every-list", "2025-03-26").empty


@pytest.mark.parametrize(
    ("day", "number"),
    [
        ("2025-03-01", 0),
        ("2025-03-02", 16),
        ("2025-03-14", 16),
        ("2025-03-15", 26),
        ("2025-03-27", 32),
        ("2025-08-12", 32),
        ("2025-08-13", 33),
        ("2025-09-03", 33),
        ("2025-09-04", 35),
        (None, 35),
    ],
)
def test_one_leaders_meeting_grows_with_time(day, number):
    found = set(ledger.members("one-leaders-meeting", day)["iso3"])
    assert len(found) == number
    meetings = leaders_meetings(day or "9999") | (
        {"m2025-03-02"} if (day or "9999") >= "2025-03-02" else set()
    )
    assert found == often(attended(meetings), 1)


def test_growth_follows_the_meetings_up_to_the_cut_off():
    table = ledger.growth("one-leaders-meeting")
    assert list(table["with_ukraine"].drop_duplicates()) == [16, 26, 32, 33, 35]
    assert list(table["with_ukraine"] - table["without_ukraine"]) == [1] * len(table)
    assert list(table["date"]) == sorted(r["date"] for r in rows("meetings") if r["level"] == "leaders")


def test_full_lists_and_the_meetings_since():
    assert list(ledger.full_lists()["meeting_id"]) == ["m2025-03-27", "m2025-09-04", "m2026-01-06"]
    assert set(ledger.full_lists()["meeting_id"]) == leaders_meetings(full_list=True)
    assert list(ledger.leaders_meetings_since_lists()["meeting_id"]) == [
        "m2026-02-24",
        "m2026-07-13",
        "m2026-08-24",
    ]


def test_the_sources_of_a_rule_are_those_of_the_meetings_that_first_made_a_country_count():
    first = ledger.members("one-leaders-meeting").set_index("iso3")["source_ids"]
    of_row = {(r["iso3"], r["meeting_id"]): set(r["source_ids"].split(";")) for r in rows("attendance")}
    assert set(first["FRA"]) == of_row["FRA", "m2025-03-02"]
    assert set(first["MNE"]) == of_row["MNE", "m2025-09-04"]


def test_a_rule_about_a_later_meeting_or_text_lets_nobody_in():
    for rule_id in ("paris-jan-2026", "paris-jan-2026-leader", "paris-declaration", "intent"):
        assert ledger.members(rule_id, "2026-01-05").empty
        assert not ledger.members(rule_id, "2026-01-06").empty
    assert ledger.membership_counts("2025-01-01")["with_ukraine"].sum() == 0


def test_the_willing_as_of_a_date():
    assert set(ledger.members("willing", "2025-02-16")["iso3"]) == {"GBR"}
    assert set(ledger.members("willing", "2025-03-31")["iso3"]) == {"GBR", "DNK", "LTU", "FRA"}


def test_members_are_sorted_by_name_and_sourced():
    table = ledger.members("paris-sep-2025")
    assert list(table["name"]) == sorted(table["name"])
    assert table["source_ids"].map(len).min() > 0
    assert not data.sources(data.source_ids(table)).empty


def test_an_unknown_rule_is_an_error_that_names_the_rules():
    for call in (ledger.rule, ledger.members, ledger.growth):
        with pytest.raises(KeyError, match="no membership rule 'rota'; there are founding, .*willing"):
            call("rota")


def test_movers_are_in_by_some_rules_and_out_by_others():
    table = pd.DataFrame(
        {
            "rule_id": ["a", "b", "a", "b", "a", "c"],
            "name": ["Every", "Every", "Some", "Some", "Few", "Other"],
        }
    )
    assert ledger.movers(table, ["a", "b"]) == ["Few"]
    assert ledger.movers(table, ["a", "b", "c"]) == ["Every", "Some", "Few", "Other"]


def test_movers_over_the_wide_rules():
    wide = ledger.wide_rules(ledger.membership_counts())
    assert {"founding", "named-text", "intent", "willing"}.isdisjoint(wide)
    assert len(wide) == 9
    moving = set(ledger.movers(ledger.membership(), wide))
    assert {"Japan", "Czechia", "Hungary", "Türkiye"} <= moving
    assert moving.isdisjoint({"France", "United Kingdom", "Portugal", "Ukraine", "Italy"})


def test_numbers_without_names_come_from_the_table_of_counts():
    table = ledger.unsupported()
    assert list(table["count_id"]) == ["k28", "k30", "k37", "k45", "k48"]
    assert list(table["count"]) == [26, 35, 32, 36, 37]
    published = {r["count_id"]: r["date"] for r in rows("counts")}
    assert list(table["date"]) == [published[c] for c in table["count_id"]]


def test_a_published_number_is_matched_as_of_its_day():
    table = ledger.same_number(33).set_index("who_counted")
    assert table.loc["Dziennik", "with_ukraine"] == ("One leaders' meeting or more",)
    assert table.loc["Dziennik", "without_ukraine"] == ()
    assert table.loc["Macron", "with_ukraine"] == ()  # delegations, organisations among them


def test_pledges_are_not_matched_with_rules():
    table = ledger.same_number(26).set_index("counts_what")
    assert table.loc["pledged", "with_ukraine"] == () and table.loc["pledged", "without_ukraine"] == ()
    assert table.loc["participants", "with_ukraine"] == ("One leaders' meeting or more",)


def test_a_number_nobody_published_has_no_rows():
    assert ledger.same_number(999).empty
