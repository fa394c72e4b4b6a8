"""Ratios to Russia by set of countries, and aid to Ukraine by donor and year."""

from __future__ import annotations

import math

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import resources
from coalition.charts.axes import log_range, log_ticks, rows_axis, small_title
from coalition.charts.drawing import coded_marks, marker, overlaid, spans, write
from coalition.charts.grid import grid_height
from coalition.charts.labels import wrapped
from coalition.exhibits import style
from coalition.formats import amount

LABELLED = "willing"
"""The set whose ratios stand on the ladder, beside those of the widest."""
SET_LOOKS = {
    "willing": ("deploy_troops", "circle"),
    "willing-or-open": ("conditional", "diamond"),
    "taking-part": ("second", "square"),
    "coalition": ("border", "triangle-up"),
}
"""Colour token and symbol of the sets on the ladder, narrowest first."""

FIRST, LAST = "gdp", "personnel"
"""The measures that are drawn by set."""
ALIKE = 0.1
"""By how much less soldiers than in the row above a set must have to get a row of its own."""

_GROUP_LOOKS = {"europe": ("accent", "circle"), "united_states": ("second", "diamond")}
"""Colour token and symbol of the groups of donors that are compared."""
_OTHER_GROUP = ("border", "square")
_FRACTIONS = {0.2: "⅕", 0.25: "¼", 0.5: "½"}
MOST = 16
"""Donors drawn one by one by year; the table behind the chart has all."""
RECENT = 2
"""Years at the end that are set apart in the bar of a donor."""
NAMED = 3
"""Donors whose share is written."""
MOST_SHARES = 22
"""Donors drawn by share of GDP; the table behind the chart has all."""


def ladder(ratios: pd.DataFrame) -> go.Figure:
    """From wealth to soldiers: ratio to Russia per rung, one mark per set, on a logarithmic axis with a line
    at parity.

    From ``resources.ratios`` with ``LADDER``. A ratio that is missing is not drawn.
    """
    rungs = list(dict.fromkeys(ratios["label"]))
    lines = {r: ",<br>".join(wrapped(part, 16) for part in r.split(", ")) for r in rungs}
    figure = go.Figure()
    figure.add_vline(x=1, line={"color": style.colour("ink"), "width": 1.5})
    for set_id, (token, symbol) in SET_LOOKS.items():
        part = ratios[(ratios["set"] == set_id) & ratios["ratio"].notna()]
        if part.empty:
            continue
        figure.add_scatter(
            x=list(part["ratio"].astype(float)),
            y=[lines[r] for r in part["label"]],
            mode="lines+markers",
            name=resources.country_set(set_id).counted(part["n_members"].iloc[0]),
            hoverinfo="text",
            text=[
                f"{resources.country_set(set_id).label}<br>{label}, {year}: {ratio:.2f} times Russia's"
                for label, year, ratio in zip(part["label"], part["year"], part["ratio"], strict=True)
            ],
            line={"color": style.colour(token), "width": 1, "dash": "dot"},
            marker=marker(style.Code("", token, symbol), 11),
        )
        if set_id in (LABELLED, list(SET_LOOKS)[-1]):
            for row, ratio in zip(part["label"], part["ratio"].astype(float), strict=True):
                figure.add_annotation(
                    x=math.log10(ratio), y=lines[row], showarrow=False, **_beside(set_id, ratio),
                    text=f"<b>{ratio:.{1 if ratio >= 1 else 2}f}</b>", font={"size": 12}, borderpad=0,
                    bgcolor=style.colour("surface"),
                )  # fmt: skip
    figure.add_annotation(
        x=0, y=1, yref="paper", yanchor="bottom", text="as much as Russia", showarrow=False, font={"size": 11}
    )
    figure.update_xaxes(**_times_russia(ratios["ratio"], beyond=0.44))
    rows_axis(figure, lines.values(), room=0.5)
    return figure.update_layout(height=470, margin={"t": 34})


def _beside(set_id: str, ratio: float) -> dict:
    """Where a number stands: on the side where no other mark is, below its mark near the left edge."""
    if set_id != LABELLED:
        return {"xanchor": "left", "xshift": 9}
    return {"xanchor": "right", "xshift": -9} if ratio >= 1 else {"yanchor": "top", "yshift": -8}


