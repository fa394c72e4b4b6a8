"""What research says on deterrence, what sizes cost, and how the hypotheses stand against the evidence."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import hypotheses
from coalition.charts.axes import rows_axis
from coalition.charts.bands import WIDE_LINE, by_room
from coalition.charts.drawing import interval, write
from coalition.charts.grid import labelled, mark_grid
from coalition.charts.labels import wrapped
from coalition.charts.lists import coded_lists
from coalition.charts.rows import Line, Row, listed
from coalition.exhibits import style
from coalition.formats import open_size, short_authors

SETTINGS = style.Looks.of(
    "literature", "setting", {"interstate": ("accent", "circle"), "civil_war": ("second", "diamond-open")}
)
"""How the setting of a study looks."""

FITS = style.Looks.of(
    "hypothesis_scores",
    "consistency",
    {
        "CC": ("accent", "circle"),
        "C": ("partly", "circle-open"),
        "N": ("muted", "line-ew"),
        "I": ("second", "x-thin"),
        "II": ("worst", "x"),
    },
    short=True,
)
"""How it looks how evidence and hypothesis go together."""

AGAINST, SCORE = "Rows that speak against it", "Weighed score: less speaks for less against it"
"""The first and the last row of the matrix."""


SHOWN = 8
"""Rows of the test that are drawn one by one."""


def research_tally(studies: pd.DataFrame) -> go.Figure:
    """Under each finding the studies that support it, by setting; from ``deterrence.research``."""
    named = studies.assign(
        study=[f"{short_authors(r.authors)} {r.year}" for r in studies.itertuples()]
    ).sort_values("study")
    totals = named["supports"].value_counts()
    return coded_lists(
        (
            (
                f"{label}:\u00a0{totals.get(code, 0)}",
                named[named["supports"] == code].groupby("setting")["study"].agg(list).to_dict(),
            )
            for code, label in data.labels_of("literature", "supports").items()
        ),
        SETTINGS,
        counted=True,
    )


def cost_by_size(costs: pd.DataFrame) -> go.Figure:
    """The yearly cost of each published size as a bar with its range, under the size and its purposes.

    From ``deterrence.costs``; purposes that share a size share a bar.
    """
    sizes = costs.groupby(["soldiers", "open_above"], sort=True).agg(
        purposes=("label", lambda labels: ", ".join(dict.fromkeys(labels))),
        central=("central", "first"),
        low=("low", "first"),
        high=("high", "first"),
    )
    sizes = sizes.reset_index()
    labels = [
        f"<b>{open_size(r.soldiers, r.open_above)}</b><br>{wrapped(r.purposes.lower(), 18)}"
        for r in sizes.itertuples()
    ]
    figure = go.Figure()
    figure.add_bar(
        x=list(sizes["central"]),
        y=labels,
        orientation="h",
        width=0.4,
        hoverinfo="text",
        showlegend=False,
        textposition="none",
        marker={"color": style.colour("accent")},
        error_x=interval(sizes["central"], sizes["low"], sizes["high"], "ink", thickness=1.5, width=5),
        text=[
            f"{open_size(r.soldiers, r.open_above)} soldiers<br>"
            f"{r.central:.1f} billion euros a year ({r.low:.1f} to {r.high:.1f})"
            for r in sizes.itertuples()
        ],
    )
    for c, label in zip(sizes["central"], labels, strict=True):
        figure.add_annotation(
            x=c, y=label, text=f"<b>{c:.{0 if c >= 10 else 1}f}</b>", showarrow=False, xanchor="left",
            yanchor="bottom", xshift=-1, yshift=9, font={"size": 13},
        )  # fmt: skip
    figure.update_xaxes(title="Billion euros a year", range=[0, costs["high"].max() * 1.05], nticks=6)
    rows_axis(figure, labels, tickfont={"size": 12})
    return figure.update_layout(height=110 + 54 * len(labels))


def matrix_grid(matrix: pd.DataFrame, ranked: pd.DataFrame) -> go.Figure:
    """Evidence (rows) against hypotheses (columns), the rows that tell most apart on top; above them how
    many speak against each, below the scores.

    From ``hypotheses.matrix`` and ``hypotheses.ranking``. What says nothing is left blank.
    """
    return by_room(lambda line: _matrix_grid(matrix, ranked, line))


def _matrix_grid(matrix: pd.DataFrame, ranked: pd.DataFrame, line: int) -> go.Figure:
    names = {h: wrapped(label, 10) for h, label in hypotheses.labels().items()}
    rows = matrix.sort_values("diagnostic", ascending=False, kind="stable")
    cells = rows.melt(["short", "statement"], list(names), "hypothesis_id", "code").query("code != 'N'")
    cells = cells.assign(
        row=cells["short"],
        column=cells["hypothesis_id"].map(names),
        hover=cells["statement"].map(lambda s: wrapped(s, 50))
        + "<br>"
        + cells["hypothesis_id"].map(hypotheses.labels())
        + ": "
        + cells["code"].map({code: look.label for code, look in FITS.items()}),
    )
    labels = [AGAINST, *rows["short"], SCORE]
    figure = mark_grid(cells, FITS, labels, list(names.values()))
    columns = list(ranked["hypothesis_id"].map(names))
    write(
        figure,
        columns,
        [AGAINST] * len(ranked),
        [f"<b>{n}</b>" for n in ranked["against"]],
        size=16,
        position="middle center",
    )
    write(
        figure,
        columns,
        [SCORE] * len(ranked),
        [f"{score:.1f}" for score in ranked["score"]],
        position="middle center",
    )
    top = -0.5 if line == WIDE_LINE else -0.8
    figure.add_hrect(y0=top, y1=top + 1, fillcolor=style.colour("land"), line_width=0, layer="below")
    return labelled(figure, labels, line)


def lead(
    sensitivity: pd.DataFrame,
    themes: pd.DataFrame,
    matrix: pd.DataFrame,
    full: float,
    as_one: Collection[str] = (),
) -> go.Figure:
    """How far the leading hypothesis stays ahead when a row goes or is turned round, whichever leaves less,
    or a whole theme goes.

    From ``hypotheses.sensitivity``, ``without_themes`` and ``matrix``; ``full`` is the lead in the full
    matrix. The smallest lead on top. Rows of ``as_one`` take the first place away where the outcomes with a
    ceasefire are one; they stand apart.
    """
    least = sensitivity.groupby("evidence_id")["margin"].min().sort_values(kind="stable")
    names, drawn = matrix.set_index("evidence_id")["short"], least.head(SHOWN)

    def rows(margins: pd.Series, token: str) -> list[Row]:
        return [Row(names[e], lead, f"{lead:.1f}", token) for e, lead in margins.items()]

    found = [
        ("Lost if the ceasefires are one outcome", rows(least[least.index.isin(as_one)], "second")),
        ("Kept in any case", rows(drawn[~drawn.index.isin(as_one)], "accent")),
        (
            "A whole theme left out",
            [
                Row(f"All on {hypotheses.theme(t.theme)} ({t.n})", t.margin, f"{t.margin:.1f}", "border")
                for t in themes.sort_values("margin").itertuples()
            ],
        ),
    ]
    return listed([part for part in found if part[1]], line=Line(full, f"all rows: {full:.1f}"))
