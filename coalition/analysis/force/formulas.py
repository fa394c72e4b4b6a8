"""The formulas of the force model, numbered as in the chapter on methods: what is needed, kept and paid."""

from __future__ import annotations

from typing import Any

import numpy as np


def line_force(per_km: float, line_km: float) -> float:
    """Soldiers or monitors for a line: density (per km) times length (km). Formula 1."""
    return per_km * line_km


def zone_force(per_km2: float, width_km: float, line_km: float) -> float:
    """Soldiers for a zone along a line: density (per km2) times width (km) times length (km). Formula 2."""
    return per_km2 * width_km * line_km


def population_force(per_1000: float, inhabitants: float) -> float:
    """Soldiers (or soldiers and police) for a population: density per 1,000 times inhabitants. Formula 3."""
    return per_1000 / 1000 * inhabitants


def rotation(tour_months: float, interval_months: float) -> float:
    """Soldiers in the pool per soldier in place: (tour + time at home) / tour, both in months. Formula 4."""
    return (tour_months + interval_months) / tour_months


def pool(troops: float, rotation_ratio: float) -> float:
    """Soldiers tied up so that ``troops`` can always be in place. Formula 5."""
    return troops * rotation_ratio


def kept(
    land_force: Any,
    *,
    deployable_share: Any = None,
    rotation_ratio: Any = None,
    sustained_share: Any = None,
    share_committed: Any = 0.0,
    committed_weight: Any = 1.0,
) -> Any:
    """Soldiers that can be kept in Ukraine without a time limit. Formula 6.

    ``land_force`` in soldiers, shares between 0 and 1, ``rotation_ratio`` at least 1. Give either
    ``deployable_share`` and ``rotation_ratio`` or ``sustained_share``, which already contains the
    rotation; giving both would count it twice. ``share_committed`` is the share of the land force
    that is abroad already, ``committed_weight`` the part of it that counts against the rotating
    land force. Never below 0. Scalars or arrays.

    Raises ValueError for both or neither of the two ways, and for a value without sense.
    """
    if (sustained_share is None) == (deployable_share is None and rotation_ratio is None):
        raise ValueError("give either deployable_share and rotation_ratio or sustained_share, not both")
    if sustained_share is None:
        if deployable_share is None or rotation_ratio is None:
            raise ValueError("deployable_share needs rotation_ratio and the other way round")
        _within("rotation_ratio", rotation_ratio, 1, np.inf)
        _within("deployable_share", deployable_share, 0, 1)
        sustained_share = np.divide(deployable_share, rotation_ratio)
    for name, value in (
        ("sustained_share", sustained_share),
        ("share_committed", share_committed),
        ("committed_weight", committed_weight),
    ):
        _within(name, value, 0, 1)
    _within("land_force", land_force, 0, np.inf)
    return np.multiply(
        land_force, np.maximum(0.0, sustained_share - np.multiply(share_committed, committed_weight))
    )


def _within(name: str, value: Any, least: float, most: float) -> None:
    if not np.all((np.asarray(value) >= least) & (np.asarray(value) <= most)):
        raise ValueError(f"{name} must lie between {least} and {most}")


def combat_troops(troops: Any, support_share: Any) -> Any:
    """Soldiers of combat units: ``troops`` less headquarters, logistics and support. Formula 7."""
    return troops * (1 - support_share)


def brigades(troops: Any, brigade_slice: Any) -> Any:
    """Brigades in place: soldiers over soldiers per brigade with its share of support. Formula 8."""
    return troops / brigade_slice


def annual_cost(troops: float, per_soldier_year: float) -> float:
    """Cost of a year, in the currency of ``per_soldier_year``. Formula 9. Equipment and bases come on top."""
    return troops * per_soldier_year
