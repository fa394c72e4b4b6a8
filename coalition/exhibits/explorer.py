"""The explorer of the capacity model: any choice of countries, weight, rotation, brigade and purpose.

In a notebook ``explore`` answers for any numbers. In the book the same call carries the answers for a grid of
choices, worked out and written out beforehand, so that the page needs neither a kernel nor a network and says
what Python says, letter by letter.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from IPython.display import display

from bookpress import templates
from coalition.analysis import force
from coalition.formats import percent, rounded, thousands

MIME = "application/vnd.coalition.explorer+json"
_HTML = templates.read(Path(__file__).parent / "templates" / "explorer.html")

WEIGHTS = (None, 0.0, 0.25, 0.5, 1.0)
ROTATIONS = (None, 3.0, 4.0, 5.0, 6.0)
BRIGADES = (None, 5_000.0, 8_000.0, 10_000.0)
"""The values a reader of the page can choose; None is the whole range of the parameter."""

_KEYS = (
    "low",
    "median",
    "high",
    "brigades_low",
    "brigades",
    "brigades_high",
    "cost_low",
    "cost",
    "cost_high",
)
"""What each answer says besides chances, in the order of the grid."""
_LINES = (
    "About {median} soldiers kept in Ukraine; {inside} per cent of the draws give {low} to {high}.",
    "Whole brigades with their support: {brigades} ({brigades_low} to {brigades_high}).",
    "{purpose}: published sizes run from {least} to {most}. The smallest is reached in {reach_low} of the "
    "draws, the largest in {reach_high}.",
    "The middle value would cost about {cost} billion euros a year as a forward presence ({cost_low} to "
    "{cost_high}), equipment apart.",
)


@dataclass(frozen=True)
class Outcome:
    """The answer to one choice, rounded as far as it deserves and written out."""

    texts: dict[str, str]
    """By ``_KEYS``: soldiers to the nearest hundred (``force.INSIDE`` of the draws lie between low and high),
    whole brigades, billions of euros a year for the middle value by the cost of a forward presence."""
    reaches: dict[str, tuple[float, float]]
    """By concept: share of draws that reach its smallest and its largest published size."""


@dataclass(frozen=True)
class Countries:
    """A set of countries that a reader of the page can choose."""

    id: str
    label: str
    names: str
    """The countries, and whether all of them take part or each decides by its probability."""


@dataclass(frozen=True)
class Value:
    """A value of a parameter that a reader can choose; None is its whole range."""

    value: float | None
    label: str


@dataclass(frozen=True)
class Purpose:
    """A purpose with which a reader can compare, and its published sizes in soldiers, written out."""

    id: str
    label: str
    least: str
    most: str


@dataclass(frozen=True)
class Grid:
    """What a reader of the page can choose, and the answer to every choice."""

    sets: tuple[Countries, ...]
    weights: tuple[Value, ...]
    rotations: tuple[Value, ...]
    brigades: tuple[Value, ...]
    concepts: tuple[Purpose, ...]
    inside: int
    """Percent of the draws between the low and the high of an answer."""
    lines: tuple[str, ...]
    """The sentences of an answer, with places for its numbers."""
    keys: tuple[str, ...]
    """The names of the places, in the order of a cell."""
    chances: tuple[str, ...]
    """Chances in words; a cell says which."""
    cells: tuple[str, ...]
    """One answer per choice in the order sets x weights x rotations x brigades: what ``keys`` name, then the
    places in ``chances`` of each concept's two chances, joined by bars."""


