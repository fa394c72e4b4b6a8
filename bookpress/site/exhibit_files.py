"""The data of each figure and table as files: CSV for readers, JSON for programs.

CSV begins with a byte-order mark: without one, spreadsheets on Windows read letters beyond ASCII wrongly.
Whole numbers are written whole, dates in one way (ISO 8601), and no text is a formula. JSON has the same
rows as the page shows them, with what they are, where they come from and under which licence.
"""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

from bookpress.citing import Work
from bookpress.exhibits.blocks import Link
from bookpress.exhibits.exhibit import Cell, Exhibit
from bookpress.site import citations, exhibits, site
from bookpress.site.references import DOWNLOADS
from bookpress.spreadsheets import spreadsheet_safe

ENCODING = "utf-8-sig"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = "january|february|march|april|may|june|july|august|september|october|november|december"
_DATE = re.compile(rf"(?:(\d{{1,2}}) )?({_NAMES}|{'|'.join(_MONTHS)}) (\d{{4}})", re.IGNORECASE)
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def setup(app) -> None:
    app.connect("build-finished", _write)


def csv_text(exhibit: Exhibit) -> str:
    """The data of an exhibit as CSV (comma, source ids joined by ``;``).

    Headline and caption stand in the JSON: a reader of CSV takes the first line for the titles of columns.
    Text that a spreadsheet would take for a formula is preceded by an apostrophe. All text is in quotes:
    LibreOffice parts cells at semicolons too unless told otherwise, which would move columns.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(map(spreadsheet_safe, exhibit.labels))
    writer.writerows([_csv_cell(value) for value in row] for row in exhibit.rows)
    return out.getvalue()


def json_text(exhibit: Exhibit, described: dict[str, Any]) -> str:
    """The data of an exhibit as JSON: ``described``, then all that the exhibit is but its drawing."""
    plain = exhibit.undrawn().to_json()
    shown = {k: v for k, v in plain.items() if k not in ("anchors", "search", "filters", "spec")}
    return json.dumps(described | shown, ensure_ascii=False, indent=1) + "\n"


def described(app, work: Work, docname: str, exhibit: Exhibit) -> dict[str, Any]:
    """What is known of an exhibit beside its data: how it is cited, of which edition, under which licence."""
    part = citations.of_exhibit(app, docname, exhibit.name, exhibit.kind, exhibit.caption)
    return {
        "title": part.title,
        "n": len(exhibit.rows),
        "page": site.title({"title": app.env.titles[docname].astext()}),
        "address": part.address or f"{app.builder.get_target_uri(docname)}#{exhibit.name}",
        "work": work.title,
        "authors": list(work.authors),
        "version": work.version,
        "published": work.day,
        "as_of": work.as_of,
        "licence": work.licence,
        "licence_address": work.licence_address,
    }


def _csv_cell(value: Cell) -> Cell:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, tuple):
        value = ";".join(value)
    if isinstance(value, Link):
        value = str(value)
    if not isinstance(value, str):
        return value
    if date := _DATE.fullmatch(value):
        day, month, year = date.groups()
        number = _MONTHS.index(month[:3].lower()) + 1
        return f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")
    if _GROUPED.fullmatch(value):
        plain = value.replace(",", "")
        return float(plain) if "." in plain else int(plain)
    return spreadsheet_safe(value)


def _write(app, exception) -> None:
    if exception is not None or app.builder.format != "html":
        return
    folder, work = Path(app.outdir, DOWNLOADS), citations.work(app)
    folder.mkdir(exist_ok=True)
    found = {
        e.name: (docname, e) for docname, known in exhibits.registry(app.env).items() for e in known.values()
    }
    for old in (
        *folder.glob("fig-*.*"),
        *folder.glob("tab-*.*"),
    ):  # what else is in it the book has of its own
        if old.stem not in found:
            old.unlink()
    for name, (docname, exhibit) in found.items():
        (folder / f"{name}.csv").write_text(csv_text(exhibit), encoding=ENCODING)
        text = json_text(exhibit, described(app, work, docname, exhibit))
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
