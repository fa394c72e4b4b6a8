"""How long truces held, and how soon they were first broken.

Every function is pure: it reads the tables, or takes a DataFrame, and returns a new one. The
estimate itself is that of ``survival``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import gamma as gamma_function
from scipy.special import gammainc
from scipy.stats import ecdf, weibull_min

from coalition import data
from coalition.analysis.survival import (
    Weibull,
    first_day_at_half,
    holding_after,
    interval_censored,
    median_days,
    product_limit,
    restricted_mean,
    share_holding,
    step,
)

BASE = "base"
"""The coding of the ``ceasefires`` table itself, before any variant."""

HORIZON = 180
"""Days up to which the restricted mean is taken."""

WEEK, MONTH, QUARTER = 7, 30, 90
"""Days after which the share still holding is given in words."""

DAYS = (0, 1, 3, WEEK, 14, MONTH, QUARTER, HORIZON)
"""Days at which the two measures of a truce are put side by side."""

_CODED = ["duration_days", "observed", "include"]


# Truces: how long they held


def variants() -> dict[str, str]:
    """What each coding of the truces means, by its name; the base case first.

    A variant counts if the table ``ceasefire_variants`` has rows for it.
    """
    used = set(data.load("ceasefire_variants")["variant_id"])
    meanings = data.meanings_of("ceasefire_variants", "variant_id")
    base = data.meanings_of("computed", "truce_coding")
    return base | {v: m for v, m in meanings.items() if v in used}


def variant_labels() -> dict[str, str]:
    """The reader's name of each coding of the truces, the base case first."""
    return data.labels_of("computed", "truce_coding") | data.labels_of("ceasefire_variants", "variant_id")


def unknown_end_labels() -> dict[str, str]:
    """The reader's name of each option on unknown ends, by its code in ``combinations``."""
    return data.labels_of("computed", "unknown_end")


def end_labels() -> dict[str, str]:
    """How a truce ended, in the reader's words, by the codes of ``ended`` in ``truce_spans``."""
    kinds = data.labels_of("ceasefires", "end_kind")
    return data.labels_of("computed", "truce_end") | {c: kinds[c] for c in ("unknown", "never_started")}


def coded(variant: str = BASE) -> pd.DataFrame:
    """Every truce as one variant codes it.

    Columns: those of ``ceasefires``, with duration_days (elapsed days), observed (True if the truce
    failed, False if it was cut off by its own deadline or by a new truce) and include (whether it
    is in the curve) replaced by the rows of ``ceasefire_variants``, reason and source_ids with
    them; recoded (True where that happened). One row per truce, by date.

    Raises KeyError naming the variants there are.
    """
    if variant not in variants():
        raise KeyError(f"no variant {variant!r}; there are {', '.join(variants())}")
    table = data.load("ceasefires").set_index("ceasefire_id")
    recoded = data.load("ceasefire_variants").query("variant_id == @variant").set_index("ceasefire_id")
    table["recoded"] = table.index.isin(recoded.index)
    for column in [*_CODED, "reason", "source_ids"]:
        table.loc[recoded.index, column] = recoded[column]
    return table.reset_index().sort_values("start_date", ignore_index=True)


def survival(table: pd.DataFrame) -> pd.DataFrame:
    """The share of truces still holding, by day: ``survival.product_limit`` of the truces in the curve.

    ``table`` is from ``coded``; only rows with ``include`` count. Truces cut off count as holding
    up to the day on which they were cut off. Columns as there. Raises ValueError if no truce is included.
    """
    rows = table[table["include"]]
    if rows.empty:
        raise ValueError("no truce is included, so there is no curve")
    return product_limit(rows["duration_days"], rows["observed"])


