"""Hostile text in every free text of tables and descriptor stays text in all that readers take away."""

import csv
import io
import json
import sqlite3
import zipfile
from itertools import cycle
from xml.etree import ElementTree

import openpyxl
import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from bookpress.exhibits import blocks
from bookpress.spreadsheets import TRIGGERS, spreadsheet_safe
from campaigns.catches import copy_of_the_data, forget
from coalition import data, paths
from coalition.analysis import placeholders
from coalition.reference import catalogue, database, downloads, editions, feed, profiles, workbook

TEXTS = (
    "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>",
    "=1+1",
    '=HYPERLINK("http://example.org","click")',
    "@SUM(A1) <svg onload=alert()>",
    "[click](javascript:alert) ![](http://example.org/x.png) <http://example.org>",
    "{glue:text}`x` {ref}`nowhere` {{ config }} {% raw %}",
    "```{raw} html\n<b>bold</b>\n```",
    "]]> --> </td></table></style></title> &lt;b&gt;",
    "before \u05d9\u05de\u05d9\u05df \u0627\u0644 after",
    "W" * 1_000,
    "../../etc/passwd $x^2$ \\alpha | a | b",
)
NEVER = ("script", "img", "iframe", "style", "meta", "form", "object", "embed", "b")


@pytest.fixture(scope="module")
def hostile():
    """A copy of the data with a hostile text in each cell of free text; what was planted, by place."""
    original, planted, number = paths.DATA, {}, 0
    with copy_of_the_data() as folder:
        for name in data.tables():
            path = folder / data.resource(name)["path"]
            rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
            for row, column in ((r, c) for r in range(len(rows)) for c in free_texts(name) if rows[r][c]):
                text = TEXTS[number % len(TEXTS)]
                number += 1
                if not ("{" in text and name in placeholders.TABLES):
                    rows[row][column] = planted[name, row, column] = text
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
        plant_in_descriptor(folder / "datapackage.json")
        forget()
        yield original, planted


def plant_in_descriptor(path):
    """Hostile titles, descriptions and meanings of tables, columns and codes."""
    package, texts = json.loads(path.read_text(encoding="utf-8")), cycle(t for t in TEXTS if "{" not in t)
    fields = [f for r in package["resources"] for f in r.get("schema", {}).get("fields", [])]
    codes = [c for f in fields for c in f.get("categories", ()) if isinstance(c, dict)]
    for each in (*package["resources"], *fields, *codes):
        for key in {"title", "description", "meaning"} & set(each):
            each[key] = next(texts)
    path.write_text(json.dumps(package), encoding="utf-8")


def free_texts(name):
    """The columns of a table that may hold any text."""
    schema = data.resource(name)["schema"]
    keys = {*schema.get("primaryKey", []), *data.pointers(name)}
    return [
        f["name"]
        for f in schema["fields"]
        if f["type"] == "string"
        and f["name"] not in keys
        and "format" not in f
        and not data.is_list(f)
        and not {"enum", "pattern"} & set(f.get("constraints", {}))
    ]


def active(markup):
    """What of some HTML a browser would act upon."""
    found = BeautifulSoup(markup, "lxml").find_all(True)
    return [
        str(e)[:100]
        for e in found
        if e.name in NEVER
        or any(a.startswith("on") for a in e.attrs)
        or str(e.get("href", "")).lower().startswith(("javascript:", "data:"))
    ]


def test_every_table_has_some(hostile):
    _, planted = hostile
    assert len({name for name, *_ in planted}) > 40 and len(planted) > 5000


def test_csv_holds_every_text_and_no_formula(hostile):
    _, planted = hostile
    for name in data.tables():
        rows = list(csv.DictReader(io.StringIO(downloads.table_csv(name).decode("utf-8"), newline="")))
        texts = free_texts(name)
        assert not [r[c] for r in rows for c in texts if r[c].startswith(TRIGGERS)]
        said = {(name, i, c): r[c] for i, r in enumerate(rows) for c in texts}
        assert {k: said[k] for k in planted if k[0] == name} == {
            k: spreadsheet_safe(v) for k, v in planted.items() if k[0] == name
        }


def test_workbook_and_database_hold_every_text_as_text(hostile):
    _, planted = hostile
    book = openpyxl.load_workbook(io.BytesIO(workbook.workbook()), read_only=True)
    for sheet in book:
        assert not [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    connection = sqlite3.connect(":memory:")
    connection.deserialize(database.database())
    for name, column in {(name, column) for name, _, column in planted}:
        held = {v for (v,) in connection.execute(f'SELECT "{column}" FROM "{name}"')}
        assert {v for k, v in planted.items() if (k[0], k[2]) == (name, column)} <= held


def test_no_name_in_the_archive_leads_out_of_it(hostile):
    with zipfile.ZipFile(io.BytesIO(downloads.archive())) as made:
        names = made.namelist()
        assert json.loads(made.read("datapackage.json"))["name"]
    assert not [n for n in names if n.startswith(("/", "\\")) or ".." in n or "/" in n]


def test_note_and_feed_of_an_edition_have_no_markup_from_data(hostile, monkeypatch):
    original, _ = hostile
    old, new = editions.read(original), editions.read(paths.DATA)
    new.descriptor = new.descriptor | {"version": "2099.1.0"}
    assert active(MarkdownIt("commonmark").render(editions.note(old, new))) == []
    monkeypatch.setattr(editions, "states", lambda: [old, new])
    root = ElementTree.fromstring(feed.feed("https://example.org/", "editions.html"))
    assert {e.tag for e in root.iter()} == {
        f"{{{feed.ATOM}}}{tag}"
        for tag in ("feed", "entry", "title", "id", "updated", "author", "name", "rights", "link", "content")
    }
    assert {e.get("type") for e in root.iter(f"{{{feed.ATOM}}}content")} == {"text"}


def test_profiles_sources_statements_and_dictionary_have_no_markup_from_data(hostile):
    made = [
        profiles.all_profiles(profiles.countries()[::8]),
        catalogue.source_list(),
        catalogue.statement_list(),
        *catalogue.dictionary(),
    ]
    markup = "".join(map(blocks.to_html, made))
    assert "&lt;script&gt;window.hacked" in markup
    assert active(markup) == []


def test_an_edition_compared_with_its_own_archive_reports_nothing_whatever_its_cells_hold(hostile, tmp_path):
    (tmp_path / "data.zip").write_bytes(downloads.archive())
    folder, archived = editions.read(paths.DATA), editions.read(tmp_path / "data.zip")
    for old, new in ((folder, archived), (archived, folder), (folder, folder)):
        assert editions.compare(old, new).empty and editions.same(old, new)
        assert editions.changed_judgements(old, new).empty
