"""How long truces held and what monitors counted."""

from __future__ import annotations

import textwrap

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import conflicts, monitoring, survival, truces, views
from coalition.charts import curves
from coalition.charts.axes import date_range, day, log_range, log_ticks, rows_axis
from coalition.charts.bands import WIDE_LINE, by_room
from coalition.charts.drawing import coded_marks, interval, spans
from coalition.charts.labels import wrapped
from coalition.charts.rows import Row, listed
from coalition.data.passages import inline
from coalition.exhibits import style
from coalition.formats import period

_END_LOOKS = {"failed": ("second", "circle"), "cut_off": ("accent", "triangle-right-open")}
ENDS = style.Looks.of("computed", "truce_end", _END_LOOKS)
"""How a truce in the curve ended."""

BREACH = style.Code("First reported fire", "ink", "x-thin")

BOUND_LOOKS = {
    "exact": ("border", "circle"),
    "approximate": ("border", "diamond-open"),
    "lower_bound": ("border", "triangle-up"),
}
"""How a monitored count is drawn, by the code of its bound: grey, since the two that meet at a day have the
accent; names come from the descriptor."""
_OTHER_LOOK = ("border", "square-open")
"""For a bound without a look of its own, and for counts of a part of the line."""

_NAME = 34
"""Characters of the name of a truce."""
_LANES_ROOM = -0.16
"""Where the axis of the lanes begins: a mark at the start touches no date."""
_TICKS = (0, 1, 3, 7, 14, 30, 90, 365, 1000, 3000)
_DAYS_TITLE = "Days since the start<br>(logarithmic scale)"


def survival_curve(curve: pd.DataFrame, table: pd.DataFrame) -> go.Figure:
    """Share of truces still holding by day with its interval, and every truce as a point below.

    ``curve`` is from ``truces.survival``, ``table`` the truces it was made from.
    """
    figure = go.Figure()
    x = _log_days([0, *curve["day"]])
    low, high = (100 * np.array([1.0, *curve[c].ffill()]) for c in ("low", "high"))
    share = 100 * np.array([1.0, *curve["holding"]])
    hover = ["Start: every truce holds"] + [
        f"After {d} days: {100 * h:.0f}% still holding"
        + ("" if pd.isna(a) else f" ({100 * a:.0f} to {100 * b:.0f}%)")
        for d, h, a, b in zip(curve["day"], curve["holding"], curve["low"], curve["high"], strict=True)
    ]
    edge = {"shape": "hv", "width": 1, "color": style.colour("border")}
    figure.add_scatter(x=x, y=high, mode="lines", line=edge, hoverinfo="skip", showlegend=False)
    figure.add_scatter(
        x=x,
        y=low,
        mode="lines",
        line=edge,
        fill="tonexty",
        fillcolor=style.colour("grid"),
        hoverinfo="skip",
        name=f"{100 * survival.LEVEL:.0f} per cent interval",
    )
    figure.add_scatter(
        x=x,
        y=share,
        mode="lines",
        line={"shape": "hv", "width": 2.5, "color": style.colour("accent")},
        name="Still holding",
        text=hover,
        hoverinfo="text",
    )
    points = table[table["include"]].sort_values("duration_days")
    points = points.assign(
        x=_log_days(points["duration_days"]),
        y=points.groupby("duration_days").cumcount() + 1,
        code=points["observed"].map({True: "failed", False: "cut_off"}),
    )
    points = points.assign(
        hover=[
            f"{p.name}, {data.written_date(p.start_date)}: {p.duration_days} days, "
            f"{inline(ENDS[p.code].label)}"
            for p in points.itertuples()
        ]
    )
    looks = style.Looks.of("computed", "truce_end", _END_LOOKS, short=True)
    coded_marks(figure, points, looks, size=9, yaxis="y2")
    middle = survival.median_days(curve)["median"]
    _days_axis(figure, anchor="y2", upper=curve["day"].max())
    if pd.notna(middle):
        _mark_median(figure, middle)
    figure.update_layout(
        height=540,
        legend={"traceorder": "normal"},
        yaxis={"title": "Truces still holding, per cent", "range": [0, 102], "domain": [0.25, 1]},
        yaxis2={
            "range": [0.2, points["y"].max() + 0.8],
            "domain": [0, 0.2],
            "showticklabels": False,
            "showgrid": False,
            "zeroline": False,
            "title": "Truces",
        },
    )
    return figure


