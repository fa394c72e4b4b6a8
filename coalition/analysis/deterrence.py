"""What research says on forces that deter, and what published sizes would cost."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import force

CLOSEST = "high"
"""Code of ``literature.closeness`` of the studies that come closest to the case."""

PURPOSES = ("tripwire", "reassurance", "deterrence", "full_defence")
"""Purposes of a force inside Ukraine, by what it is meant to withstand (codes of ``estimates.concept``)."""


def research() -> pd.DataFrame:
    """The studies, those that come closest to the case first, then the newest.

    Columns: those of ``literature``, where ``closeness`` says how close the subject comes to the case and
    ``read`` how far the study was read; neither follows from the other.
    """
    table = data.load("literature")
    order = table["closeness"].map(list(data.labels_of("literature", "closeness")).index)
    return (
        table.assign(order=order)
        .sort_values(["order", "year", "lit_id"], ascending=[True, False, True], ignore_index=True)
        .drop(columns="order")
    )


def tally(studies: pd.DataFrame) -> pd.DataFrame:
    """Studies counted by what they support and by setting.

    Rows: codes of ``literature.supports``. Columns: codes of ``literature.setting``, ``total`` and
    ``closest`` (studies whose closeness is ``CLOSEST``).
    """
    order, settings = (list(data.labels_of("literature", c)) for c in ("supports", "setting"))
    counts = pd.crosstab(studies["supports"], studies["setting"])
    counts = counts.reindex(index=order, columns=settings, fill_value=0)
    closest = studies[studies["closeness"] == CLOSEST]["supports"].value_counts()
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
