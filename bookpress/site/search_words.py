"""What words the search knows: numbers and dates as they are written, letters with and without marks alike.

Sphinx itself takes ``64,000`` for two words and asks for no word of digits alone.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from pathlib import Path

from sphinx.search.en import SearchEnglish

from bookpress.site import site
from bookpress.upstream import sphinx

SPLITTER = (Path(__file__).parent / "templates" / "search-words.js").read_text(encoding="utf-8")
_SIGNS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe"}
    | {"Ø": "O", "Ł": "L", "Đ": "D", "Æ": "Ae", "Œ": "Oe"}
)
"""Letters that are no letter with a mark by Unicode."""
_WORD = re.compile(r"\d+(?:[.,:/-]\d+)+|(?<!\w)[^\W\d_]{1,3}-\d+|\w+")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_DAY = re.compile(r"(\d{4})-\d{2}-\d{2}")
_MONTHS = [m.lower() for m in calendar.month_name]
_WRITTEN_DAY = re.compile(rf"(?<!\d)(\d{{1,2}}) ({'|'.join(_MONTHS[1:])}) (\d{{4}})(?!\d)", re.IGNORECASE)


def setup(app) -> None:
    app.add_search_language(Words)
    app.connect("build-finished", _write)


def folded(text: str) -> str:
    """Text without the marks of its letters."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(c for c in parts if not unicodedata.category(c).startswith("M")).translate(_SIGNS)


def words(text: str) -> list[str]:
    """The words of a text; a number also without the signs between its digits, a day also by its year, and a
    day in words also in digits.
    """
    found = []
    for word in _WORD.findall(folded(text)):
        found.append(word)
        if _GROUPED.fullmatch(word):
            found.append(word.replace(",", ""))
        elif day := _DAY.fullmatch(word):
            found.append(day[1])
    for day, month, year in _WRITTEN_DAY.findall(text):
        found.append(f"{year}-{_MONTHS.index(month.lower()):02}-{int(day):02}")
    return found


class Words(SearchEnglish):
    """English, with these words."""

    js_splitter_code = SPLITTER

    def split(self, input: str) -> list[str]:
        """The words of a text, for the index."""
        return words(input)


def _write(app, exception) -> None:
    if exception is None and site.makes_pages(app):
        Path(app.outdir, "_static", "searchtools.js").write_text(sphinx.search_script(), encoding="utf-8")
