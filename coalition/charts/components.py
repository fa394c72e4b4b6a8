"""The parts of the planned force: how far each has come, and the meetings that decide on it."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.charts.grid import mark_grid
from coalition.charts.labels import wrapped
from coalition.exhibits import style

STATUSES = {
    "deployed": "At work",
    "agreed": "Agreed",
    "planned": "Planned",
    "announced": "Announced",
    "unknown": "Unclear",
}
"""Column labels for the status of a part, furthest first. At work does not mean in Ukraine."""

DOMAINS = {
    "land": style.Code("Land", "conditional", "square"),
    "sea": style.Code("Sea", "accent", "triangle-up"),
    "air": style.Code("Air", "support_only", "diamond"),
    "cross": style.Code("Across domains", "second", "star"),
}
"""How the domain of a part looks."""

FORMS = {
    "in_person": "in person",
    "video": "by video",
    "hybrid": "in person and by video",
    "unknown": "not known",
}
LISTS = {"complete": "all", "nearly_complete": "nearly all", "partial": "some", "none": "none"}
"""Short words for how a meeting was held and how many of the states at it are known by name."""


def status_board(components: pd.DataFrame) -> go.Figure:
    """Parts of the force by status, shape and colour by domain, from the ``components`` table."""
    table = _sorted(components)
    labels = table["component"].map(lambda c: wrapped(c, 26))
    cells = pd.DataFrame(
        {
            "row": labels,
            "column": table["status"].map(STATUSES),
            "code": table["domain"],
            "hover": table["component"]
            + "<br>"
            + table["domain"].map(lambda d: DOMAINS[d].label)
            + ", "
            + table["status"].map(STATUSES).str.lower()
            + ", "
            + table["status_date"].map(data.written_date),
        }
    )
    figure = mark_grid(cells, DOMAINS, list(labels), list(STATUSES.values()))
    figure.update_xaxes(tickfont={"size": 11}, tickangle=-60, showgrid=True)
    figure.update_yaxes(tickfont={"size": 11}, showgrid=True)
    return figure.update_layout(height=170 + 34 * len(table))


def component_table(components: pd.DataFrame) -> pd.DataFrame:
    """Parts of the force with columns named for readers, furthest first; from the ``components`` table."""
    table = _sorted(components)
    names = data.names()
    return pd.DataFrame(
        {
            "Part": table["component"],
            "Domain": table["domain"].map(lambda d: DOMAINS[d].label),
            "What is planned": table["what_is_planned"],
            "Lead": table["lead_nations"].map(
                lambda codes: ", ".join(names[c] for c in codes) or "none named"
            ),
            "Status": table["status"].map(STATUSES),
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
            "Form": rows["format"].map(FORMS),
            "Countries stated": rows["participants_stated"],
            "Names known": rows["list_status"].map(LISTS),
            "Note": rows["note"],
            "Sources": rows["source_ids"],
        }
    ).reset_index(drop=True)


def _sorted(components: pd.DataFrame) -> pd.DataFrame:
    rank = components["status"].map(list(STATUSES).index)
    return components.assign(rank=rank, place=components["domain"].map(list(DOMAINS).index)).sort_values(
        ["rank", "place", "component_id"], ignore_index=True
    )
