"""The data package as one SQLite file: a table a table, with keys; a list in a cell also as rows of its own.

``_tables`` and ``_columns`` describe what is in it. ``statements__source_ids`` has one row for each item of
the column ``source_ids`` of ``statements``, beside the key of the row.
"""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

import pandas as pd

from coalition import data
from coalition.analysis import placeholders
from coalition.reference import dictionary, plain_cells

NAME = "after-the-ceasefire.sqlite"
_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_LINES = "line"
"""The column that names a row where a table has no key."""


def database() -> bytes:
    """The file; equal data give equal bytes with the same SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, NAME)
        connection = sqlite3.connect(path)
        try:
            connection.execute("PRAGMA journal_mode = OFF")
            _plain(connection, "_tables", dictionary.tables())
            _plain(connection, "_columns", dictionary.columns())
            for name in data.tables():
                _table(connection, name)
            connection.commit()
        finally:
            connection.close()
        return path.read_bytes()


def _plain(connection: sqlite3.Connection, name: str, frame: pd.DataFrame) -> None:
    _fill(connection, name, [f"{_quoted(c)} TEXT" for c in frame.columns], frame)


def _table(connection: sqlite3.Connection, name: str) -> None:
    frame, schema = placeholders.load(name), data.resource(name)["schema"]
    keys, lists = schema.get("primaryKey", []), [f for f in schema["fields"] if data.is_list(f)]
    pointers = data.pointers(name)
    if not keys:
        frame = frame.assign(**{_LINES: range(2, len(frame) + 2)})
    columns = [f"{_quoted(f['name'])} {_TYPES[f['type']]}" for f in schema["fields"]]
    columns += [] if keys else [f"{_LINES} INTEGER"]
    rules = [f"PRIMARY KEY ({_names(keys or [_LINES])})"]
    rules += [
        _pointing(column, target)
        for column, target in pointers.items()
        if column not in {f["name"] for f in lists}
    ]
    _fill(connection, name, [*columns, *rules], frame)
    for field in lists:
        items = (
            frame[[*(keys or [_LINES]), field["name"]]].explode(field["name"]).dropna(subset=field["name"])
        )
        target = pointers.get(field["name"])
        parts = [f"{_quoted(c)} {'INTEGER' if c == _LINES else 'TEXT'}" for c in items.columns]
        parts += [_pointing(field["name"], target)] if target else []
        _fill(connection, f"{name}__{field['name']}", parts, items)


def _fill(connection: sqlite3.Connection, name: str, parts: list[str], frame: pd.DataFrame) -> None:
    connection.execute(f"CREATE TABLE {_quoted(name)} ({', '.join(parts)})")
    places = ", ".join("?" * len(frame.columns))
    connection.executemany(f"INSERT INTO {_quoted(name)} VALUES ({places})", plain_cells.rows(frame))


def _pointing(column: str, target: tuple[str, str]) -> str:
    return f"FOREIGN KEY ({_quoted(column)}) REFERENCES {_quoted(target[0])} ({_quoted(target[1])})"


def _names(columns: list[str]) -> str:
    return ", ".join(map(_quoted, columns))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
