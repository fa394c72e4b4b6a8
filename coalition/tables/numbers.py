"""Sizes, capacity, chances and costs as tables for readers."""

from __future__ import annotations

import numpy as np
import pandas as pd

from coalition import data
from coalition.analysis import force
from coalition.formats import percent, whole


def size_table(sizes: pd.DataFrame) -> pd.DataFrame:
    """Published sizes with columns named for readers, from ``force.all_sizes``."""
    return pd.DataFrame(
        {
            "Purpose": sizes["group"].map(force.groups()),
            "Date": sizes["date"],
            "Who": sizes["who"],
            "At least": sizes["low"],
            "At most": sizes["high"],
            "Voice": sizes["voice"].map(force.voices()),
            "What it supposes": sizes["what"],
            "Confidence": sizes["confidence"],
            "Sources": sizes["source_ids"],
        }
    )


def offer_table(pledges: pd.DataFrame) -> pd.DataFrame:
    """National sizes and vague offers from ``pledges``, newest first."""
    rows = pledges[pledges["scope"].isin(["national", "uk_france"])].sort_values("date", ascending=False)
    scopes = data.labels_of("pledges", "scope")
    shown = rows["iso3"].map(data.names()).fillna(rows["scope"].map(scopes))
    return pd.DataFrame(
        {
            "Country": shown,
            "Date": rows["date"],
            "Who said it": rows["who_said"],
            "At least": rows["low"],
            "At most": rows["high"],
            "What": rows["what"],
            "On the record": rows["on_record"].map({True: "yes", False: "no"}),
            "An official size": _official_size(rows),
            "Sources": rows["source_ids"],
        }
    ).reset_index(drop=True)


def _official_size(rows: pd.DataFrame) -> pd.Series:
    """Whether the government concerned named the size, and whether it is a number or words alone."""
    named = rows[["low", "high"]].notna().any(axis=1).map({True: "yes", False: "in words only"})
    return named.where(rows["official"], "no")


def requirement_table(methods: pd.DataFrame, concepts: pd.DataFrame) -> pd.DataFrame:
    """Methods and published spans with columns named for readers."""
    first = pd.DataFrame(
        {
            "What": methods["label"],
            "How": methods["formula"],
            "Counts": methods["counts"],
            "Low": methods["low"].map(whole),
            "Central": methods["central"].map(whole),
            "High": methods["high"].map(whole),
            "Sources": methods["source_ids"],
        }
    )
    second = pd.DataFrame(
        {
            "What": ["Published: " + force.groups()[c].lower() for c in concepts["concept"]],
            "How": [f"{n} published figures" for n in concepts["estimates"]],
            "Counts": [
                "soldiers" if c in force.troop_concepts() else "monitors and staff"
                for c in concepts["concept"]
            ],
            "Low": concepts["low"],
            "Central": pd.NA,
            "High": concepts["high"],
            "Sources": concepts["source_ids"],
        }
    )
    return pd.concat(
        [first.astype({"Central": "Int64"}), second.astype({"Central": "Int64"})], ignore_index=True
    )


def country_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``force.results.by_country`` with columns named for readers."""
    return pd.DataFrame(
        {
            "Country": rows["name"],
            "Position": rows["position"].map(data.labels_of("positions", "position")),
            "Land force": rows["land"].map(whole),
            "Brigades on record": rows["brigades"],
            "On land missions": rows["missions"].map(whole),
            "Elsewhere abroad, found": rows["elsewhere"].map(whole),
            "What sets the limit": (rows["by_units"] > 0.5).map({True: "brigades", False: "people"}),
            "Kept: lower end": rows["low"].map(whole),
            "Kept: middle value": rows["median"].map(whole),
            "Kept: upper end": rows["high"].map(whole),
            "Sources": rows["source_ids"],
        }
    )


def exceedance_table(troops: dict[str, np.ndarray]) -> pd.DataFrame:
    """``exceedance`` in coarser steps with columns named for readers, shares in per cent."""
    curve, sets = force.exceedance(troops, force.axis_end(troops), step=2_500), force.set_labels()
    return pd.DataFrame(
        {"Soldiers or more": curve["size"]}
        | {f"{sets[k]} (per cent of draws)": (100 * curve[k]).round(1) for k in troops}
    )


def concept_table(against: pd.DataFrame) -> pd.DataFrame:
    """Chances by concept with columns named for readers, from ``force.against_concepts``."""
    return pd.DataFrame(
        {
            "Purpose": against["concept"].map(force.groups()),
            "Published figures": against["estimates"],
            "Smallest": against["low"],
            "Largest": against["high"],
            "All take part: reach the smallest": against["can_low"].map(percent),
            "All take part: reach the largest": against["can_high"].map(percent),
            "Each decides: reach the smallest": against["sent_low"].map(percent),
            "Each decides: reach the largest": against["sent_high"].map(percent),
            "Sources": against["source_ids"],
        }
    )


def scan_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``force.scan`` with columns named for readers."""
    return pd.DataFrame(
        {
            "Countries": rows["set"].map(force.set_labels()),
            "Part of those abroad that counts": rows["weight"].map(percent_of),
            "Lower end": rows["low"].map(whole),
            "Middle value": rows["median"].map(whole),
            "Upper end": rows["high"].map(whole),
        }
    )


def percent_of(share: float) -> str:
    """A share that is exact, in per cent: ``25 per cent``."""
    return f"{100 * share:g} per cent"


def driver_table(shares: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The rows of ``force.drivers`` of each set with columns named for readers, in per cent."""
    sets = force.set_labels()
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "Countries": sets[key],
                    "What is not known": rows["label"],
                    "Total index (per cent)": (100 * rows["total"]).round().astype(int),
                    "Alone (per cent)": (100 * rows["first"]).round().astype(int),
                }
            )
            for key, rows in shares.items()
        ],
        ignore_index=True,
    )


def variant_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``force.variants`` with columns named for readers."""
    return pd.DataFrame(
        {
            "Choice": rows["label"],
            "Lower end": rows["low"].map(whole),
            "Middle value": rows["median"].map(whole),
            "Upper end": rows["high"].map(whole),
        }
    )


def cost_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``force.cost_table`` with columns named for readers."""
    return pd.DataFrame(
        {
            "Basis": rows["short_name"],
            "Soldiers": rows["size"],
            "Currency": rows["currency"],
            "Low (billions a year)": rows["low"].round(2),
            "Central (billions a year)": rows["central"].round(2),
            "High (billions a year)": rows["high"].round(2),
            "Sources": rows["source_ids"],
        }
    )
