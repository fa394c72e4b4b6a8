"""What research says on forces that deter, how close each study is to the case, and what published sizes would cost."""

from __future__ import annotations

import pandas as pd

from coalition import data

OBSERVING = ("statistical", "case_study", "mixed_methods", "review")
"""Designs that look at what states or armed groups did, as against an argument or a survey."""

CONCEPTS = {
    "tripwire": "Tripwire",
    "reassurance": "Reassurance",
    "deterrence": "Deterrence",
    "full_defence": "Full defence",
}
"""Purposes of a force inside Ukraine for which sizes were published, by what it is meant to withstand."""

_NATIONAL = ("france", "uk_france")
"""One country or two: a share of a force, not its size."""

COST = "cost_forward"
"""Parameter: extra cost of a soldier-year in a European forward presence, in euros."""


def research() -> pd.DataFrame:
    """The studies with a grade for how close each comes to the case.

    Columns: those of ``literature``, observes, interstate, read (the conditions, bool), grade (how many hold, 0 to 3).
    ``observes``: it looks at what states or armed groups did (not an argument, not a survey). ``interstate``: it is about conflict
    between states. ``read``: the study itself, not only a text about it, was read at least in part. Best grade first, then newest.
    """
    table = data.load("literature")
    seen = data.load("sources").set_index("source_id")["seen"]
    table = table.assign(
        observes=table["design"].isin(OBSERVING),
        interstate=table["setting"] == "interstate",
        read=table["source_ids"].map(lambda ids: seen[ids[0]] != "cited_by_others"),
    )
    table = table.assign(grade=table[["observes", "interstate", "read"]].sum(axis=1).astype(int))
    return table.sort_values(["grade", "year", "lit_id"], ascending=[False, False, True], ignore_index=True)


def tally(studies: pd.DataFrame) -> pd.DataFrame:
    """Studies by what they support (rows, codes of ``literature.supports``) and setting (columns), as counts, with ``total`` and ``closest`` (grade 3)."""
    order = list(data.meanings_of("literature", "supports"))
    counts = pd.crosstab(studies["supports"], studies["setting"]).reindex(
        index=order, columns=["interstate", "civil_war"], fill_value=0
    )
    closest = studies[studies["grade"] == 3]["supports"].value_counts()
    return counts.assign(total=counts.sum(axis=1), closest=closest.reindex(order, fill_value=0).astype(int))


def sizes() -> pd.DataFrame:
    """The span of the sizes published for a whole force inside Ukraine, purpose by purpose.

    Columns: concept, label, estimates (number), low, high (soldiers, smallest and largest number named; an open end counts as the number given),
    open_above (a source says at least ``high``), source_ids. Shares of one country or two are left out.
    """
    table = data.load("estimates")
    table = table[
        (table["place"] == "ukraine") & (table["unit"] == "troops") & ~table["contributors"].isin(_NATIONAL)
    ]
    table = table[table["low"].notna() | table["high"].notna()]
    spans = []
    for concept, label in CONCEPTS.items():
        part = table[table["concept"] == concept]
        top = part["high"].fillna(part["low"])
        spans.append(
            {
                "concept": concept,
                "label": label,
                "estimates": len(part),
                "low": int(part["low"].fillna(part["high"]).min()),
                "high": int(top.max()),
                "open_above": bool((part.loc[top == top.max(), "bound"] == "lower").any()),
                "source_ids": tuple(data.source_ids(part)),
            }
        )
    return pd.DataFrame(spans)


def yearly_cost(soldiers: float) -> tuple[float, float, float]:
    """Billions of euros a year for this many soldiers in place: low, central and high.

    Soldiers times the extra cost of a soldier-year in a forward presence (``COST``), on top of the pay and training an army has anyway.
    Equipment, bases, losses and what a war would cost are not in it. Raises ValueError for a negative number.
    """
    if soldiers < 0:
        raise ValueError(f"a force cannot have {soldiers} soldiers")
    row = data.load("parameters").set_index("parameter_id").loc[COST]
    return tuple(float(soldiers * row[end]) / 1e9 for end in ("low", "central", "high"))


def costs() -> pd.DataFrame:
    """Yearly cost and rotation pool of the smallest and the largest published size of each purpose.

    Columns: concept, label, end (smallest or largest), soldiers, open_above, low, central, high (billions of euros a year),
    pool (soldiers tied up at the central rotation ratio), source_ids.
    """
    parameters = data.load("parameters").set_index("parameter_id")
    used = parameters.loc[[COST, "rotation_ratio"]]
    table = []
    for span in sizes().itertuples():
        for end, soldiers in (("smallest", span.low), ("largest", span.high)):
            low, central, high = yearly_cost(soldiers)
            table.append(
                {
                    "concept": span.concept,
                    "label": span.label,
                    "end": end,
                    "soldiers": soldiers,
                    "open_above": span.open_above and end == "largest",
                    "low": low,
                    "central": central,
                    "high": high,
                    "pool": round(soldiers * float(used.at["rotation_ratio", "central"])),
                    "source_ids": tuple(sorted({*span.source_ids, *data.source_ids(used)})),
                }
            )
    return pd.DataFrame(table)
