"""Lists of works by author and year, as the text cites them: the style ``author_year`` of pybtex.

A book asks for it by ``bibtex_default_style: author_year``; ``bibtex_cite_id: "{key}"`` gives each entry the
address of its key, which stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pybtex.database import Entry, Person
from pybtex.plugin import register_plugin
from pybtex.style.formatting.plain import Style
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.template import Node, field, sentence

_NAMED = 2
"""Of more authors than these the text names the first."""


class _AuthorYearLabels(BaseLabelStyle):
    def format_labels(self, sorted_entries: Iterable[Entry]) -> Iterator[str]:
        for entry in sorted_entries:
            by = entry.persons.get("author") or entry.persons.get("editor") or []
            yield ", ".join(filter(None, (names(by), entry.fields.get("year", ""))))


class _AuthorYear(Style):
    default_label_style = _AuthorYearLabels

    def format_title(self, e: Entry, which_field: str, as_sentence: bool = True) -> Node:
        """A title as it is written, of which ``plain`` would make small letters."""
        return sentence[field(which_field)] if as_sentence else field(which_field)


def names(persons: list[Person]) -> str:
    """The last names of up to two authors; of more, the first one's with "et al."."""
    last = [" ".join(map(str, [*p.rich_prelast_names, *p.rich_last_names])) for p in persons]
    return " and ".join(last) if len(last) <= _NAMED else f"{last[0]} et al."


def setup(app) -> None:
    register_plugin("pybtex.style.formatting", "author_year", _AuthorYear)
