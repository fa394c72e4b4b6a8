"""A log of searches: who owes one, what it may name, and how a page tells of it. Small fixed tables."""

import pytest

from coalition.analysis import searches
from tests import edits

LOG = [
    # id, language, day, purpose, rows that came from it, what it bears on
    ("S001", "el", "2026-11-26", "missing", "", "positions:CYP"),
    ("S002", "en", "2026-11-25", "missing", "", "positions:CYP;approvals:CYP"),
    ("S003", "ru", "2026-11-26", "contrary", "statements:aaa-01", "judgements:K01"),
]


@pytest.fixture
def small(package):
    """Give a package with a country unheard and without a rule, one with both, and a judgement."""
    folder = edits.Folder(package)
    folder.write("countries", [{"iso3": "CYP", "name": "Cyprus"}, {"iso3": "FRA", "name": "France"}])
    folder.write(
        "positions", [{"iso3": "CYP", "position": "unknown"}, {"iso3": "FRA", "position": "deploy_troops"}]
    )
    folder.write("approvals", [{"iso3": "FRA"}])
    folder.write("judgements", [{"judgement_id": "K01"}])
    folder.write("statements", [{"statement_id": "aaa-01"}])
    log(folder)
    return folder


def log(folder, *, without=(), **changes):
    keys = ("search_id", "language", "searched_on", "purpose", "row_ids", "concerns")
    rows = [
        dict(zip(keys, row, strict=True)) | changes.get(row[0], {}) for row in LOG if row[0] not in without
    ]
    folder.write("searches", rows)


def test_a_page_tells_the_newest_day_and_every_language(small):
    assert searches.told(searches.on("positions:CYP")) == "searched on 26 November 2026 in English and Greek"
    assert searches.told(searches.on("approvals:CYP")) == "searched on 25 November 2026 in English"
    assert searches.told(searches.on("positions:FRA")) == ""


def test_what_is_owed_is_there(small):
    assert searches.violations() == []


@pytest.mark.parametrize(
    ("without", "said"),
    [
        (("S001", "S002"), "data/positions.csv:2 position: unknown, but no search bears on positions:CYP"),
        (("S002",), "data/positions.csv:2 iso3: no rule in approvals, and no search bears on approvals:CYP"),
        (("S003",), "data/judgements.csv:2 judgement_id: no search for the contrary bears on judgements:K01"),
    ],
)
def test_a_claim_of_absence_or_a_judgement_without_a_search_is_refused(small, without, said):
    log(small, without=without)
    assert said in searches.violations()


def test_a_search_for_something_else_is_none_for_the_contrary(small):
    log(small, S003={"purpose": "detail"})
    (line,) = searches.violations()
    assert line.endswith("no search for the contrary bears on judgements:K01")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"row_ids": "statements:zzz-99"}, "data/searches.csv:4 row_ids: statements:zzz-99 names no row"),
        ({"row_ids": "aaa-01"}, "data/searches.csv:4 row_ids: aaa-01 is not written as table:key"),
        (
            {"concerns": "judgements:K01;approvals:XYZ"},
            "data/searches.csv:4 concerns: approvals:XYZ names no",
        ),
    ],
)
def test_a_search_that_names_no_row_is_refused(small, cells, said):
    log(small, S003=cells)
    (line,) = searches.violations()
    assert line.startswith(said)
