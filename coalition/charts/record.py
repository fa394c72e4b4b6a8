"""The record before: truces, monitored counts and promises."""

from __future__ import annotations

import textwrap

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import record
from coalition.charts.grid import mark_grid, marker
from coalition.exhibits import style

ENDS = {
    "failed": style.Code("Failed", "second", "circle"),
    "cut_off": style.Code("Cut off by its deadline or a new truce", "accent", "triangle-right-open"),
}
"""How a truce in the curve ended."""

SHORT = {"failed": "A truce that failed", "cut_off": "A truce cut off"}

BREACH = style.Code("First reported fire", "ink", "x-thin")

OUTCOMES = {
    "breached": style.Code("Broken", "second", "x-thin"),
    "partly": style.Code("Kept in part", "undecided", "diamond", "/"),
    "kept": style.Code("Kept", "accent", "circle", "."),
    "never_signed": style.Code("Never signed", "unknown", "square-open"),
}
"""Outcome codes of the ``promises`` table."""

ENFORCEMENT = {
    "none": "No means",
    "consultation": "Consultation",
    "monitoring": "Unarmed monitors",
    "sanctions": "Sanctions or aid",
    "armed_guarantee": "Armed help",
}
"""Strength of enforcement, weakest first, in the words of the charts."""

VARIANTS = {
    record.BASE: "As coded",
    "A": "Minsk II and harvest 2017 never held",
    "B": "August 2017 truce ends in October",
    "C": "Minsk II in form until 2022",
    "E1": "Unknown ends: failed at once",
    "E2": "Unknown ends: as long as possible",
    "F": "Only truces begun by 2021",
    "H": "Never-held truces dropped (wrong)",
    "I": "With renewals inside a truce",
}
"""Short labels for the codings of ``record.variants``."""

BOUNDS = {
    "exact": style.Code("As published", "accent", "circle"),
    "approximate": style.Code("Rounded", "support_only", "diamond"),
    "lower_bound": style.Code("At least this many", "second", "triangle-up"),
    "part": style.Code("Donetsk region only", "muted", "square-open"),
}
"""How a monitored count is to be read."""

YEARS = {"total": "Total of the year", "partial": "Rounded, most of the year", "not_found": "No total found"}
"""What was found for a year, by the status of ``record.yearly``."""

_TICKS = (0, 1, 3, 7, 14, 30, 90, 365)
_DAYS_TITLE = "Days since the start<br>(logarithmic scale)"
_ZERO = 3
"""Height at which a count of zero is drawn on the logarithmic axis."""


# Truces


