"""The chapters of the book: their files, in the order of ``_toc.yml``, and the code and text in them."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from bookpress.paths import ROOT


def files(root: Path = ROOT) -> list[Path]:
    """The files of the table of contents, in reading order."""
    toc = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    entries = [
        {"file": toc["root"]},
        *toc.get("chapters", []),
        *(c for part in toc.get("parts", []) for c in part["chapters"]),
    ]
    return [
        next(p for p in (root / f"{e['file']}.ipynb", root / f"{e['file']}.md") if p.is_file())
        for e in entries
    ]


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
