"""How uncertain the capacity is, and what decides it: seeded draws, total Sobol indices, other choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import ndtr, ndtri

from coalition import data
from coalition.analysis.force.capacity import PROBABILITY, countries
from coalition.analysis.force.formulas import brigades, combat_troops, kept
from coalition.analysis.force.inputs import Parameter, Parameters, parameters, pinned

SEED = 20261010
DRAWS = 2**15
PAIRS = 2**13
"""Pairs of draws from which the shares of the variance are estimated, a power of two."""
INTERVAL = (5, 95)
"""Percentiles of the interval that the chapter gives."""
INSIDE = INTERVAL[1] - INTERVAL[0]
"""Percent of the draws that lie in it."""

GROUPS = (
    "committed_weight",
    "rotation_ratio",
    "brigade_slice",
    "share_committed",
    "support_share",
    "readiness",
    "land",
    "participation",
)
"""What is drawn independently of the rest, in the order of the random streams; a new one goes to the end."""

DRAWN = (
    "rotation_ratio",
    "deployable_share",
    "brigade_share",
    "brigade_slice",
    "committed_weight",
    "share_committed",
    "support_share",
    "participation_deploy",
    "participation_conditional",
    "participation_undecided",
    "participation_correlation",
)
"""The parameters that are drawn."""

WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""The values of ``committed_weight`` at which the answer is given."""

Sample = dict[str, np.ndarray]
"""By group of ``GROUPS``: uniform numbers between 0 and 1, one row per quantity, one column per draw."""


@dataclass(frozen=True)
class Army:
    """One country in each draw, before rotation, size of a brigade and what is abroad are taken into account.

    Arrays of one value per draw, or one value for all: soldiers and brigades that are ready, land soldiers on
    missions, other soldiers abroad, and whether it takes part (1 or 0).
    """

    people: Any
    units: Any
    missions: float
    elsewhere: Any
    takes_part: Any

    def keeps(self, inputs: Mapping[str, Any]) -> np.ndarray:
        """Soldiers it could keep in place if it takes part."""
        return kept(
            self.people,
            self.units,
            missions=self.missions,
            elsewhere=self.elsewhere,
            **{key: inputs[key] for key in ("rotation_ratio", "brigade_slice", "committed_weight")},
        )


@dataclass(frozen=True)
class Draws:
    """One simulation: an array of one value per draw for each quantity."""

    inputs: dict[str, np.ndarray]
    """Drawn parameters that are common to all countries, by id, each in its unit."""
    land: np.ndarray
    """Land forces of the countries that take part, soldiers."""
    troops: np.ndarray
    """Soldiers kept in Ukraine."""
    alone: dict[str, np.ndarray]
    """Soldiers each country could keep if it takes part, by ISO code."""
    armies: tuple[Army, ...]

    def again(self, **held: float) -> np.ndarray:
        """Soldiers kept in the same draws with ``rotation_ratio``, ``brigade_slice`` or ``committed_weight``
        held at one value.

        The same numbers as a new simulation with these parameters pinned, at a fraction of the time.
        """
        inputs = self.inputs | held
        return np.asarray(sum(army.keeps(inputs) * army.takes_part for army in self.armies))

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


def _spread(low: float, central: float, high: float, uniform: np.ndarray, shape: str) -> np.ndarray:
    width = high - low
    if width == 0:
        return np.full(uniform.shape, central, dtype=float)
    if shape == "uniform":
        return low + width * uniform
    if shape != "triangular":
        raise ValueError(f"no shape {shape!r}; there are triangular and uniform")
    rising = low + np.sqrt(uniform * width * (central - low))
    falling = high - np.sqrt((1 - uniform) * width * (high - central))
    return np.where(uniform < (central - low) / width, rising, falling)


def sample(who: pd.DataFrame, draws: int = DRAWS, seed: int = SEED) -> Sample:
    """Random numbers for one simulation of the rows of ``who``; each group has a stream of its own."""
    rows = {"readiness": 1 + len(who), "land": len(who), "participation": 5 + len(who)}
    return {
        group: np.random.Generator(np.random.PCG64([seed, i])).random((rows.get(group, 1), draws))
        for i, group in enumerate(GROUPS)
    }