def estimate(variant: str = BASE, days: int = MONTH) -> pd.Series:
    """The results of one coding.

    Index: variant, meaning, n, failed, cut_off, recoded (counts of truces; recoded counts every truce
    whose coding the variant replaces, also those it leaves out), median, median_low, median_high (days),
    holding, holding_low, holding_high (share after ``days``), restricted_mean (days, up to ``HORIZON``),
    source_ids.

    Raises KeyError for an unknown variant.
    """
    table = coded(variant)
    rows, curve = table[table["include"]], survival(table)
    middle, share = median_days(curve), step(curve, days)
    return pd.Series(
        {
            "variant": variant,
            "meaning": variants()[variant],
            "n": len(rows),
            "failed": int(rows["observed"].sum()),
            "cut_off": int((~rows["observed"]).sum()),
            "recoded": int(table["recoded"].sum()),
            "median": middle["median"],
            "median_low": middle["low"],
            "median_high": middle["high"],
            "holding": share["holding"],
            "holding_low": share["low"],
            "holding_high": share["high"],
            "restricted_mean": restricted_mean(curve, HORIZON),
            "source_ids": tuple(data.source_ids(table[table["include"] | table["recoded"]])),
        }
    )


def estimates(days: int = MONTH) -> pd.DataFrame:
    """``estimate`` for the base case and every variant, one row each."""
    return pd.DataFrame([estimate(variant, days) for variant in variants()])


ENDS = ("E1", "E2")
"""Variants that take every unknown end as early and as late as it can have been."""


# All combinations of the contested codings

SELECTED = ("F", "H")
"""Variants that leave truces out instead of coding them otherwise; no choice of a coder."""

INTERVAL = "interval"
"""The choice on unknown ends that takes them as lying anywhere up to the latest day."""

MIDDLE = (0.05, 0.95)
"""Bounds, as shares of all combinations, of the middle nine tenths."""


def choices() -> list[dict[str, pd.DataFrame]]:
    """The contested choices, each with its options: rows of ``ceasefire_variants`` by the option's name.

    A truce that variants code one by one is a choice of its own; a variant with a rule for many truces is one
    choice, and the two bounds of unknown ends are options of the same choice, beside ``INTERVAL``. The option
    ``BASE`` of each changes nothing.
    """
    table = data.load("ceasefire_variants")
    table = table[~table["variant_id"].isin(SELECTED)]
    bounds = table[table["variant_id"].isin(ENDS)]
    ruled = table[table["variant_id"].isin(_RECODES) & ~table.index.isin(bounds.index)]
    single = table.drop(index=bounds.index.union(ruled.index))
    none = table.iloc[:0]
    found = [
        {BASE: none} | dict(iter(rows.groupby("variant_id"))) for _, rows in single.groupby("ceasefire_id")
    ]
    found += [{BASE: none, variant: rows} for variant, rows in ruled.groupby("variant_id")]
    return [*found, {BASE: none} | dict(iter(bounds.groupby("variant_id"))) | {INTERVAL: none}]


def combinations(days: int) -> pd.DataFrame:
    """The estimate under every combination of the options of ``choices``.

    Kaplan-Meier; under ``INTERVAL`` a Weibull curve (``survival.interval_censored``), since the product limit
    knows no such ends. Columns: options (tuple of the options chosen, in the order of ``choices``), median
    (days; missing if not reached), holding (share after ``MONTH`` days), in_force (share in force on a day
    if the start lies on any of the ``days`` before it alike). One row per combination.
    """
    table = data.load("ceasefires").set_index("ceasefire_id")
    unknown = table.index[table["exclusion"] == "unknown_end"]
    latest = tuple(sorted(_latest().reindex(unknown).dropna().astype(int)))
    place = {truce: i for i, truce in enumerate(table.index)}
    every = tuple(
        tuple(
            (name, tuple(map(place.__getitem__, r["ceasefire_id"])), _whole(r)) for name, r in options.items()
        )
        for options in choices()
    )
    rows = _of_all(_whole(table.fillna({"duration_days": 0, "observed": False})), every, latest, days)
    return pd.DataFrame(rows, columns=["options", "median", "holding", "in_force"])


_Cells = tuple[tuple[int, ...], ...]


def _whole(table: pd.DataFrame) -> _Cells:
    """The columns ``_CODED`` in whole numbers, row by row."""
    return tuple(map(tuple, table[_CODED].to_numpy(int).tolist()))


