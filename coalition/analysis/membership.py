"""Who counts as a member of the coalition: stated rules, what each gives on any date, published numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from coalition import data
from coalition.analysis import ledger
from coalition.analysis.ledger import HOST

Find = Callable[[pd.Timestamp], pd.DataFrame]
"""From a day to the rows (iso3, source_ids) of the countries that a rule lets in on it."""


@dataclass(frozen=True)
class Rule:
    """A stated way to count members of the coalition; its words stand in the descriptor.

    In them ``{month}``, ``{date}`` and ``{place}`` stand for those of the rule's own meeting, list or text.
    """

    id: str
    find: Find
    """Rows (iso3, source_ids) of the countries the rule lets in on a day; the sources are those of
    the earliest meetings or of the texts and statements that make the country count."""
    about: Callable[[], pd.Series] | None = None
    """The row of the meeting, list or text that the rule is named for."""

    @property
    def label(self) -> str:
        """The reader's name of the rule."""
        return self._dated(data.labels_of("computed", "membership_rule")[self.id])

    @property
    def statement(self) -> str:
        """The rule in one sentence, as a reader would apply it."""
        return self._dated(data.meanings_of("computed", "membership_rule")[self.id])

    @property
    def day(self) -> str:
        """The day of the meeting, list or text that the rule is named for; blank where there is none."""
        return "" if self.about is None else str(self.about()["date"])

    def _dated(self, text: str) -> str:
        if self.about is None:
            return text
        row, day = self.about(), self.day
        return text.format(
            date=data.written_date(day), month=data.written_date(day[:7]), place=row.get("place", "")
        )


def founding() -> pd.Series:
    """The London summit that announced the group, a row of ``meetings``.

    The table does not code it as a meeting of the whole coalition, which had no members yet; rules that count
    leaders' meetings count it all the same.
    """
    return data.row("meetings", "m2025-03-02")


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
    ids = rows.groupby("iso3", sort=True)["source_ids"].agg(data.together)
    return ids.reset_index()


def _by_leader(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["represented_by"] == "head_of_state_or_government"]


def _at_meeting(meeting: Callable[[], pd.Series], by_leader: bool = False) -> Find:
    """Named at one meeting, at any level or only by its head of state or government."""

    def find(day: pd.Timestamp) -> pd.DataFrame:
        rows = _attended(day)
        rows = rows[rows["meeting_id"] == meeting()["meeting_id"]]
        return _by_country(_by_leader(rows) if by_leader else rows)

    return find


def _on_every_list(by_leader: bool = False) -> Find:
    """Named on each list of ``LISTED`` quality from a leaders' meeting of the whole coalition."""

    def find(day: pd.Timestamp) -> pd.DataFrame:
        rows = _attended(day)
        rows = rows[rows["meeting_id"].isin(full_lists()["meeting_id"])]
        return _by_country(_often(_by_leader(rows) if by_leader else rows, rows["meeting_id"].nunique()))

    return find


def _at_leaders_meetings(minimum: int) -> Find:
    """Named at so many leaders' meetings or more: those of the whole coalition and the founding summit."""

    def find(day: pd.Timestamp) -> pd.DataFrame:
        rows = _attended(day)
        rows = rows[
            (rows["level"] == "leaders")
            & (rows["whole_coalition"] | (rows["meeting_id"] == founding()["meeting_id"]))
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


def _under(text: Callable[[], pd.Series], *statuses: str) -> Find:
    """Stands under one text, with one of these codes of ``signatories.status``."""

    def find(day: pd.Timestamp) -> pd.DataFrame:
        rows = _signatures(day)
        return _by_country(rows[(rows["text_id"] == text()["text_id"]) & rows["status"].isin(statuses)])

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


def _positioned(*stances: str) -> Find:
    """Hold one of these positions on sending soldiers to Ukraine."""

    def find(day: pd.Timestamp) -> pd.DataFrame:
        rows = ledger.positions(day.date())
        return rows.loc[rows["position"].isin(stances), ["iso3", "source_ids"]]

    return find


def _paris_september() -> pd.Series:
    return data.row("meetings", "m2025-09-04")


def _paris_january() -> pd.Series:
    return data.row("meetings", "m2026-01-06")


def _declaration() -> pd.Series:
    return data.row("texts", "t2026-01-06-paris")


def _intent() -> pd.Series:
    return data.row("texts", "t2026-01-06-intent")


def first_full_list() -> pd.Series:
    """The earliest leaders' meeting with a full list. Raises IndexError if there is none."""
    return full_lists().iloc[0]


PARIS_SEPTEMBER, PARIS_JANUARY, PARIS_JANUARY_LEADER = (
    "paris-sep-2025",
    "paris-jan-2026",
    "paris-jan-2026-leader",
)
"""Ids of the rules about one meeting that chapters name."""

RULES = (
    Rule("founding", _at_meeting(founding), founding),
    Rule(PARIS_SEPTEMBER, _at_meeting(_paris_september), _paris_september),
    Rule(PARIS_JANUARY, _at_meeting(_paris_january), _paris_january),
    Rule(PARIS_JANUARY_LEADER, _at_meeting(_paris_january, by_leader=True), _paris_january),
    Rule("every-list", _on_every_list(), first_full_list),
    Rule("every-list-leader", _on_every_list(by_leader=True)),
    Rule("one-leaders-meeting", _at_leaders_meetings(1)),
    Rule("three-leaders-meetings", _at_leaders_meetings(3)),
    Rule("any-meeting", _at_any_meeting),
    Rule("named-text", _under_named_text),
    Rule("paris-declaration", _under(_declaration, "yes", "inferred"), _declaration),
    Rule("intent", _under(_intent, "yes"), _intent),
    Rule("willing", _positioned("deploy_troops")),
)
"""Ways to count that the tables support, from meetings to texts to soldiers. As of the day of the first full
list, ``every-list`` is that list alone."""


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


def by_rule(as_of: str | date | None = None) -> pd.DataFrame:
    """Every rule and country on a day. Columns: rule_id, label, iso3, name, source_ids."""
    return pd.concat(
        [members(r.id, as_of).assign(rule_id=r.id, label=r.label) for r in RULES], ignore_index=True
    )[["rule_id", "label", "iso3", "name", "source_ids"]]


def counts_by_rule(as_of: str | date | None = None) -> pd.DataFrame:
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
                "source_ids": data.together(found["source_ids"]),
            }
        )
    return pd.DataFrame(rows)


