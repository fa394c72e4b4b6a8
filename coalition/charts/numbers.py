"""How many are offered, needed and possible: sizes, methods, capacity, what moves it, cost."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import force
from coalition.charts.anchors import Anchor, across, anchors, reached, through
from coalition.charts.axes import log_ticks, on_top, rows_axis
from coalition.charts.drawing import interval, spans
from coalition.charts.labels import plain_name, wrapped
from coalition.exhibits import style
from coalition.formats import coarse, month, of_state, rounded, thousands

_VOICES = style.Looks(
    force.voices,
    {
        "government": ("accent", "circle"),
        "armed_forces": ("partly", "diamond"),
        "research": ("second", "square"),
        "commentary": ("border", "triangle-up"),
        "press": ("muted", "x"),
    },
)
"""How a published size is drawn, by who stands behind it; ``press`` is the table of offers."""

_SET_LOOKS = {
    "leads": ("border", "dot", "square"),
    "europe_all": ("accent", "solid", "circle"),
    "europe": ("second", "dash", "diamond"),
}
_COMPARED, _DECIDED = ("europe_all", "europe"), "europe"
"""The sets whose shares are written, and the one in which each state decides."""
_APART = 0.015
"""How far the marks of two sets stand apart at one weight."""
_ROW = 21
"""Pixels per row of the long charts."""
_INSIDE = f"{force.INSIDE} per cent of the draws"
_NAME = 26
"""Characters of who named a size before they break."""
_WIDTH = 24
"""Characters of a label before it breaks."""


_ROOM = 1.4
"""How far the axis goes beyond the largest size, for the number above it."""

_Kept = tuple[float, float, float]
"""What could be kept: its low, middle and high value."""


def published_sizes(sizes: pd.DataFrame, kept: _Kept) -> go.Figure:
    """Every published size by heading and date, from ``force.all_sizes``; open ends are arrows.

    The least and the most that were named for a purpose are written. The axis stands on top too, since the
    chart is taller than a screen.
    """
    places, ticks, line = [], {}, 0.0
    for group, heading in force.groups().items():
        part = sizes[sizes["group"] == group]
        if part.empty:
            continue
        ticks[line] = f"<b>{heading}</b>"
        line += 1
        for row in part.itertuples():
            label = wrapped(f"{plain_name(row.who)}, {month(row.date).replace(' ', chr(160))}", _NAME)
            more = label.count("<br>") / 2
            places.append((row.Index, line + more / 2))
            ticks[line + more / 2] = label
            line += 1 + more
        line += 0.3
    rows = sizes.loc[[i for i, _ in places]].assign(line=[at for _, at in places])
    figure = go.Figure()
    ranges = rows[rows["bound"] == "range"]
    line_look = {"color": style.colour("muted"), "width": 2}
    spans(figure, ranges["low"], ranges["high"], ranges["line"], line=line_look)
    for code, look in _VOICES.items():
        part = rows[rows["voice"] == code]
        if part.empty:
            continue
        points = [
            (x, r.line, _size_hover(r), symbol) for r in part.itertuples() for x, symbol in _marks(r, look)
        ]
        figure.add_scatter(
            x=[p[0] for p in points],
            y=[p[1] for p in points],
            text=[p[2] for p in points],
            hoverinfo="text",
            mode="markers",
            name=look.label,
            showlegend=False,
            marker={
                "symbol": [p[3] for p in points],
                "size": 9,
                "color": style.colour(look.token),
                "line": {"color": style.colour(look.token), "width": 1},
            },
        )
        figure.add_scatter(
            x=[None],
            y=[None],
            mode="markers",
            name=look.label,
            marker={"symbol": look.symbol, "size": 10, "color": style.colour(look.token)},
        )
    _write_ends(figure, rows[rows["group"].isin(data.labels_of("estimates", "concept"))])
    figure.update_yaxes(
        tickvals=list(ticks),
        ticktext=list(ticks.values()),
        range=[line, -0.7],
        tickfont={"size": 10},
        showgrid=False,
        zeroline=False,
    )
    _log(figure, [x for end in ("low", "high") for x in rows[end].dropna()])
    on_top(figure)
    return through(figure.update_layout(height=int(150 + _ROW * line)), anchors(kept), log=True)


def _write_ends(figure: go.Figure, rows: pd.DataFrame) -> None:
    """Write the least and the most of these sizes to the left of its mark, on a row without a range if one
    has it.
    """
    single = rows["bound"] != "range"
    for column, pick in (("low", "min"), ("high", "max")):
        values = rows[column].fillna(rows["high" if column == "low" else "low"])
        if values.empty:
            continue
        found = rows.assign(value=values, single=single)[values == getattr(values, pick)()]
        row = found.sort_values("single", ascending=column == "low", kind="stable").iloc[0]
        figure.add_annotation(
            x=math.log10(row["value"]), y=row["line"], text=f"<b>{thousands(row['value'])}</b>", xshift=-7,
            showarrow=False, xanchor="right", font={"size": 12}, bgcolor=style.colour("surface"), borderpad=1,
        )  # fmt: skip


def requirement(methods: pd.DataFrame, concepts: pd.DataFrame, kept: _Kept) -> go.Figure:
    """Size by method and published span by concept on one logarithmic axis.

    From ``force.by_method`` and ``force.by_concept``.
    """
    figure, groups = go.Figure(), force.groups()
    above = [wrapped(label, _WIDTH) for label in methods["label"]]
    below = [f"Published: {groups[c.concept].lower()}<br>(n = {c.estimates})" for c in concepts.itertuples()]
    for labels, table, name, token in (
        (above, methods, "By method, low to high", "accent"),
        (below, concepts, "Published sizes, smallest to largest", "second"),
    ):
        _band(figure, table["low"], table["high"], labels, token, 8, name=name)
    _middle(
        figure,
        methods["central"],
        above,
        "By method, central value",
        [
            f"{m.label}: {thousands(m.central)} {m.counts} (low {thousands(m.low)}, high {thousands(m.high)})"
            for m in methods.itertuples()
        ],
    )
    _above(figure, [math.log10(x) for x in methods["central"]], above, methods["central"].map(coarse))
    figure.add_scatter(
        x=[*concepts["low"], *concepts["high"]],
        y=[*below, *below],
        mode="markers",
        showlegend=False,
        marker={"symbol": "line-ns", "size": 12, "line": {"width": 2, "color": style.colour("second")}},
        hovertemplate="%{y}: %{x:,}<extra></extra>",
    )
    rows_axis(figure, above + below, tickfont={"size": 11})
    sizes = [x for table in (methods, concepts) for end in ("low", "high") for x in table[end]]
    _log(figure, [*sizes, _ROOM * max(sizes)])
    return through(figure.update_layout(height=650), anchors(kept), log=True)


def countries(rows: pd.DataFrame) -> go.Figure:
    """Soldiers each country could keep, with the interval, from ``force.results.by_country``."""
    figure = go.Figure()
    line = {"color": style.colour("border"), "width": 3}
    spans(figure, rows["low"], rows["high"], rows["name"], line=line, name=_INSIDE)
    for code, look in style.POSITIONS.items():
        part = rows[rows["position"] == code]
        if len(part):
            figure.add_scatter(
                x=list(part["median"]),
                y=list(part["name"]),
                mode="markers",
                name=f"Middle value: {look.label.lower()}",
                hoverinfo="text",
                text=[
                    f"{r.name}: {thousands(r.median)} ({thousands(r.low)} to {thousands(r.high)}) of "
                    f"{thousands(r.land)}"
                    for r in part.itertuples(index=False)
                ],
                marker={"symbol": look.symbol, "size": 11, "color": style.colour(look.token)},
            )
    _above(figure, rows["median"], rows["name"], rows["median"].map(of_state))
    most = float(rows["high"].max())
    _soldiers_axis(figure, "Soldiers kept, if it takes part", nticks=5, range=[-0.08 * most, 1.08 * most])
    rows_axis(figure, rows["name"], top=1)
    return figure.update_layout(height=200 + 32 * len(rows))


def distribution(troops: dict[str, np.ndarray], concepts: pd.DataFrame) -> go.Figure:
    """How often a size is reached, by country set, over the published spans by concept; how often each state
    deciding reaches the least of them is marked.

    ``troops`` maps the sets of ``force.results.CURVES`` to draws of ``force.simulate``. The axis ends at
    ``force.axis_end``; what is published beyond it is named at its end.
    """
    figure, top, named = go.Figure(), force.axis_end(troops), anchors()
    groups, sets = force.groups(), force.set_labels()
    for key, values in troops.items():
        token, dash, _ = _SET_LOOKS[key]
        curve = force.exceedance({key: values}, top)
        figure.add_scatter(
            x=list(curve["size"]),
            y=list(curve[key]),
            mode="lines",
            name=sets[key],
            line={"color": style.colour(token), "dash": dash, "width": 2.5},
            hovertemplate="%{x:,} soldiers or more: %{y:.0%}<extra></extra>",
        )
        at = reached(curve.set_index("size")[key], named if key in _COMPARED else [])
        figure.add_scatter(
            x=list(at.index),
            y=list(at),
            mode="markers+text",
            text=[f"{share:.0%}" for share in at],
            textposition="top right",
            textfont={"size": 12},
            marker={"size": 7, "color": style.colour(token)},
            showlegend=False,
            hoverinfo="skip",
        )
        if key == _DECIDED and len(concepts):
            _mark_least(figure, values, concepts["low"].min(), token)
    labels = [groups[c] for c in concepts["concept"]]
    inside = concepts[concepts["low"] < top]
    for c in inside.itertuples():
        end = min(c.high, top)
        figure.add_scatter(
            x=[c.low, end],
            y=[groups[c.concept]] * 2,
            yaxis="y2",
            mode="lines+markers",
            showlegend=False,
            hoverinfo="text",
            text=[
                f"{groups[c.concept]}: {thousands(c.low)} to "
                f"{thousands(c.high)}{' and more' if c.open_above else ''}"
            ]
            * 2,
            marker={
                "symbol": ["line-ns", "triangle-right" if c.high > top else "line-ns"],
                "size": 11,
                "color": style.colour("ink"),
                "line": {"width": 2, "color": style.colour("ink")},
            },
            line={"color": style.colour("muted"), "width": 6},
        )
    for c in concepts.itertuples():
        span = f"{thousands(c.low)} {'and more' if c.open_above else f'to {thousands(c.high)}'}"
        figure.add_annotation(
            x=0, xref="paper", y=groups[c.concept], yref="y2", yshift=6, xanchor="left", yanchor="bottom",
            text=f"{groups[c.concept]}, {span}{' →' if c.low >= top else ''}", showarrow=False,
            font={"size": 12},
        )  # fmt: skip
    figure.update_layout(
        yaxis={
            "domain": [0.44, 1],
            "title": "Draws that reach it",
            "tickformat": ".0%",
            "range": [0, 1.02],
            "rangemode": "tozero",
        },
        yaxis2={
            "domain": [0, 0.4],
            "type": "category",
            "categoryorder": "array",
            "categoryarray": labels[::-1],
            "range": [-0.3, len(labels)],
            "dtick": 1,
            "anchor": "x",
            "showticklabels": False,
            "showgrid": False,
            "fixedrange": True,
        },
        xaxis={
            "title": "Soldiers kept in Ukraine",
            "range": [0, top * 1.04],
            "tickformat": ",d",
            "anchor": "y2",
            "nticks": 5,
            "tickangle": 0,
        },
        height=400 + 40 * len(labels),
    )
    return through(figure, [a for a in named if a.size <= top])


def _mark_least(figure: go.Figure, troops: np.ndarray, size: float, token: str) -> None:
    """Mark on a curve how often a size is reached, with a line down to the sizes below."""
    share, colour = float(np.mean(troops >= size)), style.colour(token)
    figure.add_shape(type="line", x0=size, x1=size, y0=0, y1=share, line={"color": colour, "width": 1.5})
    figure.add_scatter(
        x=[size], y=[share], mode="markers", marker={"size": 10, "color": colour}, showlegend=False,
        hoverinfo="skip",
    )  # fmt: skip
    figure.add_annotation(
        x=size, y=share, xanchor="left", xshift=7, text=f"<b>{share:.0%}</b>", showarrow=False, borderpad=0,
        bgcolor=style.colour("surface"), font={"size": 13, "color": colour},
    )  # fmt: skip


def scan(rows: pd.DataFrame) -> go.Figure:
    """Soldiers kept by the part of those abroad that counts, set by set, from ``force.scan``."""
    figure, sets = go.Figure(), force.set_labels()
    for place, (key, part) in enumerate(rows.groupby("set", sort=False)):
        token, dash, symbol = _SET_LOOKS[key]
        figure.add_scatter(
            x=list(part["weight"] + _APART * place),
            y=list(part["median"]),
            mode="lines+markers",
            name=sets[key],
            line={"color": style.colour(token), "dash": dash, "width": 2},
            marker={"symbol": symbol, "size": 10, "color": style.colour(token)},
            error_y=interval(part["median"], part["low"], part["high"], token, thickness=1.5, width=5),
            text=[
                f"{r.weight:.0%} count: {thousands(r.median)} ({thousands(r.low)} to {thousands(r.high)})"
                for r in part.itertuples()
            ],
            hoverinfo="text",
        )
    figure.update_xaxes(
        title="Part of those abroad that counts",
        tickformat=".0%",
        tickvals=force.WEIGHTS,
        range=[-0.05, 1.38],
    )
    ability = rows[rows["set"] == _COMPARED[0]].sort_values("weight")
    for r in ability.iloc[[0, -1]].itertuples() if len(ability) else ():
        figure.add_annotation(
            x=r.weight, y=r.median, text=f"<b>{rounded(r.median):,}</b>", showarrow=False, xanchor="left",
            xshift=6, yanchor="bottom", font={"size": 11}, bgcolor=style.colour("surface"), borderpad=1,
        )  # fmt: skip
    top = rows["high"].max() * 1.05
    figure.update_yaxes(title="Soldiers kept", tickformat=",d", range=[0, top])
    return across(figure.update_layout(height=460), anchors(), top)


def drivers(shares: dict[str, pd.DataFrame]) -> go.Figure:
    """What the spread comes from, set by set, from ``force.drivers``; as ranked for the last set."""
    order, sets = list(shares.values())[-1], force.set_labels()
    figure = go.Figure()
    for key, rows in shares.items():
        token, _, symbol = _SET_LOOKS[key]
        figure.add_scatter(
            x=list(rows["total"]),
            y=[wrapped(label, _WIDTH) for label in rows["label"]],
            mode="markers",
            name=sets[key],
            marker={"symbol": symbol, "size": 12, "color": style.colour(token)},
            text=[f"{r.label}: {r.total:.0%}" for r in rows.itertuples()],
            hoverinfo="text",
        )
        first = rows.loc[rows["total"].idxmax()]
        figure.add_annotation(
            x=first["total"], y=wrapped(first["label"], _WIDTH), text=f"<b>{first['total']:.0%}</b>",
            showarrow=False, xanchor="right", xshift=-9, font={"size": 13}, borderpad=1,
            bgcolor=style.colour("surface"),
        )  # fmt: skip
    most = max(rows["total"].max() for rows in shares.values())
    figure.update_xaxes(
        title="Part of the variance<br>(total index)", tickformat=".0%", range=[-0.04, most * 1.1], nticks=5
    )
    rows_axis(figure, [wrapped(label, _WIDTH) for label in order["label"]], tickfont={"size": 11})
    return figure.update_layout(height=170 + 42 * len(order))


def variants(rows: pd.DataFrame) -> go.Figure:
    """The answer under other choices, from ``force.variants``."""
    labels = [wrapped(label, _WIDTH) for label in rows["label"]]
    figure = go.Figure()
    _band(figure, rows["low"], rows["high"], labels, "accent", 6, name=_INSIDE)
    _middle(
        figure,
        rows["median"],
        labels,
        "Middle value",
        [
            f"{r.label}: {thousands(r.median)} ({thousands(r.low)} to {thousands(r.high)})"
            for r in rows.itertuples()
        ],
    )
    _above(figure, rows["median"], labels, rows["median"].map(coarse))
    _soldiers_axis(
        figure,
        "Soldiers kept in Ukraine",
        range=[-0.07 * rows["high"].max(), rows["high"].max() * 1.05],
        nticks=4,
    )
    rows_axis(figure, labels, tickfont={"size": 11})
    figure.update_layout(height=140 + 42 * len(rows))
    here = Anchor(
        rows["median"].iloc[0], f"{coarse(rows['median'].iloc[0]):,}, {rows['label'].iloc[0].lower()}"
    )
    found = [a for a in [*anchors(), here] if a.size <= rows["high"].max()]
    return through(figure, sorted(found, key=lambda a: a.size))


def _above(figure: go.Figure, places, rows: list[str], sizes) -> None:
    """Write a size above the mark of each row, clear of the lines behind it."""
    for x, y, size in zip(places, rows, sizes, strict=True):
        figure.add_annotation(
            x=x, y=y, text=f"<b>{size:,}</b>", showarrow=False, yanchor="bottom", yshift=6, font={"size": 12},
            bgcolor=style.colour("surface"), borderpad=0,
        )  # fmt: skip


def _band(figure: go.Figure, low, high, rows: list[str], token: str, width: int, **trace) -> None:
    """Draw a broad pale line from low to high in each row."""
    line = {"color": style.colour(token), "width": width}
    spans(figure, low, high, rows, line=line, opacity=0.45, **trace)


def _middle(figure: go.Figure, values, rows: list[str], name: str, hover: list[str]) -> None:
    """Draw the central value of each row."""
    figure.add_scatter(
        x=list(values),
        y=rows,
        mode="markers",
        name=name,
        marker={"symbol": "diamond", "size": 10, "color": style.colour("ink")},
        text=hover,
        hoverinfo="text",
    )


def _soldiers_axis(figure: go.Figure, title: str, **axis) -> None:
    """An axis of soldiers, with thousands separated."""
    figure.update_xaxes(title=title, tickformat=",d", tickangle=0, **axis)


def _log(figure: go.Figure, values: list[float]) -> None:
    """A logarithmic axis of people that holds every value, with a tick at each power of ten."""
    ends = [np.log10(min(values, default=1) * 0.6), np.log10(max(values, default=10) * 1.25)]
    ticks = log_ticks(ends, steps=(1,))
    figure.update_xaxes(
        title="People (log scale)",
        type="log",
        tickvals=ticks,
        ticktext=[f"{t / 1e6:,g} million" if t >= 1e6 else thousands(t) for t in ticks],
        tickangle=0,
        tickfont={"size": 9.5},
        range=ends,
    )


def _marks(row, look: style.Code) -> list[tuple[int, str]]:
    if row.bound == "lower":
        return [(row.low, "triangle-right")]
    if row.bound == "upper":
        return [(row.high, "triangle-left")]
    return [(x, look.symbol) for x in dict.fromkeys((row.low, row.high))]


def _size_hover(row) -> str:
    """The size in words, with who named it, when, and what they suppose."""
    size = " to ".join(thousands(x) for x in dict.fromkeys((row.low, row.high)) if pd.notna(x))
    if row.bound in ("lower", "upper"):
        size = f"{data.labels_of('estimates', 'bound')[row.bound].lower()} {size}"
    when = data.written_date(row.date) if pd.notna(row.date) else "undated"
    return f"{row.who}, {when}: {size}<br>{wrapped(row.what, 60)}"
