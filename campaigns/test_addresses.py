"""No address moves: with one more heading, citation, figure and source a book keeps each that it had."""

import csv
import re
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

from campaigns.conftest import built, copy_of_the_project

CHAPTER = "chapters/questions/deterrence"
"""One that lists what it cites."""
ADDED = """\
## One more heading

One more work is cited {cite}`added2026`, and one more figure stands below.
"""
WORK = "@book{added2026, author = {Aaron, Anna}, title = {One More}, year = {2026}, publisher = {A}}\n"
OF_RETURN = re.compile(r"id\d+")
OF_CONTENT = re.compile(r"[.-][0-9a-f]{8,}(?=\.)")
"""A digest in a name, by which a browser knows that what is behind an address is new."""


def addresses(root: Path) -> set[str]:
    """Every file of the book, by its name without a digest, and every place in its pages.

    Left out are the places of return of a list of works (``id7``), which lead from an entry back to the text.
    """
    html = root / "_build" / "html"
    files = {OF_CONTENT.sub("", p.relative_to(html).as_posix()) for p in html.rglob("*") if p.is_file()}
    return files | {
        f"{page.relative_to(html).as_posix()}#{tag['id']}"
        for page in html.rglob("*.html")
        for tag in BeautifulSoup(page.read_text(encoding="utf-8"), "lxml").select("article [id]")
        if not OF_RETURN.fullmatch(str(tag["id"]))
    }


def add_to_a_chapter(root: Path) -> None:
    """A heading with a citation, and a figure of another name before the one that has the same sources."""
    path = root / f"{CHAPTER}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    place, shown = next((n, c) for n, c in enumerate(notebook.cells) if 'name="fig-' in c.source)
    name = re.search(r'name="(fig-[a-z-]+)"', shown.source)
    assert name
    figure = shown.source.replace(f'name="{name[1]}"', 'name="fig-added"')
    notebook.cells[place:place] = [
        nbformat.v4.new_markdown_cell(ADDED, id="added-heading"),
        nbformat.v4.new_code_cell(figure, id="added-figure", metadata=shown.metadata),
    ]
    nbformat.write(notebook, path)


def add_a_source(root: Path) -> None:
    """A source that comes first in its list, on which one row more rests."""
    sources = root / "data" / "sources.csv"
    head, first, *others = list(csv.reader(sources.read_text(encoding="utf-8").splitlines()))
    one_more = dict(zip(head, first, strict=True)) | {
        "source_id": "000-added",
        "publisher": "1 A",
        "title": "One more report",
        "url": "https://example.org/one-more",
    }
    _write(sources, [head, list(one_more.values()), first, *others])
    polls = root / "data" / "polls.csv"
    head, first, *others = list(csv.reader(polls.read_text(encoding="utf-8").splitlines()))
    first[head.index("source_ids")] += ";000-added"
    _write(polls, [head, first, *others])


def _write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


@pytest.fixture
def grown(tmp_path):
    """A copy of the project that has more in it, built."""
    root = copy_of_the_project(tmp_path / "project")
    with (root / "references.bib").open("a", encoding="utf-8") as bibliography:
        bibliography.write(WORK)
    add_to_a_chapter(root)
    add_a_source(root)
    built(root)
    return root


def test_what_is_added_is_there_and_no_address_has_moved(book_copy, grown):
    before, after = addresses(book_copy), addresses(grown)
    assert {
        f"{CHAPTER}.html#one-more-heading",
        f"{CHAPTER}.html#fig-added",
        "_downloads/fig-added.csv",
        "chapters/appendix/sources.html#src-000-added",
    } <= after
    assert before - after == set()
