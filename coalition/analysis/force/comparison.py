"""The model against figures that others published."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis.force.formulas import annual_cost, pool, population_force, rotation
from coalition.analysis.force.inputs import Parameters, parameters
from coalition.analysis.force.simulation import simulate, summary


def validation(params: Parameters | None = None) -> pd.DataFrame:
    """Each check: what someone published, what the model gives, and whether the one was made from the other.

    Columns: check, published, model (numbers in ``unit``), unit, difference (model over published
    less 1), independent (False where the parameter was derived from the same figure, so that the
    check shows the arithmetic and no more), source_ids.
    """
    p = params or parameters()
    plan_pool, plan = data.row("pledges", "n13"), data.row("estimates", "radakin-64k-2025")
    geneva, brigade = data.row("estimates", "gcsp-2025-mil"), data.row("missions", "deu-brigade-ltu")
    reuters, iiss = data.row("estimates", "gady-2024-12-pool"), data.row("estimates", "iiss-small-2025")
    officials = data.row("estimates", "wapo-2025-02-europe")
    named = data.row("estimates", "zelenskyy-2026-02")
    abroad, army = data.row("deployments", "gbr-total"), data.row("land_forces", "GBR")
    brigade_cost = data.row("comparisons", "deu-brigade-ltu-cost")
    sahel_cost = data.row("comparisons", "fra-sahel-cost-2017")
    quinlivan = data.row("comparisons", "quinlivan-ukraine")
    checks = [
        (
            "Pool for the British plan of 2025",
            plan_pool["high"],
            pool(plan["high"], p["rotation_ratio"].central),
            "soldiers",
            False,
            plan_pool["source_ids"],
        ),
        (
            "Rotation by British tour rules",
            p["rotation_ratio"].high,
            rotation(p["tour_length"].central, p["tour_interval"].central),
            "ratio",
            False,
            p["tour_interval"].source_ids,
        ),
        (
            "NATO's sustained share from its deployable share",
            p["sustained_share"].central,
            p["deployable_share"].central / p["rotation_ratio"].high,
            "share",
            True,
            p["sustained_share"].source_ids,
        ),
        (
            "NATO's raised targets",
            p["sustained_share"].high,
            p["deployable_share"].high / p["rotation_ratio"].high,
            "share",
            True,
            p["sustained_share"].source_ids,
        ),
        (
            "Yearly cost of the German brigade in Lithuania",
            brigade_cost["value"],
            annual_cost(brigade["peak_troops"], p["cost_forward"].central) / 1e9,
            brigade_cost["unit"],
            False,
            brigade_cost["source_ids"],
        ),
        (
            "French Sahel operations, cost per soldier",
            sahel_cost["value"],
            p["cost_forward"].central,
            sahel_cost["unit"],
            True,
            sahel_cost["source_ids"],
        ),
        (
            "Rotation implied by a Reuters report",
            reuters["rotation_ratio"],
            p["rotation_ratio"].low,
            "ratio",
            True,
            reuters["source_ids"],
        ),
        (
            "Soldiers per km in the Geneva plan",
            geneva["high"] / geneva["line_km"],
            p["density_line_interposition"].central,
            "per km",
            False,
            geneva["source_ids"],
        ),
        (
            "Russian grouping from its density",
            p["opposing_troops"].central,
            p["density_opposing"].central * p["line_active_km"].central,
            "soldiers",
            False,
            p["density_opposing"].source_ids,
        ),
        (
            "Soldiers and police by Quinlivan's rule",
            quinlivan["value"],
            population_force(p["density_stabilisation"].central, p["population_government"].central),
            quinlivan["unit"],
            False,
            quinlivan["source_ids"],
        ),
        (
            "Soldiers per brigade in theatre, IISS",
            iiss["high"],
            p["brigade_slice"].central,
            "soldiers",
            False,
            iiss["source_ids"],
        ),
        (
            "Share of the British army abroad",
            abroad["troops"] / army["personnel"],
            p["share_committed"].central,
            "share",
            False,
            abroad["source_ids"],
        ),
        (
            "What European officials thought possible, February 2025",
            officials["low"],
            _middle("europe", p),
            "soldiers",
            True,
            officials["source_ids"],
        ),
        (
            "What the United Kingdom and France might send, February 2026",
            named["high"],
            _middle("leads", p),
            "soldiers",
            True,
            named["source_ids"],
        ),
    ]
    rows = pd.DataFrame(checks, columns=["check", "published", "model", "unit", "independent", "source_ids"])
    rows[["published", "model"]] = rows[["published", "model"]].astype(float)
    return rows.assign(difference=rows["model"] / rows["published"] - 1)


def _middle(set_id: str, params: Parameters) -> float:
    return summary(simulate(set_id, params).troops)[1]
