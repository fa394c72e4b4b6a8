"""How large a force must be, and what Europe could keep in Ukraine. Formulas are numbered in the chapter ``methods``."""

from coalition.analysis.force.capacity import (
    CERTAIN,
    COST_BASES,
    SETS,
    abroad,
    annual_cost,
    brigades,
    combat_troops,
    committed_central,
    cost_table,
    countries,
    kept,
    kept_central,
    pool,
    rotation,
)
from coalition.analysis.force.parameters import (
    LIMITS,
    USED,
    Parameter,
    ParameterError,
    Parameters,
    parameters,
    pinned,
    violations,
)
from coalition.analysis.force.requirement import (
    CONCEPTS,
    GROUPS,
    TROOP_CONCEPTS,
    all_sizes,
    by_concept,
    by_method,
    line_force,
    population_force,
    published,
    zone_density,
    zone_force,
)
from coalition.analysis.force.simulation import (
    DRAWN,
    DRAWS,
    INTERVAL,
    SEED,
    Draws,
    against_concepts,
    chance,
    expected,
    simulate,
    spread,
    summary,
    tornado,
    variants,
)
from coalition.analysis.force.validation import validation

__all__ = [name for name in dir() if not name.startswith("_")]
