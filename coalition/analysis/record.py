"""The record before: how long truces held, what monitors counted, what became of promises.

Every function is pure: it reads the tables, or takes a DataFrame, and returns a new one. The
survival estimate and its interval come from ``scipy.stats.ecdf``; the median, the share after some
days and the restricted mean are read off that step function.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from typing import Callable

import numpy as np
import pandas as pd
from scipy.stats import CensoredData, ecdf

from coalition import data

BASE = "base"
"""The coding of the ``ceasefires`` table itself, before any variant."""

LEVEL = 0.95
"""Confidence level of every interval here."""

HORIZON = 180
"""Days up to which the restricted mean is taken."""

DAYS = (0, 1, 3, 7, 14, 30, 90, 180)
"""Days at which the two measures of a truce are put side by side."""

_CODED = ["duration_days", "observed", "include"]


# Truces: how long they held


def variants() -> dict[str, str]:
    """What each coding of the truces means, by its name; the base case first."""
    return {BASE: "The coding of the table."} | data.meanings_of("ceasefire_variants", "variant_id")


def truces(variant: str = BASE) -> pd.DataFrame:
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


def survival(coded: pd.DataFrame) -> pd.DataFrame:
    """The share of truces still holding, by day: Kaplan-Meier estimate with its log-log interval.

    ``coded`` is from ``truces``; only rows with ``include`` count. Truces cut off count as holding
    up to the day on which they were cut off. On a day with failures and cut-offs the failures come
    first. Estimate and interval: ``scipy.stats.ecdf`` (product limit, Greenwood variance on the
    log-log scale, ``LEVEL``).

    Columns: day (elapsed days), at_risk, failed, cut_off (counts of truces), holding (share still
    holding after that day), low, high (interval; missing where the formula gives none, that is
    where the share is 0 or 1). One row per day on which a truce ended; before the first row the
    share is 1.

    Raises ValueError if no truce is included.
    """
    rows = coded[coded["include"]]
    if rows.empty:
        raise ValueError("no truce is included, so there is no curve")
    days, failed = rows["duration_days"].astype(int), rows["observed"].astype(bool)
    curve = ecdf(
        CensoredData(uncensored=days[failed].to_numpy(float), right=days[~failed].to_numpy(float))
    ).sf
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # no interval where the share is 0 or 1
        interval = curve.confidence_interval(confidence_level=LEVEL, method="log-log")
    at = curve.quantiles.astype(int)
    return pd.DataFrame(
        {
            "day": at,
            "at_risk": [int((days >= d).sum()) for d in at],
            "failed": [int((failed & (days == d)).sum()) for d in at],
            "cut_off": [int((~failed & (days == d)).sum()) for d in at],
            "holding": curve.probabilities,
            "low": interval.low.probabilities,
            "high": interval.high.probabilities,
        }
    )


def holding_after(curve: pd.DataFrame, days) -> pd.DataFrame:
    """The share still holding after each of some days, read off the curve of ``survival``.

    Columns: day, holding, low, high (shares). Before the first end of a truce the share is 1 and
    there is no interval.
    """
    return pd.DataFrame([_step(curve, day) for day in days])


def _step(curve: pd.DataFrame, day: int) -> dict:
    past = curve[curve["day"] <= day]
    share = past.iloc[-1] if len(past) else {"holding": 1.0, "low": np.nan, "high": np.nan}
    return {"day": day} | {k: float(share[k]) for k in ("holding", "low", "high")}


def median_days(curve: pd.DataFrame) -> pd.Series:
    """The day by which half of the truces had failed, with its interval, from ``survival``.

    Index: median, low, high (days). Each is the first day on which the curve, its lower and its
    upper bound are at one half or below (Brookmeyer and Crowley 1982, on the log-log bounds);
    missing where that never happens.
    """
    return pd.Series(
        {
            name: _first_day_at_half(curve, column)
            for name, column in (("median", "holding"), ("low", "low"), ("high", "high"))
        }
    )


def _first_day_at_half(curve: pd.DataFrame, column: str) -> float:
    reached = curve.loc[
        curve[column] <= 0.5 + 1e-12, "day"
    ]  # the tolerance is for products that should be one half
    return float(reached.iloc[0]) if len(reached) else np.nan


def restricted_mean(curve: pd.DataFrame, until: int = HORIZON) -> float:
    """Mean days held when each truce counts for at most ``until`` days: the area under ``survival`` up to there."""
    inner = curve[curve["day"] < until]
    edges = np.array([0, *inner["day"], until])
    return float((np.diff(edges) * np.array([1.0, *inner["holding"]])).sum())


def estimate(variant: str = BASE, days: int = 30) -> pd.Series:
    """The results of one coding.

    Index: variant, meaning, n, failed, cut_off, recoded (counts of truces; recoded counts every truce
    whose coding the variant replaces, also those it leaves out), median, median_low, median_high (days),
    holding, holding_low, holding_high (share after ``days``), restricted_mean (days, up to ``HORIZON``),
    source_ids.

    Raises KeyError for an unknown variant.
    """
    coded = truces(variant)
    rows, curve = coded[coded["include"]], survival(coded)
    middle, share = median_days(curve), _step(curve, days)
    return pd.Series(
        {
            "variant": variant,
            "meaning": variants()[variant],
            "n": len(rows),
            "failed": int(rows["observed"].sum()),
            "cut_off": int((~rows["observed"]).sum()),
            "recoded": int(coded["recoded"].sum()),
            "median": middle["median"],
            "median_low": middle["low"],
            "median_high": middle["high"],
            "holding": share["holding"],
            "holding_low": share["low"],
            "holding_high": share["high"],
            "restricted_mean": restricted_mean(curve),
            "source_ids": tuple(data.source_ids(coded[coded["include"] | coded["recoded"]])),
        }
    )


def estimates(days: int = 30) -> pd.DataFrame:
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
    table = truces()
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
    """How soon the first breach came, from ``truce_spans``: dated (truces with a date), same_day, latest (days)."""
    dated = spans["breach"].dropna()
    return pd.Series({"dated": len(dated), "same_day": int((dated == 0).sum()), "latest": int(dated.max())})


def breach_and_collapse(days=DAYS) -> pd.DataFrame:
    """Two measures of the truces in the base case, side by side.

    Columns: day, unbroken (share of the truces with a dated first breach on which no fire had been
    reported up to that day, by ``scipy.stats.ecdf``), holding, low, high (as in ``holding_after``).
    """
    spans = truce_spans()
    dated = spans.loc[spans["include"], "breach"].dropna().to_numpy(float)
    table = holding_after(survival(truces()), days)
    table.insert(1, "unbroken", ecdf(dated).sf.evaluate(table["day"]))
    return table


OCCASIONS = ("School-year", "Harvest", "New Year", "Christmas", "Easter", "Spring", "Victory Day")
"""Days and seasons in the names of truces, for ``occasions``."""


def occasions() -> pd.DataFrame:
    """Truces along the whole front that are named after a day or season of the year.

    Columns: occasion, truces (count), years (tuple), lasted (tuple of texts: days, ``at least`` for a
    truce cut off, ``unknown``), source_ids. Most frequent first.
    """
    table = truces()
    front = table[table["scope"] == "front_wide"]
    found = front["name"].map(lambda n: next((o for o in OCCASIONS if re.search(o, n)), None))
    rows = [
        (
            occasion,
            len(group),
            tuple(group["start_date"].str[:4]),
            tuple(map(_lasted, group["duration_days"], group["observed"])),
            tuple(data.source_ids(group)),
        )
        for occasion, group in front.groupby(found)
    ]
    table = pd.DataFrame(rows, columns=["occasion", "truces", "years", "lasted", "source_ids"])
    return table.sort_values(["truces", "occasion"], ascending=[False, True], ignore_index=True)


def _lasted(days, observed) -> str:
    if pd.isna(days):
        return "unknown"
    return str(days) if observed else f"at least {days}"


# Monitored counts

VIOLATIONS = "osce_ceasefire_violations"
VIOLATIONS_PER_DAY = "osce_ceasefire_violations_per_day"


def monitored(*metrics: str) -> pd.DataFrame:
    """Every published count of some measures, with the mean per day; by default violations of the truce.

    Columns: period_start, period_end (partial dates), first_day, last_day, days, value, per_day
    (value divided by days, or the value itself where a mean per day was published), bound, area,
    year_total (True for a count of a whole calendar year), note, source_ids. A period given to the month ends on its last day, or on the day for which the row is
    evidenced if that is earlier. value and per_day stay missing where no count was found. Periods overlap.
    """
    wanted = metrics or (VIOLATIONS, VIOLATIONS_PER_DAY)
    rows = data.load("violations").query("metric in @wanted")
    first = data.first_day(rows["period_start"])
    last = data.last_day(rows["period_end"]).combine(data.last_day(rows["as_of"]), min)
    days = (last - first).dt.days + 1
    return pd.DataFrame(
        {
            "period_start": rows["period_start"],
            "period_end": rows["period_end"],
            "first_day": first,
            "last_day": last,
            "days": days,
            "value": rows["value"],
            "per_day": (rows["value"] / days).where(rows["unit"] != "count_per_day", rows["value"]),
            "bound": rows["bound"],
            "area": rows["area"],
            "year_total": rows["period_start"].str.len() == 4,
            "note": rows["note"],
            "source_ids": rows["source_ids"],
        }
    ).sort_values(["first_day", "last_day"], ignore_index=True)


def yearly(metric: str = VIOLATIONS) -> pd.DataFrame:
    """One row per year for which a total was looked for; a year without a total stays missing.

    Columns: year, value, status (``total``, ``partial`` for a count that covers most of the year, or
    ``not_found``), last_day (of the count), bound, note, source_ids. No year is filled in.
    """
    counts = monitored(metric).assign(year=lambda t: t["first_day"].dt.year)
    long = counts[counts["year_total"] | (counts["days"] > 340)]
    best = long.sort_values("year_total").groupby("year").tail(1).sort_values("year")
    status = (
        best["year_total"].map({True: "total", False: "partial"}).where(best["value"].notna(), "not_found")
    )
    return best.assign(status=status)[
        ["year", "value", "status", "last_day", "bound", "note", "source_ids"]
    ].reset_index(drop=True)


# Promises


@dataclass(frozen=True)
class Coding:
    """One way to count the promises: which rows, and what counts as broken."""

    id: str
    label: str
    apply: Callable[[pd.DataFrame], pd.DataFrame]
    """Takes the rows of ``promises`` and returns those that count, with the outcome that counts."""


def _outcome(old: str, new: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda t: t.assign(outcome=t["outcome"].replace(old, new))


def _once_per_day(table: pd.DataFrame) -> pd.DataFrame:
    broken = table["outcome"] == "breached"
    return table[~(broken & table.assign(broken=broken).duplicated(["broken", "breach_date"]))]


PROMISE_CODINGS = (
    Coding(BASE, "As coded", lambda t: t),
    Coding("in_force", "Only texts that were agreed", lambda t: t[t["in_force"]]),
    Coding(
        "ukraine", "Only texts with Ukraine as a party", lambda t: t[t["parties"].map(lambda p: "UKR" in p)]
    ),
    Coding(
        "not_political", "Without political texts", lambda t: t[t["legal_form"].isin(["treaty", "disputed"])]
    ),
    Coding("treaties", "Treaties only", lambda t: t[t["legal_form"] == "treaty"]),
    Coding("partly_broken", "Kept in part counts as broken", _outcome("partly", "breached")),
    Coding("partly_kept", "Kept in part counts as kept", _outcome("partly", "kept")),
    Coding("once_per_day", "Texts broken on one day count once", _once_per_day),
)
"""Ways to count the promises, the base case first."""


def coded_promises(coding: str = BASE) -> pd.DataFrame:
    """The rows of ``promises`` that one coding counts, with the outcome it gives them.

    Raises KeyError naming the codings there are.
    """
    known = {c.id: c for c in PROMISE_CODINGS}
    if coding not in known:
        raise KeyError(f"no coding {coding!r}; there are {', '.join(known)}")
    return known[coding].apply(data.load("promises")).reset_index(drop=True)


def tally(promises: pd.DataFrame, by: str) -> pd.DataFrame:
    """Promises by one coded column and by outcome.

    Columns: the code, one count per outcome code, total. One row per code of the column in the order
    of the descriptor, also where no promise has it.
    """
    table = pd.crosstab(promises[by], promises["outcome"])
    table = table.reindex(
        index=list(data.meanings_of("promises", by)),
        columns=list(data.meanings_of("promises", "outcome")),
        fill_value=0,
    )
    return table.assign(total=table.sum(axis=1)).rename_axis(columns=None).reset_index()


def tallies() -> pd.DataFrame:
    """How the outcomes add up under each coding.

    Columns: coding, label, one count per outcome code, total, source_ids. One row per coding.
    """
    outcomes = list(data.meanings_of("promises", "outcome"))
    counts = {c: coded_promises(c.id) for c in PROMISE_CODINGS}
    return pd.DataFrame(
        [
            {"coding": c.id, "label": c.label}
            | {o: int((t["outcome"] == o).sum()) for o in outcomes}
            | {"total": len(t), "source_ids": tuple(data.source_ids(t))}
            for c, t in counts.items()
        ]
    )


def breach_days() -> pd.DataFrame:
    """Days on which promises were first broken, texts broken on one day together.

    Columns: breach_date, texts (count), names (tuple), source_ids. Only texts coded as broken; the day
    with most texts first.
    """
    broken = data.load("promises").query("outcome == 'breached'")
    days = broken.groupby("breach_date").agg(
        texts=("name", "size"),
        names=("name", tuple),
        source_ids=("source_ids", lambda s: tuple(sorted({i for ids in s for i in ids}))),
    )
    return days.reset_index().sort_values(
        ["texts", "breach_date"], ascending=[False, True], ignore_index=True
    )


def years_to_breach() -> pd.DataFrame:
    """Years from each promise to its first breach.

    Columns: promise_id, name, first_day (of the promise), breach_day (missing if none), end_day (the
    breach, or the day for which the row is evidenced), years (to the breach), enforcement, outcome,
    breached_by (tuple), source_ids. By date of the promise.
    """
    table = data.load("promises").sort_values("date", ignore_index=True)
    first, breach, known = (
        data.first_day(table["date"]),
        data.first_day(table["breach_date"]),
        data.last_day(table["as_of"]),
    )
    return table[["promise_id", "name"]].assign(
        first_day=first,
        breach_day=breach,
        end_day=breach.fillna(known),
        years=(breach - first).dt.days / 365.25,
        enforcement=table["enforcement"],
        outcome=table["outcome"],
        breached_by=table["breached_by"],
        source_ids=table["source_ids"],
    )
