"""The state of everything a step of the build may read: files of the project, and installed packages.

A step's *record* maps each thing it read to the state it had. The step is up to date as long as
``State().holds(record)``. The keys of a record:

``data/polls.csv``            the content of a file of the project (SHA-256, or ``missing``)
``data/``                     the names in a folder
``editions?``                 whether a path is there: ``file``, ``folder`` or ``missing``
``package pandas-3.1.1``      an installed distribution: what pip recorded for each file, and files edited
since
``site stray.py``             a file next to the installed packages that belongs to none
``press site/head.py``        a file of this package, where it is not installed and not the book's own
``outside /etc/mime.types``   a file or folder outside the project
``python``                    the interpreter, with what it loads at its start
"""

from __future__ import annotations

import base64
import csv
import hashlib
import os
from functools import cache, cached_property
from pathlib import Path

from bookpress.engine.environment import SITE, interpreter
from bookpress.paths import PRESS, ROOT

_MADE = {"_build", "__pycache__"}
OUTSIDE, PACKAGE = "outside ", "package "
"""How the keys of what is outside the project, and of installed distributions, begin."""
_STRAY, _OWN, _INFO = "site ", "press ", ".dist-info"


def is_made(relative: Path) -> bool:
    """Whether a path below the project is none of its own: hidden, or made by a tool."""
    return any(p.startswith(".") or p in _MADE or p.endswith(".egg-info") for p in relative.parts)


class State:
    """The inputs as they are when first asked for: later changes are not seen by the same object."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    @cached_property
    def files(self) -> dict[str, str]:
        """The SHA-256 of every file of the project that a build can see, by path."""
        return {path: _file_digest(ROOT / path) for path in sorted(walk(ROOT, ""))}

    def see(self) -> None:
        """Look at every file of the project now, and not when one is first asked for."""
        _ = self.files

    def now(self, key: str) -> str:
        """The state of one thing. Raises KeyError for a key that is none of the kinds above."""
        if key not in self._known:
            self._known[key] = self._look(key)
        return self._known[key]

    def holds(self, record: dict[str, str]) -> bool:
        """Whether everything in a record is as it was."""
        return all(self.now(key) == state for key, state in record.items())

    def record(self, keys) -> dict[str, str]:
        """These things with their states, in the order of the keys."""
        return {key: self.now(key) for key in sorted(keys)}

    def changed(self, record: dict[str, str]) -> list[str]:
        """What is no longer as recorded, as a reader would name it."""
        return [
            key.removeprefix(PACKAGE).removeprefix(OUTSIDE).rstrip("?")
            for key, state in record.items()
            if self.now(key) != state
        ]

    def _look(self, key: str) -> str:
        if key == "python":
            return interpreter()
        if key.startswith(OUTSIDE):
            return _outside_digest(Path(key.removeprefix(OUTSIDE)))
        if key.startswith(PACKAGE):
            return _package_digest(SITE / f"{key.removeprefix(PACKAGE)}.dist-info")
        if key.startswith(_OWN):
            return _file_digest(PRESS / key.removeprefix(_OWN))
        if key.startswith(_STRAY):
            return _file_digest(SITE / key.removeprefix(_STRAY))
        path = ROOT / key.rstrip("/?")
        if key.endswith("?"):
            return "folder" if path.is_dir() else "file" if path.exists() else "missing"
        if key.endswith("/"):
            names = (
                sorted(p.name for p in path.iterdir() if not is_made(Path(p.name))) if path.is_dir() else None
            )
            return "missing" if names is None else _digest("\n".join(names).encode())
        return self.files.get(key) or _file_digest(path)


def packages() -> list[str]:
    """The keys of all installed distributions."""
    return [f"{PACKAGE}{info.name.removesuffix(_INFO)}" for info in sorted(SITE.glob("*.dist-info"))]


def package_key(path: Path) -> str:
    """The key for a file below ``SITE``: the distribution it belongs to, or else the file."""
    relative = path.relative_to(SITE)
    if relative.parts[0].endswith(_INFO):
        return PACKAGE + relative.parts[0].removesuffix(_INFO)
    owner = _owners().get(relative.as_posix())
    return PACKAGE + owner if owner else f"{_STRAY}{relative.as_posix()}"


def press_key(path: Path) -> str:
    """The key for a file of this package."""
    return _OWN + path.relative_to(PRESS).as_posix()


def digest(record: dict[str, str]) -> str:
    """One digest of a record."""
    return _digest("\n".join(f"{key}={record[key]}" for key in sorted(record)).encode())


@cache
def _owners() -> dict[str, str]:
    return {
        path: info.name.removesuffix(_INFO)
        for info in SITE.glob("*.dist-info")
        for path, _, _ in _recorded(info)
    }


def _recorded(info: Path) -> list[list[str]]:
    """Path, hash and size of each file that pip recorded."""
    with (info / "RECORD").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.reader(file) if len(row) == 3]


def _package_digest(info: Path) -> str:
    """What pip recorded, and the content of each file that was edited or taken away since.

    pip writes the record last, so only a younger file, or one of another size, needs to be read.
    """
    record = info / "RECORD"
    if not record.is_file():
        return "missing"
    installed_at = record.stat().st_mtime_ns
    edited = []
    for path, expected, size in _recorded(info):
        if not expected or path.startswith(("..", "/")):
            continue
        try:
            found = (SITE / path).stat()
        except OSError:
            edited.append(f"{path} missing")
            continue
        if found.st_mtime_ns > installed_at or str(found.st_size) != size:
            content = hashlib.sha256((SITE / path).read_bytes()).digest()
            if base64.urlsafe_b64encode(content).rstrip(b"=").decode() != expected.removeprefix("sha256="):
                edited.append(f"{path} {content.hex()}")
    return _digest(record.read_bytes() + "\n".join(edited).encode())


def walk(folder: Path, prefix: str):
    """The paths of all files of the book in a folder, each after ``prefix``."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if is_made(Path(entry.name)):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from walk(Path(entry.path), f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name


def _file_digest(path: Path) -> str:
    try:
        return _digest(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return "missing"


def _outside_digest(path: Path) -> str:
    """The content of a file, or the names in a folder, that is none of the project's.

    What may not be read counts as missing.
    """
    try:
        return _digest("\n".join(sorted(os.listdir(path))).encode() if path.is_dir() else path.read_bytes())
    except OSError:
        return "missing"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
