"""What changed between two states of the data package, row by row, and the note that says so."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pandas as pd

from bookpress.exhibits.blocks import Block, Link, details, items, paragraph, section, table
from coalition import data, paths
from coalition.reference import downloads

KEPT = paths.EDITIONS
"""Archives of the data of earlier editions, as readers downloaded them."""
JUDGEMENTS = "judgements"
_REASONS = ("change_reason", "note")
"""Columns of the judgements that may say why a judgement changed, the first that does counts."""
_CHANGES = ("added", "changed", "withdrawn")
_SHOWN = 60
"""Characters of a value shown in a note."""


@dataclass
class State:
    """One state of the package: its descriptor, and each table as rows by key."""

    descriptor: dict = field(default_factory=dict)
    tables: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)

    @property
    def version(self) -> str:
        return self.descriptor.get("version", "")


def read(path: Path | None) -> State:
    """The state in a folder or in an archive; an empty one for None or an empty folder.

    Placeholders, which only a folder has, take the values of the present data: where a value moved, the rows
    it is computed from are among the changes.

    Raises ValueError if the path is neither, or if it has tables but no descriptor.
    """
    if path is None:
        return State()
    if path.is_dir():
        files = {p.name: p.read_bytes() for p in path.iterdir() if p.is_file()}
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            files = {n: archive.read(n) for n in archive.namelist()}
    else:
        raise ValueError(f"{path} is neither a folder nor an archive of data")
    if not files:
        return State()
    if "datapackage.json" not in files:
        raise ValueError(f"{path} has no datapackage.json")
    descriptor = json.loads(files["datapackage.json"])
    tables = {
        r["name"]: _rows(r["name"], files[r["path"]], r["schema"].get("primaryKey", []))
        for r in descriptor["resources"]
        if r.get("type") == "table" and r["path"] in files
    }
    return State(descriptor, tables)


def _rows(table: str, raw: bytes, key: list[str]) -> dict[str, dict[str, str]]:
    """Rows by key, parts joined by a space; rows without a key, or with a repeated one, by their own text.

    Cells are as readers got them (``downloads``), so that a folder and an archive made of it are equal.
    """
    found = {}
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8"), newline="")))
    for row in downloads.for_readers(table, rows):
        name = " ".join(row[k] or "" for k in key) if key else ""
        found[name if name and name not in found else " ".join(v or "" for v in row.values())] = row
    return found


def compare(old: State, new: State) -> pd.DataFrame:
    """Every difference between two states.

    Columns: table, key, change (``added``, ``changed``, ``withdrawn``), column, before, after (text; blank
    unless changed, with one row per changed cell). Tables come in the order of the new descriptor,
    withdrawn tables last.
    """
    names = list(new.tables) + [n for n in old.tables if n not in new.tables]
    found = []
    for name in names:
        before, after = old.tables.get(name, {}), new.tables.get(name, {})
        found += [(name, key, "added", "", "", "") for key in after if key not in before]
        for key in after:
            if key in before:
                columns = [*after[key], *(c for c in before[key] if c not in after[key])]
                cells = [(c, before[key].get(c) or "", after[key].get(c) or "") for c in columns]
                found += [(name, key, "changed", c, b, a) for c, b, a in cells if b != a]
        found += [(name, key, "withdrawn", "", "", "") for key in before if key not in after]
    return pd.DataFrame(found, columns=["table", "key", "change", "column", "before", "after"])


def counts(changes: pd.DataFrame, new: State) -> pd.DataFrame:
    """Rows by table. Columns: table, title, rows, added, changed, withdrawn (counts of rows)."""
    titles = {r["name"]: r["title"] for r in new.descriptor["resources"]}
    names = list(dict.fromkeys([*new.tables, *changes["table"]]))
    distinct = changes.drop_duplicates(["table", "key", "change"])
    return pd.DataFrame(
        [
            {"table": n, "title": titles.get(n, n), "rows": len(new.tables.get(n, {}))}
            | {
                c: int(((distinct["table"] == n) & (distinct["change"] == c)).sum())
                for c in ("added", "changed", "withdrawn")
            }
            for n in names
        ]
    )


def changed_judgements(changes: pd.DataFrame, new: State) -> pd.DataFrame:
    """Judgements that were changed.

    Columns: judgement, what (cells before and after), why (blank if the data do not say).
    """
    part = changes[(changes["table"] == JUDGEMENTS) & (changes["change"] == "changed")]
    rows = []
    for key, cells in part.groupby("key", sort=False):
        reasons = [a for column in _REASONS for a in cells.loc[cells["column"] == column, "after"] if a]
        moved = cells[~cells["column"].isin(_REASONS)]
        what = "; ".join(
            f"{c}: {_short(b)} → {_short(a)}"
            for c, b, a in moved[["column", "before", "after"]].itertuples(index=False)
        )
        rows.append(
            {
                "judgement": f"{key} {new.tables[JUDGEMENTS][key].get('label', '')}".strip(),
                "what": what or "its note",
                "why": reasons[0] if reasons else "",
            }
        )
    return pd.DataFrame(rows, columns=["judgement", "what", "why"])


def draft(old: State, new: State) -> str:
    """The note of a new edition as Markdown, to be finished by hand: counts, changed judgements, every row by
    name.
    """
    changes = compare(old, new)
    lines = [
        f"## {new.version} - {new.descriptor['created'][:10]}",
        "",
        f"Data cut-off: {data.written_date(new.descriptor['cut_off'])}.",
        "",
    ]
    if not old.tables:
        lines += [f"- First edition: {len(new.tables)} tables, {sum(map(len, new.tables.values())):,} rows."]
    touched = counts(changes, new).query("added + changed + withdrawn > 0")
    lines += [
        f"- {_markdown(r.title)}: " + _in_words(r) + f"; {r.rows:,} rows now." for r in touched.itertuples()
    ] or ["- No row was added, changed or withdrawn."]
    judgements = changed_judgements(changes, new)
    if len(judgements):
        lines += ["", "### Judgements that changed", ""]
        lines += [
            f"- {_markdown(j.judgement)}: {_markdown(j.what)}. Why: {_markdown(j.why) or '**to be written**'}"
            for j in judgements.itertuples()
        ]
    if old.tables and len(touched):
        lines += ["", "### Rows", ""] + [
            f"- {_markdown(line)}" for name in touched["table"] for line in row_notes(changes, name)
        ]
    return "\n".join(lines) + "\n"


def row_notes(changes: pd.DataFrame, name: str) -> list[str]:
    """One line per kind of change in a table, with the keys, and one per changed row with its cells."""
    part = changes[changes["table"] == name]
    notes = []
    for change in ("added", "withdrawn"):
        keys = part.loc[part["change"] == change, "key"]
        if len(keys):
            notes.append(f"{name}, {change}: {', '.join(map(_short, keys))}")
    for key, cells in part[part["change"] == "changed"].groupby("key", sort=False):
        notes.append(
            f"{name}, changed {_short(key)}: "
            + "; ".join(
                f"{c}: {_short(b)} → {_short(a)}"
                for c, b, a in cells[["column", "before", "after"]].itertuples(index=False)
            )
        )
    return notes


def states() -> list[State]:
    """The kept editions in the order of their versions, then the present data."""
    now = read(paths.DATA)
    kept = [read(p) for p in sorted(KEPT.glob("*.zip"))] if KEPT.is_dir() else []
    earlier = sorted((s for s in kept if s.version != now.version), key=lambda s: order(s.version))
    return [*earlier, now]


def news() -> list[Block]:
    """What is new since the last edition, for the first page: rows by table, judgements, the way to all."""
    *earlier, now = states()
    more = Link("chapter:editions", "Every edition and its changes")
    if not earlier:
        return [
            paragraph(
                f"Version {now.version} is the first edition, "
                "so there is nothing that it could be new against. ",
                more,
                ".",
            )
        ]
    changes = compare(earlier[-1], now)
    rows = counts(changes, now)
    totals = ", ".join(f"{rows[c].sum():,} {c}" for c in _CHANGES)
    touched = [
        [Link(f"table:{r.table}", r.title), f": {_in_words(r)}"]
        for r in rows.itertuples()
        if r.added + r.changed + r.withdrawn
    ]
    judgements = [
        f"{j.judgement}: {j.what}. Why: {j.why or 'not said'}"
        for j in changed_judgements(changes, now).itertuples()
    ]
    return [
        paragraph(
            f"Since version {earlier[-1].version}, with data as of "
            f"{data.written_date(earlier[-1].descriptor['cut_off'])}: {totals} rows. ",
            more,
            ".",
        ),
        *(
            [paragraph("Judgements that changed:"), items(*judgements)]
            if judgements
            else [paragraph("No judgement changed.")]
        ),
        *([details("Tables that changed", items(*touched))] if touched else []),
    ]


def history() -> list[Block]:
    """One section per edition, newest first: counts by table, changed judgements, every row that changed."""
    found = [State(), *states()]
    return [_entry(old, new) for old, new in reversed(list(pairwise(found)))]


def _entry(old: State, new: State) -> Block:
    changes = compare(old, new)
    rows = counts(changes, new)
    judgements = changed_judgements(changes, new)
    frame = pd.DataFrame(
        {"Table": [Link(f"table:{n}", t) for n, t in zip(rows["table"], rows["title"], strict=True)]}
        | {c.title(): rows[c] for c in ("rows", *_CHANGES)}
    )
    against = (
        f"Compared with version {old.version}."
        if old.version
        else "This is the first edition: every row is new."
    )
    parts: list[Block] = [
        paragraph(
            f"Released {data.written_date(new.descriptor['created'][:10])}, data as of "
            f"{data.written_date(new.descriptor['cut_off'])}. {against}"
        ),
        table(frame),
    ]
    if len(judgements):
        parts += [
            paragraph("Judgements that changed:"),
            items(*[f"{j.judgement}: {j.what}. Why: {j.why or 'not said'}" for j in judgements.itertuples()]),
        ]
    elif old.version:
        parts += [paragraph("No judgement changed.")]
    if old.version:
        parts += [
            details(f"Rows of {t}", items(*row_notes(changes, n)))
            for n, t in zip(rows["table"], rows["title"], strict=True)
            if (changes["table"] == n).any()
        ]
    return section(f"edition-{new.version.replace('.', '-')}", f"Version {new.version}", *parts)


def _in_words(row) -> str:
    return ", ".join(f"{n:,} {change}" for change in _CHANGES if (n := getattr(row, change)))


def order(version: str) -> list[int]:
    """What sorts versions in time."""
    return [int(n) for n in re.findall(r"\d+", version)]


def _short(text: str) -> str:
    return (text if len(text) <= _SHOWN else text[:_SHOWN] + "…") or "blank"


def _markdown(text: str) -> str:
    """Text whose characters mean nothing to Markdown."""
    return re.sub(r"([\\`*\[\]<>{}$|#])", r"\\\1", text).replace("\n", " ")
