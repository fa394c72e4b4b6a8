"""Rows that code and chapters name: found by reading the code, missed when they are gone."""

import ast

import pytest

from coalition import data
from coalition.check import named_rows
from tests.check.test_check import row_of, without


def found(function, code: str, *arguments):
    return sorted((n.place, n.table, n.key) for n in function(ast.parse(code), "a.py line", *arguments))


def test_names_are_found_wherever_a_row_is_asked_for():
    code = (
        'x = data.row("events", "H045")["title"]\ny = rows("statements",\n [*("rus-07",), "rus-09"])'
        "\nrow(a, b)"
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
    assert named_rows.hidden() == []


def test_ids_have_the_form_that_is_looked_for():
    assert {"C01", "K01"} <= set(data.load("claims")["claim_id"]) | set(
        data.load("judgements")["judgement_id"]
    )
    assert all(
        named_rows._IDENTIFIER.fullmatch(key)
        for table in ("claims", "events", "statements", "judgements", "polls", "meetings", "sources")
        for key in data.load(table)[data.resource(table)["schema"]["primaryKey"][0]]
    )


def test_coded_columns_are_found_wherever_their_words_are_asked_for():
    code = 'data.labels_of("law", "x", short=True)\nstyle.Looks.of("computed", "y", {})\nlabels_of(t, "z")'
    assert found(named_rows.coded_columns, code) == [
        ("a.py line 1", "law", "x"),
        ("a.py line 2", "computed", "y"),
    ]


def test_a_column_whose_codes_are_gone_is_missed_where_its_words_are_asked_for(package):
    path = package / "datapackage.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"poll_leaning"', '"poll_mood"'), encoding="utf-8"
    )
    data.package.cache_clear()
    missed = named_rows.violations()
    assert all(
        line.endswith("computed.poll_leaning has no codes in data/datapackage.json") for line in missed
    )
    assert any(line.startswith("coalition/charts/consent.py line ") for line in missed)


def test_every_computed_code_is_asked_for():
    asked = {
        column.key
        for place, source in named_rows._sources()
        for column in named_rows._coded_in(source, place)
        if column.table == "computed"
    }
    assert asked == {f["name"] for f in data.package()["computed"]}
