"""Nothing rests on what was reported after the cut-off. Small fixed tables."""

import pytest

from coalition import data
from coalition.analysis import after_cut_off
from tests import edits

TABLE = after_cut_off.TABLE


@pytest.fixture
def small(package):
    """Give a package with one event before and one after its cut-off, the later known by its title."""
    folder = edits.Folder(package)
    year = data.cut_off().year
    folder.write(
        "sources", [{"source_id": "s1", "seen": "cited_by_others"}, {"source_id": "s2", "seen": "full"}]
    )
    folder.write("events", [{"event_id": "E001", "date": f"{year - 1}-01-01"}])
    folder.write("statements", [{"statement_id": "aaa-01", "date": f"{year - 1}-01-01"}])
    later = {"event_id": "E002", "date": f"{year + 1}-01-01", "known_by": "title", "confidence": "low"}
    folder.write(TABLE, [later | {"source_ids": "s1", "bears_on": "judgements:K01"}])
    for table in ("judgements", "evidence", "hypotheses", "gates", "movements", "selections"):
        folder.write(table, [])
    folder.write("judgements", [{"judgement_id": "K01", "basis_ids": "events:E001"}])
    return folder


def test_rows_on_their_own_side_are_no_fault(small):
    assert after_cut_off.violations() == []


def test_a_row_on_the_wrong_side_is_refused(small):
    small.change(TABLE, {"event_id": "E002"}, date="2020-01-01")
    small.change("statements", {"statement_id": "aaa-01"}, date="2199-01-01")
    assert after_cut_off.violations() == [
        f"data/{TABLE}.csv:2 date: 2020-01-01 is not after the cut-off",
        f"data/statements.csv:2 date: 2199-01-01 is after the cut-off; the row belongs in {TABLE}.csv",
    ]


def test_a_title_carries_no_more_than_low_confidence_and_no_source_that_was_read(small):
    small.change(TABLE, {"event_id": "E002"}, confidence="medium", source_ids="s1;s2")
    assert after_cut_off.violations() == [
        f"data/{TABLE}.csv:2 confidence: medium, but known by title only",
        f"data/{TABLE}.csv:2 known_by: title, but s2 was read (full)",
    ]


@pytest.mark.parametrize("named", ["events:E002", f"{TABLE}:E002"])
def test_a_judgement_that_rests_on_it_is_refused(small, named):
    small.change("judgements", {"judgement_id": "K01"}, basis_ids=f"events:E001;{named}")
    (line,) = after_cut_off.violations()
    assert line == f"data/judgements.csv:2 basis_ids: {named} is after the cut-off; nothing may rest on it"


def test_one_event_is_not_in_both_tables_and_what_it_bears_on_exists(small):
    small.change(TABLE, {"event_id": "E002"}, event_id="E001", bears_on="judgements:K77")
    assert after_cut_off.violations() == [
        f"data/{TABLE}.csv:2 event_id: E001 is in events.csv too",
        f"data/{TABLE}.csv:2 bears_on: judgements:K77 names no row of judgements.csv",
        "data/judgements.csv:2 basis_ids: events:E001 is after the cut-off; nothing may rest on it",
    ]
