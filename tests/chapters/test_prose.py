"""Prose: every number comes from data, and every chapter has its parts."""

import re

import nbformat
import pytest

from coalition.paths import ROOT
from coalition.press import runs

PAGES = runs.chapters()
STATEMENT = ROOT / "chapters" / "appendix" / "accessibility.ipynb"
"""The accessibility statement: a page about the book, which answers no question of the report."""
CHAPTERS = [p for p in PAGES if p != STATEMENT]

ALLOWED = (
    "Why is it 26, or 31, or 35?",  # the title of a chapter, quoting the numbers it is about
    "What was actually said in December 2025",  # the title of a chapter, naming the interview by its date
    "per thousand inhabitants",
    "half of them below",
    "half of the draws lie",
    "half-filled",
    "count rotation twice",  # units and definitions
)
"""Phrases in which a typed number is right."""

WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty "
    "seventy eighty ninety hundred hundreds thousand thousands million billion dozen dozens half twice thrice double triple third fourth fifth quarter"
).split()
NUMBER = re.compile(rf"\d|\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)


def name(path):
    return path.relative_to(ROOT).as_posix()


def prose(path) -> str:
    """The text a reader sees of a chapter's Markdown, without roles, labels, links, code and claim ids."""
    if path.suffix == ".md":
        text = path.read_text(encoding="utf-8")
    else:
        text = "\n\n".join(
            c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "markdown"
        )
    text = re.sub(r"(\{glue:text\}`[^`]*`) (thousand|million|billion)s?", r"\1", text)
    for pattern in (
        r"(?s)<!--.*?-->",
        r"\{[a-z:]+\}`[^`]*`",
        r"(?m)^\([a-z0-9-]+\)=$",
        r"\]\([^)]*\)",
        r"`[^`]*`",
        r"(?m)^:::?.*$",
        r"\b[CEHP]\d{2,3}\b",
    ):
        text = re.sub(pattern, " ", text)
    for phrase in ALLOWED:
        text = text.replace(phrase, " ")
    return text


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_no_number_is_typed_into_prose(path):
    typed = [line.strip() for line in prose(path).splitlines() if NUMBER.search(line)]
    assert typed == []


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
    assert NUMBER.search("It took 26 states")
    assert NUMBER.search("It took two states")
    assert not NUMBER.search("One of them went, and the first to speak was France")
