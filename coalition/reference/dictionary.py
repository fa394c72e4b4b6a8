"""Every column of every table, described, as a table: it goes first where the package is one file."""

from __future__ import annotations

import pandas as pd

from coalition import data

COLUMNS = ("table", "column", "title", "description", "holds", "unit", "codes", "required", "points_to")


def columns() -> pd.DataFrame:
    """One row a column, in the order of the descriptor; blank where there is nothing to say.

    Columns: as ``COLUMNS``. ``holds`` is the type of a cell, or of each item of a list; ``codes`` gives each
    code with its label; ``points_to`` names the table and column whose keys the cells are.
    """
    found = []
    for name in data.tables():
        pointers = data.pointers(name)
        for field in data.resource(name)["schema"]["fields"]:
            codes = [f"{c['value']} = {c['label']}" for c in field.get("categories", [])]
            found.append(
                (
                    name,
                    field["name"],
                    field["title"],
                    field["description"],
                    _holds(field),
                    field.get("unit", ""),
                    "; ".join(codes),
                    "yes" if field.get("constraints", {}).get("required") else "no",
                    ".".join(pointers.get(field["name"], ())),
                )
            )
    return pd.DataFrame(found, columns=list(COLUMNS))


def tables() -> pd.DataFrame:
    """One row a table: table, title, description, rows."""
    resources = map(data.resource, data.tables())
    return pd.DataFrame(
        [(r["name"], r["title"], r["description"], len(data.load(r["name"]))) for r in resources],
        columns=["table", "title", "description", "rows"],
    )


def _holds(field: dict) -> str:
    if data.is_list(field):
        return "list of text, items separated by ;"
    if data.is_partial_date(field):
        return "date: year, year-month or year-month-day"
    return {"string": "text", "boolean": "true or false"}.get(field["type"], field["type"])