def simulate(
    who: pd.DataFrame | str = "europe",
    params: Parameters | None = None,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    shape: str = "triangular",
    limit: str = "both",
    whole: bool = False,
) -> Draws:
    """Draw parameters and who takes part, and compute what could be kept in Ukraine in each draw.

    ``who`` is a frame of ``capacity.countries`` or the id of a set. Each country with a probability takes
    part when a normal variable falls below the quantile of that probability; the variables of all countries
    share a common part, so decisions move together (one-factor Gaussian copula with
    ``participation_correlation``). Readiness is partly pooled: one standing of each army, of whose variance
    the part ``readiness_pooled`` is common to all, sets the share of its soldiers and the share of its
    brigades that are ready. Land forces vary between their lowest and highest count, country by country;
    the other
    parameters are common to all. ``limit`` is ``both``, ``people`` or ``units``; ``whole`` rounds each
    country's share down to whole thirds of a brigade.

    The random numbers do not depend on the parameters: two runs that differ in one parameter differ by it
    alone. Same seed, same numbers.
    """
    table = countries(who) if isinstance(who, str) else who
    random = sample(table, draws, seed)
    return evaluate(random, table, params or parameters(), shape=shape, limit=limit, whole=whole)


def evaluate(
    random: Sample,
    who: pd.DataFrame,
    params: Parameters,
    *,
    shape: str = "triangular",
    limit: str = "both",
    whole: bool = False,
) -> Draws:
    """The model for given random numbers; see ``simulate``."""
    p = params
    inputs = {
        key: spread(p[key], random[key][0], shape)
        for key in ("rotation_ratio", "brigade_slice", "committed_weight", "share_committed", "support_share")
    }
    odds = random["participation"]
    for row, key in enumerate((*PROBABILITY.values(), "participation_correlation")):
        inputs[key] = spread(p[key], odds[row], shape)
    tie = inputs["participation_correlation"]
    pooled = p["readiness_pooled"].central
    common, ready = np.sqrt(tie) * ndtri(odds[4]), np.sqrt(pooled) * ndtri(random["readiness"][0])
    land, troops, alone, armies = np.zeros(odds.shape[1]), np.zeros(odds.shape[1]), {}, []
    for i, c in enumerate(who.itertuples()):
        standing = ndtr(ready + np.sqrt(1 - pooled) * ndtri(random["readiness"][i + 1]))
        soldiers = _spread(c.land_low, c.land, c.land_high, random["land"][i], shape)
        ready_soldiers = soldiers * spread(p["deployable_share"], standing, shape)
        ready_brigades = c.brigades * spread(p["brigade_share"], standing, shape)
        guessed = np.maximum(c.listed, soldiers * inputs["share_committed"] - c.missions)
        army = Army(
            ready_soldiers if limit != "units" else np.inf,
            ready_brigades if limit != "people" else np.inf,
            c.missions,
            guessed if np.isnan(c.elsewhere) else c.elsewhere,
            _takes_part(c.probability, inputs, common + np.sqrt(1 - tie) * ndtri(odds[i + 5])),
        )
        can = army.keeps(inputs)
        if whole:
            third = inputs["brigade_slice"] / 3
            can = np.floor(can / third) * third
        alone[c.iso3] = can
        land += soldiers * army.takes_part
        troops += can * army.takes_part
        armies.append(army)
    return Draws(inputs, land, troops, alone, tuple(armies))


def _takes_part(probability: str, inputs: dict[str, np.ndarray], leaning: np.ndarray) -> Any:
    return 1.0 if probability == "" else leaning < ndtri(inputs[probability])


def summary(values: np.ndarray) -> tuple[float, float, float]:
    """Lower end of the interval, median and upper end (see ``INTERVAL``)."""
    low, middle, high = np.percentile(values, [INTERVAL[0], 50, INTERVAL[1]])
    return float(low), float(middle), float(high)


def chance(values: np.ndarray, size: float) -> float:
    """Share of draws that reach ``size``: a probability given the model, not of the world."""
    return float(np.mean(values >= size))


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


def scan(drawn: dict[str, Draws]) -> pd.DataFrame:
    """What each set could keep with the weight of soldiers abroad held at each of ``WEIGHTS``.

    Columns: set, weight, low, median, high (soldiers kept).
    """
    return pd.DataFrame(
        [
            (key, weight, *summary(draws.again(committed_weight=weight)))
            for key, draws in drawn.items()
            for weight in WEIGHTS
        ],
        columns=["set", "weight", "low", "median", "high"],
    )


