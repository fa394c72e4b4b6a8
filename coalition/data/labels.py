"""The reader's word for each code, as the descriptor has it: the one place where such words stand."""

from __future__ import annotations

from coalition.data.descriptor import Descriptor, resource


def labels_of(table: str, column: str, *, short: bool = False) -> dict[str, str]:
    """Give the label of each code of a coded column, in the order of the descriptor.

    ``short`` gives the short form where a chart or a narrow column needs one and the descriptor has it.
    Raises KeyError for a column that has no codes.
    """
    categories = _categories(table, column)
    return {c["value"]: c["short"] if short and "short" in c else c["label"] for c in categories}


def meanings_of(table: str, column: str) -> dict[str, str]:
    """Say what each code of a coded column means, in a sentence, in the order of the descriptor.

    Raises KeyError for a column that has no codes.
    """
    return {c["value"]: c["meaning"] for c in _categories(table, column)}


def titles_of(table: str, *columns: str) -> dict[str, str]:
    """Give the title of each of these columns, in the order given.

    Raises KeyError for a column the table does not have.
    """
    fields = {f["name"]: f["title"] for f in resource(table)["schema"]["fields"]}
    return {column: fields[column] for column in columns}


def _categories(table: str, column: str) -> list[Descriptor]:
    fields = {f["name"]: f for f in resource(table)["schema"]["fields"]}
    if "categories" not in fields.get(column, {}):
        raise KeyError(f"{table} has no coded column {column!r}")
    return fields[column]["categories"]


def changes_of(table: str, column: str) -> dict[str, str]:
    """Say what would change a row that has a code, in a sentence for each code of a column.

    Raises KeyError for a column whose field has no ``would_change`` in the descriptor.
    """
    fields = {f["name"]: f for f in resource(table)["schema"]["fields"]}
    if "would_change" not in fields.get(column, {}):
        raise KeyError(f"{table}.{column} has no would_change in datapackage.json")
    return fields[column]["would_change"]
