"""What changed between two states of the data package, row by row, and the note that says so."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from pathlib import Path

import pandas as pd
from babel.lists import format_list

from bookpress import numerals
from bookpress.exhibits.blocks import Block, Link, details, items, paragraph, section, table
from coalition import data, paths
from coalition.data.passages import inline
from coalition.formats import file_size
from coalition.reference import archives, downloads

JUDGEMENTS = "judgements"
_REASON = "change_reason"
"""Column of the judgements that says why one reads otherwise than in the edition before."""
_BESIDE = (_REASON, "note")
"""Columns whose change alone does not change a judgement."""
_CHANGES = ("added", "changed", "withdrawn")
_BRIEF = 20
"""Characters of a value up to which it is shown where a change is told in brief."""
_SHOWN = 60
"""Characters of a value shown in a note."""
_UNHEARD = re.compile(r"[\s'’\u2010-\u2013-]")
"""Signs by which two spellings of the same words differ."""
UNSAID = "no reason is recorded"
"""What a note says of a judgement that reads otherwise without a stated reason."""


@dataclass
class State:
    """One state of the package: its descriptor, and each table as rows by key."""

    descriptor: dict = field(default_factory=dict)
    tables: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    archive: Path | None = None
    """The archive that was kept when this state was released; None if it was not."""

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
    return State(descriptor, tables, None if path.is_dir() else path)


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
    """Every difference between two states, but for columns that only one of them has (``columns``).

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
                shared = [c for c in after[key] if c in before[key]]
                cells = [(c, before[key][c] or "", after[key][c] or "") for c in shared]
                found += [(name, key, "changed", c, b, a) for c, b, a in cells if b != a]
        found += [(name, key, "withdrawn", "", "", "") for key in before if key not in after]
    return pd.DataFrame(found, columns=["table", "key", "change", "column", "before", "after"])


def columns(old: State, new: State) -> dict[str, str]:
    """What became of the columns of each table that both states have: ``new columns: x, y``."""
    found = {}
    for name in new.tables:
        if rows := old.tables.get(name):
            had, has = list(next(iter(rows.values()))), list(next(iter(new.tables[name].values()), {}))
            added, gone = [c for c in has if c not in had], [c for c in had if has and c not in has]
            parts = [f"new columns: {', '.join(added)}"] * bool(added)
            parts += [f"columns withdrawn: {', '.join(gone)}"] * bool(gone)
            if parts:
                found[name] = "; ".join(parts)
    return found


def same(old: State, new: State) -> bool:
    """Whether two states have the same tables, columns and cells."""
    return compare(old, new).empty and not columns(old, new)


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


def changed_judgements(old: State, new: State) -> pd.DataFrame:
    """Judgements that both states have and whose words, number or rows changed, by more than spelling.

    Columns: judgement, label (in quotes), what (cells before and after), brief (the same with long texts
    only named), why (blank if the data do not say, or say what they said of the edition before).
    """
    changes = compare(old, new)
    part = changes[(changes["table"] == JUDGEMENTS) & (changes["change"] == "changed")]
    titles = _column_titles(new, JUDGEMENTS)
    rows = []
    for key, cells in part[~part["column"].isin(_BESIDE)].groupby("key", sort=False):
        if (cells["before"].map(_as_heard) == cells["after"].map(_as_heard)).all():
            continue
        before, after = old.tables[JUDGEMENTS][key], new.tables[JUDGEMENTS][key]
        reason = after.get(_REASON) or ""
        rows.append(
            {
                "judgement": f"{key} {after.get('label', '')}".strip(),
                "label": f"“{after.get('label') or key}”",
                "what": _moves(cells),
                "brief": _in_brief(cells, titles),
                "why": "" if reason == before.get(_REASON) else reason,
            }
        )
    return pd.DataFrame(rows, columns=["judgement", "label", "what", "brief", "why"])


def _as_heard(text: str) -> str:
    return _UNHEARD.sub("", text).casefold()


