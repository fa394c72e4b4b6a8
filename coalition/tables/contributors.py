"""Positions, offers and moves as tables for readers."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import domains


def move_table(moves: pd.DataFrame) -> pd.DataFrame:
    """Changes of position with columns named for readers, from ``ledger.changes``."""
    label = data.labels_of("positions", "position")
    return pd.DataFrame(
        {
            "Country": moves["name"],
            "Date": moves["date"],
            "Before": moves["before"].map(label),
            "After": moves["after"].map(label),
            "Speaker": moves["speaker"],
            "What was said": moves["summary"],
            "Sources": moves["source_ids"],
        }
    ).sort_values("Date", ignore_index=True)


def position_table(positions: pd.DataFrame) -> pd.DataFrame:
    """Positions with columns named for readers, most forthcoming first; from ``ledger.positions``.

    Why a position is not that of the newest statement has a column of its own where there is such a position.
    """
    rank = positions["position"].map(list(data.labels_of("positions", "position")).index)
    rows = positions.assign(rank=rank).sort_values(["rank", "name"])
    table = pd.DataFrame(
        {
            "Country": rows["name"],
            "Position": rows["position"].map(data.labels_of("positions", "position")),
            "Since": rows["since"],
            "Speaker": rows["speaker"],
            "Government since replaced": rows["lapsed"].map({True: "yes", False: ""}),
            "Older than a year": (rows["old"] & ~rows["lapsed"]).map({True: "yes", False: ""}),
            "Why not as last stated": rows["departure_note"],
            "Sources": rows["source_ids"],
        }
    )
    return table.dropna(axis="columns", how="all").reset_index(drop=True)


def condition_table(positions: pd.DataFrame, offers: pd.DataFrame) -> pd.DataFrame:
    """What governments ask for before they send soldiers, the newest word first.

    ``positions`` are rows of ``ledger.positions``, ``offers`` is the ``positions`` table.
    """
    conditions = positions["iso3"].map(offers.set_index("iso3")["conditions"])
    return (
        pd.DataFrame(
            {
                "Country": positions["name"],
                "Last said": positions["since"],
                "Under which conditions": conditions,
            }
        )
        .sort_values(["Last said", "Country"], ascending=[False, True], ignore_index=True)
        .assign(**{"Last said": lambda rows: rows["Last said"].map(data.written_date)})
    )


def history_table(by_month: pd.DataFrame) -> pd.DataFrame:
    """One row per country, one column per month end with the word for the position."""
    words = data.labels_of("positions", "position")
    wide = by_month.assign(position=by_month["position"].map(words)).pivot(
        index="name", columns="as_of", values="position"
    )
    return wide.rename(columns=data.written_date).rename_axis(index="Country", columns=None).reset_index()


def offer_table(positions: pd.DataFrame) -> pd.DataFrame:
    """Offers by domain with columns named for readers, from the ``positions`` table."""
    said = data.load("statements").set_index("statement_id")["date"]
    columns = {
        title: positions[domain].map(data.labels_of("positions", domain))
        + positions[domains.statement_column(domain)]
        .map(said)
        .map(", {}".format, na_action="ignore")
        .fillna("")
        for domain, title in data.titles_of("positions", *domains.DOMAINS).items()
    }
    table = pd.DataFrame(
        {
            "Country": positions["iso3"].map(data.names()),
            **columns,
            "Conditions": positions["conditions"],
            "Sources": positions["source_ids"],
        }
    )
    return table.sort_values("Country", ignore_index=True)