def truce_lanes(table: pd.DataFrame) -> go.Figure:
    """First reported fire and end of every truce that began, one row each, the longest on top, with its name
    where there is room; from ``truces.truce_spans``.
    """
    return by_room(lambda line: _truce_lanes(table, named=line == WIDE_LINE))


def _truce_lanes(table: pd.DataFrame, *, named: bool) -> go.Figure:
    begun = table[table["ended"] != "never_started"]
    begun = begun.assign(length=begun["duration"].fillna(begun["latest"]).astype(float))
    begun = begun.sort_values("length", ascending=False, kind="stable")
    inside, outside = begun[begun["include"]], begun[~begun["include"]]
    heads = (f"<b>In the curve ({len(inside)})</b>", f"<b>Not in it ({len(outside)})</b>")
    begun = pd.concat([inside, outside])
    begun = begun.assign(row=_lane_labels(begun, named=named))
    figure = go.Figure()
    held = begun[begun["duration"].notna()]
    line = {"width": 2, "color": style.colour("border")}
    spans(figure, [0] * len(held), _log_days(held["duration"]), held["row"], line=line)
    unknown = begun[(begun["ended"] == "unknown") & begun["latest"].notna()]
    spans(
        figure,
        [0] * len(unknown),
        _log_days(unknown["latest"]),
        unknown["row"],
        line={"width": 2, "dash": "dot", "color": style.colour("unknown")},
    )
    ends = held.assign(
        x=_log_days(held["duration"]), y=held["row"], code=held["ended"], hover=_lane_text(held)
    )
    coded_marks(figure, ends, ENDS, size=12)
    dated = begun[begun["breach"].notna()]
    breaches = dated.assign(
        x=_log_days(dated["breach"]),
        y=dated["row"],
        code="breach",
        hover=[
            f"{n}: first reported fire on day {b}"
            for n, b in zip(dated["name"], dated["breach"], strict=True)
        ],
    )
    coded_marks(figure, breaches, {"breach": BREACH}, size=8)
    labels = list(begun["row"])
    rows = [heads[0], *labels[: len(inside)], heads[1], *labels[len(inside) :]]
    _days_axis(figure, upper=begun[["duration", "latest", "breach"]].max().max())
    figure.update_xaxes(side="top", range=[_LANES_ROOM, figure.layout.xaxis.range[1]])
    rows_axis(figure, rows, tickfont={"size": 12})
    figure.add_annotation(
        x=0, y=heads[0], xanchor="left", xshift=-7, showarrow=False, borderpad=1, font={"size": 13},
        bgcolor=style.colour("surface"),
        text=f"<b>Day 0: fire in {(dated['breach'] == 0).sum()} of {len(dated)} dated</b>",
    )  # fmt: skip
    return figure.update_layout(height=90 + 21 * len(rows), showlegend=False)


