"""Help for those who add to the data: the next free id, the codes of a table, where a fact may stand too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from coalition import data, paths

TEMPLATES = Path(__file__).parent / "templates"
_NUMBERED = re.compile(r"(.*?)(\d+)")
_NAME = re.compile(r"([a-z_]+)/([a-z_]+)")


def next_row(table: str, stem: str = "") -> list[str]:
    """What a curator needs for a new row: the next free id, the codes with meanings, the tables to look at.

    ``stem`` begins the id, such as ``esp`` for a statement of Spain; without it every stem of the table gets
    its next id. Raises KeyError for a name that is no table.
    """
    if table not in data.tables():
        raise KeyError(f"there is no table {table!r}; there are {', '.join(data.tables())}")
    return [*_ids(table, stem), *_codes(table), *_other_tables(table)]


def next_ids(keys: Iterable[str], stem: str = "") -> list[str]:
    """The next free id of each stem among keys that end with a number, with as many digits as they have.

    A stem that is new begins at 1, written as the ids of others are.
    """
    taken: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        if match := _NUMBERED.fullmatch(key):
            taken[match[1]].append(match[2])
    if stem:
        joined = [s for s in taken if s.rstrip("-") == stem.rstrip("-")]
        if not joined and taken:
            other = max(taken, key=lambda s: len(taken[s]))
            dash, digits = "-" if other.endswith("-") else "", max(map(len, taken[other]))
            return [f"{stem.rstrip('-')}{dash}{1:0{digits}}"]
        taken = {s: taken[s] for s in joined}
    return [
        f"{s}{max(map(int, numbers)) + 1:0{max(map(len, numbers))}}" for s, numbers in sorted(taken.items())
    ]


def _ids(table: str, stem: str) -> list[str]:
    key = data.resource(table)["schema"].get("primaryKey", [])
    if len(key) != 1:
        return [f"Key: {' and '.join(key) or 'none'}; a row needs a pair that is not there yet."]
    keys = list(data.load(table)[key[0]])
    alike = [t for t in data.tables() if data.resource(t)["schema"].get("primaryKey") == key]
    numbered = [k for t in alike for k in data.load(t)[key[0]] if _NUMBERED.fullmatch(k)]
    if len(numbered) > len(keys) / 2 and (found := next_ids(numbered, stem)):
        return [f"Next free {key[0]}: {', '.join(found)}"]
    return [f"Key: {key[0]}, such as {', '.join(keys[:3])}; one that is not there yet."]


def _codes(table: str) -> list[str]:
    """Each coded column with its codes, each with what it means."""
    found = []
    for field in data.resource(table)["schema"]["fields"]:
        if "categories" in field:
            required = ", required" if field.get("constraints", {}).get("required") else ""
            found += ["", f"{field['name']} ({field['title']}{required})"]
            found += [f"  {code}: {text}" for code, text in data.meanings_of(table, field["name"]).items()]
    return found


def _other_tables(table: str) -> list[str]:
    """The tables that may need the same fact: named by the descriptor, or tied to this one by a key."""
    found = dict(data.resource(table).get("see_also", {}))
    for other in data.tables():
        for column, (target, _) in data.pointers(other).items():
            if target == table and other != table:
                found.setdefault(other, f"its {column} names a row of {table}")
    for column, (target, _) in data.pointers(table).items():
        found.setdefault(target, f"{column} names a row of it")
    return ["", "Look also at", *(f"  {name}: {why}" for name, why in found.items())] if found else []


def new_chapter(name: str, root: Path = paths.ROOT) -> list[Path]:
    """Write a chapter and its module of words from the templates; returns the files.

    ``name`` is a part of the book and a short name, such as ``questions/costs``. Raises ValueError if it is
    not of that form, if there is no such part, or if a file or another chapter of that name is there.
    """
    if not (match := _NAME.fullmatch(name)):
        raise ValueError(f"{name!r} is not a part and a short name, such as questions/costs")
    part, short = match.groups()
    parts = sorted(p.name for p in (root / "chapters").iterdir() if p.is_dir() and not p.name.startswith("."))
    if part not in parts:
        raise ValueError(f"there is no part {part!r}; there are {', '.join(parts)}")
    made = {
        root / "chapters" / part / f"{short}.ipynb": TEMPLATES / "chapter.ipynb",
        root / "coalition" / "words" / f"{short}.py": TEMPLATES / "words.txt",
    }
    taken = [p for p in (*made, *(root / "chapters").glob(f"*/{short}.ipynb")) if p.exists()]
    if taken:
        raise ValueError(f"{taken[0].relative_to(root)} is there already")
    for file, template in made.items():
        file.write_text(template.read_text(encoding="utf-8").replace("CHAPTER", short), encoding="utf-8")
    return list(made)
