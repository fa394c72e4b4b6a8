"""What the chapter on numbers says in numbers and words."""

from __future__ import annotations

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.analysis import base_rates, force
from coalition.analysis.base_rates import BRIGADES, LARGE
from coalition.analysis.force import results
from coalition.analysis.force.results import Results
from coalition.formats import bounds, coarse, of_state, percent, rounded
from coalition.words import another_mission, sizes
from coalition.words.phrases import countries_listed, listed, today

STEPS = (5_000, 10_000, 20_000, 30_000)
"""Sizes, soldiers, at which the alternative text of the curves reads them off."""
HALF = 0.5
"""Share of the draws above which brigades and not people are said to set an army's limit."""
MOST_NAMED = 6
"""Countries that the alternative text of the drawing by country names."""


def words(r: Results) -> dict[str, object]:
    """Every number, amount and date of the chapter's prose, by the name it uses; sizes in soldiers, coarsely
    rounded.
    """
    return _capacity(r) | _judged(r) | _weight(r) | _needs(r) | _checks(r) | _drivers(r) | _costs(r)


def _capacity(r: Results) -> dict:
    can, sent = force.summary(r.ability.troops), force.summary(r.expected.troops)
    bde, combat = force.summary(r.ability.brigades), force.summary(r.ability.combat_troops)
    reaches, p = r.against.set_index("concept"), r.params
    leads = r.countries[r.countries["iso3"].isin(force.leads()["iso3"])]
    return {
        **{f"can_{name}": coarse(x) for name, x in zip(("low", "middle", "high"), can, strict=True)},
        **{f"sent_{name}": coarse(x) for name, x in zip(("low", "middle", "high"), sent, strict=True)},
        "inside": f"{force.INSIDE} per cent",
        "outside": _outside(force.INSIDE),
        "ceilings": _ceilings(offers()),
        "n_draws": len(r.ability.troops),
        "brigades_low": str(int(bde[0])),
        "brigades_middle": str(int(bde[1])),
        "brigades_high": str(int(bde[2])),
        "combat_middle": rounded(combat[1], 500),
        "combat_high": rounded(combat[2]),
        "days_low": int(p["readiness_first_brigade"].low),
        "days_central": int(p["readiness_first_brigade"].central),
        "days_high": int(p["readiness_first_brigade"].high),
        "slice_low": int(p["brigade_slice"].low),
        "slice_high": int(p["brigade_slice"].high),
        "can_reassure": _chance(reaches, "reassurance", "can_low"),
        "sent_reassure": _chance(reaches, "reassurance", "sent_low"),
        "can_reassure_high": _chance(reaches, "reassurance", "can_high"),
        "can_deter": _chance(reaches, "deterrence", "can_low"),
        "sent_deter": _chance(reaches, "deterrence", "sent_low"),
        "can_defence": _chance(reaches, "full_defence", "can_low"),
        "n_europe": len(r.europe),
        "n_ready": int((r.europe["position"] == "deploy_troops").sum()),
        "not_decided": not_decided(r.europe),
        "not_decided_too": _undecided_too(r.europe),
        "elsewhere": another_mission.left_out(),
        "land_europe": rounded(r.europe["land"].sum()),
        "brigades_europe": int(r.countries["brigades"].sum()),
        "land_leads": int(leads["land"].sum()),
        "n_by_people": int((r.countries["by_units"] <= HALF).sum()),
        "names_by_units": countries_listed(r.countries.loc[r.countries["by_units"] > HALF, "name"]) or "none",
        "n_hollow": int((r.countries["brigades"] * p["brigade_size"].central > r.countries["land"]).sum()),
        **_kept_by(r.countries, "GBR"),
        **_kept_by(r.countries, "FRA"),
    }


def _judged(r: Results) -> dict:
    """The sizes of the scenarios: what the model gives once a decision is taken, and what we judge."""
    stated = data.rows("conditionals", ["brigades", "large"]).set_index("conditional_id")["probability"]
    brigades, large = base_rates.by_model(r.expected.troops).values()
    return {
        "size_brigades": BRIGADES,
        "size_large_force": LARGE,
        "model_brigades": percent(brigades),
        "model_large": "none" if pd.isna(large) else percent(large),
        "judged_brigades": f"{stated['brigades']:g} per cent",
        "judged_large": f"{stated['large']:g} per cent",
    }


