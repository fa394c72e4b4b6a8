"""Running text from data: paragraphs, facts, lists, tables and sections that stand beside a chapter's
exhibits.

Text stays text until a writer escapes it: this module's template for notebooks, Sphinx's for the book.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd
from IPython.display import display

from bookpress import templates

MIME = "application/vnd.bookpress.blocks+json"
_HTML = templates.read(Path(__file__).parent / "templates" / "blocks.html")


@dataclass(frozen=True)
class Link:
    """Text that leads somewhere.

    ``to`` is a web address, or a kind and a key: ``chapter:force``, ``claim:C04``, ``country:FRA``,
    ``source:<id>``, ``table:polls``, ``download:<file>``. A target that the book does not have leaves plain
    text. Without ``text`` a chapter shows its title.
    """

    to: str
    text: str = ""

    def __str__(self) -> str:
        return self.text or self.to.split(":", 1)[1]


@dataclass(frozen=True)
class CitedBy:
    """The exhibits that rest on one source; the book fills them in when all chapters are read."""

    source_id: str

    def __str__(self) -> str:
        return ""


Run: TypeAlias = "str | Link | CitedBy"
"""A piece of a line."""
Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``kind`` is a style class."""

    runs: Runs
    kind: str = ""


@dataclass(frozen=True)
class Section:
    """A section with a heading and a permalink."""

    anchor: str
    title: str
    parts: tuple[Block, ...]


@dataclass(frozen=True)
class Fact:
    """A term with what is known about it, and a permalink where ``anchor`` is one."""

    term: str
    parts: tuple[Block, ...]
    anchor: str = ""


@dataclass(frozen=True)
class Facts:
    """Terms with what is known about them."""

    items: tuple[Fact, ...]


@dataclass(frozen=True)
class Items:
    """A list; ``kind`` is a style class."""

    entries: tuple[Runs, ...]
    kind: str = ""


@dataclass(frozen=True)
class Details:
    """Blocks behind a line that opens them."""

    summary: str
    parts: tuple[Block, ...]


@dataclass(frozen=True)
class Page:
    """A page of its own below a chapter. Its name ends its address and is its permalink in the chapter."""

    name: str
    title: str
    short: str
    """What a list of the pages calls it, such as the contents."""
    parts: tuple[Block, ...]

    def anchors(self) -> list[str]:
        """Its name and the permalinks in it."""
        return [self.name, *(anchor for part in self.parts for anchor in anchors(part))]


@dataclass(frozen=True)
class Pages:
    """Pages of their own below a chapter, which lists them. In a notebook they are sections of it."""

    pages: tuple[Page, ...]
    on_paper: bool
    """Whether they are sections of the printed chapter; else what is on them stands elsewhere in print."""


@dataclass(frozen=True)
class Picture:
    """A small drawing; ``svg`` is trusted and carries its own text alternative."""

    svg: str


@dataclass(frozen=True)
class Table:
    """A table. Each column has a title and is numeric or not; each row may have a permalink."""

    caption: str
    columns: tuple[str, ...]
    search: bool
    """Whether rows can be searched and sorted in the page."""
    filters: tuple[str, ...]
    """Columns by whose values rows can be chosen."""
    numeric: tuple[bool, ...]
    rows: tuple[tuple[Runs | Block, ...], ...]
    anchors: tuple[str, ...]
    moved: bool = False
    """Whether permalinks of rows are old ones of places that the first link of each row leads to."""


Block: TypeAlias = Paragraph | Section | Facts | Items | Details | Pages | Picture | Table

