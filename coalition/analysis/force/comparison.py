"""The model against what armies in fact kept abroad, and against what others judged they could keep."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coalition import data
from coalition.analysis.force.capacity import countries, leads
from coalition.analysis.force.inputs import Parameters, parameters
from coalition.analysis.force.simulation import DRAWS, Draws, chance, simulate, summary

TESTS = ("kept", "too_much", "assessment")
"""Kinds of ``comparisons`` that test what an army could keep."""


def hindcasts(params: Parameters | None = None, draws: int = DRAWS) -> pd.DataFrame:
    """The model for armies that are on record with what they kept abroad: rows of ``comparisons``.

    The army and its brigades are those of the time, or the present ones where no figure was read; nothing is
    taken off, since the figure holds all that was kept or leaves some out. No parameter was fitted to these
    figures. Columns: check, kind (code of ``comparisons``), published (soldiers), low, middle, high (soldiers
    the model gives), reached (share of draws at or above the published figure), source_ids. Indexed by
    comparison.
    """
    rows = data.load("comparisons")
    rows = rows[rows["kind"].isin(TESTS) & rows["iso3"].notna()].reset_index(drop=True)
    now = countries(list(rows["iso3"].unique())).set_index("iso3").loc[rows["iso3"]].reset_index()
    for column, then in (("land", "army"), ("brigades", "brigades")):
        now[column] = rows[then].astype(float).fillna(now[column])
    now[["land_low", "land_high"]] = np.column_stack([now["land"]] * 2)
    army = now.assign(iso3=rows["comparison_id"], probability="", missions=0.0, listed=0.0, elsewhere=0.0)
    kept = simulate(army, params or parameters(), draws=draws).alone
    return pd.DataFrame(
        [
            _check(
                f"{name}: {r.what[0].lower()}{r.what[1:]}",
                r.kind,
                r.value,
                kept[r.comparison_id],
                r.source_ids,
            )
            for name, r in zip(now["name"], rows.itertuples(), strict=True)
        ],
        index=rows["comparison_id"].to_list(),
    )


def assessments(drawn: dict[str, Draws]) -> pd.DataFrame:
    """The model for today against what others judged possible, in the columns of ``hindcasts``.

    ``drawn`` has simulations of ``europe_all`` and of ``leads``.
    """
    all_, two = drawn["europe_all"].troops, drawn["leads"].troops
    officials, named = (
        data.row("estimates", "wapo-2025-02-europe"),
        data.row("estimates", "zelenskyy-2026-02"),
    )
    studies = data.rows("comparisons", ["iiss-2025-small", "iiss-2025-medium"])
    found = [_check(r.what, r.kind, r.value, all_, r.source_ids) for r in studies.itertuples(index=False)]
    for end in ("low", "high"):
        found.append(
            _check(
                f"European officials, {data.written_date(officials['date'])}",
                "assessment",
                officials[end],
                all_,
                officials["source_ids"],
            )
        )
    who = " and ".join(leads()["name"])
    found.append(
        _check(
            f"{who}, as named on {data.written_date(named['date'])}",
            "assessment",
            named["high"],
            two,
            named["source_ids"],
        )
    )
    return pd.DataFrame(found)


def _check(
    what: str, kind: str, published: float, model: np.ndarray, ids: tuple[str, ...]
) -> dict[str, object]:
    low, middle, high = summary(model)
    return {
        "check": what,
        "kind": kind,
        "published": float(published),
        "low": low,
        "middle": middle,
        "high": high,
        "reached": chance(model, float(published)),
        "source_ids": ids,
    }


def binding(checks: pd.DataFrame, slice_: float) -> pd.DataFrame:
    """The contingents of ``hindcasts`` that are no smaller than a battle group with its support.

    ``slice_`` is a brigade with its support. A smaller one says little about what an army can keep.
    """
    return checks[(checks["kind"] == "kept") & (checks["published"] >= slice_ / 3)]


def garrison_weight(checks: pd.DataFrame, end: str = "high") -> float:
    """The largest weight of garrisons that the French record of 2008 leaves room for.

    At the upper end of the model (or its ``middle``) the army could keep so many more than it had on
    operations; divided by its soldiers in garrison. ``checks`` is the result of ``hindcasts``. One
    record, all services: a bound, not an
    estimate.
    """
    operations, garrisons = (
        data.row("comparisons", "fra-opex-2008"),
        data.row("comparisons", "fra-garrisons-2008"),
    )
    most = checks.at[operations.name, end]
    return max(0.0, (float(most) - float(operations["value"])) / float(garrisons["value"]))


def small_contingents(slice_: float) -> tuple[int, int]:
    """How many of the states of ``comparisons`` kept fewer soldiers than a battle group with its support.

    ``slice_`` is a brigade with its support, of which a battle group is a third. Gives the count and the
    number of contingents compared.
    """
    rows = data.load("comparisons").query("kind == 'kept'")
    return int((rows["value"] < slice_ / 3).sum()), len(rows)