@dataclass(frozen=True)
class Explorer:
    """The explorer of a page: its grid, where it starts, and the answer there in words."""

    grid: Grid
    set: str
    weight: float | None
    rotation: float | None
    brigade: float | None
    concept: str
    table: str
    """The exhibit with the main cases, for readers without JavaScript."""
    text: tuple[str, ...]

    def start(self) -> dict[str, int]:
        """The place of the starting choice in each list of the grid; the first where the grid lacks it."""
        wanted = {
            "sets": [c.id == self.set for c in self.grid.sets],
            "weights": [v.value == self.weight for v in self.grid.weights],
            "rotations": [v.value == self.rotation for v in self.grid.rotations],
            "brigades": [v.value == self.brigade for v in self.grid.brigades],
            "concepts": [p.id == self.concept for p in self.grid.concepts],
        }
        return {name: found.index(True) if True in found else 0 for name, found in wanted.items()}

    def to_json(self) -> dict[str, Any]:
        """The explorer as plain data, for the output of a notebook."""
        return asdict(self)

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> Explorer:
        """The explorer that ``to_json`` made plain. Raises KeyError or TypeError for anything else."""
        parts = {"sets": Countries, "weights": Value, "rotations": Value, "brigades": Value}
        parts |= {"concepts": Purpose}
        grid = found["grid"]
        made = {name: tuple(kind(**row) for row in grid[name]) for name, kind in parts.items()}
        plain = {name: tuple(grid[name]) for name in ("lines", "keys", "chances", "cells")}
        return cls(**(found | {"grid": Grid(**(grid | made | plain)), "text": tuple(found["text"])}))


def outcome(
    countries: str | list[str] = "europe_all",
    weight: float | None = None,
    rotation: float | None = None,
    brigade: float | None = None,
) -> Outcome:
    """What one choice gives.

    ``countries`` is one of ``force.SETS`` or a list of ISO codes (all of them taking part); ``weight`` (part
    of garrisons and other soldiers abroad that counts, 0 to 1), ``rotation`` (soldiers in the pool per
    soldier in place) and ``brigade`` (soldiers of a brigade with its support) hold a parameter at one value,
    None leaves it its range.

    Raises KeyError for an unknown set or country, ``force.ParameterError`` for a value without sense.
    """
    params = force.parameters()
    held = _held(weight, rotation, brigade)
    drawn = force.simulate(force.countries(countries), force.pinned(params, **held))
    return _outcome(drawn.troops, drawn.inputs["brigade_slice"], params, force.by_concept())


def _held(*values: float | None) -> dict[str, float]:
    names = ("committed_weight", "rotation_ratio", "brigade_slice")
    return {name: v for name, v in zip(names, values, strict=True) if v is not None}


def _outcome(
    troops: np.ndarray, slice_: np.ndarray | float, params: force.Parameters, concepts: pd.DataFrame
) -> Outcome:
    soldiers = force.summary(troops)
    whole = force.summary(np.floor(force.brigades(troops, slice_)))
    costs = [force.annual_cost(soldiers[1], c) / 1e9 for c in params["cost_forward"].span()]
    written = (
        *(thousands(rounded(s, 100)) for s in soldiers),
        *(thousands(b) for b in whole),
        *(f"{c:.1f}" for c in costs),
    )
    return Outcome(
        dict(zip(_KEYS, written, strict=True)),
        {
            c.concept: (force.chance(troops, c.low), force.chance(troops, c.high))
            for c in concepts.itertuples()
            if c.concept in force.troop_concepts()
        },
    )


def grid(
    sets: tuple[str, ...] = force.SETS,
    weights: tuple[float | None, ...] = WEIGHTS,
    rotations: tuple[float | None, ...] = ROTATIONS,
    brigades: tuple[float | None, ...] = BRIGADES,
) -> Grid:
    """The answers for every choice that the page offers."""
    params, sizes, labels = force.parameters(), force.by_concept(), force.set_labels()
    who = {key: force.countries(key) for key in sets}
    chances, cells = tuple(percent(x / 100) for x in (0, *range(1, 100), 100)), []
    for table in who.values():
        drawn = force.simulate(table, params)
        for values in product(weights, rotations, brigades):
            held = _held(*values)
            answer = _outcome(drawn.again(**held), (drawn.inputs | held)["brigade_slice"], params, sizes)
            places = (chances.index(percent(x)) for pair in answer.reaches.values() for x in pair)
            cells.append("|".join([*answer.texts.values(), *map(str, places)]))
    return Grid(
        sets=tuple(Countries(k, labels[k], _names(rows, k in force.CERTAIN)) for k, rows in who.items()),
        weights=tuple(Value(v, _share(v, params["committed_weight"])) for v in weights),
        rotations=tuple(Value(v, _ratio(v, params["rotation_ratio"])) for v in rotations),
        brigades=tuple(Value(v, _soldiers(v, params["brigade_slice"])) for v in brigades),
        concepts=tuple(_purpose(c) for c in force.troop_concepts() if c in set(sizes["concept"])),
        inside=force.INSIDE,
        lines=_LINES,
        keys=_KEYS,
        chances=chances,
        cells=tuple(cells),
    )


