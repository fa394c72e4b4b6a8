"""Headlines of the chapter on earlier missions."""

from __future__ import annotations

import pandas as pd

from bookpress import numerals
from coalition.analysis import civil_wars, precedents
from coalition.words.phrases import capital, counted, of_all
from coalition.words.precedents import BY, Results


def headlines(r: Results) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    size, line = int(r.smallest["troops"]), float(r.longest["line_km"])
    kinds = pd.crosstab(r.missions["host_consent"], r.missions["outcome"])
    return {
        "fig-precedents-density": _density(r),
        "fig-precedents-span": f"No mission on the list with a known line had one above {line:,.0f} km; "
        f"Ukraine's is "
        f"{float(r.smallest['line_km']):,.0f} km.",
        "fig-precedents-consent": f"With consent {_of(kinds, 'yes')}; with partial consent "
        f"{_of(kinds, 'partial')}.",
        "tab-precedents-near-line": f"The mission nearest to a force of {size:,} on Ukraine's line is "
        f"the {r.near_km.iloc[0]['name']}.",
        "tab-precedents-near-population": f"By population the mission nearest to a force of {size:,} is "
        f"the {r.near_1000.iloc[0]['name']}.",
        "tab-precedents-sizes": _nearest(r),
        "fig-precedents-coding": _codings(r),
        "fig-precedents-correlation": _correlation(r),
        "tab-precedents-partitions": _partitions(r),
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


def _partitions(r: Results) -> str:
    """How many ways to split the missions look like more than chance, and how many after so many tries."""
    level = 1 - precedents.LEVEL
    one, all_ = (int((r.partitions[p] < level).sum()) for p in ("p", "p_all"))
    return (
        f"Of {len(r.partitions)} ways to split the missions {counted(one)} "
        f"{'looks' if one == 1 else 'look'} like more than chance; allowing for so many tries, "
        f"{counted(all_)} {'do' if all_ > 1 else 'does'}."
    )


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
        return "In this list density does not tell the outcome: every interval includes zero."
    return f"Density of troops goes with the outcome under {len(known) - none} of {len(known)} codings."


def _peace(r: Results) -> str:
    last = civil_wars.YEARS[-1]
    with_, without = (100 * civil_wars.after(t, last)["holding"] for t in r.peace.values())
    return (
        f"After {numerals.prose(last)} years {with_:.0f} per cent of civil-war ceasefires with peacekeepers "
        f"held, {without:.0f} without."
    )
