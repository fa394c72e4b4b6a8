"""Each chapter lists the works that it cites and no others, and each work is described in full."""

import re

import pytest
from pybtex.database import parse_file

from coalition import chapters, paths

WORKS = parse_file(str(paths.ROOT / "references.bib")).entries
LIST = "```{bibliography}\n:filter: docname in docnames\n```"
NEEDED = {
    "article": {"author", "title", "journal", "year", "volume", "pages", "doi"},
    "book": {"author", "title", "year", "publisher", "address"},
    "techreport": {"author", "title", "year", "institution"},
}


def cited(text: str) -> set[str]:
    """The keys that a text cites."""
    roles = re.findall(r"\{cite(?::\w+)?\}`([^`]+)`", text)
    return {key.strip() for role in roles for key in role.split(",")}


def missing(fields: set[str], kind: str, note: str) -> set[str]:
    """The fields that a description lacks and of which its note does not say that they were not found."""
    said = {f for f in ("pages", "doi", "volume") if re.search(rf"\b{f}\b.*not found", note, re.IGNORECASE)}
    return NEEDED[kind] - fields - said


@pytest.mark.parametrize("path", chapters.files(), ids=lambda p: p.stem)
def test_a_chapter_lists_what_it_cites(path):
    text = chapters.text(path)
    keys = cited(text)
    assert keys <= set(WORKS)
    assert text.count("{bibliography}") == text.count(LIST) == (1 if keys else 0)


def test_no_work_is_described_that_nobody_cites():
    assert set(WORKS) == {key for path in chapters.files() for key in cited(chapters.text(path))}


@pytest.mark.parametrize("key", WORKS)
def test_a_work_is_described_in_full_or_says_what_was_not_found(key):
    work = WORKS[key]
    fields = set(work.fields) | set(work.persons)
    assert not missing(fields, work.type, work.fields.get("note", ""))


def test_a_gap_must_be_told():
    described = NEEDED["article"] - {"pages", "doi"}
    assert missing(described, "article", "") == {"pages", "doi"}
    assert missing(described, "article", "Pages and DOI were not found") == set()
    assert cited("As {cite:p}`a, b` and {cite}`c` say") == {"a", "b", "c"}