def by_set(ratios: pd.DataFrame) -> go.Figure:
    """How the ratios of wealth and of soldiers move with the set; logarithmic axis. Sets with nearly the same
    ratio of soldiers as one above share its row.

    ``ratios`` comes from ``resources.ratios``, its column ``set`` holds labels for readers.
    """
    wide = ratios.pivot(index="set", columns="measure", values="ratio")[[FIRST, LAST]].dropna().astype(float)
    rows: list[tuple[str, float, float, int]] = []
    for r in wide.sort_values([FIRST, LAST], ascending=False, kind="stable").itertuples():
        if rows and r[2] > (1 - ALIKE) * rows[-1][2]:
            rows[-1] = (*rows[-1][:3], rows[-1][3] + 1)
        else:
            rows.append((r[0], r[1], r[2], 0))
    names = [wrapped(name + (f" and {n} like it" if n else ""), 22) for name, _, _, n in rows]
    figure = go.Figure()
    figure.add_vline(x=1, line={"color": style.colour("ink"), "width": 1.5})
    line = {"color": style.colour("border"), "width": 2}
    spans(figure, [r[2] for r in rows], [r[1] for r in rows], names, line=line)
    labels = ratios.drop_duplicates("measure").set_index("measure")["label"]
    for measure, values, token, place in (
        (FIRST, [r[1] for r in rows], "border", "middle right"),
        (LAST, [r[2] for r in rows], "accent", "top center"),
    ):
        figure.add_scatter(
            x=values,
            y=names,
            mode="markers+text",
            cliponaxis=False,
            showlegend=False,
            text=[f"\u2002<b>{x:.{1 if x >= 1 else 2}f}</b>\u2002" for x in values],
            textposition=place,
            textfont={"size": 12},
            marker={"size": 11, "color": style.colour(token)},
            hoverinfo="text",
            hovertext=[f"{labels[measure]}: {x:.2f} times Russia's" for x in values],
        )
        figure.add_annotation(
            x=math.log10(values[0]), y=-0.7 if measure == LAST else -1.1, yref="y", yanchor="bottom",
            text=labels[measure], showarrow=False, font={"size": 12}, bgcolor=style.colour("surface"),
            xanchor="center" if measure == LAST else "right", xshift=0 if measure == LAST else 34,
        )  # fmt: skip
    axis = _times_russia(pd.Series([x for r in rows for x in r[1:3]]), steps=(1,), beyond=0.6)
    figure.update_xaxes(**axis | {"range": [axis["range"][0] - 0.4, axis["range"][1] + 0.25]})
    rows_axis(figure, names, room=0.5, top=1.7, tickfont={"size": 12})
    return figure.update_layout(height=150 + 44 * len(rows))


def aid_by_year(table: pd.DataFrame) -> go.Figure:
    """Allocated aid per year, Europe beside the United States, military and other; axis from zero.

    ``table`` is from ``resources.aid_over_time``.
    """
    labels, groups = _year_labels(table), data.labels_of("aid", "donor_group")
    figure = go.Figure()
    for group, (token, _) in _GROUP_LOOKS.items():
        part = table[table["donor_group"] == group]
        if part.empty:
            continue
        for column, words, pattern in (
            ("military", "military", ""),
            ("other", "financial and humanitarian", "/"),
        ):
            figure.add_bar(
                x=[labels[y] for y in part["year"]],
                y=_numbers(part[column]),
                name=f"{groups[group]}, {words}",
                offsetgroup=group,
                legendgroup=group,
                base=_numbers(part["military"]) if column == "other" else None,
                hoverinfo="text",
                text=[
                    f"{groups[group]}, {words}: {v:.1f} billion euros" if pd.notna(v) else ""
                    for v in part[column]
                ],
                texttemplate=[amount(v) for v in part["total"]],
                textposition="outside" if column == "other" else "none",
                textfont={"size": 11},
                textangle=0,
                constraintext="none",
                cliponaxis=False,
                marker=overlaid(token, pattern, size=6, solidity=0.35),
            )
    figure.update_xaxes(type="category")
    figure.update_yaxes(title="Billion euros", rangemode="tozero")
    return figure.update_layout(barmode="group", height=460)