def survival_curve(curve: pd.DataFrame, coded: pd.DataFrame) -> go.Figure:
    """Share of truces still holding by day with its interval, and every truce as a point below.

    ``curve`` is from ``record.survival``, ``coded`` the truces it was made from.
    """
    figure = go.Figure()
    x = _log_days([0, *curve["day"]])
    low, high = (100 * np.array([1.0, *curve[c].ffill()]) for c in ("low", "high"))
    share = 100 * np.array([1.0, *curve["holding"]])
    hover = ["Start: every truce holds"] + [
        f"After {d} days: {100 * h:.0f}% still holding"
        + ("" if pd.isna(a) else f" ({100 * a:.0f} to {100 * b:.0f}%)")
        for d, h, a, b in zip(curve["day"], curve["holding"], curve["low"], curve["high"])
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
        name=f"{record.LEVEL:.0%} interval",
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
    points = coded[coded["include"]].sort_values("duration_days")
    points = points.assign(
        level=points.groupby("duration_days").cumcount() + 1,
        end=points["observed"].map({True: "failed", False: "cut_off"}),
    )
    for code, look in ENDS.items():
        part = points[points["end"] == code]
        figure.add_scatter(
            x=_log_days(part["duration_days"]),
            y=list(part["level"]),
            yaxis="y2",
            mode="markers",
            name=SHORT[code],
            text=[
                f"{n}, {data.written_date(s)}: {d} days, {_lower(look.label)}"
                for n, s, d in zip(part["name"], part["start_date"], part["duration_days"])
            ],
            hoverinfo="text",
            marker=marker(look, 9),
        )
    middle = record.median_days(curve)["median"]
    _days_axis(figure, anchor="y2", upper=curve["day"].max())
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
    figure.update_layout(
        height=540,
        legend={"traceorder": "normal"},
        yaxis={"title": "Truces still holding, %", "range": [0, 102], "domain": [0.25, 1]},
        yaxis2={
            "range": [0.2, points["level"].max() + 0.8],
            "domain": [0, 0.2],
            "showticklabels": False,
            "showgrid": False,
            "zeroline": False,
            "title": "Truces",
        },
    )
    return figure


def truce_lanes(spans: pd.DataFrame) -> go.Figure:
    """First reported fire and end of every truce that began, one row each, from ``record.truce_spans``."""
    begun = spans[spans["ended"] != "never_started"]
    inside, outside = begun[begun["include"]], begun[~begun["include"]]
    label = lambda t: [f"{pd.Period(d).day} {pd.Period(d):%b %Y}" for d in t["start_date"]]
    heads = (f"<b>In the curve ({len(inside)})</b>", f"<b>Not in it ({len(outside)})</b>")
    begun = pd.concat([inside, outside]).assign(row=label(inside) + label(outside))
    figure = go.Figure()
    held = begun[begun["duration"].notna()]
    figure.add_scatter(
        **_segments(held, "duration"),
        mode="lines",
        line={"width": 2, "color": style.colour("border")},
        hoverinfo="skip",
        showlegend=False,
    )
    unknown = begun[begun["ended"] == "unknown"]
    figure.add_scatter(
        **_segments(unknown, "latest"),
        mode="lines",
        hoverinfo="skip",
        name="End unknown, somewhere here",
        line={"width": 2, "dash": "dot", "color": style.colour("unknown")},
    )
    for code, look in ENDS.items():
        part = begun[begun["ended"] == code]
        figure.add_scatter(
            x=_log_days(part["duration"]),
            y=list(part["row"]),
            mode="markers",
            name=look.label,
            marker=marker(look, 10),
            text=_lane_text(part),
            hoverinfo="text",
        )
    dated = begun[begun["breach"].notna()]
    figure.add_scatter(
        x=_log_days(dated["breach"]),
        y=list(dated["row"]),
        mode="markers",
        name=BREACH.label,
        marker=marker(BREACH, 9),
        hoverinfo="text",
        text=[f"{n}: first reported fire on day {b}" for n, b in zip(dated["name"], dated["breach"])],
    )
    rows = [heads[0], *label(inside), heads[1], *label(outside)]
    _days_axis(figure, upper=begun["duration"].max())
    figure.update_xaxes(side="top")
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=rows,
        range=[len(rows) - 0.4, -0.6],
        dtick=1,
        tickfont={"size": 12},
    )
    return figure.update_layout(height=150 + 21 * len(rows))


def median_by_variant(estimates: pd.DataFrame) -> go.Figure:
    """Median and its interval under each coding of the truces, from ``record.estimates``; base case on top."""
    labels = [
        _wrapped(f"{VARIANTS[v]} (n\u00a0=\u00a0{n})", 24)
        for v, n in zip(estimates["variant"], estimates["n"])
    ]
    base = estimates["variant"] == record.BASE
    figure = go.Figure()
    for chosen, name, token, symbol in (
        (base, "As coded", "second", "diamond"),
        (~base, "Another coding", "accent", "circle"),
    ):
        part, rows = estimates[chosen], [l for l, c in zip(labels, chosen) if c]
        x = _log_days(part["median"])
        figure.add_scatter(
            x=x,
            y=rows,
            mode="markers+text",
            name=name,
            text=[f"{m:.0f}" for m in part["median"]],
            textposition="top center",
            cliponaxis=False,
            marker={"symbol": symbol, "size": 11, "color": style.colour(token)},
            hoverinfo="text",
            hovertext=[
                f"{VARIANTS[r.variant]}: median {r.median:.0f} days ({r.median_low:.0f} to {r.median_high:.0f}), n = {r.n}"
                for r in part.itertuples()
            ],
            error_x={
                "type": "data",
                "symmetric": False,
                "array": _log_days(part["median_high"]) - x,
                "arrayminus": x - _log_days(part["median_low"]),
                "color": style.colour(token),
                "thickness": 1.5,
                "width": 5,
            },
        )
    _days_axis(figure, upper=200)
    figure.update_xaxes(title="Median days held<br>(logarithmic scale)")
    figure.update_yaxes(
        categoryorder="array", categoryarray=labels, range=[len(labels) - 0.4, -0.8], tickfont={"size": 12}
    )
    return figure.update_layout(height=90 + 46 * len(labels))


