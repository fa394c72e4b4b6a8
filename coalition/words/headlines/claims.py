"""Headlines of the appendix on the starting article."""

from __future__ import annotations

from bookpress import numerals
from coalition.words.claims import Results
from coalition.words.phrases import capital, of_all_first


def headlines(r: Results) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    verdicts = r.claims["verdict"].value_counts()
    against, not_ = int(verdicts.get("false", 0)), int(verdicts.get("not_supported", 0))
    borne = int(verdicts.get("supported", 0) + verdicts.get("partly_supported", 0))
    return {
        "fig-claims-verdicts": f"Of {len(r.claims)} claims {_counted(against)} "
        f"{'is' if against < 2 else 'are'} contradicted and {_counted(not_)} "
        f"{'is' if not_ < 2 else 'are'} not "
        "borne out.",
        "tab-claims": capital(
            f"{of_all_first(borne, len(r.claims))} claims are borne out, in full or in part."
        ),
    }


def _counted(number: int) -> str:
    return numerals.prose(number) if number else "none"
