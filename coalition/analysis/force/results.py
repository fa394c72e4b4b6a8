"""What the model gives for one state of the data: every computation of the chapter on numbers, run once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from coalition import data
from coalition.analysis import force

CURVES = ("ready", "europe", "wide")
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
    """Simulations by country set, among them ``europe`` and ``leads``."""
    countries: pd.DataFrame
    against: pd.DataFrame
    tornado: pd.DataFrame
    variants: pd.DataFrame
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
    def base(self) -> force.Draws:
        """The simulation of the chapter: ready and open states of Europe, each deciding."""
        return self.draws["europe"]


def run(draws: int = force.DRAWS) -> Results:
    """Run every computation of the chapter."""
    params = force.parameters()
    spans = force.by_concept()
    soldiers = spans["concept"].isin(force.troop_concepts())
    europe = force.countries("europe")
    drawn = {key: force.simulate(key, params, draws=draws) for key in (*CURVES, "leads")}
    alone = by_country(europe, drawn["europe"])
    used = data.load("parameters")
    used = used[used["parameter_id"].isin([*force.DRAWN, "share_committed"])]
    return Results(
        params,
        force.all_sizes(),
        force.by_method(params),
        spans[soldiers],
        spans[~soldiers],
        europe,
        drawn,
        alone,
        force.against_concepts(drawn["europe"].troops, spans[soldiers]),
        force.tornado(europe, params, drawn["europe"]),
        force.variants(params, draws),
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

    Columns: iso3, name, position, land (soldiers), low, median, high, central (soldiers kept), abroad
    (soldiers of all services found abroad, blank if none), source_ids.
    """
    found = force.abroad().set_index("iso3")
    spans = [force.summary(draws.alone[c]) for c in who["iso3"]]
    rows = who.assign(
        low=[s[0] for s in spans],
        median=[s[1] for s in spans],
        high=[s[2] for s in spans],
        central=force.kept_central(who, force.parameters()),
        abroad=who["iso3"].map(found["soldiers"]).astype("Int64"),
    )
    rows["source_ids"] = [
        data.together((ids, found["source_ids"].get(c, ())))
        for c, ids in zip(rows["iso3"], rows["source_ids"], strict=True)
    ]
    return rows.sort_values(["median", "land"], ascending=False, ignore_index=True)[
        ["iso3", "name", "position", "land", "low", "median", "high", "central", "abroad", "source_ids"]
    ]
