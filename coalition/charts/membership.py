"""Who counts as a member: rule by rule, and the numbers that were published."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data, ledger, style
from coalition.charts.grid import mark_grid

COUNTED = {
    "participants": ("Took part in a meeting", "circle", "accent"),
    "members": ("Members", "diamond", "second"),
    "invited": ("Invited or approached", "triangle-up-open", "muted"),
    "pledged": ("Pledged a contribution", "square", "conditional"),
    "willing_to_deploy": ("Ready to send soldiers", "star", "deploy_troops"),
    "signatories": ("Signed a text", "x", "opposed"),
}
"""Label, symbol and colour token for what a published number counts."""


def rule_counts(counts: pd.DataFrame) -> go.Figure:
    """How many countries each rule lets in, without and with Ukraine, from ``ledger.membership_counts``."""
    table = counts.sort_values("without_ukraine")
    labels = [_broken(label) for label in table["label"]]
    figure = go.Figure()
    for column, name, symbol, token in (("without_ukraine", "Without Ukraine", "circle", "accent"), ("with_ukraine", "Ukraine counted", "circle-open", "second")):
        figure.add_scatter(
            x=table[column], y=labels, mode="markers+text" if column == "without_ukraine" else "markers", name=name,
            text=table[column] if column == "without_ukraine" else None, textposition="middle left",
            hovertemplate="%{y}: %{x}<extra></extra>",
            marker={"symbol": symbol, "size": 11, "color": style.colour(token), "line": {"color": style.colour(token), "width": 2}},
        )
    figure.update_xaxes(title="Countries", range=[0, 42])
    figure.update_yaxes(tickfont={"size": 12})
    return figure


def members_by_rule(membership: pd.DataFrame, rule_ids: list[str], names: list[str]) -> go.Figure:
    """Which rules let these countries in: a mark where they do, from ``ledger.membership``."""
    labels = {r: _broken(ledger.rule(r).label, 11) for r in rule_ids}
    found = set(zip(membership["rule_id"], membership["name"]))
    cells = pd.DataFrame([
        {"row": name, "column": labels[r], "code": "in" if (r, name) in found else "out",
         "hover": f"{name}, {ledger.rule(r).label}: {'in' if (r, name) in found else 'not in'}"}
        for r in rule_ids for name in names
    ])
    codes = {"in": style.Code("The rule lets it in", "accent", "circle"), "out": style.Code("It does not", "muted", "circle-open")}
    figure = mark_grid(cells, codes, names, list(labels.values()))
    figure.update_xaxes(tickfont={"size": 10})
    return figure


def published_counts(counts: pd.DataFrame) -> go.Figure:
    """Every published number of countries by date, from the ``counts`` table; shape and colour by what it counts."""
    table = counts.assign(day=data.last_day(counts["date"]))
    figure = go.Figure()
    for code, (label, symbol, token) in COUNTED.items():
        part = table[table["counts_what"] == code]
        figure.add_scatter(
            x=list(part["day"].dt.strftime("%Y-%m-%d")), y=list(part["count"]), mode="markers", name=label, hoverinfo="text",
            text=[f"{data.written_date(d)}, {who}: {n}<br>{rule}" for d, who, n, rule in zip(part["date"], part["who_counted"], part["count"], part["rule"])],
            marker={"symbol": symbol, "size": 10, "color": style.colour(token), "line": {"color": style.colour(token), "width": 1.5}},
        )
    figure.update_yaxes(title="Countries counted", rangemode="tozero")
    return figure


def _broken(label: str, width: int = 24) -> str:
    lines = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)
