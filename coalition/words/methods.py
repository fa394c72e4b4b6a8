"""What the appendix on methods says: counts of formulas, inputs, checks, rules, codes and sources."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.analysis import force
from coalition.formats import percent
from coalition.tables import methods as tables
from coalition.words import numbers
from coalition.words.phrases import capital, counted, today


@dataclass(frozen=True)
class Results:
    """The tables of the chapter for one state of the data."""

    formulas: pd.DataFrame
    inputs: pd.DataFrame
    """The rows of ``parameters``."""
    hindcasts: pd.DataFrame
    """The model against what armies kept abroad and planned to keep, from ``force.hindcasts``."""
    assessments: pd.DataFrame
    """The model against what others judged possible, from ``force.assessments``."""
    drivers: dict[str, pd.DataFrame]
    """What the spread comes from, by country set, from ``force.drivers``."""
    rules: pd.DataFrame
    positions: pd.DataFrame
    grades: pd.DataFrame

    @property
    def unused(self) -> list[str]:
        """Symbols of inputs that no formula uses."""
        return tables.uncited_parameters()


def results() -> Results:
    """Make every table of the chapter."""
    return Results(
        tables.formula_table(),
        data.load("parameters"),
        force.hindcasts(),
        force.assessments({key: force.simulate(key) for key in ("europe_all", "leads")}),
        {key: force.drivers(key) for key in ("europe_all", "europe")},
        tables.rule_table(),
        tables.position_table(),
        tables.grade_table(),
    )


def words(r: Results) -> dict[str, object]:
    """Every number and word of the chapter's prose, by the name the prose uses."""
    sources, kept = data.load("sources"), r.hindcasts[r.hindcasts["kind"] == "kept"]
    beyond = data.row("comparisons", "gbr-two-wars-2007")
    sahel = data.row("comparisons", "fra-sahel-cost-2017")
    params = force.parameters()
    tour, interval = params["tour_length"].central, params["tour_interval"].central
    outer = params["rotation_ratio_outer"]
    members = r.rules["Countries, without Ukraine"]
    return {
        "cut_off": data.cut_off(),
        "n_formulas": len(r.formulas),
        "n_parameters": len(r.inputs),
        "n_high": int((r.inputs["confidence"] == "high").sum()),
        "n_low": int((r.inputs["confidence"] == "low").sum()),
        "outer_low": f"{outer.low:g}",
        "outer_high": f"{outer.high:g}",
        "n_checks": len(r.hindcasts) + len(r.assessments),
        "n_kept": len(kept),
        "ours_line": _ours(int(r.inputs["ours"].sum())),
        "kept_line": _kept(len(kept), len(r.hindcasts) + len(r.assessments)),
        "n_middle": int((kept["published"] <= kept["middle"]).sum()),
        "least_reached": percent(kept["reached"].min()),
        "least_name": kept["check"].iloc[kept["reached"].argmin()].split(":")[0],
        "n_small": force.small_contingents(params["brigade_slice"].central)[0],
        "binding": numbers.binding(r.hindcasts, params["brigade_slice"].central),
        "beyond": int(beyond["value"]),
        "beyond_reached": percent(r.hindcasts.at[beyond.name, "reached"]),
        "french_when": data.written_date(data.row("comparisons", "fra-opex-2008")["as_of"]),
        "weight_france": percent(force.garrison_weight(r.hindcasts)),
        "cost_sahel": int(sahel["value"]),
        "cost_forward": int(params["cost_forward"].central),
        "tour_rotation": f"{force.rotation(tour, interval):g}",
        "pooled": percent(params["readiness_pooled"].central),
        "n_draws": force.DRAWS,
        "seed": str(force.SEED),
        "inside": f"{force.INSIDE} per cent",
        "n_rules": len(r.rules),
        "least": int(members.min()),
        "most": int(members.max()),
        "n_sources": len(sources),
        "n_full": int((sources["seen"] == "full").sum()),
        "n_cited": int((sources["seen"] == "cited_by_others").sum()),
    }


def _ours(number: int) -> str:
    return f"{capital(counted(number))} of the inputs {'is' if number == 1 else 'are'} our own judgement."


def _kept(number: int, tests: int) -> str:
    """How many of the figures that the model is tested on are contingents that were kept in fact."""
    are = "is a contingent" if number == 1 else "are contingents"
    return (
        f"{capital(counted(number))} of the {numerals.prose(tests)} test figures {are} that armies really "
        "kept abroad."
    )


def captions(r: Results) -> dict[str, str]:
    """The captions of the chapter's tables, by their short names."""
    day = today()
    return {
        "formulas": "Formulas of the force model and the functions of coalition.analysis.force that compute "
        f"them (n = {len(r.formulas)}).",
        "parameters": f"Inputs of the force model (n = {len(r.inputs)}).",
        "hindcasts": "What armies kept abroad or planned to keep, and what the model gives for them "
        f"(n = {len(r.hindcasts)}).",
        "assessments": f"What others judged possible, and what the model gives (n = {len(r.assessments)}).",
        "drivers": "What the spread of the answer comes from: Sobol indices, in per cent of the variance.",
        "rules": f"Membership rules and the countries they let in on {day} (n = {len(r.rules)} rules).",
        "positions": f"Codes of positions and the countries that have them on {day} "
        f"(n = {int(r.positions['Countries'].sum())}).",
        "grades": "Sources by reliability of the publisher and by how they were read "
        f"(n = {int(r.grades['Sources with it'].sum()):,}).",
    }


def unused_inputs(r: Results) -> str:
    """The reading line of the table of inputs: what ours means, and which inputs enter no formula."""
    ours = "“Ours” beside the confidence marks a judgement of this book."
    if not r.unused:
        return ours
    named = ", ".join(r.unused)
    return (
        f"{ours} The inputs {named} enter no formula; they are here for comparison or because others "
        "follow from them."
    )
