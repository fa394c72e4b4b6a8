"""The explorer of the capacity model: any choice of countries, rotation, share and purpose, by its functions.

In a notebook ``explore`` answers for any numbers. In the book the same call carries the answers for a grid of
choices, worked out beforehand, so that the page needs neither a kernel nor a network.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from IPython.display import display

from bookpress import templates
from coalition.analysis import force
from coalition.formats import percent, rounded

MIME = "application/vnd.coalition.explorer+json"
_HTML = templates.read(Path(__file__).parent / "templates" / "explorer.html")

ROTATIONS = (None, 2.5, 3, 3.5, 4, 4.5, 5, 6)
SHARES = (None, 0.3, 0.35, 0.4, 0.45, 0.5)
"""The values a reader of the page can choose; None is the whole range of the parameter."""


@dataclass(frozen=True)
class Outcome:
    """The answer to one choice, rounded as far as it deserves."""

    low: int
    median: int
    high: int
    """Soldiers kept in Ukraine, to the nearest hundred; ``force.INSIDE`` of the draws lie between."""
    brigades: tuple[float, ...]
    """Lower end, middle and upper end."""
    cost: tuple[float, ...]
    """Billions of euros a year for the middle value, by low, central and high cost of a forward presence."""
    reaches: dict[str, tuple[float, float]]
    """By concept: share of draws that reach its smallest and its largest published size."""


@dataclass(frozen=True)
class Countries:
    """A set of countries that a reader of the page can choose."""

    id: str
    label: str
    names: tuple[str, ...]
    certain: bool
    """Whether all of them take part, or each decides by its probability."""


@dataclass(frozen=True)
class Value:
    """A value of a parameter that a reader can choose; None is its whole range."""

    value: float | None
    label: str


@dataclass(frozen=True)
class Purpose:
    """A purpose with which a reader can compare, and its published sizes in soldiers."""

    id: str
    label: str
    low: int
    high: int
    open: bool
    """Whether a source says at least ``high``."""


@dataclass(frozen=True)
class Grid:
    """What a reader of the page can choose, and the answer to every choice."""

    sets: tuple[Countries, ...]
    rotations: tuple[Value, ...]
    shares: tuple[Value, ...]
    concepts: tuple[Purpose, ...]
    inside: int
    """Percent of the draws between the low and the high of an answer."""
    cells: tuple[tuple[float, ...], ...]
    """One answer per choice in the order sets x rotations x shares: low, median and high; brigades; cost;
    then the two chances of each concept in percent (0 is less than 1, 100 more than 99)."""


@dataclass(frozen=True)
class Explorer:
    """The explorer of a page: its grid, where it starts, and the answer there in words."""

    grid: Grid
    set: str
    rotation: float | None
    share: float | None
    concept: str
    table: str
    """The exhibit with the main cases, for readers without JavaScript."""
    text: tuple[str, ...]

    def start(self) -> dict[str, int]:
        """The place of the starting choice in each list of the grid; the first where the grid lacks it."""
        wanted = {
            "sets": [c.id == self.set for c in self.grid.sets],
            "rotations": [v.value == self.rotation for v in self.grid.rotations],
            "shares": [v.value == self.share for v in self.grid.shares],
            "concepts": [p.id == self.concept for p in self.grid.concepts],
        }
        return {name: found.index(True) if True in found else 0 for name, found in wanted.items()}

    def to_json(self) -> dict[str, Any]:
        """The explorer as plain data, for the output of a notebook."""
        return asdict(self)

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> Explorer:
        """The explorer that ``to_json`` made plain. Raises KeyError or TypeError for anything else."""
        grid = found["grid"]
        made = Grid(
            sets=tuple(Countries(**(c | {"names": tuple(c["names"])})) for c in grid["sets"]),
            rotations=tuple(Value(**v) for v in grid["rotations"]),
            shares=tuple(Value(**v) for v in grid["shares"]),
            concepts=tuple(Purpose(**p) for p in grid["concepts"]),
            inside=grid["inside"],
            cells=tuple(tuple(cell) for cell in grid["cells"]),
        )
        return cls(**(found | {"grid": made, "text": tuple(found["text"])}))


def outcome(
    countries: str | list[str] = "europe", rotation: float | None = None, share: float | None = None
) -> Outcome:
    """What one choice gives.

    ``countries`` is one of ``force.SETS`` or a list of ISO codes (all of them taking part); ``rotation``
    (soldiers in the pool per soldier in place) and ``share`` (of a land force that can deploy, 0 to 1) hold a
    parameter at one value, None leaves it its range.

    Raises KeyError for an unknown set or country, ``force.ParameterError`` for a value without sense.
    """
    params = force.parameters()
    chosen = {k: v for k, v in (("rotation_ratio", rotation), ("deployable_share", share)) if v is not None}
    drawn = force.simulate(force.countries(countries), force.pinned(params, **chosen))
    return _outcome(drawn, drawn.troops, params, force.by_concept())


def _outcome(
    drawn: force.Draws, troops: np.ndarray, params: force.Parameters, concepts: pd.DataFrame
) -> Outcome:
    low, median, high = force.summary(troops)
    soldiers = concepts[concepts["concept"].isin(force.troop_concepts())]
    return Outcome(
        rounded(low, 100),
        rounded(median, 100),
        rounded(high, 100),
        tuple(round(b, 1) for b in force.summary(force.brigades(troops, drawn.inputs["brigade_slice"]))),
        tuple(round(force.annual_cost(median, c) / 1e9, 1) for c in params["cost_forward"].span()),
        {
            c.concept: (force.chance(troops, c.low), force.chance(troops, c.high))
            for c in soldiers.itertuples()
        },
    )


def grid() -> Grid:
    """The answers for every choice that the page offers."""
    params, sizes = force.parameters(), force.by_concept()
    sets, labels = {key: force.countries(key) for key in force.SETS}, force.set_labels()
    cells: list[tuple[float, ...]] = []
    for who in sets.values():
        drawn = force.simulate(who, params)
        for rotation in ROTATIONS:
            for share in SHARES:
                o = _outcome(drawn, drawn.again(rotation, share), params, sizes)
                chances = (_whole_percent(x) for pair in o.reaches.values() for x in pair)
                cells.append((o.low, o.median, o.high, *o.brigades, *o.cost, *chances))
    return Grid(
        sets=tuple(
            Countries(k, labels[k], tuple(sorted(who["name"])), k in force.CERTAIN) for k, who in sets.items()
        ),
        rotations=tuple(Value(r, _rotation_label(r, params)) for r in ROTATIONS),
        shares=tuple(Value(s, _share_label(s, params)) for s in SHARES),
        concepts=tuple(
            Purpose(c.concept, force.groups()[c.concept], c.low, c.high, c.open_above)
            for c in sizes.itertuples()
            if c.concept in force.troop_concepts()
        ),
        inside=force.INSIDE,
        cells=tuple(cells),
    )


def explore(
    countries: str | list[str] = "europe",
    rotation: float | None = None,
    share: float | None = None,
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
    lines = sentences(outcome(countries, rotation, share), concept)
    start = countries if isinstance(countries, str) else "europe"
    made = Explorer(grid(), start, rotation, share, concept, table, tuple(lines))
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
    sizes = force.by_concept().set_index("concept").loc[concept]
    low, high = (percent(x) for x in answer.reaches[concept])
    return [
        f"About {answer.median:,} soldiers kept in Ukraine; {force.INSIDE} percent of the draws give "
        f"{answer.low:,} to {answer.high:,}.",
        f"That is {answer.brigades[1]} brigades with their support ({answer.brigades[0]} to "
        f"{answer.brigades[2]}).",
        f"{force.groups()[concept]}: published sizes run from {sizes['low']:,} to "
        f"{sizes['high']:,}{' and more' if sizes['open_above'] else ''}. The smallest is reached in {low} "
        f"of the draws, the largest in {high}.",
        f"The middle value would cost about {answer.cost[1]} billion euros a year as a forward presence "
        f"({answer.cost[0]} to {answer.cost[2]}), equipment apart.",
    ]


def cases() -> pd.DataFrame:
    """The main choices as a table for readers: each country set, with rotation at four values."""
    params, sizes = force.parameters(), force.by_concept()
    rows = []
    labels = force.set_labels()
    for key in force.SETS:
        drawn = force.simulate(key, params)
        for rotation in (None, *params["rotation_ratio"].span()):
            o = _outcome(drawn, drawn.again(rotation), params, sizes)
            rows.append(
                {
                    "Countries": labels[key],
                    "Rotation": _rotation_label(rotation, params),
                    "Lower end": o.low,
                    "Middle value": o.median,
                    "Upper end": o.high,
                    **{
                        f"Reaches the smallest {force.groups()[c].lower()} force": percent(o.reaches[c][0])
                        for c in ("reassurance", "deterrence")
                    },
                }
            )
    return pd.DataFrame(rows)


def _whole_percent(probability: float) -> int:
    return 0 if probability < 0.01 else 100 if probability > 0.99 else round(100 * probability)


def _rotation_label(value: float | None, params: force.Parameters) -> str:
    low, _, high = params["rotation_ratio"].span()
    return f"{low:g} to {high:g} (whole range)" if value is None else f"{value:g} to 1"


def _share_label(value: float | None, params: force.Parameters) -> str:
    low, _, high = params["deployable_share"].span()
    return (
        f"{100 * low:g} to {100 * high:g} percent (whole range)"
        if value is None
        else f"{100 * value:g} percent"
    )
