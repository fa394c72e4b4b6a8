"""What the brief for a desk has, in order: pieces of the first page, and who is ready and who is open."""

from __future__ import annotations

from bookpress.hooks import Listed, Quoted
from coalition import data
from coalition.analysis import ledger
from coalition.tables import contributors
from coalition.words import index

_SHOWN = ("deploy_troops", "conditional")
"""The positions whose governments are named with their conditions."""


def pieces() -> list[Quoted | Listed]:
    """The pieces of the brief, in the words and from the rows of the book."""
    return [
        Quoted("box", "index"),
        Quoted("figure", "fig-index-funnel"),
        Quoted("figure", "fig-index-odds"),
        *_who(),
        Quoted("list", "index#what-would-change-this-answer", "What would change this answer"),
    ]


def _who() -> list[Listed]:
    """The governments of each position shown, with the day and the conditions of their word."""
    now, offers, labels = ledger.positions(), data.load("positions"), data.labels_of("positions", "position")
    found = []
    for code in _SHOWN:
        rows = now[now["position"] == code]
        table = contributors.condition_table(rows, offers)
        found.append(
            Listed(
                title=f"{labels[code]}: {len(table)}",
                heads=tuple(table.columns),
                rows=tuple(map(tuple, table.fillna("–").to_numpy())),
                note=index.elsewhere(rows.loc[~rows["for_this_force"], "name"])
                if code == "conditional"
                else "",
            )
        )
    return [listed for listed in found if listed.rows]
