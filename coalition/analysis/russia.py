"""Russia's stated position: what it says on which subject, what moved, and what the plan needs from whom."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from coalition import data
from coalition.data import passages

ISO3 = "RUS"

SUBJECTS = {
    "foreign_force": "Foreign soldiers in Ukraine",
    "ceasefire_terms": "Ceasefire and settlement",
    "guarantees": "Guarantees other than soldiers",
}
"""Subjects of the Russian statements in the ledger (``statements.about``), in the order they are shown."""


def statements(about: str | None = None) -> pd.DataFrame:
    """Russia's rows of ``statements`` by the last day they may date from, all or on one subject.

    Raises KeyError for a subject that is not in ``SUBJECTS``.
    """
    if about is not None and about not in SUBJECTS:
        raise KeyError(f"no subject {about!r}; there are {', '.join(SUBJECTS)}")
    table = data.load("statements")
    kept = table[(table["iso3"] == ISO3) & table["about"].isin([about] if about else SUBJECTS)]
    return (
        kept.assign(day=data.last_day(kept["date"]))
        .sort_values(["day", "statement_id"])
        .drop(columns="day")
        .reset_index(drop=True)
    )


def by_subject() -> pd.DataFrame:
    """How Russia speaks on each subject.

    Columns: about, label, statements (number), rejecting (rows coded rejects or opposed), naming_terms (rows coded conditional),
    first, newest (partial dates), source_ids.
    """
    table = []
    for about, label in SUBJECTS.items():
        part = statements(about)
        table.append(
            {
                "about": about,
                "label": label,
                "statements": len(part),
                "rejecting": int(part["stance"].isin(["rejects", "opposed"]).sum()),
                "naming_terms": int((part["stance"] == "conditional").sum()),
                "first": part["date"].iloc[0],
                "newest": part["date"].iloc[-1],
                "source_ids": tuple(data.source_ids(part)),
            }
        )
    return pd.DataFrame(table)


def saying(words: str) -> pd.DataFrame:
    """Russia's statements whose summary holds these words, by date; case does not matter."""
    table = statements()
    return table[table["summary"].str.contains(words, case=False, regex=False)].reset_index(drop=True)


@dataclass(frozen=True)
class Gate:
    """A step between today and soldiers in Ukraine, and whose word it hangs on."""

    step: str
    russia: str
    ukraine: str
    united_states: str
    senders: str
    row: str
    """``table:key`` of the row that says how the step stands."""
    column: str


SAYS = {
    "needed": "Does not happen without it",
    "asked": "Asked for or promised, not required",
    "optional": "Can stop it; the step is not needed",
    "none": "No formal say",
}
"""What part an actor has in a step."""

ACTORS = {
    "russia": "Russia",
    "ukraine": "Ukraine",
    "united_states": "United States",
    "senders": "Sending states",
}

GATES = (
    Gate("A general ceasefire", "needed", "needed", "none", "none", "statements:rus-21", "summary"),
    Gate("Monitoring of the line", "needed", "needed", "needed", "none", "components:P09", "open_issue"),
    Gate("American cover for the force", "none", "none", "needed", "asked", "components:P12", "open_issue"),
    Gate("Ukraine's act of admission", "none", "needed", "none", "none", "law:lg-ukr-admission", "rule"),
    Gate("Decisions to send soldiers", "none", "none", "none", "needed", "components:P18", "open_issue"),
    Gate(
        "A mandate of the Security Council", "optional", "none", "optional", "optional", "law:lg-unsc", "rule"
    ),
)
"""The steps as the coalition's texts and the law describe them; our reading, each tied to a row of the data.

In the last row the senders are the permanent members among them, France and the United Kingdom."""


def gates() -> pd.DataFrame:
    """The steps to a deployment and who can hold each up.

    Columns: step, one column per actor of ``ACTORS`` (codes of ``SAYS``), known (how the step stands, from the data),
    as_of (partial date of that row), source_ids. Raises KeyError if a row a step rests on is gone.
    """
    table = []
    for gate in GATES:
        found = passages.passage(gate.row, gate.column)
        table.append(
            {
                "step": gate.step,
                **{a: getattr(gate, a) for a in ACTORS},
                "known": found.text,
                "as_of": found.date,
                "source_ids": found.source_ids,
            }
        )
    return pd.DataFrame(table)


@dataclass(frozen=True)
class Point:
    """A point of Russia's position with the rows that show where it stood and where it stands."""

    point: str
    reading: str
    before: str
    after: str


READINGS = {
    "same": "Not moved",
    "harder": "Harder words",
    "small": "Moved in a small matter",
    "open": "Not settled by what was found",
}
"""What the two ends of a point show. A judgement of this book, open to another reading."""

POINTS = (
    Point("Soldiers of NATO states", "same", "statements:rus-02", "statements:rus-16"),
    Point("Words about such soldiers", "harder", "statements:rus-06", "statements:rus-12"),
    Point("Terms for a general ceasefire", "same", "statements:rus-01", "statements:rus-23"),
    Point("A truce before an agreement", "same", "events:E021", "statements:rus-21"),
    Point("Truces of some days", "small", "ceasefires:cf-2025-04-19", "events:E080"),
    Point("Guarantees for Ukraine", "open", "statements:rus-08", "statements:rus-19"),
    Point("Monitoring of a line", "open", "events:E062", "events:E070"),
    Point("Talks with Kyiv", "open", "events:E021", "events:E081"),
)
"""What is compared. A point rests on two rows; what lies between them is in the full list."""

_TEXT = {"statements": "summary", "events": "summary", "ceasefires": "note"}


def movement() -> pd.DataFrame:
    """What has and has not moved, point by point.

    Columns: point, reading (code of ``READINGS``), before, after (texts of the rows), before_date, after_date (partial dates), source_ids.
    """
    table = []
    for point in POINTS:
        ends = [passages.passage(ref, _TEXT[ref.partition(":")[0]]) for ref in (point.before, point.after)]
        table.append(
            {
                "point": point.point,
                "reading": point.reading,
                "before": ends[0].text,
                "before_date": ends[0].date,
                "after": ends[1].text,
                "after_date": ends[1].date,
                "source_ids": tuple(sorted({*ends[0].source_ids, *ends[1].source_ids})),
            }
        )
    return pd.DataFrame(table)
