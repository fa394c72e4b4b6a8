"""The list of sources on paper: what each is, how good, where, and what rests on it."""

from __future__ import annotations

from functools import cache

import pandas as pd
from docutils import nodes

from coalition import data
from coalition.data.passages import inline
from coalition.reference import catalogue

_NAMED = 3
"""Rows of a table that the list of sources names one by one; of more it gives the number."""


def entries(
    source: str, cells: dict[str, nodes.Node], exhibits: nodes.Element
) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """What the list says of a source, and what rests on it.

    ``cells`` is its row in the list of the pages, by title of the column; ``exhibits`` names those that rest
    on it.
    """
    s = _sources().loc[source]
    about = nodes.paragraph(
        "",
        f"{s['publisher']}: ",
        nodes.emphasis("", s["title"]),
        nodes.Text(_dated(s)),
        classes=["source-title"],
    )
    where = nodes.paragraph(
        "",
        "",
        *(
            [nodes.reference("", s["url"], refuri=s["url"])]
            if str(s["url"]).startswith("http")
            else [nodes.Text("No address.")]
        ),
        classes=["source-address"],
    )
    resting = _rows(_rests().get(source, {}))
    use = nodes.paragraph("", resting, *exhibits.children, classes=["source-rests"])
    return [about, where], [use]


@cache
def _sources() -> pd.DataFrame:
    return data.load("sources").set_index("source_id")


@cache
def _rests() -> dict[str, dict[str, list[str]]]:
    return catalogue.rows_by_source()


def _dated(s) -> str:
    """Date, note, grade, how it was read, and its licence if it has one."""
    day = data.written_date(s["published"]) if pd.notna(s["published"]) else "no date"
    note = f" {s['note'][:1].upper()}{s['note'][1:].rstrip('.')}." if pd.notna(s["note"]) else ""
    read = inline(data.labels_of("sources", "seen")[s["seen"]])
    licence = f", {s['licence']}" if s["licence"] != "all rights reserved" else ""
    return f", {day}.{note} Grade {s['reliability']}, {read}{licence}."


def _rows(resting: dict[str, list[str]]) -> str:
    """The rows that rest on a source, by table."""
    named = "; ".join(
        f"{name} {', '.join(keys) if len(keys) <= _NAMED else f'({len(keys)} rows)'}"
        for name, keys in resting.items()
    )
    return f"{named.replace('_', ' ') or 'No row rests on it'}. "
