"""The rows and coded columns that code and chapters name: each must be there, and no row is named otherwise.

Code names a row by ``data.row("events", "H045")`` or ``data.rows("statements", ["rus-07", "rus-09"])`` with
literals; prose names it by its id (claim C04). The words of codes are asked for by table and column. All of
it is read from the files, so that a row or a column taken away is missed at once.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bookpress import chapters
from coalition import data, paths

_NAMING = {"row", "rows"}
_WORDING = {"labels_of", "meanings_of", "changes_of", "categories", "of"}
"""Functions that ask for the words of a coded column; ``style.Looks.of`` is the last."""
_MAY_NAME = re.compile(rf"\b(?:{'|'.join(sorted(_NAMING | _WORDING))})\(\s*[\"']")
"""What stands in code that asks for a row or for the words of a column by a literal."""
_LEAVES = {ast.Name, ast.Constant, ast.Load, ast.Store, ast.alias, ast.arg}
"""Nodes below which there is no call."""
_MODELLED = ("countries", "parameters")
"""Tables whose keys are names outside this project too: ISO codes, and the symbols of the force model."""
_IN_PROSE = re.compile(r"(?<![\w#-])([A-Z])(\d{2,3})\b")
_IDENTIFIER = re.compile(r"(?<![\w-])(?:[A-Z]{1,2}\d{2,3}|[a-z0-9]+(?:-[a-z0-9]+)+)(?![\w-])")
"""What has the form of a row's id: H045, K01, rus-07, cf-2025-03-25."""
_PLAIN_WORDS = {"glossary"}
"""Tables whose ids are words that code may use for themselves."""


@dataclass(frozen=True)
class Name:
    """A row that a file names: where, of which table, by which key."""

    place: str
    table: str
    key: str


def violations() -> list[str]:
    """One line per row or coded column that code or a chapter names and the data do not have.

    ``chapters/history/ceasefires.ipynb cell 2: claims C45 is not in data/claims.csv``.
    """
    keys = _keys()
    return [
        *(text for name in (*in_code(), *in_prose(keys)) if (text := fault(name, keys))),
        *(
            f"{column.place}: {column.table}.{column.key} has no codes in data/datapackage.json"
            for place, source in _sources()
            for column in _coded_in(source, place)
            if not _has_codes(column)
        ),
    ]


def fault(name: Name, keys: dict[str, set[str]]) -> str | None:
    """What is wrong with a name, as one line; None if its row is there. ``keys`` has those of each table."""
    if name.table not in keys:
        return f"{name.place}: there is no table {name.table!r}"
    if name.key in keys[name.table]:
        return None
    return f"{name.place}: {name.table} {name.key} is not in data/{data.resource(name.table)['path']}"


def in_code() -> list[Name]:
    """Every row that ``row`` and ``rows`` name by literals in the package and in cells of chapters."""
    return [name for place, source in _sources() for name in _named_in(source, place)]


def named(tree: ast.AST, place: str) -> list[Name]:
    """The rows that ``row`` and ``rows`` name by literals in some code.

    ``place`` is that of a cell, or ends with ``line``; then the number of the line follows.
    """
    return _rows_of(_calls(tree), place)


def _rows_of(calls: Iterable[ast.Call], place: str) -> list[Name]:
    return [
        Name(_at(place, key), _text(call.args[0]), _text(key))
        for call in calls
        if _called(call) in _NAMING
        for key in _literals(call.args[1])
    ]


def in_prose(keys: dict[str, set[str]]) -> list[Name]:
    """Every row that a chapter's Markdown names by its id, where ids are a letter and digits, such as C04."""
    tables = _lettered(keys)
    found = []
    for path in chapters.files():
        for cell, source in chapters.text_cells(path):
            text = re.sub(r"`[^`]*`|\]\([^)]*\)|(?m:^\([a-z0-9-]+\)=$)", " ", source)
            for letter, digits in dict.fromkeys(_IN_PROSE.findall(text)):
                if table := tables.get((letter, len(digits))):
                    found.append(Name(f"{chapters.place(path)} cell {cell}", table, letter + digits))
    return found


def hidden() -> list[Name]:
    """Ids of rows that stand in code in any other way than in ``row`` and ``rows``."""
    known = _tables_by_key({table: ids for table, ids in _keys().items() if table not in _PLAIN_WORDS})
    return [name for place, source in _sources() for name in unnamed(_tree(source), place, known)]


def unnamed(tree: ast.AST, place: str, known: dict[str, str]) -> list[Name]:
    """The row ids in texts of some code, but for documentation and what ``row`` and ``rows`` name.

    ``known`` has the table of each id.
    """
    calls = [call for call in _calls(tree) if _called(call) in _NAMING]
    passed = {id(key) for call in calls for key in _literals(call.args[1])} | _documentation(tree)
    return [
        Name(_at(place, node), known[found], found)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed
        for found in _IDENTIFIER.findall(node.value)
        if found in known
    ]


