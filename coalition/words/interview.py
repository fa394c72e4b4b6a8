"""What the chapter on the interview says in numbers and words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from coalition import data
from coalition.analysis import events, interview
from coalition.formats import period
from coalition.words.phrases import counted, named, span, subject

BEFORE, AFTER = timedelta(days=6), timedelta(days=20)
"""How far the calendar reaches before and after the day of the interview."""


@dataclass(frozen=True)
class Results:
    """What the chapter counts, for one state of the data."""

    table: pd.DataFrame
    """Reports by element, from ``interview.reports``."""
    counts: pd.DataFrame
    """Reports by element, from ``interview.element_counts``."""
    days: pd.DataFrame
    """Events of the days around the interview."""
    first: date
    last: date
    """The days between which the events lie."""

    @property
    def n_reports(self) -> int:
        """How many reports are compared."""
        return self.table["source_id"].nunique()

    @property
    def asked(self) -> pd.DataFrame:
        """Rows in which a report traces an element to the interviewer's question."""
        return self.table[self.table["code"] == "question"]

    @property
    def weeks(self) -> int:
        """How many weeks the calendar covers."""
        return round(((self.last - self.first).days + 1) / 7)

    def element(self, code: str) -> pd.Series:
        """The counts of one element. Raises KeyError if the descriptor has no such code."""
        return self.counts.set_index("element").loc[code]


def results() -> Results:
    """Count the reports and choose the events of the days around the interview."""
    table = interview.reports()
    day = date.fromisoformat(data.row("statements", "int-02")["date"])
    first, last = day - BEFORE, day + AFTER
    return Results(
        table,
        interview.element_counts(table),
        events.between(data.load("events"), str(first), str(last)),
        first,
        last,
    )


def words(r: Results) -> dict[str, object]:
    """Every number, name and date of the chapter's prose, by the name the prose uses."""
    return _reports(r) | _dates(r)


def _reports(r: Results) -> dict[str, object]:
    breach, states = r.element("breach_response"), r.element("named_states")
    return {
        "n_reports": r.n_reports,
        "n_origins": r.table["group"].nunique(),
        "n_question": len(r.asked),
        "names_question": named(r.asked["label"], "no report"),
        "n_breach": breach["have_it"],
        "n_breach_origin": breach["have_it_by_origin"],
        "breach_quoted": subject(breach["quoted"], "report puts", "reports put"),
        "n_breach_without": breach["without"],
        "n_quoted": r.element("readiness")["quoted"],
        "n_states": states["have_it"],
        "n_states_origin": states["have_it_by_origin"],
        "states_quoted": subject(states["quoted"], "report puts", "reports put"),
        "n_details": r.element("confidential_details")["have_it"],
        "n_domains": r.element("domains")["have_it"],
        "n_dated": r.element("interview_date")["have_it"],
        "n_pledged": data.row("pledges", "n17")["low"],
    }


def _dates(r: Results) -> dict[str, object]:
    day = data.written_date
    return {
        "month_interview": day(data.row("statements", "int-02")["date"][:7]),
        "date_span": span(
            data.row("sources", "rbcua-2025-12-21-rutte")["published"],
            data.row("sources", "mailru-2025-12-22-rutte")["published"],
        ),
        "date_agency": day(data.row("sources", "askanews-2025-12-21-rutte")["published"]),
        "date_portugal": day(data.row("events", "E050")["date"]),
        "date_miami": day(data.row("events", "E049")["date"]),
        "date_berlin": day(data.row("events", "E046")["date"]),
        "date_macron": day(data.row("events", "E034")["date"]),
        "date_paris": day(data.row("events", "E055")["date"]),
        "date_ryabkov": day(data.row("events", "E047")["date"]),
        "date_rada": day(data.row("events", "E065")["date"]),
        "date_ministers": day(data.row("events", "E016")["date"]),
        "date_mission": day(data.row("sources", "ap-2021-10-18-russia-nato")["published"][:7]),
        "date_council": day(data.row("sources", "ria-2022-01-12-nrc")["published"]),
        "n_days": len(r.days),
        "first_day": r.first,
        "last_day": r.last,
        "cut_off": data.cut_off(),
    }


def retellings(r: Results) -> dict[str, str]:
    """Caption and alternative text of the grid of reports."""
    labels = data.labels_of("retellings", "element")
    readiness, breach, states = (r.element(e) for e in ("readiness", "breach_response", "named_states"))
    asked = r.asked[r.asked["element"] == "breach_response"]
    return {
        "caption": f"What {r.n_reports} reports of {_month()} made of the interview, element by element.",
        "alt": "Grid of reports by element. "
        f"{labels['readiness']}: {readiness['have_it']} of {r.n_reports} reports have it, "
        f"{counted(readiness['quoted'])} as a quotation. {labels['breach_response']}: "
        f"{counted(breach['have_it'])} have it, {counted(breach['quoted'])} as a quotation, "
        f"{counted(len(asked))} trace it to the interviewer's question. {labels['named_states']}: "
        f"{counted(states['have_it'])} do, {counted(states['quoted'])} as a quotation.",
        "reading": "Read a row from left to right. Rows with the same letter share an origin: "
        f"{_origins(r.table)}. A dash means that the element is not in the part that was read: it is not a "
        f"no. “{labels['named_states']}” covers any state named in connection with the force; the data say "
        "how.",
    }


def elements(r: Results) -> dict[str, str]:
    """Caption of the table of elements."""
    return {"caption": f"How many of the {r.n_reports} reports carry each element of the interview."}


def calendar(r: Results) -> dict[str, str]:
    """Caption of the table of events."""
    return {"caption": f"Events from {period(r.first, r.last)}, chosen by hand (n = {len(r.days)})."}


def _month() -> str:
    return data.written_date(data.row("statements", "int-02")["date"][:7])


def _origins(table: pd.DataFrame) -> str:
    """The letters that some reports have, with what they mean: ``(a) same lead sentence, (b) ...``."""
    labels = data.labels_of("retellings", "origin")
    return (
        ", ".join(label.lower() for letter, label in labels.items() if letter in set(table["letter"]))
        or "none"
    )
