"""Earlier missions by density, outcome and consent, and the sizes discussed for Ukraine beside them."""

from __future__ import annotations

from copy import copy

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from coalition import data
from coalition.analysis import civil_wars, conflicts, precedents
from coalition.charts import curves
from coalition.charts.axes import log_range, log_ticks, rows_axis, small_title
from coalition.charts.bands import WIDE_LINE, by_room
from coalition.charts.drawing import coded_marks, marker, spans
from coalition.charts.grid import grid_height
from coalition.charts.labels import wrapped
from coalition.charts.rows import Row, listed
from coalition.data.passages import inline
from coalition.exhibits import style
from coalition.formats import decimal, years

OUTCOMES = style.Looks.of(
    "missions",
    "outcome",
    {
        "held": ("accent", "circle"),
        "ongoing": ("partly", "diamond-open"),
        "partial": ("muted", "triangle-up"),
        "collapsed": ("worst", "x"),
    },
)
"""How the outcomes of the ``missions`` table are drawn, best first."""

MEASURES = style.Looks.of(
    "computed", "density_measure", {"km": ("accent", "circle"), "1000": ("second", "diamond")}
)
"""How the measures of density are drawn."""

CONSENTS = style.Looks.of(
    "missions", "host_consent", {"yes": ("accent", "circle"), "partial": ("worst", "diamond")}
)
"""How consent and partial consent are drawn."""

PLAN = style.Code("Size discussed for Ukraine, not a mission", "muted", "star-open")

_OBSERVERS = " *"
"""Behind the name of a mission whose size counts observers."""


def densities(missions: pd.DataFrame, discussed: pd.DataFrame) -> go.Figure:
    """The figure of ``density`` for each measure, side by side where there is room, with one legend."""
    parts = [density(missions, discussed, measure_id) for measure_id in precedents.MEASURES]
    rows = [len(part.layout.yaxis.categoryarray) for part in parts]
    return by_room(lambda room: _beside(parts, rows) if room == WIDE_LINE else _below(parts, rows))


def _beside(parts: list[go.Figure], rows: list[int]) -> go.Figure:
    figure = make_subplots(cols=len(parts), horizontal_spacing=0.3)
    return _joined(figure, parts, across=True).update_layout(height=grid_height(max(rows)) + 40)


def _below(parts: list[go.Figure], rows: list[int]) -> go.Figure:
    figure = make_subplots(rows=len(parts), row_heights=rows, vertical_spacing=0.11)
    return _joined(figure, parts, across=False).update_layout(height=grid_height(sum(rows)) + 130)


def _joined(figure: go.Figure, parts: list[go.Figure], *, across: bool) -> go.Figure:
    """Panels in one figure, with one legend."""
    named: set[str] = set()
    for number, part in enumerate(parts, start=1):
        place = {"row": 1, "col": number} if across else {"row": number, "col": 1}
        for trace in part.data:
            listed = {"legendgroup": trace.name, "showlegend": trace.name not in named}
            named.add(trace.name)
            figure.add_trace(copy(trace).update(listed), **place)
        figure.update_xaxes(part.layout.xaxis.to_plotly_json(), **place)
        figure.update_yaxes(part.layout.yaxis.to_plotly_json(), **place)
    return figure


def density(missions: pd.DataFrame, discussed: pd.DataFrame, measure_id: str) -> go.Figure:
    """Usable missions by density on a logarithmic axis, outcome by colour and shape, and the sizes discussed
    below.

    ``missions`` is the table of that name, ``discussed`` comes from ``precedents.plans``. No line is fitted.
    """
    m = precedents.measure(measure_id)
    rows = precedents.usable(missions, measure_id)
    rows = rows.assign(label=[axis_name(r) for _, r in rows.iterrows()])
    plans = discussed.sort_values("troops", ascending=False).assign(
        label=lambda t: t["troops"].map("{:,} for Ukraine".format)
    )
    figure = go.Figure()
    points = rows.assign(
        x=rows[m.density].astype(float),
        y=rows["label"],
        code=rows["outcome"],
        hover=[_hover(r, m) for _, r in rows.iterrows()],
    )
    coded_marks(figure, points, OUTCOMES, size=11)
    figure.add_scatter(
        x=list(plans[m.density]),
        y=list(plans["label"]),
        mode="markers",
        name=PLAN.label,
        hoverinfo="text",
        marker=marker(PLAN, 11),
        text=[
            f"{t:,} troops ({a}): {d:.2g} {m.unit}"
            for t, a, d in zip(plans["troops"], plans["author"], plans[m.density], strict=True)
        ],
    )
    order = [*rows["label"], "", *plans["label"]]
    figure.update_xaxes(
        **_log_axis(f"{m.unit.capitalize()},<br>logarithmic axis", [*rows[m.density], *plans[m.density]])
    )
    rows_axis(figure, order, tickfont={"size": 12})
    return figure.update_layout(height=grid_height(len(order)) + 30)


