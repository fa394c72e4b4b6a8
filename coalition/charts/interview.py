"""The interview of December 2025: what reports made of it, and how the article's claims about it stand."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import interview
from coalition.charts.bands import by_room
from coalition.charts.drawing import write
from coalition.charts.grid import labelled, mark_grid
from coalition.charts.labels import wrapped
from coalition.exhibits import style

LOOKS = style.Looks(
    interview.ways,
    {
        "quoted": ("accent", "circle"),
        "own_words": ("partly", "diamond"),
        "question": ("muted", "triangle-up-open"),
        "no": ("second", "x-thin"),
        "unknown": ("unknown", "line-ew"),
    },
)
"""How each way in which a report has an element (``interview.ways``) is drawn."""


HAVE, QUOTED = "Reports that have it", "In Rutte's quoted words"
"""The first rows of the grid: counts."""
FOUND = "breach_response"
"""The element that the chapter is about; its column is tinted."""


def retelling_grid(table: pd.DataFrame) -> go.Figure:
    """Reports by elements of the interview, from ``interview.reports``, below how many have each."""
    return by_room(lambda line: _retelling_grid(table, line))


def _retelling_grid(table: pd.DataFrame, line: int) -> go.Figure:
    rows, ways = [HAVE, QUOTED, *table["label"].unique()], interview.ways()
    elements = {code: wrapped(label, 10) for code, label in data.labels_of("retellings", "element").items()}
    cells = pd.DataFrame(
        {
            "row": table["label"],
            "column": table["element"].map(elements),
            "code": table["code"],
            "hover": table["label"]
            + "<br>"
            + table["element"].map(elements)
            + ": "
            + table["code"].map(ways).str.lower()
            + "<br>"
            + table["in_own_words"].map(lambda t: wrapped(t, 48)),
        }
    )
    figure = mark_grid(cells, LOOKS, rows, list(elements.values()))
    counts = interview.element_counts(table)
    columns = list(counts["element"].map(elements))
    for row, column in ((HAVE, "have_it"), (QUOTED, "quoted")):
        write(
            figure, columns, [row] * len(columns), [f"<b>{n}</b>" for n in counts[column]], size=13,
            position="middle center",
        )  # fmt: skip
    labelled(figure, rows, line)
    at = list(elements).index(FOUND)
    figure.add_vrect(x0=at - 0.46, x1=at + 0.46, fillcolor=style.colour("land"), line_width=0, layer="below")
    return figure
