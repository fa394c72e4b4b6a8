"""Damage of every kind that people, spreadsheets, editors and version control do to the files of data.

Each damage is one changed file with the place where the check ought to say so and a word that names the
cause. What a declared rule forbids is made from the descriptor itself: types, constraints, codes, references
and ``rules``.
"""

from __future__ import annotations

import csv
import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from coalition import data, paths
from coalition.check import declared
from coalition.data.descriptor import Descriptor

FORBIDDEN = "a rule forbids it"
PLAUSIBLE = "no rule is about it, but the data hold enough to see it"
UNKNOWABLE = "one sound value for another"
HARMLESS = "the same data written otherwise"
CLASSES = (FORBIDDEN, PLAUSIBLE, UNKNOWABLE, HARMLESS)

Rows = list[list[str]]
Row = dict[str, str]


@dataclass(frozen=True)
class Damage:
    """A changed file: what was done to it, where that ought to be seen, and what names the cause.

    ``content`` is None for a file that is gone and a text for a folder in its place. ``places`` are the rows
    and columns of which one must be named; none where the file alone is to blame.
    """

    file: str
    kind: str
    expected: str
    content: bytes | str | None
    cause: str
    places: tuple[tuple[int | None, str | None], ...] = ()


def of_table(name: str, chance: random.Random, each: int = 1) -> Iterator[Damage]:
    """Damage of each kind to a table: of the whole file, and of ``each`` cells of each column and kind."""
    table = Table(name)
    yield from _files(table)
    yield from _rows(table, chance)
    for column in table.fields:
        yield from _cells(table, column, chance, each)
    for rule in table.resource["schema"].get("rules", []):
        yield from _contradictions(table, rule, chance, each)
    for low, high in table.resource["schema"].get("ordered", []):
        yield from _turned_round(table, low, high)


