"""The likelihood scale with its words, and the score of a judgement when its day has come.

Scale: Office of the Director of National Intelligence, Intelligence Community Directive 203, Analytic
Standards (2015). Score: Brier, G. W. (1950), Verification of forecasts expressed in terms of probability,
Monthly Weather Review 78(1), 1-3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pandas as pd

from coalition import data


@dataclass(frozen=True)
class Term:
    """One step of the likelihood scale: the words for it and its range in percent."""

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
    """A step of the likelihood scale with its range: ``unlikely (20 to 45 percent)``."""
    step = term(likelihood)
    return f"{step.words} ({step.low} to {step.high} percent)"


def scores(judgements: pd.DataFrame | None = None) -> pd.DataFrame:
    """Past judgements with their Brier score; empty while no outcome is filled in.

    Columns: judgement_id, kind, statement, likelihood, probability (percent), outcome (bool), brier
    ((p - o) squared, 0 best, 1 worst), source_ids. Key and chapter judgements only: scenarios of
    a set stand or fall together and are scored by ``scenario_scores``.
    """
    table = data.load("judgements") if judgements is None else judgements
    past = table[table["outcome"].notna() & (table["kind"] != "scenario")]
    brier = (past["probability"].astype(float) / 100 - past["outcome"].astype(float)) ** 2
    columns = ["judgement_id", "kind", "statement", "likelihood", "probability", "outcome"]
    return past[columns].assign(brier=brier, source_ids=past["source_ids"]).reset_index(drop=True)


def scenario_scores(judgements: pd.DataFrame | None = None) -> pd.DataFrame:
    """Each scenario set whose outcome is known, with Brier's score for exclusive classes.

    Columns: scenario_set, n (scenarios), came_true (judgement_id), brier (sum over the scenarios of (p - o)
    squared, 0 best, 2 worst).
    """
    table = data.load("judgements") if judgements is None else judgements
    rows = []
    for name, group in table[table["scenario_set"].notna()].groupby("scenario_set"):
        if group["outcome"].notna().all():
            miss = group["probability"].astype(float) / 100 - group["outcome"].astype(float)
            rows.append(
                (
                    name,
                    len(group),
                    group.loc[group["outcome"].astype(bool), "judgement_id"].iloc[0],
                    float((miss**2).sum()),
                )
            )
    return pd.DataFrame(rows, columns=["scenario_set", "n", "came_true", "brier"])


EVEN = 0.5
"""The chance given by a judge who does not want to say anything."""

ALWAYS_FIFTY = EVEN**2
"""The Brier score of that judge: a mean above it is worse than no judgement."""
