"""What readers take away: each table as CSV that is safe in a spreadsheet, and the package as an archive."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

from coalition import data, paths

TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that make a spreadsheet read a cell as a formula (OWASP, CSV injection)."""
_STAMP = (1980, 1, 1, 0, 0, 0)
_WITH_IT = ("LICENSE-CONTENT", "CITATION.cff")


def spreadsheet_safe(text: str) -> str:
    """The text, preceded by an apostrophe if a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(TRIGGERS) else text


def table_csv(name: str) -> bytes:
    """One table as CSV: the file, or a copy in which an apostrophe precedes text that starts a formula.

    Numbers keep their sign. Raises KeyError for an unknown table.
    """
    descriptor = data.resource(name)
    raw = (paths.DATA / descriptor["path"]).read_bytes()
    is_text = [f["type"] == "string" for f in descriptor["schema"]["fields"]]
    header, *rows = csv.reader(io.StringIO(raw.decode("utf-8"), newline=""))
    safe = [
        [spreadsheet_safe(v) if text else v for v, text in zip(row, is_text, strict=True)] for row in rows
    ]
    if safe == rows:
        return raw
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([header, *safe])
    return out.getvalue().encode("utf-8")


def archive_name() -> str:
    """The file name of the archive, with the version of the data."""
    return f"after-the-ceasefire-{data.version()}.zip"


def archive() -> bytes:
    """The whole package with licence and citation as a zip archive; equal data give equal bytes everywhere.

    Entries are stored, not compressed: compressed bytes would depend on the version of zlib.
    """
    files = {
        r["path"]: table_csv(r["name"]) if r.get("type") == "table" else (paths.DATA / r["path"]).read_bytes()
        for r in data.package()["resources"]
    }
    files["datapackage.json"] = (paths.DATA / "datapackage.json").read_bytes()
    files |= {name: (paths.ROOT / name).read_bytes() for name in _WITH_IT if (paths.ROOT / name).is_file()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.external_attr, entry.create_system = 0o644 << 16, 3
            made.writestr(entry, files[name])
    return out.getvalue()


def write(folder: Path) -> None:
    """Write every table and the archive into a folder of downloads."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    for name in data.tables():
        (folder / "data" / data.resource(name)["path"]).write_bytes(table_csv(name))
    (folder / archive_name()).write_bytes(archive())
