"""Replace the published book in one step, so that at any moment a whole one is there."""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import shutil
import sys
from pathlib import Path

_NOT_PUBLISHED = (".buildinfo",)
_AT_FDCWD, _EXCHANGE = -100, 2


def contents(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file of a book by its path; empty if there is none."""
    files = (p for p in sorted(folder.rglob("*")) if p.is_file() and not p.name.startswith(_NOT_PUBLISHED))
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def publish(made: Path, published: Path) -> None:
    """Put a copy of the book just made in the place of the published one.

    Raises OSError, and then that one is still there.
    """
    fresh, old = _beside(published)
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        shutil.copytree(made, fresh, ignore=shutil.ignore_patterns(*(f"{n}*" for n in _NOT_PUBLISHED)))
        if not published.exists():
            fresh.rename(published)
        elif not _exchange(fresh, published):
            shutil.rmtree(old, ignore_errors=True)
            published.rename(old)
            fresh.rename(published)
    finally:
        recover(published)


def recover(published: Path) -> None:
    """Undo what an interrupted ``publish`` left behind."""
    fresh, old = _beside(published)
    if old.exists() and not published.exists():
        old.rename(published)
    for left in (fresh, old):
        shutil.rmtree(left, ignore_errors=True)


def _beside(published: Path) -> tuple[Path, Path]:
    return published.with_name(f"{published.name}.new"), published.with_name(f"{published.name}.old")


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change names at once; False where the system cannot."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in (errno.EINVAL, errno.ENOSYS):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))
