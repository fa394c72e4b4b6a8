"""What the print builder leaves of each chapter, and a document is put together from."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from bookpress.exhibits.exhibit import Kind


@dataclass(frozen=True)
class Numbered:
    """An exhibit as paper names it."""

    kind: Kind
    number: int
    caption: str
    alt: str
    id: str
    content: str
    """Columns and rows as text, to see whether two exhibits have the same."""


@dataclass(frozen=True)
class Printed(Numbered):
    """An exhibit in the printed book."""

    data: str
    """The table behind a figure as HTML; blank for a table."""

    @property
    def label(self) -> str:
        """Kind and number, as the text names it."""
        return f"{self.kind.title()} {self.number}"


@dataclass(frozen=True)
class Chapter:
    """A chapter of the printed book: HTML with places (``bookpress.printing.places``), and what stands
    elsewhere.
    """

    docname: str
    slug: str
    title: str
    sections: tuple[tuple[str, str], ...]
    """Id and title of each section of the first level."""
    body: str
    code: tuple[str, ...]
    """The code cells as HTML."""
    sources: tuple[str, ...]
    """Ids of the sources it rests on, in the order of the list of sources."""
    entries: dict[str, str]
    """The list of sources by id, in the chapter that has it."""
    rests: dict[str, str]
    """What rests on each source, in the same chapter."""
    exhibits: dict[str, Printed]

    def to_json(self) -> dict[str, Any]:
        """The chapter as plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, found: dict[str, Any]) -> Chapter:
        """The chapter that ``to_json`` made plain."""
        typed = {
            "sections": tuple((anchor, title) for anchor, title in found["sections"]),
            "code": tuple(found["code"]),
            "sources": tuple(found["sources"]),
            "exhibits": {name: Printed(**e) for name, e in found["exhibits"].items()},
        }
        return cls(**(found | typed))