_KINDS: dict[str, type[Block]] = {
    "paragraph": Paragraph,
    "section": Section,
    "facts": Facts,
    "items": Items,
    "details": Details,
    "pages": Pages,
    "picture": Picture,
    "table": Table,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def paragraph(*runs: object, kind: str = "") -> Paragraph:
    """Text, ``Link`` and ``CitedBy`` as one paragraph; ``kind`` is a style class."""
    return Paragraph(_runs(runs), kind)


def section(anchor: str, title: str, *parts: Block) -> Section:
    """Blocks under a heading with a permalink."""
    return Section(anchor, title, parts)


def facts(*pairs: tuple[str, object], anchors: Sequence[str] = ()) -> Facts:
    """Terms with what is known about them; each pair is (term, runs or a list of blocks).

    ``anchors`` gives each term a permalink.
    """
    named = zip(pairs, anchors or [""] * len(pairs), strict=True)
    return Facts(tuple(Fact(term, _parts(value), anchor) for (term, value), anchor in named))


def items(*entries: object, kind: str = "") -> Items:
    """Entries as a list; each is text or a list of runs."""
    return Items(tuple(_runs(e if isinstance(e, list) else [e]) for e in entries), kind)


def details(summary: str, *parts: Block) -> Details:
    """Blocks behind a line that opens them."""
    return Details(summary, parts)


def page(name: str, title: str, *parts: Block, short: str = "") -> Page:
    """A page for ``pages``; ``name`` is small letters, digits and hyphens."""
    return Page(name, title, short or title, parts)


def pages(found: Iterable[Page], on_paper: bool = True) -> Pages:
    """Pages of their own below the chapter, listed here; ``on_paper`` they are sections of it."""
    return Pages(tuple(found), on_paper)


def picture(svg: str) -> Picture:
    """A small drawing; ``svg`` is trusted and carries its own text alternative."""
    return Picture(svg)


def table(
    frame: pd.DataFrame,
    anchors: Iterable[str] | None = None,
    caption: str = "",
    search: bool = False,
    filters: Sequence[str] = (),
    moved: bool = False,
) -> Table:
    """A frame as a table; its cells are text, numbers, ``Link``, lists of runs, or one block.

    ``anchors`` gives each row a permalink; ``search`` makes rows searchable and sortable in the page, and
    each column in ``filters`` selectable by value. With ``moved`` a permalink is an old one, of a place that
    the first link of its row leads to.
    """
    return Table(
        caption=caption,
        columns=tuple(str(c) for c in frame.columns),
        search=search,
        filters=tuple(filters),
        numeric=tuple(is_number(frame[c]) for c in frame.columns),
        rows=tuple(tuple(_cell(v) for v in row) for row in frame.itertuples(index=False)),
        anchors=() if anchors is None else tuple(anchors),
        moved=moved,
    )


def is_number(column: pd.Series[Any]) -> bool:
    """Whether a column holds numbers; yes and no are none."""
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def show(*parts: Block) -> None:
    """Show blocks: escaped HTML in a notebook, part of the text in the book."""
    display(
        {
            MIME: [to_json(p) for p in parts],
            "text/html": "".join(map(to_html, parts)),
            "text/plain": f"{len(parts)} blocks",
        },
        raw=True,
    )


def to_html(block: Block) -> str:
    """A block as HTML for a notebook, every text escaped."""
    return _HTML.render(block=block, kinds=_NAMES)


def to_text(block: Block) -> str:
    """A block as plain text, without its looks."""
    match block:
        case Paragraph():
            return "".join(map(str, block.runs))
        case Section():
            return "\n\n".join([block.title, *map(to_text, block.parts)])
        case Pages():
            return "\n\n".join(text for p in block.pages for text in (p.title, *map(to_text, p.parts)))
        case Facts():
            return "\n".join(f"{f.term}: {' '.join(map(to_text, f.parts))}" for f in block.items)
        case Items():
            return "\n".join(f"- {''.join(map(str, entry))}" for entry in block.entries)
        case Details():
            return "\n\n".join([block.summary, *map(to_text, block.parts)])
        case Table():
            rows = [[_cell_text(cell) for cell in row] for row in block.rows]
            return pd.DataFrame(rows, columns=list(block.columns)).to_string(index=False)
    return ""


def _cell_text(content: Runs | Block) -> str:
    return "".join(map(str, content)) if isinstance(content, tuple) else to_text(content)


def anchors(block: Block) -> list[str]:
    """The permalinks in a block."""
    match block:
        case Section():
            return [block.anchor, *(a for part in block.parts for a in anchors(part))]
        case Details():
            return [a for part in block.parts for a in anchors(part)]
        case Table():
            return list(block.anchors)
    return []


def to_json(block: Block) -> dict[str, Any]:
    """A block as plain data, for the output of a notebook."""
    return {"block": _NAMES[type(block)]} | _plain_fields(block)


def from_json(found: dict[str, Any]) -> Block:
    """The block that ``to_json`` made plain. Raises ValueError for one of no known kind."""
    if found["block"] not in _KINDS:
        raise ValueError(f"no such block: {found['block']!r}")
    parts = {name: _typed(value) for name, value in found.items() if name != "block"}
    return _KINDS[found["block"]](**parts)


def _plain_fields(part: Block | Fact | Page | Link) -> dict[str, Any]:
    return {f.name: _plain(getattr(part, f.name)) for f in fields(part)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, CitedBy):
        return {"cited_by": value.source_id}
    if isinstance(value, (Link, Fact, Page)):
        return _plain_fields(value)
    return to_json(value) if type(value) in _NAMES else value


def _typed(value: Any) -> Any:
    match value:
        case list():
            return tuple(_typed(v) for v in value)
        case {"block": _}:
            return from_json(value)
        case {"term": term, "parts": parts, "anchor": anchor}:
            return Fact(term, _typed(parts), anchor)
        case {"name": name, "title": title, "short": short, "parts": parts}:
            return Page(name, title, short, _typed(parts))
        case {"to": to, "text": text}:
            return Link(to, text)
        case {"cited_by": source}:
            return CitedBy(source)
    return value


def _parts(value: object) -> tuple[Block, ...]:
    if isinstance(value, list) and value and all(isinstance(v, Block) for v in value):
        return tuple(value)
    return (paragraph(*(value if isinstance(value, list) else [value])),)


def _runs(runs: Iterable[object]) -> Runs:
    return tuple(r if isinstance(r, (Link, CitedBy)) else str(r) for r in runs)


def _cell(value: Any) -> Runs | Block:
    if isinstance(value, Block):
        return value
    if isinstance(value, list):
        return _runs(value)
    if isinstance(value, (Link, CitedBy)):
        return (value,)
    if pd.isna(value):
        return ("–",)
    if isinstance(value, bool) or not pd.api.types.is_number(value):
        return (str(value),)
    return (f"{value:,}" if pd.api.types.is_integer(value) else f"{value:,.2f}",)
