"""The whole book in one file, and its brief: kept with the state of the book that they were made from.

They take longer than the pages, so they are made when they are asked for. Pages offer those that were made
from the same state as they are, and no older ones.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from bookpress.paths import PDF

DOWNLOADS = "_downloads"
"""Folder of the book with all that readers take away."""
_MADE = PDF / "made.json"
"""The state of the book by the name of the file that was made from it."""
_KINDS = {
    "-brief.pdf": ("Brief (PDF)", "application/pdf", "Two pages for a desk."),
    ".pdf": ("Whole book (PDF)", "application/pdf", "For paper, with an outline and numbered pages."),
    ".epub": (
        "Whole book (EPUB)",
        "application/epub+zip",
        "For e-readers, with pictures and data as tables.",
    ),
}
"""What a file is called, its media type and what it is for, by the end of its name."""


def brief(book: str) -> str:
    """The name of the brief's file; ``book`` is the name that the setting ``bookpress_pdf`` gives."""
    return f"{book}-brief.pdf"


def described(name: str) -> tuple[str, str, str]:
    """What a file is called, its media type and what it is for."""
    return next(about for ending, about in _KINDS.items() if name.endswith(ending))


def note(name: str, inputs: str) -> None:
    """Keep in mind the state of the book from which this file was made."""
    _MADE.write_text(json.dumps(_noted() | {name: inputs}, indent=1, sort_keys=True), encoding="utf-8")


def of(inputs: str) -> dict[str, str]:
    """The files that are there and made from this state of the book, the brief first, with their SHA-256."""
    names = [name for name, state in _noted().items() if state == inputs and (PDF / name).is_file()]
    names.sort(key=lambda name: next(i for i, ending in enumerate(_KINDS) if name.endswith(ending)))
    return {name: hashlib.sha256((PDF / name).read_bytes()).hexdigest() for name in names}


def give(names: dict[str, str], before: dict[str, str], folder: Path) -> None:
    """Put these files into a folder, and take away those that were there before and are no more."""
    for gone in before.keys() - names.keys():
        (folder / gone).unlink(missing_ok=True)
    for name in names:
        shutil.copyfile(PDF / name, folder / name)


def _noted() -> dict[str, str]:
    try:
        return json.loads(_MADE.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
