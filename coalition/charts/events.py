"""Events as a table for readers: the lines they belong to and the domains they concern."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.charts.timeline import DOMAIN_LOOKS, domain

TRACKS = {
    "coalition": "Coalition",
    "nato": "NATO",
    "eu": "EU",
    "ukraine_us": "Ukraine<br>and US",
    "us_russia": "Talks with<br>Russia",
    "russia_position": "Russia's<br>position",
    "battlefield": "Fighting<br>and truces",
}
"""Row labels for the tracks of the ``events`` table, in the order they are drawn."""


def between(events: pd.DataFrame, first: str, last: str) -> pd.DataFrame:
    """Rows of ``events`` that certainly fall between two days (ISO 8601), both included.

    An event dated to a month is left out unless the whole month lies between the days.
    """
    inside = (data.first_day(events["date"]) >= pd.Timestamp(first)) & (
        data.last_day(events["date"]) <= pd.Timestamp(last)
    )
    return events[inside]


def event_table(events: pd.DataFrame) -> pd.DataFrame:
    """Events in order of time with columns named for readers, from rows of the ``events`` table."""
    rows = events.assign(domain=domain(events), day=data.last_day(events["date"])).sort_values(
        ["day", "event_id"]
    )
    return pd.DataFrame(
        {
            "Date": rows["date"],
            "Event": rows["title"],
            "What happened": rows["summary"],
            "Line": rows["track"].map(TRACKS).str.replace("<br>", " "),
            "Domain": rows["domain"].map(lambda code: DOMAIN_LOOKS[code].label),
            "Note": rows["note"],
            "Sources": rows["source_ids"],
        }
    ).reset_index(drop=True)
