"""What research says on forces that deter, and what published sizes would cost."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import force

OBSERVING = ("statistical", "case_study", "mixed_methods", "review")
"""Designs that look at what states or armed groups did, as against an argument or a survey."""

CONDITIONS = ("observes", "interstate", "read")
"""What a study gets a point for, columns of ``research``; the best grade is their number."""

PURPOSES = ("tripwire", "reassurance", "deterrence", "full_defence")
"""Purposes of a force inside Ukraine, by what it is meant to withstand (codes of ``estimates.concept``)."""


def research() -> pd.DataFrame:
    """The studies with a grade for how close each comes to the case.

    Columns: those of ``literature``, observes, interstate, read (the conditions, bool), grade (how many hold,
    0 to 3). ``observes``: it looks at what states or armed groups did (not an argument, not a survey).
    ``interstate``: it is about conflict between states. ``read``: the study itself, not only a text about it,
    was read at least in part. Best grade first, then newest.
    """
    table = data.load("literature")
    seen = data.load("sources").set_index("source_id")["seen"]
    table = table.assign(
        observes=table["design"].isin(OBSERVING),
        interstate=table["setting"] == "interstate",
        read=table["source_ids"].map(lambda ids: seen[ids[0]] != "cited_by_others"),
    )
    table = table.assign(grade=table[list(CONDITIONS)].sum(axis=1).astype(int))
    return table.sort_values(["grade", "year", "lit_id"], ascending=[False, False, True], ignore_index=True)


def tally(studies: pd.DataFrame) -> pd.DataFrame:
    """Studies counted by what they support and by setting.

    Rows: codes of ``literature.supports``. Columns: codes of ``literature.setting``, ``total`` and
    ``closest`` (studies with the best grade).
    """
    order, settings = (list(data.labels_of("literature", c)) for c in ("supports", "setting"))
    counts = pd.crosstab(studies["supports"], studies["setting"])
    counts = counts.reindex(index=order, columns=settings, fill_value=0)
    closest = studies[studies["grade"] == len(CONDITIONS)]["supports"].value_counts()
    return counts.assign(total=counts.sum(axis=1), closest=closest.reindex(order, fill_value=0).astype(int))


def sizes() -> pd.DataFrame:
    """The span of the sizes published for a whole force inside Ukraine, purpose by purpose.

    Columns: those of ``force.by_concept`` and label. Purposes without a published size have no row.
    """
    spans = force.by_concept()
    spans = spans[spans["concept"].isin(PURPOSES)]
    labels = data.labels_of("estimates", "concept")
    order = spans["concept"].map(PURPOSES.index).sort_values().index
    return spans.loc[order].assign(label=spans["concept"].map(labels)).reset_index(drop=True)


def per_soldier() -> pd.Series:
    """The parameter for the extra cost of a soldier-year in a European forward presence, in euros."""
    return data.row("parameters", "cost_forward")


def yearly_cost(soldiers: float) -> tuple[float, float, float]:
    """Billions of euros a year for this many soldiers in place: low, central and high.

    On top of the pay and training an army has anyway. Equipment, bases, losses and what a war would cost are
    not in it. Raises ValueError for a negative number.
    """
    if soldiers < 0:
        raise ValueError(f"a force cannot have {soldiers} soldiers")
    each = per_soldier()
    low, central, high = (force.annual_cost(soldiers, float(each[end])) / 1e9 for end in _ENDS)
    return low, central, high


_ENDS = ("low", "central", "high")


def costs() -> pd.DataFrame:
    """Yearly cost and rotation pool of the smallest and the largest published size of each purpose.

    Columns: concept, label, end (smallest or largest), soldiers, open_above, low, central, high (billions of
    euros a year), pool (soldiers tied up at the central rotation ratio), source_ids.
    """
    used = data.rows("parameters", ["cost_forward", "rotation_ratio"])
    ratio = float(data.row("parameters", "rotation_ratio")["central"])
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
                    "pool": round(force.pool(soldiers, ratio)),
                    "source_ids": data.together((span.source_ids, data.source_ids(used))),
                }
            )
    columns = ["concept", "label", "end", "soldiers", "open_above", *_ENDS, "pool", "source_ids"]
    return pd.DataFrame(table, columns=columns)
