"""The data package in ``data/``.

Tables as typed DataFrames, dates that keep their precision, words for codes.
"""

from coalition.data.citing import first_source_ids, names, source_ids, sources, together
from coalition.data.dates import as_day, first_day, last_day, written_date
from coalition.data.descriptor import (
    cut_off,
    is_list,
    is_partial_date,
    package,
    pointers,
    resource,
    tables,
    version,
)
from coalition.data.labels import categories, changes_of, labels_of, meanings_of, titles_of
from coalition.data.loading import load, state
from coalition.data.rows import row, rows
from coalition.data.violations import violation

__all__ = [
    "as_day",
    "categories",
    "changes_of",
    "cut_off",
    "first_day",
    "first_source_ids",
    "is_list",
    "is_partial_date",
    "labels_of",
    "last_day",
    "load",
    "meanings_of",
    "names",
    "package",
    "pointers",
    "resource",
    "row",
    "rows",
    "source_ids",
    "sources",
    "state",
    "tables",
    "titles_of",
    "together",
    "version",
    "violation",
    "written_date",
]
