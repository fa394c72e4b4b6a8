"""The formulas of the force model, numbered as in the chapter on methods: what is needed, kept and paid."""

from __future__ import annotations

from typing import Any

import numpy as np


def line_force(per_km: float, line_km: float) -> float:
    """Soldiers or monitors for a line: density (per km) times length (km). Formula 1."""
    return per_km * line_km


def population_force(per_1000: float, inhabitants: float) -> float:
    """Soldiers (or soldiers and police) for a population: density per 1,000 times inhabitants. Formula 2."""
    return per_1000 / 1000 * inhabitants


def ratio_force(attackers: float, force_ratio: float) -> float:
    """Defenders who hold against so many attackers: attackers over attackers per defender. Formula 3.

    ``force_ratio`` is the break-even ratio, at least 1. All defenders count, the host's army first of all.
    """
    return attackers / force_ratio


def front_force(line_km: float, frontage_km: float, brigade_size: float) -> float:
    """Defenders who man a front: length (km) over front per brigade (km), times soldiers. Formula 4."""
    return line_km / frontage_km * brigade_size


def rotation(tour_months: float, interval_months: float) -> float:
    """Soldiers in the pool per soldier in place: (tour + time at home) / tour, both in months. Formula 5."""
    return (tour_months + interval_months) / tour_months


def pool(troops: float, rotation_ratio: float) -> float:
    """Soldiers tied up so that ``troops`` can always be in place. Formula 6."""
    return troops * rotation_ratio


def kept(
    people: Any,
    units: Any,
    *,
    rotation_ratio: Any,
    brigade_slice: Any,
    missions: Any = 0.0,
    elsewhere: Any = 0.0,
    committed_weight: Any = 0.0,
) -> Any:
    """Soldiers that an army can keep in Ukraine without a time limit. Formula 7.

    The smaller of two counts, less what is abroad: soldiers that can deploy (``people``), who must also man
    the support, over ``rotation_ratio``; and brigades that can deploy (``units``) over ``rotation_ratio``,
    each with its support of ``brigade_slice`` soldiers in all. ``missions`` are land soldiers on missions
    now, who count in full; ``elsewhere`` are other soldiers abroad, of whom the part ``committed_weight``
    counts. Never below 0. Scalars or arrays; ``people`` or ``units`` may be infinite and then set no limit.

    Raises ValueError for a value without sense.
    """
    for name, value, least, most in (
        ("people", people, 0, np.inf),
        ("units", units, 0, np.inf),
        ("rotation_ratio", rotation_ratio, 1, np.inf),
        ("brigade_slice", brigade_slice, 0, np.inf),
        ("missions", missions, 0, np.inf),
        ("elsewhere", elsewhere, 0, np.inf),
        ("committed_weight", committed_weight, 0, 1),
    ):
        if not np.all((np.asarray(value) >= least) & (np.asarray(value) <= most)):
            raise ValueError(f"{name} must lie between {least} and {most}")
    gross = np.minimum(people, np.multiply(units, brigade_slice)) / rotation_ratio
    return np.maximum(0.0, gross - missions - np.multiply(committed_weight, elsewhere))


def combat_troops(troops: Any, support_share: Any) -> Any:
    """Soldiers of combat units: ``troops`` less headquarters, logistics and support. Formula 8."""
    return troops * (1 - support_share)


def brigades(troops: Any, brigade_slice: Any) -> Any:
    """Brigades in place: soldiers over soldiers per brigade with its share of support. Formula 9."""
    return troops / brigade_slice


def annual_cost(troops: float, per_soldier_year: float) -> float:
    """Cost of a year, in the currency of ``per_soldier_year``; equipment and bases apart. Formula 10."""
    return troops * per_soldier_year
