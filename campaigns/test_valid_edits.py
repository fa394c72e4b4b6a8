"""Edits of every kind, and the removal of a row of every table: said by every chapter, or refused by name."""

import random

import pytest

from coalition import data
from tests import edits
from tests.chapters.test_valid_edits import RULE, outcome_of, unsound

REMOVALS = 3
"""Rows taken away of each table, one at a time."""


@pytest.mark.parametrize("edit", edits.EDITS, ids=lambda e: e.__name__)
def test_a_valid_edit_passes_the_check_and_is_said_by_every_chapter(edit, tmp_path):
    outcome = outcome_of(edit, tmp_path / "data")
    assert outcome["violations"] == []
    assert unsound(outcome) == []


@pytest.mark.parametrize(("edit", "says"), edits.REFUSED.items(), ids=lambda e: getattr(e, "__name__", ""))
def test_an_edit_that_would_make_the_book_false_is_refused_by_name(edit, says, tmp_path):
    lines = outcome_of(edit, tmp_path / "data")["violations"]
    assert [line for line in lines if not RULE.match(line)] == []
    assert any(says in line for line in lines), lines


def removals():
    """Some rows of each table, chosen by a seed."""
    chance = random.Random(26)
    for table in data.tables():
        keys = data.resource(table)["schema"]["primaryKey"]
        rows = data.load(table)[keys].astype(str).to_dict("records")
        for row in chance.sample(rows, min(REMOVALS, len(rows))):
            yield table, row


@pytest.mark.parametrize(
    ("table", "row"), [*removals()], ids=lambda v: v if isinstance(v, str) else "-".join(v.values())
)
def test_a_row_that_is_taken_away_is_missed_by_name_or_by_nobody(table, row, tmp_path):
    outcome = outcome_of(lambda f: f.drop(table, **row), tmp_path / "data")
    assert [line for line in outcome["violations"] if not RULE.match(line)] == []
    assert unsound(outcome) == []
