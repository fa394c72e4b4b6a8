"""Words that claim more than a part: each stands on a computed value, on a search, or on a listed backing."""

import csv
import re
from pathlib import Path

import pandas as pd

from bookpress import chapters
from coalition import data
from coalition.analysis import universals
from coalition.paths import ROOT
from coalition.reference import results

LIST = Path(__file__).with_name("universals.csv")
"""Sentences that hold such a word without a value beside it: page, sentence, what backs it."""


ENTRY = re.compile(r"(?:(?<=^)|(?<=[.] ))[^:.]+: ")
"""What an entry of an alternative text is about: the name of a row or a colour, and no claim."""


def listed() -> list[dict[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def in_prose() -> set[tuple[str, str]]:
    pages = [p for _, part in chapters.contents() for p in part if not p.startswith("chapters/appendix/")]
    return {(p, s) for p in pages for s in universals.unbacked(chapters.text(ROOT / f"{p}.ipynb"))}


def in_data() -> set[tuple[str, str]]:
    return {
        (f"data/{table}", sentence)
        for table, columns in universals.TEXTS.items()
        for text in pd.concat([data.load(table)[column] for column in columns]).dropna()
        for sentence in universals.bare(text)
    }


def in_exhibits() -> set[tuple[str, str]]:
    """In what chapters compute: sentences, headlines, captions, alternative texts and notes on reading."""
    given = {sentence for _, sentence in in_data()}
    return {
        (chapter, sentence)
        for chapter, said in results.read().items()
        for name, text in said.items()
        for sentence in universals.bare(ENTRY.sub("", text) if name.endswith(" alt") else text.split(" [")[0])
        if sentence not in given
    }


def test_each_universal_that_a_reader_meets_has_a_backing():
    found = in_prose() | in_data() | in_exhibits()
    known = {(row["page"], row["sentence"]) for row in listed()}
    assert sorted(found - known) == []
    assert sorted(known - found) == [], "said no longer: take it out of the list"


def test_a_backing_says_what_it_rests_on():
    assert [row["sentence"] for row in listed() if len(row["backing"].split()) < 2] == []


def test_a_bare_universal_is_found_and_a_scoped_one_is_not():
    text = (
        "## Every thing\n\nEvery government waits. In {glue:text}`n` statements all refuse. No vote was held "
        "({ref}`we searched <not-found>`). They said “never”. Some wait."
    )
    assert universals.unbacked(text) == ["Every government waits."]


def test_a_text_of_results_needs_a_number_and_a_text_of_the_data_a_place_for_one_or_a_search():
    text = "All 20 parts wait. No vote was found. {n:d} of all. Every part waits. No report puts"
    assert universals.bare(text) == ["Every part waits."]