def median_by_variant(estimates: pd.DataFrame) -> go.Figure:
    """Median and interval under each coding of the truces, base case on top; from ``truces.estimates``."""
    names = truces.variant_labels()
    labels = [
        wrapped(f"{names[v]} (n\u00a0=\u00a0{n})", 24)
        for v, n in zip(estimates["variant"], estimates["n"], strict=True)
    ]
    upper = float(estimates[["median", "median_low", "median_high"]].max().max())
    base = estimates["variant"] == truces.BASE
    figure = go.Figure()
    for chosen, token, symbol in ((base, "second", "diamond"), (~base, "accent", "circle")):
        found = chosen & estimates["median"].notna()
        part, rows = estimates[found], [t for t, c in zip(labels, found, strict=True) if c]
        if part.empty:
            continue
        x = _log_days(part["median"])
        figure.add_scatter(
            x=x,
            y=rows,
            mode="markers+text",
            showlegend=False,
            text=[f"{m:.0f}" for m in part["median"]],
            textposition="top center",
            cliponaxis=False,
            marker={"symbol": symbol, "size": 11, "color": style.colour(token)},
            hoverinfo="text",
            hovertext=[
                f"{names[r.variant]}: median {r.median:.0f} days "
                f"({r.median_low:.0f} to {r.median_high:.0f}), n = {r.n}"
                for r in part.itertuples()
            ],
            error_x=interval(
                x,
                _log_days(part["median_low"].fillna(0)),
                _log_days(part["median_high"].fillna(upper)),
                token,
                thickness=1.5,
                width=5,
            ),
        )
    _days_axis(figure, upper=upper * 1.6)
    figure.update_xaxes(title="Median days held<br>(logarithmic scale)")
    rows_axis(figure, labels, top=0.8, tickfont={"size": 12})
    return figure.update_layout(height=90 + 46 * len(labels))


def median_by_combination(combined: pd.DataFrame) -> go.Figure:
    """The medians of ``truces.combinations`` from the least to the most, with the middle one, by how unknown
    ends are taken.
    """
    names = truces.unknown_end_labels()
    table = combined.assign(option=combined["options"].str[-1], median=combined["median"].astype(float))
    spread = table.groupby("option")["median"].agg(["min", "median", "max"]).round()
    return listed(
        [
            (
                "",
                [
                    Row(names[m.Index], m.median, f"{m.min:.0f} to {m.max:.0f} days", span=(m.min, m.max))
                    for m in spread.reindex([code for code in names if code in spread.index]).itertuples()
                ],
            )
        ],
        marks=True,
        end=36,
    )


# Truces here and ceasefires elsewhere

ELSEWHERE, FADED = "ceasefire_agreement", "faded"
"""The curves of ``elsewhere``: two ways in which fighting between states ended."""

_LINES = {ELSEWHERE: ("accent", "solid"), FADED: ("muted", "dash")}
_TOP = 106
"""The end of the axis of shares, in per cent."""


def elsewhere(groups: dict[str, pd.DataFrame]) -> go.Figure:
    """Of two groups of conflicts elsewhere the share without war by year, with its value after some years.

    ``groups`` has the rows of ``conflicts.ended`` by the codes ``ELSEWHERE`` and ``FADED``. The lines begin
    where the rule of the data lets a war return at the earliest, which a dotted line marks.
    """
    figure, names = go.Figure(), data.labels_of("computed", "truce_comparison")
    found = [code for code in _LINES if len(groups.get(code, ()))]
    for code in found:
        token, dash = _LINES[code]
        curves.add(
            figure,
            conflicts.curve(groups[code]),
            curves.Line(names[code], token, dash, conflicts.blind_days(groups[code])["least"]),
            _years,
            said=_long,
            banded=code != FADED,
        )
    years = views.HOLDS_YEARS
    held = {code: 100 * conflicts.after(groups[code], years)["holding"] for code in found}
    ends = {code: 100 * float(conflicts.curve(groups[code])["holding"].ffill().iloc[-1]) for code in found}
    for upper, code in zip((True, False), sorted(found, key=lambda code: -ends[code]), strict=False):
        colour, share = style.colour(_LINES[code][0]), held[code]
        end = ends[code]
        figure.add_scatter(
            x=[years], y=[share], mode="markers+text", marker={"size": 9, "color": colour}, hoverinfo="skip",
            text=[f"<b>{share:.0f}%</b>"], textposition="top right" if upper else "bottom right",
            textfont={"size": 13, "color": colour}, showlegend=False,
        )  # fmt: skip
        name = wrapped(f"{names[code]} (n\u00a0=\u00a0{len(groups[code])})", 30)
        figure.add_annotation(
            x=1, xref="paper", y=end, showarrow=False, xanchor="right",
            yanchor="bottom" if upper else "top", align="right", font={"size": 12, "color": colour},
            text=f"{name}:<br><b>{end:.0f}%</b> at the end",
        )  # fmt: skip
    longest = float(max([conflicts.YEAR, *(groups[code]["days"].max() for code in found)]))
    figure.update_yaxes(
        range=[-2, _TOP],
        tickvals=list(range(0, 101, 25)),
        title="Without war, per cent",
        zeroline=False,
    )
    figure.update_xaxes(
        title="Years since the fighting ended",
        range=[longest / conflicts.YEAR * end for end in (-0.02, 1.03)],
        zeroline=False,
    )
    blind = [int(conflicts.blind_days(groups[code])["least"]) for code in found]
    if blind:
        _mark_blind(figure, min(blind))
    return figure.update_layout(height=480, showlegend=False)


