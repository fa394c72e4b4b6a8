"""Russia's stated position: what it says on which subject, what moved, and what the plan needs from whom."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.data import passages

ISO3 = "RUS"

ACTORS = ("russia", "ukraine", "united_states", "senders")
"""Columns of ``gates``: the actors on whose word a step may hang."""


def actors() -> dict[str, str]:
    """The actors on whose word a step may hang: columns ``ACTORS`` of ``gates`` with their titles."""
    return data.titles_of("gates", *ACTORS)


def stances() -> dict[str, str]:
    """How a stance reads where Russia speaks of what others do, by codes of ``statements.stance``.

    The labels of the codes speak of a country's own contribution. Russia has none to offer: what is an offer
    under conditions there is a statement that names terms here.
    """
    labels = data.labels_of("statements", "stance") | data.labels_of("computed", "russian_stance")
    return dict(reversed(labels.items()))


def subjects() -> dict[str, str]:
    """The subjects on which Russia has a statement, codes of ``statements.about`` with their labels."""
    found = set(statements()["about"])
    return {code: label for code, label in data.labels_of("statements", "about").items() if code in found}


def statements(about: str | None = None) -> pd.DataFrame:
    """Russia's rows of ``statements`` by the last day they may date from, all or on one subject.

    Raises KeyError for a subject that is no code of ``statements.about``.
    """
    codes = data.labels_of("statements", "about")
    if about is not None and about not in codes:
        raise KeyError(f"no subject {about!r}; there are {', '.join(codes)}")
    table = data.load("statements")
    kept = table[(table["iso3"] == ISO3) & table["about"].isin([about] if about else list(codes))]
    return (
        kept.assign(day=data.last_day(kept["date"]))
        .sort_values(["day", "statement_id"])
        .drop(columns="day")
        .reset_index(drop=True)
    )


def by_subject() -> pd.DataFrame:
    """How Russia speaks on each subject.

    Columns: about, label, statements (number), rejecting (rows coded rejects or opposed), naming_terms (rows
    coded conditional), first, newest (partial dates), source_ids.
    """
    table = []
    for about, label in subjects().items():
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
                "source_ids": data.together(part["source_ids"]),
            }
        )
    columns = ["about", "label", "statements", "rejecting", "naming_terms", "first", "newest", "source_ids"]
    return pd.DataFrame(table, columns=columns)


def saying(words: str) -> pd.DataFrame:
    """Russia's statements whose summary holds these words, by date; case does not matter."""
    table = statements()
    return table[table["summary"].str.contains(words, case=False, regex=False)].reset_index(drop=True)


def gates() -> pd.DataFrame:
    """The steps to a deployment and who can hold each up, the rows of ``gates``.

    Columns: gate_id, step, one column per actor of ``ACTORS`` (codes of ``gates``), known (how the step
    stands, from the row it rests on), as_of (partial date of that row), source_ids. Raises KeyError if that
    row is gone.
    """
    table = data.load("gates")
    known = [
        passages.passage(row, column)
        for row, column in zip(table["basis_id"], table["basis_column"], strict=True)
    ]
    return table[["gate_id", "step", *ACTORS]].assign(
        known=[k.text for k in known],
        as_of=[k.date for k in known],
        source_ids=[k.source_ids for k in known],
    )


_TEXT = {"statements": "summary", "events": "summary", "ceasefires": "note"}
"""The column of a table that says what a point of Russia's position rests on."""


def movement() -> pd.DataFrame:
    """What has and has not moved, point by point, the rows of ``movements``.

    Columns: point, reading (code of ``movements``), before, after (texts of the rows), before_date,
    after_date (partial dates), source_ids. Raises KeyError if a row a point rests on is gone.
    """
    table = data.load("movements")
    before, after = (
        [passages.passage(ref, _TEXT[ref.partition(":")[0]]) for ref in table[end]]
        for end in ("before_id", "after_id")
    )
    return table[["point", "reading"]].assign(
        before=[p.text for p in before],
        before_date=[p.date for p in before],
        after=[p.text for p in after],
        after_date=[p.date for p in after],
        source_ids=[data.together((a.source_ids, b.source_ids)) for a, b in zip(before, after, strict=True)],
    )
