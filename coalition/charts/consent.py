"""Publics and parliaments: net support by wording, its sensitivity, and the rules for sending soldiers."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import consent
from coalition.charts.grid import grid_height, mark_grid, marker
from coalition.charts.labels import wrapped
from coalition.charts.looks import drawn
from coalition.exhibits import style
from coalition.exhibits.amounts import month, signed

WORDINGS = {
    "peace_mission": ("accent", "circle"),
    "forced_choice_risk": ("second", "diamond"),
    "send_soldiers": ("support_only", "square-open"),
    "combat": ("opposed", "x"),
}
"""How the wordings of ``polls`` look."""

LEANINGS = {
    "ahead": style.Code("Support ahead", "deploy_troops", "circle"),
    "close": style.Code(f"Close ({consent.CLOSE} points or less)", "undecided", "diamond"),
    "differ": style.Code("Readings differ", "support_only", "star-triangle-up"),
    "behind": style.Code("Opposition ahead", "declined", "x"),
    "none": style.Code("No reading", "unknown", "line-ew"),
}
"""How the leaning of a country looks."""

_ROW = 21
"""Pixels per row of the chart of readings."""


def net_support(rows: pd.DataFrame) -> go.Figure:
    """Net support by reading, grouped by country; shape and colour by wording. From ``polls.netted``."""
    lines = _lines(rows)
    figure = go.Figure()
    looks = drawn(data.labels_of("polls", "wording"), WORDINGS, rows["wording"])
    for wording, look in looks.items():
        part = lines[lines["wording"] == wording]
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


_ROOM = 42
"""Points to the left and right of the outermost marks, for the numbers beside them."""


def _span_with_room(nets: pd.Series) -> list[float]:
    """Give the ends of the axis of net support: zero, every mark and its number lie inside."""
    return [min([0, *nets]) - _ROOM, max([0, *nets]) + _ROOM]


def _lines(rows: pd.DataFrame) -> pd.DataFrame:
    """Give one line per country heading and per reading, top down.

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
    """Write month and pollster of a reading.

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
    """Draw acceptance and rejection by arm of the split sample, from ``polls.split_sample``."""
    labels = [wrapped(a, 24) for a in arms["arm"]]
    figure = go.Figure()
    for column, name, token, pattern in (
        ("reject", "Reject", "declined", "/"),
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
            marker={
                "color": style.colour(token),
                "pattern": {"shape": pattern, "fgcolor": style.colour("surface"), "fillmode": "overlay"},
            },
            hovertemplate="%{x} percent " + name.lower() + "<extra></extra>",
        )
    most = max([0, *arms["accept"], *arms["reject"]])
    figure.update_xaxes(range=[0, most + 14], title="Percent", tickvals=[0, 25, 50, 75, 100])
    figure.update_yaxes(type="category", categoryorder="array", categoryarray=labels[::-1], showgrid=False)
    return figure.update_layout(height=400, bargap=0.35, legend={"traceorder": "reversed"})


def leaning_grid(table: pd.DataFrame) -> go.Figure:
    """Countries by choice of readings, shape and colour by leaning; from ``consent.leanings``."""
    names = list(table["name"].drop_duplicates())
    cells = pd.DataFrame(
        {
            "row": table["name"],
            "column": table["variant"],
            "code": table["leaning"],
            "hover": [
                f"{r.name}, {r.variant.lower()}: {LEANINGS[r.leaning].label.lower()}"
                f"{span(r.low, r.high, r.readings)}"
                for r in table.drop(columns="source_ids").itertuples(index=False, name="Row")
            ],
        }
    )
    present = set(table["leaning"])
    looks = {code: look for code, look in LEANINGS.items() if code in present}
    figure = mark_grid(cells, looks, names, list(consent.VARIANTS))
    figure.update_xaxes(tickangle=-60, tickfont={"size": 11})
    return figure.update_layout(height=grid_height(len(names)) + 70)


def span(low: float | None, high: float | None, readings: int) -> str:
    if not readings or low is None or high is None:
        return ""
    return (
        f" ({signed(low)})" if readings == 1 else f" ({signed(low)} to {signed(high)}, {readings} readings)"
    )


def hurdle_board(table: pd.DataFrame) -> go.Figure:
    """Offers by what the rule asks of parliament, shape and colour by position; from ``consent.offers``."""
    short = consent.steps(short=True)
    rank = table["step"].map(list(short).index)
    rows = table.assign(rank=rank).sort_values(["rank", "position", "name"], ascending=[True, False, True])
    cells = pd.DataFrame(
        {
            "row": rows["name"],
            "column": rows["step"].map(short),
            "code": rows["position"],
            "hover": [
                f"{r['name']}: {style.POSITIONS[r['position']].label.lower()}<br>{_rule_text(r)}"
                for _, r in rows.iterrows()
            ],
        }
    )
    figure = mark_grid(
        cells,
        {c: style.POSITIONS[c] for c in consent.OFFERS if c in set(rows["position"])},
        list(rows["name"]),
        list(short.values()),
    )
    figure.update_xaxes(tickangle=-60, tickfont={"size": 11}, showgrid=True)
    figure.update_yaxes(showgrid=True)
    return figure.update_layout(height=grid_height(len(rows)) + 30)


def _rule_text(row: pd.Series) -> str:
    return "no rule found" if pd.isna(row["rule"]) else wrapped(row["rule"], 50)
