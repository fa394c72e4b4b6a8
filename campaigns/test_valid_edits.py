"""Valid edits of every kind, and the removal of a row of every table.

Refused by name, or said by every chapter.
"""

import random

import pytest

from coalition import data
from tests import edits
from tests.chapters.test_valid_edits import sound_or_refused

REMOVALS = 3
"""Rows taken away of each table, one at a time."""


@pytest.mark.parametrize("edit", edits.EDITS, ids=lambda e: e.__name__)
def test_a_valid_edit_is_refused_by_name_or_said_by_every_chapter(edit, tmp_path):
    wrong, _ = sound_or_refused(edit, tmp_path / "data")
    assert wrong == []


def removals():
    """Some rows of each table, chosen by a seed."""
    chance = random.Random(26)
    for table in data.tables():
        keys = data.resource(table)["schema"]["primaryKey"]
        rows = data.load(table)[keys].astype(str).to_dict("records")
        for row in chance.sample(rows, min(REMOVALS, len(rows))):
            yield table, row


@pytest.mark.parametrize(
    ("table", "row"), removals(), ids=lambda v: v if isinstance(v, str) else "-".join(v.values())
)
def test_a_row_that_is_taken_away_is_missed_by_name_or_by_nobody(table, row, tmp_path):
    wrong, _ = sound_or_refused(lambda f: f.drop(table, **row), tmp_path / "data")
    assert wrong == []
