"""Positions and membership as of any date, derived from dated statements, lists and texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Callable

import pandas as pd

from coalition import data

HOST = "UKR"


def positions(as_of: str | date | None = None) -> pd.DataFrame:
    """The position on sending soldiers to Ukraine of each country on a day.

    A position is the stance of the newest statement up to that day with ``sets_position``. A partial
    date counts from the last day it may refer to; of statements on one day the higher id counts.

    Columns: iso3, name, position (a stance code, or ``unknown`` where nothing was found), since
    (partial date), statement_id, speaker, office, summary, lapsed (True if the government that
    spoke has since left office and its successor was not heard), confidence, source_ids.
    One row per country of the ``positions`` table, in its order.
    """
    day = data.as_day(as_of)
    statements = data.load("statements")
    statements["last_day"] = data.last_day(statements["date"])
    heard = statements[statements["sets_position"] & (statements["last_day"] <= day)]
    newest = heard.sort_values(["last_day", "statement_id"]).groupby("iso3").tail(1).set_index("iso3")
    table = data.load("positions")[["iso3"]].join(newest, on="iso3")
    return pd.DataFrame({
        "iso3": table["iso3"],
        "name": table["iso3"].map(data.names()),
        "position": table["stance"].fillna("unknown"),
        "since": table["date"],
        "statement_id": table["statement_id"],
        "speaker": table["speaker"],
        "office": table["office"],
        "summary": table["summary"],
        "lapsed": (data.last_day(table["lapsed_on"]) <= day).fillna(False).astype(bool),
        "confidence": table["confidence"],
        "source_ids": table["source_ids"].map(lambda ids: ids if isinstance(ids, tuple) else ()),
    })


def positions_by_month(first: str = "2025-02", last: str | date | None = None) -> pd.DataFrame:
    """Positions at the end of each month, the last one as of ``last`` (default: the cut-off).

    Columns: as_of (day, ISO 8601), then those of ``positions``. One row per month and country.
    """
    end = data.as_day(last)
    days = [min(m.end_time.normalize(), end) for m in pd.period_range(first, end, freq="M")]
    return pd.concat(
        [positions(day.date()).assign(as_of=day.date().isoformat()) for day in days], ignore_index=True
    )[["as_of", *positions(end.date()).columns]]


def changes() -> pd.DataFrame:
    """Every statement that set a position, with the position it replaced.

    Columns: iso3, name, date, before (stance code or ``unknown``), after, moved (bool), speaker,
    office, summary, statement_id, confidence, source_ids. Sorted by country, then time.
    """
    statements = data.load("statements")
    statements["last_day"] = data.last_day(statements["date"])
    table = statements[statements["sets_position"]].sort_values(["iso3", "last_day", "statement_id"])
    before = table.groupby("iso3")["stance"].shift().fillna("unknown")
    return pd.DataFrame({
        "iso3": table["iso3"], "name": table["iso3"].map(data.names()), "date": table["date"],
        "before": before, "after": table["stance"], "moved": (before != table["stance"]) & (before != "unknown"),
        "speaker": table["speaker"], "office": table["office"], "summary": table["summary"],
        "statement_id": table["statement_id"], "confidence": table["confidence"], "source_ids": table["source_ids"],
    }).reset_index(drop=True)


FORTHCOMING = ("opposed", "declined", "support_only", "undecided", "conditional", "deploy_troops")
"""Stances from least to most forthcoming about sending soldiers."""


def direction(moves: pd.DataFrame) -> pd.Series:
    """For rows of ``changes`` that moved: ``closer`` to sending soldiers or ``further`` from it."""
    rank = FORTHCOMING.index
    return (moves["after"].map(rank) > moves["before"].map(rank)).map({True: "closer", False: "further"})


@dataclass(frozen=True)
class Rule:
    """A stated way to count members of the coalition."""

    id: str
    label: str
    statement: str
    """The rule in one sentence, as a reader would apply it."""
    find: Callable[[pd.Timestamp], pd.DataFrame]
    """Rows (iso3, source_ids) of the countries the rule lets in on a day."""


def _attended(day: pd.Timestamp) -> pd.DataFrame:
    """Rows of attendance (took part, guests apart) up to a day, joined to their meetings."""
    meetings = data.load("meetings")[["meeting_id", "date", "level", "whole_coalition", "list_status"]]
    rows = data.load("attendance").rename(columns={"level": "represented_by"}).merge(meetings, on="meeting_id")
    return rows[(rows["took_part"] == "yes") & (rows["iso3"] != "USA") & (data.last_day(rows["date"]) <= day)]


def _by_country(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.groupby("iso3", sort=True)["source_ids"].agg(lambda ids: tuple(sorted({i for t in ids for i in t}))).reset_index()


def _at_leaders_meetings(minimum: int) -> Callable[[pd.Timestamp], pd.DataFrame]:
    def find(day: pd.Timestamp) -> pd.DataFrame:
        rows = _attended(day)
        rows = rows[(rows["level"] == "leaders") & rows["whole_coalition"]]
        counts = rows.groupby("iso3")["meeting_id"].nunique()
        return _by_country(rows[rows["iso3"].isin(counts.index[counts >= minimum])])
    return find


def _at_meeting(meeting_id: str, leaders_only: bool = False) -> Callable[[pd.Timestamp], pd.DataFrame]:
    def find(day: pd.Timestamp) -> pd.DataFrame:
        rows = _attended(day)
        rows = rows[rows["meeting_id"] == meeting_id]
        return _by_country(rows[rows["represented_by"] == "head_of_state_or_government"] if leaders_only else rows)
    return find


def _at_any_meeting(day: pd.Timestamp) -> pd.DataFrame:
    return _by_country(_attended(day))


def _signed(day: pd.Timestamp) -> pd.DataFrame:
    texts = data.load("texts")[["text_id", "date", "coalition_text", "names_published"]]
    rows = data.load("signatories").merge(texts, on="text_id")
    kept = (rows["status"] == "yes") & rows["names_published"] & (data.last_day(rows["date"]) <= day)
    return _by_country(rows[kept])


def _positioned(*stances: str) -> Callable[[pd.Timestamp], pd.DataFrame]:
    def find(day: pd.Timestamp) -> pd.DataFrame:
        rows = positions(day.date())
        return rows.loc[rows["position"].isin(stances) & (rows["iso3"] != "USA"), ["iso3", "source_ids"]]
    return find


RULES = (
    Rule("founding", "At the founding summit", "Took part in the London summit of 2 March 2025.", _at_meeting("m2025-03-02")),
    Rule("paris-mar-2025", "In Paris, March 2025", "Named as taking part in the Paris summit of 27 March 2025, at any level.", _at_meeting("m2025-03-27")),
    Rule("paris-sep-2025", "In Paris, September 2025", "Named as taking part in the Paris meeting of 4 September 2025, in the room or by video.", _at_meeting("m2025-09-04")),
    Rule("paris-jan-2026", "In Paris, January 2026", "Named as taking part in the Paris summit of 6 January 2026, at any level.", _at_meeting("m2026-01-06")),
    Rule("paris-jan-2026-leaders", "In Paris, January 2026, by its leader", "Named at the level of head of state or government in Paris on 6 January 2026.", _at_meeting("m2026-01-06", leaders_only=True)),
    Rule("one-leaders-meeting", "At one leaders' meeting or more", "Named at one or more leaders' meetings of the whole coalition so far.", _at_leaders_meetings(1)),
    Rule("three-leaders-meetings", "At three leaders' meetings or more", "Named at three or more leaders' meetings of the whole coalition so far.", _at_leaders_meetings(3)),
    Rule("any-meeting", "At any meeting", "Named at any meeting so far, that of the military chiefs included.", _at_any_meeting),
    Rule("joint-text", "Named under a joint text", "Stands by name under a joint text on the war, the truce or the force.", _signed),
    Rule("willing", "Publicly willing to put soldiers in Ukraine", "Its government said it is ready to put soldiers in Ukraine after a ceasefire.", _positioned("deploy_troops")),
    Rule("willing-or-open", "Willing or open under conditions", "Its government is ready to send soldiers after a ceasefire, or open to it under stated conditions.", _positioned("deploy_troops", "conditional")),
)


def rule(rule_id: str) -> Rule:
    """The membership rule with this id. Raises KeyError, naming the rules, if there is none."""
    rules = {r.id: r for r in RULES}
    if rule_id not in rules:
        raise KeyError(f"no membership rule {rule_id!r}; there are {', '.join(rules)}")
    return rules[rule_id]


def members(rule_id: str, as_of: str | date | None = None) -> pd.DataFrame:
    """The countries one rule lets in on a day. Columns: iso3, name, source_ids; sorted by name."""
    found = rule(rule_id).find(data.as_day(as_of))
    return found.assign(name=found["iso3"].map(data.names()))[["iso3", "name", "source_ids"]].sort_values("name", ignore_index=True)


def membership(as_of: str | date | None = None) -> pd.DataFrame:
    """Every rule and country on a day. Columns: rule_id, label, iso3, name, source_ids."""
    return pd.concat(
        [members(r.id, as_of).assign(rule_id=r.id, label=r.label) for r in RULES], ignore_index=True
    )[["rule_id", "label", "iso3", "name", "source_ids"]]


def membership_counts(as_of: str | date | None = None) -> pd.DataFrame:
    """How many countries each rule lets in.

    Columns: rule_id, label, statement, with_ukraine, without_ukraine (int), source_ids.
    The host state is beneficiary and, for some rules, participant: it shifts a count by one.
    """
    rows = []
    for r in RULES:
        found = members(r.id, as_of)
        host = int((found["iso3"] == HOST).sum())
        rows.append({
            "rule_id": r.id, "label": r.label, "statement": r.statement, "with_ukraine": len(found),
            "without_ukraine": len(found) - host, "source_ids": tuple(data.source_ids(found)),
        })
    return pd.DataFrame(rows)
