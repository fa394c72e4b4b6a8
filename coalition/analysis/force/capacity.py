"""What a set of countries could keep in Ukraine: soldiers, brigades, time and cost.

All functions are pure.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from coalition import data
from coalition.analysis import ledger
from coalition.analysis.force.formulas import annual_cost, kept
from coalition.analysis.force.inputs import Parameters, parameters
from coalition.analysis.regions import is_european

PROBABILITY = {
    "deploy_troops": "participation_deploy",
    "conditional": "participation_conditional",
    "undecided": "participation_undecided",
}
"""The parameter that says how probable it is that a country with this position takes part; others never
do."""

SETS = ("leads", "ready", "europe", "europe_all", "wide")
"""Country sets of the model (``set_labels``)."""
CERTAIN = ("leads", "ready", "europe_all")
"""Sets in which every country takes part; in the others each decides by the probabilities of
``parameters``."""

COST_BASES = ("cost_forward", "cost_combat_eu", "cost_un", "cost_us_korea", "cost_us")


def kept_central(who: pd.DataFrame, params: Parameters, *, sizes: str = "land") -> pd.Series:
    """Soldiers each country of ``countries`` could keep if it takes part, every parameter at its central
    value.

    ``sizes`` is the column of the land force: land, land_low or land_high. Indexed as ``who``.
    """
    p = params
    return pd.Series(
        kept(
            who[sizes].to_numpy(),
            deployable_share=p["deployable_share"].central,
            rotation_ratio=p["rotation_ratio"].central,
            share_committed=committed_central(who, p),
            committed_weight=p["committed_weight"].central,
        ),
        index=who.index,
    )


def committed_central(who: pd.DataFrame, params: Parameters) -> np.ndarray:
    """Share of each land force that is abroad: the country's own figure if there is one, else the central
    value.

    An own figure is held within the range of ``share_committed``.
    """
    p = params["share_committed"]
    return who["committed"].fillna(p.central).clip(p.low, p.high).to_numpy(dtype=float)


def countries(set_id: str | list[str] = "europe", as_of: Any = None) -> pd.DataFrame:
    """The countries of a set with their land forces.

    ``set_id`` is one of ``SETS`` or a list of ISO codes. Columns: iso3, name, position, probability (id of
    the parameter, blank where taking part is certain), land, land_low, land_high (soldiers), committed (own
    share of the land force that is abroad, blank where no total is published or only a ceiling), conscripts
    (bool), estimated (True where the land force is derived by ``land_share``), source_ids.

    Raises KeyError for an unknown set or country, ValueError if a country has no land force on record.
    """
    positions = ledger.positions(as_of).set_index("iso3")
    if isinstance(set_id, str):
        codes = _members(set_id, positions)
    else:
        codes = list(dict.fromkeys(set_id))
        if unknown := [c for c in codes if c not in positions.index]:
            raise KeyError(f"no position is recorded for {', '.join(unknown)}")
    forces = data.load("land_forces").set_index("iso3")
    rows = positions.loc[codes, ["name", "position"]].join(forces)
    land, estimated = _land(rows)
    certain = not isinstance(set_id, str) or set_id in CERTAIN
    return pd.DataFrame(
        {
            "iso3": rows.index,
            "name": rows["name"].values,
            "position": rows["position"].values,
            "probability": ["" if certain else PROBABILITY.get(p, "") for p in rows["position"]],
            "land": land.values,
            "land_low": rows["personnel_low"].astype(float).fillna(land).values,
            "land_high": rows["personnel_high"].astype(float).fillna(land).values,
            "committed": _own_share_abroad(land).values,
            "conscripts": rows["conscripts"].fillna(False).astype(bool).values,
            "estimated": estimated.values,
            "source_ids": [ids if isinstance(ids, tuple) else () for ids in rows["source_ids"]],
        }
    )


def set_labels() -> dict[str, str]:
    """The reader's name of each set of ``SETS``."""
    return data.labels_of("computed", "model_set")


