"""Headlines of the chapter on strength and aid."""

from __future__ import annotations

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.formats import amount
from coalition.words.phrases import counted, countries_listed, times, with_article
from coalition.words.resources import Results, times_russia


def headlines(r: Results) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    years = r.over_time.set_index(["donor_group", "year"])["total"]
    sizes = [len(codes) for codes in r.sets.values()]
    return {
        "tab-resources-sets": f"The {numerals.prose(len(r.sets))} sets that are compared with Russia hold "
        f"from {counted(min(sizes))} to {counted(max(sizes))} countries.",
        "fig-resources-ladder": _ladder(r),
        "fig-resources-sets": _many(r),
        "tab-resources-basis": _basis(r),
        "fig-resources-aid-years": _years(r, years),
        "fig-resources-donors": _donors(r),
        "fig-resources-shares": _shares(r),
        "tab-resources-against": f"Europe gave or promised {r.against['ratio'].min():.1f} to "
        f"{r.against['ratio'].max():.1f} times "
        "as much as the United States, depending on what is counted.",
    }


def _ladder(r: Results) -> str:
    everyone, measures = list(r.sets)[-1], list(r.ratios["measure"].unique())
    all_have = (
        f"All that take part have {times_russia(r.ratios, everyone, measures[0])} times Russia's economy"
    )
    if not len(r.ratios[r.ratios["set"] == "willing"]):
        return f"{all_have}; none is ready to send soldiers."
    ready = times_russia(r.ratios, "willing", measures[-1])
    return f"{all_have}; those ready to send soldiers have {ready} times as many active soldiers."


def _many(r: Results) -> str:
    rows = r.many.groupby("measure", sort=False)["ratio"]
    low, high = rows.min(), rows.max()
    return (
        f"Depending on whom one counts, the states have {times(low.iloc[-1])} to {times(high.iloc[-1])} "
        f"times as many soldiers as Russia and {times(low.iloc[0])} to {times(high.iloc[0])} times its "
        "economy."
    )


def _basis(r: Results) -> str:
    market, purchase = (times_russia(r.basis, "taking-part", measure) for measure in ("gdp", "gdp-ppp"))
    return (
        f"The economy of the {len(r.sets['taking-part'])} European states that take part is {market} times "
        f"Russia's at market prices and {purchase} times in purchasing power."
    )


def _years(r: Results, years: pd.Series) -> str:
    full = r.last - 1
    europe, america = years.get(("europe", full)), years.get(("united_states", full))
    before = years.get(("united_states", full - 1))
    if america is None or before is None or pd.isna(america):
        return f"Europe allocated {amount(europe)} billion euros in {full}."
    earlier = years.get(("europe", full - 1))
    return (
        f"Europe allocated {amount(europe)} billion euros in {full} and the United States {amount(america)}; "
        f"in {full - 1} it was {amount(earlier)} and {amount(before)}."
    )


def _donors(r: Results) -> str:
    first, second = r.donor_years.iloc[0], r.donor_years.iloc[1]
    end = data.written_date(r.over_time["period_end"].max())
    return (
        f"To {end} {with_article(first['donor_name'])} gave most, {first['sum']:.0f} billion euros, ahead of "
        f"{with_article(second['donor_name'])} with {second['sum']:.0f}."
    )


def _shares(r: Results) -> str:
    top = r.ranked.iloc[0]
    return (
        f"{countries_listed(r.ranked.iloc[:3]['donor_name'])} give most for their size; "
        f"{with_article(top['donor_name'])} gave {top['share_gdp']:.1f} per cent of a year's output."
    )
