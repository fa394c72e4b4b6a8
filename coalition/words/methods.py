"""What the appendix on methods says: counts of formulas, inputs, checks, rules, codes and sources."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from coalition import data
from coalition.analysis import force
from coalition.tables import methods as tables
from coalition.words.phrases import today

CLOSE = 25
"""Percent within which the model counts as close to a published figure."""


@dataclass(frozen=True)
class Results:
    """The tables of the chapter for one state of the data."""

    formulas: pd.DataFrame
    inputs: pd.DataFrame
    """The rows of ``parameters``."""
    checks: pd.DataFrame
    """The model against published figures, from ``force.validation``."""
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
        force.validation(),
        tables.rule_table(),
        tables.position_table(),
        tables.grade_table(),
    )


def words(r: Results) -> dict[str, object]:
    """Every number and word of the chapter's prose, by the name the prose uses."""
    sources, independent = data.load("sources"), r.checks[r.checks["independent"]]
    outer = force.parameters()["rotation_ratio_outer"]
    members = r.rules["Countries, without Ukraine"]
    return {
        "cut_off": data.cut_off(),
        "n_formulas": len(r.formulas),
        "n_parameters": len(r.inputs),
        "n_ours": int(r.inputs["ours"].sum()),
        "n_high": int((r.inputs["confidence"] == "high").sum()),
        "n_low": int((r.inputs["confidence"] == "low").sum()),
        "outer_low": f"{outer.low:g}",
        "outer_high": f"{outer.high:g}",
        "n_checks": len(r.checks),
        "n_independent": len(independent),
        "n_close": int((independent["difference"].abs() < CLOSE / 100).sum()),
        "close": CLOSE,
        "n_draws": force.DRAWS,
        "seed": str(force.SEED),
        "inside": f"{force.INSIDE} percent",
        "n_rules": len(r.rules),
        "least": int(members.min()),
        "most": int(members.max()),
        "n_sources": len(sources),
        "n_full": int((sources["seen"] == "full").sum()),
        "n_cited": int((sources["seen"] == "cited_by_others").sum()),
    }


def captions(r: Results) -> dict[str, str]:
    """The captions of the chapter's tables, by their short names."""
    day = today()
    return {
        "formulas": "Formulas of the force model and the functions of coalition.analysis.force that compute "
        f"them (n = {len(r.formulas)}).",
        "parameters": f"Inputs of the force model (n = {len(r.inputs)}).",
        "checks": f"The force model against published figures (n = {len(r.checks)}).",
        "rules": f"Membership rules and the countries they let in on {day} (n = {len(r.rules)} rules).",
        "positions": f"Codes of positions and the countries that have them on {day} "
        f"(n = {int(r.positions['Countries'].sum())}).",
        "grades": "Sources by reliability of the publisher and by how they were read "
        f"(n = {int(r.grades['Sources with it'].sum())}).",
    }


def unused_inputs(r: Results) -> str:
    """The reading line of the table of inputs: what ours means, and which inputs enter no formula."""
    ours = "Ours marks a judgement of this book."
    if not r.unused:
        return ours
    named = ", ".join(r.unused)
    return (
        f"{ours} The inputs {named} enter no formula; they stand here for comparison or because others "
        "follow from them."
    )