def coded_columns(tree: ast.AST, place: str) -> list[Name]:
    """The columns whose words some code asks for by literals, each with its table."""
    return _columns_of(_calls(tree), place)


def _columns_of(calls: Iterable[ast.Call], place: str) -> list[Name]:
    return [
        Name(_at(place, column), _text(call.args[0]), _text(column))
        for call in calls
        if _called(call) in _WORDING and isinstance(column := call.args[1], ast.Constant) and _is_text(column)
    ]


def _has_codes(column: Name) -> bool:
    try:
        return bool(data.categories(column.table, column.key))
    except KeyError:
        return False


def _at(place: str, node: ast.Constant) -> str:
    return f"{place} {node.lineno}" if place.endswith("line") else place


def _calls(tree: ast.AST) -> list[ast.Call]:
    """Calls that name their table by a literal, in the order of the code."""
    found: list[ast.Call] = []
    waiting = [tree]
    while waiting:  # ast.walk looks at each kind of node by name, which takes four times as long
        node = waiting.pop()
        if node.__class__ in _LEAVES:
            continue
        if isinstance(node, ast.Call) and len(node.args) > 1 and _is_text(node.args[0]):
            found.append(node)
        for value in reversed(vars(node).values()):
            if value.__class__ is list:
                waiting += [v for v in reversed(value) if isinstance(v, ast.AST)]
            elif isinstance(value, ast.AST):
                waiting.append(value)
    return found


def _called(call: ast.Call) -> str | None:
    """The name of the function or method that is called."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", None)


def _literals(node: ast.expr) -> list[ast.Constant]:
    if isinstance(node, ast.Starred):
        return _literals(node.value)
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        return [key for element in node.elts for key in _literals(element)]
    return [node] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _text(node: ast.expr) -> str:
    """The text of a literal."""
    return str(ast.literal_eval(node))


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _documentation(tree: ast.AST) -> set[int]:
    """Texts that stand alone as a statement."""
    return {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and _is_text(n.value)}


def _named_in(source: str, place: str) -> list[Name]:
    """What ``named`` finds in a text."""
    return _rows_of(_calls_in(source), place)


def _coded_in(source: str, place: str) -> list[Name]:
    """What ``coded_columns`` finds in a text."""
    return _columns_of(_calls_in(source), place)


@cache
def _calls_in(source: str) -> tuple[ast.Call, ...]:
    """The calls of a text that name their table; it is parsed once, and only if there can be such a call."""
    return tuple(_calls(_tree(source))) if _MAY_NAME.search(source) else ()


def _tree(source: str) -> ast.AST:
    """The syntax tree of some code without the lines that only IPython understands.

    An empty one for what is no Python: that fails where it is run, which says so.
    """
    plain = ["" if line.lstrip().startswith(("%", "!", "?")) else line for line in source.splitlines()]
    try:
        return ast.parse("\n".join(plain))
    except SyntaxError:
        return ast.Module([], [])


def _sources() -> list[tuple[str, str]]:
    """All code by place: ``coalition/words/law.py line``, ``chapters/... cell 2``."""
    modules = [(f"{chapters.place(path)} line", path.read_text("utf-8")) for path in modules_of("coalition")]
    cells = [
        (f"{chapters.place(path)} cell {number}", source)
        for path in chapters.files()
        for number, source in chapters.code_cells(path)
    ]
    return [*modules, *cells]


def modules_of(folder: str) -> list[Path]:
    """The Python files below a folder of the project, in order."""
    found = []
    for place, folders, files in os.walk(paths.ROOT / folder):
        folders[:] = sorted(f for f in folders if f != "__pycache__")
        found += [Path(place) / f for f in sorted(files) if f.endswith(".py")]
    return found


def _keys() -> dict[str, set[str]]:
    """The first column of each table's key."""
    return {
        name: set(data.load(name)[key[0]])
        for name in data.tables()
        if (key := data.resource(name)["schema"].get("primaryKey"))
    }


def _tables_by_key(keys: dict[str, set[str]]) -> dict[str, str]:
    """The table of each key that is one column and has the form of an id."""
    return {
        key: name
        for name, known in keys.items()
        if name not in _MODELLED and len(data.resource(name)["schema"]["primaryKey"]) == 1
        for key in known
        if _IDENTIFIER.fullmatch(key)
    }


def _lettered(keys: dict[str, set[str]]) -> dict[tuple[str, int], str]:
    """The table whose ids are one letter and so many digits."""
    found = {}
    for key, table in _tables_by_key(keys).items():
        if match := _IN_PROSE.fullmatch(key):
            found[match[1], len(match[2])] = table
    return found
