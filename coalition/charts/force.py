"""The parts of the planned force by how far each has come, and the events on the way to it."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis.components import in_order
from coalition.charts.grid import mark_grid
from coalition.charts.labels import wrapped
from coalition.exhibits import style

DOMAINS = style.Looks.of(
    "components",
    "domain",
    {
        "land": ("partly", "square"),
        "sea": ("accent", "triangle-up"),
        "air": ("border", "diamond"),
        "cross": ("second", "star"),
    },
)
"""How a part of the force is drawn, by its domain."""


def status_board(components: pd.DataFrame) -> go.Figure:
    """Parts of the force by status, shape and colour by domain, from the ``components`` table."""
    table, statuses = in_order(components), data.labels_of("components", "status")
    labels = table["component"].map(lambda c: wrapped(c, 26))
    cells = pd.DataFrame(
        {
            "row": labels,
            "column": table["status"].map(statuses),
            "code": table["domain"],
            "hover": table["component"]
            + "<br>"
            + table["domain"].map(lambda d: DOMAINS[d].label)
            + ", "
            + table["status"].map(statuses).str.lower()
            + ", "
            + table["status_date"].map(data.written_date),
        }
    )
    figure = mark_grid(cells, DOMAINS, list(labels), list(statuses.values()))
    figure.update_xaxes(tickfont={"size": 11}, tickangle=-60, showgrid=True)
    figure.update_yaxes(tickfont={"size": 11}, showgrid=True)
    return figure.update_layout(height=170 + 34 * len(table))
