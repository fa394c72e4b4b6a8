"""The data package described for readers: tables, columns, sources, and what rests on each source."""

from __future__ import annotations

import string
import unicodedata
from collections import Counter
from typing import Any, NamedTuple

import pandas as pd

from bookpress.exhibits.blocks import (
    Block,
    CitedBy,
    Link,
    Page,
    Pages,
    details,
    items,
    page,
    pages,
    paragraph,
    section,
    table,
)
from coalition import data
from coalition.data.passages import inline
from coalition.data.stated_rules import stated_rules
from coalition.formats import file_size, month, spoken_by
from coalition.reference import downloads

WEAK = ("D", "E", "F")
"""Grades that stand together where space is short."""
_OTHER = "other"
"""Name of the page of publishers that no Latin letter begins."""
_OWN = "own_contribution"
_MANY = 12
"""Row names shown at once; more stand behind a line that opens them."""


def source_fields(name: str) -> list[str]:
    """The columns of a table that name sources."""
    return [column for column, (target, _) in data.pointers(name).items() if target == "sources"]


def row_keys(name: str, frame: pd.DataFrame) -> pd.Series:
    """The primary key of each row as one text, parts joined by a space; the line where there is no key."""
    key = data.resource(name)["schema"].get("primaryKey", [])
    if not key:
        return pd.Series([f"line {i + 2}" for i in range(len(frame))], index=frame.index, dtype=object)
    return pd.Series(
        [" ".join(parts) for parts in frame[key].astype(str).itertuples(index=False)],
        index=frame.index,
        dtype=object,
    )


def rests_on() -> pd.DataFrame:
    """Every row of every table with each source it rests on.

    Columns: source_id, table, key (of the row), alone (True if the row names no other source).
    """
    found = []
    for name in data.tables():
        fields = source_fields(name)
        if not fields or name == "sources":
            continue
        frame = data.load(name)
        for key, cells in zip(row_keys(name, frame), frame[fields].itertuples(index=False), strict=True):
            ids = {i for cell in cells for i in (cell if isinstance(cell, tuple) else [cell]) if pd.notna(i)}
            found += [(source, name, key, len(ids) == 1) for source in sorted(ids)]
    return pd.DataFrame(found, columns=["source_id", "table", "key", "alone"])


