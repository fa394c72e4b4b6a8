"""Headlines of the chapter on the interview."""

from __future__ import annotations

from coalition import data
from coalition.words.interview import Results
from coalition.words.phrases import capital, counted, of_all_first, subject


def headlines(r: Results) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    breach, troops = r.element("breach_response"), r.element("readiness")
    quoted, have = int(breach["quoted"]), int(breach["have_it"])
    return {
        "fig-interview-retellings": capital(
            f"{of_all_first(have, r.n_reports)} reports say that troops would act if Russia breaks a deal, "
            f"{quoted or 'none'} in Rutte's quoted words."
        ),
        "tab-interview-elements": capital(
            f"{of_all_first(int(troops['have_it']), r.n_reports)} reports say that troops would come if "
            f"needed, {_quoting(int(troops['quoted']), int(troops['have_it']))} of them as a quotation."
        ),
        "tab-interview-calendar": subject(len(r.days), "event", "events")
        + f" {'was' if len(r.days) < 2 else 'were'} found between {data.written_date(r.first)} and "
        f"{data.written_date(r.last)}.",
    }


def _quoting(quoted: int, total: int) -> str:
    return "all" if quoted == total else counted(quoted)
