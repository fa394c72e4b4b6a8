"""Headlines of the chapter on law."""

from __future__ import annotations

from bookpress import numerals
from coalition.words.law import Results
from coalition.words.phrases import capital, of_all_first


def headlines(r: Results) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    effects = r.bearing["effect"].value_counts()
    bars, opens, sets, rest = (
        int(effects.get(effect, 0)) for effect in ("bars", "opens", "condition", "unsettled")
    )
    ukraine = int(r.rules["iso3"].eq("UKR").sum())
    return {
        "fig-law-board": f"Of {numerals.prose(len(r.bearing))} readings of the rules, {_number(opens)} "
        f"{'opens' if opens == 1 else 'open'} the way for the force, {_number(sets)} "
        f"{'sets a condition' if sets == 1 else 'set conditions'}, {_number(bars)} "
        f"{'stands' if bars == 1 else 'stand'} in its way and {_number(rest)} "
        f"{'settles' if rest == 1 else 'settle'} nothing.",
        "tab-law-rules": capital(
            f"{of_all_first(ukraine, len(r.rules))} rules that bear on the force are Ukraine's own."
        ),
        "tab-law-labels": _labels(r),
    }


def _number(count: int) -> str:
    return numerals.prose(count) if count else "none"


def _labels(r: Results) -> str:
    against = r.said[r.said["stance"].isin(["rejects", "opposed"])]
    if against.empty:
        return "No statement on the law of the force rejects it."
    russian = int((against["iso3"] == "RUS").sum())
    whose = "all" if russian == len(against) else _number(russian)
    return capital(
        f"{of_all_first(len(against), len(r.said))} statements on the law of the force reject it, {whose} of "
        "them Russian."
    )
