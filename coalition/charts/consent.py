"""Publics and parliaments: net support by wording, its sensitivity, and the rules for sending soldiers."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import consent
from coalition.charts.drawing import marker, overlaid
from coalition.charts.grid import grid_height, mark_grid
from coalition.charts.labels import wrapped
from coalition.charts.lists import coded_lists
from coalition.exhibits import style
from coalition.formats import month, signed

WORDINGS = style.Looks.of(
    "polls",
    "wording",
    {
        "peace_mission": ("accent", "circle"),
        "forced_choice_risk": ("second", "diamond"),
        "send_soldiers": ("border", "square-open"),
        "combat": ("worst", "x"),
    },
)
"""How the wordings of ``polls`` look."""


def _leaning_words() -> dict[str, str]:
    """The leanings in the reader's words, with what counts as close."""
    words = data.labels_of("computed", "poll_leaning")
    return words | {"close": f"{words['close']} ({consent.CLOSE} points or less)"}


LEANINGS = style.Looks(
    _leaning_words,
    {
        "ahead": ("accent", "circle"),
        "close": ("muted", "diamond"),
        "differ": ("border", "star-triangle-up"),
        "behind": ("second", "x"),
        "none": ("unknown", "line-ew"),
    },
)
"""How the leaning of a country looks."""

_ROW = 21
"""Pixels per row of the chart of readings."""


def net_support(rows: pd.DataFrame) -> go.Figure:
    """Net support by reading, grouped by country; shape and colour by wording. From ``polls.netted``."""
    lines = _lines(rows)
    figure = go.Figure()
    for wording, look in WORDINGS.items():
        part = lines[lines["wording"] == wording]
        if part.empty:
            continue
        figure.add_scatter(
            x=list(part["net"]),
            y=list(part["line"]),
            text=[signed(n) for n in part["net"]],
            hovertext=list(part["hover"]),
            hoverinfo="text",
            mode="markers+text",
            textposition=["middle left" if n < 0 else "middle right" for n in part["net"]],
            textfont={"size": 11},
            name=look.label,
            marker=marker(look, 10),
        )
    for line in lines.loc[lines["wording"].isna(), "line"]:
        figure.add_shape(
            type="line",
            xref="paper",
            x0=0,
            x1=1,
            y0=line - 0.55,
            y1=line - 0.55,
            line={"color": style.colour("grid"), "width": 1},
        )
    figure.add_vline(x=0, line={"color": style.colour("border"), "width": 1.5})
    figure.update_xaxes(
        range=_span_with_room(rows["net"]),
        tickvals=[-50, 0, 50],
        ticktext=["−50", "0", "+50"],
        tickangle=0,
        side="top",
        title="Net support, points",
        showgrid=False,
    )
    ahead = int((rows["net"] > 0).sum())
    for text, anchor, shift in ((f"{ahead} for", "left", 7), (f"{len(rows) - ahead} not", "right", -7)):
        figure.add_annotation(
            x=0, y=0, text=f"<b>{text}</b>", showarrow=False, xanchor=anchor, xshift=shift, font={"size": 12}
        )
    figure.update_yaxes(
        tickvals=list(lines["line"]),
        ticktext=list(lines["label"]),
        tickfont={"size": 11},
        range=[len(lines) - 0.4, -0.6],
        showgrid=False,
        zeroline=False,
    )
    return figure.update_layout(height=150 + _ROW * len(lines))


_ROOM = 62
"""Points to the left and right of the outermost marks, for the numbers beside them."""


def _span_with_room(nets: pd.Series) -> list[float]:
    """The ends of the axis of net support: zero, every mark and its number lie inside."""
    return [min([0, *nets]) - _ROOM, max([0, *nets]) + _ROOM]


