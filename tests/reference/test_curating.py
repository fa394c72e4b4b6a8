"""Help for curators: ids, codes, other tables, a new chapter that runs."""

import json

import pytest

from bookpress import chapters
from coalition import data
from coalition.data import labels
from coalition.reference import curating
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("stem", "following"),
    [("esp", ["esp-10"]), ("esp-", ["esp-10"]), ("C", ["C02"]), ("", ["C02", "esp-10"]), ("fra", ["fra-01"])],
)
def test_the_next_free_id(stem, following):
    assert curating.next_ids(["esp-01", "esp-09", "C01", "text"], stem) == following


def test_every_table_can_be_asked_for():
    for table in data.tables():
        lines = curating.next_row(table)
        assert lines[0].startswith(("Next free ", "Key: "))
    with pytest.raises(KeyError, match="no table 'statement'; there are sources"):
        curating.next_row("statement")


def test_what_is_free_in_one_table_is_taken_in_none_with_the_same_key():
    taken = {*data.load("events")["event_id"], *data.load("events_after_cutoff")["event_id"]}
    for table in ("events", "events_after_cutoff"):
        free = curating.next_row(table)[0].removeprefix("Next free event_id: ").split(", ")
        assert free and not taken & set(free)


def test_codes_come_with_their_meaning_and_tables_with_a_reason():
    lines = curating.next_row("statements", "esp")
    for code, meaning in data.meanings_of("statements", "stance").items():
        assert f"  {code}: {meaning}" in lines
    assert any(line.startswith("  positions: ") for line in lines)


def test_tables_named_by_the_descriptor_exist():
    for table in data.tables():
        assert set(data.resource(table).get("see_also", {})) <= set(data.tables()) - {table}


def test_every_code_says_what_would_change_it_where_a_column_does():
    for table, column in (("positions", "position"), ("approvals", "approval")):
        assert set(labels.changes_of(table, column)) == set(data.labels_of(table, column))
    with pytest.raises(KeyError, match="has no would_change"):
        labels.changes_of("polls", "area")


@pytest.fixture
def empty(tmp_path):
    for folder in ("chapters/questions", "coalition/words"):
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path


def test_a_new_chapter_has_its_parts_and_runs(empty):
    notebook, words = curating.new_chapter("questions/costs", empty)
    cells = chapters.code_cells(notebook)
    assert "(costs)=" in chapters.text(notebook)
    assert all(c["outputs"] == [] for c in json.loads(notebook.read_text())["cells"] if "outputs" in c)
    made = {}
    exec(words.read_text(), made)
    said = made["words"](made["results"]())
    assert {"n_events", "cut_off"} == set(said)
    assert "from coalition.words import costs" in cells[0][1]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("costs", "not a part and a short name"),
        ("questions/Costs-2", "not a part and a short name"),
        ("answers/costs", "no part 'answers'; there are questions"),
        ("questions/law", "is there already"),
    ],
)
def test_a_chapter_with_a_wrong_name_is_refused(empty, name, reason):
    (empty / "chapters/questions/law.ipynb").touch()
    with pytest.raises(ValueError, match=reason):
        curating.new_chapter(name, empty)


def test_no_chapter_of_the_book_can_be_overwritten():
    path = next(p for p in chapters.files() if p.stem == "law")
    with pytest.raises(ValueError, match="is there already"):
        curating.new_chapter("questions/law", ROOT)
    assert path.is_file()
