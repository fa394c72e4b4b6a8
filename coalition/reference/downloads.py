"""What readers take away: each table as CSV that is safe in a spreadsheet, and the package as an archive."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path

from bookpress import templates
from bookpress.hooks import Download
from bookpress.spreadsheets import spreadsheet_safe
from coalition import data, paths
from coalition.analysis import placeholders
from coalition.reference import archives, citation, database, workbook

_README = templates.read(Path(__file__).parent / "templates" / "package-readme.md")
_STAMP = (1980, 1, 1, 0, 0, 0)
_WITH_IT = ("LICENSE-CONTENT", "CITATION.cff")


def for_readers(name: str, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Rows of a file as readers get them: placeholders replaced, text safe in a spreadsheet.

    What is so already stays as it is. A table or column that this edition lacks is left alone.
    """
    if name not in data.tables():
        return rows
    texts = {f["name"] for f in data.resource(name)["schema"]["fields"] if f["type"] == "string"}
    return [
        {c: spreadsheet_safe(v) if c in texts and v else v for c, v in row.items()}
        for row in placeholders.filled_cells(name, rows)
    ]


def table_csv(name: str) -> bytes:
    """One table as CSV for readers: the file, or a copy that differs from it in two ways.

    Placeholders of computed values are replaced, and an apostrophe precedes text that starts a formula.
    Numbers keep their sign. Raises KeyError for an unknown table.
    """
    raw = (paths.DATA / data.resource(name)["path"]).read_bytes()
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8"), newline="")))
    safe = for_readers(name, rows)
    if safe == rows:
        return raw
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(safe[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(safe)
    return out.getvalue().encode("utf-8")


def archive_name(made: bytes | None = None) -> str:
    """The file name of the archive, with the version of the data; another if they moved since its release.

    ``made`` is the archive, where it is at hand.
    """
    released = paths.EDITIONS / archives.name(data.version())
    if released.is_file() and released.read_bytes() != (made or archive()):
        return archives.name(f"{data.version()}-and-later-changes")
    return released.name


def offered() -> list[Download]:
    """What readers can take away of the data, the handiest first."""
    tables, now = f"{len(data.tables())} tables", archive_name()
    return [
        Download(
            workbook.NAME,
            "Workbook for spreadsheets (XLSX)",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            f"A sheet for each of the {tables}, and first a dictionary of every column. Numbers are numbers.",
        ),
        Download(
            database.NAME,
            "Database (SQLite)",
            "application/vnd.sqlite3",
            f"The {tables} with their keys, and each list in a cell also as rows, to be joined.",
        ),
        Download(
            now,
            "Data package (zip)",
            "application/zip",
            f"The {tables} as CSV, the map and their description, a Frictionless Data Package.",
        ),
        *(
            Download(
                kept.name,
                f"Data package of version {archives.version(kept)} (zip)",
                "application/zip",
                "As it was released.",
            )
            for kept in archives.kept()
            if kept.name != now
        ),
    ]


def archive() -> bytes:
    """The whole package with licence and citation as a zip archive; equal data give equal bytes everywhere.

    Its descriptor has the size and the hash of each file, so that a copy can be checked by itself.

    Entries are stored, not compressed: compressed bytes would depend on the version of zlib.
    """
    files = {
        r["path"]: table_csv(r["name"]) if r.get("type") == "table" else (paths.DATA / r["path"]).read_bytes()
        for r in data.package()["resources"]
    }
    files["datapackage.json"] = _descriptor(files)
    files["README.md"] = _readme().encode()
    files |= {name: (paths.ROOT / name).read_bytes() for name in _WITH_IT if (paths.ROOT / name).is_file()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.external_attr, entry.create_system = 0o644 << 16, 3
            made.writestr(entry, files[name])
    return out.getvalue()


def _descriptor(files: dict[str, bytes]) -> bytes:
    """The descriptor, with the size and the hash of each file as the archive has it."""
    weighed = [
        r
        | {
            "bytes": len(files[r["path"]]),
            "hash": f"sha256:{hashlib.sha256(files[r['path']]).hexdigest()}",
        }
        for r in data.package()["resources"]
    ]
    text = json.dumps(data.package() | {"resources": weighed}, indent=1, ensure_ascii=False)
    return f"{text}\n".encode()


def _readme() -> str:
    tables = [f"- `{r['path']}`: {r['title']}" for r in data.package()["resources"]]
    return _README.render(
        package=data.package(),
        cut_off=data.written_date(data.cut_off()),
        citation=citation.sentence(),
        tables=tables,
    )


def state() -> str:
    """A digest of every file that is in the downloads or that they are made from."""
    files = [*sorted(paths.DATA.iterdir()), *(paths.ROOT / name for name in _WITH_IT)]
    contents = (f"{p.name} {hashlib.sha256(p.read_bytes()).hexdigest()}" for p in files if p.is_file())
    return hashlib.sha256("\n".join(contents).encode()).hexdigest()


def write(folder: Path) -> None:
    """Write every table, the archive, and those of released editions with their hashes into a folder."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    for name in data.tables():
        (folder / "data" / data.resource(name)["path"]).write_bytes(table_csv(name))
    made = archive()
    (folder / archive_name(made)).write_bytes(made)
    (folder / workbook.NAME).write_bytes(workbook.workbook())
    (folder / database.NAME).write_bytes(database.database())
    for released in archives.kept():
        (folder / released.name).write_bytes(released.read_bytes())
    if (paths.EDITIONS / archives.SUMS).is_file():
        (folder / archives.SUMS).write_bytes((paths.EDITIONS / archives.SUMS).read_bytes())