def _years(days) -> np.ndarray:
    """Days in years."""
    return np.asarray(list(days), dtype=float) / conflicts.YEAR


def _mark_blind(figure: go.Figure, days: int) -> None:
    """A line from which on conflicts elsewhere can show anything."""
    at = float(_years([days])[0])
    look = {"dash": "dot", "width": 1.5, "color": style.colour("ink")}
    figure.add_shape(type="line", name="blind", x0=at, x1=at, y0=0, y1=100, line=look)


def _long(days: float) -> str:
    """Days in words that fit their length: ``after 12 days``, ``after 3.4 years``."""
    return f"after {days:.0f} days" if days < conflicts.YEAR else f"after {days / conflicts.YEAR:.1f} years"


# Monitored counts


def daily_counts(counts: pd.DataFrame, years: pd.DataFrame, turn: pd.Timestamp) -> go.Figure:
    """Mean recorded violations per day for every published period, on a logarithmic axis.

    ``counts`` is from ``monitoring.monitored``, ``years`` from ``monitoring.yearly`` (for the axis). A
    line spans the period of a count; a single day is a mark. Nothing connects one count with the next. The
    means that meet at the day ``turn`` stand out, with their values.
    """
    found = counts[counts["value"].notna()]
    positive = found.loc[found["per_day"] > 0, "per_day"]
    ends = log_range(positive, beyond=0.2)
    zero = 10 ** (ends[0] - 0.4)
    everywhere = found["area"] == "line_of_contact"
    found = found.assign(
        code=found["bound"].fillna("unstated").where(everywhere, found["area"]),
        y=found["per_day"].astype(float).replace(0.0, zero),
    )
    names = {"unstated": "Not said"} | data.labels_of("violations", "bound")
    names |= {c: f"{label} only" for c, label in data.labels_of("violations", "area").items()}
    figure = go.Figure()
    looks = {code: style.Code(name, *BOUND_LOOKS.get(code, _OTHER_LOOK)) for code, name in names.items()}
    for code, look in looks.items():
        part = found[found["code"] == code]
        line = {"width": 2, "color": style.colour(look.token)}
        spans(figure, part["first_day"].map(day), part["last_day"].map(day), part["y"], line=line)
    middle = found["first_day"] + (found["last_day"] - found["first_day"]) / 2
    points = found.assign(
        x=middle.map(day),
        hover=[
            f"{period(a, b)}: {p:,.0f} a day"
            for a, b, p in zip(found["period_start"], found["period_end"], found["per_day"], strict=True)
        ],
    )
    coded_marks(figure, points, looks, size=8, opacity=0.6)
    _mark_turn(figure, monitoring.around(turn), turn)
    days = [*found["first_day"], *found["last_day"]]
    days += [pd.Timestamp(y, 1, 1) for y in years["year"]] + [pd.Timestamp(y, 12, 31) for y in years["year"]]
    ticks = log_ticks(ends, steps=(1,))
    figure.update_xaxes(type="date", range=date_range(days, share=0.06), dtick="M12", tickformat="%Y")
    figure.update_yaxes(
        type="log",
        title="Violations a day (logarithmic scale)",
        range=[ends[0] - 0.6, ends[1]],
        tickvals=[zero, *ticks],
        ticktext=["0", *(f"{t:,.0f}" for t in ticks)],
    )
    return figure.update_layout(height=400, showlegend=False)