def _weight(r: Results) -> dict:
    """What the weight of soldiers abroad does to the two numbers."""
    rows = r.scan.set_index(["set", "weight"])["median"]
    can, sent = (rows.xs(key) for key in (results.ABILITY, results.EXPECTED))
    central = r.params["committed_weight"].central
    middle = force.summary(r.ability.again(committed_weight=central))[1]
    weight = force.garrison_weight(r.hindcasts)
    return {
        "can_none": rounded(can.iloc[0]),
        "can_all": rounded(can.iloc[-1]),
        "sent_none": rounded(sent.iloc[0]),
        "sent_all": rounded(sent.iloc[-1]),
        "weight_central": f"{100 * central:g} per cent",
        "can_central": rounded(middle),
        "french_when": data.written_date(data.row("comparisons", "fra-opex-2008")["as_of"]),
        "weight_france": percent(weight),
        "weight_france_middle": percent(room)
        if (room := force.garrison_weight(r.hindcasts, "middle"))
        else "none",
        **{
            f"french_{name}": coarse(size)
            for name, size in zip(
                ("low", "middle", "high"),
                force.summary(r.ability.again(committed_weight=min(weight, 1.0))),
                strict=True,
            )
        },
    }


def not_decided(europe: pd.DataFrame) -> str:
    """Which of the states say that they have not decided; blank where none does."""
    names = europe.loc[europe["position"] == "undecided", "name"]
    if not len(names):
        return ""
    have = "has" if len(names) == 1 else "have"
    return f", and {countries_listed(names)}, which {have} not decided"


def _undecided_too(europe: pd.DataFrame) -> str:
    """The same states in brackets, with a blank before them; blank where none does."""
    names = europe.loc[europe["position"] == "undecided", "name"]
    return f" ({listed(names)} undecided)" if len(names) else ""


def _outside(inside: int) -> str:
    """The share of the draws that a range leaves out, as a fraction where it has a word: ``tenth``."""
    words = {5: "twentieth", 10: "tenth"}
    return words.get(100 - inside, f"{100 - inside} per cent")


def _kept_by(countries: pd.DataFrame, iso3: str) -> dict[str, object]:
    """What one country could keep, as ``gbr_low``, ``gbr_middle`` and ``gbr_high``; ``none`` if it is not
    among the countries.
    """
    rows = countries[countries["iso3"] == iso3]
    return {
        f"{iso3.lower()}_{name}": of_state(rows[column].iloc[0]) if len(rows) else "none"
        for name, column in (("low", "low"), ("middle", "median"), ("high", "high"))
    }


def _chance(concepts: pd.DataFrame, concept: str, column: str) -> str:
    """A chance of a concept in words; ``none`` where no size was published for it."""
    return percent(concepts.at[concept, column]) if concept in concepts.index else "none"


def _size(concepts: pd.DataFrame, concept: str, column: str) -> object:
    """A published size of a concept; ``no size`` where none was published for it."""
    return concepts.at[concept, column] if concept in concepts.index else "no size"


def _needs(r: Results) -> dict:
    span, method, p = r.concepts.set_index("concept"), r.methods.set_index("method"), r.params
    largest = r.concepts["high"].max()
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
        "press_sizes": sizes.press(),
        "reassure_low": _size(span, "reassurance", "low"),
        "reassure_high": _size(span, "reassurance", "high"),
        "deter_low": _size(span, "deterrence", "low"),
        "deter_high": _size(span, "deterrence", "high"),
        "defence_low": _size(span, "full_defence", "low"),
        "smallest_method": coarse(method["central"].min()),
        "largest_method": coarse(method["central"].max()),
        "factor_methods": coarse(method["central"].max() / method["central"].min()),
        "line_km": int(p["line_active_km"].central),
        "line_longest": int(data.load("missions")["line_km"].max()),
        "per_km": f"{p['density_line_interposition'].central:g}",
        "per_km_low": f"{p['density_line_interposition'].low:g}",
        "per_km_high": f"{p['density_line_interposition'].high:g}",
        "per_1000_low": f"{p['density_peacekeeping'].central:g}",
        "per_1000_high": int(p["density_stabilisation"].central),
        "opposing": int(p["opposing_troops"].central),
        "ratio_local": f"{p['force_ratio'].high:g}",
        "ratio_theatre": f"{p['force_ratio'].central:g}",
        "by_ratio": rounded(method.at["force_ratio", "central"], 1000),
        "by_ratio_low": rounded(method.at["force_ratio", "low"], 1000),
        "by_ratio_high": rounded(method.at["force_ratio", "high"], 1000),
        "shield_line": "A force that is to be a shield by itself takes more: the largest size published "
        f"for a force, {largest:,.0f}, is {100 * largest / method.at['force_ratio', 'central']:.0f} per cent "
        "of the defenders that the force ratio asks for in its central case."
        if largest < method.at["force_ratio", "central"]
        else f"The largest size published for a force, {largest:,.0f}, would be a shield by itself.",
        "km_brigade": f"{p['frontage_brigade'].central:g}",
        "by_front": rounded(method.at["frontage", "central"], 1000),
        "n_baltic": int(data.row("comparisons", "rand-baltic-brigades")["value"]),
        "brigades_named": named["high"],
        "date_brigades": data.written_date(named["date"]),
        "p_brigades": percent(force.chance(r.draws["leads"].troops, named["high"])),
        "officials_low": officials["low"],
        "officials_high": officials["high"],
        "date_officials": data.written_date(officials["date"]),
        "p_officials": percent(force.chance(r.ability.troops, officials["low"])),
        "p_officials_high": percent(force.chance(r.ability.troops, officials["high"])),
        "stretch": stretch["high"],
        "date_stretch": data.written_date(stretch["date"]),
        "zelenskyy_first": asked["low"],
        "month_first": data.written_date(asked["date"][:7]),
    }


