"""Rows of a copy of the data package, read and changed with the ``csv`` module alone."""

import csv


def cells(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def edit(package, key, table="judgements", **changes):
    """Set cells of the row whose first column is ``key``; returns its line number, the header being 1."""
    path = package / f"{table}.csv"
    rows = cells(path)
    first = next(iter(rows[0]))
    number = next(i for i, r in enumerate(rows) if r[first] == key)
    rows[number] |= changes
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return number + 2
