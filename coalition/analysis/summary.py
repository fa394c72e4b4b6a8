"""The figures of the first page, each computed from the tables it names."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import ledger, membership


def key_figures() -> pd.DataFrame:
    """Five figures that sum up the state of the plan at the data cut-off.

    Columns: question, answer (text), read_with (what the figure does not say), chapter (label),
    source_ids.
    """
    now = ledger.positions()
    ready = now[now["position"] == "deploy_troops"]
    open_ = now[now["position"] == "conditional"]
    pledged = data.load("counts").query("counts_what == 'pledged'").iloc[-1]
    named = membership.members("paris-jan-2026")
    sizes = named_contingents()
    range_ = published_range()
    rows = [
        (
            "Governments that say they are ready to put soldiers in Ukraine after a ceasefire",
            str(len(ready)),
            "Readiness in principle; no deployment was ordered.",
            ready,
        ),
        (
            "Governments that leave it open under conditions",
            str(len(open_)),
            "A condition is not a promise: mandates, votes and American backing are still missing.",
            open_,
        ),
        (
            "States that pledged a contribution, by President Macron's count",
            str(pledged["count"]),
            "Never listed. It includes states that exclude soldiers in Ukraine.",
            pledged.to_frame().T,
        ),
        (
            "Countries named at the last leaders' summit with a published list",
            str(len(named)),
            "Ukraine counted. Attendance is neither membership nor an offer of soldiers.",
            named,
        ),
        (
            "Press figures for the size of the whole force",
            f"{range_['low'].min():,} to {range_['high'].max():,}",
            f"No sending government has published the exact size of its contingent; contingents with an official number: {len(sizes)}.",
            range_,
        ),
    ]
    return pd.DataFrame(
        [(q, a, r, tuple(data.source_ids(f))) for q, a, r, f in rows],
        columns=["question", "answer", "read_with", "source_ids"],
    )


def named_contingents() -> pd.DataFrame:
    """Rows of ``pledges`` in which a government put a number of soldiers for its own contingent on the record."""
    pledges = data.load("pledges")
    return pledges[
        pledges["official"] & (pledges["scope"] == "national") & pledges[["low", "high"]].notna().any(axis=1)
    ]


def published_range() -> pd.DataFrame:
    """Rows of ``pledges`` that give a press figure with both bounds for the whole force."""
    pledges = data.load("pledges")
    return pledges[
        (pledges["scope"] == "total") & ~pledges["official"] & pledges[["low", "high"]].notna().all(axis=1)
    ]


def evidence_by_month() -> pd.DataFrame:
    """How much evidence the ledger holds per month, from February 2025 to the cut-off.

    Columns: month (``YYYY-MM``), statements, events (rows dated in that month).
    """
    months = [str(m) for m in pd.period_range("2025-02", data.cut_off(), freq="M")]
    counts = {name: data.load(name)["date"].str[:7].value_counts() for name in ("statements", "events")}
    return pd.DataFrame(
        {"month": months} | {name: [int(c.get(m, 0)) for m in months] for name, c in counts.items()}
    )