def _checks(r: Results) -> dict:
    """What armies in fact kept abroad, and what studies judged possible, beside the model."""
    kept, reached = r.hindcasts[r.hindcasts["kind"] == "kept"], r.hindcasts["reached"]
    british, beyond = (data.row("comparisons", "gbr-isaf-2010"), data.row("comparisons", "gbr-two-wars-2007"))
    small, of = force.small_contingents(r.params["brigade_slice"].central)
    iiss = data.rows("comparisons", ["iiss-2025-small", "iiss-2025-medium"])["value"]
    return {
        "n_kept": len(kept),
        "n_middle": int((kept["published"] <= kept["middle"]).sum()),
        "least_reached": percent(kept["reached"].min()),
        "binding": binding(r.hindcasts, r.params["brigade_slice"].central),
        "beyond": int(beyond["value"]),
        "beyond_when": data.written_date(beyond["as_of"][:7]),
        "beyond_reached": percent(reached[beyond.name]),
        "british": int(british["value"]),
        "british_when": data.written_date(british["as_of"]),
        "british_reached": percent(reached[british.name]),
        "iiss_low": int(iiss.min()),
        "iiss_high": int(iiss.max()),
        "p_iiss_low": percent(force.chance(r.ability.troops, float(iiss.min()))),
        "p_iiss_high": percent(force.chance(r.ability.troops, float(iiss.max()))),
        "n_small": small,
        "n_contingents": of,
    }


def binding(hindcasts: pd.DataFrame, slice_: float) -> str:
    """How often the model reaches each contingent of at least a battle group: ``58 per cent (Spain)``."""
    rows = force.binding(hindcasts, slice_)
    said = [
        f"{percent(reached)} ({check.split(':')[0]})"
        for check, reached in zip(rows["check"], rows["reached"], strict=True)
    ]
    return listed(said) or "no case"


def _drivers(r: Results) -> dict:
    can, sent = r.drivers[results.ABILITY], r.drivers[results.EXPECTED]
    variant = r.variants.set_index("variant")
    return {
        "can_first": can["in_prose"].iloc[0],
        "can_first_share": percent(can["total"].iloc[0]),
        "can_second": can["in_prose"].iloc[1],
        "can_third": can["in_prose"].iloc[2],
        "sent_first": sent["in_prose"].iloc[0],
        "sent_first_share": percent(sent["total"].iloc[0]),
        "sent_second": sent["in_prose"].iloc[1],
        "sent_second_share": percent(sent["total"].iloc[1]),
        "n_variants": len(r.variants) - 1,
        "units_middle": rounded(variant.at["units", "median"]),
        "units_low": rounded(variant.at["units", "low"]),
        "units_high": rounded(variant.at["units", "high"]),
        "whole_middle": rounded(variant.at["whole", "median"]),
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
        "caption": f"Published sizes by purpose, the smallest first, to {today()} (n = {len(r.sizes)}); grey "
        "are those of single states and those without a purpose.",
        "alt": "Sizes by purpose. "
        + " ".join(
            f"{groups[c.concept]}: {bounds(c.low, c.high)}{' and more' if c.open_above else ''}."
            for c in r.concepts.itertuples()
        ),
        "reading": "A mark or a line is one figure; a line joins the ends of a range, a "
        "triangle points where a bound is open (at least, at most). The axis is logarithmic: each step "
        "multiplies the one before. A size that is in both tables is shown once. Figures left out: "
        + ", ".join(f"{n} {what}" for what, n in left_out.items())
        + ".",
    }


def offers() -> pd.DataFrame:
    """Rows of ``pledges`` on single states, or on the United Kingdom and France together."""
    pledges = data.load("pledges")
    return pledges[pledges["scope"].isin(["national", "uk_france"])]


def _ceilings(rows: pd.DataFrame) -> str:
    """What governments said of their own contingent that comes nearest to a size: a clause, or nothing."""
    only_high = rows["low"].isna() & rows["high"].notna()
    found = rows[rows["official"] & (rows["scope"] == "national") & only_high]
    said = [f"up to {r.high:,} soldiers ({data.names()[r.iso3]})" for r in found.itertuples()]
    nearest = "is a ceiling" if len(said) == 1 else "are ceilings"
    return f"; what comes nearest {nearest}, {listed(said)}" if said else ""


