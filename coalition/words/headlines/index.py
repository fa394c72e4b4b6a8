"""Headlines of the first page."""

from __future__ import annotations

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.analysis import chain, hero
from coalition.words import phrases
from coalition.words.index import END_MONTHS


def headlines(figures: pd.DataFrame, views: pd.DataFrame) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    return {
        "fig-index-funnel": _funnel(),
        "fig-index-circle": circle(),
        "fig-index-odds": _odds(),
        "fig-index-judgements": _judgements(),
        "tab-index-views": _views(views),
        "tab-key-figures": _figures(figures),
    }


def circle() -> str:
    """What the circle of conditions found."""
    found = hero.circle().set_index("link")["number"]
    if found.all():
        return "The force waits for a ceasefire, a ceasefire needs Russia, and Russia rejects the force."
    return "The circle is broken: not every step waits for another."


def _funnel() -> str:
    steps = hero.funnel().set_index("step")["number"]
    ready, there = int(steps["ready"]), int(steps["there"])
    came = phrases.subject(
        int(steps["table"]), "country is named at the table", "countries are named at the table"
    )
    say = "says it is" if ready == 1 else "say they are"
    none = (
        "no unit of the force was found in Ukraine"
        if not there
        else f"{numerals.prose(there)} found in Ukraine"
    )
    return f"{came}, {numerals.prose(ready) if ready else 'none'} {say} ready to send soldiers, and {none}."


def _odds() -> str:
    odds = hero.odds().set_index("outcome")["percent"]
    first = odds.idxmax()
    words = {
        "war": "the war goes on without the force",
        "truce": "there is a ceasefire without the force",
        "force": "units of the force are in Ukraine",
    }
    day = data.written_date(data.row("judgements", "S01")["score_by"])
    if odds[first] > odds.sum() / 2:
        return f"Most likely {words[first]} on {day}: {odds[first]} per cent."
    return f"The likeliest outcome is that {words[first]}: {odds[first]} per cent."


def _judgements() -> str:
    key = chain.filled(data.rows("judgements", ["K01", "K02"]))
    truce, force = (f"{p:.0f}" for p in key["probability"])
    year = key["score_by"].iloc[0][:4]
    return (
        f"We give {truce} per cent to a general ceasefire by the end of {year} and {force} to units of the "
        "force in Ukraine then."
    )


def _views(views: pd.DataFrame) -> str:
    return phrases.subject(
        len(views),
        "judgement of this book has a counterpart that others published.",
        "judgements of this book have a counterpart that others published.",
    )


def _figures(figures: pd.DataFrame) -> str:
    answers = figures.set_index("figure")["answer"]
    pledged, ready = str(answers["pledged"]), int(answers["ready"])
    came = f"{numerals.opening(int(pledged))} states" if pledged.isdigit() else "No count of states"
    said = "is said to have pledged" if came.startswith("No") else "are said to have pledged"
    return (
        f"{came} {said}; {numerals.prose(ready) if ready else 'none'} "
        f"{'says it is' if ready == 1 else 'say they are'} ready to send."
    )


def evidence(months: pd.DataFrame) -> str:
    """What the drawing of the evidence by month found."""
    total, ends = months["statements"] + months["events"], numerals.prose(END_MONTHS)
    first, last = total.head(END_MONTHS).sum(), total.tail(END_MONTHS).sum()
    way = "thinner" if last < first else "no thinner"
    return (
        f"The evidence is {way} at the end: {last} dated rows in the last {ends} months, "
        f"{first} in the first {ends}."
    )
