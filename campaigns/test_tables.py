"""Each table.

An edit is shown, only the chapters that read the table run, pages equal a build from nothing, and a restored
table runs nothing.
"""

import csv
import json
import re
import shutil
from functools import cache
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbclient import NotebookClient

from bookpress.chapters import files
from campaigns.conftest import built
from coalition import data, paths

MARK = "Zwischenstand"
"""A word that stands nowhere in the book."""
GIVEN = {
    "aid": (
        {"donor": "POL", "type": "total", "basis": "allocated"},
        {"share_gdp_2021_pct": "0.999"},
        "chapters/history/resources.html",
    ),
    "aid_by_year": (
        {"donor": "EU", "year": "2023"},
        {"military_eur_bn": "1.000", "total_eur_bn": "19.750"},
        "chapters/history/resources.html",
    ),
    "aid_eu_share": (
        {"iso3": "POL"},
        {"eu_share_gdp_2021_pct": "0.975", "total_share_gdp_2021_pct": "2.000"},
        "chapters/history/resources.html",
    ),
    "attendance": (
        {"meeting_id": "m2025-03-02", "iso3": "CZE"},
        {"took_part": "unclear"},
        "chapters/proposal/membership.html",
    ),
    "ceasefire_variants": (
        {"variant_id": "A", "ceasefire_id": "cf-2015-02-15"},
        {"duration_days": "99"},
        "chapters/history/ceasefires.html",
    ),
    "countries": ({"iso3": "PRT"}, {"name": f"Portugal {MARK}"}, "chapters/appendix/countries/prt.html"),
    "gates": ({"gate_id": "monitoring"}, {"russia": "optional"}, "chapters/questions/russia.html"),
    "governments": ({"iso3": "SWE"}, {"note": f"Lost {MARK}"}, "chapters/appendix/countries/swe.html"),
    "hypotheses": (
        {"hypothesis_id": "H1"},
        {"label": f"War goes on {MARK}"},
        "chapters/questions/deterrence.html",
    ),
    "hypothesis_scores": (
        {"evidence_id": "ev-01", "hypothesis_id": "H1"},
        {"consistency": "II"},
        "chapters/questions/deterrence.html",
    ),
    "indicators": (
        {"iso3": "POL", "indicator": "gdp_usd"},
        {"value": "123456000000"},
        "chapters/history/resources.html",
    ),
    "land_forces": ({"iso3": "POL"}, {"personnel": "66666"}, "chapters/appendix/countries/pol.html"),
    "searches": ({"search_id": "S028"}, {"language": "de"}, "chapters/appendix/countries/alb.html"),
    "signatories": (
        {"text_id": "t2026-01-06-intent", "iso3": "FRA"},
        {"status": "no"},
        "chapters/proposal/membership.html",
    ),
    "texts": (
        {"text_id": "t2025-04-10"},
        {"names_published": "false"},
        "chapters/proposal/membership.html",
    ),
    "wars": (
        {"war_id": "cow-4"},
        {"last_year": "1832", "calendar_years": "5"},
        "chapters/questions/outlook.html",
    ),
}
"""Tables of codes and numbers: the row, its cells with other values, and a page that draws from them."""
LISTENS = """
import builtins, io, os
_opened, _open = set(), io.open
def _listening(file, *arguments, **options):
    _opened.add(os.path.basename(str(file)))
    return _open(file, *arguments, **options)
builtins.open = io.open = _listening
"""
"""Another way than the build's to find out what a chapter reads.

It wraps ``open`` where the build listens to audit events.
"""


@pytest.fixture(scope="session")
def readers():
    """The chapters that open each data file, by file name, from running each chapter on its own."""
    found = {}
    for path in (p for p in files() if p.suffix == ".ipynb"):
        notebook = nbformat.read(path, as_version=4)
        last = nbformat.v4.new_code_cell("import json; print(json.dumps(sorted(_opened)))")
        notebook.cells = [nbformat.v4.new_code_cell(LISTENS), *notebook.cells, last]
        NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
        for name in json.loads(last.outputs[-1].text):
            found.setdefault(name, set()).add(path.relative_to(paths.ROOT).as_posix())
    return found


@cache
def visible(page):
    """What a reader sees of a page, without spaces."""
    return re.sub(r"\s", "", BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").get_text())


def free_text(field):
    """Whether any word may stand in a column."""
    fixed = {"enum", "pattern", "maxLength", "unique"} & set(field.get("constraints", {}))
    return (
        field["type"] == "string"
        and not (fixed or {"content", "categories", "reference"} & set(field))
        and not field["name"].endswith(("_id", "iso3"))
    )


def edits(table):
    """Cells of free text, as (line, column, value), longest first.

    Those are most likely shown as they are.
    """
    schema = data.resource(table)["schema"]
    keys = {*schema.get("primaryKey", []), *(k["fields"][0] for k in schema.get("foreignKeys", []))}
    columns = [f["name"] for f in schema["fields"] if free_text(f) and f["name"] not in keys]
    with (paths.DATA / data.resource(table)["path"]).open(encoding="utf-8", newline="") as file:
        cells = [
            (row, c, line[c])
            for row, line in enumerate(csv.DictReader(file))
            for c in columns
            if len(line[c]) > 5
        ]
    return sorted(cells, key=lambda cell: -len(cell[2]))


def shown_edit(table, pages):
    """A cell of the table that some page shows, and that page."""
    for row, column, value in edits(table):
        plain = re.sub(r"\s", "", value)
        for page in pages:
            if plain in visible(page):
                return row, column, value, page
    return None


def row_of(path, key):
    """The first row with these values, counted from 0."""
    with path.open(encoding="utf-8", newline="") as file:
        return next(
            i for i, row in enumerate(csv.DictReader(file)) if all(row[c] == v for c, v in key.items())
        )


def write(path, row, column, value):
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    lines[row + 1][lines[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(lines)


def cell(path, row, column):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))[row][column]


def ran(said):
    return set(re.findall(r"(\S+\.ipynb): done", said))


@pytest.mark.parametrize("table", data.tables())
def test_a_table(book_copy, readers, table):
    html, path = book_copy / "_build" / "html", book_copy / "data" / data.resource(table)["path"]
    before, _ = built(book_copy)
    if table in GIVEN:
        key, cells, page = GIVEN[table]
        row, page = row_of(path, key), html / page
    else:
        row, column, value, page = shown_edit(
            table, [html / Path(chapter).with_suffix(".html") for chapter in sorted(readers[path.name])]
        )
        cells = {column: f"{value} {MARK}"}
    original = path.read_bytes()
    try:
        for column, value in cells.items():
            write(path, row, column, value)
        after, said = built(book_copy)
        name = page.relative_to(html).as_posix()
        assert before[name] != after[name]
        marked = any(MARK in value for value in cells.values())
        assert not marked or MARK in page.read_text(encoding="utf-8")
        downloaded = html / "_downloads" / "data" / path.name
        assert {column: cell(downloaded, row, column) for column in cells} == cells
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
