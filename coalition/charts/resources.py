"""Ratios to Russia by set of countries, and aid to Ukraine by donor and year."""

from __future__ import annotations

import textwrap

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import resources
from coalition.charts.grid import grid_height, marker
from coalition.exhibits import style

SET_LOOKS = {
    "willing": ("deploy_troops", "circle"),
    "willing-or-open": ("conditional", "diamond"),
    "taking-part": ("second", "square"),
    "coalition": ("support_only", "triangle-up"),
}
"""Colour token and symbol of the sets on the ladder, narrowest first."""

MEASURE_LOOKS = {
    "gdp": style.Code("Economy, market prices", "accent", "circle"),
    "gdp-ppp": style.Code("Economy, purchasing power", "support_only", "circle-open"),
    "spending": style.Code("Military spending", "second", "square"),
    "personnel": style.Code("Active soldiers", "opposed", "x"),
}

_SHORT = {
    "gdp": "GDP",
    "gdp-ppp": "GDP, purchasing power",
    "population": "People",
    "spending": "Spending",
    "personnel": "Soldiers",
    "spending-2025": "Spending",
    "paramilitary": "Soldiers, wider count",
}
"""Headings short enough for a table."""

GROUPS = {"europe": "Europe", "united_states": "United States", "other": "Other donors"}
_SIDES = {"europe": ("accent", "circle"), "united_states": ("second", "diamond")}
_LOG = {
    "type": "log",
    "tickvals": [0.25, 0.5, 1, 2, 5, 10, 20],
    "ticktext": ["¼", "½", "1", "2", "5", "10", "20"],
}
MOST = 16
"""Donors drawn one by one by year; the table behind the chart has all."""
MOST_SHARES = 22
"""Donors drawn by share of GDP; the table behind the chart has all."""


def set_label(set_id: str, n: int) -> str:
    """Label of a set with its number of members."""
    return f"{resources.country_set(set_id).label} ({n})"


def ladder(ratios: pd.DataFrame) -> go.Figure:
    """From wealth to soldiers: ratio to Russia per rung, one mark per set; from ``resources.ratios`` with ``LADDER``.

    Logarithmic axis; the line at 1 is parity. A ratio that is missing is not drawn.
    """
    rungs = list(dict.fromkeys(ratios["label"]))
    wrapped = {
        r: r.replace(", ", ",<br>").replace("Military spending", "Military<br>spending") for r in rungs
    }
    figure = go.Figure()
    figure.add_vline(x=1, line={"color": style.colour("ink"), "width": 1.5})
    for set_id, (token, symbol) in SET_LOOKS.items():
        part = ratios[(ratios["set"] == set_id) & ratios["ratio"].notna()]
        figure.add_scatter(
            x=list(part["ratio"].astype(float)),
            y=[wrapped[r] for r in part["label"]],
            mode="lines+markers",
            name=set_label(set_id, part["n_members"].iloc[0]),
            hoverinfo="text",
            text=[
                f"{resources.country_set(set_id).label}<br>{label}, {year}: {ratio:.2f} times Russia's"
                for label, year, ratio in zip(part["label"], part["year"], part["ratio"])
            ],
            line={"color": style.colour(token), "width": 1, "dash": "dot"},
            marker=marker(style.Code("", token, symbol), 11),
        )
    figure.add_annotation(
        x=0, y=1, yref="paper", yanchor="bottom", text="as much as Russia", showarrow=False, font={"size": 11}
    )
    figure.update_xaxes(
        **_LOG, title=_title("Times Russia's value,<br>logarithmic axis"), range=[-0.62, 1.32]
    )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=list(wrapped.values()),
        range=[len(rungs) - 0.5, -0.5],
        dtick=1,
    )
    return figure.update_layout(height=470, margin={"t": 34})


