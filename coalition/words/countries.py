"""What the appendix on countries says: how many were asked and of how many something was found."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from coalition import data
from coalition.charts import strip
from coalition.reference import profiles
from coalition.words.phrases import today


@dataclass(frozen=True)
class Results:
    """The countries for one state of the data."""

    countries: list[profiles.Country]
    overview: pd.DataFrame
    """One row per country, for comparison."""


def results() -> Results:
    """Gather what the tables say of each country."""
    found = profiles.countries()
    return Results(found, profiles.overview(found))


def words(r: Results) -> dict[str, object]:
    """Every number, name and date of the chapter's prose, by the name the prose uses."""
    unknown = [c.name for c in r.countries if c.now["position"] == "unknown"]
    lapsed = [c.name for c in r.countries if c.now["lapsed"]]
    return {
        "n_countries": len(r.countries),
        "n_heard": len(r.countries) - len(unknown),
        "n_unknown": len(unknown),
        "names_unknown": unknown or ["none"],
        "strip_from": data.written_date(strip.FIRST),
        "n_statements": sum(len(c.rows["statements"]) for c in r.countries),
        **{f"n_{table}": _having(r, table) for table in ("polls", "aid", "approvals", "pledges")},
        "n_polls_shown": int(r.overview[profiles.POLL].notna().sum()),
        "n_present": sum((c.rows["deployments"]["kind"] != "ended").any() for c in r.countries),
        "n_present_shown": int(r.overview[profiles.DEPLOYED].notna().sum()),
        "names_lapsed": lapsed or ["none"],
    }


def overview(r: Results) -> dict[str, str]:
    """Caption and reading line of the table of countries; what aid is measured by comes from the data."""
    aid = data.load("aid")
    start = data.written_date(aid["period_start"].dropna().min()[:7])
    return {
        "caption": "Countries side by side: position, approval, opinion, aid and forces, "
        f"{today()} (n = {len(r.countries)}).",
        "reading": "A position was set on the day of the newest statement that sets one; other words may be "
        "newer. The poll is the newest on own "
        "soldiers in any wording, with its date and its wording; wordings cannot be compared. Aid is "
        "allocated bilateral aid since "
        f"{start}, as a share of gross domestic product of {profiles.GDP_YEAR}. Soldiers on land leave out "
        "countries for which only the whole force is known.",
    }


def _having(r: Results, table: str) -> int:
    """Of how many countries a table has a row."""
    return sum(len(c.rows[table]) > 0 for c in r.countries)