def donors(table: pd.DataFrame, ends: pd.DataFrame) -> go.Figure:
    """The largest donors by all that they allocated, the newest two years apart, each sum at its end.

    ``table`` is from ``resources.aid_by_donor_and_year``, ``ends`` has the columns year and period_end.
    """
    years = [c for c in table.columns if isinstance(c, int)]
    rows, groups = table.head(MOST), data.labels_of("aid", "donor_group")
    labels = resources.year_labels(ends, month="%b")
    parts = {"": years[:-RECENT], "/": years[-RECENT:]}
    figure = go.Figure()
    for group, name in groups.items():
        token, _ = _GROUP_LOOKS.get(group, _OTHER_GROUP)
        part = rows[rows["donor_group"] == group]
        for pattern, some in parts.items():
            if part.empty or not some:
                continue
            end = " ".join(labels[some[-1]].split(" to ")[::-1])
            when = " to ".join(dict.fromkeys([str(some[0]), end]))
            sums = part[some].sum(axis=1)
            figure.add_bar(
                x=_numbers(sums),
                y=list(part["donor_name"]),
                orientation="h",
                name=f"{name}, {when}",
                marker=overlaid(token, pattern, size=6, solidity=0.35),
                hoverinfo="text",
                text=[
                    f"{donor}, {when}: {value:.2f} billion euros"
                    for donor, value in zip(part["donor_name"], sums, strict=True)
                ],
                textposition="none",
            )
    write(figure, _numbers(rows["sum"]), rows["donor_name"], [f" {amount(v)}" for v in rows["sum"]], size=12)
    figure.update_xaxes(title="Billion euros", range=[0, float(rows["sum"].max()) * 1.12])
    rows_axis(figure, rows["donor_name"])
    return figure.update_layout(barmode="stack", height=26 * len(rows) + 80, showlegend=False)


def shares(table: pd.DataFrame, ready: list[str]) -> go.Figure:
    """Allocated aid as a share of GDP by donor, bilateral and with the imputed part of EU aid.

    ``table`` is from ``resources.aid_by_donor``. ``ready`` holds the ISO codes of countries that say they
    would send soldiers; their marks have another colour, and their share is written. Axis from zero.
    """
    rows = table[table["share_gdp"].notna()].sort_values("share_gdp", ascending=False).head(MOST_SHARES)
    looks = {
        "ready": style.Code("Own aid, ready to send soldiers", "deploy_troops", "circle"),
        "share_gdp": style.Code("Own aid", "border", "circle"),
        "share_gdp_with_eu": style.Code("Own aid and imputed part of EU aid", "muted", "diamond-open"),
    }
    own = ["share_gdp", "share_gdp_with_eu"]
    points = rows.assign(y=rows["donor_name"])[["y", "iso3", *own]]
    points = points.melt(["y", "iso3"], var_name="code", value_name="x").dropna(subset=["x"])
    is_ready = (points["code"] == "share_gdp") & points["iso3"].isin(ready)
    points["code"] = points["code"].mask(is_ready, "ready")
    points = points.assign(
        x=points["x"].astype(float),
        hover=[f"{p.y}: {p.x:.2f} per cent ({looks[p.code].label.lower()})" for p in points.itertuples()],
    )
    figure = go.Figure()
    coded_marks(figure, points, looks, size=10)
    said = rows[rows["iso3"].isin([*rows["iso3"].head(NAMED), *ready])]
    write(
        figure, said["share_gdp"].astype(float), said["donor_name"],
        [f"<b>{share:.1f}</b>  " for share in said["share_gdp"].astype(float)], size=12,
        position="middle left",
    )  # fmt: skip
    for code, words in (
        ("ready", "ready to send soldiers"),
        ("share_gdp_with_eu", "with its part of EU aid"),
    ):
        if len(part := points[points["code"] == code].sort_values("x")):
            last = part.iloc[0]
            figure.add_annotation(
                x=last["x"], y=last["y"], text=words, xanchor="left", xshift=8, showarrow=False, borderpad=1,
                font={"size": 12, "color": style.colour(looks[code].token)}, bgcolor=style.colour("surface"),
            )  # fmt: skip
    top = float(rows[["share_gdp", "share_gdp_with_eu"]].max().max())
    figure.update_xaxes(title=f"Per cent of GDP in {resources.SHARE_YEAR}", range=[-0.08 * top, top * 1.05])
    rows_axis(figure, rows["donor_name"], room=0.5)
    return figure.update_layout(height=grid_height(len(rows)) - 60, showlegend=False)


def _year_labels(table: pd.DataFrame, month: str = "%B") -> dict[int, str]:
    """Years as axis labels, with the end of one that ends early on a line of its own."""
    return {year: text.replace(" ", "<br>", 1) for year, text in resources.year_labels(table, month).items()}


def _times_russia(ratios: pd.Series, steps: tuple[int, ...] = (1, 2, 5), **room: float) -> dict:
    """The logarithmic axis of ratios, parity included, by ``log_ticks`` and ``log_range``."""
    ends = log_range([1.0, *ratios.dropna().astype(float)], **room)
    ticks = log_ticks(ends, steps=steps)
    return {
        "type": "log",
        "title": small_title("Times Russia's value,<br>logarithmic axis"),
        "tickvals": ticks,
        "ticktext": [_FRACTIONS.get(round(t, 6), f"{t:,g}") for t in ticks],
        "range": ends,
    }


def _numbers(column: pd.Series) -> list:
    return [None if pd.isna(v) else float(v) for v in column]
