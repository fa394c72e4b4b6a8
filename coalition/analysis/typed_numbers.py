"""Numbers typed into a text: which are found, and which may stand as dates, names or definitions."""

from __future__ import annotations

import re

from bookpress import numerals

WORDS = [
    *numerals.COUNTS[2:],
    *numerals.TENS,
    *["hundred", "hundreds", "thousand", "thousands", "million", "billion", "dozen", "dozens"],
    *["half", "twice", "thrice", "double", "triple", "third", "fourth", "fifth", "quarter"],
]
"""Words that state a number. "One" is a pronoun more often than a count and is left alone."""

ALLOWED = (
    # titles of chapters, which quote a number or name an interview by its date
    "Why is it 26, or 31, or 35?",
    "What was actually said in December 2025",
    # units
    "per thousand inhabitants",
    "in thousands",
    "billion current euros",
    "billion euros",
    "Billion euros",
    "(million)",
    "per 1,000",
    ", thousands",
    # definitions: what a median, a draw or a mark is
    "More than half of the truces along the whole front",
    "Half of the truces along the whole front",
    "half of them below",
    "half of the draws lie",
    "half-filled",
    "count rotation twice",
    # where an axis begins, what a step on it means, how a table is laid out
    "must lie from 0 to 1",
    "starts at 0",
    "begins at 0",
    "begins at day 0",
    "with 0 placed below it",
    "the line at 1 a set",
    "each step is ten times the one before",
    "Two measures of the truces",
    "The last two columns",
    # formulas, and what they say
    "N / 1,000",
    "(1 − κ)",
    "1 − ",
    " − 1)",
    "(1/D) ∫ S(x) dx from 0 to D",
    "the two are never used together",
    # as far as a share is written
    "less than 1 per cent",
    "more than 99 per cent",
)
"""Phrases of the prose in which a typed number is right, by the reason why it is."""

NUMBER = re.compile(rf"\d[\d,.]*\d|\d|\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATES = re.compile(rf"\b\d{{1,2}} (?:{_MONTHS})\b(?: \d{{4}})?|\b(?:19|20)\d{{2}}\b")
_CODES = re.compile(r"\b[A-Z]{1,2}\d{1,3}\b")


def plain(text: str) -> str:
    """A chapter's Markdown without roles, labels, links, code, ids of rows and phrases of ``ALLOWED``."""
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


def in_prose(text: str) -> list[str]:
    """The lines of a chapter's Markdown that hold a typed number."""
    return [line.strip() for line in plain(text).splitlines() if NUMBER.search(line)]


def in_cell(text: str) -> list[str]:
    """The numbers of a cell of data, in order; dates and codes such as ``K01`` are none."""
    return NUMBER.findall(_CODES.sub(" ", _DATES.sub(" ", text)))
