"""Rules that the descriptor declares: each kind finds what breaks it and says it in words."""

import frictionless
import pytest

from coalition import data, paths
from coalition.check import declared, structure
from coalition.data import stated_rules

BROKEN = [
    ({"rule": "filled", "columns": ["a"]}, {"a": ""}, "a"),
    ({"rule": "blank", "columns": ["a"]}, {"a": "1"}, "a"),
    ({"rule": "only_then", "columns": ["a"], "when": {"b": ["yes"]}}, {"a": "1", "b": "no"}, "a"),
    ({"rule": "only_then", "columns": ["a"], "when": {"b": ["yes"]}}, {"a": "", "b": "yes"}, "a"),
    ({"rule": "together", "columns": ["a", "b"]}, {"a": "1", "b": ""}, "b"),
    ({"rule": "some", "columns": ["a", "b"]}, {"a": "", "b": ""}, "a"),
    ({"rule": "allowed", "column": "a", "values": ["x"], "when": {"b": ["*"]}}, {"a": "y", "b": "1"}, "a"),
    ({"rule": "range", "column": "a", "low": 1, "high": 2}, {"a": "2.5"}, "a"),
    (
        {"rule": "sum", "columns": ["a", "b"], "total": "c", "within": 0.01},
        {"a": "0.1", "b": "0.2", "c": "0.4"},
        "c",
    ),
    ({"rule": "sum_range", "columns": ["a", "b"], "low": 0, "high": 101}, {"a": "60", "b": "50"}, "a"),
    (
        {"rule": "days", "column": "a", "start": "b", "end": "c", "within": 1},
        {"a": "9", "b": "2025-03-01", "c": "2025-03-03"},
        "a",
    ),
    (
        {"rule": "begins", "column": "a", "with": "b", "after": "m", "small": True},
        {"a": "m-x", "b": "FRA"},
        "a",
    ),
    ({"rule": "same", "columns": ["a", "b"]}, {"a": "1", "b": "2"}, "b"),
    ({"rule": "not_before", "column": "a", "than": "b"}, {"a": "2025-02", "b": "2025-03-09"}, "a"),
]
KEPT = [
    ({"rule": "only_then", "columns": ["a"], "when": {"b": ["yes"]}}, {"a": "", "b": "no"}),
    ({"rule": "together", "columns": ["a", "b"]}, {"a": "", "b": ""}),
    ({"rule": "allowed", "column": "a", "values": ["x"], "when": {"b": ["*"]}}, {"a": "y", "b": ""}),
    (
        {"rule": "sum", "columns": ["a", "b"], "total": "c", "within": 0},
        {"a": "0.1", "b": "0.2", "c": "0.3"},
    ),
    ({"rule": "range", "column": "a", "low": 1, "high": 2}, {"a": ""}),
    ({"rule": "same", "columns": ["a", "b"]}, {"a": "1", "b": ""}),
    ({"rule": "not_before", "column": "a", "than": "b"}, {"a": "2025", "b": "2025-03-09"}),
    (
        {"rule": "days", "column": "a", "start": "b", "end": "c", "within": 1},
        {"a": "3", "b": "2025-03-01", "c": "2025-03-03"},
    ),
]


@pytest.mark.parametrize(("rule", "row", "column"), BROKEN, ids=[b[0]["rule"] for b in BROKEN])
def test_a_row_that_breaks_a_rule_names_the_column(rule, row, column):
    assert declared.broken(rule, row) == column
    assert column in stated_rules.sentence(rule)


@pytest.mark.parametrize(("rule", "row"), KEPT, ids=[k[0]["rule"] for k in KEPT])
def test_a_row_that_keeps_a_rule_is_let_through(rule, row):
    assert declared.broken(rule, row) is None


def test_a_rule_is_said_in_words():
    rule = {"rule": "only_then", "columns": ["reason", "note"], "when": {"include": ["false"], "kind": [""]}}
    assert stated_rules.sentence(rule) == (
        "reason and note must be filled where include is false and kind is blank, and only there"
    )


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"rule": "guess"}, "guess is not one of filled, "),
        ({"rule": "range", "column": "a", "low": 1}, "range needs high"),
        ({"rule": "filled", "columns": ["z"]}, "filled names z, which is no column"),
        ({"rule": "filled", "columns": ["a"], "when": ["a"]}, "when of filled must be an object"),
    ],
)
def test_a_faulty_rule_is_named(rule, said):
    assert any(said in fault for fault in declared.rule_faults([rule], ["a", "b"]))


@pytest.mark.parametrize("name", ["questions", "texts", "aid_eu_share"])
def test_tables_are_valid_by_frictionless_itself(name):
    described = {k: v for k, v in data.resource(name)["schema"].items() if k != "foreignKeys"}
    resource = frictionless.Resource.from_descriptor(
        data.resource(name) | {"schema": described}, basepath=str(paths.DATA)
    )
    assert resource.validate().valid


def test_rows_that_differ_in_their_id_alone_are_named(package):
    path = package / "questions.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    key, _, rest = lines[-1].partition(",")
    path.write_text("\n".join([*lines, f"Q99,{rest}", ""]), encoding="utf-8")
    (found,) = structure.faults("questions")
    assert found.endswith(f"question_id: Q99 is equal to row {len(lines)} but for its question_id"), (
        key,
        found,
    )