def note(old: State, new: State) -> str:
    """What moved between two editions as Markdown: counts by table, each changed judgement with its reason.

    The rows one by one are on the page of editions.
    """
    if not old.tables:
        return f"- First edition: {len(new.tables)} tables, {sum(map(len, new.tables.values())):,} rows.\n"
    if same(old, new):
        return "- No row was added, changed or withdrawn.\n"
    touched = counts(compare(old, new), new).query("added + changed + withdrawn > 0")
    told = columns(old, new)
    names = list(dict.fromkeys([*touched["table"], *told]))
    row_counts = {
        r.table: f"{_in_words(r)}; {r.rows:,} row{'s' * (r.rows != 1)} now" for r in touched.itertuples()
    }
    titles = {r["name"]: r["title"] for r in new.descriptor["resources"]}
    lines = [f"### Rows since {old.version}", ""]
    lines += [
        f"- {_markdown(titles.get(n, n))}: "
        + "; ".join(filter(None, (row_counts.get(n, ""), _markdown(told.get(n, "")))))
        + "."
        for n in names
    ]
    judgements = changed_judgements(old, new)
    if len(judgements):
        lines += ["", f"### Judgements that changed since {old.version}", ""]
        lines += [
            f"- {_markdown(j.judgement)}: {_markdown(j.what)}. Why: {_markdown(j.why) or '**to be written**'}"
            for j in judgements.itertuples()
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
        notes.append(f"{name}, changed {_short(key)}: {_moves(cells)}")
    return notes


def _moves(cells: pd.DataFrame) -> str:
    """The changed cells of a row, each from the word on at which it differs."""
    return "; ".join(
        f"{c}: {' → '.join(map(_short, _from_the_difference(b, a)))}"
        for c, b, a in cells[["column", "before", "after"]].itertuples(index=False)
    )


def _in_brief(cells: pd.DataFrame, titles: dict[str, str]) -> str:
    """The changed cells of a row by the titles of their columns, long ones only named."""
    told, named = [], []
    for c, b, a in cells[["column", "before", "after"]].itertuples(index=False):
        title = titles.get(c, c)
        if max(len(b), len(a)) > _BRIEF:
            named.append(inline(title))
        else:
            told.append(f"{title}: {_word(c, b)}, now {_word(c, a)}")
    return "; ".join(
        [*told, *([f"other words or rows in {format_list(named, locale='en_GB')}"] if named else [])]
    )


def _word(column: str, value: str) -> str:
    """A value of a judgement as readers know it: the word for a code."""
    try:
        return inline(data.labels_of(JUDGEMENTS, column)[value])
    except KeyError:
        return value or "blank"


def _column_titles(state: State, table: str) -> dict[str, str]:
    fields = (
        r.get("schema", {}).get("fields", []) for r in state.descriptor["resources"] if r["name"] == table
    )
    return {f["name"]: f["title"] for part in fields for f in part}


def _from_the_difference(before: str, after: str) -> tuple[str, str]:
    """Two texts without the words they begin with in common, if these are more than a few."""
    pairs = enumerate(zip_longest(before, after))
    shared = next((place for place, (b, a) in pairs if b != a), 0)
    start = max(before.rfind(mark, 0, shared) for mark in " ;") + 1
    if start < _SHOWN // 3 or not before[start:] or not after[start:]:
        return before, after
    return f"…{before[start:]}", f"…{after[start:]}"


def states() -> list[State]:
    """The kept editions in the order of their versions, then the present data.

    The present data are an edition that was kept, if nothing moved since; then they stand once.
    """
    earlier, now = [read(p) for p in archives.kept()], read(paths.DATA)
    if earlier and earlier[-1].version == now.version and same(earlier[-1], now):
        return [*earlier[:-1], State(now.descriptor, now.tables, earlier[-1].archive)]
    return [*earlier, now]


def _totals(rows: pd.DataFrame) -> str:
    """How many rows of all tables changed, and how: ``86 rows were added and 91 changed``."""
    found = [(int(rows[c].sum()), c) for c in _CHANGES if rows[c].sum()]
    if not found:
        return "no row changed"
    (first, how), *others = found
    was = "row was" if first == 1 else "rows were"
    said = [f"{numerals.prose(first)} {was} {how}", *(f"{numerals.prose(n)} {c}" for n, c in others)]
    return format_list(said, locale="en_GB")


def news() -> list[Block]:
    """What is new since the last edition, for the first page: how many rows and which judgements.

    What changed in a judgement and in a table is in a fold.
    """
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
    touched = [
        [Link(f"table:{r.table}", r.title), f": {_in_words(r)}"]
        for r in rows.itertuples()
        if r.added + r.changed + r.withdrawn
    ]
    judgements = list(changed_judgements(earlier[-1], now).itertuples())
    named = format_list([j.label for j in judgements], locale="en_GB")
    told = [_told(j) for j in judgements]
    return [
        paragraph(
            f"Since version {earlier[-1].version}, with data as of "
            f"{data.written_date(earlier[-1].descriptor['cut_off'])}, {_totals(rows)}. ",
            more,
            ".",
        ),
        *(
            [
                paragraph(f"Judgements whose words, number or reasons changed: {named}."),
                details("What changed in these judgements, and why", items(*told)),
            ]
            if told
            else [paragraph("No judgement changed.")]
        ),
        *([details("Tables that changed", items(*touched))] if touched else []),
    ]


def history() -> list[Block]:
    """One section per edition, newest first: counts by table, changed judgements, every row that changed."""
    found = [State(), *states()]
    return [entry(old, new) for old, new in reversed(list(pairwise(found)))]


def entry(old: State, new: State) -> Block:
    """The section of one edition: what changed since the one before."""
    changes = compare(old, new)
    rows = counts(changes, new)
    judgements = changed_judgements(old, new)
    frame = pd.DataFrame(
        {"Table": [Link(f"table:{n}", t) for n, t in zip(rows["table"], rows["title"], strict=True)]}
        | {c.title(): rows[c] for c in ("rows", *_CHANGES)}
    )
    moved = rows[list(_CHANGES)].sum(axis=1) > 0
    told, titles = columns(old, new), dict(zip(rows["table"], rows["title"], strict=True))
    against = (
        f"Compared with version {old.version}."
        if old.version
        else "This is the first edition: every row is new."
    )
    parts: list[Block] = [
        paragraph(
            f"{_released(old, new)}, data as of {data.written_date(new.descriptor['cut_off'])}. {against}"
        ),
        *([_download(new.archive)] if new.archive else []),
        *_tables(frame, moved, bool(old.version)),
        *([items(*(f"{titles.get(n, n)}: {t}." for n, t in told.items()))] if told else []),
    ]
    if len(judgements):
        parts += [
            paragraph("Judgements whose words, number or reasons changed:"),
            items(*map(_told, judgements.itertuples())),
        ]
    elif old.version:
        parts += [paragraph("No judgement changed.")]
    if old.version:
        parts += [
            details(f"Rows of {t}", items(*row_notes(changes, n)))
            for n, t in zip(rows["table"], rows["title"], strict=True)
            if (changes["table"] == n).any()
        ]
    if old.version == new.version:
        return section("edition-next", f"After version {new.version}", *parts)
    return section(f"edition-{new.version.replace('.', '-')}", f"Version {new.version}", *parts)


def _told(judgement) -> str:
    """A changed judgement: why it changed, then what did."""
    why = judgement.why or f"{UNSAID[:1].upper()}{UNSAID[1:]}."
    return f"{judgement.judgement}. {why} {judgement.brief}."


def _tables(frame: pd.DataFrame, moved: pd.Series, compared: bool) -> list[Block]:
    """The tables of an edition: those with a changed row, or all behind a line where every row is new."""
    if not compared:
        return [details(f"Tables ({len(frame)})", table(frame[["Table", "Rows"]]))]
    same = f"Tables without a changed row, left out here: {int((~moved).sum())}."
    return [*([table(frame[moved])] if moved.any() else []), *([paragraph(same)] if not moved.all() else [])]


def _released(old: State, new: State) -> str:
    if old.version == new.version:
        return "Changes not yet in an edition"
    return f"Released {data.written_date(new.descriptor['created'][:10])}"


def _download(archive: Path) -> Block:
    """The archive of an edition as it was released, with its size and hash."""
    return paragraph(
        Link(f"download:{archive.name}", archive.name),
        f", {file_size(archive.stat().st_size)}, SHA-256 {archives.sums()[archive.name]}.",
    )


def _in_words(row) -> str:
    return ", ".join(f"{n:,} {change}" for change in _CHANGES if (n := getattr(row, change)))


def _short(text: str) -> str:
    return (text if len(text) <= _SHOWN else text[:_SHOWN] + "…") or "blank"


def _markdown(text: str) -> str:
    """Text whose characters mean nothing to Markdown."""
    return re.sub(r"([\\`*\[\]<>{}$|#])", r"\\\1", text).replace("\n", " ")
