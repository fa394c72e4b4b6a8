"""Publics and parliaments: net support by wording, its sensitivity, and the rules for sending soldiers."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import consent
from coalition.charts.grid import grid_height, mark_grid, marker
from coalition.charts.labels import wrapped
from coalition.exhibits import style

WORDINGS = {
    "peace_mission": style.Code("Peace mission", "accent", "circle"),
    "forced_choice_risk": style.Code("Forced choice that names a risk", "second", "diamond"),
    "send_soldiers": style.Code("Send soldiers, no word of peace", "support_only", "square-open"),
    "combat": style.Code("Combat", "opposed", "x"),
}
"""How the wordings with a net value outside Ukraine look."""

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
    """Net support by reading, grouped by country; shape and colour by wording. From ``consent.netted``."""
    lines = _lines(rows)
    figure = go.Figure()
    for wording, look in WORDINGS.items():
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
        range=[-122, 80],
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


def _lines(rows: pd.DataFrame) -> pd.DataFrame:
    """One line per country heading and per reading, top down: line, label, and for readings net, wording, hover."""
    found = []
    for name, group in rows.groupby("name", sort=True):
        found.append({"label": f"<b>{name}</b>", "net": None, "wording": None, "hover": ""})
        found += [
            {"label": short_label(r), "net": r["net"], "wording": r["wording"], "hover": _hover(r)}
            for _, r in group.iterrows()
        ]
    return pd.DataFrame(found).reset_index(names="line")


def short_label(row: pd.Series) -> str:
    """Month and pollster of a reading; a client stands in for a pollster who was not named, a star for soldiers of other countries."""
    who = row["client"] if row["pollster"] == "not named" else row["pollster"].removesuffix(" Institute")
    return f"{month(row['fieldwork_end'])} {who}{'' if row['own_troops'] else '*'}"


def month(partial: str) -> str:
    """A partial date as ``Feb 2025``, or the year alone."""
    return str(partial) if len(str(partial)) == 4 else pd.Period(str(partial)[:7]).strftime("%b %Y")


def signed(value: float) -> str:
    """A number of points with its sign, rounded to whole points."""
    return f"{value:+.0f}".replace("-", "−") if round(value) else "0"


def _hover(row: pd.Series) -> str:
    size = "sample size not found" if pd.isna(row["sample_n"]) else f"n = {row['sample_n']:,}"
    text = wrapped(row["question"], 46)
    return f"{row['name']}, {row['pollster']}, {data.written_date(row['fieldwork_end'])}<br>{text}<br>{row['support_pct']:g} for, {row['oppose_pct']:g} against; {size}"


def reading_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Readings with columns named for readers, from ``consent.netted`` or ``consent.readings``."""
    labels = data.meanings_of("polls", "wording")
    return pd.DataFrame(
        {
            "Country": rows["name"],
            "Fieldwork to": rows["fieldwork_end"],
            "Pollster": rows["pollster"],
            "Question": rows["question"],
            "Wording": rows["wording"].map(labels),
            "Own soldiers": rows["own_troops"].map({True: "yes", False: "no"}),
            "Support": rows["support_pct"],
            "Opposition": rows["oppose_pct"],
            "Undecided": rows["dont_know_pct"],
            "Net": rows["net"].round(1),
            "Sample": rows["sample_n"],
            "Confidence": rows["confidence"],
            "Note": rows["note"],
            "Sources": rows["source_ids"],
        }
    )


def trend_table(trends: pd.DataFrame) -> pd.DataFrame:
    """Trends with columns named for readers, from ``consent.trends``."""
    who = trends["pollster"].where(
        trends["pollster"] != "not named", trends["client"] + " (pollster not named)"
    )
    return pd.DataFrame(
        {
            "Country": trends["name"],
            "Pollster": who,
            "Soldiers asked about": trends["own_troops"].map({True: "own", False: "western"}),
            "First": trends["first"].map(month),
            "Last": trends["last"].map(month),
            "Support": [f"{a:g} to {b:g}" for a, b in zip(trends["support_first"], trends["support_last"])],
            "Opposition": [f"{a:g} to {b:g}" for a, b in zip(trends["oppose_first"], trends["oppose_last"])],
            "Net change": trends["net_change"],
            "Sources": trends["source_ids"],
        }
    )


def split_bars(arms: pd.DataFrame) -> go.Figure:
    """Acceptance and rejection by arm of the split sample, from ``consent.split_sample``."""
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
    figure.update_xaxes(range=[0, 75], title="Percent", tickvals=[0, 25, 50, 75])
    figure.update_yaxes(type="category", categoryorder="array", categoryarray=labels[::-1], showgrid=False)
    return figure.update_layout(height=400, bargap=0.35, legend={"traceorder": "reversed"})