def by_set(ratios: pd.DataFrame) -> go.Figure:
    """How the ratios move with the set: one row per set label, one mark per measure; logarithmic axis, line at parity.

    ``ratios`` comes from ``resources.ratios``, its column ``set`` holds labels for readers.
    """
    ratios = ratios.assign(set=["<br>".join(textwrap.wrap(s, 24)) for s in ratios["set"]])
    order = list(ratios[ratios["measure"] == "gdp"].sort_values("ratio", ascending=False)["set"])
    figure = go.Figure()
    figure.add_vline(x=1, line={"color": style.colour("ink"), "width": 1.5})
    for name in order:
        part = ratios[(ratios["set"] == name) & ratios["measure"].isin(MEASURE_LOOKS)]["ratio"].astype(float)
        figure.add_scatter(
            x=[part.min(), part.max()],
            y=[name] * 2,
            mode="lines",
            showlegend=False,
            hoverinfo="skip",
            line={"color": style.colour("border"), "width": 1},
        )
    for measure_id, look in MEASURE_LOOKS.items():
        part = ratios[(ratios["measure"] == measure_id) & ratios["ratio"].notna()]
        figure.add_scatter(
            x=list(part["ratio"].astype(float)),
            y=list(part["set"]),
            mode="markers",
            name=look.label,
            marker=marker(look, 10),
            hoverinfo="text",
            text=[f"{look.label}: {r:.2f} times Russia's" for r in part["ratio"]],
        )
    figure.update_xaxes(
        **_LOG, title=_title("Times Russia's value,<br>logarithmic axis"), range=[-0.62, 1.32]
    )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=order,
        range=[len(order) - 0.5, -0.5],
        dtick=1,
        tickfont={"size": 11},
    )
    return figure.update_layout(height=40 * len(order) + 190)


def aid_by_year(table: pd.DataFrame) -> go.Figure:
    """Allocated aid per year, Europe beside the United States, military and other; from ``resources.aid_over_time``. Axis from zero."""
    labels = _year_labels(table)
    figure = go.Figure()
    for group, (token, _) in _SIDES.items():
        part = table[table["donor_group"] == group]
        for column, words, pattern in (
            ("military", "military", ""),
            ("other", "financial and humanitarian", "/"),
        ):
            figure.add_bar(
                x=[labels[y] for y in part["year"]],
                y=_numbers(part[column]),
                name=f"{GROUPS[group]}, {words}",
                offsetgroup=group,
                legendgroup=group,
                base=_numbers(part["military"]) if column == "other" else None,
                hoverinfo="text",
                text=[
                    f"{GROUPS[group]}, {words}: {v:.1f} billion euros" if pd.notna(v) else ""
                    for v in part[column]
                ],
                textposition="none",
                marker={
                    "color": style.colour(token),
                    "pattern": {
                        "shape": pattern,
                        "fgcolor": style.colour("surface"),
                        "fillmode": "overlay",
                        "size": 6,
                        "solidity": 0.35,
                    },
                },
            )
    figure.update_xaxes(type="category")
    figure.update_yaxes(title="Billion euros", rangemode="tozero")
    return figure.update_layout(barmode="group", height=460)


def aid_so_far(table: pd.DataFrame) -> go.Figure:
    """Allocated aid summed up since the start, at the end of each period; from ``resources.aid_over_time``. Axis from zero."""
    figure = go.Figure()
    for group, (token, symbol) in _SIDES.items():
        part = table[(table["donor_group"] == group) & table["total_so_far"].notna()]
        for column, words, dash in (
            ("total_so_far", "all aid", "solid"),
            ("military_so_far", "military aid", "dot"),
        ):
            figure.add_scatter(
                x=list(part["period_end"]),
                y=_numbers(part[column]),
                mode="lines+markers",
                name=f"{GROUPS[group]}, {words}",
                hoverinfo="text",
                text=[
                    f"{GROUPS[group]}, {words} to {data.written_date(d)}: {v:.1f} billion euros"
                    for d, v in zip(part["period_end"], part[column])
                ],
                line={"color": style.colour(token), "dash": dash, "width": 2},
                marker={
                    "symbol": symbol + ("-open" if dash == "dot" else ""),
                    "size": 9,
                    "color": style.colour(token),
                    "line": {"color": style.colour(token), "width": 2},
                },
            )
    ends = list(table["period_end"].unique())
    figure.update_xaxes(
        tickvals=ends,
        ticktext=[d[:4] if d.endswith("12-31") else "<br>" + pd.Timestamp(d).strftime("%b %Y") for d in ends],
        tickangle=0,
        range=["2022-09-15", "2026-08-31"],
    )
    figure.update_yaxes(title="Billion euros", rangemode="tozero")
    return figure.update_layout(height=440)


