"""How large a force would have to be: by method, and as published by concept, never averaged over those."""

from __future__ import annotations

from typing import Any

import pandas as pd

from coalition import data
from coalition.analysis.force.formulas import front_force, line_force, population_force, ratio_force
from coalition.analysis.force.inputs import Parameters, parameters

SUPPLY = "capacity_available"
"""The code of ``estimates.concept`` that is what could be supplied, and no concept of what a force is for."""
MONITORS = "monitoring"
"""The concept whose published sizes count monitors and staff, not soldiers."""

OF_ALL = "soldiers, Ukraine's included"
"""What the methods for a whole defence count."""

NATIONAL = ("france", "uk_france")
"""Contributors whose figures are a share of a force, not its size."""


def by_method(params: Parameters | None = None) -> pd.DataFrame:
    """Size by each method of the literature, from the parameters.

    Columns: method, label, counts (``soldiers``, ``monitors``, ``soldiers and police`` or ``soldiers,
    Ukraine's included``), low, central, high (people), formula (text), source_ids. Low takes every input at
    the end that gives least, high at the end that gives most; that is a range of cases and no interval of
    probability.
    """
    p = params or parameters()
    line, people, brigade = p["line_active_km"], p["population_government"], p["brigade_size"]
    ratio, front = p["force_ratio"], p["frontage_brigade"]

    def along(key: str) -> list[float]:
        return [line_force(d, length) for d, length in zip(p[key].span(), line.span(), strict=True)]

    def among(key: str) -> list[float]:
        return [population_force(d, n) for d, n in zip(p[key].span(), people.span(), strict=True)]

    specs = [
        (
            "line_monitors",
            "monitors",
            along("density_line_monitors"),
            ("density_line_monitors", "line_active_km"),
        ),
        (
            "line_interposition",
            "soldiers",
            along("density_line_interposition"),
            ("density_line_interposition", "line_active_km"),
        ),
        (
            "population_peacekeeping",
            "soldiers",
            among("density_peacekeeping"),
            ("density_peacekeeping", "population_government"),
        ),
        (
            "population_stabilisation",
            "soldiers and police",
            among("density_stabilisation"),
            ("density_stabilisation", "population_government"),
        ),
        (
            "force_ratio",
            OF_ALL,
            [ratio_force(r, a) for r, a in zip(p["opposing_troops"].span(), ratio.span()[::-1], strict=True)],
            ("opposing_troops", "force_ratio"),
        ),
        (
            "frontage",
            OF_ALL,
            [
                front_force(*values)
                for values in zip(line.span(), front.span()[::-1], brigade.span(), strict=True)
            ],
            ("line_active_km", "frontage_brigade", "brigade_size"),
        ),
    ]
    labels = data.labels_of("computed", "requirement_method")
    formulas = data.meanings_of("computed", "requirement_method")
    rows = []
    for method, counts, (low, central, high), used in specs:
        rows.append(
            {
                "method": method,
                "label": labels[method],
                "counts": counts,
                "low": low,
                "central": central,
                "high": high,
                "formula": formulas[method],
                "source_ids": data.together(p[key].source_ids for key in used),
            }
        )
    return pd.DataFrame(rows)


def concepts() -> list[str]:
    """What a force would be for: codes of ``estimates.concept``, in the order of the descriptor."""
    return [c for c in data.labels_of("estimates", "concept") if c != SUPPLY]


def troop_concepts() -> list[str]:
    """The concepts whose published sizes count soldiers."""
    return [c for c in concepts() if c != MONITORS]


def published(estimates: pd.DataFrame | None = None) -> pd.DataFrame:
    """Every published size in people for Ukraine after the fighting, one row each.

    Columns: those of ``estimates``. Left out are brigades, rotation pools, the defence of Europe
    and of the Donbas before 2022, and rows without a number.
    """
    table = data.load("estimates") if estimates is None else estimates
    kept = (
        table["unit"].isin(["troops", "personnel", "monitors"])
        & table["place"].eq("ukraine")
        & (table["low"].notna() | table["high"].notna())
    )
    return table[kept].reset_index(drop=True)


