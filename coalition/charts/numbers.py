"""How many are offered, needed and possible: sizes, methods, capacity, what moves it, cost."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import force
from coalition.charts.anchors import across, anchors, asked_and_kept, reached, through
from coalition.charts.axes import log_ticks, rows_axis
from coalition.charts.bands import WIDE_LINE, by_room
from coalition.charts.drawing import spans
from coalition.charts.labels import wrapped
from coalition.charts.rows import Line, Row, listed
from coalition.data.passages import inline
from coalition.exhibits import style
from coalition.formats import bounds, coarse, of_state, rounded, thousands

_SET_LOOKS = {"leads": ("muted", "dot"), "europe_all": ("accent", "solid"), "europe": ("second", "dash")}
_COMPARED, _DECIDED = ("europe_all", "europe"), "europe"
"""The sets whose shares are written, and the one in which each state decides."""
_SIZE, _HEAD = 7, 26
"""Pixels of a published size and of the words above those of a purpose."""
_WIDTH = 24
"""Characters of a label before it breaks."""


_ROOM = 1.4
"""How far the axis goes beyond the largest size, for the number above it."""

_SHORT = 0.3
"""Part of the axis up to which a range leaves room for a word behind it."""

_Kept = tuple[float, float, float]
"""What could be kept: its low, middle and high value."""


def published_sizes(sizes: pd.DataFrame, kept: _Kept) -> go.Figure:
    """Every published size under its purpose, the smallest first, from ``force.all_sizes``; open ends are
    arrows. Purposes of a whole force have the accent.
    """
    figure, y, whole = go.Figure(), 0.0, data.labels_of("estimates", "concept")
    for group, heading in force.groups().items():
        part = sizes[sizes["group"] == group]
        if part.empty:
            continue
        ends = part[["low", "high"]].stack()
        figure.add_annotation(
            x=0, xref="paper", y=y + _HEAD - 4, xanchor="left", yanchor="bottom", showarrow=False,
            text=f"<b>{heading}</b>, {bounds(ends.min(), ends.max())} (n\u00a0=\u00a0{len(part)})",
            font={"size": 12}, bgcolor=style.colour("surface"), borderpad=1,
        )  # fmt: skip
        y += _HEAD
        colour = style.colour("accent" if group in whole else "border")
        ordered = part.assign(least=part["low"].fillna(part["high"])).sort_values(["least", "high"])
        rows = ordered.assign(y=[y + _SIZE * place for place in range(len(part))])
        ranges = rows[rows["bound"] == "range"]
        spans(figure, ranges["low"], ranges["high"], ranges["y"], line={"color": colour, "width": 2})
        points = [(x, r.y, _size_hover(r), symbol) for r in rows.itertuples() for x, symbol in _marks(r)]
        figure.add_scatter(
            x=[p[0] for p in points],
            y=[p[1] for p in points],
            text=[p[2] for p in points],
            hoverinfo="text",
            mode="markers",
            showlegend=False,
            marker={"symbol": [p[3] for p in points], "size": 6, "color": colour},
        )
        y += _SIZE * len(part)
    figure.update_yaxes(visible=False, range=[y + 6, 0])
    _log(figure, [x for end in ("low", "high") for x in sizes[end].dropna()])
    return through(figure.update_layout(height=round(y + 70)), asked_and_kept(kept), log=True)


def requirement(methods: pd.DataFrame, concepts: pd.DataFrame, kept: _Kept) -> go.Figure:
    """Size by method and published span by concept on one logarithmic axis.

    From ``force.by_method`` and ``force.by_concept``.
    """
    figure, groups = go.Figure(), force.groups()
    above = [wrapped(label, _WIDTH) for label in methods["label"]]
    below = [f"Published: {groups[c.concept].lower()}<br>(n = {c.estimates})" for c in concepts.itertuples()]
    _band(figure, methods["low"], methods["high"], above, "accent", 8)
    _band(figure, concepts["low"], concepts["high"], below, "second", 8)
    _middle(
        figure,
        methods["central"],
        above,
        [
            f"{m.label}: {thousands(m.central)} {m.counts} (low {thousands(m.low)}, high {thousands(m.high)})"
            for m in methods.itertuples()
        ],
    )
    _above(figure, [math.log10(x) for x in methods["central"]], above, methods["central"].map(coarse))
    for c, row in zip(concepts.itertuples(), below, strict=True):
        figure.add_annotation(
            x=math.log10(c.low * c.high) / 2, y=row, text=bounds(c.low, c.high), showarrow=False,
            yanchor="bottom", yshift=5, font={"size": 12}, bgcolor=style.colour("surface"), borderpad=0,
        )  # fmt: skip
    rows_axis(figure, above + below, tickfont={"size": 12})
    sizes = [x for table in (methods, concepts) for end in ("low", "high") for x in table[end]]
    _log(figure, [min(sizes) / _ROOM, *sizes, _ROOM * max(sizes)])
    return through(figure.update_layout(height=620), asked_and_kept(kept), log=True)


def countries(rows: pd.DataFrame) -> go.Figure:
    """Soldiers each country could keep, with the interval, from ``force.results.by_country``. The first
    country of each position has its word.
    """
    figure = go.Figure()
    spans(figure, rows["low"], rows["high"], rows["name"], line={"color": style.colour("border"), "width": 3})
    for code, look in style.POSITIONS.items():
        part = rows[rows["position"] == code]
        if part.empty:
            continue
        figure.add_scatter(
            x=list(part["median"]),
            y=list(part["name"]),
            mode="markers",
            showlegend=False,
            hoverinfo="text",
            text=[
                f"{r.name}: {thousands(r.median)} ({thousands(r.low)} to {thousands(r.high)}) of "
                f"{thousands(r.land)}"
                for r in part.itertuples(index=False)
            ],
            marker={
                "symbol": look.symbol.removesuffix("-open"),
                "size": 11,
                "color": style.colour(look.token),
            },
        )
        short = part.loc[part["high"] < rows["high"].max() * _SHORT]
        first = (short if len(short) else part).iloc[0]
        figure.add_annotation(
            x=first["high"], y=first["name"], xanchor="left", xshift=8, showarrow=False, borderpad=1,
            text=inline(look.label), font={"size": 12, "color": style.colour(look.token)},
            bgcolor=style.colour("surface"),
        )  # fmt: skip
    _above(figure, rows["median"], rows["name"], rows["median"].map(of_state))
    most = float(rows["high"].max())
    _soldiers_axis(figure, "Soldiers kept, if it takes part", dtick=2500, range=[-0.08 * most, 1.08 * most])
    rows_axis(figure, rows["name"], top=1)
    return figure.update_layout(height=110 + 32 * len(rows))


def distribution(troops: dict[str, np.ndarray], concepts: pd.DataFrame) -> go.Figure:
    """How often a size is reached, by country set, over the published spans by concept; how often each state
    deciding reaches the least of them is marked.

    ``troops`` maps the sets of ``force.results.CURVES`` to draws of ``force.simulate``. The axis ends at
    ``force.axis_end``; what is published beyond it is named at its end.
    """
    return by_room(lambda room: _distribution(troops, concepts, names=room == WIDE_LINE))


def _distribution(troops: dict[str, np.ndarray], concepts: pd.DataFrame, *, names: bool) -> go.Figure:
    """The same with the names of the curves beside them, or below where there is no room."""
    figure, top, named, groups = go.Figure(), force.axis_end(troops), anchors(), force.groups()
    for key, values in troops.items():
        token, dash = _SET_LOOKS[key]
        curve = force.exceedance({key: values}, top)
        figure.add_scatter(
            x=list(curve["size"]),
            y=list(curve[key]),
            mode="lines",
            name=force.set_labels()[key],
            showlegend=not names,
            line={"color": style.colour(token), "dash": dash, "width": 2.5},
            hovertemplate="%{x:,} soldiers or more: %{y:.0%}<extra></extra>",
        )
        if names:
            _name_curve(figure, curve.set_index("size")[key], key)
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
            "domain": [0.46, 1],
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
        height=360 + 40 * len(labels) + (0 if names else 60),
    )
    return through(figure, [a for a in named if a.size <= top])


_NAMED_AT = {"leads": 0.0, "europe_all": 0.72, "europe": 0.4}
"""The share at which a curve has its name; without one it stands below the foot of the curve."""
_HALF = 0.07
"""Half the height of a name, as a share."""


def _name_curve(figure: go.Figure, curve: pd.Series, key: str) -> None:
    """Write the name of a curve to the right of it, where it falls to a share, or below its foot."""
    share, name = _NAMED_AT[key], force.set_labels()[key].removeprefix("Europe, ")
    size = curve.index[(curve <= max(share - _HALF, 0.01)).to_numpy()].min()
    figure.add_annotation(
        x=curve.index.max() if pd.isna(size) else size, y=share, xanchor="left", xshift=4, showarrow=False,
        yanchor="middle" if share else "top", text=wrapped(name, 14) if share else name, align="left",
        font={"size": 12, "color": style.colour(_SET_LOOKS[key][0])}, borderpad=1,
    )  # fmt: skip


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
        font={"size": 13, "color": colour},
    )  # fmt: skip
    figure.add_annotation(
        x=size, y=0, yanchor="top", text=f"<b>{thousands(size)}</b>", showarrow=False, borderpad=1,
        font={"size": 12, "color": colour},
    )  # fmt: skip


def scan(rows: pd.DataFrame) -> go.Figure:
    """Soldiers kept by the part of those abroad that counts, set by set, each as a line with its name and its
    ends, that of all taking part in its interval; from ``force.scan``.
    """
    figure, sets, top = go.Figure(), force.set_labels(), rows["high"].max() * 1.05
    for key, part in rows.groupby("set", sort=False):
        token, dash = _SET_LOOKS[key]
        colour = style.colour(token)
        high = key == _COMPARED[0]
        if high:
            edge = {"x": list(part["weight"]), "mode": "lines", "hoverinfo": "skip", "showlegend": False}
            line = {"color": colour, "width": 0.8}
            figure.add_scatter(y=list(part["low"]), line=line, **edge)
            figure.add_scatter(
                y=list(part["high"]), line=line, fill="tonexty", fillcolor=style.colour("land"), **edge
            )
        figure.add_scatter(
            x=list(part["weight"]),
            y=list(part["median"]),
            mode="lines+markers",
            showlegend=False,
            line={"color": colour, "dash": dash, "width": 2.5},
            marker={"size": 8, "color": colour},
            text=[
                f"{r.weight:.0%} count: {thousands(r.median)} ({thousands(r.low)} to {thousands(r.high)})"
                for r in part.itertuples()
            ],
            hoverinfo="text",
        )
        first, last = (rounded(x) for x in part["median"].iloc[[0, -1]])
        figure.add_annotation(
            x=1.33 if high else 0.02, y=0.89 * top if high else 0, showarrow=False, borderpad=1,
            text=f"{sets[key].removeprefix('Europe, ')}:<br><b>{first:,} to {last:,}</b>",
            xanchor="right" if high else "left", yanchor="middle" if high else "bottom",
            align="right" if high else "left", font={"size": 12, "color": colour},
        )  # fmt: skip
    figure.update_xaxes(
        title="Part of those abroad that counts",
        tickformat=".0%",
        tickvals=force.WEIGHTS,
        range=[-0.04, 1.35],
        showgrid=False,
    )
    figure.update_yaxes(title="Soldiers kept", tickformat=",d", range=[0, top])
    return across(figure.update_layout(height=420), anchors(), top)


def drivers(shares: dict[str, pd.DataFrame]) -> go.Figure:
    """What the spread comes from, set by set, the most first; from ``force.drivers``."""
    sets = force.set_labels()
    return listed(
        (
            sets[key],
            [
                Row(r.label, r.total, f"{r.total:.0%}", _SET_LOOKS[key][0])
                for r in rows.sort_values("total", ascending=False).itertuples()
            ],
        )
        for key, rows in shares.items()
    )


def variants(rows: pd.DataFrame) -> go.Figure:
    """The answer under other choices, the most first, with a line at that of the first row; from
    ``force.variants``.
    """
    base = rows.iloc[0]
    return listed(
        [
            (
                "",
                [
                    Row(r.label, r.median, f"{coarse(r.median):,}", token, span=(r.low, r.high))
                    for part, token in ((rows.iloc[:1], "ink"), (rows.iloc[1:], "accent"))
                    for r in part.sort_values("median", ascending=False).itertuples()
                ],
            )
        ],
        line=Line(base["median"], f"{coarse(base['median']):,}, {inline(base['label'])}"),
        marks=True,
        end=24,
    )


def _above(figure: go.Figure, places, rows: list[str], sizes) -> None:
    """Write a size above the mark of each row, clear of the lines behind it."""
    for x, y, size in zip(places, rows, sizes, strict=True):
        figure.add_annotation(
            x=x, y=y, text=f"<b>{size:,}</b>", showarrow=False, yanchor="bottom", yshift=6, font={"size": 12},
            bgcolor=style.colour("surface"), borderpad=0,
        )  # fmt: skip


def _band(figure: go.Figure, low, high, rows: list[str], token: str, width: int) -> None:
    """Draw a broad pale line from low to high in each row."""
    spans(figure, low, high, rows, line={"color": style.colour(token), "width": width}, opacity=0.45)


def _middle(figure: go.Figure, values, rows: list[str], hover: list[str]) -> None:
    """Draw the central value of each row."""
    figure.add_scatter(
        x=list(values),
        y=rows,
        mode="markers",
        showlegend=False,
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
        tickfont={"size": 12},
        range=ends,
    )


def _marks(row) -> list[tuple[float, str]]:
    """Where a published size has marks, and which: open ends are arrows."""
    if row.bound == "lower":
        return [(row.low, "triangle-right")]
    if row.bound == "upper":
        return [(row.high, "triangle-left")]
    return [(x, "circle") for x in dict.fromkeys((row.low, row.high))]


def _size_hover(row) -> str:
    """The size in words, with who named it, when, and what they suppose."""
    size = " to ".join(thousands(x) for x in dict.fromkeys((row.low, row.high)) if pd.notna(x))
    if row.bound in ("lower", "upper"):
        size = f"{data.labels_of('estimates', 'bound')[row.bound].lower()} {size}"
    when = data.written_date(row.date) if pd.notna(row.date) else "undated"
    return f"{row.who}, {when}: {size}<br>{wrapped(row.what, 60)}"
