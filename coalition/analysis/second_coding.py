"""How far two codings agree, and the tables as the second coding has them.

Both codings were made within this project, the second without sight of the first (``second_codings``).
Agreement: Krippendorff, K. (2004), Reliability in content analysis, Human Communication Research 30(3),
411-433; computed by the package ``krippendorff``. 1 is full agreement, 0 what chance alone would give.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

import krippendorff
import numpy as np
import pandas as pd

from coalition import data

FULL, CHANCE = 1, 0
"""Alpha where two codings agree throughout, and where they agree as often as chance would have it."""

RELIABLE = 0.667
"""Alpha below which Krippendorff (2004) would draw not even tentative conclusions."""

RESAMPLES, SEED, LEVEL = 300, 20261010, 0.95
"""Draws, seed and confidence level of the interval of alpha."""

NEVER_HELD, NEVER_STARTED, UNKNOWN = "start", "none", "unknown"
"""Codes of ``truce_end_date`` that are no day."""


@dataclass(frozen=True)
class Variable:
    """Something that was coded twice."""

    table: str
    key: tuple[str, ...]
    column: str
    level: Literal["nominal", "ordinal"] = "nominal"
    """Level of measurement: how far two codes differ."""


VARIABLES = {
    "consent": Variable("missions", ("mission_id",), "host_consent"),
    "outcome": Variable("missions", ("mission_id",), "outcome"),
    "promise": Variable("promises", ("promise_id",), "outcome"),
    "truce_end": Variable("ceasefires", ("ceasefire_id",), "end_kind"),
    "truce_end_date": Variable("ceasefires", ("ceasefire_id",), "duration_days", "ordinal"),
    "consistency": Variable("hypothesis_scores", ("evidence_id", "hypothesis_id"), "consistency", "ordinal"),
    "position": Variable("positions", ("iso3",), "position"),
}
"""By the codes of ``second_codings.variable``; days are compared as lengths, in elapsed days."""


def pairs(variable: str) -> pd.DataFrame:
    """First and second code of every row that was coded twice.

    Columns: item_id, first, second (codes; for ``truce_end_date`` days held, missing where a coder gives
    none), source_ids.
    """
    v = VARIABLES[variable]
    table = data.load(v.table)
    first = table.assign(item_id=table[list(v.key)].agg(":".join, axis=1)).set_index("item_id")
    rows = data.load("second_codings").query("variable == @variable").set_index("item_id")
    second = _days(rows["code"]) if variable == "truce_end_date" else rows["code"]
    return pd.DataFrame(
        {
            "first": first[v.column].reindex(second.index),
            "second": second,
            "source_ids": first["source_ids"].reindex(second.index),
        }
    ).reset_index()


def _days(ends: pd.Series) -> pd.Series:
    """Days held by the second coding: from the start to the end; as first coded where the end is the same."""
    truces = data.load("ceasefires").set_index("ceasefire_id").reindex(ends.index)
    dated = ends[~ends.isin([NEVER_HELD, NEVER_STARTED, UNKNOWN])]
    held = (data.first_day(dated) - data.first_day(truces["start_date"].reindex(dated.index))).dt.days
    days = held.reindex(ends.index).astype("Int64")
    days = days.mask(ends == NEVER_HELD, 0)
    return days.mask((truces["end_date"] == ends).fillna(False).astype(bool), truces["duration_days"])


def agreement() -> pd.DataFrame:
    """How far the two codings agree, by variable.

    Columns: variable, n (rows with both codes), same (of these, equal), alpha (Krippendorff's; missing if
    nothing varies), level, source_ids.
    """
    rows = []
    for name, v in VARIABLES.items():
        both = pairs(name).dropna(subset=["first", "second"])
        rows.append(
            {
                "variable": name,
                "n": len(both),
                "same": int((both["first"] == both["second"]).sum()),
                "alpha": _alpha(both, name, v),
                "level": v.level,
                "source_ids": data.together(both["source_ids"]),
            }
        )
    return pd.DataFrame(rows)


@cache
def _bounds(
    pairs_of: tuple[tuple[float, float], ...], level: Literal["nominal", "ordinal"]
) -> tuple[float, float]:
    """Interval of alpha over rows drawn again with replacement; missing where nothing varies."""
    values, draw = np.array(pairs_of, float), np.random.default_rng(SEED)
    found = []
    for _ in range(RESAMPLES):
        again = values[draw.integers(len(values), size=len(values))].T
        if len(np.unique(again)) > 1:
            found.append(krippendorff.alpha(reliability_data=again, level_of_measurement=level))
    if not found:
        return float("nan"), float("nan")
    low, high = np.quantile(found, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def intervals() -> pd.DataFrame:
    """``agreement`` with the interval of alpha in the columns low and high, from rows drawn again."""
    found = agreement()
    bounds = []
    for name, v in VARIABLES.items():
        values = _values(pairs(name).dropna(subset=["first", "second"]), name, v)
        bounds.append(_bounds(tuple(map(tuple, values.T.tolist())), v.level))
    return found.assign(low=[b[0] for b in bounds], high=[b[1] for b in bounds])


def _alpha(both: pd.DataFrame, name: str, v: Variable) -> float:
    values = _values(both, name, v)
    if len(np.unique(values)) < 2:
        return float("nan")
    return float(krippendorff.alpha(reliability_data=values, level_of_measurement=v.level))


def _values(both: pd.DataFrame, name: str, v: Variable) -> np.ndarray:
    """The codes of both coders as numbers, one row a coder."""
    codes = both[["first", "second"]].T
    if name != "truce_end_date":
        order = {c: i for i, c in enumerate(data.meanings_of(v.table, v.column))}
        codes = codes.map(order.__getitem__)
    return codes.to_numpy(float)


def recoded(table: str) -> pd.DataFrame:
    """A table with the second codes in the place of the first; rows not coded twice stay as they are.

    For ``ceasefires`` the columns duration_days, observed and include follow from the second codes: a truce
    along the whole front that is no renewal is in the curve if its end is known.
    """
    found = data.load(table)
    for name, v in VARIABLES.items():
        if v.table == table:
            items = found[list(v.key)].agg(":".join, axis=1)
            second = items.map(pairs(name).set_index("item_id")["second"])
            kept = second.isna() & ~items.isin(pairs(name)["item_id"])
            found = found.assign(**{v.column: found[v.column].where(kept, second)})
    if table != "ceasefires":
        return found
    failed = found["end_kind"].isin(["relapse", "terminated", "never_held"])
    front = (found["scope"] == "front_wide") & ~found["exclusion"].eq("renewal").fillna(False)
    known = ~found["end_kind"].isin(["unknown", "never_started"]) & found["duration_days"].notna()
    return found.assign(observed=failed, include=front & known)


def violations() -> list[str]:
    """One line per second code that no row or no category has."""
    rows = data.load("second_codings")
    found = []
    for name, v in VARIABLES.items():
        keys = set(data.load(v.table)[list(v.key)].agg(":".join, axis=1))
        codes = set(data.meanings_of(v.table, v.column)) if v.column != "duration_days" else None
        for row, r in rows[rows["variable"] == name].iterrows():
            if r["item_id"] not in keys:
                text = f"{r['item_id']} names no row of {v.table}.csv"
                found.append(data.violation("second_codings", row + 2, "item_id", text))
            elif codes is None:
                found += _day_fault(row, r["code"])
            elif r["code"] not in codes:
                text = f"{r['code']} is no code of {v.table}.{v.column}"
                found.append(data.violation("second_codings", row + 2, "code", text))
    return found


def _day_fault(row: int, code: str) -> list[str]:
    day = pd.to_datetime(pd.Series([code]), format="%Y-%m-%d", errors="coerce").notna().item()
    if day or code in (NEVER_HELD, NEVER_STARTED, UNKNOWN):
        return []
    return [data.violation("second_codings", row + 2, "code", f"{code} is no day")]
