"""Who counts as a member: every rule recounted with the ``csv`` module alone, and small cases by hand."""

from __future__ import annotations

import csv
from datetime import timedelta

import pandas as pd
import pytest

from coalition import data, paths
from coalition.analysis import membership


def rows(table: str) -> list[dict[str, str]]:
    """Give the rows of a CSV file as text, without the package's reader."""
    with open(paths.DATA / f"{table}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rewrite(table: str, changed: list[dict[str, str]]) -> None:
    """Give a table of the copied package these rows."""
    with open(paths.DATA / f"{table}.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(changed[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(changed)


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
    """Country to the stance of its newest position-setting statement; a month sorts after its days.

    Where a position departs from the statements and says why, its own.
    """
    said = [r for r in rows("statements") if r["sets_position"] == "true"]
    stances = {
        r["iso3"]: r["stance"] for r in sorted(said, key=lambda r: (f"{r['date']}-99", r["statement_id"]))
    }
    return stances | {r["iso3"]: r["position"] for r in rows("positions") if r["departure_note"]}


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


def test_the_sources_of_a_rule_are_those_of_the_meetings_that_first_made_a_country_count():
    first = membership.members("one-leaders-meeting").set_index("iso3")["source_ids"]
    of_row = {(r["iso3"], r["meeting_id"]): set(r["source_ids"].split(";")) for r in rows("attendance")}
    assert set(first["FRA"]) == of_row["FRA", "m2025-03-02"]
    assert set(first["MNE"]) == of_row["MNE", "m2025-09-04"]


def test_a_rule_about_a_later_meeting_or_text_lets_nobody_in():
    for rule_id in ("paris-jan-2026", "paris-jan-2026-leader", "paris-declaration", "intent"):
        assert membership.members(rule_id, "2026-01-05").empty
        assert not membership.members(rule_id, "2026-01-06").empty
    assert membership.counts_by_rule("2025-01-01")["with_ukraine"].sum() == 0


def test_members_are_sorted_by_name_and_sourced():
    table = membership.members("paris-sep-2025")
    assert list(table["name"]) == sorted(table["name"])
    assert table["source_ids"].map(len).min() > 0
    assert not data.sources(data.source_ids(table)).empty


def test_an_unknown_rule_is_an_error_that_names_the_rules():
    for call in (membership.rule, membership.members, membership.growth):
        with pytest.raises(KeyError, match=r"no membership rule 'rota'; there are founding, .*willing"):
            call("rota")


def test_movers_are_in_by_some_rules_and_out_by_others():
    table = pd.DataFrame(
        {
            "rule_id": ["a", "b", "a", "b", "a", "c"],
            "name": ["Every", "Every", "Some", "Some", "Few", "Other"],
        }
    )
    assert membership.movers(table, ["a", "b"]) == ["Few"]
    assert membership.movers(table, ["a", "b", "c"]) == ["Every", "Some", "Few", "Other"]


def test_a_number_nobody_published_has_no_rows():
    assert membership.same_number(999).empty


LAST_DAY = data.cut_off().isoformat()
DAY_BEFORE = (data.cut_off() - timedelta(days=1)).isoformat()
SUMMIT = "the-last"


@pytest.fixture
def summit(package):
    """A copy of the package with a leaders' meeting on the last day that has a full list of three states."""
    meeting = next(r for r in rows("meetings") if r["meeting_id"] == "m2026-01-06")
    later = meeting | {"meeting_id": SUMMIT, "date": LAST_DAY, "list_status": "complete"}
    rewrite("meetings", [*rows("meetings"), later])
    leader = next(r for r in rows("attendance") if r["level"] == "head_of_state_or_government")
    took = leader | {"meeting_id": SUMMIT, "took_part": "yes"}
    guests = [took | {"iso3": "USA", "took_part": "guest"}, took | {"iso3": "MLT", "took_part": "unclear"}]
    present = [took | {"iso3": c} for c in ("FRA", "JPN", "UKR")]
    rewrite("attendance", [*rows("attendance"), *present, *guests])
    return package


def test_every_rule_is_recounted():
    expected = recounted()
    assert {r.id: set(membership.members(r.id)["iso3"]) for r in membership.RULES} == expected
    counts = membership.counts_by_rule().set_index("rule_id")
    for rule_id, found in expected.items():
        assert counts.loc[rule_id, "with_ukraine"] == len(found)
        assert counts.loc[rule_id, "without_ukraine"] == len(found - {UKRAINE})


@pytest.mark.usefixtures("summit")
def test_a_new_meeting_counts_at_once_and_guests_do_not():
    assert list(membership.full_lists()["meeting_id"])[-1] == SUMMIT
    assert membership.leaders_meetings_since_lists().empty
    assert set(membership.on_full_list(-1)["iso3"]) == {"FRA", "JPN", "UKR"}
    assert set(membership.members("every-list")["iso3"]) <= {"FRA", "JPN", "UKR"}
    assert "USA" not in set(membership.members("any-meeting")["iso3"])
    before = membership.members("every-list", DAY_BEFORE)
    assert set(before["iso3"]) == often(attended(FULL_BEFORE), len(FULL_BEFORE))


FULL_BEFORE = leaders_meetings(day=DAY_BEFORE, full_list=True)


@pytest.mark.usefixtures("package")
def test_a_rule_takes_its_dates_from_the_row_it_is_about():
    moved = [
        r | ({"date": "2025-09-05"} if r["meeting_id"] == "m2025-09-04" else {}) for r in rows("meetings")
    ]
    rewrite("meetings", moved)
    rule = membership.rule("paris-sep-2025")
    assert rule.label == "Paris, September 2025"
    assert "5 September 2025" in rule.statement


def test_growth_follows_the_meetings_and_never_falls():
    table = membership.growth("one-leaders-meeting")
    assert table["with_ukraine"].is_monotonic_increasing
    assert list(table["date"]) == sorted(r["date"] for r in rows("meetings") if r["level"] == "leaders")


@pytest.mark.usefixtures("package")
def test_numbers_without_a_rule_say_why():
    first, *others = [r | {"no_rule_because": ""} for r in rows("counts")]
    rewrite("counts", [first | {"no_rule_because": "Nobody knows the names."}, *others])
    table = membership.unsupported()
    assert list(table["count_id"]) == [first["count_id"]]
    assert list(table["no_rule_because"]) == ["Nobody knows the names."]


@pytest.mark.usefixtures("package")
def test_a_published_number_is_matched_as_of_its_day_and_only_if_it_counts_members():
    day = "2025-03-02"
    present = len(attended({membership.founding()["meeting_id"]}))
    like = rows("counts")[0] | {"count": str(present), "date": day, "discussed": "true"}
    pledge = like | {"count_id": "k99", "counts_what": "pledged", "who_counted": "B"}
    rewrite("counts", [like | {"counts_what": "members", "who_counted": "A"}, pledge])
    table = membership.same_number(present).set_index("who_counted")
    assert membership.rule("founding").label in table.loc["A", "with_ukraine"]
    assert table.loc["B", "with_ukraine"] == table.loc["B", "without_ukraine"] == ()
    assert membership.discussed() == [present]
