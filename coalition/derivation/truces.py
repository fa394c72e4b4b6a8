"""Our list of truces beside the rows of Ukraine in the ETH/PRIO Civil Conflict Ceasefire data set.

The data set carries no licence that was found, so none of its rows stands here: only its numbers, which
truce of ours each belongs to, our reasons where it belongs to none, and whether both put the truce on the
same day.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from coalition import data
from coalition.derivation.raw import number

RELEASE = "ETH/PRIO Civil Conflict Ceasefire Dataset 1989-2020 (Clayton and others 2022), rows of Ukraine"
COLUMNS = ("cf_id", "location", "cf_effect_yr", "cf_effect_month", "cf_effect_day")

_EFFECT = ("cf_effect_yr", "cf_effect_month", "cf_effect_day")


def rows(raw: pd.DataFrame) -> Iterator[dict[str, str]]:
    """Rows of ``listed_truces``: one per number of the data set, with what was decided on it so far.

    A number that is new has blank decisions, which the check of the package then names.
    """
    source = data.row("sources", "ethprio-ceasefires-2022")["source_id"]
    ours = data.load("ceasefires").set_index("ceasefire_id")["start_date"]
    decided = data.load("listed_truces").set_index("listed_id")
    here = raw[raw["location"] == "Ukraine"]
    for place, group in here.groupby(here["cf_id"].map(number)):
        listed = f"ethprio-{place}"
        known = decided.loc[listed] if listed in decided.index else None
        truce = "" if known is None or pd.isna(known["ceasefire_id"]) else str(known["ceasefire_id"])
        yield {
            "listed_id": listed,
            "ceasefire_id": truce,
            "decision": "" if known is None else str(known["decision"]),
            "reason": "" if known is None else str(known["reason"]),
            "same_day": _compared(group, str(ours[truce])) if truce in ours.index else "",
            "source_ids": source,
            "as_of": "2020",
            "confidence": "medium" if known is None else str(known["confidence"]),
            "note": "" if known is None or pd.isna(known["note"]) else str(known["note"]),
        }


def _compared(group: pd.DataFrame, day: str) -> str:
    """Whether one of the lines of a number has the day of effect that we have."""
    days = [[number(row[c]) for c in _EFFECT] for _, row in group.iterrows()]
    known = {f"{y:04}-{m:02}-{d:02}" for y, m, d in days if min(y, m, d) > 0}
    if not known:
        return "not_given"
    return "same" if day in known else "differs"
