"""What the appendix on sources says: how many there are, how they were read, what rests on one of them."""

from __future__ import annotations

from coalition import data
from coalition.reference import catalogue


def words() -> dict[str, object]:
    """Every number of the chapter's prose, by the name the prose uses."""
    sources, single = data.load("sources"), catalogue.single_source_counts()
    read = {code: int((sources["seen"] == code).sum()) for code in data.labels_of("sources", "seen")}
    weak = [g for g in catalogue.WEAK if g in single.columns]
    return {
        "n_sources": len(sources),
        "n_full": read["full"],
        "n_excerpt": read["excerpt"],
        "n_cited": read["cited_by_others"],
        "n_single": int(single["single"].sum()),
        "n_resting": int(single["rows"].sum()),
        "n_ab": int(sources["reliability"].isin(["A", "B"]).sum()),
        "n_weak": int(sources["reliability"].isin(catalogue.WEAK).sum()),
        "n_weak_single": int(single[weak].sum().sum()),
    }
