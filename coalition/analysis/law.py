"""What the rules of ``law`` mean for a foreign force in Ukraine: our reading, stated cell by cell."""

from __future__ import annotations

import pandas as pd

from coalition import data

ASPECTS = {
    "enter": "Enter",
    "not_occupy": "Not be occupiers",
    "stay": "Stay on",
    "fight": "Fight back",
    "help": "Count on NATO",
    "status": "Have a status",
    "line": "Fix a border",
}
"""What the force would want to do or be, in the order in which it would arise."""

EFFECTS = {
    "opens": "Opens the way",
    "condition": "Sets a condition",
    "bars": "Stands against it",
    "unsettled": "Leaves it unsettled",
}
"""What a rule does to an aspect."""

READING = (
    (
        "lg-consent",
        "enter",
        "opens",
        "A free invitation of the lawful government is enough in international law.",
    ),
    ("lg-consent", "not_occupy", "opens", "Troops who are there by consent exercise no hostile authority."),
    ("lg-consent", "stay", "condition", "Consent can be limited and withdrawn."),
    ("lg-consent", "fight", "condition", "Ukraine's consent sets what the force may do."),
    (
        "lg-unsc",
        "enter",
        "opens",
        "No mandate is needed; one would widen legitimacy, and Russia can veto it.",
    ),
    ("lg-ukr-admission", "enter", "condition", "Ukraine's parliament must admit foreign units by law."),
    (
        "lg-ukr-admission",
        "stay",
        "unsettled",
        "Whether the law of 2015 fits a coalition without a UN or EU decision is open.",
    ),
    (
        "lg-ukr-bases",
        "stay",
        "bars",
        "The constitution bars foreign bases; temporary units admitted by law are treated as something else.",
    ),
    ("lg-occupation", "not_occupy", "condition", "Occupation is the actual control of a hostile army."),
    (
        "lg-occupation",
        "line",
        "bars",
        "Occupied land keeps its protection; a line of control is no border in law.",
    ),
    (
        "lg-coercion",
        "line",
        "bars",
        "A treaty won by unlawful force is void; for a settlement with wide backing this is debated.",
    ),
    (
        "lg-selfdefence",
        "fight",
        "opens",
        "Ukraine may ask for help in self-defence; a report to the Security Council is due.",
    ),
    (
        "lg-nato6",
        "help",
        "bars",
        "The treaty's area ends at members' territory; an attack on units in Ukraine would not trigger it by itself.",
    ),
    (
        "lg-sofa",
        "status",
        "condition",
        "Troops abroad need an agreement; the one of 1995 is shared, a supplement is our reading.",
    ),
)
"""(legal_id, aspect, effect, reason): how each rule of ``law`` bears on each aspect. Aspects without an entry are not touched by the rule."""


def bearing() -> pd.DataFrame:
    """How each rule bears on each aspect.

    Columns: legal_id, topic, whose (``International`` or a country), aspect, effect, reason, source_ids. Raises KeyError for a rule that ``law`` does not have.
    """
    rules = data.load("law").set_index("legal_id")
    rows = pd.DataFrame(READING, columns=["legal_id", "aspect", "effect", "reason"])
    missing = set(rows["legal_id"]) - set(rules.index)
    if missing:
        raise KeyError(f"no such rule: {', '.join(sorted(missing))}")
    joined = rows.join(rules[["topic", "iso3", "source_ids"]], on="legal_id")
    joined["whose"] = joined["iso3"].map(data.names()).fillna("International")
    return joined[["legal_id", "topic", "whose", "aspect", "effect", "reason", "source_ids"]]


def sources_seen() -> pd.Series:
    """Number of sources behind ``law`` by how they were read: full, excerpt, cited_by_others."""
    return (
        data.sources(data.source_ids(data.load("law")))["seen"]
        .value_counts()
        .reindex(["full", "excerpt", "cited_by_others"], fill_value=0)
    )
