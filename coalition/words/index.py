"""What the first page says: how matters stand, how sure we are, how far the evidence reaches."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import force, ledger, outlook, summary
from coalition.words import phrases

END_MONTHS = 4
"""Months at either end of the period whose evidence the page compares."""


def words() -> dict[str, object]:
    """Every number, amount and date of the first page's prose, by the name the prose uses."""
    figures = summary.key_figures().set_index("figure")["answer"]
    judgements = data.load("judgements").query("kind == 'key'")
    return (
        outlook.in_words(*judgements["judgement_id"])
        | _evidence()
        | {
            "cut_off": data.cut_off(),
            "interview_month": data.written_date(data.row("statements", "int-02")["date"][:7]),
            "n_ready": figures["ready"],
            "lead": _lead(),
            "n_conditional": figures["open"],
            "n_support": int((ledger.positions()["position"] == "support_only").sum()),
            "n_pledged": figures["pledged"],
            "size": figures["size"],
            "year_terms": data.written_date(data.row("statements", "rus-01")["date"][:4]),
            "year_end": data.written_date(str(judgements["score_by"].max())[:4]),
            "n_key": len(judgements),
            "last_due": data.last_day(judgements["score_by"]).max(),
            "version": data.version(),
        }
    )


def _lead() -> str:
    """Which of the states that lead the plan are among those that are ready."""
    now, leads = ledger.positions(), force.leads()
    ready = now.loc[(now["position"] == "deploy_troops") & now["iso3"].isin(leads["iso3"]), "name"]
    return f", with {phrases.countries_listed(ready)} in the lead" if len(ready) else ""


def _evidence() -> dict[str, object]:
    sources, statements = data.load("sources"), data.load("statements")
    months = summary.evidence_by_month()
    first, last = months.head(END_MONTHS), months.tail(END_MONTHS)
    return {
        "n_sources": len(sources),
        "n_statements": len(statements),
        "n_russia": int((statements["iso3"] == "RUS").sum()),
        "n_full": int((sources["seen"] == "full").sum()),
        "n_last_quarter": _rows(last),
        "n_first_quarter": _rows(first),
        "n_months": END_MONTHS,
        "thin_from": data.written_date(last["month"].iloc[0]),
        "last_from": data.written_date(last["month"].iloc[0]),
        "first_to": data.written_date(first["month"].iloc[-1]),
    }


def _rows(months: pd.DataFrame) -> int:
    return int(months[["statements", "events"]].sum().sum())


def figures() -> dict[str, str]:
    """Caption of the table of key figures."""
    return {"caption": f"Key figures on the planned force, {phrases.today()}."}


def evidence(months: pd.DataFrame) -> dict[str, str]:
    """Caption and alternative text of the drawing of the evidence by month."""
    first, last = data.written_date(months["month"].iloc[0]), phrases.today()
    most = int((months["statements"] + months["events"]).max())
    return {
        "caption": f"Dated statements and events per month, {first} to {last}.",
        "alt": f"Stacked bars per month. The highest month has {most} rows; the last {END_MONTHS} months "
        f"together have {_rows(months.tail(END_MONTHS))}.",
    }
