"""The rules by which a coded position follows the statement it rests on."""

from __future__ import annotations

import pandas as pd

from coalition import data


def violations() -> list[str]:
    """Say where a position is older than its statement or does not cite it.

    A statement that moves a position must move its date and its sources too, else the page shows the new
    position with the old evidence. Lines read ``data/positions.csv:ROW COLUMN: what is wrong``. Expects
    tables that keep their schema.
    """
    statements = data.load("statements").set_index("statement_id")
    found = []
    for index, row in data.load("positions").iterrows():
        if pd.notna(row["statement_id"]) and row["statement_id"] in statements.index:
            found += [
                f"data/{data.resource('positions')['path']}:{index + 2} {column}: {text}"
                for column, text in _faults(row, statements.loc[row["statement_id"]])
            ]
    return found


def _faults(position: pd.Series, statement: pd.Series) -> list[tuple[str, str]]:
    found = []
    dates = pd.Series([position["as_of"]]), pd.Series([statement["date"]])
    if data.last_day(dates[0]).iloc[0] < data.first_day(dates[1]).iloc[0]:
        found.append(
            ("as_of", f"{position['as_of']} is before {statement.name}, which is of {statement['date']}")
        )
    missing = [s for s in statement["source_ids"] if s not in position["source_ids"]]
    if missing:
        found.append(("source_ids", f"{', '.join(missing)} of {statement.name} is missing"))
    return found
