"""What the chapter ``numbers`` shows and says, computed once from the data."""

from __future__ import annotations

from coalition import data
from coalition.analysis import force
from coalition.analysis.force.results import COST_SIZES, Results
from coalition.charts import numbers as charts
from coalition.words.formats import coarse, percent, rounded


def words(r: Results) -> dict:
    """Every number, amount and date of the chapter's prose, by the name the prose uses. Sizes in soldiers, coarsely rounded."""
    return _capacity(r) | _needs(r) | _drivers(r) | _costs(r)


def _capacity(r: Results) -> dict:
    low, middle, high = force.summary(r.base.troops)
    bde, combat = force.summary(r.base.brigades), force.summary(r.base.combat_troops)
    country, concept, p = r.countries.set_index("iso3"), r.against.set_index("concept"), r.params
    return {
        "kept_low": coarse(low),
        "kept_middle": coarse(middle),
        "kept_high": coarse(high),
        "kept_central": rounded(r.tornado["base"].iloc[0]),
        "inside": f"{force.INTERVAL[1] - force.INTERVAL[0]} percent",
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
        "p_reassure_low": percent(concept.at["reassurance", "reaches_low"]),
        "p_reassure_high": percent(concept.at["reassurance", "reaches_high"]),
        "p_deter_low": percent(concept.at["deterrence", "reaches_low"]),
        "p_trip_low": percent(concept.at["tripwire", "reaches_low"]),
        "p_defence_low": percent(concept.at["full_defence", "reaches_low"]),
        "n_europe": len(r.europe),
        "n_ready": int((r.europe["position"] == "deploy_troops").sum()),
        "land_europe": int(r.europe["land"].sum()),
        "land_leads": int(country.loc[["GBR", "FRA"], "land"].sum()),
        **{
            f"{c.lower()}_{w}": rounded(country.at[c, k], 500)
            for c in ("GBR", "FRA")
            for w, k in (("middle", "median"), ("high", "high"))
        },
    }


def _needs(r: Results) -> dict:
    size, span, method, p = (
        data.load("estimates").set_index("estimate_id"),
        r.concepts.set_index("concept"),
        r.methods.set_index("method"),
        r.params,
    )
    named, officials = size.loc["zelenskyy-2026-02"], size.loc["wapo-2025-02-europe"]
    return {
        "cut_off": data.cut_off(),
        "n_sizes": len(r.sizes),
        "reassure_low": span.at["reassurance", "low"],
        "reassure_high": span.at["reassurance", "high"],
        "deter_low": span.at["deterrence", "low"],
        "deter_high": span.at["deterrence", "high"],
        "defence_low": span.at["full_defence", "low"],
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
        "stretch": size.at["ministers-25k-2025", "high"],
        "date_stretch": data.written_date(size.at["ministers-25k-2025", "date"]),
        "zelenskyy_first": size.at["zelenskyy-davos-2025", "low"],
        "month_first": data.written_date(size.at["zelenskyy-davos-2025", "date"][:7]),
    }


def _drivers(r: Results) -> dict:
    names = [charts.plain_name(p) for p in r.tornado["parameter"]]
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
        "year_target": data.written_date("2006"),
    }


def _costs(r: Results) -> dict:
    each, setup, small, large = (
        r.params["cost_forward"],
        r.params["cost_setup_brigade"],
        COST_SIZES[0],
        COST_SIZES[-1],
    )
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
