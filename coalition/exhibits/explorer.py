"""The explorer of the capacity model.

Any choice of countries, rotation, share and purpose, by the same functions.

In a notebook ``explore`` answers for any numbers. In the book the same call carries the answers for a grid of
choices, worked out beforehand, so that the page needs neither a kernel nor a network.
"""

from __future__ import annotations

import html
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd
from IPython.display import display

from coalition.analysis import force
from coalition.formats import percent, rounded

MIME = "application/vnd.coalition.explorer+json"

ROTATIONS = (None, 2.5, 3, 3.5, 4, 4.5, 5, 6)
SHARES = (None, 0.3, 0.35, 0.4, 0.45, 0.5)
"""The values a reader of the page can choose; None is the whole range of the parameter."""


@dataclass(frozen=True)
class Outcome:
    """The answer to one choice, rounded as far as it deserves."""

    low: int
    median: int
    high: int
    """Soldiers kept in Ukraine, to the nearest hundred; low and high enclose nine draws in ten."""
    brigades: tuple[float, ...]
    """Lower end, middle and upper end."""
    cost: tuple[float, ...]
    """Billions of euros a year for the middle value, by low, central and high cost of a forward presence."""
    reaches: dict[str, tuple[float, float]]
    """By concept: share of draws that reach its smallest and its largest published size."""


def outcome(
    countries: str | list[str] = "europe", rotation: float | None = None, share: float | None = None
) -> Outcome:
    """Say what one choice gives.

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


def grid() -> dict[str, Any]:
    """Give the answers for every choice the page offers, as plain data.

    Keys: sets (id, label, names, certain), rotations, shares, concepts (id, label, low, high, open), cells:
    one list per choice in the order sets x rotations x shares, holding low, median and high; brigades; cost;
    then the two chances of each concept in percent (0 is less than 1, 100 more than 99).
    """
    params, sizes = force.parameters(), force.by_concept()
    sets, labels = {key: force.countries(key) for key in force.SETS}, force.set_labels()
    cells = []
    for who in sets.values():
        drawn = force.simulate(who, params)
        for rotation in ROTATIONS:
            for share in SHARES:
                o = _outcome(drawn, drawn.again(rotation, share), params, sizes)
                cells.append(
                    [
                        o.low,
                        o.median,
                        o.high,
                        *o.brigades,
                        *o.cost,
                        *(_whole_percent(x) for pair in o.reaches.values() for x in pair),
                    ]
                )
    return {
        "sets": [
            {"id": k, "label": labels[k], "names": sorted(who["name"]), "certain": k in force.CERTAIN}
            for k, who in sets.items()
        ],
        "rotations": [{"value": r, "label": _rotation_label(r, params)} for r in ROTATIONS],
        "shares": [{"value": s, "label": _share_label(s, params)} for s in SHARES],
        "concepts": [
            {
                "id": c.concept,
                "label": force.groups()[c.concept],
                "low": c.low,
                "high": c.high,
                "open": c.open_above,
            }
            for c in sizes.itertuples()
            if c.concept in force.troop_concepts()
        ],
        "cells": cells,
    }


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
    answer = outcome(countries, rotation, share)
    start = {
        "set": countries if isinstance(countries, str) else "europe",
        "rotation": rotation,
        "share": share,
        "concept": concept,
    }
    lines = sentences(answer, concept)
    display(
        {
            "text/plain": " ".join(lines),
            "text/html": "".join(f"<p>{html.escape(line)}</p>" for line in lines),
            MIME: grid() | {"start": start, "table": table, "answer": asdict(answer), "text": lines},
        },
        raw=True,
    )


def sentences(answer: Outcome, concept: str) -> list[str]:
    """Give the answer in words, as the page's form gives it."""
    sizes = force.by_concept().set_index("concept").loc[concept]
    low, high = (percent(x) for x in answer.reaches[concept])
    return [
        f"About {answer.median:,} soldiers kept in Ukraine; nine draws in ten give {answer.low:,} to "
        f"{answer.high:,}.",
        f"That is {answer.brigades[1]} brigades with their support ({answer.brigades[0]} to "
        f"{answer.brigades[2]}).",
        f"{force.groups()[concept]}: published sizes run from {sizes['low']:,} to "
        f"{sizes['high']:,}{' and more' if sizes['open_above'] else ''}. The smallest is reached in {low} "
        f"of the draws, the largest in {high}.",
        f"The middle value would cost about {answer.cost[1]} billion euros a year as a forward presence "
        f"({answer.cost[0]} to {answer.cost[2]}), equipment apart.",
    ]


def cases() -> pd.DataFrame:
    """Give the main choices as a table for readers.

    Each country set with rotation over its range and at its three values.
    """
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
