"""Headlines of the chapter on the interview."""

from __future__ import annotations

from bookpress import numerals
from coalition.words.interview import Results
from coalition.words.phrases import capital, counted, of_all_first


def headlines(r: Results) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    breach, troops = r.element("breach_response"), r.element("readiness")
    quoted, have = int(breach["quoted"]), int(breach["have_it"])
    return {
        "fig-interview-retellings": capital(
            f"{of_all_first(have, r.n_reports)} reports tie the troops to a Russian breach of a deal, "
            f"{quoted or 'none'} in Rutte's quoted words."
        ),
        "tab-interview-elements": capital(
            f"{of_all_first(int(troops['have_it']), r.n_reports)} reports say that troops would be "
            f"provided, {_quoting(int(troops['quoted']), int(troops['have_it']))} of them as a quotation."
        ),
        "tab-interview-calendar": f"The interview fell into {numerals.prose(r.weeks)} weeks of talks."
        if len(r.days)
        else "No event was found in the weeks of the interview.",
    }


def _quoting(quoted: int, total: int) -> str:
    return "all" if quoted == total else counted(quoted)
