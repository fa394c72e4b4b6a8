"""The archives of released editions: kept as readers downloaded them, each with its hash."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from pathlib import Path

from coalition import paths

SUMS = "SHA256SUMS"
"""The file of hashes beside the archives, as ``sha256sum`` writes and checks it."""
_NAMED = re.compile(r"after-the-ceasefire-(\d+(?:\.\d+)+)\.zip")


def name(version: str) -> str:
    """The file name of the archive of a version."""
    return f"after-the-ceasefire-{version}.zip"


def order(version: str) -> list[int]:
    """What sorts versions in time."""
    return [int(n) for n in re.findall(r"\d+", version)]


def kept() -> list[Path]:
    """The archives that were kept, in the order of their versions."""
    found = [p for p in paths.EDITIONS.glob("*.zip") if _NAMED.fullmatch(p.name)]
    return sorted(found, key=lambda p: order(version(p)))


def version(path: Path) -> str:
    """The version in the name of an archive."""
    return path.name.removeprefix("after-the-ceasefire-").removesuffix(".zip")


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def sums() -> dict[str, str]:
    """The hash that was written for each archive when it was kept, by file name."""
    path = paths.EDITIONS / SUMS
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return {file: written for written, file in (line.split("  ", 1) for line in lines if "  " in line)}


def keep(made: bytes, made_version: str) -> Path:
    """Put the archive of a released version among those that are kept, and write its hash.

    Raises FileExistsError if one of that version is there.
    """
    paths.EDITIONS.mkdir(exist_ok=True)
    path = paths.EDITIONS / name(made_version)
    with path.open("xb") as file:
        file.write(made)
    known = sums() | {path.name: digest(made)}
    lines = [f"{known[p.name]}  {p.name}\n" for p in kept()]
    (paths.EDITIONS / SUMS).write_text("".join(lines), encoding="utf-8")
    return path


def faults() -> list[str]:
    """One line per kept archive that is not as it was kept, or holds another version than its name says.

    Beside a copy of the data there are no archives, and so no lines.
    """
    if paths.DATA.parent != paths.EDITIONS.parent:
        return []
    written, found = sums(), []
    for file in sorted({*written, *(p.name for p in paths.EDITIONS.glob("*.zip"))}):
        path, place = paths.EDITIONS / file, f"editions/{file}"
        if not path.is_file():
            found.append(f"{place}: is in {SUMS} and not there")
        elif file not in written:
            found.append(f"{place}: has no hash in {SUMS}")
        elif digest(path.read_bytes()) != written[file]:
            found.append(f"{place}: is not the file that was kept, by its hash in {SUMS}")
        elif (inside := _version_inside(path)) != version(path):
            found.append(f"{place}: holds version {inside}")
    return found


def _version_inside(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            return str(json.loads(archive.read("datapackage.json"))["version"])
    except (zipfile.BadZipFile, KeyError, ValueError):
        return "unknown"
