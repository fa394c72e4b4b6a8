"""The figures of the first page, each computed from the tables it names."""

from __future__ import annotations

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.analysis import ledger, membership, sizes


def key_figures() -> pd.DataFrame:
    """Five figures that sum up the state of the plan at the data cut-off.

    Columns: figure (id), question, answer (text), read_with (what the figure does not say), source_ids.
    """
    now = ledger.positions()
    ready, open_ = now[now["position"] == "deploy_troops"], now[now["position"] == "conditional"]
    counts = data.load("counts").sort_values("date", kind="stable")
    pledged = counts[counts["counts_what"] == "pledged"].tail(1)
    named = membership.on_full_list(-1)
    contingents, totals = named_contingents(), sizes.press()
    rows = [
        (
            "ready",
            "Governments that say they are ready to put soldiers in Ukraine after a ceasefire",
            str(len(ready)),
            "Readiness in principle; no deployment was ordered.",
            ready,
        ),
        (
            "open",
            "Governments that leave it open under conditions",
            str(len(open_)),
            "A condition is not a promise: mandates, votes and American backing are still missing.",
            open_,
        ),
        (
            "pledged",
            f"States that pledged a contribution, by the count of {_who(pledged)}",
            _span(pledged["count"]),
            "Never listed. It includes states that exclude soldiers in Ukraine.",
            pledged,
        ),
        (
            "named",
            "Countries named at the last leaders' summit with a published list",
            str(len(named)),
            "Ukraine counted. Attendance is neither membership nor an offer of soldiers.",
            named,
        ),
        (
            "size",
            "Press figures for the size of the whole force",
            _span(pd.concat([totals["low"], totals["high"]]).dropna()),
            _contingents(len(contingents)),
            totals,
        ),
    ]
    return pd.DataFrame(
        [(i, q, a, r, data.together(f["source_ids"])) for i, q, a, r, f in rows],
        columns=["figure", "question", "answer", "read_with", "source_ids"],
    )


def _contingents(number: int) -> str:
    if not number:
        return "No sending government has published the exact size of its contingent."
    named = (
        "one size of a contingent is" if number == 1 else f"{numerals.prose(number)} sizes of contingents are"
    )
    return f"Here {named} named on the record by a government."


def _who(counts: pd.DataFrame) -> str:
    return counts["who_counted"].iloc[0] if len(counts) else "anybody"


def _span(numbers: pd.Series) -> str:
    """The smallest to the largest number, one number where they are equal, or ``no figure``."""
    if numbers.empty:
        return "no figure"
    low, high = numbers.min(), numbers.max()
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def named_contingents() -> pd.DataFrame:
    """Rows of ``pledges`` in which a government named the size of its own contingent on the record."""
    pledges = data.load("pledges")
    return pledges[
        pledges["official"] & (pledges["scope"] == "national") & pledges[["low", "high"]].notna().any(axis=1)
    ]


def evidence_by_month() -> pd.DataFrame:
    """How much evidence the tables hold per month, from the first statement that set a position to the
    cut-off.

    Columns: month (``YYYY-MM``), statements, events (rows dated in that month).
    """
    months = [str(m) for m in pd.period_range(ledger.first_month(), data.cut_off(), freq="M")]
    counts = {name: data.load(name)["date"].str[:7].value_counts() for name in ("statements", "events")}
    return pd.DataFrame(
        {"month": months} | {name: [int(c.get(m, 0)) for m in months] for name, c in counts.items()}
    )


def newest_evidence(months: int) -> pd.DataFrame:
    """The sources of statements and events dated in the last months up to the cut-off. Column: source_ids."""
    first = pd.Period(str(data.cut_off()), "M") - (months - 1)
    rows = pd.concat([data.load(name)[["date", "source_ids"]] for name in ("statements", "events")])
    return rows[data.first_day(rows["date"]) >= first.start_time][["source_ids"]]