def by_concept(estimates: pd.DataFrame | None = None) -> pd.DataFrame:
    """The span of published sizes of a whole force, concept by concept.

    Columns: concept, estimates (int), low, high (people: the smallest and the largest number named, an open
    end counting as the number given), open_above (a source says at least ``high``), source_ids. One country's
    share is left out. The numbers between are not averaged.
    """
    table = published(estimates)
    rows = []
    for concept in concepts():
        part = table[(table["concept"] == concept) & ~table["contributors"].isin(NATIONAL)]
        if part.empty:
            continue
        smallest, largest = part["low"].fillna(part["high"]), part["high"].fillna(part["low"])
        top = int(largest.max())
        rows.append(
            {
                "concept": concept,
                "estimates": len(part),
                "low": int(smallest.min()),
                "high": top,
                "open_above": bool(((part["bound"] == "lower") & (largest == top)).any()),
                "source_ids": data.together(part["source_ids"]),
            }
        )
    return pd.DataFrame(rows)


def groups() -> dict[str, str]:
    """The heading under which a published size stands, by code: its concept, or why it has none."""
    return data.labels_of("estimates", "concept") | data.labels_of("computed", "size_group")


def voices() -> dict[str, str]:
    """The reader's word for who stands behind a published size (``voice`` of ``all_sizes``), by code."""
    return data.labels_of("estimates", "voice") | data.labels_of("computed", "size_voice")


_SAME = pd.Timedelta(days=10)
"""Two entries with the same largest number, dated no further apart than this, are one figure."""


def all_sizes() -> pd.DataFrame:
    """Every published number of people, from ``estimates`` and, where not in there, from ``pledges``.

    Columns: group (key of ``groups``), who (a country first where the size is its share), date (partial,
    blank if undated), low, high (people, blank for an open end), bound (point, range, lower, upper), voice
    (code of ``estimates``, or ``press``), what, confidence, source_ids. Sorted by group, then date. Brigades,
    countries and staff are no people in this sense.
    """
    estimates = data.load("estimates")
    estimates = estimates[
        (estimates["unit"] != "brigades") & (estimates["low"].notna() | estimates["high"].notna())
    ]
    group = estimates["concept"].where(~estimates["contributors"].isin(NATIONAL), "share")
    group = group.where(estimates["place"].isin(["ukraine", "any"]), "other")
    first = estimates.assign(group=group, who=estimates["author"], what=estimates["assumptions"])
    offers = data.load("pledges")
    offers = offers[
        (offers["unit"] == "troops")
        & offers["scope"].isin(["total", "uk_france", "national"])
        & (offers["low"].notna() | offers["high"].notna())
    ]
    offers = offers[[not _stands_in(offer, first) for _, offer in offers.iterrows()]]
    second = offers.assign(
        group=offers["scope"].map({"total": "open", "uk_france": "share", "national": "share"}),
        who=[_on(*pair) for pair in zip(offers["who_said"], offers["iso3"].map(data.names()), strict=True)],
        voice="press",
        bound=[_bound(*pair) for pair in zip(offers["low"], offers["high"], strict=True)],
    )
    columns = ["group", "who", "date", "low", "high", "bound", "voice", "what", "confidence", "source_ids"]
    rows = pd.concat([first[columns], second[columns]], ignore_index=True)
    order = rows["group"].map(list(groups()).index)
    return rows.assign(order=order, day=data.last_day(rows["date"])).sort_values(
        ["order", "day", "who"], na_position="first", ignore_index=True
    )[columns]


def _stands_in(offer: pd.Series, estimates: pd.DataFrame) -> bool:
    largest = offer["high"] if pd.notna(offer["high"]) else offer["low"]
    same = estimates["high"].fillna(estimates["low"]) == largest
    day = pd.Series([offer["date"]])
    soon = data.first_day(estimates["date"]) - _SAME <= data.last_day(day).iloc[0]
    late = data.last_day(estimates["date"]) + _SAME >= data.first_day(day).iloc[0]
    return bool((same & soon & late).any())


def _on(who: str, country: Any) -> str:
    return who if pd.isna(country) else f"{country}: {who}"


def _bound(low: Any, high: Any) -> str:
    if pd.isna(high):
        return "lower"
    if pd.isna(low):
        return "upper"
    return "point" if low == high else "range"