def _mark_turn(figure: go.Figure, pair: pd.DataFrame, turn: pd.Timestamp) -> None:
    """The day at which two means meet, and each of them in the accent with its value; nothing where they were
    not found.
    """
    if pair.empty:
        return
    line = {"width": 6, "color": style.colour("accent")}
    spans(figure, pair["first_day"].map(day), pair["last_day"].map(day), pair["per_day"], line=line)
    figure.add_vline(x=day(turn), line={"color": style.colour("ink"), "width": 1, "dash": "dot"})
    figure.add_annotation(
        x=day(turn), y=1, yref="paper", text=data.written_date(turn.date()), showarrow=False,
        xanchor="right", yanchor="top", xshift=-4, font={"size": 12},
    )  # fmt: skip
    before, after = pair.itertuples()
    for row, at, side, shift in (
        (before, day(turn), "right", (-6, 24)),
        (after, day(after.last_day), "left", (7, -6)),
    ):
        figure.add_annotation(
            x=at, y=np.log10(row.per_day), text=f"<b>{row.per_day:,.0f}</b> a day", showarrow=False,
            xanchor=side, xshift=shift[0], yanchor="bottom", yshift=shift[1], font={"size": 12},
        )  # fmt: skip


# Helpers


def _mark_median(figure: go.Figure, middle: float) -> None:
    """Lines from one half to the day of the median, with its name."""
    figure.add_scatter(
        x=_log_days([0, middle, middle]),
        y=[50, 50, 0],
        mode="lines",
        hoverinfo="skip",
        showlegend=False,
        line={"dash": "dot", "width": 1.5, "color": style.colour("ink")},
    )
    figure.add_annotation(
        x=_log_days([middle])[0],
        y=4,
        text=f"Median: {middle:.0f} days",
        showarrow=False,
        xanchor="right",
        yanchor="bottom",
        xshift=-5,
    )


def _lane_labels(table: pd.DataFrame, *, named: bool) -> list[str]:
    """The day on which each truce began, with its name or, where two began on one day, with a number."""
    days = [f"{pd.Period(d).day} {pd.Period(d):%b %Y}" for d in table["start_date"]]
    if named:
        return [
            f"{textwrap.shorten(name.split(' (')[0], _NAME, placeholder='…')}, {day_}"
            for name, day_ in zip(table["name"], days, strict=True)
        ]
    return [d if days.count(d) == 1 else f"{d} ({days[: i + 1].count(d)})" for i, d in enumerate(days)]


def _log_days(days) -> np.ndarray:
    """Days on a logarithmic scale that begins at day 0: log10(1 + days)."""
    return np.log10(1 + np.asarray(list(days), dtype=float))


def _days_axis(figure: go.Figure, upper: float, anchor: str = "y") -> None:
    ticks = [d for d in _TICKS if d <= upper * 1.25]
    figure.update_xaxes(
        title=_DAYS_TITLE,
        tickvals=list(_log_days(ticks)),
        ticktext=[str(d) for d in ticks],
        tickangle=0,
        zeroline=False,
        range=[-0.09, float(_log_days([upper])[0]) + 0.1],
        anchor=anchor,
    )


def _lane_text(table: pd.DataFrame) -> list[str]:
    return [
        f"{n}: {d} days<br>{wrapped(b, 60)}"
        for n, d, b in zip(table["name"], table["duration"], table["end_basis"], strict=True)
    ]


def _year_text(row) -> str:
    if row.status == "not_found":
        return f"{row.year}: no total found"
    return f"{row.year}: {row.value:,.0f}, counted to {data.written_date(row.last_day.date())}"
