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
    return pd.DataFrame(
        {
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
        }
    )


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
    return pd.DataFrame(
        {
            "iso3": table["iso3"],
            "name": table["iso3"].map(data.names()),
            "date": table["date"],
            "before": before,
            "after": table["stance"],
            "moved": (before != table["stance"]) & (before != "unknown"),
            "speaker": table["speaker"],
            "office": table["office"],
            "summary": table["summary"],
            "statement_id": table["statement_id"],
            "confidence": table["confidence"],
            "source_ids": table["source_ids"],
        }
    ).reset_index(drop=True)


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
    """Rows (iso3, source_ids) of the countries the rule lets in on a day; the sources are those of
    the earliest meetings or of the texts and statements that make the country count."""


FOUNDING = "m2025-03-02"
"""The London summit that announced the group. The table does not code it as a meeting of the whole
coalition, which had no members yet; rules that count leaders' meetings count it all the same."""

LISTED = ("complete", "nearly_complete")
"""States of a meeting's list of names on which absence from the list says something."""


def _attended(day: pd.Timestamp) -> pd.DataFrame:
    """Rows of attendance up to a day, joined to their meetings; ``guest`` and ``unclear`` do not count."""
    meetings = data.load("meetings")[["meeting_id", "date", "level", "whole_coalition", "list_status"]]
    rows = (
        data.load("attendance").rename(columns={"level": "represented_by"}).merge(meetings, on="meeting_id")
    )
    return rows[(rows["took_part"] == "yes") & (data.last_day(rows["date"]) <= day)]