def span(missions: pd.DataFrame, discussed: pd.DataFrame) -> go.Figure:
    """Troops against length of line for missions usable per km and the sizes discussed, both axes
    logarithmic.
    """
    m = precedents.measure("km")
    rows = precedents.usable(missions, "km")
    figure = go.Figure()
    rows = rows.assign(mark=rows["short_name"].str.split(",").str[0])
    lines, troops = [*rows[m.size], *discussed[m.size]], [*rows["peak_troops"], *discussed["troops"]]
    across = _log_axis("Length of the line, km,<br>logarithmic axis", lines, beyond=0.5)
    up = _log_axis("Troops or observers, logarithmic axis", troops, beyond=0.6)
    places = _label_places(rows["mark"], rows[m.size], rows["peak_troops"], [across["range"], up["range"]])
    for code, look in OUTCOMES.items():
        part = rows[rows["outcome"] == code]
        if part.empty:
            continue
        figure.add_scatter(
            x=list(part[m.size].astype(float)),
            y=list(part["peak_troops"].astype(float)),
            mode="markers+text",
            name=look.label,
            showlegend=True,
            text=list(part["mark"]),
            textposition=list(places[part.index]),
            textfont={"size": 11},
            hovertext=[_hover(r, m) for _, r in part.iterrows()],
            hoverinfo="text",
            marker=marker(look, 11),
        )
    figure.add_scatter(
        x=list(discussed[m.size]),
        y=list(discussed["troops"]),
        mode="markers+text",
        name=PLAN.label,
        marker=marker(PLAN, 11),
        hoverinfo="text",
        text=discussed["troops"].map("{:,}".format),
        textposition="middle right",
        textfont={"size": 11},
        hovertext=[f"{t:,} troops on Ukraine's line" for t in discussed["troops"]],
    )
    figure.update_xaxes(**across, tickangle=0, tickfont={"size": 11})
    figure.update_yaxes(**up)
    for length, part in discussed.groupby(m.size):
        figure.add_annotation(
            x=np.log10(float(length)), y=np.log10(float(part["troops"].max())), showarrow=False, yshift=12,
            yanchor="bottom", xanchor="center", text=f"<b>Ukraine:<br>{length:,.0f} km</b>",
            font={"size": 12},
        )  # fmt: skip
    longest = float(rows[m.size].max()) * 1.06
    if longest < discussed[m.size].min():
        figure.add_vrect(
            x0=longest,
            x1=10 ** across["range"][1],
            fillcolor=style.colour("land"),
            opacity=0.6,
            line_width=0,
            layer="below",
        )
        figure.add_annotation(
            x=1,
            xref="paper",
            xanchor="right",
            y=0,
            yref="paper",
            yanchor="bottom",
            text="no mission<br>here",
            showarrow=False,
            font={"size": 11},
        )
    return figure.update_layout(height=520)


