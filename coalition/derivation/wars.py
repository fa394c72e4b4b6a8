"""Wars between states by length in calendar years, from the Correlates of War inter-state wars.

Rule: every war of the data set. A war lasts from the first to the last calendar year in which any two of
its states fought. Names of wars and of states are not in the file and are not given.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from coalition import data
from coalition.derivation.raw import number

RELEASE = (
    "Correlates of War, Inter-State War Data, version 4.0, as directed dyad-years (Sarkees and Wayman 2010)"
)
COLUMNS = ("warnum", "ccode1", "year", "cowinterongoing")

_OBSERVED_TO = "2007"
"""The last year that release 4.0 covers."""


def rows(raw: pd.DataFrame) -> Iterator[dict[str, str]]:
    """Rows of ``wars``: one per war."""
    source = data.row("sources", "cow-inter-state-wars")["source_id"]
    fought = raw[raw["cowinterongoing"].map(number) == 1]
    table = fought.assign(war=fought["warnum"].map(number), year=fought["year"].map(number))
    for war, group in table.groupby("war"):
        yield {
            "war_id": f"cow-{war}",
            "first_year": str(group["year"].min()),
            "last_year": str(group["year"].max()),
            "calendar_years": str(group["year"].nunique()),
            "states": str(group["ccode1"].nunique()),
            "source_ids": source,
            "as_of": _OBSERVED_TO,
            "confidence": "high",
            "note": "",
        }
