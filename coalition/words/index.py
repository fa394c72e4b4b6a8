"""What the first page says: how matters stand, how sure we are, how far the evidence reaches."""

from __future__ import annotations

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.analysis import (
    ages,
    chain,
    conflicts,
    force,
    hero,
    ledger,
    likelihood,
    outlook,
    russia,
    summary,
    truces,
    views,
    wars,
)
from coalition.analysis.force.results import ABILITY
from coalition.charts.ceasefires import ELSEWHERE
from coalition.formats import coarse
from coalition.words import numbers, others, phrases, sizes

END_MONTHS = 4
"""Months at either end of the period whose evidence the page compares."""


def words() -> dict[str, object]:
    """Every number, amount and date of the first page's prose, by the name the prose uses."""
    figures = summary.key_figures().set_index("figure")["answer"]
    judgements = data.load("judgements").query("kind == 'key'")
    return (
        outlook.in_words(*judgements["judgement_id"])
        | {
            "k01_others": others.brief(data.row("judgements", "K01")),
            "k02_others": others.brief(data.row("judgements", "K02")),
        }
        | _evidence()
        | {
            "cut_off": data.cut_off(),
            "month_staff": phrases.month(data.row("pledges", "n28")["date"]),
            "interview_month": data.written_date(data.row("statements", "int-02")["date"][:7]),
            "n_conditional": figures["open"],
            **_positions(),
            "n_pledged": figures["pledged"],
            "press_sizes": sizes.press(),
            **_capacity(),
            **_expected(),
            **_russia(),
            "n_promises": len(data.load("promises")),
            "memorandum": phrases.day(data.row("statements", "rus-07")),
            "month_terms": phrases.month(data.row("events", "E089")["date"]),
            "year_terms": data.written_date(data.row("statements", "rus-01")["date"][:4]),
            "year_end": data.written_date(str(judgements["score_by"].max())[:4]),
            "n_key": len(judgements),
            "last_due": data.last_day(judgements["score_by"]).max(),
            "version": data.version(),
        }
    )


def _ready(names: pd.Series) -> str:
    """How many are ready and which, up to the verb: ``two (Estonia and France) say they are``."""
    if names.empty:
        return "none says it is"
    say = "says it is" if len(names) == 1 else "say they are"
    return f"{numerals.prose(len(names))} ({phrases.countries_listed(names)}) {say}"


def _expected() -> dict[str, object]:
    """The chance of the force in Ukraine in a word and in numbers, and those of the scenarios."""
    force_there = chain.filled(data.rows("judgements", ["K02"])).iloc[0]
    found, share = outlook.scenarios(), hero.odds().set_index("outcome")["percent"]
    force = found[found["judgement_id"].isin(hero.force_scenarios())]
    point = int(force_there["probability"])
    return {
        "k02_word": phrases.capital(likelihood.term(force_there["likelihood"]).words),
        "force_point": str(point),
        "end": data.written_date(found["score_by"].iloc[0]),
        "made_on": data.written_date(found["made_on"].max()),
        "scenarios": f"We put {share['war']} per cent on the war going on without the force, "
        f"{share['truce']} on a ceasefire without it and {share['force']}, about one chance in "
        f"{numerals.prose(round(100 / point))}, on units of the force in Ukraine",
        "parts": _parts(force),
    }


def _parts(force: pd.DataFrame) -> str:
    """Of which scenarios the chance of the force is the sum."""
    named = phrases.listed(f"“{s.label}” ({s.probability} per cent)" for s in force.itertuples())
    without = data.row("judgements", "S05")["label"]
    return (
        f"The last is the sum of {numerals.prose(len(force))} scenarios: {named}. “{without}” means units "
        "that go in while the fighting lasts or stay after a ceasefire has broken down."
    )


def _positions() -> dict[str, object]:
    """Who leads the plan, whose offers are old, who would send none and who supports all the same."""
    now = ledger.positions()
    ready, open_ = now[now["position"] == "deploy_troops"], now[now["position"] == "conditional"]
    undecided = int((now["position"] == "undecided").sum())
    leads = ready.loc[ready["iso3"].isin(force.leads()["iso3"]), "name"]
    return {
        "names_lead": phrases.countries_listed(force.leads()["name"]),
        "say_ready": _ready(ready["name"]),
        "are_undecided": f"{phrases.counted(undecided)} {'are' if undecided > 1 else 'is'}",
        "n_support": int((now["position"] == "support_only").sum()),
        "n_heard": int((now["position"] != "unknown").sum()),
        "n_without": int(now["position"].isin(ledger.WITHOUT_SOLDIERS).sum()),
        "lead": _leading(leads),
        "old": _old(ready.loc[ages.is_old(ready["since"], data.as_day(None)), "name"]),
        "elsewhere": elsewhere(open_.loc[~open_["for_this_force"], "name"]),
    }


def _leading(names: pd.Series) -> str:
    """Which of the governments that are ready lead the plan."""
    if names.empty:
        return "No government that is ready leads the plan."
    verb = "leads" if len(names) == 1 else "lead"
    return f"{phrases.capital(phrases.countries_listed(names))} {verb} the plan."


