"""Words that claim more than a part: each stands on a computed value, on a search, or on a listed backing."""

import csv
from pathlib import Path

from bookpress import chapters
from coalition.analysis import universals
from coalition.paths import ROOT

LIST = Path(__file__).with_name("universals.csv")
"""Sentences that hold such a word without a value beside it: page, sentence, what backs it."""


def listed() -> list[dict[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_universal_of_the_prose_has_a_backing():
    rows = listed()
    pages = [p for _, part in chapters.contents() for p in part if not p.startswith("chapters/appendix/")]
    found = [(p, s) for p in pages for s in universals.unbacked(chapters.text(ROOT / f"{p}.ipynb"))]
    known = [(row["page"], row["sentence"]) for row in rows]
    assert sorted(set(found) - set(known)) == []
    assert sorted(set(known) - set(found)) == [], "said no longer: take it out of the list"


def test_a_backing_says_what_it_rests_on():
    assert [row["sentence"] for row in listed() if len(row["backing"].split()) < 2] == []


def test_a_bare_universal_is_found_and_a_scoped_one_is_not():
    text = (
        "## Every thing\n\nEvery government waits. In {glue:text}`n` statements all refuse. No vote was held "
        "({ref}`searched <not-found>`). They said “never”. Some wait."
    )
    assert universals.unbacked(text) == ["Every government waits."]
