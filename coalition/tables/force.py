"""Parts of the force, meetings and events as tables for readers."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import components as parts
from coalition.analysis.events import domain_labels, in_order


def component_table(components: pd.DataFrame) -> pd.DataFrame:
    """Parts of the force with columns named for readers, furthest first; from the ``components`` table."""
    table = parts.in_order(components)
    names = data.names()
    return pd.DataFrame(
        {
            "Part": table["component"],
            "Domain": table["domain"].map(data.labels_of("components", "domain")),
            "What is planned": table["what_is_planned"],
            "Lead": table["lead_nations"].map(
                lambda codes: ", ".join(names[c] for c in codes) or "none named"
            ),
            "Status": table["status"].map(data.labels_of("components", "status")),
            "Status date": table["status_date"],
            "Open issue": table["open_issue"],
            "Note": table["note"],
            "Sources": table["source_ids"],
        }
    )


def meeting_table(meetings: pd.DataFrame) -> pd.DataFrame:
    """Meetings with columns named for readers, in order of time; from rows of the ``meetings`` table."""
    rows = meetings.sort_values("date")
    return pd.DataFrame(
        {
            "Date": rows["date"],
            "Place": rows["place"],
            "Meeting": rows["title"],
            "Form": rows["format"].map(data.labels_of("meetings", "format", short=True)),
            "Countries stated": rows["participants_stated"],
            "Names known": rows["list_status"].map(data.labels_of("meetings", "list_status", short=True)),
            "Note": rows["note"],
            "Sources": rows["source_ids"],
        }
    ).reset_index(drop=True)


def event_table(events: pd.DataFrame) -> pd.DataFrame:
    """Events in order of time with columns named for readers, from rows of the ``events`` table."""
    rows = in_order(events)
    return pd.DataFrame(
        {
            "Date": rows["date"],
            "Event": rows["title"],
            "What happened": rows["summary"],
            "Strand": rows["track"].map(data.labels_of("events", "track")),
            "Domain": rows["domain"].map(domain_labels()),
            "Note": rows["note"],
            "Sources": rows["source_ids"],
        }
    ).reset_index(drop=True)


def calendar_table(events: pd.DataFrame) -> pd.DataFrame:
    """``event_table`` without domain and note, for a page where these say nothing."""
    return event_table(events).drop(columns=["Domain", "Note"])


def component_list(components: pd.DataFrame) -> pd.DataFrame:
    """``component_table`` without domain and note, for the page."""
    return component_table(components).drop(columns=["Domain", "Note"])
