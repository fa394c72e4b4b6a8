"""Numbers typed where a reader reads them: in what ``say`` and ``show`` are given, words, tables, charts.

Prose itself is looked at as text; this module finds the texts in code that reach a reader, so that one
pattern and one list of exceptions serve both.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from bookpress import chapters

_TEXTS = {"caption", "alt", "reading", "headline"}
"""Arguments of ``show`` that a reader reads."""
_WRITTEN = {"name", "title"}
"""Properties of a figure that a reader reads."""
_NOT_READ = {
    *("row", "rows", "load", "resource", "labels_of", "meanings_of", "query", "eval", "isin", "set_index"),
    *("rule", "left_out"),  # rules of membership, by id
    *(
        "astype",
        "sort_values",
        "groupby",
        "strftime",
        "startswith",
        "endswith",
        "replace",
        "sub",
        "split",
        "getattr",
    ),
}
"""Functions whose texts name columns, rows, rules or formats and reach no reader."""


_FORMAT = re.compile(r"\{[^{}]*\}")
"""A place for a value in a text that is filled by ``format``."""
_UNIT = re.compile(r"^ (thousand|million|billion)s?\b")
"""What follows a computed number."""


@dataclass(frozen=True)
class Typed:
    """A literal that a reader would read as a number, with its place."""

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


def in_chapter(path: Path, number: re.Pattern, allowed: tuple[str, ...] = ()) -> list[Typed]:
    """Typed numbers in the arguments of ``say`` and in what ``show`` writes under exhibits of one chapter."""
    found = []
    for cell, source in chapters.code_cells(path):
        place = f"{chapters.place(path)} cell {cell}"
        for node in ast.walk(ast.parse(source)):
            found += [Typed(place, text) for text in _typed(_arguments(node), number, allowed)]
    return found


def in_words(path: Path, number: re.Pattern, allowed: tuple[str, ...] = ()) -> list[Typed]:
    """Typed numbers among the texts of a module of words, and among the values of its dictionaries."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    statements = [node for node in tree.body if not isinstance(node, (ast.Import, ast.ImportFrom))]
    place = chapters.place(path)
    return [Typed(place, text) for text in _typed(statements, number, allowed)]


def in_tables(path: Path, number: re.Pattern, allowed: tuple[str, ...] = ()) -> list[Typed]:
    """Typed numbers in a module of tables: in the heads of columns, and as in a module of words."""
    heads = [
        key
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if key is not None
    ]
    place = chapters.place(path)
    found = [Typed(place, text) for text in _typed(heads, number, allowed)]
    return found + in_words(path, number, allowed)


def in_charts(path: Path, number: re.Pattern, allowed: tuple[str, ...] = ()) -> list[Typed]:
    """Typed numbers in what a module of charts writes into legends and on axes: names and titles."""
    place = chapters.place(path)
    named = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(attr="Code"), args=[label, *_]):
                named.append(label)
            case ast.Call():
                named += [k.value for k in node.keywords if k.arg in _WRITTEN]
            case ast.Dict():
                pairs = zip(node.keys, node.values, strict=True)
                named += [v for k, v in pairs if isinstance(k, ast.Constant) and k.value in _WRITTEN]
    return [Typed(place, text) for text in _typed(named, number, allowed)]


def _arguments(node: ast.AST) -> list[ast.expr]:
    """What a call hands to readers."""
    if not isinstance(node, ast.Call):
        return []
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if called == "say":
        return [k.value for k in node.keywords]
    return [k.value for k in node.keywords if k.arg in _TEXTS] if called == "show" else []


def _typed(nodes, number: re.Pattern, allowed: tuple[str, ...]) -> Iterator[str]:
    for node in nodes:
        if _is_number(node):
            yield str(node.value)
        for text in _texts(node):
            rest = _FORMAT.sub(" ", _UNIT.sub("", text))
            for phrase in allowed:
                rest = rest.replace(phrase, " ")
            if number.search(rest):
                yield text


def _is_number(node: ast.AST | None) -> TypeGuard[ast.Constant]:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, (int, float))
        and not isinstance(node.value, bool)
    )


def _texts(node: ast.AST) -> Iterator[str]:
    """The texts in a piece of code that may reach a reader, and numbers that are values of a dictionary."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.Expr(value=ast.Constant()) | ast.arguments():
            return  # documentation; defaults
        case ast.Subscript():
            yield from _texts(node.value)
        case ast.Compare():
            return
        case ast.FormattedValue():
            yield from _texts(node.value)
        case ast.Dict():
            for value in node.values:
                if _is_number(value):
                    yield str(value.value)
                yield from _texts(value)
        case ast.Call():
            yield from _called(node)
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _texts(child)


def _called(node: ast.Call) -> Iterator[str]:
    function = node.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    yield from _texts(function)
    if name not in _NOT_READ:
        for child in (*node.args, *(k.value for k in node.keywords)):
            if name == "dict" and _is_number(child):
                yield str(child.value)
            yield from _texts(child)
