"""What the chapter on the force says in numbers and words."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.analysis import components, events
from coalition.analysis import sizes as published
from coalition.charts.strip import FIRST
from coalition.data import passages
from coalition.words import sizes
from coalition.words.phrases import listed, quoted, subject, today


@dataclass(frozen=True)
class Results:
    """The parts of the force, the events and the meetings of the chapter, for one state of the data."""

    components: pd.DataFrame
    events: pd.DataFrame
    """Events from the start of the year in which the coalition was announced."""
    meetings: pd.DataFrame
    """Leaders' meetings of the whole coalition from the Paris summit with the declaration on."""

    @property
    def domains(self) -> pd.Series:
        """Events by the domain they concern; every domain is there."""
        return self.events["domain"].value_counts().reindex(list(events.domain_labels()), fill_value=0)

    @property
    def named(self) -> pd.Series:
        """The words of each milestone that ``selections`` names for the timeline, by its event."""
        return passages.reasons("fig-force-timeline", "events").str.removesuffix(".")

    @property
    def declared(self) -> str:
        """The day of the declaration of Paris."""
        return data.row("events", "E055")["date"]

    @property
    def milestones(self) -> pd.DataFrame:
        """The events that the timeline names, oldest first."""
        return self.events[self.events["event_id"].isin(self.named.index)]

    @property
    def tracks(self) -> pd.Series:
        """Events by track; every track of the descriptor is there."""
        return (
            self.events["track"].value_counts().reindex(list(data.labels_of("events", "track")), fill_value=0)
        )


def results() -> Results:
    """Choose the events and meetings of the chapter."""
    first = str(pd.Period(FIRST).start_time.date())
    meetings = data.load("meetings").query("whole_coalition and level == 'leaders'")
    return Results(
        data.load("components"),
        events.between(data.load("events"), first, str(data.cut_off())),
        meetings[meetings["date"] >= data.row("events", "E055")["date"]],
    )


def words(r: Results) -> dict[str, object]:
    """Every number, name and date of the chapter's prose, by the name the prose uses."""
    return _parts(r) | _sizes() | _events(r) | _dates()


def _parts(r: Results) -> dict[str, object]:
    parts = components.by_status(r.components)
    return {
        "cut_off": data.cut_off(),
        "n_parts": len(r.components),
        "n_deployed": len(parts["deployed"]),
        "status_line": _status(*(list(parts[s]) for s in ("planned", "announced", "agreed", "unknown"))),
        "n_no_lead": int((r.components["lead_nations"].map(len) == 0).sum()),
    }


def _status(planned: list[str], announced: list[str], agreed: list[str], unclear: list[str]) -> str:
    """How many parts are not yet at work, by their status; the few that are agreed or unclear by name."""
    said = [
        subject(len(planned), "part is", "parts are")
        + " planned, that is, described in a text or a briefing and waiting for a ceasefire or for "
        "decisions.",
        f"{numerals.opening(len(announced))} more {'has' if len(announced) == 1 else 'have'} been announced "
        "by one side."
        if announced
        else "One side alone has announced none.",
        subject(len(agreed), "part is agreed", "parts are agreed")
        + (f": {listed(quoted(agreed))}." if agreed else "."),
    ]
    if unclear:
        said.append(f"The status of {numerals.prose(len(unclear))} is unclear: {listed(quoted(unclear))}.")
    return " ".join(said)


def _sizes() -> dict[str, object]:
    staff = data.row("pledges", "n28")
    return {
        "n_army": data.row("pledges", "n29")["high"],
        "n_staff": staff["high"],
        "press_range": sizes.press_range(),
        "size_brigades": data.row("pledges", "n31")["high"],
        "n_26": data.row("pledges", "n17")["low"],
        "month_staff": data.written_date(staff["date"][:7]),
    }


