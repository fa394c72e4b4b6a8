"""Files that ought to be text in UTF-8: what they hold, or in one line why that cannot be read."""

from __future__ import annotations

import re
from pathlib import Path

Fault = tuple[int | None, str]
"""The line and the cause; no line where the file as a whole is to blame."""
_STARTS = {
    b"PK\x03\x04": "this is a workbook; save it as CSV in UTF-8",
    b"\xff\xfe": "the file is in UTF-16; save it as UTF-8",
    b"\xfe\xff": "the file is in UTF-16; save it as UTF-8",
    b"\xef\xbb\xbf": "the file begins with a byte order mark; save it as UTF-8 without one",
    b"\xd0\xcf\x11\xe0": "this is a workbook; save it as CSV in UTF-8",
    b"\x1f\x8b": "the file is compressed; unpack it",
    b"%PDF": "this is a PDF",
    b"<": "this is a page or another file of markup, no table",
}
"""First bytes of files that are no text in UTF-8, and what to do."""
_CONFLICT = re.compile(rb"^(<{7} |={7}\r?$|>{7} |\|{7} )", re.MULTILINE)
"""Lines by which version control marks two versions of a passage."""


def read(path: Path) -> tuple[str, Fault | None]:
    """The text of a file, or where and why it has none: (row, cause)."""
    if path.is_dir():
        return "", (None, "there is a folder in place of the file")
    if not path.is_file():
        return "", (None, "the file is missing")
    try:
        raw = path.read_bytes()
    except PermissionError:
        return "", (None, "the file may not be read by this user; give it the permission (chmod u+r)")
    except OSError as error:
        return "", (None, f"the file cannot be read ({error.strerror})")
    return decoded(raw)


def decoded(raw: bytes) -> tuple[str, Fault | None]:
    """The text in the bytes of a file, or where and why they have none: (row, cause)."""
    if not raw.strip():
        return "", (None, "the file is empty")
    if mark := _CONFLICT.search(raw):
        row = raw[: mark.start()].count(b"\n") + 1
        return "", (row, "the line marks a conflict of version control; choose one of the two versions")
    for start, text in _STARTS.items():
        if raw.startswith(start):
            return "", (None, text)
    if raw[:2000].count(b"\0") > len(raw[:2000]) // 4:
        return "", (None, "the file is in UTF-16; save it as UTF-8")
    if b"\0" in raw:
        return "", (raw[: raw.index(b"\0")].count(b"\n") + 1, "the row holds a NUL byte")
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        return "", (row, f"byte 0x{raw[error.start]:02X} is not UTF-8; save the file as UTF-8")
