"""The data package as one workbook for spreadsheets: the dictionary first, then a sheet a table.

Numbers and truth values keep their type. A text is never a formula, whatever it begins with. Dates stay text
(ISO 8601), since many are a month or a year and a spreadsheet would make days of them.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from coalition import data
from coalition.analysis import placeholders
from coalition.reference import citation, dictionary, plain_cells
from coalition.reference.plain_cells import Plain

NAME = "after-the-ceasefire.xlsx"
DICTIONARY = "Dictionary"
_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767
"""Characters of a sheet's name and of a cell, of which no program takes more."""
_WIDEST = 60
_STAMP = (1980, 1, 1, 0, 0, 0)
_HEAD = Font(bold=True)


def workbook() -> bytes:
    """The workbook; equal data give equal bytes with the same packages."""
    book = Workbook(write_only=True)
    book.properties.title = f"{data.package()['title']}, version {data.version()}"
    book.properties.creator = data.package()["contributors"][0]["title"]
    book.properties.description = citation.sentence()
    book.properties.created = datetime.fromisoformat(data.package()["created"]).replace(tzinfo=None)
    _sheet(book, DICTIONARY, dictionary.columns())
    for name in data.tables():
        _sheet(book, name, placeholders.load(name))
    made = io.BytesIO()
    book.save(made)
    return _without_clock(made.getvalue())


def _sheet(book: Workbook, name: str, frame: pd.DataFrame) -> None:
    sheet = book.create_sheet(name[:_LONGEST_NAME])
    sheet.freeze_panes = "A2"
    rows = plain_cells.rows(frame)
    for i, column in enumerate(frame.columns):
        longest = max((len(str(row[i])) for row in rows), default=0)
        sheet.column_dimensions[get_column_letter(i + 1)].width = min(max(longest, len(column)), _WIDEST) + 2
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(frame.columns))}{len(frame) + 1}"
    sheet.append([_head(sheet, column) for column in frame.columns])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet, value: Plain) -> WriteOnlyCell | Plain:
    """A text as a sheet can hold it, one that looks like a formula marked as text; the rest as it is."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_TEXT]
    if not text.startswith("="):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _head(sheet, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, text)
    cell.font, cell.alignment = _HEAD, Alignment(vertical="top")
    return cell


def _without_clock(made: bytes) -> bytes:
    """The same workbook without the moment at which it was made."""
    day = data.package()["created"].encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                start, end = content.index(b"<dcterms:modified"), content.index(b"</dcterms:modified>")
                content = content[: content.index(b">", start) + 1] + day + content[end:]
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type, entry.external_attr, entry.create_system = (
                zipfile.ZIP_DEFLATED,
                0o644 << 16,
                3,
            )
            new.writestr(entry, content)
    return out.getvalue()
