"""What the appendix on editions says: which edition this is, and how many there were."""

from __future__ import annotations

from coalition import data
from coalition.reference import editions


def words() -> dict[str, object]:
    """Every number and date of the chapter's prose, by the name the prose uses."""
    states = editions.states()
    return {
        "version": data.version(),
        "cut_off": data.cut_off(),
        "n_rows": sum(len(rows) for rows in states[-1].tables.values()),
        "n_tables": len(states[-1].tables),
        "n_editions": len({state.version for state in states}),
    }
