"""Tables made from data sets of others: from the raw file, where a reader has it, to the rows kept here.

The raw files are not part of this project, since most of them carry no licence. ``python -m coalition derive
TABLE RAW`` makes the table anew from a file of the named release; equal files give equal bytes.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from bookpress.errors import PressError
from coalition import data, paths
from coalition.derivation import alliances, civil_wars, episodes, truces, wars
from coalition.derivation.raw import read


@dataclass(frozen=True)
class Derivation:
    """How one table comes from one raw file."""

    release: str
    """The data set and its release, as it is to be cited."""
    columns: tuple[str, ...]
    """Columns that the raw file must have."""
    rows: Callable[[pd.DataFrame], Iterable[dict[str, str]]]
    """From the raw file, all cells as text, to the rows of the table, all cells as text."""


DERIVATIONS = {
    "conflict_episodes": Derivation(episodes.RELEASE, episodes.COLUMNS, episodes.rows),
    "wars": Derivation(wars.RELEASE, wars.COLUMNS, wars.rows),
    "civil_war_ceasefires": Derivation(civil_wars.RELEASE, civil_wars.COLUMNS, civil_wars.rows),
    "alliance_calls": Derivation(alliances.RELEASE, alliances.COLUMNS, alliances.rows),
    "listed_truces": Derivation(truces.RELEASE, truces.COLUMNS, truces.rows),
}
"""The derived tables, by their name in the data package."""


def derive(table: str, raw: Path) -> int:
    """Make one table from its raw file, write it into ``data/`` and return the number of its rows.

    Raises PressError for a table that is not derived, and for a raw file that is missing, no CSV in
    UTF-8 or without a column that is needed.
    """
    if table not in DERIVATIONS:
        raise PressError(f"{table} is not made from a raw file; these are: {', '.join(DERIVATIONS)}")
    derivation = DERIVATIONS[table]
    cells = read(raw, derivation.columns, derivation.release)
    try:
        made = list(derivation.rows(cells))
    except (KeyError, ValueError, IndexError) as error:
        raise PressError(f"{raw}: a cell is not as in {derivation.release} ({error})") from error
    resource = data.resource(table)
    fields = [field["name"] for field in resource["schema"]["fields"]]
    with (paths.DATA / resource["path"]).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows(made)
    return len(made)
