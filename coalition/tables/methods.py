"""Tables of the methods chapter: inputs, checks, rules, codes and grades, from data and descriptor."""

from __future__ import annotations

import re

import pandas as pd

from coalition import data
from coalition.analysis import force, ledger, membership
from coalition.formats import percent

FORMULAS = (
    (
        "Line",
        "F = λ × L",
        "Soldiers (or monitors) per km of line, times km of line.",
        "Depth, reserves and reliefs; whether both sides consent.",
        "line_force",
        ("density_line_interposition", "density_line_monitors", "line_active_km"),
    ),
    (
        "Population",
        "F = δ × N / 1,000",
        "Soldiers per 1,000 people, times people.",
        "The host's own police and army, and an enemy from outside.",
        "population_force",
        ("density_peacekeeping", "density_stabilisation", "population_government"),
    ),
    (
        "Force ratio",
        "F = R / a",
        "Soldiers opposite, over attackers per defender at which a defence holds. All defenders count.",
        "Fires, drones, ground, surprise and quality; how much of the defence is foreign.",
        "ratio_force",
        ("opposing_troops", "force_ratio"),
    ),
    (
        "Frontage",
        "F = L / φ × b",
        "Km of line over km per brigade, times soldiers of a brigade. All defenders count.",
        "Depth and reserves; that front lines are held unevenly.",
        "front_force",
        ("line_active_km", "frontage_brigade", "brigade_size"),
    ),
    (
        "Rotation",
        "ρ = (t + d) / t",
        "Months away plus months at home, over months away.",
        "Training between tours, and tours that run over.",
        "rotation",
        ("tour_length", "tour_interval"),
    ),
    (
        "Pool",
        "P = ρ × F",
        "Soldiers tied up so that F can always be in place.",
        "Who is in the pool and not fit or manned to go.",
        "pool",
        ("rotation_ratio",),
    ),
    (
        "Kept in place",
        "F = min(E × s_d, n × r × B) / ρ − M − ω × A",
        "The smaller of what people and what brigades allow, over the rotation; less land soldiers on "
        "missions M and the part ω of other soldiers abroad A. People are the land force E times its "
        "deployable share; brigades are those on record, n, times the share that is ready, each with its "
        "support of B in all. Where no total abroad is published, A is what is listed or what the share m of "
        "E leaves beyond M, whichever is more. A negative result counts as zero.",
        "Shortages of one kind of support, plans at home, equipment, wear over the years.",
        "kept",
        (
            "deployable_share",
            "brigade_share",
            "brigade_slice",
            "rotation_ratio",
            "share_committed",
            "committed_weight",
        ),
    ),
    (
        "Combat troops",
        "C = F × (1 − κ)",
        "Soldiers in place less headquarters, logistics and other support.",
        "That support can come from others or from the host.",
        "combat_troops",
        ("support_share",),
    ),
    (
        "Brigades",
        "n = F / B",
        "Soldiers in place over soldiers per brigade with its share of support.",
        "That brigades differ in size and kind.",
        "brigades",
        ("brigade_slice",),
    ),
    (
        "Cost of a year",
        "K = F × c",
        "Soldiers in place times cost per soldier and year; equipment and bases apart.",
        "Equipment, bases and the pay that is due at home as well.",
        "annual_cost",
        ("cost_forward", "cost_combat_eu", "cost_un", "cost_us_korea", "cost_us"),
    ),
)
"""Name, formula, meaning, what it leaves out, function in ``coalition.analysis.force`` and the parameters
whose sources it rests on; numbered in this order.
"""

_BREAKS = re.compile(r"(?<!,) (?!−)")
"""Blanks of a formula at which a line does not break."""
_BILLION = 1e9
_GREEK = {"rho": "ρ", "lambda": "λ", "delta": "δ", "kappa": "κ", "omega": "ω", "phi": "φ"}


def formula_table() -> pd.DataFrame:
    """The formulas of the force model as plain text that breaks at few places (``_BREAKS``), with their
    functions in ``analysis.force``.
    """
    inputs = data.load("parameters")
    return pd.DataFrame(
        [
            {
                "Number": str(i),
                "Name": name,
                "Formula": _BREAKS.sub("\u00a0", formula),
                "In words": words,
                "Leaves out": lacks,
                "Function": function,
                "Sources": tuple(data.source_ids(inputs[inputs["parameter_id"].isin(used)])),
            }
            for i, (name, formula, words, lacks, function, used) in enumerate(FORMULAS, start=1)
        ]
    )


def parameter_table() -> pd.DataFrame:
    """The rows of ``parameters`` with columns named for readers."""
    rows = data.load("parameters")
    return pd.DataFrame(
        {
            "Symbol": rows["symbol"].map(_symbol),
            "What": rows["name"],
            "Unit": rows["unit"].map(data.labels_of("parameters", "unit")),
            "Central (low to high)": [
                f"{_number(r.central)} ({_number(r.low)} to {_number(r.high)})" for r in rows.itertuples()
            ],
            "Basis": rows["basis"],
            "Confidence": rows["confidence"].map(data.labels_of("parameters", "confidence"))
            + rows["ours"].map({True: ", ours", False: ""}),
            "Sources": rows["source_ids"],
        }
    )


def check_table(checks: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``force.hindcasts`` or ``force.assessments`` with columns named for readers."""
    return pd.DataFrame(
        {
            "Check": checks["check"],
            "What it tests": checks["kind"].map(data.labels_of("comparisons", "kind")),
            "Published": checks["published"].map(_number),
            "Model: lower end": checks["low"].map(_number),
            "Model: middle value": checks["middle"].map(_number),
            "Model: upper end": checks["high"].map(_number),
            "Draws that reach it": checks["reached"].map(percent),
            "Sources": checks["source_ids"],
        }
    ).reset_index(drop=True)


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
                "Code": label,
                "Meaning": meaning[code],
                "Countries": int((now["position"] == code).sum()),
                "Sources": tuple(data.source_ids(now[now["position"] == code])),
            }
            for code, label in data.labels_of("positions", "position").items()
        ]
    )


def grade_table() -> pd.DataFrame:
    """How many sources have each grade of reliability, and how they were read.

    Columns: Grade, Meaning, Sources with it, and one for each way in which a source may have been read.
    """
    rows = data.load("sources")
    counts = pd.crosstab(rows["reliability"], rows["seen"])
    meanings, seen = data.meanings_of("sources", "reliability"), data.labels_of("sources", "seen")
    counts = counts.reindex(index=list(meanings), columns=list(seen), fill_value=0)
    return pd.DataFrame(
        {
            "Grade": list(data.labels_of("sources", "reliability").values()),
            "Meaning": [f"{meaning.rstrip('.')}." for meaning in meanings.values()],
            "Sources with it": counts.sum(axis=1).to_list(),
            **{label: counts[code].to_list() for code, label in seen.items()},
        }
    )


def uncited_parameters() -> list[str]:
    """Symbols of parameters that no formula of the model uses; they are in the table for comparison."""
    rows = data.load("parameters")
    return list(rows.loc[~rows["parameter_id"].isin(force.USED), "symbol"].map(_symbol))


def _number(value: float) -> str:
    value = float(value)
    if abs(value) >= _BILLION:
        return f"{value / _BILLION:,.3g} billion"
    return f"{value:,.0f}" if abs(value) >= 999.5 else f"{value:.3g}"


def _symbol(symbol: str) -> str:
    first, _, rest = symbol.partition("_")
    return _GREEK.get(first, first) + (f"_{rest}" if rest else "")
