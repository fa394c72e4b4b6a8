"""What countries offer by domain, each cell with the statement behind it."""

from __future__ import annotations

import pandas as pd

from coalition import data

DOMAINS = ("land", "sea", "air", "training", "logistics")
"""Columns of ``positions`` that say what a country offers."""

_OFFERED = ("yes", "conditional")


def statement_column(domain: str) -> str:
    """The column of ``positions`` with the statement behind the cell of a domain."""
    return f"{domain}_statement"


def unconditional(positions: pd.DataFrame, domain: str) -> pd.DataFrame:
    """The rows of ``positions`` that offer something in a domain and name no condition at all."""
    return positions[(positions[domain] == "yes") & positions["conditions"].isna()]


def violations() -> list[str]:
    """One line per cell that offers without a statement of that country, or names one without an offer.

    What another actor said about the country (a relay) carries no offer.
    """
    statements = data.load("statements").set_index("statement_id")
    found = []
    for row, position in data.load("positions").iterrows():
        for domain in DOMAINS:
            column = statement_column(domain)
            if wrong := _fault(position, domain, position[column], statements):
                found.append(data.violation("positions", row + 2, column, wrong))
    return found


def _fault(position: pd.Series, domain: str, key: str, statements: pd.DataFrame) -> str | None:
    offered = position[domain] in _OFFERED
    if pd.isna(key):
        return (
            f"is blank, but {domain} is {position[domain]}; name the statement behind it" if offered else None
        )
    if not offered:
        return f"{key} stands behind nothing: {domain} is {position[domain]}"
    if key not in statements.index:
        return None
    if statements.at[key, "iso3"] != position["iso3"]:
        return f"{key} is not a statement of {position['iso3']}"
    if statements.at[key, "kind"] == "relay":
        return f"{key} is what another actor said about {position['iso3']}"
    return None
