"""Signs that a reader cannot see or takes for others, and text that stands for a missing value."""

from __future__ import annotations

import re
import unicodedata

_NO_TEXT = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}
"""Unicode categories of signs that no text needs: controls, directions, joiners, private use, separators."""
_SCRIPTS = {"LATIN", "CYRILLIC", "GREEK"}
_MISREAD = re.compile("[\u00c2\u00c3][\u0080-\u00bf]|\u00e2\u20ac|\u00e2\u0080")
"""What letters of UTF-8 look like when they were read in Latin-1 or the encoding of Windows."""
_ABSENT = re.compile(
    r"NA|N/A|n/a|n\.a\.|NaN|nan|NULL|null|None|nil|TBD|tbd|TBA|TODO|-+|–|—|\?+|\.+|…+"
    r"|#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)"
)


def named(sign: str) -> str:
    """A sign by its number and name: ``U+200B ZERO WIDTH SPACE``."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, 'control sign')}"


def fault(value: str) -> str | None:
    """What is wrong with the signs of a text of any kind; None if a reader sees what stands there."""
    plain = value.isascii()
    for place, sign in enumerate("" if plain and value.isprintable() else value):
        category = unicodedata.category(sign)
        if category in _NO_TEXT or sign == "\ufffd" or (category == "Zs" and sign != " "):
            return f"{value[:40]!a} holds {named(sign)}{_where(value, place)}"
    if not plain and (misread := _MISREAD.search(value)):
        return f"{value[:40]!r} holds {misread[0]!r}: letters of UTF-8 that were read in another encoding"
    if value != value.strip():
        return f"{value[:40]!r} begins or ends with a blank"
    if "  " in value:
        return f"{value[:40]!r} holds two blanks in a row"
    if unicodedata.normalize("NFC", value) != value:
        return f"{value[:40]!a} holds letters in several parts; write them composed (NFC)"
    return _mixed(value)


def look_alike(value: str) -> str | None:
    """The first sign beyond ASCII in a code, an id, a number or a date, by name."""
    for place, sign in enumerate(value):
        if not sign.isascii():
            return f"{value[:40]!a} holds {named(sign)}{_where(value, place)}, not a plain letter or digit"
    return None


def absent(value: str) -> bool:
    """Whether a text stands for a missing value, for which a cell is left blank."""
    return _ABSENT.fullmatch(value) is not None


def _where(value: str, place: int) -> str:
    return f" after {value[max(0, place - 12) : place]!r}" if place else " at its beginning"


def _mixed(value: str) -> str | None:
    """A word of letters from several scripts: one of them stands for its look-alike."""
    if value.isascii():
        return None
    for word in re.findall(r"[^\W\d_]+", value):
        scripts = {sign: unicodedata.name(sign, "?").split()[0] for sign in word}
        if len(_SCRIPTS & set(scripts.values())) > 1:
            odd = next(s for s in word if scripts[s] != "LATIN" and scripts[s] in _SCRIPTS)
            return f"the word {word!r} holds {named(odd)} among letters of another script"
    return None
