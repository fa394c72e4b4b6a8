"""Peace after ceasefires in civil wars, with and without peacekeepers, from Fortna's data.

Rule: every ceasefire of the data set (civil wars, ceasefires from 1989 to 1999, followed to the end of
2004). Days in the raw file are counted from 1 January 1970.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pandas as pd

from coalition import data
from coalition.derivation.raw import boolean, number

RELEASE = (
    "Fortna (2008), ceasefires after civil wars 1989-1999, in the copy of Gelman, Hill and Vehtari (2020)"
)
COLUMNS = ("cfdate", "faildate", "peacekeepers?", "censored?")

_ORIGIN = date(1970, 1, 1)


def rows(raw: pd.DataFrame) -> Iterator[dict[str, str]]:
    """Rows of ``civil_war_ceasefires``: one per ceasefire, in the order of the file."""
    source = data.row("sources", "fortna-ceasefires-1999")["source_id"]
    followed_to = max(_day(cell) for cell in raw["faildate"]).isoformat()
    seen: Counter[str] = Counter()
    names = raw[raw.columns[0]]
    for name, (_, row) in zip(names, raw.iterrows(), strict=True):
        slug = _slug(name)
        seen[slug] += 1
        cut_off = number(row["censored?"]) == 1
        yield {
            "case_id": f"{slug}-{seen[slug]}",
            "conflict": name,
            "ceasefire_on": _day(row["cfdate"]).isoformat(),
            "war_again_on": "" if cut_off else _day(row["faildate"]).isoformat(),
            "observed_to": followed_to,
            "peacekeepers": boolean(number(row["peacekeepers?"]) == 1),
            "source_ids": source,
            "as_of": followed_to,
            "confidence": "medium",
            "note": "",
        }


def _day(cell: str) -> date:
    return _ORIGIN + timedelta(days=number(cell))


def _slug(name: str) -> str:
    letters = "".join(c.lower() if c.isalnum() else "-" for c in name)
    return "-".join(part for part in letters.split("-") if part)
