"""The inputs of the force model: rows of ``parameters``, refused by name if they make no sense."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from coalition import data

LIMITS = {
    "ratio": (1, None),
    "share": (0, 1),
    "probability": (0, 1),
    "correlation": (0, 1),
    "factor": (0, None),
    "months": (0, None),
    "days": (0, None),
    "km": (0, None),
    "km2": (0, None),
    "persons": (0, None),
    "troops": (0, None),
    "troops_per_km": (0, None),
    "monitors_per_km": (0, None),
    "per_1000_inhabitants": (0, None),
    "eur_per_soldier_year": (0, None),
    "usd_per_soldier_year": (0, None),
    "eur_per_brigade": (0, None),
}
"""Lowest and highest value each unit allows; None is no limit. A rotation ratio below 1 would be more
soldiers away than there are."""

USED = {
    "rotation_ratio": "ratio",
    "rotation_ratio_outer": "ratio",
    "deployable_share": "share",
    "brigade_share": "share",
    "share_committed": "share",
    "committed_weight": "share",
    "readiness_pooled": "share",
    "support_share": "share",
    "land_share": "share",
    "brigade_slice": "troops",
    "brigade_size": "troops",
    "readiness_first_brigade": "days",
    "participation_deploy": "probability",
    "participation_conditional": "probability",
    "participation_undecided": "probability",
    "participation_correlation": "correlation",
    "density_line_monitors": "monitors_per_km",
    "density_line_interposition": "troops_per_km",
    "density_peacekeeping": "per_1000_inhabitants",
    "density_stabilisation": "per_1000_inhabitants",
    "line_active_km": "km",
    "opposing_troops": "troops",
    "force_ratio": "ratio",
    "frontage_brigade": "km",
    "population_government": "persons",
    "tour_length": "months",
    "tour_interval": "months",
    "cost_forward": "eur_per_soldier_year",
    "cost_combat_eu": "eur_per_soldier_year",
    "price_update_2011": "factor",
    "cost_un": "usd_per_soldier_year",
    "cost_us": "usd_per_soldier_year",
    "cost_us_korea": "usd_per_soldier_year",
    "cost_setup_brigade": "eur_per_brigade",
}
"""The rows the model needs and the unit it takes each in."""


class ParameterError(ValueError):
    """One line per parameter that the model refuses: file, row, column, value and rule."""


@dataclass(frozen=True)
class Parameter:
    """One input with its range, in ``unit``."""

    id: str
    name: str
    symbol: str
    unit: str
    low: float
    central: float
    high: float
    ours: bool
    source_ids: tuple[str, ...]
    short_name: str = ""
    """The name that charts and narrow columns use."""
    in_prose: str = ""
    """The parameter as half a sentence."""

    def span(self) -> tuple[float, float, float]:
        """Low, central and high."""
        return self.low, self.central, self.high


Parameters = Mapping[str, Parameter]


def parameters(frame: pd.DataFrame | None = None) -> dict[str, Parameter]:
    """The rows of ``parameters`` (or of a frame with its columns) by id.

    Raises ParameterError naming every row, column and value that makes no sense.
    """
    table = data.load("parameters") if frame is None else frame
    if found := violations(table):
        raise ParameterError("\n".join(found))
    return {
        r.parameter_id: Parameter(
            r.parameter_id,
            r.name,
            r.symbol,
            r.unit,
            float(r.low),
            float(r.central),
            float(r.high),
            bool(r.ours),
            r.source_ids,
            _first(r.short_name, r.name),
            _first(r.in_prose, r.name),
        )
        for r in table.itertuples(index=False)
    }


def _first(text: Any, otherwise: str) -> str:
    """A cell's text, or another where the cell is blank."""
    return otherwise if pd.isna(text) else text


def violations(frame: pd.DataFrame) -> list[str]:
    """One line per value of the parameter table that makes no sense; an empty list if the model can use it.

    Refused are: a blank value, an unknown unit, a unit the model does not expect for this row, a value
    outside what the unit allows (a share below 0 or above 1, a rotation ratio below 1), low above central,
    central above high, and a missing row.
    """
    found = []
    for row, p in enumerate(frame.itertuples(index=False), start=2):

        def line(column: str, text: str, place: int = row, key: str = p.parameter_id) -> None:
            found.append(data.violation("parameters", place, column, f"{key}: {text}"))

        values = {c: getattr(p, c) for c in ("low", "central", "high")}
        if blank := [c for c, v in values.items() if pd.isna(v)]:
            line(blank[0], "the value is blank")
            continue
        if p.unit not in LIMITS:
            line("unit", f"{p.unit} is not a unit the model knows ({', '.join(LIMITS)})")
            continue
        if USED.get(p.parameter_id, p.unit) != p.unit:
            line("unit", f"{p.unit} where the model expects {USED[p.parameter_id]}")
        least, most = LIMITS[p.unit]
        for column, value in values.items():
            if value < least:
                line(column, f"{value:g} is below {least}, the least a {p.unit} can be")
            elif most is not None and value > most:
                line(column, f"{value:g} is above {most}, the most a {p.unit} can be")
        for lower, upper in (("low", "central"), ("central", "high")):
            if values[lower] > values[upper]:
                line(lower, f"{values[lower]:g} is above {upper} {values[upper]:g}")
    missing = [p for p in USED if p not in set(frame["parameter_id"])]
    return found + [
        data.violation("parameters", None, "parameter_id", f"{p}: the row is missing") for p in missing
    ]


def pinned(params: Parameters, **values: float) -> dict[str, Parameter]:
    """The parameters with some of them held at one value: ``pinned(p, rotation_ratio=4)``.

    Raises KeyError for an unknown id, ParameterError for a value its unit does not allow.
    """
    changed = dict(params)
    for key, value in values.items():
        least, most = LIMITS[params[key].unit]
        if not least <= value or (most is not None and value > most):
            raise ParameterError(
                f"{key}: {value:g} is not a {params[key].unit} ({least} to {'any' if most is None else most})"
            )
        changed[key] = replace(params[key], low=value, central=value, high=value)
    return changed
