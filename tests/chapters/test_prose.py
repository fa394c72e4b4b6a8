"""Prose: every number comes from data, and every chapter has its parts."""

import re

import nbformat
import pytest

from bookpress.chapters import files
from coalition.analysis import judgement_rules, typed_numbers
from coalition.paths import ROOT
from coalition.reference import results

PAGES = files()
ABOUT = [ROOT / "chapters" / "appendix" / f"{name}.ipynb" for name in ("accessibility", "glossary")]
"""Pages about the book, which answer no question of the report."""
CHAPTERS = [p for p in PAGES if p not in ABOUT]


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


def in_short(path, said) -> str:
    """Give the answer at the head of a chapter as a reader gets it, with the values said."""
    box = re.search(r"\{admonition\} In short\n(?::class: tip\n)?(.+?)\n```", markdown(path), re.DOTALL)[1]
    text = re.sub(r"\{glue:text\}`(\w+)`", lambda m: said.get(m[1], m[1]), box)
    return " ".join(re.sub(r"\{\w+\}`([^`<]+?) ?(?:<[^`]*>)?`", r"\1", text).split())


def too_long(text: str) -> list[str]:
    """Give what a box has more of than a reader takes in at a glance: sentences, words, numbers."""
    found = {
        "sentences": (len(judgement_rules.sentences(text)), 3),
        "words": (len(text.split()), 60),
        "numbers": (len(typed_numbers.in_cell(text)), 4),
    }
    return [f"{n} {what}" for what, (n, most) in found.items() if n > most]


def test_in_short_is_short():
    said = results.read()
    boxes = {name(p): in_short(p, said.get(name(p).rsplit(".", 1)[0], {})) for p in CHAPTERS[1:]}
    assert {place: too_long(text) for place, text in boxes.items() if too_long(text)} == {}


NUMERAL_FIRST = re.compile(r"(?:^|\n(?:- )?|(?<=[a-z)][.!?] ))\d[\d,]* (?=[a-z])[^\n.]*")
"""A numeral with the word it counts, where a paragraph, an entry of a list or a sentence begins."""


def test_no_sentence_of_the_prose_opens_with_a_whole_number_in_figures():
    accepted, found = results.read(), []
    for path in PAGES:
        said = accepted.get(name(path).rsplit(".", 1)[0], {})
        whole = {n: v if re.fullmatch(r"\d[\d,]+", v) else "x" for n, v in said.items()}
        text = re.sub(r"\{glue:text\}`(\w+)`", lambda m, w=whole: w.get(m[1], m[1]), markdown(path))
        found += NUMERAL_FIRST.findall(re.sub(r"(?<=[\w,])\n(?=\w)", " ", text))
    assert found == []


def test_a_numeral_that_opens_a_sentence_is_found():
    assert NUMERAL_FIRST.findall("It was so. 12 states went.\n- 26 came, of 31 states. Of 26 12 spoke.") == [
        "12 states went",
        "\n- 26 came, of 31 states",
    ]


def test_a_long_box_is_found():
    assert too_long("It was so. It is so. It stays so. It ends so.") == ["4 sentences"]
    assert too_long("On 31 December 2027 it is 5 to 12 and 7 of nine.") == []
    assert too_long("There are 5, 12, 7, nine and 1,200 " + "more " * 60) == ["68 words", "5 numbers"]


@pytest.mark.parametrize("path", CHAPTERS, ids=name)
def test_a_chapter_reads_in_four_to_eight_minutes(path):
    words = len(prose(path).split())
    assert 300 <= words <= 1900


def test_the_scan_finds_typed_numbers():
    assert typed_numbers.in_prose("It took 26 states\nIt took {glue:text}`n` states") == ["It took 26 states"]
    assert typed_numbers.in_prose("It took two states")
    assert not typed_numbers.in_prose("One of them went, and the first to speak was France")
