"""Prose: every number comes from data, and every chapter has its parts."""

import re

import nbformat
import pytest

from bookpress.chapters import files
from coalition.analysis import typed_numbers
from coalition.paths import ROOT

PAGES = files()
STATEMENT = ROOT / "chapters" / "appendix" / "accessibility.ipynb"
"""The accessibility statement: a page about the book, which answers no question of the report."""
CHAPTERS = [p for p in PAGES if p != STATEMENT]


def name(path):
    return path.relative_to(ROOT).as_posix()


def prose(path) -> str:
    """Give the text a reader sees of a chapter's Markdown, without roles, labels, links, code, ids."""
    return typed_numbers.plain(markdown(path))


def markdown(path) -> str:
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    return "\n\n".join(c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "markdown")


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_no_number_is_typed_into_prose(path):
    assert typed_numbers.in_prose(markdown(path)) == []


@pytest.mark.parametrize("path", CHAPTERS, ids=name)
def test_each_chapter_opens_with_its_answer_and_ends_with_what_would_change_it(path):
    text = "\n".join(c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "markdown")
    headings = re.findall(r"(?m)^##? (.+)$", text)
    assert "{admonition} In short" in text.split("\n## ")[0]
    assert headings[-1] == "What would change this answer"


@pytest.mark.parametrize("path", CHAPTERS, ids=name)
def test_a_chapter_reads_in_four_to_eight_minutes(path):
    words = len(prose(path).split())
    assert 300 <= words <= 1900


def test_the_scan_finds_typed_numbers():
    assert typed_numbers.in_prose("It took 26 states\nIt took {glue:text}`n` states") == ["It took 26 states"]
    assert typed_numbers.in_prose("It took two states")
    assert not typed_numbers.in_prose("One of them went, and the first to speak was France")
