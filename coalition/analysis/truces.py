"""How long truces held, and how soon they were first broken.

Every function is pure: it reads the tables, or takes a DataFrame, and returns a new one. The
estimate itself is that of ``survival``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
from scipy.stats import ecdf

from coalition import data
from coalition.analysis.survival import (
    holding_after,
    median_days,
    product_limit,
    restricted_mean,
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


# Truces: first breach against collapse


def truce_spans() -> pd.DataFrame:
    """First breach and end of every truce, in days from its start, in the base coding.

    Columns: ceasefire_id, name, start_date, breach (days to the first reported fire; missing if no
    date was found), duration (days; missing if unknown), latest (for an unknown end the upper bound of
    variant E2, in days), ended (``failed``, ``cut_off``, ``unknown``, or ``never_started``), include,
    exclusion, end_basis, source_ids. One row per truce, by date.
    """
    table = coded()
    bound = (
        data.load("ceasefire_variants").query("variant_id == 'E2'").set_index("ceasefire_id")["duration_days"]
    )
    start, breach = (data.first_day(table[c]) for c in ("start_date", "first_violation_date"))
    ended = table["observed"].map({True: "failed", False: "cut_off"}).astype("string").fillna("unknown")
    return pd.DataFrame(
        {
            "ceasefire_id": table["ceasefire_id"],
            "name": table["name"],
            "start_date": table["start_date"],
            "breach": (breach - start).dt.days.astype("Int64"),
            "duration": table["duration_days"],
            "latest": table["ceasefire_id"].map(bound).astype("Int64"),
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