@cache
def _of_all(
    cells: _Cells,
    every: tuple[tuple[tuple[str, tuple[int, ...], _Cells], ...], ...],
    latest: tuple[int, ...],
    days: int,
) -> list[tuple[Any, ...]]:
    """The rows of ``combinations``, computed once for equal truces and choices.

    ``cells`` codes each truce; an option is its name, the places of the truces that it codes anew, and how.
    """
    rows = []
    for chosen in product(*every):
        coded_as = list(cells)
        for _, places, recoded in chosen:
            for at, row in zip(places, recoded, strict=True):
                coded_as[at] = row
        ended = tuple(sorted(length for length, failed, included in coded_as if included and failed))
        cut_off = tuple(sorted(length for length, failed, included in coded_as if included and not failed))
        names = tuple(name for name, *_ in chosen)
        if names[-1] == INTERVAL:
            found = _of_weibull(interval_censored(ended, cut_off, latest), days)
        else:
            found = _of_steps(ended, cut_off, days)
        rows.append((names, *found))
    return rows


@cache
def _of_steps(ended: tuple[int, ...], cut_off: tuple[int, ...], days: int) -> tuple[float, float, float]:
    """Median, share after ``MONTH`` days and mean share over ``days`` by Kaplan-Meier."""
    curve = share_holding(
        pd.Series([*ended, *cut_off]), pd.Series([True] * len(ended) + [False] * len(cut_off))
    )
    past = curve.loc[curve["day"] <= MONTH, "holding"]
    return (
        first_day_at_half(curve, "holding"),
        float(past.iloc[-1]) if len(past) else 1.0,
        restricted_mean(curve, days) / days,
    )


def _of_weibull(curve: Weibull, days: int) -> tuple[float, float, float]:
    """Median, share after ``MONTH`` days and mean share over ``days`` of a Weibull curve.

    A truce that holds d days fails within the day after, so shares are read at d + 1. The mean share is
    the restricted mean over days: scale * Gamma(1 + 1/k) * P(1/k, (days/scale)^k) / days.
    """
    shape, scale = curve
    mean = scale * gamma_function(1 + 1 / shape) * gammainc(1 / shape, (days / scale) ** shape)
    return (
        float(weibull_min.median(shape, scale=scale)),
        float(weibull_min.sf(MONTH + 1, shape, scale=scale)),
        float(mean / days),
    )


def spread(combined: pd.DataFrame, column: str) -> pd.Series:
    """How a result moves over all combinations. Index: least, low, middle, high, most; low and high bound the
    middle nine tenths (``MIDDLE``). A median that is not reached counts as longer than any.
    """
    values = combined[column].fillna(np.inf)
    low, high = values.quantile(MIDDLE, interpolation="nearest")
    middle = values.quantile(0.5, interpolation="nearest")
    return pd.Series(
        {"least": values.min(), "low": low, "middle": middle, "high": high, "most": values.max()}
    )


def _latest() -> pd.Series:
    """The latest day on which a truce with an unknown end can have failed, by ceasefire_id (variant E2)."""
    table = data.load("ceasefire_variants").query("variant_id == 'E2'")
    return table.set_index("ceasefire_id")["duration_days"]


# Truces: first breach against collapse


def truce_spans() -> pd.DataFrame:
    """First breach and end of every truce, in days from its start, in the base coding.

    Columns: ceasefire_id, name, start_date, breach (days to the first reported fire; missing if no
    date was found), duration (days; missing if unknown), latest (for an unknown end the upper bound of
    variant E2, in days), ended (``failed``, ``cut_off``, ``unknown``, or ``never_started``), include,
    exclusion, end_basis, source_ids. One row per truce, by date.
    """
    table = coded()
    start, breach = (data.first_day(table[c]) for c in ("start_date", "first_violation_date"))
    ended = table["observed"].map({True: "failed", False: "cut_off"}).astype("string").fillna("unknown")
    return pd.DataFrame(
        {
            "ceasefire_id": table["ceasefire_id"],
            "name": table["name"],
            "start_date": table["start_date"],
            "breach": (breach - start).dt.days.astype("Int64"),
            "duration": table["duration_days"],
            "latest": table["ceasefire_id"].map(_latest()).astype("Int64"),
            "ended": ended.where(table["end_kind"] != "never_started", "never_started"),
            "include": table["include"],
            "exclusion": table["exclusion"],
            "end_basis": table["end_basis"],
            "source_ids": table["source_ids"],
        }
    )