def _lines(rows: pd.DataFrame) -> pd.DataFrame:
    """One line per country heading and per reading, top down.

    Columns: line, label, and for readings net, wording, hover.
    """
    found = []
    for name, group in rows.groupby("name", sort=True):
        found.append({"label": f"<b>{name}</b>", "net": None, "wording": None, "hover": ""})
        found += [
            {"label": short_label(r), "net": r["net"], "wording": r["wording"], "hover": _hover(r)}
            for _, r in group.iterrows()
        ]
    columns = ["label", "net", "wording", "hover"]
    return pd.DataFrame(found, columns=columns).reset_index(names="line")


def short_label(row: pd.Series) -> str:
    """Month and pollster of a reading.

    A client stands in for a pollster who was not named, a star marks soldiers of other countries.
    """
    who = row["client"] if row["pollster"] == "not named" else row["pollster"].removesuffix(" Institute")
    return f"{month(row['fieldwork_end'])} {who}{'' if row['own_troops'] else '*'}"


def _hover(row: pd.Series) -> str:
    size = "sample size not found" if pd.isna(row["sample_n"]) else f"n = {row['sample_n']:,}"
    who = f"{row['name']}, {row['pollster']}, {month(row['fieldwork_end'])}"
    result = f"{row['support_pct']:g} for, {row['oppose_pct']:g} against; {size}"
    return f"{who}<br>{wrapped(row['question'], 46)}<br>{result}"


def split_bars(arms: pd.DataFrame) -> go.Figure:
    """Acceptance and rejection by arm of the split sample, from ``polls.split_sample``."""
    labels = [wrapped(a, 24) for a in arms["arm"]]
    figure = go.Figure()
    for column, name, token, pattern in (
        ("reject", "Reject", "second", "/"),
        ("accept", "Accept", "accent", ""),
    ):
        figure.add_bar(
            x=list(arms[column]),
            y=labels,
            orientation="h",
            name=name,
            text=[f"{v:g}" for v in arms[column]],
            textposition="outside",
            cliponaxis=False,
            marker=overlaid(token, pattern),
            hovertemplate="%{x} per cent " + name.lower() + "<extra></extra>",
        )
    most = max([0, *arms["accept"], *arms["reject"]])
    figure.update_xaxes(range=[0, most + 14], title="Per cent", tickvals=[0, 25, 50, 75, 100])
    figure.update_yaxes(type="category", categoryorder="array", categoryarray=labels[::-1], showgrid=False)
    return figure.update_layout(height=400, bargap=0.35, legend={"traceorder": "reversed"})


def leaning_grid(table: pd.DataFrame) -> go.Figure:
    """The leaning of each country that hangs on the choice of readings under each choice; from
    ``consent.leanings``. If none does, of every country.
    """
    read = table[table["leaning"] != "none"]
    moves = read.groupby("name")["leaning"].transform("nunique") > 1
    shown, labels = read[moves] if moves.any() else read, consent.variant_labels()
    rows = [labels[code] for code in labels if code in set(table["variant"])]
    columns = {name: f"<b>{wrapped(name, 10)}</b>" for name in sorted(shown["name"].unique())}
    cells = pd.DataFrame(
        {
            "row": shown["variant"].map(labels),
            "column": shown["name"].map(columns),
            "code": shown["leaning"],
            "hover": shown["name"]
            + ", "
            + shown["variant"].map(labels)
            + ": "
            + shown["leaning"].map({code: look.label for code, look in LEANINGS.items()}),
        }
    )
    figure = mark_grid(cells, LEANINGS, rows, list(columns.values()))
    return figure.update_layout(height=grid_height(len(rows)) + 4 * len(rows))


def hurdle_board(table: pd.DataFrame) -> go.Figure:
    """For each step that a rule asks for, the offers by position; from ``consent.offers``."""
    return coded_lists(
        (
            (f"{label}:\u00a0{len(part)}", part.groupby("position")["name"].agg(sorted).to_dict())
            for step, label in consent.steps().items()
            if len(part := table[table["step"] == step])
        ),
        style.POSITIONS,
        counted=True,
    )
