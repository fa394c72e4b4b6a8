"""The data as one workbook and one database: complete, typed, no formula, no moment but the edition's."""

import io
import sqlite3
import zipfile

import frictionless
import openpyxl
import pytest

from coalition import data
from coalition.analysis import placeholders
from coalition.reference import database, dictionary, downloads, workbook
from tests.reference.test_downloads import plant


@pytest.fixture
def planted(package):
    plant(package / "components.csv", "open_issue", '=HYPERLINK("http://x","y")')
    plant(package / "violations.csv", "value", "-12.5")
    return package


def test_the_workbook_has_the_dictionary_first_every_row_its_types_and_no_formula(planted):
    book = openpyxl.load_workbook(io.BytesIO(workbook.workbook()))
    assert book.properties.modified == book.properties.created  # the day of the edition, not of the build
    assert book.sheetnames == [workbook.DICTIONARY, *data.tables()]
    assert {(s.title, s.max_row - 1) for s in book} == {
        (workbook.DICTIONARY, len(dictionary.columns())),
        *((name, len(data.load(name))) for name in data.tables()),
    }
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    assert not [c.coordinate for c in cells if c.data_type == "f"]
    first = {
        s: dict(zip(*([c.value for c in book[s][i]] for i in (1, 2)), strict=True)) for s in data.tables()
    }
    assert first["components"]["open_issue"] == '=HYPERLINK("http://x","y")'
    assert first["violations"]["value"] == -12.5
    assert first["statements"]["sets_position"] in (True, False)
    frame = placeholders.load("judgements")
    assert first["judgements"]["probability"] == frame["probability"].iloc[0]


def test_the_database_has_every_row_its_keys_hold_and_lists_can_be_joined(planted):
    made = database.database()
    connection = sqlite3.connect(":memory:")
    connection.deserialize(made)
    for name in data.tables():
        assert connection.execute(f'SELECT count(*) FROM "{name}"').fetchone() == (len(data.load(name)),)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("SELECT value FROM violations").fetchone() == (-12.5,)
    statements = data.load("statements")
    joined = connection.execute(
        "SELECT count(*) FROM statements JOIN statements__source_ids USING (statement_id) "
        "JOIN sources ON sources.source_id = statements__source_ids.source_ids"
    )
    assert joined.fetchone() == (statements["source_ids"].map(len).sum(),)
    described = connection.execute('SELECT "table", "column" FROM _columns').fetchall()
    assert len(described) == sum(len(data.resource(n)["schema"]["fields"]) for n in data.tables())


def test_a_third_party_s_program_finds_the_archive_valid_with_its_sizes_and_hashes(tmp_path):
    with zipfile.ZipFile(io.BytesIO(downloads.archive())) as archive:
        archive.extractall(tmp_path)
    changed = tmp_path / "countries.csv"
    changed.write_bytes(changed.read_bytes().replace(b"Estonia", b"Estland"))
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert [task.name for task in report.tasks if not task.valid] == ["countries"]
    assert report.flatten(["type"]) == [["hash-count"]]