def offer_table(rows: pd.DataFrame) -> dict[str, str]:
    """Caption of the table of offers."""
    return {
        "caption": "Sizes named for single states or for the United Kingdom and France together, to "
        f"{today()} (n = {len(rows)})."
    }


def requirement(r: Results) -> dict[str, str]:
    """Caption and alternative text of the drawing of methods."""
    return {
        "caption": f"Size of a force by {numerals.prose(len(r.methods))} methods, and published sizes by "
        "purpose.",
        "alt": "Bars on a logarithmic axis. "
        + " ".join(
            f"{m.label}: {rounded(m.low, 100):,} to {rounded(m.high, 100):,}, central "
            f"{rounded(m.central, 100):,}."
            for m in r.methods.itertuples()
        ),
    }


def scan(r: Results) -> dict[str, str]:
    """Caption, alternative text and reading line of the drawing of the weight."""
    sets = force.set_labels()
    return {
        "caption": "Soldiers kept in Ukraine by the part of garrisons and other soldiers abroad that counts "
        f"({len(r.ability.troops):,} draws each).",
        "alt": "Falling lines within their intervals. "
        + " ".join(
            f"{sets[key]}: {rounded(part['median'].iloc[0], 500):,} if none counts, "
            f"{rounded(part['median'].iloc[-1], 500):,} if all count."
            for key, part in r.scan.groupby("set", sort=False)
        ),
        "reading": f"Lines are middle values; the band holds {force.INSIDE} per cent of the draws if all "
        "take part, the data have both. To the left nobody in a garrison or elsewhere abroad counts, to "
        "the right all do; soldiers on land missions count in full everywhere.",
    }


def countries(r: Results) -> dict[str, str]:
    """Caption, alternative text and reading line of the drawing by country."""
    return {
        "caption": f"Soldiers each ready or open European state{_undecided_too(r.europe)} could keep in "
        f"Ukraine if it takes part, positions of {today()} (n = {len(r.countries)}).",
        "alt": "Marks with intervals, largest first. "
        + " ".join(
            f"{c.name}: {of_state(c.median):,} ({rounded(c.low, 100):,} to {rounded(c.high, 100):,})."
            for c in r.countries.head(MOST_NAMED).itertuples(index=False)
        ),
        "reading": f"The mark is the middle value of the draws, the line holds {force.INSIDE} per cent of "
        "them. Armies with many conscripts are overstated, since conscripts are as a rule not sent abroad.",
    }


def distribution(r: Results) -> dict[str, str]:
    """Caption and alternative text of the curves."""
    sets = force.set_labels()
    read = " ".join(
        f"{sets[key]}: "
        + ", ".join(f"{percent(force.chance(r.curves[key], s))} of the draws reach {s:,}" for s in STEPS)
        + "."
        for key in (results.ABILITY, results.EXPECTED)
    )
    return {
        "caption": "How often the model reaches a size, by country set, and the published sizes by purpose "
        f"({len(r.ability.troops):,} draws each).",
        "alt": f"Falling curves. {read} Below, bars with the published sizes by purpose.",
    }


def drivers(r: Results) -> dict[str, str]:
    """Caption and alternative text of the drawing of total indices."""
    sets = force.set_labels()
    return {
        "caption": "Share of the spread of the answer that goes with each unknown (total Sobol index).",
        "alt": "Bars in lists, largest on top. "
        + " ".join(
            f"{sets[key]}: "
            + ", ".join(f"{d.label.lower()} {percent(d.total)}" for d in rows.itertuples())
            + "."
            for key, rows in r.drivers.items()
        ),
    }


def variants(r: Results) -> dict[str, str]:
    """Caption and alternative text of the drawing of other choices."""
    return {
        "caption": "What the ready and open states of Europe could keep in Ukraine, all taking part, under "
        f"other choices ({len(r.ability.troops):,} draws each).",
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
        f"({len(r.ability.troops):,} draws each).",
        "reading": "A cell has the middle value and the ends between which lie "
        f"{force.INSIDE} per cent of the draws; the last columns are for the whole range. Where each state "
        "decides, it takes part or stays out by the probability of its position, given a ceasefire that "
        "lasts and a common decision.",
    }


def cost(r: Results) -> dict[str, str]:
    """Caption and alternative text of the drawing of costs."""
    rows = smallest_costs(r)
    return {
        "caption": f"Cost of a year for {rows['size'].iloc[0]:,} soldiers by cost basis.",
    }


def smallest_costs(r: Results) -> pd.DataFrame:
    """Costs of the smallest of the sizes."""
    return r.costs[r.costs["size"] == r.costs["size"].min()]
