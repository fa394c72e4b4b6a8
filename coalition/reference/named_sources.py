"""Sources as the exhibits of the book name them."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from bookpress.exhibits.exhibit import Source
from coalition import data
from coalition.data.passages import inline


def named(ids: Iterable[str]) -> tuple[Source, ...]:
    """The sources with these ids, each once, in the given order. Raises KeyError for an unknown one."""
    grades, seen = data.labels_of("sources", "reliability"), data.labels_of("sources", "seen")
    return tuple(
        Source(
            row.source_id,
            row.publisher,
            row.title,
            None if pd.isna(row.published) else row.published,
            None if pd.isna(row.url) else row.url,
            f"Reliability {grades[row.reliability]}, {inline(seen[row.seen])}",
        )
        for row in data.sources(ids).itertuples()
    )


def in_order() -> list[str]:
    """The ids of all sources, in the order of their table, by which print numbers them."""
    return list(data.load("sources")["source_id"])
