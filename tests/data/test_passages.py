"""Passages: the cell of a row with its date and sources, and a label inside a sentence."""

import pytest

from coalition import data
from coalition.data import passages


def test_a_passage_is_the_cell_with_its_date_and_sources():
    row = data.load("statements").iloc[0]
    found = passages.passage(f"statements:{row['statement_id']}", "summary")
    assert (found.text, found.date, found.source_ids) == (row["summary"], row["date"], row["source_ids"])


def test_a_row_without_its_own_date_takes_the_day_it_is_evidenced_for():
    law = data.load("law").iloc[0]
    assert passages.passage(f"law:{law['legal_id']}", "rule").date == law["as_of"]


@pytest.mark.parametrize(
    ("reference", "column"),
    [("statements:rus-999", "summary"), ("nothing:x", "summary"), ("countries:RUS", "troops_low")],
)
def test_what_is_not_there_is_named(reference, column):
    with pytest.raises(KeyError):
        passages.passage(reference, column)


def test_a_changed_table_is_read_again(package):
    before = data.load("statements").iloc[0]
    path = package / "statements.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(before["summary"], "Says something else."), encoding="utf-8")
    found = passages.passage(f"statements:{before['statement_id']}", "summary")
    assert found.text == "Says something else."


def test_a_name_keeps_its_capital_inside_a_sentence():
    assert passages.inline("A general ceasefire") == "a general ceasefire"
    assert passages.inline("Russian words") == "Russian words"
    assert passages.inline("UN mandate") == "UN mandate"