def rows_by_source() -> dict[str, dict[str, list[str]]]:
    """By source and table, the keys of the rows that rest on it; a star marks one that rests on it alone."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in rests_on().itertuples():
        found.setdefault(row.source_id, {}).setdefault(row.table, []).append(row.key + "*" * row.alone)
    return found


def single_source_counts() -> pd.DataFrame:
    """How many rows of each table rest on one source.

    Columns: table, title, rows, single, and one for each grade of reliability (rows that rest on one of it).
    """
    resting = rests_on().merge(data.load("sources")[["source_id", "reliability"]], on="source_id")
    grades = list(data.meanings_of("sources", "reliability"))
    rows = []
    for name in data.tables():
        part = resting[resting["table"] == name]
        if len(part):
            alone = part[part["alone"]]
            rows.append(
                {
                    "table": name,
                    "title": data.resource(name)["title"],
                    "rows": part["key"].nunique(),
                    "single": len(alone),
                }
                | {g: int((alone["reliability"] == g).sum()) for g in grades}
            )
    return pd.DataFrame(rows)


def single_source_table() -> pd.DataFrame:
    """``single_source_counts`` with columns named for readers; the weak grades stand together."""
    counts = single_source_counts()
    first, *others = [g for g in data.labels_of("sources", "reliability") if g not in WEAK]
    return pd.DataFrame(
        {
            "Table": [Link(f"table:{n}", t) for n, t in zip(counts["table"], counts["title"], strict=True)],
            "Rows": counts["rows"],
            "On one source": counts["single"],
            f"of these, grade {first}": counts[first],
            **{f"grade {grade}": counts[grade] for grade in others},
            f"grade {WEAK[0]} to {WEAK[-1]}": counts[list(WEAK)].sum(axis=1),
        }
    )


def definition_and_limits(name: str) -> tuple[str, str]:
    """What one row of a table is (the first sentence of its description), and what limits its use."""
    first, _, others = data.resource(name)["description"].partition(". ")
    return first.rstrip(".") + ".", others


def dictionary() -> list[Block]:
    """One section per resource: what a row is, limits, download, columns."""
    alone = single_source_counts().set_index("table")
    return [_described(name, alone) for name in data.tables()] + [
        _file(r) for r in data.package()["resources"] if r.get("type") != "table"
    ]


def _described(name: str, alone: pd.DataFrame) -> Block:
    resource = data.resource(name)
    row, limits = definition_and_limits(name)
    rules = [f"{rule}." for rule in stated_rules(name)]
    rows = len(data.load(name))
    single = f" Rows that rest on one source: {alone.at[name, 'single']:,}." if name in alone.index else ""
    key = ", ".join(resource["schema"].get("primaryKey", [])) or "none"
    return section(
        f"table-{name}",
        resource["title"],
        paragraph(row, f" {rows:,} row{'s' * (rows != 1)}.", single),
        *([paragraph(limits if limits.startswith("Rule") else f"Limits: {limits}")] if limits else []),
        paragraph(
            Link(f"download:data/{resource['path']}", f"Download {resource['path']}"),
            f" ({file_size(len(downloads.table_csv(name)))}). Key: {key}. Licence: {_licence(resource)}.",
        ),
        details(f"Columns ({len(resource['schema']['fields'])})", table(_columns(name))),
        *([details(f"Rules ({len(rules)})", items(*rules))] if rules else []),
    )


def _file(resource: dict[str, Any]) -> Block:
    return section(
        f"table-{resource['name']}",
        resource["title"],
        paragraph(resource["description"]),
        paragraph(f"File {resource['path']}, in the archive. Licence: {_licence(resource)}."),
    )


def _licence(resource: dict[str, Any]) -> str:
    licences = resource["licenses"] if "licenses" in resource else data.package()["licenses"]
    return ", ".join(x["title"] for x in licences)


def _columns(name: str) -> pd.DataFrame:
    fields = data.resource(name)["schema"]["fields"]
    targets = {column: target for column, (target, _) in data.pointers(name).items()}
    return pd.DataFrame(
        {
            "Column": [f["name"] for f in fields],
            "Type": [_type(f, targets) for f in fields],
            "Unit": [f.get("unit", "") for f in fields],
            "Meaning": [
                f["description"]
                + "".join(f" {c['value']}: {c['meaning'].rstrip('.')}." for c in f.get("categories", []))
                for f in fields
            ],
            "Required": ["yes" if f.get("constraints", {}).get("required") else "" for f in fields],
        }
    )


def _type(field: dict[str, Any], targets: dict[str, str]) -> str:
    plain = "code" if "categories" in field else str(field["type"])
    kind = {"partial-date": "date (year, month or day)", "list": "list"}.get(field.get("content", ""), plain)
    return f"{kind}, key of {targets[field['name']]}" if field["name"] in targets else kind


def source_list() -> Block:
    """Every source by what it is, each leading to its entry; a row has the permalink ``src-<id>``."""
    sources = data.load("sources")
    frame = pd.DataFrame(
        {
            "Source": [
                Link(f"source:{s.source_id}", f"{s.publisher}: {s.title}") for s in sources.itertuples()
            ],
            "Grade": sources["reliability"],
            "Read": sources["seen"].map(data.labels_of("sources", "seen")),
            "Alone": _alone(sources["source_id"]),
            "Published": sources["published"].fillna("no date"),
            "Kind": sources["kind"].map(data.labels_of("sources", "kind")),
        }
    )
    return table(
        frame,
        anchors=[f"src-{i}" for i in sources["source_id"]],
        caption="Every source and what rests on it.",
        search=True,
        filters=["Kind", "Grade", "Read", "Alone"],
        moved=True,
    )


def source_pages() -> Pages:
    """Every source with its grade, how it was seen, where it is, and what rests on it: a page a letter.

    A row has the permalink ``src-<id>``. Print has one list of them instead.
    """
    sources = data.load("sources").sort_values(["publisher", "published", "source_id"])
    resting, alone = rows_by_source(), _alone(sources["source_id"])
    frame = pd.DataFrame(
        {
            "Source": [_source(s) for s in sources.itertuples()],
            "What it is": _about(sources),
            "Rows that rest on it": [_rows(resting.get(source, {})) for source in sources["source_id"]],
            "Alone": alone,
            "Exhibits": [CitedBy(source) for source in sources["source_id"]],
        },
        index=[f"src-{source}" for source in sources["source_id"]],
    )
    letters = [_letter(publisher) for publisher in sources["publisher"]]
    found = sorted(frame.groupby(letters), key=lambda page: (page[0] == _OTHER, page[0]))
    return pages((_source_page(*page) for page in found), on_paper=False)


def _letter(publisher: str) -> str:
    """The letter under which a reader looks for a publisher: without an article and marks."""
    plain = unicodedata.normalize("NFKD", publisher.casefold().removeprefix("the "))
    first = next((c for c in plain if c.isalnum()), "")
    return first if first in list(string.ascii_lowercase) else _OTHER


def _source_page(letter: str, rows: pd.DataFrame) -> Page:
    """The page of a letter; rows have their permalink as index, exhibits are named when the book is built."""
    short = "Other" if letter == _OTHER else letter.upper()
    under = "another sign" if letter == _OTHER else letter.upper()
    return page(
        letter,
        f"Sources: {short}",
        paragraph(f"The publishers whose name begins with {under}, by name. Sources: {len(rows)}."),
        table(rows, anchors=rows.index),
        short=short,
    )


def _about(sources: pd.DataFrame) -> list[str]:
    """Grade, how it was read, kind, date and licence of each source in two sentences."""
    seen, kinds, licences = (data.labels_of("sources", c) for c in ("seen", "kind", "licence"))
    return [
        f"Grade {s.reliability}, {inline(seen[s.seen])}. {kinds[s.kind]}, "
        f"{'no date' if pd.isna(s.published) else data.written_date(s.published)}. {licences[s.licence]}."
        for s in sources.itertuples()
    ]


def _alone(ids: pd.Series) -> list[str]:
    """Whether a row rests on each source and no other, as ``yes`` or ``no``."""
    resting = rests_on()
    alone = set(resting.loc[resting["alone"], "source_id"])
    return ["yes" if source in alone else "no" for source in ids]


def _source(s) -> list:
    title = Link(s.url, s.title) if pd.notna(s.url) and s.url.startswith(("http://", "https://")) else s.title
    return [f"{s.publisher}: ", title, f". {s.note[:1].upper()}{s.note[1:]}" if pd.notna(s.note) else ""]


def _rows(resting: dict[str, list[str]]) -> str | Block:
    """Rows by table; many rows behind a line that opens them."""
    named = "; ".join(f"{name} ({len(keys)}): {', '.join(keys)}" for name, keys in resting.items()) or "none"
    many = sum(map(len, resting.values())) > _MANY
    return (
        details("; ".join(f"{name} ({len(keys)})" for name, keys in resting.items()), paragraph(named))
        if many
        else named
    )


def statement_list() -> Block:
    """The ledger of statements, newest first, with permalinks ``statement-<id>``."""
    statements = data.load("statements")
    statements = statements.assign(day=data.last_day(statements["date"])).sort_values(
        ["day", "statement_id"], ascending=False
    )
    publishers = publisher_names()
    actors = statements["iso3"].map(data.names()).fillna(statements["organisation"])
    profiled = statements["iso3"].isin(data.load("positions")["iso3"])
    frame = pd.DataFrame(
        {
            "Date": statements["date"],
            "Country": [
                Link(f"country:{c}", name) if has else name
                for c, name, has in zip(statements["iso3"], actors, profiled, strict=True)
            ],
            "Speaker": list(map(spoken_by, statements["speaker"], statements["office"])),
            "Kind": statements["kind"].map(data.labels_of("statements", "kind")),
            "On what": statements["about"].map(data.labels_of("statements", "about")),
            "Stance": _stances(statements),
            "What was said": statements["summary"],
            "Sources": [cite(ids, publishers) for ids in statements["source_ids"]],
        }
    )
    return table(
        frame,
        anchors=[f"statement-{i}" for i in statements["statement_id"]],
        caption="Every statement in the ledger, newest first.",
        search=True,
        filters=["Country", "Kind", "On what", "Stance"],
    )


def _stances(statements: pd.DataFrame) -> list[str]:
    """The word for each stance: on its own contribution a country has the words of the positions."""
    said, own = data.labels_of("statements", "stance"), data.labels_of("positions", "position")
    on_own = said | own
    return [
        (on_own if about == _OWN else said)[stance]
        for about, stance in zip(statements["about"], statements["stance"], strict=True)
    ]


class Publisher(NamedTuple):
    """Who published a source, without what follows in brackets, and in which month."""

    name: str
    month: str


def publisher_names() -> dict[str, Publisher]:
    """The publisher of each source by id."""
    sources = data.load("sources")
    names = sources["publisher"].str.replace(r"\s*[(\[].*", "", regex=True)
    made = map(Publisher, names, sources["published"].map(month))
    return dict(zip(sources["source_id"], made, strict=True))


def cite(ids, publishers: dict[str, Publisher]) -> list:
    """Runs that name publishers of sources, linked to their entries; one that comes again gets its month, and
    a number where that does not tell its sources apart.
    """
    often = Counter(publishers[i].name for i in ids)
    named: Counter[str] = Counter()
    runs: list[str | Link] = []
    for i in ids:
        text = publishers[i].name if often[publishers[i].name] == 1 else ", ".join(publishers[i])
        named[text] += 1
        again = f" ({named[text]})" if named[text] > 1 else ""
        runs += ["; ", Link(f"source:{i}", text + again)]
    return runs[1:]
