"""Which polls count: a small table by hand, and the data counted once more from the CSV file."""

import pandas as pd
import pytest

from coalition import paths
from coalition.analysis import polls
from tests.tables_of import cells


def poll(poll_id, **more):
    row = {
        "poll_id": poll_id,
        "iso3": "AUT",
        "name": "Austria",
        "pollster": "House",
        "client": "Paper",
        "fieldwork_start": "2025-01",
        "fieldwork_end": "2025-01",
        "sample_n": 1000,
        "scenario": polls.AFTER_A_DEAL,
        "wording": "peace_mission",
        "own_troops": True,
        "support_pct": 40.0,
        "oppose_pct": 30.0,
        "background_only": False,
        "source_ids": ("s1",),
        "arm": pd.NA,
        "compared_with": pd.NA,
    } | more
    row["net"] = row["support_pct"] - row["oppose_pct"]
    row["day"] = pd.NaT if pd.isna(row["fieldwork_end"]) else pd.Period(row["fieldwork_end"]).end_time
    return row


@pytest.fixture
def read(monkeypatch):
    def given(*rows):
        monkeypatch.setattr(polls, "readings", lambda: pd.DataFrame(rows))

    return given


def test_a_chart_holds_no_weak_row_no_average_not_the_host_and_no_gap(read):
    read(
        poll("kept"),
        poll("weak", background_only=True),
        poll("average", iso3=pd.NA),
        poll("host", iso3="UKR"),
        poll("gap", oppose_pct=float("nan")),
    )
    assert list(polls.netted()["poll_id"]) == ["kept"]
    assert set(polls.netted(weak=True)["poll_id"]) == {"kept", "weak"}


def test_own_soldiers_after_a_deal(read):
    read(poll("kept"), poll("combat", scenario="combat"), poll("others", own_troops=False))
    assert list(polls.own_after_deal()["poll_id"]) == ["kept"]


def test_a_trend_needs_one_house_one_wording_and_two_dates(read):
    read(
        poll("first"),
        poll("last", fieldwork_end="2025-06", support_pct=35.5, oppose_pct=41.0),
        poll("undated", fieldwork_end=pd.NA),
        poll("other house", pollster="Other", fieldwork_end="2025-09"),
    )
    (trend,) = polls.trends().to_dict("records")
    assert (trend["first"], trend["last"]) == ("2025-01", "2025-06")
    assert (trend["support_change"], trend["oppose_change"], trend["net_change"]) == (-4.5, 11.0, -15.5)


def test_without_readings_there_are_no_trends(read):
    read(poll("weak", background_only=True))
    assert polls.trends().empty


def test_arms_gain_over_the_one_they_are_compared_with(read):
    read(
        poll("near", arm="Near", compared_with="base", support_pct=61.0),
        poll("base", arm="None", support_pct=32.0),
        poll("far", arm="Far", compared_with="base", support_pct=42.0),
        poll("other"),
    )
    arms = polls.split_sample()
    assert list(arms["poll_id"]) == ["base", "far", "near"]
    assert list(arms["gain"]) == [0, 10, 29]


def test_the_widest_survey_is_the_one_of_most_countries(read):
    read(
        poll("a", scenario="combat", oppose_pct=90.0),
        poll("b", scenario="combat", iso3="BEL", oppose_pct=54.0),
        poll("c", scenario="combat", client="Other", iso3="CHE"),
    )
    assert list(polls.widest_survey("combat")["poll_id"]) == ["b", "a"]
    assert polls.widest_survey("unspecified").empty


def test_newest_by_country(read):
    read(poll("old"), poll("new", fieldwork_end="2025-05"), poll("belgian", iso3="BEL"))
    assert set(polls.newest(polls.netted())["poll_id"]) == {"new", "belgian"}


def test_margins_of_random_samples():
    assert round(polls.margin(1000), 1) == 3.1
    assert round(polls.margin(2000), 1) == 2.2
    assert polls.margin(1000, 10) < polls.margin(1000)
    with pytest.raises(ValueError, match="sample of 0"):
        polls.margin(0)


def test_coverage_agrees_with_the_file():
    rows = cells(paths.DATA / "polls.csv")
    both = [r for r in rows if r["support_pct"] and r["oppose_pct"]]
    cover = polls.coverage()
    assert (cover["readings"], cover["both"]) == (len(rows), len(both))
    assert cover["sample"] + cover["no_sample"] == cover["one_sided"] + cover["both"] == len(rows)
    assert cover["sample"] == sum(bool(r["sample_n"]) for r in rows)
    assert cover["countries"] == len({r["iso3"] for r in rows} - {""})