# Monitored counts


def yearly_counts(years: pd.DataFrame) -> go.Figure:
    """Counts per year in thousands as bars from zero, years without a total as hatched gaps, from ``record.yearly``."""
    top = float(years["value"].max()) / 1000 * 1.2
    accent, surface, border = (style.colour(t) for t in ("accent", "surface", "border"))
    looks = (
        ("total", {"color": accent}),
        ("partial", {"color": accent, "pattern": {"shape": ".", "fgcolor": surface, "fillmode": "overlay"}}),
        (
            "not_found",
            {
                "color": surface,
                "pattern": {"shape": "/", "fgcolor": border, "fillmode": "overlay", "size": 9},
                "line": {"color": border, "width": 1},
            },
        ),
    )
    figure = go.Figure()
    for status, look in looks:
        part = years[years["status"] == status]
        found = status != "not_found"
        figure.add_bar(
            x=[str(y) for y in part["year"]],
            y=[v / 1000 for v in part["value"]] if found else [top] * len(part),
            name=YEARS[status],
            marker=look,
            hoverinfo="text",
            textposition="outside" if found else "none",
            constraintext="none",
            text=[("about<br>" if status == "partial" else "") + f"{v / 1000:.0f}" for v in part["value"]]
            if found
            else None,
            cliponaxis=False,
            hovertext=[_year_text(row) for row in part.itertuples()],
        )
    figure.update_xaxes(type="category", categoryorder="array", categoryarray=[str(y) for y in years["year"]])
    figure.update_yaxes(title="Recorded violations, thousands", range=[0, top])
    return figure.update_layout(barmode="overlay", height=380, bargap=0.25)


def daily_counts(counts: pd.DataFrame, years: pd.DataFrame) -> go.Figure:
    """Mean recorded violations per day for every published period, on a logarithmic axis.

    ``counts`` is from ``record.monitored``, ``years`` from ``record.yearly`` (for the gaps). A line spans the
    period of a count; a single day is a mark. Nothing connects one count with the next.
    """
    found = counts[counts["value"].notna()]
    found = found.assign(
        code=found["bound"].where(found["area"] == "line_of_contact", "part"),
        y=found["per_day"].astype(float).replace(0.0, _ZERO),
    )
    figure = go.Figure()
    for code, look in BOUNDS.items():
        part = found[found["code"] == code]
        x, y = _period_lines(part)
        figure.add_scatter(
            x=x,
            y=y,
            mode="lines",
            line={"width": 3, "color": style.colour(look.token)},
            hoverinfo="skip",
            showlegend=False,
        )
        figure.add_scatter(
            x=[_day(a + (b - a) / 2) for a, b in zip(part["first_day"], part["last_day"])],
            y=list(part["y"]),
            mode="markers",
            name=look.label,
            marker=marker(look, 9),
            hoverinfo="text",
            text=[
                f"{_period(a, b)}: {p:,.0f} a day"
                for a, b, p in zip(part["period_start"], part["period_end"], part["per_day"])
            ],
        )
    for year in years.loc[years["status"] == "not_found", "year"]:
        figure.add_vrect(
            x0=f"{year}-01-01",
            x1=f"{year}-12-31",
            fillcolor=style.colour("land"),
            line_width=0,
            layer="below",
        )
        figure.add_annotation(
            x=f"{year}-07-02",
            y=1,
            yref="paper",
            yanchor="top",
            text="no yearly<br>total",
            showarrow=False,
            font={"size": 11, "color": style.colour("muted")},
        )
    figure.update_xaxes(type="date", range=["2015-12-01", "2022-04-30"], dtick="M12", tickformat="%Y")
    figure.update_yaxes(
        type="log",
        title="Violations a day (logarithmic scale)",
        range=[np.log10(2), np.log10(60000)],
        tickvals=[_ZERO, 10, 100, 1000, 10000],
        ticktext=["0", "10", "100", "1,000", "10,000"],
    )
    return figure.update_layout(height=440)


