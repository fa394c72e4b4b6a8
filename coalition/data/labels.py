"""The reader's word for each code, as the descriptor has it: the one place where such words stand.

A code is one of a coded column, or one that is computed: a rule, a set, a variant, a class of results. Those
stand in the descriptor under ``computed`` and are asked for like the codes of a table of that name:
``labels_of("computed", "poll_leaning")``.
"""

from __future__ import annotations

from coalition.data.descriptor import Descriptor, package, resource


def labels_of(table: str, column: str, *, short: bool = False) -> dict[str, str]:
    """The label of each code of a column, in the order of the descriptor.

    ``short`` gives the short form where a chart or a narrow column needs one and the descriptor has it.
    Raises KeyError for a column that has no codes.
    """
    return {
        c["value"]: c["short"] if short and "short" in c else c["label"] for c in categories(table, column)
    }


def meanings_of(table: str, column: str) -> dict[str, str]:
    """What each code of a column means, in a sentence, in the order of the descriptor.

    Raises KeyError for a column that has no codes.
    """
    return {c["value"]: c["meaning"] for c in categories(table, column)}


def changes_of(table: str, column: str) -> dict[str, str]:
    """What would change a row that has a code: a sentence for each code of a column.

    Raises KeyError for a column without ``would_change`` in the descriptor.
    """
    field = _fields(table).get(column, {})
    if "would_change" not in field:
        raise KeyError(f"{table}.{column} has no would_change in datapackage.json")
    return field["would_change"]


def titles_of(table: str, *columns: str) -> dict[str, str]:
    """The title of each of these columns, in the order given.

    Raises KeyError for a column that the table does not have.
    """
    fields = _fields(table)
    return {column: fields[column]["title"] for column in columns}


def categories(table: str, column: str) -> list[Descriptor]:
    """The codes of a column with all that the descriptor says of each.

    Raises KeyError for a column that has no codes.
    """
    field = _fields(table).get(column, {})
    if "categories" not in field:
        raise KeyError(f"{table} has no coded column {column!r}")
    return field["categories"]


def _fields(table: str) -> dict[str, Descriptor]:
    """The fields of a table by name, or those of what is computed."""
    fields = package()["computed"] if table == "computed" else resource(table)["schema"]["fields"]
    return {field["name"]: field for field in fields}
