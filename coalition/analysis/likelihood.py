"""The likelihood scale with its words.

Scale: Office of the Director of National Intelligence, Intelligence Community Directive 203, Analytic
Standards (2015).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from coalition import data


@dataclass(frozen=True)
class Term:
    """One step of the likelihood scale: the words for it and its range in per cent."""

    code: str
    words: str
    low: int
    high: int


def scale() -> list[Term]:
    """The steps of the scale from least to most, as the descriptor has them.

    Neighbours share a bound; a point on it takes the word that its row states.
    """
    return [
        Term(c["value"], c["label"].lower(), *c["range"]) for c in data.categories("judgements", "likelihood")
    ]


OUTSIDE = (
    r"probabl[ey]",
    r"improbabl[ey]",
    r"perhaps",
    r"maybe",
    r"conceivabl[ey]",
    r"presumably",
    r"odds(?! ratio)",
    r"chances are",
    r"(?:good|fair|slim|small|little|(?<!roughly )even) chance",
    r"(?:more|as|less) likely than not",
    r"in all likelihood",
    r"(?:highly|extremely|quite|rather|fairly|most|equally|somewhat|increasingly) (?:un)?likely",
)
"""Patterns of words that state a likelihood without a place on the scale.

Comparisons of frequency ("war was less likely where observers stood") state none and are left alone.
"""

_OUTSIDE = re.compile(rf"\b(?:{'|'.join(OUTSIDE)})\b", re.IGNORECASE)
_COMPARED = r"\b(?:more|less|no more|no less) (?:un)?likely\b"


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """What finds these terms, the longest that fits; "more likely" compares and is none."""
    longest_first = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(rf"{_COMPARED}|\b(?P<term>{longest_first})(?:ly)?\b", re.IGNORECASE)


def term(code: str) -> Term:
    """The step of the scale with this code. Raises KeyError, naming the codes, if there is none."""
    steps = {t.code: t for t in scale()}
    if code not in steps:
        raise KeyError(f"no likelihood {code!r}; there are {', '.join(steps)}")
    return steps[code]


def terms_in(text: str) -> list[str]:
    """Codes of the scale's terms in a text, in order. "More likely" compares and is no term."""
    codes = {t.words: t.code for t in scale()}
    found = _pattern(tuple(codes)).finditer(_OUTSIDE.sub(" ", text))
    return [codes[m["term"].lower()] for m in found if m["term"]]


def outside_words(text: str) -> list[str]:
    """Words in a text that state a likelihood but have no place on the scale, in order."""
    return [m.group().lower() for m in _OUTSIDE.finditer(text)]


def scale_words(likelihood: str) -> str:
    """A step of the likelihood scale with its range: ``unlikely (20 to 45 per cent)``."""
    step = term(likelihood)
    return f"{step.words} ({step.low} to {step.high} per cent)"
