"""Headlines of the chapter on law."""

from __future__ import annotations

from bookpress import numerals
from coalition.words.law import Results
from coalition.words.phrases import capital, of_all_first, subject


def headlines(r: Results) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    effects = r.bearing["effect"].value_counts()
    bars, opens = int(effects.get("bars", 0)), int(effects.get("opens", 0))
    ukraine = int(r.rules["iso3"].eq("UKR").sum())
    return {
        "fig-law-board": subject(opens, "reading of a rule opens", "readings of rules open")
        + f" the way, {numerals.prose(bars) if bars else 'none'} {'stands' if bars < 2 else 'stand'} "
        f"against it; "
        f"{numerals.prose(int(effects.get('condition', 0)))} set a condition.",
        "tab-law-rules": capital(
            f"{of_all_first(ukraine, len(r.rules))} rules that bear on the force are Ukraine's own."
        ),
        "tab-law-labels": subject(len(r.said), "statement says", "statements say")
        + " what the force would be in law, and on what basis.",
    }
