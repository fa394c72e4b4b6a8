"""How a broken rule of the data is said: one line that names file, row, column and what is wrong."""

from __future__ import annotations

from coalition.data.descriptor import resource


def violation(table: str, row: int | None, column: str | None, text: str) -> str:
    """One violated rule as a line: ``data/polls.csv:12 low: 7 is above high 6``.

    ``row`` counts the lines of the file with the header as 1; None where a row is missing or no single one
    is at fault.
    """
    where = f"data/{resource(table)['path']}"
    where += f":{row}" if row else ""
    return f"{where} {column}: {text}" if column else f"{where}: {text}"