def donors(table: pd.DataFrame) -> go.Figure:
    """The largest donors by year, area of the circle by allocation; from ``resources.aid_by_donor_and_year``. No circle where none is booked.

    All marks are circles, so that areas compare; each row names its donor, colour only repeats the group.
    """
    years = [c for c in table.columns if isinstance(c, int)]
    rows = table.head(MOST)
    largest = float(rows[years].max().max())
    figure = go.Figure()
    for group, token in (("europe", "accent"), ("united_states", "second"), ("other", "support_only")):
        part = rows[rows["donor_group"] == group].melt(["donor_name"], years, "year", "value").dropna()
        part = part[part["value"] > 0]
        figure.add_scatter(
            x=list(part["year"].astype(str)),
            y=list(part["donor_name"]),
            mode="markers",
            name=GROUPS[group],
            hoverinfo="text",
            text=[
                f"{n}, {y}: {v:.2f} billion euros"
                for n, y, v in zip(part["donor_name"], part["year"], part["value"])
            ],
            marker={
                "size": _numbers(part["value"]),
                "sizemode": "area",
                "sizeref": 2 * largest / 34**2,
                "sizemin": 1.5,
                "color": style.colour(token),
                "opacity": 0.85,
                "symbol": "circle",
                "line": {"width": 0},
            },
        )
    ticks = {str(y): f"{y}" if y != years[-1] else f"{y}<br>to Apr" for y in years}
    figure.update_xaxes(
        type="category",
        categoryorder="array",
        categoryarray=list(ticks),
        tickvals=list(ticks),
        ticktext=list(ticks.values()),
        side="top",
        showgrid=False,
        range=[-0.6, len(years) - 0.4],
    )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=list(rows["donor_name"]),
        range=[MOST - 0.4, -0.9],
        dtick=1,
    )
    return figure.update_layout(height=34 * MOST + 140, legend={"itemsizing": "constant"})


def shares(table: pd.DataFrame, ready: list[str]) -> go.Figure:
    """Allocated aid as a share of GDP 2021 by donor, bilateral and with the imputed part of EU aid; from ``resources.aid_by_donor``.

    ``ready`` holds the ISO codes of countries that say they would send soldiers; their names carry a star. Axis from zero.
    """
    rows = table[table["share_gdp"].notna()].sort_values("share_gdp", ascending=False).head(MOST_SHARES)
    names = [n + (" *" if i in ready else "") for n, i in zip(rows["donor_name"], rows["iso3"])]
    figure = go.Figure()
    for column, look in (
        ("share_gdp", style.Code("Own aid", "accent", "circle")),
        ("share_gdp_with_eu", style.Code("Own aid and imputed part of EU aid", "second", "diamond-open")),
    ):
        figure.add_scatter(
            x=_numbers(rows[column]),
            y=names,
            mode="markers",
            name=look.label,
            marker=marker(look, 10),
            hoverinfo="text",
            text=[
                f"{n}: {v:.2f} percent ({look.label.lower()})" if pd.notna(v) else ""
                for n, v in zip(names, rows[column])
            ],
        )
    figure.update_xaxes(title="Percent of GDP in 2021", range=[0, 4.1])
    figure.update_yaxes(
        type="category", categoryorder="array", categoryarray=names, range=[len(names) - 0.5, -0.5], dtick=1
    )
    return figure.update_layout(height=grid_height(len(names)))


def set_table(sets: dict[str, list[str]]) -> pd.DataFrame:
    """The sets by name, rule and members, columns named for readers."""
    names = data.names()
    return pd.DataFrame(
        [
            {
                "Set": set_label(i, len(codes)),
                "Rule": resources.country_set(i).statement,
                "Members": ", ".join(sorted(names[c] for c in codes)),
            }
            for i, codes in sets.items()
        ]
    )