def explore(
    countries: str | list[str] = "europe_all",
    weight: float | None = None,
    rotation: float | None = None,
    brigade: float | None = None,
    concept: str = "reassurance",
    table: str = "tab-numbers-cases",
) -> None:
    """Show the answer to one choice; in the book, a form to change it.

    Parameters as in ``outcome``; ``concept`` is one of ``force.troop_concepts()``. The form starts at the
    same choice where the grid has it. ``table`` names the exhibit with the main cases, for readers without
    JavaScript.
    """
    if concept not in force.troop_concepts():
        raise KeyError(f"no concept {concept!r}; there are {', '.join(force.troop_concepts())}")
    lines = sentences(outcome(countries, weight, rotation, brigade), concept)
    start = countries if isinstance(countries, str) else "europe_all"
    made = Explorer(grid(), start, weight, rotation, brigade, concept, table, tuple(lines))
    display(
        {
            "text/plain": " ".join(lines),
            "text/html": _HTML.render(text=lines),
            MIME: made.to_json(),
        },
        raw=True,
    )


def sentences(answer: Outcome, concept: str) -> list[str]:
    """The answer in words, as the page's form gives it."""
    purpose, (low, high) = _purpose(concept), (percent(x) for x in answer.reaches[concept])
    values = answer.texts | {
        "inside": str(force.INSIDE),
        "purpose": purpose.label,
        "least": purpose.least,
        "most": purpose.most,
        "reach_low": low,
        "reach_high": high,
    }
    return [line.format(**values) for line in _LINES]


def cases() -> pd.DataFrame:
    """The main choices as a table for readers: a row for each country set, with what each weight gives.

    A cell has the middle value and, in brackets, the ends; the last columns are for the whole range.
    """
    params, sizes, labels = force.parameters(), force.by_concept(), force.set_labels()
    rows = []
    for key in force.SETS:
        drawn = force.simulate(key, params)
        found = {
            weight: _outcome(
                drawn.again(**_held(weight, None, None)), drawn.inputs["brigade_slice"], params, sizes
            )
            for weight in WEIGHTS
        }
        whole = found[None]
        rows.append(
            {
                "Countries": labels[key],
                **{
                    f"{_share(weight, params['committed_weight'])} of those abroad count".capitalize(): (
                        f"{o.texts['median']} ({o.texts['low']} to {o.texts['high']})"
                    )
                    for weight, o in found.items()
                },
                "Whole brigades, middle value": whole.texts["brigades"],
                **{
                    f"Reaches the smallest {force.groups()[c].lower()} force": percent(whole.reaches[c][0])
                    for c in ("reassurance", "deterrence")
                    if c in whole.reaches
                },
            }
        )
    return pd.DataFrame(rows)


def _purpose(concept: str) -> Purpose:
    sizes = force.by_concept().set_index("concept").loc[concept]
    more = " and more" if sizes["open_above"] else ""
    return Purpose(concept, force.groups()[concept], thousands(sizes["low"]), thousands(sizes["high"]) + more)


def _names(rows: pd.DataFrame, certain: bool) -> str:
    how = "All take part." if certain else "Each takes part or stays out by its probability."
    return f"{', '.join(sorted(rows['name']))}. {how}"


def _share(value: float | None, parameter: force.Parameter) -> str:
    low, _, high = parameter.span()
    return (
        f"{100 * low:g} to {100 * high:g} per cent (whole range)"
        if value is None
        else f"{100 * value:g} per cent"
    )


def _ratio(value: float | None, parameter: force.Parameter) -> str:
    low, _, high = parameter.span()
    return f"{low:g} to {high:g} (whole range)" if value is None else f"{value:g} to 1"


def _soldiers(value: float | None, parameter: force.Parameter) -> str:
    low, _, high = parameter.span()
    return f"{thousands(low)} to {thousands(high)} (whole range)" if value is None else thousands(value)
