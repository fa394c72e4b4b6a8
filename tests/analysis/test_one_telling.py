"""The size of the force is told once, and one fact has one grade. Small fixed tables."""

import pytest

from coalition.analysis import one_telling, placeholders, sizes
from coalition.check import named_rows
from coalition.words import sizes as words
from tests import edits

REPORTS = [
    {"pledge_id": "n01", "scope": "total", "official": "true", "low": "200000", "date": "2025-01"},
    {"pledge_id": "n02", "scope": "total", "official": "false", "high": "30000", "date": "2025-02-19"},
    {"pledge_id": "n03", "scope": "total", "official": "false", "low": "12000", "date": "2025-03"},
    {"pledge_id": "n04", "scope": "national", "official": "false", "high": "90000", "date": "2025-04"},
    {"pledge_id": "n05", "scope": "total", "official": "false", "date": "2025-05"},
    {"pledge_id": "n06", "scope": "uk_france", "official": "true", "high": "9000", "date": "2025-06"},
]
NEWEST = {"pledge_id": "n07", "scope": "total", "official": "false", "low": "15000", "high": "20000"}


@pytest.fixture
def small(package):
    """Give a package with a few reports of sizes and no other text of ours."""
    folder = edits.Folder(package)
    folder.write("pledges", [{"source_ids": "s", "confidence": "low"} | row for row in REPORTS])
    return folder


def test_the_press_has_every_report_with_a_bound_for_the_whole_force(small):
    found = sizes.span(sizes.press())
    assert (found.low, found.high, found.n) == (12_000, 30_000, 2)
    assert (found.first, found.last) == ("2025-02-19", "2025-03")
    assert (sizes.span(sizes.core()).low, sizes.span(sizes.core()).high) == (9_000, 9_000)


def test_the_range_is_said_with_its_scope(small):
    small.write("pledges", [*small.rows("pledges"), NEWEST | {"date": "2026-01-06", "source_ids": "s"}])
    assert words.press() == (
        "12,000 to 30,000 soldiers in three published numbers from February 2025 to January 2026, "
        "the newest 15,000 to 20,000"
    )
    assert words.press_range() == "12,000 to 30,000 soldiers"


def test_no_figure_and_one_figure_are_said(small):
    rows = small.rows("pledges")
    small.write("pledges", rows[:2])
    assert words.press() == "30,000 soldiers in one published number of February 2025"
    small.write("pledges", rows[:1])
    assert words.press() == words.press_range() == "no figure"
    assert placeholders.FIGURES["press_high"]() == "none"


@pytest.mark.parametrize("table", ["claims", "components", "judgements"])
def test_a_typed_range_of_soldiers_is_refused(package, table):
    folder = edits.Folder(package)
    row = folder.rows(table)[0]
    key = next(iter(row))
    folder.change(table, {key: row[key]}, note="Between 10,000 and 30,000 soldiers; 1,200 to 1,250 km.")
    (line,) = one_telling.violations()
    assert line.startswith(f"data/{table}.csv:2 note: '10,000 and 30,000' is typed")


def test_one_fact_with_two_grades_is_refused_unless_a_note_says_why(package):
    folder = edits.Folder(package)
    event = folder.rows("events")[-1]
    cells = {c: event[c] for c in ("date", "source_ids")}
    other = {"high": "low", "medium": "low", "low": "medium"}[event["confidence"]]
    folder.add("pledges", pledge_id="n99", confidence=other, note="", **cells)
    (line,) = one_telling.violations()
    assert f"confidence: {other}, but events {event['event_id']}" in line or "but pledges n99" in line
    folder.change("pledges", {"pledge_id": "n99"}, note=f"Graded apart from {event['event_id']}: a gloss.")
    assert one_telling.violations() == []


def test_no_chapter_names_a_single_report_of_the_size_of_the_force():
    reports = set(sizes.press()["pledge_id"])
    assert [n for n in named_rows.in_code() if n.table == "pledges" and n.key in reports] == []
