"""Faults of the files a book is made of, before anything is made of them: one line each, with file and place.

Looked at are the table of contents, the configuration, the bibliographies and the chapters.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bookpress import chapters, plain_text
from bookpress.paths import ROOT

_TOC, _CONFIG = "_toc.yml", "_config.yml"
_KERNEL = "python3"


def faults(root: Path = ROOT) -> list[str]:
    """One line per fault; empty if the files can be read. Chapters are looked at once their list is sound."""
    toc, config = _mapping(root, _TOC), _mapping(root, _CONFIG)
    found = [f for f in (toc, config) if isinstance(f, str)]
    if isinstance(config, dict):
        for name in _listed(config.get("bibtex_bibfiles")):
            found += _bibliography(root, name)
    if isinstance(toc, str):
        return found
    if listed := list(_contents(root, toc)):
        return found + listed
    for path in chapters.files(root):
        found += _chapter(path, chapters.place(path, root))
    return found


def _mapping(root: Path, name: str) -> dict[str, Any] | str:
    """What a YAML file says, or its fault in a line."""
    text, unreadable = plain_text.read(root / name)
    if unreadable:
        return _line(name, *unreadable)
    try:
        found = yaml.load(text, _Once)
    except yaml.MarkedYAMLError as error:
        row = error.problem_mark.line + 1 if error.problem_mark else None
        return _line(name, row, f"not readable as YAML ({error.problem})")
    except yaml.YAMLError as error:
        return _line(name, None, f"not readable as YAML ({' '.join(str(error).split())})")
    return found if isinstance(found, dict) else _line(name, None, "must be keys with values")


class _Once(yaml.SafeLoader):
    """Refuses a key that stands twice, of which the last would count in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"{key.value} stands twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _contents(root: Path, toc: dict[str, Any]) -> Iterator[str]:
    """Faults of the table of contents: no first page, a name without a file, a file that stands twice."""
    if not isinstance(toc.get("root"), str):
        yield _line(_TOC, None, "root must name the first page")
        return
    try:
        names = [name for _, part in chapters.contents(root) for name in part]
    except (AttributeError, TypeError):
        yield _line(_TOC, None, "parts and chapters must be lists of entries such as - file: chapters/a")
        return
    text = (root / _TOC).read_text(encoding="utf-8").splitlines()
    for name in dict.fromkeys(names):
        rows = [n for n, line in enumerate(text, start=1) if line.rstrip().endswith(name)]
        if not chapters.file(root, name):
            yield _line(_TOC, rows[0] if rows else None, f"there is no chapter {name}")
        elif names.count(name) > 1:
            yield _line(_TOC, rows[-1] if rows else None, f"{name} stands twice")


def _chapter(path: Path, place: str) -> list[str]:
    text, unreadable = plain_text.read(path)
    if unreadable:
        return [_line(place, *unreadable)]
    return list(_notebook(text, place)) if path.suffix == ".ipynb" else []


def _notebook(text: str, place: str) -> Iterator[str]:
    try:
        notebook = json.loads(text)
    except json.JSONDecodeError as error:
        yield _line(place, error.lineno, f"not readable as JSON ({error.msg}, sign {error.colno})")
        return
    except RecursionError:
        yield _line(place, None, "not readable as JSON (brackets without end)")
        return
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list) or notebook.get("nbformat") != 4:
        yield _line(place, None, "no notebook of format 4; open it in JupyterLab and save it")
        return
    for number, cell in enumerate(cells, start=1):
        if wrong := _cell_fault(cell):
            yield f"{place} cell {number}: {wrong}"
    metadata = notebook.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    kernel = metadata.get("kernelspec", {}).get("name", _KERNEL)
    if kernel != _KERNEL:
        yield _line(place, None, f"asks for the kernel {kernel!r}, which others have not; name it {_KERNEL}")
    for key in metadata.keys() & {"mystnb", "myst", "widgets"}:
        yield _line(place, None, f"metadata {key} would make the page in another way than the book; drop it")


def _cell_fault(cell: object) -> str | None:
    if not isinstance(cell, dict) or cell.get("cell_type") not in ("code", "markdown", "raw"):
        return "cell_type must be code, markdown or raw"
    source = cell.get("source")
    if not isinstance(source, str) and not (
        isinstance(source, list) and all(isinstance(line, str) for line in source)
    ):
        return "source must be text"
    return None


def _bibliography(root: Path, name: str) -> list[str]:
    from pybtex.database import BibliographyDataError, parse_string
    from pybtex.scanner import PybtexSyntaxError

    text, unreadable = plain_text.read(root / name)
    if unreadable:
        return [_line(name, *unreadable)]
    try:
        parse_string(text, "bibtex")
    except PybtexSyntaxError as error:
        return [_line(name, error.lineno, f"not readable as BibTeX ({error.args[0]})")]
    except BibliographyDataError as error:
        return [_line(name, None, str(error.args[0]))]
    return []


def _listed(value: object) -> list[str]:
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []


def _line(name: str, row: int | None, text: str) -> str:
    return f"{name}{f':{row}' if row else ''}: {text}"
