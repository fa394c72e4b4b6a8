"""Rows that code and chapters name: found by reading the code, missed when they are gone."""

import ast

import pytest

from coalition import data
from coalition.check import named_rows
from tests.check.test_check import row_of, without

OPEN: set[str] = set()
"""Files that still name rows in other ways; a file that no longer does is to be taken off this list."""


def found(function, code: str, *arguments):
    return sorted((n.place, n.table, n.key) for n in function(ast.parse(code), "a.py line", *arguments))


def test_names_are_found_wherever_a_row_is_asked_for():
    code = (
        'x = data.row("events", "H045")["title"]\ny = rows("statements",\n ["rus-07", "rus-09"])\nrow(a, b)'
    )
    assert found(named_rows.named, code) == [
        ("a.py line 1", "events", "H045"),
        ("a.py line 3", "statements", "rus-07"),
        ("a.py line 3", "statements", "rus-09"),
    ]


@pytest.mark.parametrize(
    "code", ['{"C45": 1}', 'frame.loc["C45"]', "frame.query(\"claim_id in ['C45']\")", 'f"claim C45 {x}"']
)
def test_a_row_named_in_another_way_is_found(code):
    assert found(named_rows.unnamed, code, {"C45": "claims"}) == [("a.py line 1", "claims", "C45")]


@pytest.mark.parametrize("code", ['data.row("claims", "C45")', '"""As C45 says."""', '"C455"', '"k-C45"'])
def test_other_texts_are_not(code):
    assert found(named_rows.unnamed, code, {"C45": "claims"}) == []


def test_a_missing_row_or_table_is_named_with_its_place():
    keys = {"claims": {"C01"}}
    assert named_rows.fault(named_rows.Name("here", "claims", "C01"), keys) is None
    gone = named_rows.fault(named_rows.Name("chapters/a.ipynb cell 2", "claims", "C45"), keys)
    assert gone == "chapters/a.ipynb cell 2: claims C45 is not in data/claims.csv"
    assert named_rows.fault(named_rows.Name("x", "claim", "C45"), keys) == "x: there is no table 'claim'"


def test_a_claim_that_prose_names_cannot_be_dropped(package):
    named = next(n for n in named_rows.in_prose(named_rows._keys()) if n.table == "claims")
    without(package / "claims.csv", row_of(package / "claims.csv", named.key))
    assert f"{named.place}: claims {named.key} is not in data/claims.csv" in named_rows.violations()


def test_every_row_that_is_named_is_there():
    assert named_rows.violations() == []


def test_rows_are_named_in_no_other_way():
    hidden = named_rows.hidden()
    assert [n for n in hidden if n.place.split(" ")[0] not in OPEN] == []


def test_ids_have_the_form_that_is_looked_for():
    assert {"C01", "K01"} <= set(data.load("claims")["claim_id"]) | set(
        data.load("judgements")["judgement_id"]
    )
    assert all(
        named_rows._IDENTIFIER.fullmatch(key)
        for table in ("claims", "events", "statements", "judgements", "polls", "meetings", "sources")
        for key in data.load(table)[data.resource(table)["schema"]["primaryKey"][0]]
    )
