"""How old words are, who was heard last, and lapses that governments imply. Small fixed tables."""

import pandas as pd
import pytest

from coalition.analysis import ages
from tests import edits


@pytest.fixture
def small(package):
    """Give a package with two countries: one with two own words and a relay, one never heard."""
    folder = edits.Folder(package)
    said = [
        ("aaa-01", "national", "2025-01-10", "true"),
        ("aaa-02", "joint_text", "2025-06", "false"),
        ("aaa-03", "relay", "2026-01-01", "false"),
    ]
    folder.write(
        "statements",
        [
            {"statement_id": i, "iso3": "AAA", "kind": k, "date": d, "sets_position": s, "speaker": i}
            | {"source_ids": "s"}
            for i, k, d, s in said
        ],
    )
    folder.write("positions", [{"iso3": "AAA", "statement_id": "aaa-01"}, {"iso3": "BBB"}])
    folder.write("governments", [{"iso3": "AAA", "since": "2024-05"}, {"iso3": "BBB"}])
    return folder


def test_words_are_old_when_their_last_day_is_more_than_a_year_back():
    day = pd.Timestamp("2026-10-10")
    since = pd.Series(["2025-10-09", "2025-10-10", "2025-10", "2025-09", "2025", pd.NA], dtype="string")
    assert list(ages.is_old(since, day)) == [True, False, False, True, False, False]


def test_the_last_word_is_the_governments_own(small):
    heard = ages.heard("2026-03-01")
    assert list(heard.index) == ["AAA"]
    assert (heard.at["AAA", "date"], heard.at["AAA", "months"]) == ("2025-06", 8)
    assert ages.heard("2025-02-01").at["AAA", "speaker"] == "aaa-01"


def test_a_statement_of_the_government_in_office_needs_no_lapse(small):
    assert ages.violations() == []


def test_a_statement_older_than_the_government_must_say_that_it_lapsed(small):
    small.change("governments", {"iso3": "AAA"}, since="2025-02")
    (line,) = ages.violations()
    assert line.startswith(
        "data/statements.csv:2 lapsed_on: is blank, but aaa-01 is older than the government"
    )
    small.change("statements", {"statement_id": "aaa-01"}, lapsed_on="2025-02")
    assert ages.violations() == []


def test_a_country_without_a_government_is_refused(small):
    small.write("governments", [{"iso3": "AAA"}])
    assert ages.violations() == ["data/positions.csv:3 iso3: BBB has no row in governments.csv"]


def test_governments_of_the_last_year_come_newest_first(small):
    small.write(
        "governments",
        [
            {"iso3": "AAA", "head": "A", "since": "2025-05"},
            {"iso3": "BBB", "head": "B", "since": "2026-02-11"},
            {"iso3": "CCC", "head": "C", "since": "2025-02-10"},
            {"iso3": "DDD", "head": "D", "since": "2026-02-13"},
            {"iso3": "EEE", "since": "2026-01-01"},
            {"iso3": "FFF", "head": "F"},
        ],
    )
    assert list(ages.new_governments("2026-02-12")["iso3"]) == ["BBB", "AAA"]