def by_consent(missions: pd.DataFrame) -> go.Figure:
    """Every mission as one mark: rows by consent and outcome, colour and shape by outcome."""
    consents = data.labels_of("missions", "host_consent")
    figure = go.Figure()
    labels, heads, longest = {}, {}, 1
    line = 0
    for consent, words in consents.items():
        heads[line - 1] = f"<b>{words}</b>: {(missions['host_consent'] == consent).sum()} missions"
        for code, look in OUTCOMES.items():
            part = missions[(missions["host_consent"] == consent) & (missions["outcome"] == code)]
            labels[line] = f"{look.label.split(',')[0]}: {len(part)}"
            line += 1
            if part.empty:
                continue
            longest = max(longest, len(part))
            figure.add_scatter(
                x=list(range(1, len(part) + 1)),
                y=[line - 1] * len(part),
                mode="markers",
                name=look.label,
                text=[
                    f"{n} ({y})<br>{words}, {look.label.lower()}"
                    for n, y in zip(part["name"], part["start_year"], strict=True)
                ],
                hoverinfo="text",
                marker=marker(look, 12),
            )
        line += 1
    for y, text in heads.items():
        figure.add_annotation(x=0, xref="paper", y=y, text=text, showarrow=False, xanchor="left")
    figure.update_xaxes(visible=False, range=[0.4, longest + 1])
    figure.update_yaxes(
        tickvals=list(labels),
        ticktext=list(labels.values()),
        range=[line - 1.4, -1.6],
        showgrid=False,
        zeroline=False,
    )
    return figure.update_layout(height=400, showlegend=False)


def consent_sensitivity(table: pd.DataFrame) -> go.Figure:
    """Share that held, with consent and with partial consent, under every variant.

    From the analysis of the same name.
    """
    figure = go.Figure()
    line = {"color": style.colour("border"), "width": 2}
    spans(figure, 100 * table["share_partial"], 100 * table["share_yes"], table["label"], line=line)
    for code, look in ((c, CONSENTS[c]) for c in ("yes", "partial")):
        held, n = table[f"{code}_held"], table[f"{code}_held"] + table[f"{code}_collapsed"]
        figure.add_scatter(
            x=list(100 * table[f"share_{code}"]),
            y=list(table["label"]),
            mode="markers+text",
            showlegend=False,
            marker=marker(look, 11),
            text=[f"\u2002{h}/{k}\u2002" for h, k in zip(held, n, strict=True)],
            textposition="middle right" if code == "yes" else "middle left",
            textfont={"size": 11},
            hoverinfo="text",
            hovertext=[
                f"{s}<br>{look.label}: {h} of {k} held"
                for s, h, k in zip(table["statement"], held, n, strict=True)
            ],
        )
    first = table.iloc[0]
    for code, anchor in (("yes", "left"), ("partial", "right")):
        figure.add_annotation(
            x=100 * first[f"share_{code}"], y=-0.45, yref="y", text=wrapped(CONSENTS[code].label, 14),
            showarrow=False, xanchor=anchor, xshift=-8 if anchor == "left" else 8, yanchor="bottom",
            align=anchor,
            font={"size": 12, "color": style.colour(CONSENTS[code].token)},
        )  # fmt: skip
    figure.update_xaxes(title=small_title("Per cent that held"), range=[-40, 140], tickvals=[0, 50, 100])
    rows_axis(figure, table["label"], room=0.5, top=1.6, tickfont={"size": 12})
    return figure.update_layout(height=grid_height(len(table)))


def density_sensitivity(table: pd.DataFrame) -> go.Figure:
    """Rank correlation of density with outcome and its interval, measure by measure under each variant.

    From the analysis of the same name. A correlation that is missing is not drawn.
    """
    known = table.dropna(subset=["rho"])
    return listed(
        (
            (
                look.label,
                [
                    Row(r.label, r.rho, decimal(r.rho, 2), look.token, span=(r.low, r.high))
                    for r in known[known["measure"] == measure_id].itertuples()
                ],
            )
            for measure_id, look in MEASURES.items()
            if measure_id in set(known["measure"])
        ),
        marks=True,
        letters=30,
    )


def axis_name(row: pd.Series) -> str:
    """A short name, with a star where the size counts observers."""
    return row["short_name"] + (_OBSERVERS if row["counted"] == "observers" else "")


