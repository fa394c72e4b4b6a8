"""The chapters of the book: their files, in the order of ``_toc.yml``, and the code and text in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import yaml

from bookpress.errors import PressError
from bookpress.paths import ROOT

_SUFFIXES = (".ipynb", ".md", ".rst")
"""Of what a chapter may be, in the order in which it is looked for."""


def contents(root: Path = ROOT) -> list[tuple[str, list[str]]]:
    """The parts of the table of contents in reading order: caption, and names of chapters and sections.

    The first part has no caption and begins with the first page.
    """
    toc = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    parts = [*toc.get("parts", []), *toc.get("subtrees", [])]
    first = [toc["root"], *_names(toc)]
    return [("", first), *((part.get("caption", ""), list(_names(part))) for part in parts)]


def _names(entry: dict) -> Iterator[str]:
    """The names below an entry of the table of contents; addresses elsewhere are no chapters."""
    for key in ("chapters", "sections", "entries"):
        for below in entry.get(key, []):
            if "file" in below:
                yield below["file"].removesuffix(".ipynb").removesuffix(".md")
            yield from _names(below)


def files(root: Path = ROOT) -> list[Path]:
    """The files of the table of contents, in reading order."""
    names = [name for _, part in contents(root) for name in part]
    found = {name: file(root, name) for name in names}
    if missing := [name for name, path in found.items() if path is None]:
        raise PressError(f"_toc.yml: there is no chapter {', '.join(missing)}")
    return [path for path in found.values() if path is not None]


def file(root: Path, name: str) -> Path | None:
    """The file of a chapter by its name in the table of contents; None if there is none."""
    return next((p for s in _SUFFIXES if (p := root / f"{name}{s}").is_file()), None)


def code_cells(path: Path) -> list[tuple[int, str]]:
    """The code cells of a notebook as (number, source), counted from 1 over all its cells."""
    return [(n, source) for n, (kind, source) in enumerate(_cells(path), start=1) if kind == "code"]


def text_cells(path: Path) -> list[tuple[int, str]]:
    """The Markdown cells of a notebook as (number, source), counted from 1 over all cells; a file is one."""
    return [(n, source) for n, (kind, source) in enumerate(_cells(path), start=1) if kind == "markdown"]


def text(path: Path) -> str:
    """The Markdown of a chapter."""
    return "\n\n".join(source for _, source in text_cells(path))


def place(path: Path, root: Path = ROOT) -> str:
    """A file of the project as a reader of a message knows it: ``chapters/history/ceasefires.ipynb``."""
    return path.relative_to(root).as_posix()


def _cells(path: Path) -> list[tuple[str, str]]:
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        return [("markdown", content)]
    return [(c["cell_type"], "".join(c["source"])) for c in json.loads(content)["cells"]]
