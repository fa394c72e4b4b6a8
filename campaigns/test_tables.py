"""Each table: an edit is shown, only the chapters that read the table run, pages equal a build from nothing, and a restored table runs nothing."""

import csv
import json
import re
import shutil
from functools import cache

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbclient import NotebookClient

from campaigns.conftest import built
from coalition import data, execution

MARK = "Zwischenstand"
"""A word that stands nowhere in the book."""
LISTENS = """
import builtins, io, pathlib, os
from unittest import mock
_opened, _open = set(), io.open
def _listening(file, *arguments, **options):
    _opened.add(os.path.basename(str(file)))
    return _open(file, *arguments, **options)
builtins.open = io.open = _listening
"""
"""Another way than the build's to find out what a chapter reads: it wraps ``open`` where the build listens to audit events."""


@pytest.fixture(scope="session")
def readers():
    """The chapters that open each data file, by file name, from running each chapter on its own."""
    found = {}
    for path in (p for p in execution.chapters() if p.suffix == ".ipynb"):
        notebook = nbformat.read(path, as_version=4)
        last = nbformat.v4.new_code_cell("import json; print(json.dumps(sorted(_opened)))")
        notebook.cells = [nbformat.v4.new_code_cell(LISTENS), *notebook.cells, last]
        NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
        for name in json.loads(last.outputs[-1].text):
            found.setdefault(name, set()).add(path.relative_to(data.ROOT).as_posix())
    return found


@cache
def visible(page):
    """What a reader sees of a page, without spaces."""
    return re.sub(r"\s", "", BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").get_text())


def free_text(field):
    """Whether any word may stand in a column."""
    fixed = {"enum", "pattern", "maxLength", "unique"} & set(field.get("constraints", {}))
    return field["type"] == "string" and not (fixed or {"content", "codes", "reference"} & set(field)) and not field["name"].endswith(("_id", "iso3"))


def edits(table):
    """Cells of free text, as (line, column, value), longest first: those are most likely shown as they are."""
    schema = data.resource(table)["schema"]
    keys = {*schema.get("primaryKey", []), *(k["fields"][0] for k in schema.get("foreignKeys", []))}
    columns = [f["name"] for f in schema["fields"] if free_text(f) and f["name"] not in keys]
    with (data.DATA / data.resource(table)["path"]).open(encoding="utf-8", newline="") as file:
        cells = [(row, c, line[c]) for row, line in enumerate(csv.DictReader(file)) for c in columns if len(line[c]) > 5]
    return sorted(cells, key=lambda cell: -len(cell[2]))


def shown_edit(table, pages):
    """A cell of the table that some page shows, and that page."""
    for row, column, value in edits(table):
        plain = re.sub(r"\s", "", value)
        for page in pages:
            if plain in visible(page):
                return row, column, value, page
    return None


def write(path, row, column, value):
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    lines[row + 1][lines[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(lines)


def ran(said):
    return set(re.findall(r"(\S+\.ipynb): done", said))


@pytest.mark.parametrize("table", data.tables())
def test_a_table(book_copy, readers, table):
    html, path = book_copy / "_build" / "html", book_copy / "data" / data.resource(table)["path"]
    before, _ = built(book_copy)
    found = shown_edit(table, sorted(html.rglob("*.html")))
    if found is None:
        pytest.skip("no free text of this table is shown as it stands")
    row, column, value, page = found
    original = path.read_bytes()
    try:
        write(path, row, column, f"{value} {MARK}")
        after, said = built(book_copy)
        assert MARK in page.read_text(encoding="utf-8")
        assert MARK in (html / "_downloads" / "data" / path.name).read_text(encoding="utf-8")
        assert ran(said) == readers[path.name]
        shutil.rmtree(book_copy / "_build" / "work" / "_build")
        (book_copy / "_build" / "work" / "book.json").unlink()
        fresh, said = built(book_copy)
        assert ran(said) == set()
        assert {p for p in {**after, **fresh} if after.get(p) != fresh.get(p)} == set()
    finally:
        path.write_bytes(original)
    visible.cache_clear()
    restored, said = built(book_copy)
    assert ran(said) == set()
    assert {p for p in {**before, **restored} if before.get(p) != restored.get(p)} == set()
