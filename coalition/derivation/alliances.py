"""Alliance commitments that a war called upon, from Berkemeier and Fuhrmann.

Rule: every commitment that one of the two codings of the data set counts as kept or broken, that is which
applied to a war that happened. Where an alliance deterred an attack there is no war and no row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from coalition import data
from coalition.derivation.raw import boolean, number

RELEASE = (
    "Berkemeier and Fuhrmann (2018), Reassessing the fulfillment of alliance commitments in war, "
    "replication data"
)
COLUMNS = (
    *("warid", "atopid", "cowwarid", "warname", "defense"),
    *("honorLLM", "violateLLM", "honorBF", "violateBF"),
)

_OBSERVED_TO = "2003"
"""The last year of the wars that the authors cover."""


def rows(raw: pd.DataFrame) -> Iterator[dict[str, str]]:
    """Rows of ``alliance_calls``: one per commitment called upon.

    A war without a year in its name takes the first year of the war with its number in the table ``wars``.
    """
    source = data.row("sources", "berkemeier-fuhrmann-2018")["source_id"]
    began = data.load("wars").set_index("war_id")["first_year"]
    for _, row in raw.iterrows():
        older, own = _outcome(row, "LLM"), _outcome(row, "BF")
        if older == own == "not_counted":
            continue
        year = re.search(r"\d{4}", row["warname"])
        yield {
            "call_id": f"{number(row['warid'])}-{number(row['atopid'])}",
            "war": _spaced(row["warname"]),
            "war_began": year[0] if year else str(began[f"cow-{number(row['cowwarid'])}"]),
            "alliance": f"ATOP {number(row['atopid'])}",
            "defence_pact": boolean(number(row["defense"]) == 1),
            "outcome": older,
            "outcome_own": own,
            "source_ids": source,
            "as_of": _OBSERVED_TO,
            "confidence": "medium",
            "note": "",
        }


def _outcome(row: pd.Series, coding: str) -> str:
    if row[f"honor{coding}"]:
        return "kept"
    return "broken" if row[f"violate{coding}"] else "not_counted"


def _spaced(name: str) -> str:
    """A war's name as the file has it, with the spaces that it leaves out."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z\d])|_", " ", name).replace("Warof", "War of")
    return " ".join(name.split())
