"""What rows say of other rows: foreign keys, lists of keys, sources that nothing uses."""

from __future__ import annotations

import pandas as pd

from coalition import data


def faults(name: str, frame: pd.DataFrame, frames: dict[str, pd.DataFrame]) -> list[str]:
    """One line per key that the table it points to does not have, and per list that repeats an item.

    ``frames`` holds the tables that are whole; what points to another one is not looked at.
    """
    lists = {f["name"] for f in data.resource(name)["schema"]["fields"] if data.is_list(f)}
    found = []
    for column, (target, key) in data.pointers(name).items():
        if target not in frames:
            continue
        known = set(frames[target][key])
        cells = frame[column].explode() if column in lists else frame[column]
        for row, value in cells.dropna().items():
            if value not in known:
                found.append(data.violation(name, row + 2, column, f"{value} is not in {target}.csv"))
    for column in lists:
        for row, items in frame[column].items():
            if len(set(items)) < len(items) or "" in items:
                text = f"{';'.join(items)} repeats an item or holds an empty one"
                found.append(data.violation(name, row + 2, column, text))
    return found


def unused_sources(frames: dict[str, pd.DataFrame]) -> list[str]:
    """One line per source that no row of any table names."""
    others = [frame for name, frame in frames.items() if name != "sources"]
    used = {i for frame in others for i in frame["source_ids"].explode().dropna()}
    used |= {i for frame in others if "source_id" in frame for i in frame["source_id"].dropna()}
    return [
        data.violation("sources", row + 2, "source_id", f"{i} is used by no row of any table")
        for row, i in frames["sources"]["source_id"].items()
        if i not in used
    ]
