"""Words of the pictures of the first page: on them, under their headlines, and for who cannot see them."""

from __future__ import annotations

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.analysis import ledger
from coalition.words.phrases import counted, countries_listed, departures, of_all, subject, today

BOXES = {"force": "The force", "truce": "A ceasefire", "russia": "Russia"}
OUTCOMES = {
    "war": "the war goes on, no force",
    "truce": "a ceasefire, no force",
    "force": "units of the force in Ukraine",
}


def steps() -> dict[str, str]:
    """What each step of the funnel counts."""
    return {
        "table": "countries at the last leaders’ meeting with a list",
        "text": "counted behind the Paris Declaration: guarantees after a ceasefire",
        "pledged": f"pledged troops or a presence on land, at sea or in the air, by {_counter()}’s count",
        "without": "would send no soldiers",
        "open": "leave soldiers open, under conditions",
        "ready": "say they are ready to send soldiers",
        "there": "units of the force found in Ukraine",
    }


def _counter() -> str:
    """Who made the newest count of pledges."""
    counts = data.load("counts").query("counts_what == 'pledged'")
    return counts.sort_values("date", kind="stable")["who_counted"].iloc[-1]


def funnel(rows: pd.DataFrame) -> dict[str, str]:
    """Caption, alternative text and reading line of the funnel."""
    labels, now = steps(), ledger.positions()
    told = [
        f"{r.number} {labels[r.step]}"
        + (f": {countries_listed(r.names)}" if r.step in ("without", "open", "ready") else "")
        for r in rows.itertuples()
    ]
    return {
        "caption": f"From the table to the ground: numbers of countries, {today()}. The last row counts "
        "military units.",
        "alt": f"Bars from the most to none. {'. '.join(told)}.",
        "reading": "The rows count different things: one need not be a part of the one above it. Ukraine is "
        f"counted at the table and behind the declaration.{_by_presence()} {_heard(now, rows)} The list of "
        f"those that pledged is not public. {departures(now)}".strip(),
    }


def _by_presence() -> str:
    """How many are counted behind the declaration because they were there, with a space before it."""
    signed = data.load("signatories")
    inferred = signed[signed["status"] == "inferred"]
    if inferred.empty:
        return ""
    were = "country is" if len(inferred) == 1 else "countries are"
    return f" {numerals.opening(len(inferred))} {were} counted behind it because they were there."


def _heard(now: pd.DataFrame, rows: pd.DataFrame) -> str:
    """Why the governments that were heard are not as many as the countries at the table."""
    heard = set(now.loc[now["position"] != "unknown", "name"])
    undecided = now.loc[now["position"] == "undecided", "name"]
    table = set(rows.set_index("step").at["table", "names"])
    host = data.names()[ledger.HOST]
    silent = sorted(table - heard - {host})
    nor = f" and {countries_listed(silent)}, where nothing was found" if silent else ""
    they = "it" if len(undecided) == 1 else "they"
    said = f" Of these, {countries_listed(undecided)} said that {they} had not decided."
    waver = said if len(undecided) else ""
    return (
        f"{subject(len(heard), 'government was', 'governments were')} heard on soldiers: "
        f"{counted(len(heard & table))} of those at the table (all but {host}{nor}) and "
        f"{counted(len(heard - table))} that {'are' if len(heard - table) > 1 else 'is'} not counted there."
        f"{waver}"
    )


def funnel_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The funnel for readers."""
    labels = steps()
    return pd.DataFrame(
        {
            "What is counted": [labels[s] for s in rows["step"]],
            "Number": list(rows["number"]),
            "Names": [", ".join(n) or None for n in rows["names"]],
            "Sources": list(rows["source_ids"]),
        }
    )


def odds(rows: pd.DataFrame) -> dict[str, str]:
    """Caption, alternative text and reading line of the strip of outcomes."""
    day = data.written_date(data.row("judgements", "S01")["score_by"])
    told = ", ".join(f"{OUTCOMES[r.outcome]} {r.percent} per cent" for r in rows.itertuples())
    return {
        "caption": f"Our chances for {day}, per cent, judged on "
        f"{data.written_date(data.row('judgements', 'S01')['made_on'])} on evidence up to {today()}.",
        "alt": f"A bar in parts: {told}.",
        "reading": "These are judgements and not measurements; the chapter on the outlook says what "
        "they rest on.",
    }


def odds_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The outcomes for readers."""
    return pd.DataFrame(
        {
            "Outcome": [OUTCOMES[o][:1].upper() + OUTCOMES[o][1:] for o in rows["outcome"]],
            "Per cent": list(rows["percent"]),
            "Sources": list(rows["source_ids"]),
        }
    )


def judgements(rows: pd.DataFrame) -> dict[str, str]:
    """Caption, alternative text and reading line of the strip of key judgements."""
    told = "; ".join(f"{r.label}: {r.probability:.0f}" for r in rows.itertuples())
    begins = data.row("judgements", "K01")["label"]
    return {
        "caption": f"Key judgements as chances, per cent, from data to {today()} (n = {len(rows)}).",
        "alt": f"Bars from never to certain, in per cent. {told}.",
        "reading": "The bar is our point, the line the range of the likelihood word. Hatched is a "
        f"judgement of which we are less sure. “{begins}” asks whether one begins by then, the scenarios "
        "whether one is in force on the last day.",
    }


def judgement_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The key judgements for readers."""
    words = data.labels_of("judgements", "likelihood")
    sure = data.labels_of("judgements", "confidence_in_judgement")
    return pd.DataFrame(
        {
            "Judgement": list(rows["label"]),
            "Per cent": [int(p) for p in rows["probability"]],
            "In words": [words[w] for w in rows["likelihood"]],
            "Confidence": [sure[c] for c in rows["confidence_in_judgement"]],
            "Sources": list(rows["source_ids"]),
        }
    )


def links(rows: pd.DataFrame) -> dict[str, str]:
    """What each link of the circle of conditions says, with its count."""
    found = rows.set_index("link")
    force, russia = found.loc["force"], found.loc["russia"]
    return {
        "force": f"waits for a ceasefire or peace: {force['number']} of {force['total']} governments",
        "truce": "needs Russia’s word" if found.at["truce", "number"] else "does not hang on Russia",
        "russia": f"says no in {russia['number']} of {russia['total']} statements",
    }


def circle(rows: pd.DataFrame) -> dict[str, str]:
    """Caption, alternative text and reading line of the circle of conditions."""
    said, found = links(rows), rows.set_index("link")
    russia = found.loc["russia"]
    return {
        "caption": f"What waits for what, {today()}. The first arrow counts governments, ready or open, that "
        "name a ceasefire or a peace as a condition, the last counts Russian statements on foreign troops.",
        "alt": f"Boxes in a circle. The force {said['force']}. A ceasefire {said['truce']}. Russia "
        f"{said['russia']}.",
        "reading": "The arrows from the force and from a ceasefire show what each waits for, the arrow from "
        "Russia shows a refusal. "
        f"Of the Russian statements on foreign troops in our tables "
        f"{of_all(int(russia['number']), int(russia['total']))} reject or oppose them.",
    }


def circle_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The circle for readers."""
    said = links(rows)
    return pd.DataFrame(
        {
            "From": [BOXES[link] for link in rows["link"]],
            "Says": [said[link] for link in rows["link"]],
            "Number": list(rows["number"]),
            "Of": list(rows["total"]),
            "Sources": list(rows["source_ids"]),
        }
    )