def _by_country(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per country (iso3, source_ids), its sources merged and sorted."""
    ids = rows.groupby("iso3", sort=True)["source_ids"].agg(
        lambda cells: tuple(sorted({i for cell in cells for i in cell}))
    )
    return ids.reset_index()


def _by_leader(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["represented_by"] == "head_of_state_or_government"]


def _at_meeting(meeting_id: str, by_leader: bool = False) -> Callable[[pd.Timestamp], pd.DataFrame]:
    """Named at one meeting, at any level or only by its head of state or government."""

    def find(day: pd.Timestamp) -> pd.DataFrame:
        rows = _attended(day)
        rows = rows[rows["meeting_id"] == meeting_id]
        return _by_country(_by_leader(rows) if by_leader else rows)

    return find


def _on_every_list(by_leader: bool = False) -> Callable[[pd.Timestamp], pd.DataFrame]:
    """Named on each list of ``LISTED`` quality from a leaders' meeting of the whole coalition."""

    def find(day: pd.Timestamp) -> pd.DataFrame:
        rows = _attended(day)
        rows = rows[rows["meeting_id"].isin(full_lists()["meeting_id"])]
        return _by_country(_often(_by_leader(rows) if by_leader else rows, rows["meeting_id"].nunique()))

    return find


def _at_leaders_meetings(minimum: int) -> Callable[[pd.Timestamp], pd.DataFrame]:
    """Named at so many leaders' meetings or more: those of the whole coalition and the founding summit."""

    def find(day: pd.Timestamp) -> pd.DataFrame:
        rows = _attended(day)
        rows = rows[
            (rows["level"] == "leaders") & (rows["whole_coalition"] | (rows["meeting_id"] == FOUNDING))
        ]
        return _by_country(_often(rows, minimum))

    return find


def _often(rows: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """For each country named at so many meetings or more, the earliest rows that make it count."""
    rows = rows.sort_values(["date", "meeting_id"])
    enough = rows.groupby("iso3")["meeting_id"].transform("size") >= minimum
    return rows[enough & (rows.groupby("iso3").cumcount() < minimum)]


def _at_any_meeting(day: pd.Timestamp) -> pd.DataFrame:
    """Named at a meeting of any kind, of the whole coalition or of a part of it."""
    return _by_country(_often(_attended(day), 1))


def _under(text_id: str, *statuses: str) -> Callable[[pd.Timestamp], pd.DataFrame]:
    """Stands under one text, with one of these codes of ``signatories.status``."""

    def find(day: pd.Timestamp) -> pd.DataFrame:
        rows = _signatures(day)
        return _by_country(rows[(rows["text_id"] == text_id) & rows["status"].isin(statuses)])

    return find


def _under_named_text(day: pd.Timestamp) -> pd.DataFrame:
    """Stands under any text that was published with the names of its authors."""
    rows = _signatures(day)
    return _by_country(rows[rows["names_published"] & (rows["status"] == "yes")])


def _signatures(day: pd.Timestamp) -> pd.DataFrame:
    """Rows of signatories up to a day, joined to their texts."""
    rows = data.load("signatories").merge(
        data.load("texts")[["text_id", "date", "names_published"]], on="text_id"
    )
    return rows[data.last_day(rows["date"]) <= day]


def _positioned(*stances: str) -> Callable[[pd.Timestamp], pd.DataFrame]:
    """Holds one of these positions on sending soldiers to Ukraine."""

    def find(day: pd.Timestamp) -> pd.DataFrame:
        rows = positions(day.date())
        return rows.loc[rows["position"].isin(stances), ["iso3", "source_ids"]]

    return find


RULES = (
    Rule(
        "founding",
        "London, March 2025",
        "Took part in the London summit of 2 March 2025 that announced the group, at any level.",
        _at_meeting(FOUNDING),
    ),
    Rule(
        "paris-sep-2025",
        "Paris, September 2025",
        "Named as taking part in the Paris meeting of 4 September 2025, in the room or by video, at any level.",
        _at_meeting("m2025-09-04"),
    ),
    Rule(
        "paris-jan-2026",
        "Paris, January 2026",
        "Named as taking part in the Paris summit of 6 January 2026, at any level.",
        _at_meeting("m2026-01-06"),
    ),
    Rule(
        "paris-jan-2026-leader",
        "Paris, January 2026, by its leader",
        "Named as taking part in the Paris summit of 6 January 2026 through its head of state or government.",
        _at_meeting("m2026-01-06", by_leader=True),
    ),
    Rule(
        "every-list",
        "On every list since March 2025",
        "Named, at any level, on every full list of a leaders' meeting so far, the first being that of Paris, 27 March 2025.",
        _on_every_list(),
    ),
    Rule(
        "every-list-leader",
        "On every list, by its leader",
        "Named at the level of head of state or government on every full list of a leaders' meeting so far.",
        _on_every_list(by_leader=True),
    ),
    Rule(
        "one-leaders-meeting",
        "One leaders' meeting or more",
        "Named at one or more leaders' meetings so far, the founding summit included.",
        _at_leaders_meetings(1),
    ),
    Rule(
        "three-leaders-meetings",
        "Three leaders' meetings or more",
        "Named at three or more leaders' meetings so far, the founding summit included.",
        _at_leaders_meetings(3),
    ),
    Rule(
        "any-meeting",
        "Any meeting",
        "Named at any meeting so far, those of military chiefs, ministers and officials included.",
        _at_any_meeting,
    ),
    Rule(
        "named-text",
        "Named under a joint text",
        "Stands by name, as author, under a joint text of the coalition, of its chairs or of a group of its leaders.",
        _under_named_text,
    ),
    Rule(
        "paris-declaration",
        "Paris Declaration",
        "Stands under the Paris Declaration of 6 January 2026, by its own word or, since no signatures were published, by its presence that day.",
        _under("t2026-01-06-paris", "yes", "inferred"),
    ),
    Rule(
        "intent",
        "Declaration of intent",
        "Signed the declaration of intent of 6 January 2026 on deploying a multinational force.",
        _under("t2026-01-06-intent", "yes"),
    ),
    Rule(
        "willing",
        "Willing to put soldiers in Ukraine",
        "Its government last said that it is ready to put soldiers in Ukraine after a ceasefire.",
        _positioned("deploy_troops"),
    ),
)
"""Ways to count that the tables support, from meetings to texts to soldiers. The list of Paris, 27 March
2025, alone is ``members("every-list", "2025-03-27")``."""


@dataclass(frozen=True)
class Unsupported:
    """A published number that no rule of ``RULES`` can give, because the names behind it are not known."""

    count_id: str
    """Key of the ``counts`` table, which holds the number, its author and its sources."""
    why: str


NOT_COMPUTED = (
    Unsupported("k28", "A count of pledges. The names were never published."),
    Unsupported(
        "k30",
        "The chairs name neither the countries nor the rule. The list of September has as many names if Ukraine is counted.",
    ),
    Unsupported("k37", "A newspaper's own list. These tables hold its total, not its names."),
    Unsupported("k45", "The presidency gave no list. The state that is more than announced was not found."),
    Unsupported(
        "k48",
        "No list was found. Members, participants and organisations are not told apart in what was read.",
    ),
)


def rule(rule_id: str) -> Rule:
    """The membership rule with this id. Raises KeyError, naming the rules, if there is none."""
    rules = {r.id: r for r in RULES}
    if rule_id not in rules:
        raise KeyError(f"no membership rule {rule_id!r}; there are {', '.join(rules)}")
    return rules[rule_id]


def members(rule_id: str, as_of: str | date | None = None) -> pd.DataFrame:
    """The countries one rule lets in on a day. Columns: iso3, name, source_ids; sorted by name.

    Empty if the meeting or text of the rule came later. Raises KeyError for an unknown rule.
    """
    found = rule(rule_id).find(data.as_day(as_of))
    return found.assign(name=found["iso3"].map(data.names()))[["iso3", "name", "source_ids"]].sort_values(
        "name", ignore_index=True
    )


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
        rows.append(
            {
                "rule_id": r.id,
                "label": r.label,
                "statement": r.statement,
                "with_ukraine": len(found),
                "without_ukraine": int((found["iso3"] != HOST).sum()),
                "source_ids": tuple(data.source_ids(found)),
            }
        )
    return pd.DataFrame(rows)


def wide_rules(counts: pd.DataFrame) -> list[str]:
    """Ids of the rules that let in at least half as many countries as the widest one, from ``membership_counts``."""
    return list(counts.loc[counts["without_ukraine"] * 2 >= counts["without_ukraine"].max(), "rule_id"])


def movers(table: pd.DataFrame, rule_ids: list[str]) -> list[str]:
    """Names of the countries that some of these rules let in and others do not, from ``membership``.

    Those that most rules let in come first; then by name.
    """
    found = table[table["rule_id"].isin(rule_ids)].groupby("name")["rule_id"].nunique()
    moving = found[found < len(rule_ids)].rename("rules").reset_index()
    return list(moving.sort_values(["rules", "name"], ascending=[False, True])["name"])


def growth(rule_id: str) -> pd.DataFrame:
    """How many countries a rule let in after each leaders' meeting up to the cut-off.

    Columns: date (partial), title of the meeting, with_ukraine, without_ukraine (int), source_ids of
    the countries. One row per meeting, in order of time. Raises KeyError for an unknown rule.
    """
    meetings = data.load("meetings")
    held = meetings[(meetings["level"] == "leaders") & (data.last_day(meetings["date"]) <= data.as_day(None))]
    rows = []
    for meeting in held.sort_values(["date", "meeting_id"]).itertuples():
        found = members(rule_id, meeting.date)
        rows.append(
            {
                "date": meeting.date,
                "title": meeting.title,
                "with_ukraine": len(found),
                "without_ukraine": int((found["iso3"] != HOST).sum()),
                "source_ids": tuple(data.source_ids(found)),
            }
        )
    return pd.DataFrame(rows)


def full_lists() -> pd.DataFrame:
    """Leaders' meetings of the whole coalition with a full list of names (``LISTED``): rows of ``meetings``, by date."""
    meetings = data.load("meetings").sort_values(["date", "meeting_id"])
    return meetings[
        (meetings["level"] == "leaders") & meetings["whole_coalition"] & meetings["list_status"].isin(LISTED)
    ].reset_index(drop=True)


def leaders_meetings_since_lists() -> pd.DataFrame:
    """Leaders' meetings of the whole coalition after the newest full list: rows of ``meetings``, by date."""
    meetings = data.load("meetings").sort_values(["date", "meeting_id"])
    later = meetings["date"] > full_lists()["date"].max()
    return meetings[(meetings["level"] == "leaders") & meetings["whole_coalition"] & later].reset_index(
        drop=True
    )


def unsupported() -> pd.DataFrame:
    """The numbers of ``NOT_COMPUTED`` with what the ``counts`` table says of them.

    Columns: count_id, date (partial), who_counted, rule, count, why, source_ids; by date.
    """
    table = pd.DataFrame([{"count_id": u.count_id, "why": u.why} for u in NOT_COMPUTED]).merge(
        data.load("counts"), on="count_id"
    )
    return table[["count_id", "date", "who_counted", "rule", "count", "why", "source_ids"]].sort_values(
        "date", ignore_index=True
    )


def left_out(wider: str, narrower: str) -> list[str]:
    """Names of the countries that one rule lets in at the cut-off and another does not, sorted."""
    inside = members(wider)
    return list(inside.loc[~inside["iso3"].isin(members(narrower)["iso3"]), "name"])


RULED = ("participants", "members")
"""What a published count must count (``counts.counts_what``) to be compared with the rules."""


def same_number(number: int) -> pd.DataFrame:
    """The published counts of one number, each with the rules that gave it on the day it was published.

    Columns: date (partial), who_counted, counts_what, rule, bound, with_ukraine and without_ukraine
    (tuples of rule labels; empty for what ``RULED`` leaves out, such as pledges), source_ids; by date.
    A rule that gives the same number need not be the one that was used. Empty if nobody published it.
    """
    counts = data.load("counts")
    found = counts[counts["count"] == number].sort_values(["date", "count_id"])
    days = found["date"].where(found["counts_what"].isin(RULED))
    then = {day: membership_counts(day) for day in days.dropna().unique()}
    for column in ("with_ukraine", "without_ukraine"):
        found[column] = [_giving(then.get(day), column, number) for day in days]
    return found[
        [
            "date",
            "who_counted",
            "counts_what",
            "rule",
            "bound",
            "with_ukraine",
            "without_ukraine",
            "source_ids",
        ]
    ].reset_index(drop=True)


def _giving(counts: pd.DataFrame | None, column: str, number: int) -> tuple[str, ...]:
    """Labels of the rules that give a number in a column of ``membership_counts``; none without a table."""
    return () if counts is None else tuple(counts.loc[counts[column] == number, "label"])
