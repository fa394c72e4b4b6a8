"""Passages: the cell of a row with its date and sources, and a label inside a sentence."""

import pytest

from coalition import data
from coalition.data import passages


def test_a_passage_is_the_cell_with_its_date_and_sources():
    found = passages.passage("statements:rus-12", "summary")
    row = data.load("statements").set_index("statement_id").loc["rus-12"]
    assert (found.text, found.date, found.source_ids) == (row["summary"], "2025-09-05", row["source_ids"])


def test_a_row_without_its_own_date_takes_the_day_it_is_evidenced_for():
    assert (
        passages.passage("law:lg-unsc", "rule").date
        == data.load("law").set_index("legal_id").at["lg-unsc", "as_of"]
    )


@pytest.mark.parametrize(
    ("reference", "column"),
    [("statements:rus-99", "summary"), ("nothing:x", "summary"), ("statements:rus-12", "troops_low")],
)
def test_what_is_not_there_is_named(reference, column):
    with pytest.raises(KeyError):
        passages.passage(reference, column)


def test_a_changed_table_is_read_again(package):
    path = package / "statements.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "Says foreign troops in Ukraine during the fighting", "Says that troops"
        ),
        encoding="utf-8",
    )
    assert passages.passage("statements:rus-12", "summary").text.startswith("Says that troops")


def test_a_name_keeps_its_capital_inside_a_sentence():
    assert passages.inline("A general ceasefire") == "a general ceasefire"
    assert passages.inline("Russian words") == "Russian words"
