"""Replace the published book by two renames, so that it is whole or, for a moment, beside its place."""

from __future__ import annotations

import errno
import hashlib
import shutil
from pathlib import Path

_OF_THE_BUILD = (".buildinfo", ".doctrees")
"""How the names begin of what Sphinx leaves for itself."""
NOT_PUBLISHED = shutil.ignore_patterns(*(f"{name}*" for name in _OF_THE_BUILD))


def contents(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file of a book by its path; empty if there is none."""
    files = ((p.relative_to(folder), p) for p in sorted(folder.rglob("*")) if p.is_file())
    return {
        place.as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for place, path in files
        if not any(part.startswith(_OF_THE_BUILD) for part in place.parts)
    }


def publish(made: Path, published: Path) -> None:
    """Put a copy of the book just made in the place of the published one.

    A folder in a lower layer of a container's disk cannot be renamed (EXDEV): there the old book is removed
    while the new one lies whole beside it.
    Raises OSError, and then that one is still there.
    """
    fresh, old, whole = _beside(published)
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        shutil.copytree(made, fresh, ignore=NOT_PUBLISHED)
        shutil.rmtree(old, ignore_errors=True)
        if published.exists():
            try:
                published.rename(old)
            except OSError as error:
                if error.errno != errno.EXDEV:
                    raise
                fresh.rename(whole)
                return
        fresh.rename(published)
    finally:
        recover(published)


def recover(published: Path) -> None:
    """Undo what an interrupted ``publish`` left behind."""
    fresh, old, whole = _beside(published)
    if whole.exists():
        shutil.rmtree(published, ignore_errors=True)
        whole.rename(published)
    if old.exists() and not published.exists():
        old.rename(published)
    for left in (fresh, old):
        shutil.rmtree(left, ignore_errors=True)


def _beside(published: Path) -> tuple[Path, Path, Path]:
    """Where the new book is copied, the old one waits, and a new one that is whole waits for its place."""
    fresh, old, whole = (published.with_name(f"{published.name}.{x}") for x in ("new", "old", "whole"))
    return fresh, old, whole