def _hover(row: pd.Series, m: precedents.Measure) -> str:
    labels = {c: data.labels_of("missions", c)[row[c]] for c in ("counted", "host_consent", "outcome")}
    kind = data.meanings_of("missions", "peak_kind").get(row["peak_kind"], "").rstrip(".")
    return (
        f"{row['name']}, {years(row['start_year'], row['end_year'])}<br>"
        f"{row['peak_troops']:,} {labels['counted'].lower()}, "
        f"{row[m.density]:.2g} {m.unit}<br>{kind}<br>{labels['host_consent']}; {labels['outcome'].lower()}"
    )


_CHARACTER, _LINE = 0.025, 0.045
"""Width of a character and height of a line of a label, as shares of the drawing."""
_PLACES = {
    "top center": (0, 1),
    "bottom center": (0, -1),
    "middle right": (1, 0),
    "middle left": (-1, 0),
    "bottom right": (1, -1),
    "top right": (1, 1),
    "bottom left": (-1, -1),
    "top left": (-1, 1),
}


def _label_places(names: pd.Series, x: pd.Series, y: pd.Series, ends: list[list[float]]) -> pd.Series:
    """Where the label of each mark stands so that it covers neither a mark nor an earlier label.

    ``x`` and ``y`` are drawn on logarithmic axes that have these ``ends``. The first free of ``_PLACES``, or
    the first one if none is.
    """
    low, high = np.array(ends).T
    points = (np.log10(np.column_stack([x, y]).astype(float)) - low) / (high - low)
    taken = [(px - 0.01, py - 0.015, px + 0.01, py + 0.015) for px, py in points]
    found = []
    for name, (px, py) in zip(names, points, strict=True):
        half = len(name) * _CHARACTER / 2
        boxes = {}
        for place, (right, up) in _PLACES.items():
            cx, cy = px + right * (half + 0.015), py + up * (_LINE / 2 + 0.02)
            boxes[place] = (cx - half, cy - _LINE / 2, cx + half, cy + _LINE / 2)
        place = next(
            (p for p, box in boxes.items() if not any(_overlap(box, t) for t in taken)), "top center"
        )
        taken.append(boxes[place])
        found.append(place)
    return pd.Series(found, index=names.index)


def _overlap(a: tuple, b: tuple) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _log_axis(title: str, values: list, beyond: float = 0.15, steps: tuple[int, ...] = (1,)) -> dict:
    """A logarithmic axis on which all values lie, with round ticks."""
    ends = log_range(values, beyond=beyond)
    ticks = log_ticks(ends, steps=steps)
    return {
        "type": "log",
        "title": small_title(title),
        "tickvals": ticks,
        "ticktext": [f"{t:,g}" for t in ticks],
        "range": ends,
    }


_PEACE_LINES = {"with": ("accent", "solid"), "without": ("second", "dash")}


def peace_after_civil_wars(groups: dict[str, pd.DataFrame]) -> go.Figure:
    """Share of ceasefires in civil wars still at peace by year, with and without peacekeepers.

    From ``civil_wars.groups``.
    """
    figure = go.Figure()
    for code, name in data.labels_of("computed", "peacekeeping").items():
        rows, (token, dash) = groups[code], _PEACE_LINES[code]
        curves.add(
            figure,
            civil_wars.curve(rows),
            curves.Line(name, token, dash, filled=code == "with"),
            lambda days: np.asarray(list(days), dtype=float) / conflicts.YEAR,
            said=lambda days: f"after {days / conflicts.YEAR:.1f} years",
            until=rows["days"].max(),
        )
        held = 100 * civil_wars.after(rows, civil_wars.YEARS[-1])["holding"]
        figure.add_scatter(
            x=[civil_wars.YEARS[-1]],
            y=[held],
            mode="markers+text",
            text=[f"<b>{held:.0f}%</b> {inline(name)}"],
            textposition="top right",
            textfont={"size": 12, "color": style.colour(token)},
            marker={"size": 9, "color": style.colour(token)},
            hoverinfo="skip",
            showlegend=False,
        )
    longest = max(rows["days"].max() for rows in groups.values()) / conflicts.YEAR
    figure.update_xaxes(title="Years since the ceasefire", range=[-0.2, float(longest) + 0.3], dtick=2)
    figure.update_yaxes(title="Still at peace, per cent", range=[0, 102])
    return figure.update_layout(height=380, showlegend=False)