# Promises


def promise_grid(promises: pd.DataFrame) -> go.Figure:
    """What became of each promise, grouped by the strength of its enforcement, from the ``promises`` table."""
    order = {code: i for i, code in enumerate(ENFORCEMENT)}
    table = promises.assign(rank=promises["enforcement"].map(order)).sort_values(["rank", "date"])
    table = table.assign(row=[_promise_label(n, d) for n, d in zip(table["name"], table["date"])])
    columns = {code: _wrapped(look.label, 8) for code, look in OUTCOMES.items()}
    cells = pd.DataFrame(
        {
            "row": table["row"],
            "column": table["outcome"].map(columns),
            "code": table["outcome"],
            "hover": table["name"]
            + "<br>"
            + table["enforcement_mechanism"].map(lambda t: _wrapped(t, 50))
            + "<br>"
            + table["outcome"].map(lambda c: OUTCOMES[c].label),
        }
    )
    rows = []
    for code, group in table.groupby("enforcement", sort=False):
        rows += [f"<b>{ENFORCEMENT[code]} ({len(group)})</b>", *group["row"]]
    figure = mark_grid(cells, OUTCOMES, rows, list(columns.values()))
    figure.update_xaxes(tickfont={"size": 11})
    figure.update_yaxes(tickfont={"size": 11})
    return figure.update_layout(height=110 + 42 * len(rows))


def promise_spans(years: pd.DataFrame) -> go.Figure:
    """From each promise to its first breach, or to the last day it is evidenced, from ``record.years_to_breach``."""
    rows = [_promise_label(n, d.date().isoformat()) for n, d in zip(years["name"], years["first_day"])]
    table = years.assign(row=rows)
    figure = go.Figure()
    x, y = [], []
    for first, end, row in zip(table["first_day"], table["end_day"], rows):
        x += [_day(first), _day(end), None]
        y += [row, row, None]
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line={"width": 2, "color": style.colour("border")},
        hoverinfo="skip",
        showlegend=False,
    )
    figure.add_scatter(
        x=[_day(d) for d in table["first_day"]],
        y=rows,
        mode="markers",
        name="Promised",
        hoverinfo="text",
        text=[f"{n}: {data.written_date(d.date())}" for n, d in zip(table["name"], table["first_day"])],
        marker={"symbol": "line-ns", "size": 11, "line": {"width": 2, "color": style.colour("ink")}},
    )
    marks = table.assign(mark=["broken" if pd.notna(d) else "other" for d in table["breach_day"]])
    looks = {
        "broken": style.Code("First breach", "second", "x-thin"),
        "other": style.Code("No breach dated; last evidence", "accent", "circle-open"),
    }
    for code, look in looks.items():
        part = marks[marks["mark"] == code]
        figure.add_scatter(
            x=[_day(d) for d in part["end_day"]],
            y=list(part["row"]),
            mode="markers",
            name=look.label,
            marker=marker(look, 10),
            hoverinfo="text",
            text=[
                f"{n}: {_lower(look.label)}, {data.written_date(d.date())}"
                for n, d in zip(part["name"], part["end_day"])
            ],
        )
    figure.update_xaxes(
        type="date",
        range=["1942-01-01", "2028-12-31"],
        tickvals=["1950-01-01", "1980-01-01", "2010-01-01"],
        tickformat="%Y",
        tickangle=0,
        side="top",
    )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=rows,
        range=[len(rows) - 0.4, -0.6],
        dtick=1,
        tickfont={"size": 11},
    )
    return figure.update_layout(height=120 + 40 * len(rows))


