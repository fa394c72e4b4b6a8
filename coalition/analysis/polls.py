"""Which polls on sending soldiers count, what each reading nets, and what may be compared over time."""

from __future__ import annotations

from math import sqrt

import pandas as pd

from coalition import data
from coalition.analysis import ledger

AFTER_A_DEAL = "peacekeepers_after_ceasefire"
"""The scenario of ``polls`` that matches the plan: soldiers after a ceasefire or peace deal."""

TYPICAL_SAMPLE = 1000
"""Respondents of a poll of usual size, for which the margin of chance is given."""

EVEN_SHARE = 50
"""The share, in per cent, at which the margin of chance is widest."""

LEVEL = 95
"""Of how many random samples in a hundred the margin is stated."""


def readings() -> pd.DataFrame:
    """Every poll reading with its net support.

    Columns: those of ``polls``, then name (country, missing for the EU average), net (support minus
    opposition, percentage points; missing where either was not found) and day (last day of
    fieldwork that the date allows).
    """
    polls = data.load("polls")
    return polls.assign(
        name=polls["iso3"].map(data.names()),
        net=polls["support_pct"] - polls["oppose_pct"],
        day=data.last_day(polls["fieldwork_end"]),
    )


def netted(weak: bool = False) -> pd.DataFrame:
    """The readings of one country outside Ukraine with support and opposition, by country, then time.

    Columns as ``readings``. ``weak`` lets in the rows marked as background only.
    """
    rows = readings()
    rows = rows[rows["net"].notna() & rows["iso3"].notna() & (rows["iso3"] != ledger.HOST)]
    rows = rows if weak else rows[~rows["background_only"]]
    return rows.sort_values(["name", "day", "poll_id"], ignore_index=True)


def own_after_deal(weak: bool = False) -> pd.DataFrame:
    """Rows of ``netted`` that ask about the country's own soldiers after a ceasefire or peace deal."""
    rows = netted(weak)
    return rows[rows["own_troops"] & (rows["scenario"] == AFTER_A_DEAL)].reset_index(drop=True)


def coverage() -> pd.Series:
    """How far the polls reach, as counts.

    Index: readings, countries, both (support and opposition), one_sided, sample (size known),
    no_sample, weak (background only), own (``own_after_deal``), own_countries, own_wordings,
    own_sample, combat (rows on the war itself), direction_only (no percentage
    found), newest (day of the last fieldwork, missing without a dated reading).
    """
    rows, own = readings(), own_after_deal()
    return pd.Series(
        {
            "readings": len(rows),
            "countries": rows["iso3"].nunique(),
            "both": rows["net"].notna().sum(),
            "one_sided": rows["net"].isna().sum(),
            "sample": rows["sample_n"].notna().sum(),
            "no_sample": rows["sample_n"].isna().sum(),
            "weak": rows["background_only"].sum(),
            "own": len(own),
            "own_countries": own["iso3"].nunique(),
            "own_wordings": own["wording"].nunique(),
            "own_sample": own["sample_n"].notna().sum(),
            "combat": (rows["scenario"] == "combat").sum(),
            "direction_only": (rows["support_pct"].isna() & rows["oppose_pct"].isna()).sum(),
            "newest": rows["day"].max(),
        }
    )


def margin(sample: int, share: float = 50) -> float:
    """Half the 95 per cent interval of a share, in points, for a random sample of this size.

    A lower bound: quota and online samples miss by more. Raises ValueError for a sample below 1 or a share
    outside 0 to 100.
    """
    if sample < 1 or not 0 <= share <= 100:
        raise ValueError(f"no margin for a sample of {sample} and a share of {share}")
    return 1.96 * sqrt(share * (100 - share) / sample)


