"""Our list of truces beside another list of the same war: where they agree, and what ours leaves out."""

from __future__ import annotations

import pandas as pd

from coalition import data

TAKEN = ("matched", "added")
"""Decisions by which a truce of the other list has a row here."""


def listed() -> pd.DataFrame:
    """Every truce of the other list with what was decided on it, in the order of its numbers.

    Columns: those of ``listed_truces``, name and start_date of our truce (missing where it has none).
    """
    ours = data.load("ceasefires")[["ceasefire_id", "name", "start_date"]]
    return data.load("listed_truces").merge(ours, on="ceasefire_id", how="left")


def counts() -> pd.Series:
    """How the lists compare. Index: listed, matched, same_day (of the matched), added, left_out."""
    table = data.load("listed_truces")
    matched = table[table["decision"] == "matched"]
    return pd.Series(
        {
            "listed": len(table),
            "matched": len(matched),
            "same_day": int((matched["same_day"] == "same").sum()),
            "added": int((table["decision"] == "added").sum()),
            "left_out": int((~table["decision"].isin(TAKEN)).sum()),
        }
    )


def missing_there() -> pd.DataFrame:
    """Our truces of the years that the other list covers which it does not have, rows of ``ceasefires``."""
    table, other = data.load("ceasefires"), data.load("listed_truces")
    last = str(data.last_day(other["as_of"]).max())[:10]
    inside = table[(table["start_date"] <= last) & (table["scope"] == "front_wide")]
    return inside[~inside["ceasefire_id"].isin(other["ceasefire_id"].dropna())]


def violations() -> list[str]:
    """One line per row whose decision and truce do not fit, and per truce that stands at two numbers."""
    table = data.load("listed_truces")
    found = []
    for row, truce in table.iterrows():
        where = f"data/listed_truces.csv:{row + 2}"
        taken = truce["decision"] in TAKEN
        if taken != pd.notna(truce["ceasefire_id"]):
            found.append(
                f"{where} ceasefire_id: {truce['decision']} {'needs' if taken else 'has no'} truce of ours"
            )
        if taken != pd.notna(truce["same_day"]):
            found.append(
                f"{where} same_day: {truce['decision']} {'needs' if taken else 'has no'} comparison of days"
            )
    twice = table.loc[table["ceasefire_id"].notna() & table["ceasefire_id"].duplicated(), "ceasefire_id"]
    found += [
        f"data/listed_truces.csv:{row + 2} ceasefire_id: {truce} stands at two numbers"
        for row, truce in twice.items()
    ]
    return found