def _events(r: Results) -> dict[str, object]:
    return {
        "n_events": len(r.events),
        "n_coalition": int(r.tracks["coalition"]),
        "n_several": int(r.domains["several"]),
        "n_none": int(r.domains["none"]),
        "n_land": int(r.domains["land"]),
        "sea_or_air": subject(int(r.domains["sea"] + r.domains["air"]), "event concerns", "events concern"),
        "first_event": data.written_date(r.events["date"].iloc[0] if len(r.events) else FIRST),
        "n_july": data.row("meetings", "m2026-07-13")["participants_stated"],
        "n_meetings": len(r.meetings),
    }


def _dates() -> dict[str, object]:
    day = data.written_date
    return {
        "newest_event": day(data.row("events", "E100")["date"]),
        "date_launch": day(data.row("events", "E007")["date"]),
        "date_planning": day(data.row("events", "E011")["date"]),
        "date_hq": day(data.row("events", "E025")["date"]),
        "date_26": day(data.row("events", "E034")["date"]),
        "date_task": day(data.row("events", "E043")["date"]),
        "date_interview": day(data.row("events", "E051")["date"]),
        "date_paris": day(data.row("events", "E055")["date"]),
        "date_vote": day(data.row("events", "E057")["date"]),
        "date_ready": day(data.row("events", "E063")["date"]),
        "date_unsigned": day(data.row("events", "E128")["date"]),
        "date_ladder": day(data.row("events", "E066")["date"]),
        "date_july": day(data.row("events", "E105")["date"]),
        "date_august": day(data.row("events", "E106")["date"]),
        "date_putin": day(data.row("events", "E035")["date"]),
        "date_zakharova": day(data.row("events", "E058")["date"]),
        "date_ryabkov": day(data.row("events", "E047")["date"]),
        "date_terms": day(data.row("events", "E089")["date"]),
        "date_burnham": day(data.row("events", "E097")["date"]),
        "date_money": day(data.row("events", "E059")["date"]),
        "month_hq": day(data.row("components", "P14")["as_of"][:7]),
        "year_terms": day(data.row("statements", "rus-01")["date"][:4]),
        "date_mines": day(data.row("sources", "defensenews-2024-07-02-mcm")["published"][:7]),
    }


def board(r: Results) -> dict[str, str]:
    """Caption and alternative text of the board of parts."""
    labels, parts = data.labels_of("components", "status"), components.by_status(r.components)
    return {
        "caption": _parts_caption(r, " by status"),
        "alt": "Board of parts by status. "
        + " ".join(f"{labels[code]}: {', '.join(names) or 'none'}." for code, names in parts.items()),
    }


def parts(r: Results) -> dict[str, str]:
    """Caption of the table of parts."""
    return {"caption": _parts_caption(r)}


def _parts_caption(r: Results, how: str = "") -> str:
    return (
        f"Parts of the planned force and of the guarantees around it{how}, {today()} "
        f"(n = {len(r.components)})."
    )


def events_by_line(r: Results) -> dict[str, str]:
    """Caption and alternative text of the timeline."""
    first = data.written_date(FIRST)
    return {
        "caption": f"Events on the way to the planned force, {first} to {today()} (n = {len(r.events)}, "
        f"{int((r.events['date'] > r.declared).sum())} of them after the declaration); "
        f"{len(r.milestones)} are named.",
        "alt": f"A line of time with a tick for each of {len(r.events)} events. Named are: "
        + "; ".join(
            f"{data.written_date(day)}, {text}"
            for day, text in zip(r.milestones["date"], r.milestones["event_id"].map(r.named), strict=True)
        )
        + ".",
    }


def meetings(r: Results) -> dict[str, str]:
    """Caption of the table of meetings."""
    first = data.written_date(data.row("events", "E055")["date"][:7])
    return {
        "caption": f"Leaders' meetings of the whole coalition, {first} to {today()} (n = {len(r.meetings)})."
    }


def part_sources(r: Results) -> list[str]:
    """The sources of the table of parts and of the sizes named beside it."""
    return data.source_ids(r.components, published.press(), data.rows("pledges", ["n28", "n31"]))
