"""The file of a table before its cells are read: what it is, its header, the length of its rows."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from bookpress import plain_text
from coalition import data, paths
from coalition.check import cells
from coalition.data.violations import violation

_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}


def faults(name: str) -> list[str]:
    """File present, UTF-8, header as declared, every row as long as the header, one line per row."""
    path = paths.DATA / data.resource(name)["path"]
    text, unreadable = plain_text.read(path)
    if unreadable:
        return [violation(name, unreadable[0], None, unreadable[1])]
    reader = csv.reader(io.StringIO(text.rstrip("\r\n") + "\n", newline=""))
    try:
        header = next(reader, [])
        return _header_faults(name, header) or _row_faults(name, header, reader)
    except csv.Error as error:
        return [violation(name, reader.line_num, None, f"the row cannot be read as CSV ({error})")]


def strays() -> list[str]:
    """One line per file beside the tables that the descriptor does not describe, such as a second copy."""
    described = {r["path"] for r in data.package()["resources"]} | {"datapackage.json"}
    return [
        f"data/{path.name}: the file is not described in datapackage.json; describe it or take it away"
        for path in sorted(paths.DATA.iterdir())
        if path.name not in described and not path.name.startswith(".")
    ]


def _header_faults(name: str, header: list[str]) -> list[str]:
    declared = columns(name)
    if header == declared:
        return []
    for sign, word in _SEPARATORS.items():
        if len(header) < len(declared) and ",".join(header).split(sign) == declared:
            return [violation(name, 1, None, f"the cells are separated by {word}; separate them by commas")]
    found = []
    unknown = [c for c in header if c not in declared]
    for column in (c for c in declared if c not in header):
        near = next((u for u in unknown if _plain(u) == _plain(column)), None)
        if near is None:
            found.append(violation(name, 1, column, "the column is missing"))
        else:
            unknown.remove(near)
            found.append(violation(name, 1, column, f"the column is written {near!a}; write {column}"))
    found += [violation(name, 1, c, "the column is not declared in datapackage.json") for c in unknown]
    found += [violation(name, 1, c, "the column stands twice") for c, n in Counter(header).items() if n > 1]
    return found or [violation(name, 1, None, f"the columns must stand in this order: {', '.join(declared)}")]


def _plain(column: str) -> str:
    """The letters of a column's name without capitals, blanks and signs between words."""
    return re.sub(r"[^a-z0-9]", "", column.lower())


def _row_faults(name: str, header: list[str], reader) -> list[str]:
    """Rows of another length, blank lines, cells with line breaks and the header repeated."""
    found: list[tuple[int, str | None, str, str]] = []
    start = 2
    last: list[str] | None = None
    for last in reader:
        row, start = start, reader.line_num + 1
        if broken := [(c, v) for c, v in zip(header, last, strict=False) if "\n" in v or "\r" in v]:
            column, value = broken[0]
            if value.count("\n") > 1 or len(last) != len(header):
                said = "a quote that opens in this cell is not closed where it should be"
            else:
                said = f"{value[:40]!r} holds a line break"
            found.append((row, column, "break", said))
        elif not "".join(last).strip():
            found.append((row, None, "blank", "the line is blank"))
        elif last == header:
            found.append((row, None, "header", "the header stands here again"))
        elif len(last) != len(header):
            shown = ",".join(last)[:60]
            said = f"the row has {len(last)} cells, the header has {len(header)} ({shown})"
            found.append((row, None, "length", said))
    if last is None and not data.resource(name).get("may_be_empty", False):
        return [violation(name, None, None, "the table has a header and no rows")]
    return cells.gathered(name, found)


def columns(name: str) -> list[str]:
    """The declared columns of a table, in order."""
    return [f["name"] for f in data.resource(name)["schema"]["fields"]]