def promise_tallies(tallies: pd.DataFrame) -> go.Figure:
    """Outcomes under each way of counting as stacked bars, from ``record.tallies``; base case on top."""
    labels = [_wrapped(l, 22) for l in tallies["label"]]
    figure = go.Figure()
    for code, look in OUTCOMES.items():
        figure.add_bar(
            x=list(tallies[code]),
            y=labels,
            orientation="h",
            name=look.label,
            text=[n or "" for n in tallies[code]],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            hovertemplate="%{y}: %{x} " + _lower(look.label) + "<extra></extra>",
            **_bar_look(code),
        )
    figure.update_xaxes(title="Promises", range=[0, int(tallies["total"].max()) + 0.5], dtick=4)
    figure.update_yaxes(
        categoryorder="array", categoryarray=labels, range=[len(labels) - 0.4, -0.6], tickfont={"size": 12}
    )
    return figure.update_layout(
        barmode="stack", height=110 + 44 * len(labels), legend={"traceorder": "normal"}
    )


# Tables for readers


def truce_table(coded: pd.DataFrame) -> pd.DataFrame:
    """The truces in a curve with columns named for readers, shortest first; from ``record.truces``."""
    rows = coded[coded["include"]].sort_values(["duration_days", "start_date"])
    return pd.DataFrame(
        {
            "Truce": rows["name"],
            "Start": rows["start_date"],
            "Days": rows["duration_days"],
            "End": rows["observed"].map(lambda o: ENDS["failed" if o else "cut_off"].label),
            "Why": rows["reason"],
            "Confidence": rows["confidence"],
            "Sources": rows["source_ids"],
        }
    ).reset_index(drop=True)


def lane_table(spans: pd.DataFrame) -> pd.DataFrame:
    """First reported fire and end of every truce with columns named for readers; from ``record.truce_spans``."""
    reasons = data.meanings_of("ceasefires", "exclusion")
    ended = {code: look.label for code, look in ENDS.items()} | {
        "unknown": "End unknown",
        "never_started": "Never took effect",
    }
    return pd.DataFrame(
        {
            "Truce": spans["name"],
            "Start": spans["start_date"],
            "Days to the first reported fire": spans["breach"],
            "Days held": spans["duration"],
            "Days at most": spans["latest"],
            "End": spans["ended"].map(ended),
            "Why not in the curve": spans["exclusion"].map(reasons),
            "Sources": spans["source_ids"],
        }
    )


def measure_table(measures: pd.DataFrame) -> pd.DataFrame:
    """The two measures in percent with columns named for readers, from ``record.breach_and_collapse``."""
    percent = lambda c: (100 * measures[c]).round().astype("Int64")
    return pd.DataFrame(
        {
            "Days since the start": measures["day"],
            "No fire reported, %": percent("unbroken"),
            "Still holding, %": percent("holding"),
            "From, %": percent("low"),
            "To, %": percent("high"),
        }
    )


def variant_table(estimates: pd.DataFrame) -> pd.DataFrame:
    """Results of every coding with columns named for readers, from ``record.estimates``."""
    percent = lambda c: (100 * estimates[c]).astype(float).round().astype("Int64")
    days = lambda c: estimates[c].astype(float).round().astype("Int64")
    return pd.DataFrame(
        {
            "Coding": estimates["variant"].map(VARIANTS),
            "What it changes": estimates["meaning"],
            "Truces": estimates["n"],
            "Failed": estimates["failed"],
            "Median, days": days("median"),
            "From": days("median_low"),
            "To": days("median_high"),
            "Holding after 30 days, %": percent("holding"),
            f"Mean up to {record.HORIZON} days": estimates["restricted_mean"].astype(float).round(1),
            "Sources": estimates["source_ids"],
        }
    )