def drivers(
    who: pd.DataFrame | str = "europe", params: Parameters | None = None, draws: int = PAIRS
) -> pd.DataFrame:
    """What the spread of the answer comes from: total Sobol indices, all inputs moving at once.

    A group's index is the share of the variance that would be left, on average, if everything but the group
    were known; interactions count in each group that takes part, so the shares may add to more than 1.
    ``draws`` is a power of two. Pick and freeze with the estimators of ``scipy.stats.sobol_indices``
    (Saltelli and others 2010, Jansen 1999), by groups of inputs.

    Columns: group (of ``GROUPS``; what does not enter has no row), label, in_prose, total, first (shares of
    the variance), rank. Largest total first.
    """
    # It takes a second to load, which the form of the model in a page, and any other book, can do without.
    from scipy.stats import sobol_indices  # noqa: PLC0415

    table = countries(who) if isinstance(who, str) else who
    p = params or parameters()
    here, there = sample(table, draws, SEED + 1), sample(table, draws, SEED + 2)
    moved = [
        g for g in GROUPS if g != "support_share" and (g != "participation" or any(table["probability"]))
    ]

    def of(random: Sample) -> np.ndarray:
        return evaluate(random, table, p).troops

    found = sobol_indices(
        func={
            "f_A": of(here)[None],
            "f_B": of(there)[None],
            "f_AB": np.array([of(here | {g: there[g]})[None] for g in moved]),
        },
        n=draws,
    )
    labels, words = data.labels_of("computed", "driver"), data.meanings_of("computed", "driver")
    rows = pd.DataFrame(
        {
            "group": moved,
            "label": [labels[g] for g in moved],
            "in_prose": [words[g] for g in moved],
            "total": found.total_order.ravel(),
            "first": found.first_order.ravel(),
        }
    ).sort_values(["total", "group"], ascending=[False, True], ignore_index=True)
    return rows.assign(rank=rows.index + 1)


def against_concepts(concepts: pd.DataFrame, ability: np.ndarray, expected: np.ndarray) -> pd.DataFrame:
    """How often each concept's published sizes are reached, from ``requirement.by_concept``.

    Adds the columns can_low and can_high (if all take part), sent_low and sent_high (if each decides):
    probabilities between 0 and 1.
    """
    return concepts.assign(
        **{
            f"{name}_{end}": [chance(troops, s) for s in concepts[end]]
            for name, troops in (("can", ability), ("sent", expected))
            for end in ("low", "high")
        }
    )


def variants(params: Parameters | None = None, draws: int = DRAWS, seed: int = SEED) -> pd.DataFrame:
    """The same question decided otherwise, one choice at a time, all ready and open states taking part.

    Columns: variant (id), label, low, median, high (soldiers kept). The first row is the chapter's own.
    """
    p = params or parameters()
    europe = countries("europe_all")
    wider = dict(p) | {"rotation_ratio": replace(p["rotation_ratio_outer"], id="rotation_ratio")}
    ceiling, french = europe.copy(), europe.copy()
    at = europe["iso3"] == "FRA"
    ceiling.loc[at, "elsewhere"] = data.row("deployments", "fra-total")["troops"] - europe.loc[at, "missions"]
    for iso3, soldiers in countries_operational().items():
        french.loc[french["iso3"] == iso3, ["land", "land_low", "land_high"]] = soldiers
    specs: list[tuple[str, pd.DataFrame, Parameters, dict[str, Any]]] = [
        ("base", europe, p, {}),
        ("people", europe, p, {"limit": "people"}),
        ("units", europe, p, {"limit": "units"}),
        ("whole", europe, p, {"whole": True}),
        ("outer", europe, wider, {}),
        ("france_ceiling", ceiling, p, {}),
        ("operational", french, p, {}),
        ("no_conscripts", europe[~europe["conscripts"]], p, {}),
        ("flat", europe, p, {"shape": "uniform"}),
        ("apart", europe, pinned(p, readiness_pooled=p["readiness_pooled"].low), {}),
        ("alike", europe, pinned(p, readiness_pooled=p["readiness_pooled"].high), {}),
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
