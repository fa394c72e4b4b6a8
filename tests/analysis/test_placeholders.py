"""Computed values in cells of text: filled for readers, refused where they are typed or unknown."""

import pytest

from coalition import data
from coalition.analysis import ledger, placeholders, typed_numbers
from tests.tables_of import cells, edit


@pytest.fixture
def figures(monkeypatch):
    """Four figures of a fixed kind in place of those of the data."""
    given = {"n_ready": lambda: 5, "n_large": lambda: 1234, "names": lambda: "Denmark and France"}
    monkeypatch.setattr(placeholders, "FIGURES", given)
    monkeypatch.setattr(placeholders, "COUNTS", ("n_ready",))


def question(package, **changes):
    """Change the first question; its line in the file."""
    key = cells(package / "questions.csv")[0]["question_id"]
    return edit(package, key, table="questions", **changes)


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("The {n_ready} governments", "The five governments"),
        ("{n_ready} governments. {n_ready} more", "Five governments. Five more"),
        ("{n_ready:d}", "5"),
        ("of {n_large} soldiers", "of 1,234 soldiers"),
        ("{names} go", "Denmark and France go"),
    ],
)
def test_a_placeholder_is_filled(package, cell, text):
    question(package, who_could_answer=cell)
    assert placeholders.load("questions")["who_could_answer"].iloc[0] == text


@pytest.mark.usefixtures("figures")
def test_an_unknown_placeholder_is_named_by_table_row_and_column(package):
    row = question(package, note="{n_of_nothing} states")
    with pytest.raises(placeholders.PlaceholderError, match=r"questions Q\d+ note: .*\{n_of_nothing\}"):
        placeholders.load("questions")
    assert any(
        line.startswith(f"data/questions.csv:{row} note: there is no figure {{n_of_nothing}}")
        for line in placeholders.violations()
    )


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"note": "The five governments"}, "note: 'five' is computed; write {n_ready}"),
        ({"note": "The 5 countries", "typed_figures": "5"}, "note: '5' is computed; write {n_ready}"),
        ({"note": "Some 40 ships"}, "note: '40' is typed; write a placeholder, or name it in typed_figures"),
        (
            {"note": "Computed from the ledger."},
            "note: says computed, and no cell of the row has a placeholder",
        ),
        ({"note": "", "typed_figures": "77"}, "typed_figures: '77' stands in no text of the row"),
    ],
)
def test_a_number_that_can_be_computed_is_not_typed(package, cells, fault):
    row = question(package, **cells)
    assert f"data/questions.csv:{row} {fault}" in placeholders.violations()


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize(
    "changes",
    [
        {"note": "On 31 December 2027, in June 2026 and since 2024."},
        {"note": "See K01 and A06."},
        {"note": "Some 40 ships", "typed_figures": "40"},
        {"note": "three to five governments", "typed_figures": "three;five"},
        {"note": "Computed: {n_ready} governments"},
    ],
)
def test_dates_codes_and_declared_figures_are_allowed(package, changes):
    question(package, **{"typed_figures": ""} | changes)
    first = [line for line in placeholders.violations() if line.startswith("data/questions.csv:2 ")]
    assert first == []


def test_the_data_keep_the_rule():
    assert placeholders.violations() == []


def test_the_count_of_the_ready_is_the_ledgers(package):
    ready = ledger.positions().query("position == 'deploy_troops'")
    assert placeholders.figures()["n_ready"] == len(ready)
    question(package, who_could_answer="{n_ready:d} governments")
    assert placeholders.load("questions")["who_could_answer"].iloc[0] == f"{len(ready)} governments"


def test_every_table_has_its_text_columns_and_no_codes():
    for table in placeholders.TABLES:
        columns = placeholders.text_columns(table)
        assert "note" in columns
        assert not {"source_ids", "as_of", "confidence", "typed_figures"} & set(columns)
        assert data.resource(table)["schema"]["primaryKey"][0] not in columns


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("58 square miles in four weeks", ["58", "four"]),
        ("25,000 soldiers and 9.7 billion", ["25,000", "9.7", "billion"]),
        ("On 6 January 2026", []),
        ("K01 and E100", []),
    ],
)
def test_numbers_of_a_cell(text, numbers):
    assert typed_numbers.in_cell(text) == numbers


def test_a_figure_is_computed_anew_when_the_data_moved(package, monkeypatch):
    monkeypatch.setattr(placeholders, "FIGURES", {"n": (lambda: len(data.load("components")))})
    row = [{"question_id": "Q", placeholders.text_columns("questions")[0]: "{n:d}"}]
    before = placeholders.filled_cells("questions", row)
    path = package / "components.csv"
    path.write_text("\n".join(path.read_text(encoding="utf-8").splitlines()[:-1]) + "\n", encoding="utf-8")
    (now,), (was,) = placeholders.filled_cells("questions", row), before
    assert [int(was[c]) - int(now[c]) for c in row[0] if now[c] != was[c]] == [1]
