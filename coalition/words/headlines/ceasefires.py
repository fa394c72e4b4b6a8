"""Headlines of the chapter on truces."""

from __future__ import annotations

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.analysis import conflicts, monitoring, truces, views
from coalition.words.ceasefires import Results
from coalition.words.phrases import capital, of_all, subject


def headlines(r: Results) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    fire = r.spans["breach"].dropna()
    day = r.measures.set_index("day")
    agreed = next(iter(r.elsewhere.values()))
    medians = r.codings["median"].dropna()
    front = r.listed
    return {
        "fig-truce-lanes": capital(
            f"fire was reported on the first day in {of_all(int((fire == 0).sum()), len(fire))} truces whose "
            "first fire is dated."
        ),
        "tab-truce-measures": _measures(day),
        "fig-truce-curve": _curve(r.base["median"]),
        "fig-truce-elsewhere": _elsewhere(agreed),
        "fig-truce-variants": f"The middle length of a truce runs from {medians.min():.0f} to "
        f"{medians.max():.0f} days "
        "depending on the coding.",
        "fig-truce-combinations": f"All {len(r.combined)} ways to code the truces give a middle length below "
        f"{_above(r.combined['median'].max())} days.",
        "tab-truce-listed": subject(len(front), "truce on another list was", "truces on another list were")
        + " looked at one by one.",
        "fig-truce-counts": _daily(),
        "tab-truce-occasions": subject(
            int(r.named["truces"].sum()),
            "truce is named after a holiday or season.",
            "truces are named after a holiday or season.",
        ),
    }


def _above(days: float) -> int:
    return int(days) + 1


def _elsewhere(agreed: pd.DataFrame) -> str:
    there = 100 * conflicts.after(agreed, views.HOLDS_YEARS)["holding"]
    return (
        f"Of {numerals.prose(len(agreed))} ceasefires elsewhere that outlasted a quiet year, {there:.0f} per "
        f"cent saw no war for {numerals.prose(views.HOLDS_YEARS)} years."
    )


def _curve(median: float) -> str:
    if pd.isna(median):
        return "Most of the truces with a known length held on."
    return f"Of the truces whose length is known, the middle one was over after {median:.0f} days."


def _measures(day: pd.DataFrame) -> str:
    if truces.MONTH not in day.index:
        return "A truce can hold in name long after the first fire."
    holding, unbroken = (100 * day.at[truces.MONTH, c] for c in ("holding", "unbroken"))
    fire = "none was" if round(unbroken) == 0 else f"{unbroken:.0f} per cent were"
    return (
        f"After {truces.MONTH} days {holding:.0f} per cent of the truces still held; of those whose first "
        f"fire is dated, {fire} free of it."
    )


def _daily() -> str:
    day = data.row("ceasefires", "cf-2020-07-27")["start_date"]
    pair = monitoring.around(pd.Timestamp(day))
    if pair.empty:
        return "Monitors' counts say as much of their access as of the fighting."
    before, after = (float(v) for v in pair["per_day"])
    way = "fell" if after < before else "rose"
    return (
        f"Recorded violations {way} from {before:,.0f} to {after:,.0f} a day with the measures of "
        f"{data.written_date(day)}."
    )
