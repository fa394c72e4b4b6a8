"""What was reported since the data cut-off, for the first page."""

from __future__ import annotations

from bookpress.exhibits.blocks import Block, Link, items, paragraph
from coalition import data
from coalition.data.passages import inline
from coalition.reference.catalogue import cite, publisher_names


def box() -> list[Block]:
    """A line per row of ``events_after_cutoff``, with how it is known; one line if there is none."""
    rows = data.load("events_after_cutoff")
    rows = rows.assign(day=data.last_day(rows["date"])).sort_values(["day", "event_id"])
    cut_off = data.written_date(data.cut_off())
    if rows.empty:
        return [paragraph(f"Nothing reported for a day after {cut_off} is in the tables.")]
    publishers, known = publisher_names(), data.labels_of("events_after_cutoff", "known_by")
    entries = [
        [
            f"{data.written_date(r.date)}: {r.title}. {r.summary} {known[r.known_by]} (",
            *cite(r.source_ids, publishers),
            ").",
        ]
        for r in rows.itertuples()
    ]
    only = rows["known_by"].map(known).map(inline).unique()
    how = f" All of it is {only[0]}." if len(only) == 1 else ""
    return [
        paragraph(
            f"What follows was reported, as far as titles and addresses tell, for days after {cut_off} "
            "and turned up in single searches, not in a full one; a title may be one rebuilt from an address."
            f"{how} No judgement or chart of this book rests on it, and of the counts "
            "only those of rows, sources and searches. ",
            Link("table:events_after_cutoff", "The table"),
            " says what it may bear on once it is read.",
            kind="since-cut-off",
        ),
        items(*entries, kind="since-cut-off"),
    ]
