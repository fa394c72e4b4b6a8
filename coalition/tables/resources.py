"""Ratios to Russia and aid to Ukraine as tables for readers."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import resources


def set_table(sets: dict[str, list[str]]) -> pd.DataFrame:
    """The sets by name, rule and members, columns named for readers."""
    names = data.names()
    return pd.DataFrame(
        [
            {
                "Set": resources.country_set(i).counted(len(codes)),
                "Rule": resources.country_set(i).statement,
                "Members": ", ".join(sorted(names[c] for c in codes)),
            }
            for i, codes in sets.items()
        ]
    )


def ratio_table(ratios: pd.DataFrame) -> pd.DataFrame:
    """Ratios with columns named for readers, from ``resources.ratios``; where ``set`` holds ids, their
    labels.
    """
    ids = {s.id for s in resources.SETS}
    return pd.DataFrame(
        {
            "Set": [resources.country_set(s).label if s in ids else s for s in ratios["set"]],
            "Measure": ratios["label"],
            "Year": ratios["year"],
            "Set, sum": ratios["value"],
            "Russia": ratios["russia"],
            "Unit": ratios["unit"].map(data.labels_of("indicators", "unit")),
            "Times Russia's": ratios["ratio"].round(2),
            "Members": ratios["n_members"],
            "With a value": ratios["n_found"],
            "Sources": ratios["source_ids"],
        }
    )


def wide_ratio_table(ratios: pd.DataFrame) -> pd.DataFrame:
    """One row per set, by its label, and one column per measure; blank where a member has no value."""
    short = data.labels_of("indicators", "indicator", short=True)
    rows = ratios.assign(
        label=[f"{short[i]}, {y}" for i, y in zip(ratios["indicator"], ratios["year"], strict=True)]
    )
    wide = rows.pivot(index="set", columns="label", values="ratio").astype(float).round(2)
    wide = wide.loc[list(dict.fromkeys(rows["set"])), list(dict.fromkeys(rows["label"]))]
    counts = rows.groupby("set")["n_members"].first()
    return (
        wide.reset_index(names="Set")
        .rename_axis(columns=None)
        .assign(Set=[resources.country_set(i).counted(counts[i]) for i in wide.index])
    )


def time_table(table: pd.DataFrame) -> pd.DataFrame:
    """Aid by group and year with columns named for readers, from ``resources.aid_over_time``."""
    return pd.DataFrame(
        {
            "Donors": table["donor_group"].map(data.labels_of("aid", "donor_group")),
            "Year": table["year"],
            "Up to": table["period_end"],
            "Military": table["military"].round(3),
            "Financial and humanitarian": table["other"].round(3),
            "All aid": table["total"].round(3),
            "All aid so far": table["total_so_far"].round(3),
            "Military so far": table["military_so_far"].round(3),
            "Donors with a row": table["n_donors"],
            "Donors without": table["n_without"],
        }
    )


def donor_year_table(table: pd.DataFrame, ends: pd.DataFrame) -> pd.DataFrame:
    """Aid by donor and year with columns named for readers, from ``resources.aid_by_donor_and_year``.

    ``ends`` has the columns year and period_end; a year that ends early says so.
    """
    years = [c for c in table.columns if isinstance(c, int)]
    wide = table[years].rename(columns=resources.year_labels(ends))
    return pd.concat(
        [
            table[["donor_name"]].rename(columns={"donor_name": "Donor"}),
            table["donor_group"].map(data.labels_of("aid", "donor_group")).rename("Group"),
            wide,
            table["sum"].round(3).rename("Sum"),
            table["source_ids"].rename("Sources"),
        ],
        axis=1,
    )


def donor_table(table: pd.DataFrame) -> pd.DataFrame:
    """Aid by donor and type with columns named for readers, from ``resources.aid_by_donor``."""
    return pd.DataFrame(
        {
            "Donor": table["donor_name"],
            "Group": table["donor_group"].map(data.labels_of("aid", "donor_group")),
            "Military": table["military"],
            "Financial": table["financial"],
            "Humanitarian": table["humanitarian"],
            "All aid": table["total"],
            f"Per cent of GDP {resources.SHARE_YEAR}": table["share_gdp"],
            "With the imputed part of EU aid": table["share_gdp_with_eu"],
            "Sources": table["source_ids"],
        }
    )


def against_table(table: pd.DataFrame) -> pd.DataFrame:
    """Europe against the United States by what is counted, from ``resources.europe_against_states``."""
    return pd.DataFrame(
        {
            "What is counted": table["counted"],
            "Europe, billion euros": table["europe"].map("{:.1f}".format),
            "United States, billion euros": table["states"].map("{:.1f}".format),
            "Europe against the United States": [
                f"{r:.2f} times" if pd.notna(r) else "" for r in table["ratio"]
            ],
            "Sources": table["source_ids"],
        }
    )
