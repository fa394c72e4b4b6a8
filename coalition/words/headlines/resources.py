"""Headlines of the chapter on strength and aid."""

from __future__ import annotations

import pandas as pd

from coalition.formats import amount
from coalition.words.phrases import capital, countries_listed, subject, times, with_article
from coalition.words.resources import LITTLE, Results, times_russia


def headlines(r: Results) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    years = r.over_time.set_index(["donor_group", "year"])["total"]
    return {
        "tab-resources-sets": subject(len(r.sets), "set of countries is", "sets of countries are")
        + " compared with Russia.",
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
    return f"{all_have}; those ready to send soldiers have {ready} times its active soldiers."


def _many(r: Results) -> str:
    rows = r.many.groupby("measure", sort=False)["ratio"]
    low, high = rows.min(), rows.max()
    return (
        f"Depending on whom one counts, the states have {times(low.iloc[-1])} to {times(high.iloc[-1])} "
        f"times Russia's soldiers and {times(low.iloc[0])} to {times(high.iloc[0])} times its economy."
    )


def _basis(r: Results) -> str:
    low, high = r.basis["ratio"].min(), r.basis["ratio"].max()
    return f"Set and measure move the ratio to Russia from {times(low)} to {times(high)}."


def _years(r: Results, years: pd.Series) -> str:
    full = r.last - 1
    europe, america = years.get(("europe", full)), years.get(("united_states", full))
    before = years.get(("united_states", full - 1))
    if america is None or before is None or pd.isna(america):
        return f"Europe allocated {amount(europe)} billion euros in {full}."
    if america < before / 2 and europe > years.get(("europe", full - 1)):
        how = "all but stopped" if america < LITTLE * before else "gave less"
        return (
            f"America {how} and Europe gave more: {amount(america)} and {amount(europe)} billion euros in "
            f"{full}."
        )
    return (
        f"In {full} Europe allocated {amount(europe)} and the United States {amount(america)} billion euros."
    )


def _donors(r: Results) -> str:
    first, second = r.donor_years.iloc[0], r.donor_years.iloc[1]
    return (
        f"{capital(with_article(first['donor_name']))} gave most, {first['sum']:.0f} billion euros, ahead of "
        f"{with_article(second['donor_name'])} with {second['sum']:.0f}."
    )


def _shares(r: Results) -> str:
    top = r.ranked.iloc[0]
    return (
        f"{countries_listed(r.ranked.iloc[:3]['donor_name'])} give most for their size; "
        f"{with_article(top['donor_name'])} gave {top['share_gdp']:.1f} per cent of a year's output."
    )