def _old(names: pd.Series) -> str:
    """Whose position on sending soldiers rests on words older than a year."""
    if names.empty:
        return "None of their positions rests on words more than a year old."
    rest = "position of {} rests" if len(names) == 1 else "positions of {} rest"
    return f"The {rest.format(phrases.countries_listed(names))} on words more than a year old."


def elsewhere(names: pd.Series) -> str:
    """Which of the open governments speak of another mission only."""
    if names.empty:
        return "Those that might send soldiers speak of this force."
    speak = "speaks" if len(names) == 1 else "speak"
    who = phrases.countries_listed(names)
    return f"Of those that might send soldiers, {who} {speak} only of another mission."


def _capacity() -> dict[str, object]:
    """What Europe could keep in Ukraine if all take part."""
    low, _, high = force.summary(force.simulate(ABILITY).troops)
    return {
        "can_low": coarse(low),
        "can_high": coarse(high),
        "undecided": numbers.not_decided(force.countries(ABILITY)),
    }


def _russia() -> dict[str, int]:
    """How many Russian statements on foreign soldiers were found, and how many reject them."""
    found = russia.statements("foreign_force")
    return {"n_force": len(found), "n_rejecting": int(found["stance"].isin(["rejects", "opposed"]).sum())}


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
        "evidence_trend": _trend(_rows(first), _rows(last)),
        "n_months": END_MONTHS,
        "thin_from": data.written_date(last["month"].iloc[0]),
        "last_from": data.written_date(last["month"].iloc[0]),
        "first_from": data.written_date(first["month"].iloc[0]),
        "first_to": data.written_date(first["month"].iloc[-1]),
    }


def _trend(first: int, last: int) -> str:
    """How the number of rows at the end compares with that at the start."""
    if last == first:
        return "is as dense at the start as"
    return "gets thinner" if last < first else "gets denser"


def _rows(months: pd.DataFrame) -> int:
    return int(months[["statements", "events"]].sum().sum())


def three_views() -> pd.DataFrame:
    """What usually happens, what others say and what we say, for each judgement with a count or a forecast.

    Columns: judgement, usual, others, ours, differs (texts), source_ids.
    """
    usual = {
        data.row("judgements", "K01").name: _usual_ceasefire,
        data.row("judgements", "K02").name: _usual_force,
        data.row("judgements", "J01").name: _usual_truce,
    }
    table, theirs = chain.filled(data.load("judgements")), data.load("forecasts")
    rows = []
    for _, row in table[table["judgement_id"].isin({*theirs["judgement_id"].dropna(), *usual})].iterrows():
        judgement = row["judgement_id"]
        rows.append(
            (
                row["label"],
                usual[judgement]() if judgement in usual else "No count of this book speaks to it.",
                others.values(row),
                f"{row['probability']} per cent by {data.written_date(row['score_by'])}",
                others.differences(row),
                tuple(
                    data.source_ids(
                        theirs[theirs["judgement_id"] == judgement], table[table["judgement_id"] == judgement]
                    )
                ),
            )
        )
    return pd.DataFrame(rows, columns=["judgement", "usual", "others", "ours", "differs", "source_ids"])


def _usual_ceasefire() -> str:
    age = wars.year_of_this_war()
    length, here = wars.next_year(age), truces.estimate()
    agreed = conflicts.ended(ELSEWHERE)
    kept = 100 * conflicts.after(agreed, views.HOLDS_YEARS)["holding"]
    return (
        f"{phrases.of_all_first(int(length['ended_next']), int(length['went_on']))} wars between states "
        f"that lasted more than {numerals.prose(age)} calendar years ended in the next. Of {here['n']} "
        f"truces in this war an estimated {100 * here['holding']:.0f} per cent "
        f"({100 * here['holding_low']:.0f} to {100 * here['holding_high']:.0f}) held {truces.MONTH} days. "
        f"Of {len(agreed)} ceasefires between states elsewhere that had outlasted a quiet year {kept:.0f} "
        f"per cent saw no war for {numerals.prose(views.HOLDS_YEARS)} years."
    )


def _usual_force() -> str:
    missions = data.load("missions")
    return f"No case: none of the {len(missions)} missions in the record matches the force that is discussed."


def _usual_truce() -> str:
    stretches = views.windows(data.row("judgements", "J01"))
    seen = int((stretches["truces"] > 0).sum())
    return (
        f"Such a truce began in {phrases.of_all(seen, len(stretches))} stretches of the year from October to "
        "June since the invasion."
    )


def views_shown() -> dict[str, str]:
    """Caption and reading line of the three views."""
    found = three_views()
    return {
        "caption": "Judgements that have a counterpart elsewhere: what usually happens, what others say, "
        f"what we say, {data.written_date(data.cut_off())} (n = {len(found)}).",
        "reading": "The events are not the same; the column before the sources says how they differ. "
        "Ours were compared as they were first fixed; the table in the chapter on the outlook says which "
        "were moved since. Shares from so few cases are rough; their intervals are in the same chapter.",
    }


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