def occasion_table(occasions: pd.DataFrame) -> pd.DataFrame:
    """Truces named after a day or season with columns named for readers, from ``record.occasions``."""
    join = lambda items: ", ".join(items)
    return pd.DataFrame(
        {
            "Occasion": occasions["occasion"],
            "Truces": occasions["truces"],
            "Began in": occasions["years"].map(join),
            "Days held, in the same order": occasions["lasted"].map(join),
            "Sources": occasions["source_ids"],
        }
    )


def count_table(counts: pd.DataFrame) -> pd.DataFrame:
    """Monitored counts with columns named for readers, gaps included, from ``record.monitored``."""
    label = {code: look.label for code, look in BOUNDS.items()}
    return pd.DataFrame(
        {
            "From": counts["period_start"],
            "To": counts["period_end"],
            "Published value": counts["value"].astype("Int64"),
            "Mean a day": counts["per_day"].astype("Float64").round(1),
            "Reading": counts["bound"].map(label).fillna("No count found"),
            "Area": counts["area"].map(
                {"line_of_contact": "Line of contact", "donetsk_region": "Donetsk region"}
            ),
            "Note": counts["note"],
            "Sources": counts["source_ids"],
        }
    )


def year_table(years: pd.DataFrame) -> pd.DataFrame:
    """Yearly counts with columns named for readers, gaps included, from ``record.yearly``."""
    return pd.DataFrame(
        {
            "Year": years["year"].astype(str),
            "Violations": years["value"].astype("Int64"),
            "What it is": years["status"].map(YEARS),
            "Counted to": years["last_day"].dt.strftime("%Y-%m-%d"),
            "Note": years["note"],
            "Sources": years["source_ids"],
        }
    )


def promise_table(promises: pd.DataFrame) -> pd.DataFrame:
    """Every promise with columns named for readers, from the ``promises`` table."""
    names = data.names()
    return pd.DataFrame(
        {
            "Promise": promises["name"],
            "Date": promises["date"],
            "What was promised": promises["what_was_promised"],
            "Means of enforcement": promises["enforcement_mechanism"],
            "Strength": promises["enforcement"].map(ENFORCEMENT),
            "Legal form": promises["legal_form"],
            "Outcome": promises["outcome"].map(lambda c: OUTCOMES[c].label),
            "First breach": promises["breach_date"],
            "Broken by": promises["breached_by"].map(lambda codes: ", ".join(names[c] for c in codes)),
            "Confidence": promises["confidence"],
            "Note": promises["note"],
            "Sources": promises["source_ids"],
        }
    )


def span_table(years: pd.DataFrame) -> pd.DataFrame:
    """Promises and first breaches with columns named for readers, from ``record.years_to_breach``."""
    names = data.names()
    return pd.DataFrame(
        {
            "Promise": years["name"],
            "Promised": years["first_day"].dt.strftime("%Y-%m-%d"),
            "First breach": years["breach_day"].dt.strftime("%Y-%m-%d"),
            "Years between": years["years"].round(1),
            "Outcome": years["outcome"].map(lambda c: OUTCOMES[c].label),
            "Broken by": years["breached_by"].map(lambda codes: ", ".join(names[c] for c in codes)),
            "Sources": years["source_ids"],
        }
    )


def tally_table(tallies: pd.DataFrame) -> pd.DataFrame:
    """Outcomes under each way of counting with columns named for readers, from ``record.tallies``."""
    counts = {look.label: tallies[code] for code, look in OUTCOMES.items()}
    return pd.DataFrame(
        {
            "Way of counting": tallies["label"],
            **counts,
            "Promises": tallies["total"],
            "Sources": tallies["source_ids"],
        }
    )


