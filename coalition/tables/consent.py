"""Tables of publics and parliaments: poll readings, trends, leanings, and the rules for sending soldiers."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import consent
from coalition.data import passages
from coalition.exhibits import style
from coalition.formats import month, net_span, signed


def readings(rows: pd.DataFrame) -> pd.DataFrame:
    """Readings with columns named for readers, from ``polls.readings``."""
    labels = data.labels_of("polls", "wording")
    return pd.DataFrame(
        {
            "Country": rows["name"],
            "Fieldwork to": rows["fieldwork_end"],
            "Pollster": rows["pollster"],
            "Question": rows["question"],
            "Wording": rows["wording"].map(labels),
            "Own soldiers": rows["own_troops"].map({True: "yes", False: "no"}),
            "Support": rows["support_pct"],
            "Opposition": rows["oppose_pct"],
            "Undecided": rows["dont_know_pct"],
            "Net": rows["net"].round(1),
            "Sample": rows["sample_n"],
            "Confidence": rows["confidence"],
            "Note": rows["note"],
            "Sources": rows["source_ids"],
        }
    )


def trends(table: pd.DataFrame) -> pd.DataFrame:
    """Trends with columns named for readers, from ``polls.trends``."""
    who = table["pollster"].where(table["pollster"] != "not named", table["client"] + " (pollster not named)")
    return pd.DataFrame(
        {
            "Country": table["name"],
            "Pollster": who,
            "Soldiers asked about": table["own_troops"].map({True: "own", False: "western"}),
            "First": table["first"].map(month),
            "Last": table["last"].map(month),
            "Support": [
                f"{a:g} to {b:g}" for a, b in zip(table["support_first"], table["support_last"], strict=True)
            ],
            "Opposition": [
                f"{a:g} to {b:g}" for a, b in zip(table["oppose_first"], table["oppose_last"], strict=True)
            ],
            "Net change": table["net_change"].map(signed),
            "Sources": table["source_ids"],
        }
    )


def arms(table: pd.DataFrame) -> pd.DataFrame:
    """The arms of the split sample with columns named for readers."""
    return pd.DataFrame(
        {
            "Ceasefire on the present line with": table["arm"],
            "Accept": table["accept"],
            "Reject": table["reject"],
            "Gain in acceptance": table["gain"],
            "Sources": table["source_ids"],
        }
    )


def _leanings(table: pd.DataFrame) -> list[str]:
    """How each row leans in words, with the net support of its readings."""
    words = data.labels_of("computed", "poll_leaning")
    return [words[r.leaning] + net_span(r.low, r.high, r.readings) for r in table.itertuples()]


def leanings(table: pd.DataFrame) -> pd.DataFrame:
    """Countries by choice of readings with columns named for readers, one row per country."""
    variants = consent.variant_labels()
    text = table.assign(cell=_leanings(table), choice=table["variant"].map(variants))
    wide = text.pivot(index="name", columns="choice", values="cell")
    wide = wide[[variants[v] for v in consent.VARIANTS]]
    sources = table.groupby("name")["source_ids"].agg(data.together)
    return wide.assign(Sources=sources).rename_axis(index="Country", columns=None).reset_index()


def hurdles(table: pd.DataFrame) -> pd.DataFrame:
    """Positions and rules with columns named for readers; gaps are written out. From ``consent.hurdles``."""
    gap = consent.steps()[consent.GAP]
    return pd.DataFrame(
        {
            "Country": table["name"],
            "Position": table["position"].map(lambda p: style.POSITIONS[p].label),
            "Hurdle": table["step"].map(consent.steps()),
            "Rule": (
                table["rule"]
                + (
                    " Condition: " + table["mandate_condition"].map(passages.inline, na_action="ignore") + "."
                ).fillna("")
            ).fillna(gap),
            "What the government says": table["conditions"].fillna("no condition found"),
            "Polls on own soldiers after a deal": _leanings(table),
            "Rule as of": table["rule_as_of"],
            "Note": table["rule_note"],
            "Sources": table["source_ids"],
        }
    )