def trends() -> pd.DataFrame:
    """First and last reading wherever one pollster asked one public with one wording at several dates.

    Arms of a split sample share their dates and so are no trend. Columns: iso3, name, pollster, client,
    wording, own_troops, first, last (fieldwork, partial dates), support_first, support_last, oppose_first,
    oppose_last (percent), support_change, oppose_change, net_change (points), source_ids.
    """
    rows = netted()
    rows = rows[rows["day"].notna()]
    same = ["iso3", "name", "pollster", "client", "scenario", "wording", "own_troops"]
    ends = rows.sort_values("day").groupby(same, dropna=False)
    found = [
        _trend(dict(zip(same, key, strict=True)), group)
        for key, group in ends
        if group["fieldwork_end"].nunique() > 1
    ]
    return pd.DataFrame(found, columns=_TREND).sort_values("name", ignore_index=True)


_TREND = [
    "iso3",
    "name",
    "pollster",
    "client",
    "scenario",
    "wording",
    "own_troops",
    "first",
    "last",
    "support_first",
    "support_last",
    "oppose_first",
    "oppose_last",
    "support_change",
    "oppose_change",
    "net_change",
    "source_ids",
]


def _trend(key: dict[str, object], group: pd.DataFrame) -> dict[str, object]:
    first, last = group.iloc[0], group.iloc[-1]
    return key | {
        "first": first["fieldwork_end"],
        "last": last["fieldwork_end"],
        "support_first": first["support_pct"],
        "support_last": last["support_pct"],
        "oppose_first": first["oppose_pct"],
        "oppose_last": last["oppose_pct"],
        "support_change": round(last["support_pct"] - first["support_pct"], 1),
        "oppose_change": round(last["oppose_pct"] - first["oppose_pct"], 1),
        "net_change": round(last["net"] - first["net"], 1),
        "source_ids": tuple(sorted(set(first["source_ids"]) | set(last["source_ids"]))),
    }


def split_sample() -> pd.DataFrame:
    """The split sample: respondents drew one of several models, and only the wording differs.

    Columns: poll_id, arm (what was put to the group), base (bool, the arm for comparison), accept, reject
    (percent), gain (points of acceptance over the arm for comparison; missing without it), fieldwork_start,
    fieldwork_end, source_ids. The arm for comparison comes first, then by acceptance. Empty if no poll has an
    arm.
    """
    rows = readings()
    rows = rows[rows["arm"].notna()]
    support = rows.set_index("poll_id")["support_pct"]
    base = rows["compared_with"].fillna(rows["poll_id"])
    found = pd.DataFrame(
        {
            "poll_id": rows["poll_id"],
            "arm": rows["arm"],
            "base": rows["compared_with"].isna(),
            "accept": rows["support_pct"],
            "reject": rows["oppose_pct"],
            "gain": rows["support_pct"] - base.map(support),
            "fieldwork_start": rows["fieldwork_start"],
            "fieldwork_end": rows["fieldwork_end"],
            "source_ids": rows["source_ids"],
        }
    )
    return found.sort_values(["base", "accept"], ascending=[False, True], ignore_index=True)


def widest_survey(scenario: str) -> pd.DataFrame:
    """The readings of the survey on a scenario that covered most countries, by opposition.

    A survey is what one client had asked at one time. Columns: those of ``readings``, lowest opposition
    first; rows without opposition are left out.
    """
    rows = readings()
    rows = rows[(rows["scenario"] == scenario) & rows["oppose_pct"].notna() & rows["iso3"].notna()]
    rows = rows[rows["client"].notna() & ~rows["background_only"]]
    same = ["client", "fieldwork_end"]
    reach = rows.groupby(same)["iso3"].transform("nunique")
    rows = rows[reach == reach.max()]
    first = rows[same].head(1)
    return rows.merge(first, on=same).sort_values("oppose_pct", ignore_index=True)


def newest(rows: pd.DataFrame) -> pd.DataFrame:
    """The reading of each country with the latest fieldwork."""
    return rows[rows["day"] == rows.groupby("iso3")["day"].transform("max")]
