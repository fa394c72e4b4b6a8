"""What the chapter on numbers says in numbers and words."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import force
from coalition.analysis.force.results import Results
from coalition.formats import bounds, coarse, percent, rounded
from coalition.words.phrases import countries_listed, today

STEPS = (5_000, 10_000, 20_000, 30_000)
"""Sizes, soldiers, at which the alternative text of the curves reads them off."""
MOST_NAMED = 6
"""Countries that the alternative text of the drawing by country names."""


def words(r: Results) -> dict[str, object]:
    """Every number, amount and date of the chapter's prose, by the name it uses; sizes in soldiers, coarsely
    rounded.
    """
    return _capacity(r) | _needs(r) | _drivers(r) | _costs(r)


def _capacity(r: Results) -> dict:
    low, middle, high = force.summary(r.base.troops)
    bde, combat = force.summary(r.base.brigades), force.summary(r.base.combat_troops)
    reaches = r.against.set_index("concept")
    leads, p = r.countries[r.countries["iso3"].isin(force.leads()["iso3"])], r.params
    return {
        "kept_low": coarse(low),
        "kept_middle": coarse(middle),
        "kept_high": coarse(high),
        "kept_central": rounded(r.tornado["base"].iloc[0]),
        "inside": f"{force.INSIDE} percent",
        "n_draws": len(r.base.troops),
        "brigades_middle": f"{bde[1]:.1f}",
        "brigades_high": f"{bde[2]:.0f}",
        "combat_middle": rounded(combat[1], 500),
        "combat_high": rounded(combat[2]),
        "days_low": int(p["readiness_first_brigade"].low),
        "days_central": int(p["readiness_first_brigade"].central),
        "days_high": int(p["readiness_first_brigade"].high),
        "slice_low": int(p["brigade_slice"].low),
        "slice_high": int(p["brigade_slice"].high),
        "p_slice": percent(force.chance(r.base.brigades, 1)),
        "p_reassure_low": _chance(reaches, "reassurance", "reaches_low"),
        "p_reassure_high": _chance(reaches, "reassurance", "reaches_high"),
        "p_deter_low": _chance(reaches, "deterrence", "reaches_low"),
        "p_trip_low": _chance(reaches, "tripwire", "reaches_low"),
        "p_defence_low": _chance(reaches, "full_defence", "reaches_low"),
        "n_europe": len(r.europe),
        "n_ready": int((r.europe["position"] == "deploy_troops").sum()),
        "not_decided": _not_decided(r.europe),
        "land_europe": int(r.europe["land"].sum()),
        "land_leads": int(leads["land"].sum()),
        **_kept_by(r.countries, "GBR"),
        **_kept_by(r.countries, "FRA"),
    }


def _not_decided(europe: pd.DataFrame) -> str:
    """Which of the states say that they have not decided; blank where none does."""
    names = europe.loc[europe["position"] == "undecided", "name"]
    if not len(names):
        return ""
    have, are = ("has", "is") if len(names) == 1 else ("have", "are")
    return f"; {countries_listed(names)}, which {have} not decided, {are} counted with them"


def _kept_by(countries: pd.DataFrame, iso3: str) -> dict[str, object]:
    """What one country could keep, as ``gbr_middle`` and ``gbr_high``; ``none`` if it is not among the
    countries.
    """
    rows = countries[countries["iso3"] == iso3]
    return {
        f"{iso3.lower()}_{name}": rounded(rows[column].iloc[0], 500) if len(rows) else "none"
        for name, column in (("middle", "median"), ("high", "high"))
    }


def _chance(concepts: pd.DataFrame, concept: str, column: str) -> str:
    """A chance of a concept in words; ``none`` where no size was published for it."""
    return percent(concepts.at[concept, column]) if concept in concepts.index else "none"


def _size(concepts: pd.DataFrame, concept: str, column: str) -> object:
    """A published size of a concept; ``no size`` where none was published for it."""
    return concepts.at[concept, column] if concept in concepts.index else "no size"


def _needs(r: Results) -> dict:
    span, method, p = r.concepts.set_index("concept"), r.methods.set_index("method"), r.params
    named, officials = (
        data.row("estimates", "zelenskyy-2026-02"),
        data.row("estimates", "wapo-2025-02-europe"),
    )
    asked, stretch = (
        data.row("estimates", "zelenskyy-davos-2025"),
        data.row("estimates", "ministers-25k-2025"),
    )
    return {
        "n_sizes": len(r.sizes),
        "reassure_low": _size(span, "reassurance", "low"),
        "reassure_high": _size(span, "reassurance", "high"),
        "deter_low": _size(span, "deterrence", "low"),
        "deter_high": _size(span, "deterrence", "high"),
        "defence_low": _size(span, "full_defence", "low"),
        "smallest_method": rounded(method["central"].min(), 10),
        "largest_method": rounded(method["central"].max(), 100),
        "factor_methods": round(method["central"].max() / method["central"].min()),
        "line_km": int(p["line_active_km"].central),
        "line_longest": int(data.load("missions")["line_km"].max()),
        "per_km": f"{p['density_line_interposition'].central:g}",
        "per_km_against": int(p["density_opposing"].central),
        "per_1000_low": f"{p['density_peacekeeping'].central:g}",
        "per_1000_high": int(p["density_stabilisation"].central),
        "n_zone": len(force.zone_density()),
        "zone_low": rounded(method.at["zone", "low"], 100),
        "zone_high": rounded(method.at["zone", "high"]),
        "brigades_named": named["high"],
        "date_brigades": data.written_date(named["date"]),
        "p_brigades": percent(force.chance(r.draws["leads"].troops, named["high"])),
        "officials_low": officials["low"],
        "officials_high": officials["high"],
        "date_officials": data.written_date(officials["date"]),
        "p_officials": percent(force.chance(r.base.troops, officials["low"])),
        "stretch": stretch["high"],
        "date_stretch": data.written_date(stretch["date"]),
        "zelenskyy_first": asked["low"],
        "month_first": data.written_date(asked["date"][:7]),
    }


def _drivers(r: Results) -> dict:
    names = list(r.tornado["in_prose"])
    row, variant = r.tornado.set_index("parameter"), r.variants.set_index("variant")
    first = r.tornado.iloc[0]
    return {
        "names_top": names[:3],
        "name_first": names[0],
        "name_second": names[1],
        "first_low": rounded(first["at_low"]),
        "first_high": rounded(first["at_high"]),
        "weight_low": rounded(row.at["committed_weight", "at_high"]),
        "weight_high": rounded(row.at["committed_weight", "at_low"]),
        "n_ours": int(r.tornado["ours"].sum()),
        "n_assumptions": len(r.tornado),
        "n_variants": len(r.variants) - 1,
        "back_low": rounded(variant.at["all_back", "low"]),
        "back_middle": rounded(variant.at["all_back", "median"]),
        "back_high": rounded(variant.at["all_back", "high"]),
        "all_middle": rounded(variant.at["all_take_part", "median"]),
        "nato_middle": rounded(variant.at["sustained", "median"]),
        "range_low": rounded(r.variants["median"].min(), 500),
        "range_high": rounded(r.variants["median"].max()),
        "date_target": data.written_date(data.row("parameters", "deployable_share")["as_of"]),
    }


def _costs(r: Results) -> dict:
    each, setup = r.params["cost_forward"], r.params["cost_setup_brigade"]
    sizes = r.costs["size"]
    small, large = int(sizes.min()), int(sizes.max())
    return {
        "cost_each": int(each.central),
        "size_small": small,
        "size_large": large,
        "cost_small": f"{force.annual_cost(small, each.central) / 1e9:.1f}",
        "cost_large": f"{force.annual_cost(large, each.central) / 1e9:.1f}",
        "pool_large": int(force.pool(large, r.params["rotation_ratio"].central)),
        "setup_low": f"{setup.low / 1e9:g}",
        "setup_high": f"{setup.high / 1e9:g}",
    }


def published_sizes(r: Results) -> dict[str, str]:
    """Caption, alternative text and reading line of the drawing of published sizes."""
    estimates = data.load("estimates")
    in_brigades = estimates["unit"] == "brigades"
    blank = estimates["low"].isna() & estimates["high"].isna() & ~in_brigades
    left_out = {"in brigades": int(in_brigades.sum()), "without a number": int(blank.sum())}
    groups = force.groups()
    return {
        "caption": f"Published sizes by purpose and date, to {today()} (n = {len(r.sizes)}).",
        "alt": "Sizes in rows, grouped by purpose. "
        + " ".join(
            f"{groups[c.concept]}: {bounds(c.low, c.high)}{' and more' if c.open_above else ''}."
            for c in r.concepts.itertuples()
        ),
        "reading": "Each row is one figure, oldest first in each group. A line joins the ends of a range; a "
        "triangle points where a bound is open (at least, at most). The axis is logarithmic: each step "
        "multiplies the one before. A size that stands in both tables is shown once. Figures left out: "
        + ", ".join(f"{n} {what}" for what, n in left_out.items())
        + ".",
    }


def offers() -> pd.DataFrame:
    """Rows of ``pledges`` on single states, or on the United Kingdom and France together."""
    pledges = data.load("pledges")
    return pledges[pledges["scope"].isin(["national", "uk_france"])]


def offer_table(rows: pd.DataFrame) -> dict[str, str]:
    """Caption of the table of offers."""
    return {
        "caption": "Sizes named for single states or for the United Kingdom and France together, to "
        f"{today()} (n = {len(rows)})."
    }


def requirement(r: Results) -> dict[str, str]:
    """Caption and alternative text of the drawing of methods."""
    return {
        "caption": f"Size of a force by {len(r.methods)} methods, and published sizes by purpose.",
        "alt": "Bars on a logarithmic axis. "
        + " ".join(
            f"{m.label}: {rounded(m.low, 100):,} to {rounded(m.high, 100):,}, central "
            f"{rounded(m.central, 100):,}."
            for m in r.methods.itertuples()
        ),
    }


def countries(r: Results) -> dict[str, str]:
    """Caption, alternative text and reading line of the drawing by country."""
    return {
        "caption": "Soldiers each ready or open European state could keep in Ukraine if it takes part, "
        f"positions of {today()} (n = {len(r.countries)}).",
        "alt": "Marks with intervals, largest first. "
        + " ".join(
            f"{c.name}: {rounded(c.median, 100):,} ({rounded(c.low, 100):,} to {rounded(c.high, 100):,})."
            for c in r.countries.head(MOST_NAMED).itertuples(index=False)
        ),
        "reading": f"The mark is the middle value of the draws, the line holds {force.INSIDE} percent of "
        "them. Armies with many conscripts are overstated, since conscripts are as a rule not sent abroad.",
    }


def distribution(r: Results) -> dict[str, str]:
    """Caption and alternative text of the curves."""
    read = ", ".join(f"{percent(force.chance(r.base.troops, s))} of the draws reach {s:,}" for s in STEPS)
    return {
        "caption": "How often the model reaches a size, by country set, and the published sizes by purpose "
        f"({len(r.base.troops):,} draws each).",
        "alt": f"Falling curves. For the ready and open states of Europe {read}. Below, bars with the "
        "published sizes by purpose.",
    }


def tornado(r: Results) -> dict[str, str]:
    """Alternative text and reading line of the drawing of assumptions."""
    return {
        "alt": "Horizontal bars around the central result, widest on top. "
        + " ".join(
            f"{a.short_name}: {rounded(a.at_low, 100):,} at its low value, {rounded(a.at_high, 100):,} at "
            "its high value."
            for a in r.tornado.itertuples()
        ),
        "reading": "The line marks the result with all values central, about "
        f"{rounded(r.tornado['base'].iloc[0]):,}. All other assumptions stay at their central value and "
        "each country counts with its probability. How closely decisions are tied moves the spread and not "
        "this value, so it has no bar. A rank correlation far from zero in the data means a close tie in "
        "the simulation; it is blank for what is drawn country by country.",
    }


def variants(r: Results) -> dict[str, str]:
    """Caption and alternative text of the drawing of other choices."""
    return {
        "caption": "What the ready and open states of Europe could keep in Ukraine under other choices "
        f"({len(r.base.troops):,} draws each).",
        "alt": "Intervals in rows. "
        + " ".join(
            f"{v.label}: {rounded(v.median, 500):,} ({rounded(v.low, 500):,} to {rounded(v.high, 500):,})."
            for v in r.variants.itertuples()
        ),
    }


def cases(r: Results) -> dict[str, str]:
    """Caption and reading line of the table of main cases."""
    return {
        "caption": "Soldiers kept in Ukraine in the main cases of the explorer "
        f"({len(r.base.troops):,} draws each).",
        "reading": f"Between the ends lie {force.INSIDE} percent of the draws. In the sets of ready "
        "and open states and in the widest set each state takes part or stays out by its probability; in "
        "the others all take part.",
    }


def cost(r: Results) -> dict[str, str]:
    """Caption and alternative text of the drawing of costs."""
    rows = smallest_costs(r)
    return {
        "caption": f"Cost of a year for {rows['size'].iloc[0]:,} soldiers by cost basis.",
        "alt": "Ranges on a logarithmic axis. "
        + " ".join(
            f"{c.short_name}: {c.central:.1f} billion {c.currency} ({c.low:.1f} to {c.high:.1f})."
            for c in rows.itertuples()
        ),
    }


def smallest_costs(r: Results) -> pd.DataFrame:
    """Costs of the smallest of the sizes."""
    return r.costs[r.costs["size"] == r.costs["size"].min()]
