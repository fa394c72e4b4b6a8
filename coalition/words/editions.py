"""What the appendix on editions says: which edition this is, and how many there were."""

from __future__ import annotations

from bookpress import numerals
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
        "since": " with the changes made since" if _later(states) else "",
        "released": _released(len({state.version for state in states})),
    }


def _later(states: list[editions.State]) -> bool:
    """Whether the present data have changed since the edition whose version they carry."""
    return states[-1].version in {state.version for state in states[:-1]}


def _released(number: int) -> str:
    return f"{numerals.opening(number)} edition{' has' if number == 1 else 's have'} been released."
