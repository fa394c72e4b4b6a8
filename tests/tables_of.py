"""Rows of a copy of the data package, read and changed with the ``csv`` module alone."""

import csv

from coalition import data


def cells(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def edit(package, key, table="judgements", **changes):
    """Set cells of the row whose first column is ``key``; returns its line number, the header being 1."""
    rows = cells(package / f"{table}.csv")
    first = next(iter(rows[0]))
    number = next(i for i, r in enumerate(rows) if r[first] == key)
    rows[number] |= changes
    replace(package, table, rows)
    return number + 2


def replace(package, table, rows):
    """Put these rows in the place of a table; columns that a row does not have are blank."""
    columns = [f["name"] for f in data.resource(table)["schema"]["fields"]]
    with (package / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