def leads() -> pd.DataFrame:
    """The two countries that lead the force: rows of ``countries``."""
    return data.rows("countries", ["GBR", "FRA"])


def _members(set_id: str, positions: pd.DataFrame) -> list[str]:
    """The codes of a set: no country without armed forces, none that speaks of another mission."""
    if set_id not in SETS:
        raise KeyError(f"no country set {set_id!r}; there are {', '.join(SETS)}")
    armed = data.load("land_forces").query("personnel != 0 or personnel.isna()")["iso3"]
    positions = positions[positions["for_this_force"] & positions.index.isin(armed)]
    open_ = positions.index[positions["position"].isin(list(PROBABILITY))]
    if set_id == "leads":
        return list(leads()["iso3"])
    if set_id == "ready":
        return list(positions.index[positions["position"] == "deploy_troops"])
    if set_id == "wide":
        return list(open_)
    return list(open_[is_european(open_)])


def _land(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Land forces; where none is published, active personnel times the central land share."""
    land = rows["personnel"].astype(float)
    missing = land.isna()
    if missing.any():
        table = data.load("indicators")
        active = (
            table[table["indicator"] == "active_personnel"]
            .sort_values("year")
            .groupby("iso3")["value"]
            .last()
            .astype(float)
        )
        land = land.fillna(active.reindex(land.index) * parameters()["land_share"].central)
    if land.isna().any():
        raise ValueError(f"no land force and no active personnel for {', '.join(land.index[land.isna()])}")
    return land, missing


def _own_share_abroad(land: pd.Series) -> pd.Series:
    found = abroad().set_index("iso3")
    totals = found.loc[found["complete"] & ~found["ceiling"], "soldiers"].astype(float)
    return (totals.reindex(land.index) / land.where(land > 0)).astype(float)


def abroad() -> pd.DataFrame:
    """Soldiers of all services abroad by country, from ``deployments``.

    Columns: iso3, soldiers (the largest published total if there is one, else the sum of missions and
    garrisons found), complete (True for a published total), ceiling (True for a total that is an upper
    bound), source_ids. Plans, ended missions, wars, whole missions and what stands ``within`` another row do
    not count; sums are lower bounds.
    """
    rows = data.load("deployments").dropna(subset=["iso3"])
    totals = rows[rows["kind"] == "total"].sort_values("troops").groupby("iso3").tail(1)
    single = rows[
        rows["kind"].isin(["mission", "garrison"])
        & ~rows["iso3"].isin(totals["iso3"])
        & rows["within"].isna()
    ]
    found = pd.concat([totals.assign(complete=True), single.assign(complete=False)])
    return found.groupby("iso3", as_index=False).agg(
        soldiers=("troops", "sum"),
        complete=("complete", "all"),
        ceiling=("bound", lambda b: bool((b == "upper_bound").all())),
        source_ids=("source_ids", data.together),
    )


def cost_table(sizes: list[int], params: Parameters | None = None) -> pd.DataFrame:
    """Cost of a year by basis and size.

    Columns: basis (parameter id), name, short_name, currency (EUR or USD), size (soldiers), low, central,
    high (billions of ``currency``), source_ids. European combat costs are carried from prices of 2010-11 by
    ``price_update_2011``; other bases stand in the prices of their sources. Currencies are not mixed.
    """
    p = params or parameters()
    rows = []
    for basis in COST_BASES:
        update = p["price_update_2011"] if basis == "cost_combat_eu" else None
        factor = update.span() if update else (1, 1, 1)
        for size in sizes:
            low, central, high = (
                annual_cost(size, c * f) / 1e9 for c, f in zip(p[basis].span(), factor, strict=True)
            )
            rows.append(
                {
                    "basis": basis,
                    "name": p[basis].name,
                    "short_name": p[basis].short_name,
                    "currency": p[basis].unit[:3].upper(),
                    "size": size,
                    "low": low,
                    "central": central,
                    "high": high,
                    "source_ids": data.together((p[basis].source_ids, update.source_ids if update else ())),
                }
            )
    return pd.DataFrame(rows)
