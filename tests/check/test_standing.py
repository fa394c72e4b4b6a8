"""Sentences that name no value and yet rest on rows: refused where the rows no longer bear them out."""

import pandas as pd
import pytest

from coalition import data
from coalition.check import standing
from tests import tables_of

FRAME = pd.DataFrame({"side": ["a", "a", "a", "b"], "done": [True, True, False, False]})


@pytest.mark.parametrize(
    ("how_many", "rows", "among", "holds"),
    [
        ("no", "side == 'c'", "", True),
        ("no", "done", "", False),
        ("some", "side == 'b'", "", True),
        ("some", "side == 'b' and done", "", False),
        ("most", "done", "side == 'a'", True),
        ("most", "done", "", False),
        ("all", "not done", "side == 'b'", True),
        ("all", "done", "side == 'a'", False),
        ("all", "done", "side == 'c'", False),
    ],
)
def test_a_sentence_holds_for_so_many_rows_among_so_many(how_many, rows, among, holds):
    assert standing.bears_out({"how_many": how_many, "rows": rows, "among": among}, FRAME) is holds


def test_each_listed_sentence_stands_in_its_chapter_and_rests_on_a_table():
    rows = standing.listed()
    assert len(rows) > 20
    assert {row["table"] for row in rows} <= set(data.tables())
    assert {row["how_many"] for row in rows} <= set(standing.HOW_MANY)
    assert [row for row in rows if not standing.place_of(row["page"], row["sentence"])] == []
    assert standing.violations() == []


def test_rows_that_make_sentences_false_are_refused_with_the_cells_that_say_them(package):
    tables_of.edit(package, "P01", "components", status="deployed")
    tables_of.edit(package, "PRT", "positions", position="deploy_troops")
    found = standing.violations()
    assert any(
        line.startswith("index.ipynb cell ")
        and "“No soldier of the force was found in Ukraine.” holds only while no rows of data/components.csv "
        "have "
        "domain == 'land' and status == 'deployed'"
        in line
        for line in found
    )
    assert any(line.startswith("chapters/proposal/contributors.ipynb cell 5: “Portugal") for line in found)


def test_a_sentence_that_no_chapter_says_is_passed_over(monkeypatch):
    gone = {"page": "index", "sentence": "The moon is near.", "table": "events", "how_many": "some"}
    monkeypatch.setattr(standing, "listed", lambda: [gone | {"rows": "event_id == 'x'", "among": ""}])
    assert standing.violations() == []
