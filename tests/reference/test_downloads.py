"""Downloads: safe in a spreadsheet, complete, and equal bytes for equal data."""

import csv
import hashlib
import io
import zipfile

import pytest

from bookpress.spreadsheets import TRIGGERS, spreadsheet_safe
from coalition import data, paths
from coalition.analysis import placeholders
from coalition.reference import downloads


def plant(path, column, value):
    """Put a value into the first row of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[1][rows[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠1"]
)
def test_text_that_starts_a_formula_is_preceded_by_an_apostrophe(text):
    assert spreadsheet_safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=b", "5-10", "–", " =1", "<script>", "{{x}}", "$x$", "\\"])
def test_other_text_stays_as_it_is(text):
    assert spreadsheet_safe(text) == text


def test_a_table_without_formulas_and_placeholders_is_downloaded_byte_for_byte():
    for name in set(data.tables()) - set(placeholders.TABLES):
        raw = (paths.DATA / data.resource(name)["path"]).read_bytes()
        with io.StringIO(raw.decode("utf-8"), newline="") as file:
            if not any(cell.startswith(TRIGGERS) for row in csv.reader(file) for cell in row):
                assert downloads.table_csv(name) == raw, name


def test_a_planted_formula_is_text_in_table_and_archive_and_numbers_keep_their_sign(package):
    plant(package / "components.csv", "open_issue", '=HYPERLINK("http://x","y")')
    plant(package / "violations.csv", "value", "-12")
    table = downloads.table_csv("components").decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert rows[0]["open_issue"] == '\'=HYPERLINK("http://x","y")'
    assert (
        next(csv.DictReader(io.StringIO(downloads.table_csv("violations").decode(), newline="")))["value"]
        == "-12"
    )
    with zipfile.ZipFile(io.BytesIO(downloads.archive())) as archive:
        assert archive.read("components.csv").decode("utf-8") == table


@pytest.mark.parametrize("name", placeholders.TABLES)
def test_readers_get_values_in_place_of_placeholders(name):
    got = list(csv.DictReader(io.StringIO(downloads.table_csv(name).decode("utf-8"), newline="")))
    assert not any("{" in cell for row in got for cell in row.values())
    shown = placeholders.load(name)
    for column in placeholders.text_columns(name):
        assert [row[column].removeprefix("'") for row in got] == list(shown[column].fillna(""))


def test_a_value_that_moves_is_downloaded_and_a_name_of_none_is_refused_by_its_place(package):
    plant(package / "questions.csv", "note", "{n_ready:d} governments as of {cut_off}.")
    key = data.load("questions")["question_id"].iloc[0]
    ready = data.load("positions")["position"].eq("deploy_troops").sum()
    row = next(csv.DictReader(io.StringIO(downloads.table_csv("questions").decode("utf-8"), newline="")))
    assert row["note"] == f"{ready} governments as of {data.written_date(data.cut_off())}."
    plant(package / "questions.csv", "note", "{n_nothing} governments.")
    with pytest.raises(placeholders.PlaceholderError, match=f"questions {key} note"):
        downloads.table_csv("questions")


def test_the_archive_is_complete_and_the_same_every_time():
    first = downloads.archive()
    assert hashlib.sha256(first).digest() == hashlib.sha256(downloads.archive()).digest()
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
    assert names == sorted(names)
    assert {r["path"] for r in data.package()["resources"]} | {
        "datapackage.json",
        "README.md",
        "LICENSE-CONTENT",
        "CITATION.cff",
    } == set(names)
