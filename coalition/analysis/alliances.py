"""How many alliance promises that a war called upon were kept, before and after the Second World War.

From the table ``alliance_calls`` (Berkemeier and Fuhrmann).
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import binomtest

from coalition import data
from coalition.analysis.survival import LEVEL

TURN = 1945
"""Wars that began in this year or later stand in the second period, as in the study."""

CODINGS = ("outcome", "outcome_own")
"""Columns with the coding by older rules, which the chapter shows, and with the authors' own."""


def counted(coding: str = CODINGS[0]) -> pd.DataFrame:
    """Commitments that a coding counts.

    Columns: those of ``alliance_calls``, kept (bool), period (``before`` or ``since`` the ``TURN``).
    """
    table = data.load("alliance_calls")
    table = table[table[coding].isin(["kept", "broken"])]
    period = table["war_began"].ge(TURN).map({True: "since", False: "before"})
    return table.assign(kept=table[coding] == "kept", period=period).reset_index(drop=True)


def violations() -> list[str]:
    """One line per coding under which a period has no promise of a kind that the book shows."""
    return [
        f"data/alliance_calls.csv {coding}: no promise is counted for {row.kind}, {row.period} {TURN}"
        for coding in CODINGS
        for row in tally(coding).itertuples()
        if not row.n
    ]


def tally(coding: str = CODINGS[0]) -> pd.DataFrame:
    """Commitments kept, by period, for all of them and for defence pacts alone.

    Columns: kind (``all``, ``defence_pact``), period (``before``, ``since``), n, kept, broken (counts),
    share, low, high (share kept with the exact interval of Clopper and Pearson; missing where n is 0),
    source_ids.
    """
    table = counted(coding)
    kinds = {"all": table, "defence_pact": table[table["defence_pact"]]}
    return pd.DataFrame(
        [
            {"kind": kind, "period": period} | _shares(rows[rows["period"] == period])
            for kind, rows in kinds.items()
            for period in ("before", "since")
        ]
    )


def _shares(rows: pd.DataFrame) -> dict[str, object]:
    n, kept = len(rows), int(rows["kept"].sum())
    found: dict[str, object] = {"n": n, "kept": kept, "broken": n - kept}
    if n:
        interval = binomtest(kept, n).proportion_ci(confidence_level=LEVEL, method="exact")
        found |= {"share": kept / n, "low": float(interval.low), "high": float(interval.high)}
    else:
        found |= {"share": float("nan"), "low": float("nan"), "high": float("nan")}
    return found | {"source_ids": tuple(data.source_ids(rows))}


RESAMPLES, SEED = 4000, 20261010
"""Draws of whole wars, and their seed, for ``by_war``."""


def by_war(coding: str = CODINGS[0], period: str = "since") -> pd.Series:
    """The share of defence pacts kept in a period, with the interval that whole wars drawn again give.

    Pacts called upon by one war hang together. Index: n (pacts), wars, low, high.
    """
    table = counted(coding)
    table = table[table["defence_pact"] & (table["period"] == period)]
    wars = table.groupby("war")["kept"].agg(["sum", "size"]).to_numpy(float)
    found = {"n": len(table), "wars": len(wars), "low": float("nan"), "high": float("nan")}
    if len(wars):
        drawn = np.random.default_rng(SEED).integers(len(wars), size=(RESAMPLES, len(wars)))
        kept, n = wars[drawn].sum(axis=1).T
        found["low"], found["high"] = np.quantile(kept / n, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return pd.Series(found)
