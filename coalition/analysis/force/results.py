"""What the model gives for one state of the data: every computation of the chapter on numbers, run once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from coalition import data
from coalition.analysis import force

ABILITY, EXPECTED = "europe_all", "europe"
"""The two country sets of the answer: what could be kept if all take part, and what one should expect to be
sent if each decides."""
CURVES = ("leads", ABILITY, EXPECTED)
"""Country sets whose distributions the chapter draws together."""


@dataclass(frozen=True)
class Results:
    """The model's results for one state of the data."""

    params: force.Parameters
    sizes: pd.DataFrame
    methods: pd.DataFrame
    concepts: pd.DataFrame
    """Published spans of the concepts that count soldiers."""
    monitoring: pd.DataFrame
    """The published span of monitoring."""
    europe: pd.DataFrame
    draws: dict[str, force.Draws]
    """Simulations by country set, those of ``CURVES``."""
    scan: pd.DataFrame
    """``force.scan`` of the two sets of the answer."""
    countries: pd.DataFrame
    against: pd.DataFrame
    drivers: dict[str, pd.DataFrame]
    """``force.drivers`` of the two sets of the answer."""
    variants: pd.DataFrame
    hindcasts: pd.DataFrame
    assessments: pd.DataFrame
    costs: pd.DataFrame
    sources: list[str]
    """Sources of the parameters, land forces and deployments behind the simulation."""

    @property
    def spans(self) -> pd.DataFrame:
        """Published spans of all concepts, monitoring first."""
        return pd.concat([self.monitoring, self.concepts], ignore_index=True)

    @property
    def curves(self) -> dict[str, np.ndarray]:
        """Draws of soldiers kept by country set, for the distribution."""
        return {key: self.draws[key].troops for key in CURVES}

    @property
    def ability(self) -> force.Draws:
        """The simulation in which all ready and open states of Europe take part."""
        return self.draws[ABILITY]

    @property
    def kept(self) -> tuple[float, float, float]:
        """The low, middle and high value of what could be kept if all take part."""
        return force.summary(self.ability.troops)

    @property
    def expected(self) -> force.Draws:
        """The simulation in which each of them decides."""
        return self.draws[EXPECTED]


def run(draws: int = force.DRAWS, pairs: int = force.PAIRS) -> Results:
    """Run every computation of the chapter, with so many draws, and pairs of them for what decides the
    spread.
    """
    params = force.parameters()
    spans = force.by_concept()
    soldiers = spans["concept"].isin(force.troop_concepts())
    europe = force.countries(EXPECTED)
    drawn = {key: force.simulate(key, params, draws=draws) for key in CURVES}
    answer = {key: drawn[key] for key in (ABILITY, EXPECTED)}
    alone = by_country(europe, drawn[ABILITY])
    used = data.load("parameters")
    used = used[used["parameter_id"].isin(force.DRAWN)]
    return Results(
        params,
        force.all_sizes(),
        force.by_method(params),
        spans[soldiers],
        spans[~soldiers],
        europe,
        drawn,
        force.scan(answer),
        alone,
        force.against_concepts(spans[soldiers], *(d.troops for d in answer.values())),
        {key: force.drivers(key, params, pairs) for key in answer},
        force.variants(params, draws),
        force.hindcasts(params, draws),
        force.assessments(drawn),
        force.cost_table(cost_sizes(spans), params),
        data.source_ids(used, alone),
    )


def cost_sizes(spans: pd.DataFrame) -> list[int]:
    """The sizes for which a cost is given, in soldiers, ascending.

    They are the smallest size published for a force that reassures (from ``by_concept``), the medium force of
    the IISS and the British plan of 2025.
    """
    smallest = spans.loc[spans["concept"] == "reassurance", "low"]
    named = data.rows("estimates", ["iiss-medium-2025", "radakin-64k-2025"])["low"]
    return sorted({int(size) for size in (*smallest, *named)})


def by_country(who: pd.DataFrame, draws: force.Draws) -> pd.DataFrame:
    """What each country could keep if it takes part, largest first.

    Columns: iso3, name, position, land (soldiers), brigades (on record, blank where not found), missions,
    elsewhere (soldiers abroad: on land missions, and others found), by_units (share of the draws in which
    brigades and not people set the limit), low, median, high (soldiers kept), source_ids.
    """
    slice_ = draws.inputs["brigade_slice"]
    spans = [force.summary(draws.alone[c]) for c in who["iso3"]]
    rows = who.assign(
        low=[s[0] for s in spans],
        median=[s[1] for s in spans],
        high=[s[2] for s in spans],
        brigades=who["brigades"].where(np.isfinite(who["brigades"])).astype("Int64"),
        elsewhere=who["elsewhere"].fillna(who["listed"]),
        by_units=[float(np.mean(a.units * slice_ < a.people)) for a in draws.armies],
    )
    return rows.sort_values(["median", "land"], ascending=False, ignore_index=True)[
        [
            "iso3",
            "name",
            "position",
            "land",
            "brigades",
            "missions",
            "elsewhere",
            "by_units",
            "low",
            "median",
            "high",
            "source_ids",
        ]
    ]
