"""Relations of judgements and agreement of codings as tables for readers."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import chain

FORMULAS = (
    (
        "Scenarios",
        "in force = a·h; none, no force = (1 − ah)(1 − u); ceasefire, no force = ah(1 − s); "
        "small = ahs(1 − b); brigades = ahsb; force, no ceasefire = (1 − ah)u; large = ahsbl",
        "A ceasefire starts (a) and holds to the day (h), units are sent under it (s) or without one (u), as "
        "brigades (b), as a large force (l). A set is rounded by largest remainders.",
        "Steps that hang together beyond this order: terms that let a ceasefire hold may also bar a force.",
        "chain.exact, chain.points",
        ("conditionals",),
    ),
    (
        "A first event",
        "p = 1 − (T / (T + t))^½",
        "T months without one, t months to come; a constant rate with Jeffreys' prior.",
        "Everything but the count.",
        "reference_chance.first_event_chance",
        ("events",),
    ),
    (
        "In force on a day",
        "(1/D) ∫ S(x) dx from 0 to D",
        "S is the share still holding after x days; the start lies on any of the D days before alike.",
        "That starts may cluster, and that a truce made to last is another thing.",
        "base_rates.in_force",
        ("ceasefires", "civil_war_ceasefires"),
    ),
    (
        "Share holding",
        "S(x) = Π (1 − d / n); with unknown ends S(x) = exp(−(x / scale)^shape)",
        "Kaplan and Meier over the days with d failures of n; a Weibull curve by maximum likelihood where an "
        "end is known to lie in an interval only.",
        "Truces follow each other because the last one failed: they are not independent draws.",
        "survival.product_limit, survival.interval_censored",
        ("ceasefires",),
    ),
    (
        "Brier score",
        "(p − o)²",
        "p is the chance given, o what happened; the least is best.",
        "How large a miss near the ends of the scale is.",
        "scores.brier",
        ("judgements",),
    ),
    (
        "Logarithmic score",
        "−ln p of what happened",
        "The least is best; where no chance was given to what comes true there is no bound.",
        "It weighs misses near the ends of the scale more than the Brier score does.",
        "scores.log",
        ("judgements",),
    ),
    (
        "Ranked score",
        "Σ (F − O)² / (n − 1)",
        "F and O are the cumulative chances and outcomes of n scenarios, ordered by how far the plan is "
        "carried out.",
        "That the order of the scenarios is ours.",
        "scores.ranked",
        ("judgements",),
    ),
    (
        "Skill",
        "1 − mean score / mean score of the base rates",
        "Judgements that hang on one outcome are averaged first.",
        "That base rates can be chosen in more than one way.",
        "scores.skill",
        ("judgements",),
    ),
    (
        "Outcomes taken as one",
        "points of a row = the least of its points over the outcomes",
        "A row counts against them as far as it counts against the one it fits best.",
        "Base rates, and that rows of one theme are not independent.",
        "hypotheses.merged",
        ("evidence",),
    ),
    (
        "Krippendorff's alpha",
        "1 − observed disagreement / disagreement by chance",
        "Over all pairs of codes; codes of an ordered scale disagree by their distance.",
        "Whether both coders err alike.",
        "second_coding.agreement",
        ("second_codings",),
    ),
)
"""Name, formula, meaning, what it leaves out, functions in ``coalition.analysis``, tables it rests on."""


def formula_table() -> pd.DataFrame:
    """The formulas of judgements, lengths, scores and agreement, columns named for readers."""
    return pd.DataFrame(
        [
            {
                "Name": name,
                "Formula": formula,
                "In words": words,
                "Leaves out": leaves,
                "Function": function,
                "Rests on": "; ".join(data.resource(t)["title"] for t in tables),
            }
            for name, formula, words, leaves, function, tables in FORMULAS
        ]
    )


def relation_table(relations: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``relations`` with the chance of each way, columns named for readers."""
    stated = chain.stated()
    return pd.DataFrame(
        {
            "Relation": relations["relation_id"],
            "Judgements": relations["judgement_ids"].map(" + ".join),
            "How": relations["kind"].map(data.labels_of("relations", "kind")),
            "Others": relations["other_ids"].map(" + ".join),
            "Conditionals": relations["conditional_ids"].map(" × ".join),
            "Chance (per cent)": [
                f"{100 * chain.chance(r.conditional_ids, stated):.3g}" if r.kind == "path" else ""
                for r in relations.itertuples()
            ],
            "Why": relations["reason"],
            "Sources": relations["source_ids"],
        }
    )


def agreement_table(agreement: pd.DataFrame) -> pd.DataFrame:
    """``second_coding.intervals`` with columns named for readers."""
    return pd.DataFrame(
        {
            "What was coded": agreement["variable"].map(data.labels_of("second_codings", "variable")),
            "Rows": agreement["n"],
            "Same code": agreement["same"],
            "Krippendorff's alpha": agreement["alpha"].round(2),
            "Interval from": agreement["low"].round(2),
            "Interval to": agreement["high"].round(2),
            "Level": agreement["level"],
            "Sources": agreement["source_ids"],
        }
    )
