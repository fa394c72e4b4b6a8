"""The rules by which a coded position follows the statement it rests on."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import ages


def violations() -> list[str]:
    """One line per position that lags behind what its government has said since.

    A position is not older than its statement and cites the statement's sources, else a page would show the
    new position with the old evidence. Its conditions were compared with the newest statement about the
    country's own contribution, named in ``conditions_checked``, else a page would show the new position
    under the old conditions. Expects tables that keep their schema.
    """
    statements = data.load("statements").set_index("statement_id", drop=False)
    newest = ages.newest(statements[statements["about"] == "own_contribution"])
    return [
        data.violation("positions", index + 2, column, text)
        for index, position in data.load("positions").iterrows()
        for column, text in [
            *_behind(position, statements),
            *_unchecked(position, newest),
        ]
    ]


def _behind(position: pd.Series, statements: pd.DataFrame) -> list[tuple[str, str]]:
    """Where a position does not follow the statement it names: (column, what is wrong)."""
    if pd.isna(position["statement_id"]) or position["statement_id"] not in statements.index:
        return []
    statement = statements.loc[position["statement_id"]]
    found = []
    dates = pd.Series([position["as_of"]]), pd.Series([statement["date"]])
    if data.last_day(dates[0]).iloc[0] < data.first_day(dates[1]).iloc[0]:
        text = f"{position['as_of']} is before {statement.name}, which is of {statement['date']}"
        found.append(("as_of", text))
    missing = [s for s in statement["source_ids"] if s not in position["source_ids"]]
    if missing:
        found.append(("source_ids", f"{', '.join(missing)} of {statement.name} is missing"))
    return found


def _unchecked(position: pd.Series, newest: pd.DataFrame) -> list[tuple[str, str]]:
    """Whether the conditions were compared with the newest statement: (column, what is wrong)."""
    checked, iso3 = position["conditions_checked"], position["iso3"]
    if iso3 not in newest.index:
        text = f"{checked} is no statement about {iso3}'s own contribution"
        return [] if pd.isna(checked) else [("conditions_checked", text)]
    statement = newest.loc[iso3]
    if pd.notna(checked) and checked == statement["statement_id"]:
        return []
    last = "the cell is blank" if pd.isna(checked) else f"{checked} is not the newest statement"
    text = (
        f"{last}; compare the conditions with {statement['statement_id']} of {statement['date']} and name it"
    )
    return [("conditions_checked", text)]
