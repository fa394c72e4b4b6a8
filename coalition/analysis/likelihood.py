"""The likelihood scale with its words, and the score of a judgement when its day has come.

Scale: Office of the Director of National Intelligence, Intelligence Community Directive 203, Analytic
Standards (2015). Score: Brier, G. W. (1950), Verification of forecasts expressed in terms of probability,
Monthly Weather Review 78(1), 1-3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import pandas as pd

from coalition import data


@dataclass(frozen=True)
class Term:
    """One step of the likelihood scale: the words for it and its range in percent."""

    code: str
    words: str
    low: int
    high: int


SCALE = (
    Term("almost_no_chance", "almost no chance", 1, 5),
    Term("very_unlikely", "very unlikely", 5, 20),
    Term("unlikely", "unlikely", 20, 45),
    Term("roughly_even", "roughly even chance", 45, 55),
    Term("likely", "likely", 55, 80),
    Term("very_likely", "very likely", 80, 95),
    Term("almost_certain", "almost certain", 95, 99),
)
"""From least to most. Neighbours share a bound; a point on it takes the word that its row states."""

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

_TERM = re.compile(
    r"\b(?:(?P<compared>(?:more|less|no more|no less) (?:un)?likely)|(?P<outside>"
    + "|".join(OUTSIDE)
    + r")|(?P<term>"
    + "|".join(sorted((t.words for t in SCALE), key=len, reverse=True))
    + r")(?:ly)?)\b",
    re.IGNORECASE,
)
_OUTSIDE_FIRST = re.compile(r"\b(?:" + "|".join(OUTSIDE) + r")\b", re.IGNORECASE)


def term(code: str) -> Term:
    """Find the step of the scale with this code. Raises KeyError, naming the codes, if there is none."""
    steps = {t.code: t for t in SCALE}
    if code not in steps:
        raise KeyError(f"no likelihood {code!r}; there are {', '.join(steps)}")
    return steps[code]


def terms_in(text: str) -> list[str]:
    """Codes of the scale's terms in a text, in order. "More likely" compares and is no term."""
    codes = {t.words: t.code for t in SCALE}
    text = _OUTSIDE_FIRST.sub(" ", text)
    return [codes[m["term"].lower()] for m in _TERM.finditer(text) if m["term"]]


def outside_words(text: str) -> list[str]:
    """Words in a text that state a likelihood but have no place on the scale, in order."""
    return [m.group().lower() for m in _OUTSIDE_FIRST.finditer(text)]


def scale_words(likelihood: str) -> str:
    """Write a step of the likelihood scale with its range: ``unlikely (20 to 45 percent)``."""
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


def calibration(judgements: pd.DataFrame | None = None) -> pd.DataFrame:
    """For each term of the scale, how its past judgements came out.

    Columns: likelihood, words, low, high (percent), n, mean_probability, share_true (percent), in_range
    (whether the share lies in the term's range), brier (mean). Rows with n = 0 have blanks. With
    few rows a share outside the range says little.
    """
    past = scores(judgements)
    rows = []
    for step in SCALE:
        group = past[past["likelihood"] == step.code]
        share = 100 * group["outcome"].astype(float).mean() if len(group) else None
        rows.append(
            {
                "likelihood": step.code,
                "words": step.words,
                "low": step.low,
                "high": step.high,
                "n": len(group),
                "mean_probability": group["probability"].astype(float).mean() if len(group) else None,
                "share_true": share,
                "in_range": None if share is None else step.low <= share <= step.high,
                "brier": group["brier"].mean() if len(group) else None,
            }
        )
    return pd.DataFrame(rows)


def due(as_of: str | date | None = None) -> pd.DataFrame:
    """Judgements whose scoring date has come and whose outcome is blank, rows of ``judgements``."""
    table = data.load("judgements")
    return table[
        (data.last_day(table["score_by"]) <= data.as_day(as_of)) & table["outcome"].isna()
    ].reset_index(drop=True)
