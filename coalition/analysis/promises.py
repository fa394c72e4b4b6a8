"""What became of earlier promises, under several ways of counting them.

Every function is pure: it reads the ``promises`` table, or takes rows of it, and returns a new one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from coalition import data
from coalition.analysis.ledger import HOST
from coalition.data.dates import DAYS_PER_YEAR

BASE = "base"
"""The coding of the ``promises`` table itself."""


@dataclass(frozen=True)
class Coding:
    """One way to count the promises: which rows, and what counts as broken."""

    id: str
    apply: Callable[[pd.DataFrame], pd.DataFrame]
    """Takes the rows of ``promises`` and returns those that count, with the outcome that counts."""

    @property
    def label(self) -> str:
        """The reader's name of the way of counting."""
        return data.labels_of("computed", "promise_counting")[self.id]


def _outcome(old: str, new: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda t: t.assign(outcome=t["outcome"].replace(old, new))


def _once_per_day(table: pd.DataFrame) -> pd.DataFrame:
    broken = table["outcome"] == "breached"
    return table[~(broken & table.assign(broken=broken).duplicated(["broken", "breach_date"]))]


CODINGS = (
    Coding(BASE, lambda t: t),
    Coding("in_force", lambda t: t[t["in_force"]]),
    Coding("ukraine", lambda t: t[t["parties"].map(lambda codes: HOST in codes)]),
    Coding("not_political", lambda t: t[t["legal_form"].isin(["treaty", "disputed"])]),
    Coding("treaties", lambda t: t[t["legal_form"] == "treaty"]),
    Coding("partly_broken", _outcome("partly", "breached")),
    Coding("partly_kept", _outcome("partly", "kept")),
    Coding("once_per_day", _once_per_day),
)
"""Ways to count the promises, the base case first."""


def coded(coding: str = BASE) -> pd.DataFrame:
    """The rows of ``promises`` that one coding counts, with the outcome it gives them.

    Raises KeyError naming the codings there are.
    """
    known = {c.id: c for c in CODINGS}
    if coding not in known:
        raise KeyError(f"no coding {coding!r}; there are {', '.join(known)}")
    return known[coding].apply(data.load("promises")).reset_index(drop=True)


def tally(promises: pd.DataFrame, by: str) -> pd.DataFrame:
    """Promises by one coded column and by outcome.

    Columns: the code, one count per outcome code, total. One row per code of the column in the order
    of the descriptor, also where no promise has it.
    """
    table = pd.crosstab(promises[by], promises["outcome"])
    table = table.reindex(
        index=list(data.meanings_of("promises", by)),
        columns=list(data.meanings_of("promises", "outcome")),
        fill_value=0,
    )
    return table.assign(total=table.sum(axis=1)).rename_axis(columns=None).reset_index()


def tallies() -> pd.DataFrame:
    """How the outcomes add up under each coding.

    Columns: coding, label, one count per outcome code, total, source_ids. One row per coding.
    """
    outcomes = list(data.meanings_of("promises", "outcome"))
    counts = {c: coded(c.id) for c in CODINGS}
    return pd.DataFrame(
        [
            {"coding": c.id, "label": c.label}
            | {o: int((t["outcome"] == o).sum()) for o in outcomes}
            | {"total": len(t), "source_ids": data.together(t["source_ids"])}
            for c, t in counts.items()
        ]
    )


def breach_days() -> pd.DataFrame:
    """Days on which promises were first broken, texts broken on one day together.

    Columns: breach_date, texts (count), names (tuple), source_ids. Only texts coded as broken; the day
    with most texts first.
    """
    broken = data.load("promises").query("outcome == 'breached'")
    days = broken.groupby("breach_date").agg(
        texts=("name", "size"),
        names=("name", tuple),
        source_ids=("source_ids", data.together),
    )
    return days.reset_index().sort_values(
        ["texts", "breach_date"], ascending=[False, True], ignore_index=True
    )


def years_to_breach() -> pd.DataFrame:
    """Years from each promise to its first breach.

    Columns: promise_id, name, first_day (of the promise), breach_day (missing if none), end_day (the
    breach, or the day for which the row is evidenced), years (to the breach), enforcement, outcome,
    breached_by (tuple), source_ids. By date of the promise.
    """
    table = data.load("promises").sort_values("date", ignore_index=True)
    first, breach, known = (
        data.first_day(table["date"]),
        data.first_day(table["breach_date"]),
        data.last_day(table["as_of"]),
    )
    return table[["promise_id", "name"]].assign(
        first_day=first,
        breach_day=breach,
        end_day=breach.fillna(known),
        years=(breach - first).dt.days / DAYS_PER_YEAR,
        enforcement=table["enforcement"],
        outcome=table["outcome"],
        breached_by=table["breached_by"],
        source_ids=table["source_ids"],
    )
