"""Headlines of the chapter on how many soldiers."""

from __future__ import annotations

import numpy as np
import pandas as pd

from bookpress import numerals
from coalition.analysis import force
from coalition.analysis.force.results import ABILITY, EXPECTED, Results
from coalition.formats import coarse, of_state, percent, rounded
from coalition.words.phrases import capital, subject


def headlines(r: Results, offers: pd.DataFrame, costs: pd.DataFrame) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    can, sent = (coarse(force.summary(d.troops)[1]) for d in (r.ability, r.expected))
    low, high = r.spans["low"].min(), r.spans["high"].max()
    small = int(r.concepts["low"].min())
    scan = r.scan.set_index(["set", "weight"])["median"].xs(ABILITY)
    return {
        "tab-numbers-cases": f"Europe could keep about {can:,} soldiers in Ukraine if all take part, and "
        f"about {sent:,} if each decides.",
        "fig-numbers-published": "By purpose, the sizes published for a whole force run from "
        f"{low:,.0f} to {high:,.0f}.",
        "tab-numbers-offers": _offers(offers),
        "fig-numbers-methods": _methods(r),
        "fig-numbers-scan": f"What can be kept falls from {rounded(scan.iloc[0]):,} to "
        f"{rounded(scan.iloc[-1]):,} "
        "soldiers if those already abroad count in full.",
        "fig-numbers-countries": _countries(r),
        "fig-numbers-distribution": f"If each state decides, "
        f"{percent(float(np.mean(r.expected.troops >= small)))} of the "
        f"draws reach {small:,} soldiers, the smallest published force.",
        "tab-numbers-concepts": _concepts(r),
        "fig-numbers-drivers": _driver(r),
        "fig-numbers-variants": "Under other choices of method the middle value runs from "
        f"{coarse(r.variants['median'].min()):,} "
        f"to {coarse(r.variants['median'].max()):,} soldiers.",
        "tab-numbers-cost": _cost(costs),
    }


def _offers(offers: pd.DataFrame) -> str:
    said = int(offers["on_record"].sum()) if "on_record" in offers else 0
    rest = f"; {numerals.prose(said)} of them on the record" if said else "; none is on the record"
    return subject(len(offers), "size is", "sizes are") + f" named for states alone or together{rest}."


def _methods(r: Results) -> str:
    centre = r.methods["central"]
    return (
        f"The methods ask for {coarse(centre.min()):,} to {coarse(centre.max()):,} people: a factor of about "
        f"{coarse(centre.max() / centre.min()):,}."
    )


def _countries(r: Results) -> str:
    leads = r.countries[r.countries["iso3"].isin(force.leads()["iso3"])]
    most = r.countries.iloc[0]
    return (
        f"France and the United Kingdom could keep about {leads['median'].map(of_state).sum():,} "
        f"between them; "
        f"no state could keep more than {most['name']}, {of_state(most['median']):,}."
        if len(leads) > 1
        else f"{most['name']} could keep most, about {of_state(most['median']):,} soldiers."
    )


def _concepts(r: Results) -> str:
    rows = r.against.set_index("concept")
    if "full_defence" not in rows.index or "reassurance" not in rows.index:
        return "The model reaches the smaller of the published sizes far more often than the larger."
    low, full = rows.at["reassurance", "sent_low"], rows.at["full_defence", "can_low"]
    return (
        f"If each decides, {percent(low)} of draws reach the least size to reassure; if all take "
        f"part, {percent(full)} that for defence."
    )


def _driver(r: Results) -> str:
    can, sent = (r.drivers[key].iloc[0] for key in (ABILITY, EXPECTED))
    return capital(
        f"{can['in_prose']} weighs most if all take part; if each decides, {sent['in_prose']} does."
        if can["group"] != sent["group"]
        else f"{can['in_prose']} weighs most in both answers."
    )


def _cost(costs: pd.DataFrame) -> str:
    euros = costs[costs["currency"] == "EUR"]
    low, high = euros["central"].min(), euros["central"].max()
    size = int(euros["size"].min())
    return (
        f"A year of {size:,} soldiers would cost about {low:.1f} billion euros at the lowest European cost "
        f"and {high:.1f} billion at the highest."
    )
