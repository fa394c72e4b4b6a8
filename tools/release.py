"""What a release carries, gathered in _build/release from what was built.

tools/release.py [TAG]              the pages under their version, paper, data, and a checksum of each
tools/release.py --unpack FOLDER    put the pages of earlier releases into _build/html, each under its version
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
import sys
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAME = "after-the-ceasefire"


class ReleaseError(Exception):
    """What is there and what is needed, in one line."""


def gather(root: Path, tag: str = "") -> list[Path]:
    """The files of the release of this edition. Raises ReleaseError for the tag of another one."""
    package = json.loads((root / "data" / "datapackage.json").read_text(encoding="utf-8"))
    version, day = package["version"], datetime.fromisoformat(package["created"]).replace(tzinfo=UTC)
    if tag not in ("", f"v{version}"):
        raise ReleaseError(
            f"The tag is {tag}, and the data are version {version}: tag the edition v{version}"
        )
    build, target = root / "_build", root / "_build" / "release"
    if not (build / "html" / "index.html").is_file():
        raise ReleaseError("There is no book to release: make book")
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for path in _others(build):
        named = path.name if version in path.name else f"{path.stem}-{version}{path.suffix}"
        shutil.copyfile(path, target / named)
    _packed(build / "html", target / f"{NAME}-{version}-site.tar.gz", f"v{version}", int(day.timestamp()))
    made = sorted(target.iterdir())
    sums = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in made)
    (target / "SHA256SUMS").write_text(sums, encoding="utf-8")
    return sorted(target.iterdir())


def unpack(root: Path, folder: Path) -> list[str]:
    """Put the pages of each release in this folder beside the book, under its version; which ones."""
    for path in (found := sorted(folder.glob(f"{NAME}-*-site.tar.gz"))):
        with tarfile.open(path) as packed:
            _within(packed, target := root / "_build" / "html")
            packed.extractall(target)
    return [path.name for path in found]


def _within(packed: tarfile.TarFile, folder: Path) -> None:
    """Raise ReleaseError for an archive that holds more than files and folders below its folder."""
    for member in packed:
        inside = (folder / member.name).resolve().is_relative_to(folder.resolve())
        if not (inside and (member.isfile() or member.isdir())):
            raise ReleaseError(f"{packed.name}: {member.name} would be written elsewhere")


def _others(build: Path) -> Iterator[Path]:
    """What is released beside the pages: paper and other formats where they were made, and the data."""
    for kind in ("pdf", "epub"):
        yield from (p for p in build.glob(f"*/{NAME}*.{kind}") if p.parent.name != "release")
    for kind in ("zip", "xlsx", "sqlite"):
        yield from _newest(build / "html" / "_downloads", kind)


def _newest(folder: Path, kind: str) -> Iterator[Path]:
    """The file of this kind; of the archives of all editions the last."""
    found = sorted(
        folder.glob(f"{NAME}*.{kind}"),
        key=lambda p: [int(n) for n in p.stem.split("-")[-1].split(".") if n.isdigit()],
    )
    yield from found[-1:]


def _packed(folder: Path, target: Path, name: str, time: int) -> None:
    """Pack a folder under this name, the same bytes for the same files."""

    def alike(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        entry.mtime, entry.mode = time, 0o755 if entry.isdir() else 0o644
        return entry

    with (
        target.open("wb") as file,
        gzip.GzipFile("", "wb", 6, file, mtime=time) as squeezed,
        tarfile.open(fileobj=squeezed, mode="w", format=tarfile.PAX_FORMAT) as packed,
    ):
        for path in sorted(folder.rglob("*")):
            packed.add(path, f"{name}/{path.relative_to(folder)}", recursive=False, filter=alike)


def main(arguments: list[str]) -> int:
    try:
        if arguments[:1] == ["--unpack"]:
            print("\n".join(unpack(ROOT, Path(arguments[1]))))
        else:
            print("\n".join(str(path.relative_to(ROOT)) for path in gather(ROOT, *arguments[:1])))
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
