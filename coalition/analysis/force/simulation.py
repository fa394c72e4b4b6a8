"""How uncertain the capacity is, and what it hangs on: seeded draws, one-at-a-time changes, variants."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import ndtri

from coalition import data
from coalition.analysis.force.capacity import PROBABILITY, committed_central, countries, kept_central
from coalition.analysis.force.formulas import brigades, combat_troops, kept
from coalition.analysis.force.inputs import Parameter, Parameters, parameters, pinned

SEED = 20261010
DRAWS = 100_000
INTERVAL = (5, 95)
"""Percentiles of the interval that the chapter gives."""
INSIDE = INTERVAL[1] - INTERVAL[0]
"""Percent of the draws that lie in it."""

DRAWN = (
    "rotation_ratio",
    "deployable_share",
    "committed_weight",
    "support_share",
    "brigade_slice",
    "readiness_first_brigade",
    "participation_deploy",
    "participation_conditional",
    "participation_undecided",
    "participation_correlation",
)
"""Parameters that are drawn, in the order of the random stream; a new one goes to the end."""


@dataclass(frozen=True)
class Draws:
    """One simulation: an array of one value per draw for each quantity."""

    inputs: dict[str, np.ndarray]
    """Drawn parameters by id, each in its unit."""
    land: np.ndarray
    """Land forces of the countries that take part, soldiers."""
    troops: np.ndarray
    """Soldiers kept in Ukraine."""
    alone: dict[str, np.ndarray]
    """Soldiers each country could keep if it takes part, by ISO code."""
    parts: list[tuple[np.ndarray, np.ndarray]]
    """Per country: land force if it takes part (soldiers, else 0) and share of it that counts as abroad."""

    def again(self, rotation: float | None = None, share: float | None = None) -> np.ndarray:
        """Soldiers kept in the same draws with rotation or deployable share held at one value.

        The same numbers as a new simulation with these parameters pinned, at a fraction of the time.
        """
        ratio = self.inputs["rotation_ratio"] if rotation is None else rotation
        sustained = (self.inputs["deployable_share"] if share is None else share) / ratio
        return np.asarray(sum(soldiers * np.maximum(0.0, sustained - away) for soldiers, away in self.parts))

    @property
    def brigades(self) -> np.ndarray:
        """Brigades in place with their share of support."""
        return brigades(self.troops, self.inputs["brigade_slice"])

    @property
    def combat_troops(self) -> np.ndarray:
        """Soldiers of combat units among those kept."""
        return combat_troops(self.troops, self.inputs["support_share"])


def spread(parameter: Parameter, uniform: np.ndarray, shape: str = "triangular") -> np.ndarray:
    """Values of a parameter for uniform draws between 0 and 1.

    ``triangular``: from low to high with the peak at central. ``uniform``: every value between low
    and high alike. A parameter whose low equals its high is a constant.
    """
    low, central, high = parameter.span()
    return _spread(low, central, high, uniform, shape)


def _spread(low: Any, central: Any, high: Any, uniform: np.ndarray, shape: str) -> np.ndarray:
    width = high - low
    if np.all(width == 0):
        return np.full(uniform.shape, central, dtype=float)
    if shape == "uniform":
        return low + width * uniform
    if shape != "triangular":
        raise ValueError(f"no shape {shape!r}; there are triangular and uniform")
    width = np.where(width == 0, 1, width)
    peak = (central - low) / width
    rising = low + np.sqrt(uniform * width * np.maximum(central - low, 0))
    falling = high - np.sqrt((1 - uniform) * width * np.maximum(high - central, 0))
    return np.where(high == low, central, np.where(uniform < peak, rising, falling))


def simulate(
    who: pd.DataFrame | str = "europe",
    params: Parameters | None = None,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    shape: str = "triangular",
    use_sustained_share: bool = False,
) -> Draws:
    """Draw parameters and who takes part, and compute what could be kept in Ukraine in each draw.

    ``who`` is a frame of ``capacity.countries`` or the id of a set. Each country with a probability
    takes part when a normal variable falls below the quantile of that probability; the variables of
    all countries share a common part, so decisions move together (one-factor Gaussian copula with
    ``participation_correlation``). Land forces vary between their lowest and highest count, the share
    abroad by ``share_committed``, both country by country; the other parameters are common to all.
    ``use_sustained_share`` takes NATO's sustained share in place of deployable share and rotation.

    The stream of random numbers does not depend on the parameters: two runs that differ in one
    parameter differ by it alone. Same seed, same numbers.
    """
    table = countries(who) if isinstance(who, str) else who
    p = params or parameters()
    stream = np.random.Generator(np.random.PCG64(seed))
    uniforms = stream.random((len(DRAWN), draws))
    inputs = {key: spread(p[key], u, shape) for key, u in zip(DRAWN, uniforms, strict=True)}
    common = stream.standard_normal(draws)
    tie = np.sqrt(inputs["participation_correlation"])
    loose = np.sqrt(1 - inputs["participation_correlation"])
    threshold = {PROBABILITY[k]: ndtri(inputs[PROBABILITY[k]]) for k in PROBABILITY}
    how = {"deployable_share": inputs["deployable_share"], "rotation_ratio": inputs["rotation_ratio"]}
    if use_sustained_share:
        how = {"sustained_share": spread(p["sustained_share"], uniforms[0], shape)}
    abroad = p["share_committed"]
    land, troops, alone, parts = np.zeros(draws), np.zeros(draws), {}, []
    for c, central in zip(table.itertuples(), committed_central(table, p), strict=True):
        own, size, away = stream.standard_normal(draws), stream.random(draws), stream.random(draws)
        soldiers = _spread(c.land_low, c.land, c.land_high, size, shape)
        committed = _spread(abroad.low, central, abroad.high, away, shape)
        alone[c.iso3] = kept(
            soldiers, **how, share_committed=committed, committed_weight=inputs["committed_weight"]
        )
        takes_part = 1.0 if c.probability == "" else tie * common + loose * own < threshold[c.probability]
        land += soldiers * takes_part
        troops += alone[c.iso3] * takes_part
        parts.append((soldiers * takes_part, committed * inputs["committed_weight"]))
    return Draws(inputs, land, troops, alone, parts)


def summary(values: np.ndarray) -> tuple[float, float, float]:
    """Lower end of the interval, median and upper end (see ``INTERVAL``)."""
    low, middle, high = np.percentile(values, [INTERVAL[0], 50, INTERVAL[1]])
    return float(low), float(middle), float(high)


def chance(values: np.ndarray, size: float) -> float:
    """Share of draws that reach ``size``: a probability given the model, not of the world."""
    return float(np.mean(values >= size))


def expected(who: pd.DataFrame, params: Parameters, *, sizes: str = "land") -> float:
    """Soldiers kept with each parameter at its central value and each country weighted by its probability.

    ``sizes`` is the column of the land force: land, land_low or land_high.
    """
    weights = np.array([1.0 if key == "" else params[key].central for key in who["probability"]])
    return float((kept_central(who, params, sizes=sizes) * weights).sum())


def axis_end(troops: dict[str, np.ndarray], step: int = 10_000) -> int:
    """The size at which an axis may end, in soldiers: of any set, at most one draw in a hundred goes beyond
    it.
    """
    most = max((float(np.quantile(values, 0.99)) for values in troops.values()), default=0)
    return max(step, int(np.ceil(most / step)) * step)


def exceedance(troops: dict[str, np.ndarray], top: int, step: int = 1_000) -> pd.DataFrame:
    """Share of draws that reach each size up to ``top``.

    Columns: size (soldiers), then one per country set.
    """
    sizes = np.arange(0, top + 1, step)
    return pd.DataFrame(
        {"size": sizes} | {k: [chance(v, max(int(s), 1)) for s in sizes] for k, v in troops.items()}
    )


def tornado(
    who: pd.DataFrame | str = "europe", params: Parameters | None = None, draws: Draws | None = None
) -> pd.DataFrame:
    """What moves the answer most: one assumption at a time at its low and its high value, the rest central.

    Columns: parameter (id; ``land`` for the size of the armies), name, short_name, in_prose, unit, low,
    central, high (the parameter's values), at_low, at_high (soldiers kept), base (soldiers kept with all
    central), swing (soldiers), rank (1 = largest swing), correlation (rank correlation of the drawn values
    with the soldiers kept, from the simulation; blank for what is drawn country by country), ours,
    source_ids. Largest swing first. The correlation of decisions moves the spread and not the expected value,
    so it has no row.
    """
    table = countries(who) if isinstance(who, str) else who
    p = params or parameters()
    drawn = draws or simulate(table, p)
    base = expected(table, p)
    used = [
        "rotation_ratio",
        "deployable_share",
        "share_committed",
        "committed_weight",
        *sorted({k for k in table["probability"] if k}),
    ]
    ranks = pd.Series(drawn.troops).rank()
    rows = []
    for key in used:
        at = [expected(table, pinned(p, **{key: value})) for value in (p[key].low, p[key].high)]
        rows.append(
            {
                "parameter": key,
                "name": p[key].name,
                "short_name": p[key].short_name,
                "in_prose": p[key].in_prose,
                "unit": p[key].unit,
                "low": p[key].low,
                "central": p[key].central,
                "high": p[key].high,
                "at_low": at[0],
                "at_high": at[1],
                "base": base,
                "correlation": ranks.corr(pd.Series(drawn.inputs[key]).rank())
                if key in drawn.inputs
                else np.nan,
                "ours": p[key].ours,
                "source_ids": p[key].source_ids,
            }
        )
    sums = [float(table[c].sum()) for c in ("land_low", "land", "land_high")]
    rows.append(
        {
            "parameter": "land",
            "name": "Size of the land forces, where counts differ",
            "short_name": "Size of the armies, where counts differ",
            "in_prose": "how large the armies are",
            "unit": "troops",
            "low": sums[0],
            "central": sums[1],
            "high": sums[2],
            "at_low": expected(table, p, sizes="land_low"),
            "at_high": expected(table, p, sizes="land_high"),
            "base": base,
            "correlation": np.nan,
            "ours": False,
            "source_ids": data.together(table["source_ids"]),
        }
    )
    found = pd.DataFrame(rows)
    found["swing"] = (found["at_high"] - found["at_low"]).abs()
    found = found.sort_values(["swing", "parameter"], ascending=[False, True], ignore_index=True)
    return found.assign(rank=found.index + 1)


def against_concepts(troops: np.ndarray, concepts: pd.DataFrame) -> pd.DataFrame:
    """How often the capacity reaches each concept's published sizes, from ``requirement.by_concept``.

    Adds the columns reaches_low and reaches_high (probabilities between 0 and 1).
    """
    return concepts.assign(
        reaches_low=[chance(troops, s) for s in concepts["low"]],
        reaches_high=[chance(troops, s) for s in concepts["high"]],
    )


def variants(params: Parameters | None = None, draws: int = DRAWS, seed: int = SEED) -> pd.DataFrame:
    """The same question decided otherwise, one choice at a time.

    Columns: variant (id), label, low, median, high (soldiers kept). The first row is the chapter's own.
    """
    p = params or parameters()
    europe = countries("europe")
    outer = p["rotation_ratio_outer"]
    wider = dict(p) | {"rotation_ratio": replace(outer, id="rotation_ratio")}
    french = europe.copy()
    for iso3, soldiers in countries_operational().items():
        french.loc[french["iso3"] == iso3, ["land", "land_low", "land_high"]] = soldiers
    specs: list[tuple[str, pd.DataFrame, Parameters, dict[str, Any]]] = [
        ("base", europe, p, {}),
        ("all_back", europe, pinned(p, committed_weight=0), {}),
        ("all_count", europe, pinned(p, committed_weight=1), {}),
        ("sustained", europe, p, {"use_sustained_share": True}),
        ("outer", europe, wider, {}),
        ("all_take_part", countries("europe_all"), p, {}),
        ("ready_only", countries("ready"), p, {}),
        ("with_others", countries("wide"), p, {}),
        ("independent", europe, pinned(p, participation_correlation=0), {}),
        ("no_conscripts", europe[~europe["conscripts"]], p, {}),
        ("operational", french, p, {}),
        ("flat", europe, p, {"shape": "uniform"}),
    ]
    labels = data.labels_of("computed", "capacity_variant")
    rows = []
    for key, who, values, options in specs:
        low, middle, high = summary(simulate(who, values, draws=draws, seed=seed, **options).troops)
        rows.append({"variant": key, "label": labels[key], "low": low, "median": middle, "high": high})
    return pd.DataFrame(rows)


def countries_operational() -> dict[str, float]:
    """Land forces that the army itself counts as operational, soldiers by country, where known."""
    rows = data.load("land_forces").dropna(subset=["operational"])
    return dict(zip(rows["iso3"], rows["operational"].astype(float), strict=True))
