"""Headlines of the chapter on what the force would be."""

from __future__ import annotations

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.words.force import Results
from coalition.words.phrases import capital, of_all_first, subject


def headlines(r: Results) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    status = r.components["status"].value_counts()
    total, work = len(r.components), int(status.get("deployed", 0))
    issue = int(r.components["open_issue"].notna().sum())
    launch, declared = data.row("events", "E007")["date"], r.declared
    first, then = map(data.written_date, (launch, declared))
    later = (pd.Period(declared, "M") - pd.Period(launch, "M")).n
    return {
        "fig-force-board": capital(
            f"{of_all_first(work, total)} parts of the plan, and of what surrounds it, {_was(work)} found "
            "at work."
        ),
        "tab-force-components": capital(
            f"{of_all_first(issue, total)} parts of the plan, and of what surrounds it, {_has(issue)} an "
            "open issue."
        ),
        "fig-force-timeline": f"The coalition was announced on {first} and declared its plan "
        f"{numerals.prose(later)} months later, on {then}.",
        "tab-force-meetings": subject(
            len(r.meetings),
            "leaders' meeting of the whole coalition was found since the declaration of Paris.",
            "leaders' meetings of the whole coalition were found since the declaration of Paris.",
        ),
    }


def _was(number: int) -> str:
    return "was" if number < 2 else "were"


def _has(number: int) -> str:
    return "has" if number < 2 else "have"