def ratio_table(ratios: pd.DataFrame) -> pd.DataFrame:
    """Ratios with columns named for readers, from ``resources.ratios``; labels of sets where the column ``set`` holds ids."""
    ids = {s.id for s in resources.SETS}
    return pd.DataFrame(
        {
            "Set": [resources.country_set(s).label if s in ids else s for s in ratios["set"]],
            "Measure": ratios["label"],
            "Year": ratios["year"],
            "Set, sum": ratios["value"],
            "Russia": ratios["russia"],
            "Unit": ratios["unit"],
            "Times Russia's": ratios["ratio"].round(2),
            "Members": ratios["n_members"],
            "With a value": ratios["n_found"],
            "Sources": ratios["source_ids"],
        }
    )


def wide_ratio_table(ratios: pd.DataFrame) -> pd.DataFrame:
    """One row per set, one column per measure; blank where a member has no value. Sets by the label of ``resources.SETS``."""
    rows = ratios.assign(label=[f"{_SHORT[m]}, {y}" for m, y in zip(ratios["measure"], ratios["year"])])
    wide = rows.pivot(index="set", columns="label", values="ratio").astype(float).round(2)
    wide = wide.loc[list(dict.fromkeys(rows["set"])), list(dict.fromkeys(rows["label"]))]
    counts = rows.groupby("set")["n_members"].first()
    return (
        wide.reset_index(names="Set")
        .rename_axis(columns=None)
        .assign(Set=[set_label(i, counts[i]) for i in wide.index])
    )


def time_table(table: pd.DataFrame) -> pd.DataFrame:
    """Aid by group and year with columns named for readers, from ``resources.aid_over_time``."""
    return pd.DataFrame(
        {
            "Donors": table["donor_group"].map(GROUPS),
            "Year": table["year"],
            "Up to": table["period_end"],
            "Military": table["military"].round(3),
            "Financial and humanitarian": table["other"].round(3),
            "All aid": table["total"].round(3),
            "All aid so far": table["total_so_far"].round(3),
            "Military so far": table["military_so_far"].round(3),
            "Donors with a row": table["n_donors"],
            "Donors without": table["n_without"],
        }
    )


def donor_year_table(table: pd.DataFrame) -> pd.DataFrame:
    """Aid by donor and year with columns named for readers, from ``resources.aid_by_donor_and_year``."""
    years = [c for c in table.columns if isinstance(c, int)]
    wide = table[years].rename(columns={y: str(y) if y != years[-1] else f"{y} to April" for y in years})
    return pd.concat(
        [
            table[["donor_name"]].rename(columns={"donor_name": "Donor"}),
            table["donor_group"].map(GROUPS).rename("Group"),
            wide,
            table["sum"].round(3).rename("Sum"),
            table["source_ids"].rename("Sources"),
        ],
        axis=1,
    )


def donor_table(table: pd.DataFrame) -> pd.DataFrame:
    """Aid by donor and type with columns named for readers, from ``resources.aid_by_donor``."""
    return pd.DataFrame(
        {
            "Donor": table["donor_name"],
            "Group": table["donor_group"].map(GROUPS),
            "Military": table["military"],
            "Financial": table["financial"],
            "Humanitarian": table["humanitarian"],
            "All aid": table["total"],
            "Percent of GDP 2021": table["share_gdp"],
            "With the imputed part of EU aid": table["share_gdp_with_eu"],
            "Sources": table["source_ids"],
        }
    )


def against_table(table: pd.DataFrame) -> pd.DataFrame:
    """Europe against the United States by what is counted, from ``resources.europe_against_states``."""
    return pd.DataFrame(
        {
            "What is counted": table["counted"],
            "Europe, billion euros": table["europe"].map("{:.1f}".format),
            "United States, billion euros": table["states"].map("{:.1f}".format),
            "Europe against the United States": [f"{r:.2f} times" for r in table["ratio"]],
            "Sources": table["source_ids"],
        }
    )


def _title(text: str) -> dict:
    """An axis title small enough for a phone."""
    return {"text": text, "font": {"size": 12}}


def _numbers(column: pd.Series) -> list:
    return [None if pd.isna(v) else float(v) for v in column]


def _year_labels(table: pd.DataFrame) -> dict[int, str]:
    """Years as axis labels; a year that ends early says so."""
    ends = table.groupby("year")["period_end"].first()
    return {
        y: str(y) if str(e).endswith("12-31") else f"{y}<br>to {pd.Timestamp(e).strftime('%B')}"
        for y, e in ends.items()
    }
