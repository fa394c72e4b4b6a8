"""The terms of the glossary: what each means, and where a text first uses it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from coalition import data
from coalition.data.passages import inline

_SHORT = re.compile(r"^UN ")
_BRACKETS = re.compile(r"\s*\([^()]*\)$")
LONGEST = 40
"""Words of a meaning at most: it is read beside the text that uses the term."""


@dataclass(frozen=True)
class Term:
    """A term with what it means, the words that are it, and the chapters where they are; none for all."""

    key: str
    name: str
    meaning: str
    forms: tuple[str, ...]
    chapters: frozenset[str]
    kind: str
    source_ids: tuple[str, ...]


def terms() -> list[Term]:
    """Every term, by name."""
    found = [
        Term(
            row.term_id,
            row.term,
            _of_missions(row.term, row.mission_ids) if len(row.mission_ids) else row.meaning,
            tuple(row.forms),
            frozenset(row.chapters),
            row.kind,
            tuple(row.source_ids),
        )
        for row in data.load("glossary").itertuples()
    ]
    return sorted(found, key=lambda term: term.name.casefold())


def _of_missions(term: str, keys: Iterable[str]) -> str:
    """Missions of one name: their full names where the term is none, who led them, where and when."""
    rows = [data.row("missions", key) for key in keys]
    leads = data.labels_of("missions", "lead")
    names = _together(_SHORT.sub("United Nations ", _BRACKETS.sub("", row["name"])) for row in rows)
    led = _together(_led(leads[row["lead"]]) for row in rows)
    areas = _together(row["area"] for row in rows)
    opening = f"Led by {led}" if names == term else f"{names}, led by {led}"
    return f"{opening}. {areas}, {_together(map(_years, rows))}."


def _led(lead: str) -> str:
    """Who led a mission as a sentence has it: ``NATO``, ``the European Union``, ``a group of states``."""
    return f"the {lead}" if lead.endswith(("Union", "Nations", "OSCE")) else inline(lead)


def _together(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(texts))


def _years(mission: pd.Series) -> str:
    end = mission["end_year"]
    return f"since {mission['start_year']}" if pd.isna(end) else f"{mission['start_year']} to {end}"


class Unused:
    """The terms that a chapter has not used so far."""

    def __init__(self, known: Collection[Term], chapter: str) -> None:
        self._terms = {
            form: term
            for term in known
            if not term.chapters or chapter in term.chapters
            for form in {f for given in term.forms for f in (given, given[0].upper() + given[1:])}
        }

    def split(self, text: str) -> Iterator[str | tuple[str, Term]]:
        """The text in pieces: as it is, or a form with its term where that is used for the first time."""
        while match := self._next(text):
            term = self._terms[match[0]]
            self._terms = {form: other for form, other in self._terms.items() if other is not term}
            yield from filter(None, [text[: match.start()]])
            yield match[0], term
            text = text[match.end() :]
        yield from filter(None, [text])

    def _next(self, text: str) -> re.Match[str] | None:
        forms = "|".join(map(re.escape, sorted(self._terms, key=len, reverse=True)))
        return re.search(rf"(?<![\w-])(?:{forms})(?![\w-])", text) if forms else None


def violations() -> list[str]:
    """One line per form that two terms have, and per meaning that is too long."""
    table, found = data.load("glossary"), []
    first: dict[str, str] = {}
    for row, cells in table.iterrows():
        for form in cells["forms"]:
            other = first.setdefault(form.casefold(), cells["term_id"])
            if other != cells["term_id"]:
                text = f"{form} is a form of {other} already"
                found.append(data.violation("glossary", row + 2, "forms", text))
        if pd.notna(cells["meaning"]) and (n := len(cells["meaning"].split())) > LONGEST:
            text = f"{n} words are more than the {LONGEST} that stand beside a text"
            found.append(data.violation("glossary", row + 2, "meaning", text))
    return found
