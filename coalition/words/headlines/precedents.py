"""Headlines of the chapter on earlier missions."""

from __future__ import annotations

import pandas as pd

from bookpress import numerals
from coalition.analysis import precedents, survival
from coalition.words.phrases import capital, counted, of_all
from coalition.words.precedents import BY, Results

YEARS = 5
"""Years after a ceasefire at which the two curves are read."""


LEVEL = 1 - precedents.LEVEL
"""Chance of a gap at least as large, below which two groups of missions are told apart."""


def headlines(r: Results) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    size, line = int(r.smallest["troops"]), float(r.longest["line_km"])
    kinds = pd.crosstab(r.missions["host_consent"], r.missions["outcome"])
    return {
        "fig-precedents-density": _density(r),
        "fig-precedents-span": f"No earlier mission with a known line had one above {line:,.0f} km; "
        f"Ukraine's is "
        f"{float(r.smallest['line_km']):,.0f} km.",
        "fig-precedents-consent": f"With consent {_of(kinds, 'yes')}; with partial consent "
        f"{_of(kinds, 'partial')}.",
        "tab-precedents-near-line": f"The mission nearest to {size:,} on Ukraine's line is "
        f"the {r.near_km.iloc[0]['name']}.",
        "tab-precedents-near-population": f"By population the mission nearest to {size:,} is "
        f"the {r.near_1000.iloc[0]['name']}.",
        "tab-precedents-sizes": _nearest(r),
        "fig-precedents-coding": _codings(r),
        "fig-precedents-correlation": _correlation(r),
        "tab-precedents-partitions": f"Of {len(r.partitions)} ways to split the missions "
        f"{_apart(int((r.partitions['p'] < LEVEL).sum()))} those that held from those that collapsed at "
        f"p below {LEVEL:.2f}.",
        "fig-precedents-peace": _peace(r),
    }


def _nearest(r: Results) -> str:
    """Whether the mission that comes nearest changes with the size, on the line and by inhabitants."""
    first = r.by_size.assign(first=r.by_size["mission_ids"].str[0])
    same = first.groupby("measure")["first"].nunique().eq(1)
    said = [
        f"{place} {'one mission is nearest at each size' if same[measure] else 'it depends on the size'}"
        for measure, place in BY.items()
    ]
    return f"{capital('; '.join(said))}."


def _apart(number: int) -> str:
    return "one tells" if number == 1 else f"{counted(number)} tell"


def _density(r: Results) -> str:
    """Whether denser missions ended better, by the intervals of the two correlations."""
    apart = sum(not found["low"] <= 0 <= found["high"] for found in (r.per_km, r.per_1000))
    if not apart:
        return "In this list density does not tell missions that held from those that collapsed."
    some = f"{numerals.prose(apart)} of {numerals.prose(len(precedents.MEASURES))} measures"
    return f"Denser missions ended otherwise than thin ones on {some}."


def _of(kinds: pd.DataFrame, consent: str) -> str:
    row = kinds.loc[consent] if consent in kinds.index else {}
    held, fell = int(row.get("held", 0)), int(row.get("collapsed", 0))
    return (
        f"{counted(held)} missions held and {counted(fell)} collapsed"
        if consent == "yes"
        else f"{counted(held)} held and {counted(fell)} collapsed"
    )


def _codings(r: Results) -> str:
    table = r.consent_codings
    share = [
        (a / (a + b) if a + b else 0) > (c / (c + d) if c + d else 0)
        for a, b, c, d in table[["yes_held", "yes_collapsed", "partial_held", "partial_collapsed"]].to_numpy()
    ]
    return capital(
        f"missions held more often with full consent under {of_all(sum(share), len(share))} codings."
    )


def _correlation(r: Results) -> str:
    known = r.density_codings.dropna(subset=["low", "high"])
    none = int(((known["low"] <= 0) & (known["high"] >= 0)).sum())
    if none == len(known):
        return "In this list density does not tell the outcome: every interval holds zero."
    return f"Density of troops goes with the outcome under {len(known) - none} of {len(known)} codings."


def _peace(r: Results) -> str:
    with_, without = (
        100 * survival.step(survival.product_limit(t["days"], t["failed"]), YEARS * 365)["holding"]
        for t in r.peace.values()
    )
    return (
        f"After {YEARS} years {with_:.0f} per cent of ceasefires in civil wars held with peacekeepers, "
        f"{without:.0f} per cent without."
    )