def wide_rules(counts: pd.DataFrame) -> list[str]:
    """Ids of the rules that let in at least half as many countries as the widest one, from
    ``counts_by_rule``.
    """
    return list(counts.loc[counts["without_ukraine"] * 2 >= counts["without_ukraine"].max(), "rule_id"])


def movers(table: pd.DataFrame, rule_ids: list[str]) -> list[str]:
    """Names of the countries that some of these rules let in and others do not, from ``by_rule``.

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
                "source_ids": data.together(found["source_ids"]),
            }
        )
    return pd.DataFrame(rows)


def full_lists() -> pd.DataFrame:
    """Leaders' meetings of the whole coalition with a full list of names (``LISTED``): rows of ``meetings``
    by date.
    """
    meetings = data.load("meetings").sort_values(["date", "meeting_id"])
    return meetings[
        (meetings["level"] == "leaders") & meetings["whole_coalition"] & meetings["list_status"].isin(LISTED)
    ].reset_index(drop=True)


def on_full_list(place: int) -> pd.DataFrame:
    """The countries on one of ``full_lists``, by its place in time: 0 the first, -1 the newest.

    Columns: iso3, source_ids. Empty if there is no such list.
    """
    lists, rows = full_lists(), _attended(data.as_day(None))
    return _by_country(
        rows[rows["meeting_id"] == lists["meeting_id"].iloc[place]] if len(lists) else rows[:0]
    )


def leaders_meetings_since_lists() -> pd.DataFrame:
    """Leaders' meetings of the whole coalition after the newest full list: rows of ``meetings``, by date."""
    meetings = data.load("meetings").sort_values(["date", "meeting_id"])
    later = meetings["date"] > full_lists()["date"].max()
    return meetings[(meetings["level"] == "leaders") & meetings["whole_coalition"] & later].reset_index(
        drop=True
    )


def unsupported() -> pd.DataFrame:
    """Published numbers that no rule can give, because the names behind them are not known.

    They are the rows of ``counts`` with a ``no_rule_because``, by date.
    """
    counts = data.load("counts")
    return counts[counts["no_rule_because"].notna()].sort_values(["date", "count_id"], ignore_index=True)


def discussed() -> list[int]:
    """The published numbers that the book takes up (``counts.discussed``), smallest first."""
    counts = data.load("counts")
    return sorted(int(n) for n in counts.loc[counts["discussed"], "count"].unique())


def left_out(wider: str, narrower: str) -> list[str]:
    """Names of the countries that one rule lets in at the cut-off and another does not, sorted."""
    inside = members(wider)
    return list(inside.loc[~inside["iso3"].isin(members(narrower)["iso3"]), "name"])


def inside(membership: pd.DataFrame, rule_ids: list[str], names: list[str]) -> pd.DataFrame:
    """Whether each rule (columns) lets each country (rows, by name) in, from ``by_rule``; bool."""
    return (
        pd.crosstab(membership["name"], membership["rule_id"])
        .gt(0)
        .reindex(index=names, columns=rule_ids, fill_value=False)
    )


def written_count(row: Any) -> str:
    """The number of a row of ``counts`` with its bound: ``35``, ``about 30``, ``more than 20``."""
    return f"{data.labels_of('counts', 'bound', short=True)[row.bound]} {row.count}".strip()


RULED = ("participants", "members")
"""What a published count must count (``counts.counts_what``) to be compared with the rules."""


def same_number(number: int) -> pd.DataFrame:
    """The published counts of one number, each with the rules that gave it on the day it was published.

    Columns: date (partial), who_counted, counts_what, rule, bound, with_ukraine and without_ukraine (tuples
    of rule labels; empty for what ``RULED`` leaves out, such as pledges), source_ids; by date. A rule that
    gives the same number need not be the one that was used. Empty if nobody published it.
    """
    counts = data.load("counts")
    found = counts[counts["count"] == number].sort_values(["date", "count_id"])
    days = found["date"].where(found["counts_what"].isin(RULED))
    then = {day: counts_by_rule(day) for day in days.dropna().unique()}
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
    """Labels of the rules that give a number in a column of ``counts_by_rule``; none without a table."""
    return () if counts is None else tuple(counts.loc[counts[column] == number, "label"])
