"""A grid of marks: rows by columns, one coded mark per cell, drawn by colour and shape."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from coalition.charts.axes import rows_axis
from coalition.charts.bands import WIDE_LINE
from coalition.charts.drawing import coded_marks
from coalition.charts.labels import wrapped
from coalition.exhibits import style

_WORDS = 38
"""Characters of a line of the label of a row in a column of its own."""

ROW_HEIGHT = 24
"""Pixels per row, so that a grid of any length stays readable."""


def mark_grid(
    cells: pd.DataFrame, codes: Mapping[str, style.Code], rows: list[str], columns: list[str]
) -> go.Figure:
    """Draw one mark per cell.

    ``cells`` has the columns row, column, code and hover (text); ``rows`` and ``columns`` give the
    order, first row on top. The legend has the codes that a cell has, in the order of ``codes``.
    """
    figure = go.Figure()
    coded_marks(figure, cells.rename(columns={"column": "x", "row": "y"}), codes, size=12)
    figure.update_xaxes(
        type="category",
        categoryorder="array",
        categoryarray=columns,
        side="top",
        showgrid=False,
        tickangle=0,
        range=[-0.5, len(columns) - 0.5],
    )
    rows_axis(figure, rows, room=0.5)
    return figure


def labelled(figure: go.Figure, rows: list[str], line: int) -> go.Figure:
    """Write the label of each row in a column of its own, or above its marks where lines are short, so that
    the columns of the grid have the whole width of a phone.
    """
    if line == WIDE_LINE:
        figure.update_yaxes(
            tickvals=rows, ticktext=[wrapped(row, _WORDS) for row in rows], tickfont={"size": 12}
        )
        return figure.update_layout(height=130 + 32 * len(rows))
    for row in rows:
        figure.add_annotation(
            x=0, xref="paper", y=row, text=row, showarrow=False, xanchor="left", yanchor="bottom", yshift=9,
            font={"size": 12},
        )  # fmt: skip
    figure.update_yaxes(showticklabels=False, showgrid=False, range=[len(rows) - 0.5, -0.95])
    figure.update_xaxes(tickfont={"size": 10.5}, showgrid=False)
    return figure.update_layout(height=200 + 46 * len(rows))


def grid_height(rows: int) -> int:
    """Pixels for a grid of this many rows, its axis and its legend."""
    return 170 + ROW_HEIGHT * rows