def claim_table(claim_ids: list[str]) -> pd.DataFrame:
    """Claims of the starting article with verdict and evidence, in the given order, from the ``claims`` table."""
    rows = data.load("claims").set_index("claim_id").loc[claim_ids].reset_index()
    return pd.DataFrame(
        {
            "Claim": rows["claim_id"],
            "What it says": rows["claim"],
            "Verdict": rows["verdict"].str.replace("_", " "),
            "What the evidence shows": rows["evidence"],
            "Sources": rows["source_ids"],
        }
    )


def event_table(event_ids: list[str]) -> pd.DataFrame:
    """Dated events with columns named for readers, by date, from the ``events`` table."""
    rows = data.load("events").set_index("event_id").loc[event_ids].sort_values("date")
    return pd.DataFrame(
        {
            "Date": rows["date"].map(data.written_date),
            "Event": rows["title"],
            "What happened": rows["summary"],
            "Sources": rows["source_ids"],
        }
    ).reset_index(drop=True)


# Helpers


def _bar_look(code: str) -> dict:
    """Fill and text of a stacked bar for an outcome; what was never signed is an empty box."""
    look, surface = OUTCOMES[code], style.colour("surface")
    if code == "never_signed":
        return {
            "marker": {"color": surface, "line": {"color": style.colour(look.token), "width": 1.5}},
            "textfont": {"color": style.colour("ink"), "size": 13},
        }
    pattern = {"shape": look.pattern, "fgcolor": surface, "fillmode": "overlay", "size": 7, "solidity": 0.15}
    return {
        "marker": {
            "color": style.colour(look.token),
            "pattern": pattern,
            "line": {"color": surface, "width": 1},
        },
        "textfont": {"color": surface, "size": 13, "weight": 700},
    }


def _log_days(days) -> np.ndarray:
    """Days on a logarithmic scale that begins at day 0: log10(1 + days)."""
    return np.log10(1 + np.asarray(list(days), dtype=float))


def _days_axis(figure: go.Figure, upper: float, anchor: str = "y") -> None:
    figure.update_xaxes(
        title=_DAYS_TITLE,
        tickvals=list(_log_days(_TICKS)),
        ticktext=[str(d) for d in _TICKS],
        tickangle=0,
        zeroline=False,
        range=[-0.09, float(_log_days([upper])[0]) + 0.1],
        anchor=anchor,
    )


def _segments(spans: pd.DataFrame, column: str) -> dict:
    x, y = [], []
    for row, days in zip(spans["row"], _log_days(spans[column])):
        x += [0.0, float(days), None]
        y += [row, row, None]
    return {"x": x, "y": y}


def _lane_text(spans: pd.DataFrame) -> list[str]:
    return [
        f"{n}: {d} days<br>{_wrapped(b if pd.notna(b) else '', 60)}"
        for n, d, b in zip(spans["name"], spans["duration"], spans["end_basis"])
    ]


def _period_lines(counts: pd.DataFrame) -> tuple[list, list]:
    x, y = [], []
    for first, last, height in zip(counts["first_day"], counts["last_day"], counts["y"]):
        x += [_day(first), _day(last), None]
        y += [height, height, None]
    return x, y


def _year_text(row) -> str:
    if row.status == "not_found":
        return f"{row.year}: no total found"
    return f"{row.year}: {row.value:,.0f}, counted to {data.written_date(row.last_day.date())}"


def _period(start: str, end: str) -> str:
    return (
        data.written_date(start)
        if start == end
        else f"{data.written_date(start)} to {data.written_date(end)}"
    )


def _promise_label(name: str, day: str) -> str:
    return _wrapped(f"{name},\u00a0{day[:4]}", 31)


def _day(day: pd.Timestamp) -> str:
    return day.strftime("%Y-%m-%d")


def _wrapped(text: str, width: int) -> str:
    return "<br>".join(textwrap.wrap(text, width))


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]
