"""Truces and monitored counts as tables for readers."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import listed_truces, truces


def truce_table(table: pd.DataFrame) -> pd.DataFrame:
    """The truces in a curve with columns named for readers, shortest first; from ``truces.coded``."""
    rows = table[table["include"]].sort_values(["duration_days", "start_date"])
    ends = truces.end_labels()
    return pd.DataFrame(
        {
            "Truce": rows["name"],
            "Start": rows["start_date"],
            "Days": rows["duration_days"],
            "End": rows["observed"].map({True: ends["failed"], False: ends["cut_off"]}),
            "Why": rows["reason"],
            "Confidence": rows["confidence"].map(data.labels_of("ceasefires", "confidence")),
            "Sources": rows["source_ids"],
        }
    ).reset_index(drop=True)


def lane_table(spans: pd.DataFrame) -> pd.DataFrame:
    """First reported fire and end of each truce with columns named for readers, from ``truce_spans``."""
    reasons = data.meanings_of("ceasefires", "exclusion")
    listed = data.load("listed_truces").dropna(subset="ceasefire_id").set_index("ceasefire_id")["listed_id"]
    return pd.DataFrame(
        {
            "Truce": spans["name"],
            "Start": spans["start_date"],
            "Days to the first reported fire": spans["breach"],
            "Days held": spans["duration"],
            "Days at most": spans["latest"],
            "End": spans["ended"].map(truces.end_labels()),
            "Why not in the curve": spans["exclusion"].map(reasons),
            "Number in the ETH/PRIO list": spans["ceasefire_id"].map(listed).str.rsplit("-", n=1).str[1],
            "Sources": spans["source_ids"],
        }
    )


def elsewhere_table(elsewhere: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Conflicts elsewhere behind ``charts.elsewhere`` with columns named for readers.

    The truces of this war stand behind the curve of their own. ``elsewhere`` has the rows of
    ``conflicts.ended`` by their code.
    """
    endings = data.labels_of("conflict_episodes", "how_ended")
    rows = pd.concat([rows for rows in elsewhere.values() if len(rows)])
    return pd.DataFrame(
        {
            "How the fighting ended": rows["how_ended"].map(endings),
            "Side A": rows["side_a"],
            "Side B": rows["side_b"],
            "Ended": rows["ended"],
            "Enemies at war again": rows["enemies_again"],
            "The same sides again": rows["same_sides_again"],
            "Days to the next war or to the end of the data": rows["days"],
            "Days known": rows["days_known"].map({True: "Yes", False: "Year only"}),
            "Sources": rows["source_ids"],
        }
    ).reset_index(drop=True)


def listed_table(listed: pd.DataFrame) -> pd.DataFrame:
    """What was decided on each truce of the other list, those with one reason together.

    From ``listed_truces.listed``, in the order of the decisions; a truce taken in stands alone.
    """
    decisions = data.labels_of("listed_truces", "decision")
    days = data.labels_of("listed_truces", "same_day")
    rank = listed["decision"].map(list(decisions).index)
    alone = listed["name"].where(listed["decision"] == "added", "")
    rows = []
    for (_, decision, name, reason), group in listed.groupby([rank, "decision", alone, "reason"], sort=True):
        compared = group["same_day"].dropna()
        rows.append(
            {
                "Decision": decisions[decision],
                "Truce here": name
                or ("" if decision not in listed_truces.TAKEN else "The truces listed above"),
                "Why": reason,
                "Truces": len(group),
                "Numbers there": ", ".join(i.rsplit("-", 1)[1] for i in group["listed_id"]),
                "Day of effect": ", ".join(f"{days[c]}: {n}" for c, n in compared.value_counts().items()),
                "Sources": tuple(data.source_ids(group)),
            }
        )
    return pd.DataFrame(rows)


def measure_table(measures: pd.DataFrame) -> pd.DataFrame:
    """The two measures in per cent with columns named for readers, from ``truces.breach_and_collapse``."""
    return pd.DataFrame(
        {
            "Days since the start": measures["day"],
            "No fire reported, per cent": _percent(measures["unbroken"]),
            "Still holding, per cent": _percent(measures["holding"]),
            "From, per cent": _percent(measures["low"]),
            "To, per cent": _percent(measures["high"]),
        }
    )


def variant_table(estimates: pd.DataFrame) -> pd.DataFrame:
    """Results of every coding with columns named for readers, from ``truces.estimates``."""
    return pd.DataFrame(
        {
            "Coding": estimates["variant"].map(truces.variant_labels()),
            "What it changes": estimates["meaning"],
            "Truces": estimates["n"],
            "Failed": estimates["failed"],
            "Median, days": _whole(estimates["median"]),
            "From": _whole(estimates["median_low"]),
            "To": _whole(estimates["median_high"]),
            f"Holding after {truces.MONTH} days, per cent": _percent(estimates["holding"]),
            f"Mean up to {truces.HORIZON} days": estimates["restricted_mean"].astype(float).round(1),
            "Sources": estimates["source_ids"],
        }
    )


def occasion_table(occasions: pd.DataFrame) -> pd.DataFrame:
    """Truces named after a day or season with columns named for readers, from ``truces.occasions``."""
    return pd.DataFrame(
        {
            "Occasion": occasions["occasion"].map(data.labels_of("ceasefires", "occasion")),
            "Truces": occasions["truces"],
            "Began in": occasions["years"].map(", ".join),
            "Days held, in the same order": occasions["lasted"].map(", ".join),
            "Sources": occasions["source_ids"],
        }
    )


def count_table(counts: pd.DataFrame) -> pd.DataFrame:
    """Monitored counts with columns named for readers, gaps included, from ``monitoring.monitored``."""
    return pd.DataFrame(
        {
            "From": counts["period_start"],
            "To": counts["period_end"],
            "Published value": counts["value"].astype("Int64"),
            "Mean a day": counts["per_day"].astype("Float64").round(1),
            "Reading": counts["bound"].map(data.labels_of("violations", "bound")).fillna("No count found"),
            "Area": counts["area"].map(data.labels_of("violations", "area")),
            "Note": counts["note"],
            "Sources": counts["source_ids"],
        }
    )


def _percent(shares: pd.Series) -> pd.Series:
    """Shares in whole per cent."""
    return _whole(100 * shares)


def _whole(numbers: pd.Series) -> pd.Series:
    return numbers.astype(float).round().astype("Int64")


def combination_table(combined: pd.DataFrame) -> pd.DataFrame:
    """``truces.combinations`` with columns named for readers."""
    names = truces.variant_labels() | truces.unknown_end_labels()
    return pd.DataFrame(
        {
            "Choices that differ from the base": combined["options"].map(
                lambda o: "; ".join(names[c] for c in o if c != truces.BASE) or names[truces.BASE]
            ),
            "Median days": combined["median"].astype(float).round(1),
            "Holding after a month": combined["holding"].astype(float).round(2),
            "In force on the day": combined["in_force"].astype(float).round(2),
        }
    )
