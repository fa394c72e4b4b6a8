"""Tables of the methods chapter: inputs, checks, rules, codes and grades, all from the data and their descriptor."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import force, ledger, membership
from coalition.exhibits import style

_UNITS = {
    "ratio": "ratio",
    "share": "share",
    "months": "months",
    "per_1000_inhabitants": "per 1,000 people",
    "troops_per_km": "soldiers per km",
    "monitors_per_km": "monitors per km",
    "km": "km",
    "km2": "km²",
    "persons": "people",
    "troops": "soldiers",
    "days": "days",
    "probability": "probability",
    "correlation": "correlation",
    "factor": "factor",
    "eur_per_soldier_year": "EUR per soldier and year",
    "usd_per_soldier_year": "USD per person and year",
    "eur_per_brigade": "EUR per brigade",
}

GRADES = {
    "A": "Completely reliable: the body itself on what it said or decided.",
    "B": "Usually reliable: large agencies, quality media, established institutes.",
    "C": "Fairly reliable: regional outlets and portals, republished agency copies.",
    "D": "Not usually reliable: weak aggregators; state-controlled media, used only for what officials said.",
    "E": "Unreliable.",
    "F": "Cannot be judged, or an encyclopedia used for orientation.",
}
"""The letters of the Admiralty code as used in ``sources``."""


FORMULAS = (
    (
        "Line",
        "F = λ × L",
        "Soldiers (or monitors) per km of line, times km of line.",
        "line_force",
        ("density_line_interposition", "density_line_monitors", "density_opposing", "line_active_km"),
    ),
    (
        "Zone",
        "F = z × w × L",
        "Soldiers per km² of past zones, times km of width, times km of line.",
        "zone_force",
        ("buffer_width", "line_active_km"),
    ),
    (
        "Population",
        "F = δ × N / 1,000",
        "Soldiers per 1,000 people, times people.",
        "population_force",
        ("density_peacekeeping", "density_stabilisation", "population_government"),
    ),
    (
        "Rotation",
        "ρ = (t + d) / t",
        "Months away plus months at home, over months away.",
        "rotation",
        ("tour_length", "tour_interval"),
    ),
    ("Pool", "P = ρ × F", "Soldiers tied up so that F can always be in place.", "pool", ("rotation_ratio",)),
    (
        "Kept in place",
        "F = E × max(0, s_d / ρ − ω × m)",
        "Land force E times its deployable share over the rotation, less the share m that is already abroad, of which the part ω counts. "
        "NATO's sustained share s_s may stand for s_d / ρ; it contains the rotation, so the two are never used together.",
        "kept",
        ("deployable_share", "rotation_ratio", "share_committed", "committed_weight", "sustained_share"),
    ),
    (
        "Combat troops",
        "C = F × (1 − κ)",
        "Soldiers in place less headquarters, logistics and other support.",
        "combat_troops",
        ("support_share",),
    ),
    (
        "Brigades",
        "n = F / B",
        "Soldiers in place over soldiers per brigade with its share of support.",
        "brigades",
        ("brigade_slice",),
    ),
    (
        "Cost of a year",
        "K = F × c",
        "Soldiers in place times cost per soldier and year; equipment and bases apart.",
        "annual_cost",
        ("cost_forward", "cost_combat_eu", "cost_un", "cost_us_korea", "cost_us"),
    ),
)
"""Name, formula, meaning, function in ``coalition.analysis.force`` and the parameters whose sources it rests on; numbered in this order."""

_GREEK = {"rho": "ρ", "lambda": "λ", "delta": "δ", "kappa": "κ", "omega": "ω"}


def formula_table() -> pd.DataFrame:
    """The formulas of the force model as plain text that does not break, with the function of ``coalition.analysis.force`` that computes each."""
    params = force.parameters()
    return pd.DataFrame(
        [
            {
                "Number": str(i),
                "Name": name,
                "Formula": formula.replace(" ", "\u00a0"),
                "In words": words,
                "Function": function,
                "Sources": tuple(sorted({s for key in used for s in params[key].source_ids})),
            }
            for i, (name, formula, words, function, used) in enumerate(FORMULAS, start=1)
        ]
    )


def parameter_table() -> pd.DataFrame:
    """The rows of ``parameters`` with columns named for readers."""
    rows = data.load("parameters")
    return pd.DataFrame(
        {
            "Symbol": rows["symbol"].map(_symbol),
            "What": rows["name"],
            "Unit": rows["unit"].map(_UNITS),
            "Low": rows["low"].map(_number),
            "Central": rows["central"].map(_number),
            "High": rows["high"].map(_number),
            "Basis": rows["basis"],
            "Ours": rows["ours"].map({True: "yes", False: ""}),
            "Confidence": rows["confidence"],
            "Sources": rows["source_ids"],
        }
    )


def check_table(checks: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``force.validation`` with columns named for readers."""
    return pd.DataFrame(
        {
            "Check": checks["check"],
            "Published": checks["published"].map(_number),
            "Model": checks["model"].map(_number),
            "Unit": checks["unit"],
            "Difference": checks["difference"].map(
                lambda d: f"{100 * d:+.0f} percent" if abs(d) >= 0.005 else "none"
            ),
            "Independent": checks["independent"].map({True: "yes", False: "no, same figure"}),
            "Sources": checks["source_ids"],
        }
    )


def rule_table() -> pd.DataFrame:
    """The membership rules of ``membership.RULES``, each with its count at the cut-off."""
    counts = membership.counts_by_rule()
    return pd.DataFrame(
        {
            "Rule": counts["label"],
            "A country is a member if": counts["statement"],
            "Countries, without Ukraine": counts["without_ukraine"],
            "Sources": counts["source_ids"],
        }
    )


def position_table() -> pd.DataFrame:
    """The position codes, what each means and how many countries have it at the cut-off."""
    now = ledger.positions()
    meaning = data.meanings_of("positions", "position")
    return pd.DataFrame(
        [
            {
                "Code": style.POSITIONS[code].label,
                "Meaning": meaning[code],
                "Countries": int((now["position"] == code).sum()),
                "Sources": tuple(data.source_ids(now[now["position"] == code])),
            }
            for code in style.POSITIONS
        ]
    )


def grade_table() -> pd.DataFrame:
    """How many sources have each grade of reliability, and how they were read."""
    rows = data.load("sources")
    found = []
    for grade, meaning in GRADES.items():
        part = rows[rows["reliability"] == grade]
        found.append(
            {
                "Grade": grade,
                "Meaning": meaning,
                "Sources with it": len(part),
                **{
                    label: int((part["seen"] == seen).sum())
                    for seen, label in (
                        ("full", "Read in full"),
                        ("excerpt", "Read in part"),
                        ("cited_by_others", "Known through others"),
                    )
                },
            }
        )
    return pd.DataFrame(found)


def uncited_parameters() -> list[str]:
    """Symbols of parameters that no formula of the model uses; they stand in the table for comparison."""
    rows = data.load("parameters")
    return list(rows.loc[~rows["parameter_id"].isin(force.USED), "symbol"].map(_symbol))


def _number(value: float) -> str:
    value = float(value)
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def _symbol(symbol: str) -> str:
    first, _, rest = symbol.partition("_")
    return _GREEK.get(first, first) + (f"_{rest}" if rest else "")
