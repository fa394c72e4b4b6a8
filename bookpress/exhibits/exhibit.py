"""A figure or a table with all that the book shows of it: made by ``show``, kept in notebooks, read by pages
and print.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Literal, TypeAlias, cast

import pandas as pd

from bookpress import hooks
from bookpress.exhibits.blocks import Link, is_number

MIME = "application/vnd.bookpress.exhibit+json"

Kind: TypeAlias = Literal["figure", "table"]
Cell: TypeAlias = "str | int | float | bool | Link | tuple[str, ...] | None"
"""What a cell holds: text, a number, a link, the ids of sources, or nothing."""
Spec: TypeAlias = dict[str, Any]
"""What plotly.js draws a figure from."""


@dataclass(frozen=True)
class Column:
    """A column: its title, and what its cells hold."""

    label: str
    type: Literal["text", "number", "link", "sources"]


@dataclass(frozen=True)
class Source:
    """A source as an exhibit names it."""

    id: str
    publisher: str
    title: str
    published: str | None = None
    url: str | None = None
    assessment: str = ""
    """How far it can be relied on, in the book's words: a sentence without its full stop, or blank."""

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.publisher, self.title)))


@dataclass(frozen=True)
class Exhibit:
    """A figure or a table of the book.

    ``name`` is unique in it; a figure has ``spec`` and ``alt``, a table has not.
    """

    kind: Kind
    name: str
    headline: str
    """What it found, in a sentence."""
    caption: str
    """What it shows: where, when, how many, in which unit."""
    alt: str
    reading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    """The data: for a figure, what it is drawn from."""
    sources: tuple[Source, ...]
    anchors: tuple[str, ...] = ()
    """The permalink of each row, if rows have any."""
    search: bool = False
    """Whether rows can be searched and sorted in the page."""
    filters: tuple[str, ...] = ()
    """Columns by whose values rows can be chosen."""
    spec: Spec | None = None

    @property
    def drawing(self) -> Spec:
        """What plotly.js draws the figure from. Raises ValueError for a table."""
        if self.spec is None:
            raise ValueError(f"{self.name} is no figure")
        return self.spec

    @property
    def labels(self) -> list[str]:
        """The titles of the columns."""
        return [column.label for column in self.columns]

    def unlisted(self) -> list[str]:
        """The sources that a row cites and the list of sources lacks, in order."""
        cited = {source for row in self.rows for cell in row if isinstance(cell, tuple) for source in cell}
        return sorted(cited - {source.id for source in self.sources})

    def undrawn(self) -> Exhibit:
        """The exhibit without what it is drawn from, which is most of it."""
        return replace(self, spec=None)

    def as_text(self) -> str:
        """Its rows as plain text, under the titles of the columns."""
        return pd.DataFrame([list(map(_text, row)) for row in self.rows], columns=self.labels).to_string(
            index=False
        )

    def note(self) -> str:
        """Reading line and sources as plain text."""
        sources = "; ".join(map(str, self.sources))
        return "\n".join(filter(None, (self.reading, f"Sources: {sources}")))

    def to_json(self) -> dict[str, Any]:
        """The exhibit as plain data, for the output of a notebook."""
        plain = {f.name: _plain(getattr(self, f.name)) for f in fields(self)}
        return {name: value for name, value in plain.items() if name != "spec" or value is not None}

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> Exhibit:
        """The exhibit that ``to_json`` made plain. Raises KeyError or TypeError for anything else."""
        typed = {
            "columns": tuple(Column(**c) for c in found["columns"]),
            "rows": tuple(tuple(_typed(v) for v in row) for row in found["rows"]),
            "sources": tuple(Source(**s) for s in found["sources"]),
            "anchors": tuple(found["anchors"]),
            "filters": tuple(found["filters"]),
        }
        return cls(**(found | typed))


def columns_of(frame: pd.DataFrame) -> tuple[Column, ...]:
    """The columns of a frame as an exhibit has them."""
    return tuple(Column(str(c), _type(frame[c])) for c in frame.columns)


def rows_of(frame: pd.DataFrame) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a frame as an exhibit has them; days are ISO 8601."""
    return tuple(tuple(_cell(v) for v in row) for row in frame.itertuples(index=False))


def sources_of(ids: Iterable[str]) -> tuple[Source, ...]:
    """The sources with these ids, each once, in the given order, by the book's hook ``sources``.

    Without one an id is all that is known of a source. Raises KeyError for a source that the book does not
    know.
    """
    wanted = list(dict.fromkeys(ids))
    known = hooks.hook("sources")
    return tuple(known(wanted)) if known else tuple(Source(i, "", i) for i in wanted)


def _type(column: pd.Series[Any]) -> Literal["text", "number", "link", "sources"]:
    if any(isinstance(v, tuple) for v in column):
        return "sources"
    if any(isinstance(v, Link) for v in column):
        return "link"
    return "number" if is_number(column) else "text"


def _cell(value: Any) -> Cell:
    if isinstance(value, (tuple, Link)):
        return value
    if pd.isna(value):
        return None
    if isinstance(value, (pd.Timestamp, date)):
        return str(value)[:10]
    return cast(Cell, value.item() if hasattr(value, "item") else value)


def _text(value: Cell) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    return "" if value is None else f"{value:,}" if isinstance(value, (int, float)) else str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, (Column, Source, Link)):
        return {f.name: getattr(value, f.name) for f in fields(value)}
    return value


def _typed(value: Any) -> Cell:
    if isinstance(value, dict):
        return Link(value["to"], value["text"])
    return cast(Cell, tuple(value) if isinstance(value, list) else value)
