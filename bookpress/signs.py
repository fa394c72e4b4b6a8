"""Signs that a reader cannot see or takes for others, and text that stands for a missing value."""

from __future__ import annotations

import re
import unicodedata

_NO_TEXT = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}
"""Unicode categories of signs that no text needs: controls, directions, joiners, private use, separators."""
_SCRIPTS = {"LATIN", "CYRILLIC", "GREEK"}
_BLANK = {
    *("\u034f", "\u115f", "\u1160", "\u17b4", "\u17b5", "\u2800", "\u3164", "\uffa0", "\ufffc", "\ufffd"),
    *map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))),
}
"""Signs of other categories that show nothing, or stand for what was lost."""
_MISREAD = re.compile("[\u00c2\u00c3][\u0080-\u00bf]|\u00e2\u20ac|\u00e2\u0080|\u00ef\u00bb\u00bf")
"""What letters of UTF-8 look like when they were read in Latin-1 or the encoding of Windows."""
_ENTITY = re.compile(r"&(?:[A-Za-z]\w{1,30}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")
"""A sign as markup writes it."""
_LOST = re.compile(r"(?<=[a-z\u00df-\u024f])\?(?=[a-z\u00df-\u024f])")
"""A question mark within a word, in place of a letter that an encoding had not."""
_ABSENT = re.compile(
    r"n/?a|n\.a\.?|nan|null|(?-i:None)|nil|tbd|tba|undefined|\[object Object]|#+"
    r"|(todo|fixme|xxx|lorem ipsum)\b.*"
    r"|#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)|[\W_]+",
    re.IGNORECASE,
)
"""What stands where nobody has filled in anything, or a spreadsheet could not."""
_WRAPPED = re.compile(r"'\w[^']*|\"[^\"]*\"")
"""A text with the mark by which a spreadsheet keeps it one, or in quotes as a whole."""
_ESCAPED = re.compile(r"\\[nrt]\b|%(?:20|2C|C3%[89AB][0-9A-F])")
"""Signs as a program writes them."""


def named(sign: str) -> str:
    """A sign by its number and name: ``U+200B ZERO WIDTH SPACE``."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, 'control sign')}"


def unseen(value: str) -> str | None:
    """The first sign of a text that a reader does not see, or letters read in another encoding."""
    plain = value.isascii()
    for place, sign in enumerate("" if plain and value.isprintable() else value):
        category = unicodedata.category(sign)
        if category in _NO_TEXT or sign in _BLANK or (category == "Zs" and sign != " "):
            return f"{value[:40]!a} holds {named(sign)}{_where(value, place)}"
    if not plain and (misread := _MISREAD.search(value)):
        return f"{value[:40]!r} holds {misread[0]!r}: letters of UTF-8 that were read in another encoding"
    return None


def fault(value: str) -> str | None:
    """What is wrong with the signs of a text of any kind; None if a reader sees what stands there."""
    if wrong := unseen(value):
        return wrong
    if value != value.strip():
        return f"{value[:40]!r} begins or ends with a blank"
    is_address = "://" in value and " " not in value
    if not is_address and (written := _written_otherwise(value)):
        return written
    if not value.isascii() and (dressed := _dressed(value)):
        return f"{value[:40]!a} holds {named(dressed)}; write plain letters"
    if "  " in value:
        return f"{value[:40]!r} holds two blanks in a row"
    if unicodedata.normalize("NFC", value) != value:
        return f"{value[:40]!a} holds letters in several parts; write them composed (NFC)"
    return _mixed(value)


def _written_otherwise(value: str) -> str | None:
    """What a program, a spreadsheet or another encoding made of a text."""
    shown = repr(value[:40])
    if _WRAPPED.fullmatch(value):
        return f"{shown} stands in the marks of a spreadsheet; take them away"
    if entity := _ENTITY.search(value):
        return f"{shown} holds {entity[0]}, a sign as markup writes it; write the sign itself"
    if escaped := _ESCAPED.search(value):
        return f"{shown} holds {escaped[0]}, a sign as a program writes it; write the sign itself"
    if lost := _LOST.search(value):
        word = value[max(0, lost.start() - 12) : lost.end() + 12]
        return f"{word!r} holds a question mark within a word: a letter was lost"
    return None


def look_alike(value: str) -> str | None:
    """The first sign beyond ASCII in a code, an id, a number or a date, by name."""
    for place, sign in enumerate(value):
        if not sign.isascii():
            return f"{value[:40]!a} holds {named(sign)}{_where(value, place)}, not a plain letter or digit"
    return None


def absent(value: str) -> bool:
    """Whether a text stands for a missing value, for which a cell is left blank."""
    return _ABSENT.fullmatch(value) is not None


def _dressed(value: str) -> str | None:
    """The first letter that is a plain one in another dress: bold for formulas, full width, joined."""
    for sign in value:
        plain = unicodedata.normalize("NFKC", sign) if ord(sign) > 0x1FFF else sign
        if plain != sign and plain.isascii() and plain.isalpha() and unicodedata.category(sign)[0] == "L":
            return sign
    return None


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