def breach_counts(spans: pd.DataFrame) -> pd.Series:
    """How soon the first breach came, from ``truce_spans``.

    Index: dated (truces with a date), same_day (of these, broken on the first day), latest (days; 0 if
    none is dated).
    """
    dated = spans["breach"].dropna()
    latest = int(dated.max()) if len(dated) else 0
    return pd.Series({"dated": len(dated), "same_day": int((dated == 0).sum()), "latest": latest})


def breach_and_collapse(days: Iterable[int] = DAYS) -> pd.DataFrame:
    """Two measures of the truces in the base case, side by side.

    Columns: day, unbroken (share of the truces with a dated first breach on which no fire had been
    reported up to that day, by ``scipy.stats.ecdf``), holding, low, high (as in ``holding_after``).
    """
    spans = truce_spans()
    dated = spans.loc[spans["include"], "breach"].dropna().to_numpy(float)
    table = holding_after(survival(coded()), days)
    table.insert(1, "unbroken", ecdf(dated).sf.evaluate(table["day"]))
    return table


def occasions() -> pd.DataFrame:
    """Truces along the whole front that are named after a day or season of the year.

    Columns: occasion (code), truces (count), years (tuple), lasted (tuple of texts: days, ``at least``
    for a truce cut off, ``unknown``), source_ids. Most frequent first.
    """
    table = coded()
    front = table[(table["scope"] == "front_wide") & table["occasion"].notna()]
    rows = [
        (
            occasion,
            len(group),
            tuple(group["start_date"].str[:4]),
            tuple(map(_lasted, group["duration_days"], group["observed"])),
            data.together(group["source_ids"]),
        )
        for occasion, group in front.groupby("occasion")
    ]
    table = pd.DataFrame(rows, columns=["occasion", "truces", "years", "lasted", "source_ids"])
    return table.sort_values(["truces", "occasion"], ascending=[False, True], ignore_index=True)


def _lasted(days: Any, observed: Any) -> str:
    if pd.isna(days):
        return "unknown"
    return str(days) if observed else f"at least {days}"


# Rules that join the two tables

_RECODES: dict[str, Callable[[pd.DataFrame], pd.Series]] = {
    "D": lambda t: t["include"] & (t["end_kind"] == "expired"),
    "E1": lambda t: t["exclusion"] == "unknown_end",
    "E2": lambda t: t["exclusion"] == "unknown_end",
    "F": lambda t: t["include"] & (t["start_date"].str[:4] > "2021"),
    "H": lambda t: t["include"] & (t["end_kind"] == "never_held"),
    "I": lambda t: t["exclusion"] == "renewal",
}
"""Which truces a variant must recode for its meaning in the descriptor to be true of it."""


def violations() -> list[str]:
    """One line per row that breaks a rule of ``ceasefires`` and ``ceasefire_variants`` taken together."""
    table, recoded = data.load("ceasefires"), data.load("ceasefire_variants")
    found = []
    for row, truce in table.iterrows():
        if truce["include"] == pd.notna(truce["exclusion"]):
            text = "a truce is in the curve or has a reason why not, and not both"
            found.append(data.violation("ceasefires", row + 2, "exclusion", text))
        if truce["include"] and truce[["duration_days", "observed"]].isna().any():
            text = "a truce in the curve needs a duration and how it ended"
            found.append(data.violation("ceasefires", row + 2, "duration_days", text))
    if not table["include"].any():
        found.append(data.violation("ceasefires", None, "include", "no truce is in the curve"))
    for variant, rule in _RECODES.items():
        have = set(recoded.loc[recoded["variant_id"] == variant, "ceasefire_id"])
        meaning = data.meanings_of("ceasefire_variants", "variant_id")[variant]
        for truce in sorted(set(table.loc[rule(table), "ceasefire_id"]) - have):
            text = f"{variant} lacks {truce} ({meaning})"
            found.append(data.violation("ceasefire_variants", None, "ceasefire_id", text))
    return found
