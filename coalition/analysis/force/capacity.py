"""What a set of countries could keep in Ukraine: soldiers, brigades, time and cost.

All functions are pure.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from coalition import data
from coalition.analysis import ledger
from coalition.analysis.force.formulas import annual_cost
from coalition.analysis.force.inputs import Parameters, parameters
from coalition.analysis.regions import is_european

PROBABILITY = {
    "deploy_troops": "participation_deploy",
    "conditional": "participation_conditional",
    "undecided": "participation_undecided",
}
"""The parameter that says how probable it is that a country with this position takes part; others never
do."""

SETS = ("leads", "ready", "europe_all", "europe", "wide")
"""Country sets of the model (``set_labels``)."""
CERTAIN = ("leads", "ready", "europe_all")
"""Sets in which every country takes part; in the others each decides by the probabilities of
``parameters``."""

COST_BASES = ("cost_forward", "cost_combat_eu", "cost_un", "cost_us_korea", "cost_us")


def countries(set_id: str | list[str] = "europe", as_of: Any = None) -> pd.DataFrame:
    """The countries of a set with their land forces.

    ``set_id`` is one of ``SETS`` or a list of ISO codes. Columns: iso3, name, position, probability (id of
    the parameter, blank where taking part is certain), land, land_low, land_high (soldiers), brigades (on
    record; infinite where not found, so that units set no limit), missions, listed, elsewhere (soldiers
    abroad, see ``abroad``; elsewhere is blank where no total is published), conscripts (bool), estimated
    (True where the land force is derived by ``land_share``), source_ids.

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
    away = abroad().set_index("iso3").reindex(codes)
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
            "brigades": rows["brigades"].astype(float).fillna(np.inf).values,
            "missions": away["missions"].fillna(0).astype(float).values,
            "listed": away["listed"].fillna(0).astype(float).values,
            "elsewhere": away["elsewhere"].astype(float).values,
            "conscripts": rows["conscripts"].fillna(False).astype(bool).values,
            "estimated": estimated.values,
            "source_ids": [
                data.together(ids for ids in pair if isinstance(ids, tuple))
                for pair in zip(rows["source_ids"], away["source_ids"], strict=True)
            ],
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


def abroad() -> pd.DataFrame:
    """Soldiers abroad by country, from ``deployments``, row by row.

    Columns: iso3, missions (land soldiers on missions), listed (soldiers of the other rows of mission and
    garrison, fleets and air forces apart), total (the largest published total that is no ceiling; blank if
    there is none), elsewhere (what the total has beyond the missions, or the other rows where they are more;
    blank without a total), soldiers (missions and elsewhere, or what is listed), source_ids. Plans, ended
    missions, wars, whole missions and what stands ``within`` another row do not count.
    """
    rows = data.load("deployments").dropna(subset=["iso3"])
    single = rows[rows["kind"].isin(["mission", "garrison"]) & rows["within"].isna()]
    single = single[single["service"] != "sea_air"]
    land = single["kind"].eq("mission") & single["service"].eq("land")
    totals = rows[rows["kind"].eq("total") & rows["bound"].ne("upper_bound")]
    found = pd.DataFrame(
        {
            "missions": single[land].groupby("iso3")["troops"].sum(),
            "listed": single[~land].groupby("iso3")["troops"].sum(),
            "total": totals.groupby("iso3")["troops"].max(),
            "source_ids": pd.concat([single, totals]).groupby("iso3")["source_ids"].agg(data.together),
        }
    )
    found[["missions", "listed"]] = found[["missions", "listed"]].fillna(0).astype(int)
    found["elsewhere"] = (found["total"] - found["missions"]).clip(lower=found["listed"])
    found["soldiers"] = found["missions"] + found["elsewhere"].fillna(found["listed"])
    return found.rename_axis("iso3").reset_index()


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