def arm_table(arms: pd.DataFrame) -> pd.DataFrame:
    """The arms of the split sample with columns named for readers."""
    return pd.DataFrame(
        {
            "Ceasefire on the present line with": arms["arm"],
            "Accept": arms["accept"],
            "Reject": arms["reject"],
            "Gain in acceptance": arms["gain"],
            "Sources": arms["source_ids"],
        }
    )


def leaning_grid(table: pd.DataFrame) -> go.Figure:
    """Countries by choice of readings, shape and colour by leaning; from ``consent.leanings``."""
    names = list(table["name"].drop_duplicates())
    cells = pd.DataFrame(
        {
            "row": table["name"],
            "column": table["variant"],
            "code": table["leaning"],
            "hover": [
                f"{r.name}, {r.variant.lower()}: {LEANINGS[r.leaning].label.lower()}{_span(r.low, r.high, r.readings)}"
                for r in table.drop(columns="source_ids").itertuples(index=False, name="Row")
            ],
        }
    )
    figure = mark_grid(cells, LEANINGS, names, list(consent.VARIANTS))
    figure.update_xaxes(tickangle=-60, tickfont={"size": 11})
    return figure.update_layout(height=grid_height(len(names)) + 70)


def _plain(leaning: str) -> str:
    """The label of a leaning without its threshold."""
    return LEANINGS[leaning].label.split(" (")[0]


def _span(low: float | None, high: float | None, readings: int) -> str:
    if not readings:
        return ""
    return (
        f" ({signed(low)})" if readings == 1 else f" ({signed(low)} to {signed(high)}, {readings} readings)"
    )


def leaning_table(table: pd.DataFrame) -> pd.DataFrame:
    """Countries by choice of readings with columns named for readers, one row per country."""
    text = table.assign(
        cell=[
            _plain(lean) + _span(low, high, n)
            for lean, low, high, n in zip(table["leaning"], table["low"], table["high"], table["readings"])
        ]
    )
    wide = text.pivot(index="name", columns="variant", values="cell")[list(consent.VARIANTS)]
    sources = table.groupby("name")["source_ids"].agg(
        lambda cells: tuple(sorted({i for cell in cells for i in cell}))
    )
    return wide.assign(Sources=sources).rename_axis(index="Country", columns=None).reset_index()


SHORT_STEPS = {
    "none": "Government decides",
    "consultation": "Heard, no veto",
    "after_deployment": "Vote on going on",
    "prior_consent": "Consent before",
    "prior_consent_framed": "Consent and a frame",
    "no_rule_found": "No rule found",
}
"""Column labels of the board for ``consent.STEPS``."""


def hurdle_board(table: pd.DataFrame) -> go.Figure:
    """Offers by what the rule asks of parliament, shape and colour by position; from ``consent.offers``."""
    rank = table["step"].map(list(consent.STEPS).index)
    rows = table.assign(rank=rank).sort_values(["rank", "position", "name"], ascending=[True, False, True])
    cells = pd.DataFrame(
        {
            "row": rows["name"],
            "column": rows["step"].map(SHORT_STEPS),
            "code": rows["position"],
            "hover": [
                f"{r['name']}: {style.POSITIONS[r['position']].label.lower()}<br>{_rule_text(r)}"
                for _, r in rows.iterrows()
            ],
        }
    )
    figure = mark_grid(
        cells, {c: style.POSITIONS[c] for c in consent.OFFERS}, list(rows["name"]), list(SHORT_STEPS.values())
    )
    figure.update_xaxes(tickangle=-60, tickfont={"size": 11}, showgrid=True)
    figure.update_yaxes(showgrid=True)
    return figure.update_layout(height=grid_height(len(rows)) + 30)


def _rule_text(row: pd.Series) -> str:
    return "no rule found" if pd.isna(row["rule"]) else wrapped(row["rule"], 50)


def hurdle_table(table: pd.DataFrame) -> pd.DataFrame:
    """Positions and rules with columns named for readers; gaps are written out. From ``consent.hurdles``."""
    gap = consent.STEPS["no_rule_found"]
    polls = [
        _plain(lean) + _span(low, high, n)
        for lean, low, high, n in zip(table["leaning"], table["low"], table["high"], table["readings"])
    ]
    return pd.DataFrame(
        {
            "Country": table["name"],
            "Position": table["position"].map(lambda p: style.POSITIONS[p].label),
            "Hurdle": table["step"].map(consent.STEPS),
            "Rule": (table["rule"] + (" Asked for: " + table["mandate_condition"] + ".").fillna("")).fillna(
                gap
            ),
            "What the government says": table["conditions"].fillna("no condition found"),
            "Polls on own soldiers after a deal": polls,
            "Rule as of": table["rule_as_of"],
            "Note": table["rule_note"],
            "Sources": table["source_ids"],
        }
    )
