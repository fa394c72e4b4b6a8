"""What the first page draws: steps to the ground, the circle of conditions, odds, key judgements."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import chain, ledger, membership, outlook, russia

ON_LAND, AT_WORK = "land", "deployed"
_FIRST = r"ceasefire|peace|truce|armistice"
"""What a condition is about that asks for the fighting to end first."""


def funnel() -> pd.DataFrame:
    """The steps from the table to the ground, which count different things.

    Columns: step (code), number, names (tuple; empty where nobody listed them), source_ids.
    """
    now, names = ledger.positions(), data.names()
    table, text = membership.on_full_list(-1), membership.members("paris-declaration")
    counts = data.load("counts").sort_values("date", kind="stable")
    pledged = counts[counts["counts_what"] == "pledged"].tail(1)
    without, open_, ready = (
        now[now["position"].isin(codes)]
        for codes in (ledger.WITHOUT_SOLDIERS, ["conditional"], ["deploy_troops"])
    )
    parts = data.load("components")
    there = parts[(parts["domain"] == ON_LAND) & (parts["status"] == AT_WORK)]
    rows = [
        ("table", len(table), tuple(names[c] for c in table["iso3"]), table),
        ("text", len(text), tuple(text["name"]), text),
        *[("pledged", int(c), (), pledged) for c in pledged["count"]],
        ("without", len(without), tuple(without["name"]), without),
        ("open", len(open_), tuple(open_["name"]), open_),
        ("ready", len(ready), tuple(ready["name"]), ready),
        ("there", len(there), tuple(there["component"]), parts[parts["domain"] == ON_LAND]),
    ]
    return pd.DataFrame(
        [(step, n, who, tuple(data.source_ids(frame))) for step, n, who, frame in rows],
        columns=["step", "number", "names", "source_ids"],
    )


def force_scenarios() -> pd.Series:
    """The ids of the scenarios in which units of the force are in Ukraine."""
    return data.rows("judgements", ["S03", "S04", "S05"])["judgement_id"]


def odds() -> pd.DataFrame:
    """The chances of three outcomes at the end of the period, which add up to one hundred.

    Columns: outcome (``war``, ``truce``, ``force``), percent, source_ids.
    """
    scenarios = outlook.scenarios().set_index("judgement_id")
    groups = {
        "war": scenarios[scenarios.index == data.row("judgements", "S01").name],
        "truce": scenarios[scenarios.index == data.row("judgements", "S02").name],
        "force": scenarios[scenarios.index.isin(force_scenarios())],
    }
    return pd.DataFrame(
        [
            (outcome, int(rows["probability"].sum()), tuple(data.source_ids(rows)))
            for outcome, rows in groups.items()
        ],
        columns=["outcome", "percent", "source_ids"],
    )


def judgements() -> pd.DataFrame:
    """The key judgements with their points, most likely first: the columns of ``judgements``, filled."""
    key = chain.filled(data.load("judgements").query("kind == 'key'"))
    return key.sort_values("probability", ascending=False, kind="stable", ignore_index=True)


def circle() -> pd.DataFrame:
    """Who waits for what: each link of the circle of conditions, with the count that shows it.

    Columns: link (``force``: the force waits for a ceasefire, ``truce``: a ceasefire needs Russia,
    ``russia``: Russia rejects the force), number, total, source_ids.
    """
    offers = data.load("positions")
    offers = offers[offers["position"].isin(["deploy_troops", "conditional"])]
    first = offers[offers["conditions"].fillna("").str.contains(_FIRST, case=False, regex=True)]
    gates = russia.gates()
    general = gates[gates["gate_id"] == data.row("gates", "ceasefire").name]
    said = russia.statements("foreign_force")
    against = said[said["stance"].isin(["rejects", "opposed"])]
    rows = [
        ("force", len(first), len(offers), offers),
        ("truce", int((general["russia"] == "needed").sum()), len(general), general),
        ("russia", len(against), len(said), said),
    ]
    return pd.DataFrame(
        [(link, n, total, tuple(data.source_ids(frame))) for link, n, total, frame in rows],
        columns=["link", "number", "total", "source_ids"],
    )