class Table:
    """A table as text, and what its file holds after a change."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.resource = data.resource(name)
        self.path: Path = paths.DATA / self.resource["path"]
        self.raw = self.path.read_bytes()
        self.rows: Rows = list(csv.reader(io.StringIO(self.raw.decode("utf-8"), newline="")))
        self.header = self.rows[0]
        self.fields = {f["name"]: f for f in self.resource["schema"]["fields"]}

    def row(self, number: int) -> Row:
        return dict(zip(self.header, self.rows[number - 1], strict=True))

    def numbers(self) -> list[int]:
        """The numbers of the rows below the header."""
        return list(range(2, len(self.rows) + 1))

    def written(self, rows: Rows, **options) -> bytes:
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n", **options).writerows(rows)
        return out.getvalue().encode("utf-8")

    def changed(self, number: int, /, **cells: str) -> bytes:
        """The file with other cells in one row."""
        rows = list(self.rows)
        rows[number - 1] = [cells.get(c, v) for c, v in self.row(number).items()]
        return self.written(rows)

    def damage(self, kind: str, expected: str, content: bytes | str | None, cause: str, *places) -> Damage:
        return Damage(self.path.name, kind, expected, content, cause, places)


# Files


def _workbook(raw: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", raw)
    return out.getvalue()


FILES: dict[str, tuple[Callable[[bytes], bytes | str | None], str]] = {
    "byte order mark": (lambda raw: b"\xef\xbb\xbf" + raw, "byte order mark"),
    "UTF-16": (lambda raw: raw.decode().encode("utf-16"), "UTF-16"),
    "UTF-16 without a mark": (lambda raw: raw.decode().encode("utf-16-le"), "UTF-16"),
    "a byte that is not UTF-8": (lambda raw: raw.rstrip(b"\n") + b"\xfc\n", "0xFC is not UTF-8"),
    "empty": (lambda raw: b"", "empty"),
    "blanks only": (lambda raw: b" \n\n", "empty"),
    "workbook": (_workbook, "workbook"),
    "page of markup": (lambda raw: b"<!doctype html><title>Not found</title>", "markup"),
    "missing": (lambda raw: None, "missing"),
    "folder": (lambda raw: "", "folder"),
    "NUL": (lambda raw: raw[: len(raw) // 2] + b"\0" + raw[len(raw) // 2 :], "NUL"),
    "conflict of version control": (
        lambda raw: raw + b"<<<<<<< HEAD\n" + raw.splitlines()[-1] + b"\n=======\n>>>>>>> other\n",
        "conflict",
    ),
}
"""What is done to the bytes of a file, and what names the cause."""


def _files(table: Table) -> Iterator[Damage]:
    for kind, (change, cause) in FILES.items():
        yield table.damage(kind, FORBIDDEN, change(table.raw), cause)
    head, rows = table.header, table.rows
    last = head[-1]
    for sign, word in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        yield table.damage(f"separated by {word}", FORBIDDEN, table.written(rows, delimiter=sign), word)
    named: list[tuple[str, Rows, str]] = [
        ("header in capitals", [[c.upper() for c in head], *rows[1:]], f"write {head[0]}"),
        ("blank after a column's name", [[f"{head[0]} ", *head[1:]], *rows[1:]], f"write {head[0]}"),
        ("column renamed", [[*head[:-1], "new_column"], *rows[1:]], "missing"),
        ("column dropped", [r[:-1] for r in rows], "missing"),
        ("column twice", [[*r, r[-1]] for r in rows], "twice"),
        ("column added", [[*r, "x" if n else "new_column"] for n, r in enumerate(rows)], "not declared"),
        ("columns in another order", [[*r[1:], r[0]] for r in rows], "order"),
        ("no header", rows[1:], "missing"),
    ]
    for kind, content, cause in named:
        yield table.damage(kind, FORBIDDEN, table.written(content), cause)
    if not table.resource.get("may_be_empty", False):
        yield table.damage("header alone", FORBIDDEN, table.written(rows[:1]), "no rows")
    if len(rows) < 3:
        return
    middle = len(rows) // 2 + 1
    at = (middle, None)
    within = rows[: middle - 1], rows[middle - 1], rows[middle:]
    before, here, after = within
    yield table.damage("blank line", FORBIDDEN, table.written([*before, [], here, *after]), "blank", at)
    yield table.damage(
        "row of blanks", FORBIDDEN, table.written([*before, [""] * len(head), *after]), "blank", at
    )
    yield table.damage("header again", FORBIDDEN, table.written([*before, head, here, *after]), "again", at)
    yield table.damage("cell lost", FORBIDDEN, table.written([*before, here[:-1], *after]), "cells", at)
    yield table.damage(
        "cell too many", FORBIDDEN, table.written([*before, [*here, "x"], *after]), "cells", at
    )
    line = table.written([here])
    opened = table.written(before) + b'"' + line + table.written(after)
    yield table.damage("quote that is not closed", FORBIDDEN, opened, "quote|cells", at, (middle, head[0]))
    broken = table.changed(middle, **{last: "one\ntwo"})
    yield table.damage("line break in a cell", FORBIDDEN, broken, "line break", (middle, last))
    for kind, content in {
        "line ends of Windows": table.raw.replace(b"\n", b"\r\n"),
        "no line end at the end": table.raw.rstrip(b"\n"),
        "blank lines at the end": table.raw + b"\n\n",
        "every cell in quotes": table.written(rows, quoting=csv.QUOTE_ALL),
    }.items():
        yield table.damage(kind, HARMLESS, content, "")


# Rows


def _rows(table: Table, chance: random.Random) -> Iterator[Damage]:
    keys = table.resource["schema"]["primaryKey"]
    end = len(table.rows) + 1
    row = chance.choice(table.numbers()) if len(table.rows) > 1 else None
    if row is None:
        return
    copied = table.rows[row - 1]
    place = (end, "+".join(keys))
    yield table.damage("row twice", FORBIDDEN, table.written([*table.rows, copied]), "repeats a key", place)
    if len(keys) == 1 and "reference" not in table.fields[keys[0]] and not _pointed(table, keys[0]):
        stem = re.sub(r"\d+$", "", cell := table.row(row)[keys[0]])
        renamed = {**table.row(row), keys[0]: _another(cell, stem)}
        content = table.written([*table.rows, list(renamed.values())])
        said = "equal|repeats a key"
        yield table.damage("row twice under another id", PLAUSIBLE, content, said, (end, None))
    if len(table.rows) > 3:
        shifted = [r[-1] for r in table.rows[1:]]
        moved = [[*r[:-1], v] for r, v in zip(table.rows[1:], [*shifted[1:], shifted[0]], strict=True)]
        content = table.written([table.header, *moved])
        if moved != table.rows[1:]:
            yield table.damage("last column shifted by a row", UNKNOWABLE, content, "")
        without = [r for n, r in enumerate(table.rows, start=1) if n != row]
        yield table.damage("row lost", UNKNOWABLE, table.written(without), "")


def _pointed(table: Table, column: str) -> bool:
    return column in data.pointers(table.name)


def _another(key: str, stem: str) -> str:
    """An id of the same form that no row has."""
    digits = key[len(stem) :]
    return stem + "9" * len(digits) if digits else f"{key}-9"


# Cells

_BLANKS = {
    "blank at the end": ("{} ", "blank"),
    "blank at the beginning": (" {}", "blank"),
    "no-break space": ("{}\u00a0", r"U\+00A0"),
    "zero-width space": ("{}\u200b", r"U\+200B"),
    "soft hyphen": ("\u00ad{}", r"U\+00AD"),
    "turned direction": ("\u202e{}", r"U\+202E"),
    "mark inside": ("{}\ufeff", r"U\+FEFF"),
    "control sign": ("{}\x07", r"U\+0007"),
    "tab": ("{}\t", r"U\+0009"),
    "line separator": ("{}\u2028", r"U\+2028"),
    "lost letter": ("{}\ufffd", r"U\+FFFD"),
    "private sign": ("{}\ue000", r"U\+E000"),
    "variation selector": ("{}\ufe0f", r"U\+FE0F"),
    "braille blank": ("\u2800{}", r"U\+2800"),
    "filler of another script": ("{}\u3164", r"U\+3164"),
}
"""What is put around a value of any kind."""
_TEXTS = {
    "two blanks": ("{} and  so on", "two blanks"),
    "letter in parts": ("{} cafe\u0301", "NFC"),
    "look-alike letter": ("{} Fr\u0430nce", "CYRILLIC"),
    "sign as markup writes it": ("{} &amp; so on", "markup"),
    "sign as a program writes it": ("{}%20and", "program"),
    "letter in another dress": ("{} \U0001d405rance", "plain letters"),
    "letter lost within a word": ("{} Naus?da", "lost"),
    "letters read in another encoding": ("{} caf\u00c3\u00a9", "encoding"),
}
_ABSENT = ("NA", "n/a", "-", "?", "TBD", "null", "None", "#REF!", "#N/A", "…", "####", "TODO")
_NUMBERS = (
    "many",
    "1_000",
    "1 000",
    "1,000",
    "1e5",
    "inf",
    "nan",
    "0x10",
    "+5",
    "--5",
    "5 km",
    "5%",
    "007",
    "-0",
    "9" * 400,
)
_DATES = (
    *("02.03.2025", "3/2/2025", "2025/03/02", "2025-3-2", "20250302", "March 2025", "45718", "2025-W10"),
    *("2025-03-02T00:00:00Z", "2025-13", "2025-02-30", "0000-00-00", "9999-12-31", "1600-01-01", "2025-1"),
)
_TRUTHS = ("TRUE", "True", "yes", "1", "WAHR", "t", "x")
_ADDRESSES = (
    "www.example.org",
    "javascript:alert(1)",
    "https://",
    "ftp://example.org",
    "file:///a",
    "https://a b.org",
    "https://192.168.0.7/",
    "https://me:word@example.org/",
    "https://example.org:99999/",
    "https://example.org/50%",
)


def _cells(table: Table, column: str, chance: random.Random, each: int) -> Iterator[Damage]:
    field = table.fields[column]
    filled = [n for n in table.numbers() if table.row(n)[column]]
    if not filled:
        return
    for kind, expected, change, cause in _changes(table, field):
        for number in chance.sample(filled, min(each, len(filled))):
            value = table.row(number)[column]
            new = change(value)
            if new is None or new == value:
                continue
            content = table.changed(number, **{column: new})
            # Within what other rows have, no rule could tell the value from a sound one.
            seen = expected != PLAUSIBLE or _beyond_all(table, field, new)
            yield table.damage(kind, expected if seen else UNKNOWABLE, content, cause, (number, column))


def _beyond_all(table: Table, field: Descriptor, value: str) -> bool:
    """Whether a number is greater than each other of its column, or a date earlier."""
    others = [v for n in table.numbers() if (v := table.row(n)[field["name"]])]
    if field["type"] in ("integer", "number"):
        return float(value) > max(map(float, others))
    return value < min(others)


Change = tuple[str, str, Callable[[str], str | None], str]


def _changes(table: Table, field: Descriptor) -> Iterator[Change]:
    """What can be done to a cell of a column: kind, whether a rule forbids it, the change, the cause."""
    if field.get("constraints", {}).get("required"):
        yield "required cell blank", FORBIDDEN, lambda v: "", "blank"
    yield "cell of blanks", FORBIDDEN, lambda v: "  ", "blanks"
    for kind, (form, cause) in _BLANKS.items():
        yield kind, FORBIDDEN, form.format, cause
    yield from _changes_of_its_kind(table, field)


def _changes_of_its_kind(table: Table, field: Descriptor) -> Iterator[Change]:
    constraints = field.get("constraints", {})
    if field["type"] in ("integer", "number"):
        yield from _numbers(field)
    elif field["type"] == "boolean":
        for truth in _TRUTHS:
            yield f"truth written {truth}", FORBIDDEN, lambda v, t=truth: t, "true or false"
        yield "the other truth", UNKNOWABLE, lambda v: "false" if v == "true" else "true", ""
    elif data.is_partial_date(field):
        yield from _dates(field)
    elif field.get("format") == "uri":
        for address in _ADDRESSES:
            yield "no web address", FORBIDDEN, lambda v, a=address: a, "web address"
    elif "enum" in constraints:
        yield from _codes(constraints["enum"])
    elif data.is_list(field):
        yield from _lists(table, field)
    elif "pattern" in constraints:
        yield "capitals turned", FORBIDDEN, _swapped(constraints["pattern"]), " is not |no row|is not in"
        yield "letter of another script", FORBIDDEN, _look_alike, "CYRILLIC"
        if field["name"] in data.pointers(table.name):
            yield "key that no row has", FORBIDDEN, _missing_key(constraints["pattern"]), "is not "
    else:
        yield from _free_texts(constraints)


def _free_texts(constraints: Descriptor) -> Iterator[Change]:
    for kind, (form, cause) in _TEXTS.items():
        yield kind, FORBIDDEN, form.format, cause
    for sign in _ABSENT:
        yield f"{sign} for a missing value", FORBIDDEN, lambda v, s=sign: s, "missing value"
    if longest := constraints.get("maxLength"):
        yield (
            "too long",
            FORBIDDEN,
            lambda v: (v + " and so on" * longest)[: 2 * longest].strip(),
            "more than",
        )
    yield "half of a text", UNKNOWABLE, lambda v: v[: len(v) // 2].strip() or None, ""


def _numbers(field: Descriptor) -> Iterator[Change]:
    for number in _NUMBERS:
        yield f"number written {number[:12]}", FORBIDDEN, lambda v, n=number: n, "not written|too large"
    yield "number written 1,5", FORBIDDEN, lambda v: "1,5", "not written"
    for name, zero in (("full-width", "\uff10"), ("Arabic", "\u0660")):
        table = {ord(str(d)): chr(ord(zero) + d) for d in range(10)}
        yield f"{name} digits", FORBIDDEN, lambda v, t=table: v.translate(t), "DIGIT"
    if field["type"] == "integer":
        yield "fraction of a whole number", FORBIDDEN, lambda v: f"{v}.5", "whole number"
    bounds = field.get("constraints", {})
    if (low := bounds.get("minimum")) is not None:
        yield "below the least", FORBIDDEN, lambda v: str(low - 1), "below"
    if (high := bounds.get("maximum")) is not None:
        yield "above the largest", FORBIDDEN, lambda v: str(high + 1), "above"
    zeros = "an order of magnitude"
    yield "a thousand times", PLAUSIBLE, lambda v: _times(v, 1000), "above|lie from|add up|days|sum"
    yield f"ten times, {zeros}", PLAUSIBLE, lambda v: _times(v, 10), "above|lie from|add up|days|sum"
    yield "the number beside it", UNKNOWABLE, lambda v: str(int(float(v)) + 1), ""


def _times(value: str, factor: int) -> str | None:
    number = float(value) * factor
    return f"{number:.3f}".rstrip("0").rstrip(".") if number else None


def _dates(field: Descriptor) -> Iterator[Change]:
    for written in _DATES:
        yield f"date written {written}", FORBIDDEN, lambda v, w=written: w, "not a d|before|after"
    ahead = FORBIDDEN if not field.get("may_lie_ahead") else UNKNOWABLE
    yield "after the cut-off", ahead, lambda v: "2027-01-15", "after|before"
    yield "a generation ahead", FORBIDDEN, lambda v: f"2052{v[4:]}", "after|before|begin with"
    yield "a century back", PLAUSIBLE, lambda v: f"19{v[2:]}" if v[:2] == "20" else None, "before|begin"
    yield "a decade back", PLAUSIBLE, lambda v: f"{int(v[:4]) - 10}{v[4:]}", "before|begin|days"
    yield "another day", UNKNOWABLE, lambda v: f"{v[:8]}{(int(v[8:]) % 28) + 1:02}" if v[8:] else None, ""


def _codes(allowed: list[str]) -> Iterator[Change]:
    yield "code that is not there", FORBIDDEN, lambda v: "no_such_code", "is not one of"
    if all(c.upper() not in allowed or c.isupper() for c in allowed):
        yield "code in other letters", FORBIDDEN, lambda v: v.swapcase(), "is not one of"
    yield "letter of another script", FORBIDDEN, _look_alike, "CYRILLIC"
    others = sorted(allowed)
    yield "another code", UNKNOWABLE, lambda v: next((c for c in others if c != v), None), ""


def _lists(table: Table, field: Descriptor) -> Iterator[Change]:
    for kind, form in {
        "comma at the end of a list": "{},",
        "semicolon at the end of a list": "{};",
        "blank in a list": "{}; {}",
        "bar in a list": "{}|{}",
    }.items():
        if "pattern" in field.get("constraints", {}):
            yield kind, FORBIDDEN, lambda v, f=form: f.format(v, v), "separated by|repeats"
    yield "item twice", FORBIDDEN, lambda v: f"{v};{v.partition(';')[0]}", "repeats"
    if field["name"] in data.pointers(table.name):
        yield "item that no row has", FORBIDDEN, lambda v: f"{v};{_unknown(v)}", "is not "


def _unknown(value: str) -> str:
    first, _, _ = value.partition(";")
    return re.sub(r"\d", "9", first) if re.search(r"\d", first) else first[::-1]


def _missing_key(pattern: str) -> Callable[[str], str | None]:
    def change(value: str) -> str | None:
        other = _unknown(value)
        return other if other != value and re.fullmatch(pattern, other) else None

    return change


def _swapped(pattern: str) -> Callable[[str], str | None]:
    return lambda v: None if re.fullmatch(pattern, v.swapcase()) else v.swapcase()


def _look_alike(value: str) -> str | None:
    for plain, other in (("a", "\u0430"), ("e", "\u0435"), ("o", "\u043e"), ("A", "\u0410"), ("R", "\u042f")):
        if plain in value:
            return value.replace(plain, other, 1)
    return None


# What the descriptor declares


def _turned_round(table: Table, low: str, high: str) -> Iterator[Damage]:
    for number in table.numbers():
        row = table.row(number)
        if row[low] and row[high] and row[low] != row[high]:
            content = table.changed(number, **{low: row[high], high: row[low]})
            places = ((number, low), (number, high))
            yield table.damage("low and high turned round", FORBIDDEN, content, "above|before|after", *places)
            return


def _contradictions(table: Table, rule: Descriptor, chance: random.Random, each: int) -> Iterator[Damage]:
    """Rows that break one declared rule, made from rows that keep it."""
    numbers = table.numbers()
    chance.shuffle(numbers)
    made = 0
    for number in numbers:
        row = table.row(number)
        for cells in _breaking(table, rule, row):
            column = declared.broken(rule, row | cells)
            if column is None:
                continue
            kind = f"against a declared rule: {rule['rule']}"
            places = tuple((number, c) for c in {column, *cells})
            content = table.changed(number, **cells)
            said = "breaks the rule|blank|above|below|before|not "
            yield table.damage(kind, FORBIDDEN, content, said, *places)
            made += 1
            break
        if made >= each:
            return


def _breaking(table: Table, rule: Descriptor, row: Row) -> Iterator[Row]:
    """Changes of a row that might break a rule; each is tried."""
    columns = [*rule.get("columns", []), *([rule["column"]] if "column" in rule else [])]
    for column in columns:
        yield {column: ""}
        yield from ({column: value} for value in _others(table, column, row[column]))
        if table.fields[column]["type"] in ("integer", "number"):
            yield from ({column: str(n)} for n in (_beyond(rule), _more(row[column])) if n is not None)
        if data.is_partial_date(table.fields[column]):
            yield {column: _earlier(row[column])}
    for column, values in rule.get("when", {}).items():
        wanted = [v for v in values if v not in ("", "*")]
        yield from ({column: value} for value in wanted)
        yield from ({column: value} for value in _others(table, column, row[column]))


def _others(table: Table, column: str, value: str) -> list[str]:
    """Other values that stand in a column, some of them."""
    found = dict.fromkeys(table.row(n)[column] for n in table.numbers())
    return [v for v in found if v not in ("", value)][:12]


def _beyond(rule: Descriptor) -> int | None:
    return int(rule["high"]) + 1 if "high" in rule and not isinstance(rule["high"], str) else None


def _more(value: str) -> int | None:
    return int(float(value)) + 9 if value else None


def _earlier(value: str) -> str:
    """A date some years before another."""
    return f"{int(value[:4]) - 5}{value[4:]}" if value else "2001"


# The descriptor


def of_descriptor() -> Iterator[Damage]:
    """Damage of ``datapackage.json``."""
    raw = (paths.DATA / "datapackage.json").read_bytes()
    for kind, (change, cause) in FILES.items():
        yield Damage("datapackage.json", kind, FORBIDDEN, change(raw), f"{cause}|JSON")
    for kind, change, cause in DESCRIPTOR:
        content = change(raw)
        if content != raw:
            yield Damage("datapackage.json", kind, FORBIDDEN, content, cause)


def _put(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda raw: raw.replace(old, new, 1)


DESCRIPTOR: list[tuple[str, Callable[[bytes], bytes], str]] = [
    ("broken off", lambda raw: raw[:-200], "JSON"),
    ("comma too many", lambda raw: raw.rstrip()[:-1] + b",}", "JSON"),
    ("a list", lambda raw: b"[]", "object"),
    ("a number", lambda raw: b"7", "object"),
    ("no resources", lambda raw: b"{}", "resources"),
    ("brackets without end", lambda raw: b"[" * 100_000, "JSON"),
    ("cut-off in another form", lambda raw: re.sub(rb'("cut_off": ")[^"]*', rb"\g<1>10.10.2026", raw), "day"),
    ("cut-off as a number", lambda raw: re.sub(rb'("cut_off": )"[^"]*"', rb"\g<1>2026", raw), "day"),
    ("version of no form", lambda raw: re.sub(rb'("version": ")[^"]*', rb"\g<1>v2026.13", raw), "version"),
    ("version twice", _put(b'"version"', b'"version": "2025.1.0", "version"'), "twice"),
    ("bound without end", _put(b'"minimum": 0', b'"minimum": 1e999'), "too large"),
    ("another encoding", _put(b'"encoding": "utf-8"', b'"encoding": "latin-1"'), "utf-8"),
    ("sign that nobody sees", _put(b'"meaning": "', b'"meaning": "\xe2\x80\x8b'), r"U\+200B"),
    ("no version", _put(b'"version"', b'"edition"'), "version"),
    ("no created", _put(b'"created"', b'"made"'), "created"),
    ("path that leaves the folder", _put(b'"countries.csv"', b'"../countries.csv"'), "plain file name"),
    ("path as a list", _put(b'"path": "countries.csv"', b'"path": ["countries.csv"]'), "plain file name"),
    ("unknown type", _put(b'"type": "integer"', b'"type": "whole"'), "type"),
    ("pattern that cannot be read", _put(b'"pattern": "', b'"pattern": "('), "pattern"),
    ("pattern without end", _put(b'"pattern": "', b'"pattern": "([a-z0-9-]+)+[A-Z]|'), "pattern"),
    ("reference to nothing", _put(b'"resource": "countries"', b'"resource": "states"'), "no resource"),
    ("table twice", _put(b'"name": "countries"', b'"name": "sources"'), "twice"),
    ("key that is no column", _put(b'"primaryKey": [', b'"primaryKey": ["nothing",'), "primaryKey"),
    ("minimum as a text", _put(b'"minimum": 0', b'"minimum": "none"'), "minimum"),
    ("enum as a text", lambda raw: re.sub(rb'"enum": \[[^]]*\]', b'"enum": "all"', raw, count=1), "enum"),
    ("required as a text", _put(b'"required": true', b'"required": "yes"'), "required"),
    ("rule of no kind", lambda raw: re.sub(rb'"rule": "\w+"', b'"rule": "guess"', raw, count=1), "rules"),
    ("code without meaning", _put(b'"meaning"', b'"means"'), "categories|meaning"),
]
