"""What monitors counted: violations of the truce by published period and by year.

Every function is pure: it reads the ``violations`` table and returns a new one. No gap is filled.
"""

from __future__ import annotations

import pandas as pd

from coalition import data

VIOLATIONS = "osce_ceasefire_violations"
VIOLATIONS_PER_DAY = "osce_ceasefire_violations_per_day"


def monitored(*metrics: str) -> pd.DataFrame:
    """Every published count of some measures, with the mean per day; by default violations of the truce.

    Columns: period_start, period_end (partial dates), first_day, last_day, days, value, per_day
    (value divided by days, or the value itself where a mean per day was published), bound, area,
    year_total (True for a count of a whole calendar year), note, source_ids. A period given to the
    month ends on its last day, or on the day for which the row is evidenced if that is earlier. value
    and per_day stay missing where no count was found. Periods overlap.
    """
    wanted = metrics or (VIOLATIONS, VIOLATIONS_PER_DAY)
    rows = data.load("violations")
    rows = rows[rows["metric"].isin(wanted)]
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


def around(day: pd.Timestamp) -> pd.DataFrame:
    """The published daily means that meet at a day: the last that ends before it, the first after that.

    Columns: those of ``monitored``. Two rows in this order, or none if one of them was not found.
    """
    means = monitored(VIOLATIONS_PER_DAY)
    means = means[means["value"].notna()]
    before, after = means[means["last_day"] < day], means[means["first_day"] >= day]
    if before.empty or after.empty:
        return means.head(0)
    return pd.concat([before.sort_values("last_day").tail(1), after.head(1)], ignore_index=True)
