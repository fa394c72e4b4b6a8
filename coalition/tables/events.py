"""Dated events as a table for readers."""

from __future__ import annotations

import pandas as pd

from coalition import data


def dated_events(events: pd.DataFrame) -> pd.DataFrame:
    """Events with columns named for readers, by date; rows of ``events``."""
    rows = events.sort_values("date", ignore_index=True)
    return pd.DataFrame(
        {
            "Date": rows["date"].map(data.written_date),
            "Event": rows["title"],
            "What happened": rows["summary"],
            "Sources": rows["source_ids"],
        }
    )
