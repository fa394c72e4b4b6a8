"""How many are offered, needed and possible: sizes, methods, capacity, what moves it, cost."""

from __future__ import annotations

import re
import textwrap

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import force
from coalition.exhibits import style
from coalition.words.formats import in_unit, month, percent, thousands, whole

VOICES = {
    "government": style.Code("Government, named or not", "deploy_troops", "circle"),
    "armed_forces": style.Code("Serving military chief", "conditional", "diamond"),
    "research": style.Code("Research", "second", "square"),
    "commentary": style.Code("Commentary", "support_only", "triangle-up"),
    "press": style.Code("Table of offers, mostly press", "muted", "x"),
}
"""Who stands behind a published size."""

_SET_LOOKS = {"ready": ("second", "dash"), "europe": ("accent", "solid"), "wide": ("support_only", "dot")}
_LOG_TICKS = {100: "100", 1_000: "1,000", 10_000: "10,000", 100_000: "100,000", 1_000_000: "1 million"}
_ROW = 21
"""Pixels per row of the long charts."""


def published_sizes(sizes: pd.DataFrame) -> go.Figure:
    """Every published size by heading and date, from ``force.all_sizes``; open ends are arrows."""
    places, ticks, line = [], {}, 0.0
    for group in force.GROUPS:
        part = sizes[sizes["group"] == group]
        if part.empty:
            continue
        ticks[line] = f"<b>{force.GROUPS[group]}</b>"
        line += 1
        for row in part.itertuples():
            places.append((row.Index, line))
            ticks[line] = f"{_short(row.who)}, {month(row.date)}"
            line += 1
        line += 0.3
    rows = sizes.loc[[i for i, _ in places]].assign(line=[at for _, at in places])
    figure = go.Figure()
    spans = rows[rows["bound"] == "range"]
    figure.add_scatter(
        x=_gaps(spans["low"], spans["high"]),
        y=_gaps(spans["line"], spans["line"]),
        mode="lines",
        hoverinfo="skip",
        showlegend=False,
        line={"color": style.colour("muted"), "width": 2},
    )
    for code, look in VOICES.items():
        part = rows[rows["voice"] == code]
        points = [
            (x, r.line, _size_hover(r), symbol) for r in part.itertuples() for x, symbol in _marks(r, look)
        ]
        figure.add_scatter(
            x=[p[0] for p in points] or [None],
            y=[p[1] for p in points] or [None],
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
    figure.update_yaxes(
        tickvals=list(ticks),
        ticktext=list(ticks.values()),
        range=[line, -0.7],
        tickfont={"size": 10},
        showgrid=False,
        zeroline=False,
    )
    _log(figure, 40, 500_000)
    return figure.update_layout(height=int(150 + _ROW * line))


def size_table(sizes: pd.DataFrame) -> pd.DataFrame:
    """Published sizes with columns named for readers, from ``force.all_sizes``."""
    return pd.DataFrame(
        {
            "Purpose": sizes["group"].map(force.GROUPS),
            "Date": sizes["date"],
            "Who": sizes["who"],
            "At least": sizes["low"],
            "At most": sizes["high"],
            "Voice": sizes["voice"].map(lambda v: VOICES[v].label),
            "What it supposes": sizes["what"],
            "Confidence": sizes["confidence"],
            "Sources": sizes["source_ids"],
        }
    )


def offer_table(pledges: pd.DataFrame) -> pd.DataFrame:
    """National sizes and vague offers from ``pledges``, newest first."""
    rows = pledges[pledges["scope"].isin(["national", "uk_france"])].sort_values("date", ascending=False)
    shown = rows["iso3"].map(data.names()).fillna("United Kingdom and France")
    return pd.DataFrame(
        {
            "Country": shown,
            "Date": rows["date"],
            "Who said it": rows["who_said"],
            "At least": rows["low"],
            "At most": rows["high"],
            "What": rows["what"],
            "On the record": rows["official"].map({True: "yes", False: "no"}),
            "Sources": rows["source_ids"],
        }
    ).reset_index(drop=True)


def requirement(methods: pd.DataFrame, concepts: pd.DataFrame) -> go.Figure:
    """Size by method and published span by concept on one logarithmic axis, from ``force.by_method`` and ``force.by_concept``."""
    figure = go.Figure()
    above = [_broken(x) for x in methods["label"]]
    below = [
        f"Published: {force.GROUPS[c].lower()}<br>(n = {n})"
        for c, n in zip(concepts["concept"], concepts["estimates"])
    ]
    for labels, table, name, token in (
        (above, methods, "By method, low to high", "accent"),
        (below, concepts, "Published sizes, smallest to largest", "second"),
    ):
        figure.add_scatter(
            x=_gaps(table["low"], table["high"]),
            y=_gaps(labels, labels),
            mode="lines",
            line={"color": style.colour(token), "width": 8},
            opacity=0.45,
            name=name,
            hoverinfo="skip",
        )
    figure.add_scatter(
        x=list(methods["central"]),
        y=above,
        mode="markers",
        name="By method, central value",
        marker={"symbol": "diamond", "size": 10, "color": style.colour("ink")},
        text=[
            f"{m}: {thousands(x)} {c} (low {thousands(a)}, high {thousands(b)})"
            for m, x, c, a, b in zip(
                methods["label"], methods["central"], methods["counts"], methods["low"], methods["high"]
            )
        ],
        hoverinfo="text",
    )
    ends = [(x, y) for y, low, high in zip(below, concepts["low"], concepts["high"]) for x in (low, high)]
    figure.add_scatter(
        x=[e[0] for e in ends],
        y=[e[1] for e in ends],
        mode="markers",
        showlegend=False,
        marker={"symbol": "line-ns", "size": 12, "line": {"width": 2, "color": style.colour("second")}},
        hovertemplate="%{y}: %{x:,}<extra></extra>",
    )
    rows = above + below
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=rows,
        range=[len(rows) - 0.4, -0.6],
        tickfont={"size": 11},
        dtick=1,
    )
    _log(figure, 1_000, 2_000_000)
    return figure.update_layout(height=610)


def requirement_table(methods: pd.DataFrame, concepts: pd.DataFrame) -> pd.DataFrame:
    """Methods and published spans with columns named for readers."""
    first = pd.DataFrame(
        {
            "What": methods["label"],
            "How": methods["formula"],
            "Counts": methods["counts"],
            "Low": methods["low"].map(whole),
            "Central": methods["central"].map(whole),
            "High": methods["high"].map(whole),
            "Sources": methods["source_ids"],
        }
    )
    second = pd.DataFrame(
        {
            "What": ["Published: " + force.GROUPS[c].lower() for c in concepts["concept"]],
            "How": [f"{n} published figures" for n in concepts["estimates"]],
            "Counts": [
                "monitors and staff" if c == "monitoring" else "soldiers" for c in concepts["concept"]
            ],
            "Low": concepts["low"],
            "Central": pd.NA,
            "High": concepts["high"],
            "Sources": concepts["source_ids"],
        }
    )
    return pd.concat(
        [first.astype({"Central": "Int64"}), second.astype({"Central": "Int64"})], ignore_index=True
    )


def countries(rows: pd.DataFrame) -> go.Figure:
    """Soldiers each country could keep, with the interval, from ``force.results.by_country``."""
    figure = go.Figure()
    figure.add_scatter(
        x=_gaps(rows["low"], rows["high"]),
        y=_gaps(rows["name"], rows["name"]),
        mode="lines",
        line={"color": style.colour("border"), "width": 3},
        hoverinfo="skip",
        name="Nine draws in ten",
    )
    for code in ("deploy_troops", "conditional", "undecided"):
        part, look = rows[rows["position"] == code], style.POSITIONS[code]
        if len(part):
            figure.add_scatter(
                x=list(part["median"]),
                y=list(part["name"]),
                mode="markers",
                name=f"Middle value: {look.label.lower()}",
                hoverinfo="text",
                text=[
                    f"{r.name}: {thousands(r.median)} ({thousands(r.low)} to {thousands(r.high)}) of {thousands(r.land)}"
                    for r in part.itertuples(index=False)
                ],
                marker={"symbol": look.symbol, "size": 11, "color": style.colour(look.token)},
            )
    figure.update_xaxes(
        title="Soldiers kept, if it takes part",
        nticks=5,
        tickangle=0,
        range=[-150, rows["high"].max() * 1.05],
        tickformat=",d",
    )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=list(rows["name"]),
        range=[len(rows) - 0.4, -0.6],
        dtick=1,
    )
    return figure.update_layout(height=200 + 24 * len(rows))


def country_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``force.results.by_country`` with columns named for readers."""
    return pd.DataFrame(
        {
            "Country": rows["name"],
            "Position": rows["position"].map(lambda c: style.POSITIONS[c].label),
            "Land force": rows["land"].map(whole),
            "Found abroad, all services": rows["abroad"],
            "Kept: lower end": rows["low"].map(whole),
            "Kept: middle value": rows["median"].map(whole),
            "Kept: upper end": rows["high"].map(whole),
            "All values central": rows["central"].map(whole),
            "Sources": rows["source_ids"],
        }
    )


def distribution(troops: dict[str, np.ndarray], concepts: pd.DataFrame, top: int = 60_000) -> go.Figure:
    """How often a size is reached, by country set, over the published spans by concept.

    ``troops`` maps keys of ``force.SETS`` to draws of ``force.simulate``; ``top`` is the end of the axis, soldiers.
    """
    figure = go.Figure()
    for key, values in troops.items():
        token, dash = _SET_LOOKS[key]
        curve = exceedance({key: values}, top)
        figure.add_scatter(
            x=list(curve["size"]),
            y=list(curve[key]),
            mode="lines",
            name=force.SETS[key],
            line={"color": style.colour(token), "dash": dash, "width": 2.5},
            hovertemplate="%{x:,} soldiers or more: %{y:.0%}<extra></extra>",
        )
    labels = [force.GROUPS[c] for c in concepts["concept"]]
    inside = concepts[concepts["low"] < top]
    for c in inside.itertuples():
        end = min(c.high, top)
        figure.add_scatter(
            x=[c.low, end],
            y=[force.GROUPS[c.concept]] * 2,
            yaxis="y2",
            mode="lines+markers",
            showlegend=False,
            hoverinfo="text",
            text=[
                f"{force.GROUPS[c.concept]}: {thousands(c.low)} to {thousands(c.high)}{' and more' if c.open_above else ''}"
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
    for c in concepts[concepts["low"] >= top].itertuples():
        figure.add_annotation(
            x=top,
            y=force.GROUPS[c.concept],
            yref="y2",
            text=f"{thousands(c.low)} and more →",
            showarrow=False,
            xanchor="right",
            font={"size": 11},
        )
    figure.update_layout(
        yaxis={
            "domain": [0.42, 1],
            "title": "Draws that reach it",
            "tickformat": ".0%",
            "range": [0, 1.02],
            "rangemode": "tozero",
        },
        yaxis2={
            "domain": [0, 0.34],
            "type": "category",
            "categoryorder": "array",
            "categoryarray": labels[::-1],
            "range": [-0.6, len(labels) - 0.4],
            "dtick": 1,
            "anchor": "x",
            "automargin": True,
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
        height=560,
    )
    return figure


def exceedance(troops: dict[str, np.ndarray], top: int = 60_000, step: int = 1_000) -> pd.DataFrame:
    """Share of draws that reach each size. Columns: size (soldiers), then one per country set."""
    sizes = np.arange(0, top + 1, step)
    return pd.DataFrame(
        {"size": sizes} | {k: [force.chance(v, max(s, 1)) for s in sizes] for k, v in troops.items()}
    )


def exceedance_table(troops: dict[str, np.ndarray]) -> pd.DataFrame:
    """``exceedance`` in coarser steps with columns named for readers, shares in percent."""
    curve = exceedance(troops, step=2_500)
    return pd.DataFrame(
        {"Soldiers or more": curve["size"]}
        | {f"{force.SETS[k]} (percent of draws)": (100 * curve[k]).round(1) for k in troops}
    )


def concept_table(against: pd.DataFrame) -> pd.DataFrame:
    """Chances by concept with columns named for readers, from ``force.against_concepts``."""
    return pd.DataFrame(
        {
            "Purpose": against["concept"].map(force.GROUPS),
            "Published figures": against["estimates"],
            "Smallest": against["low"],
            "Largest": against["high"],
            "Draws that reach the smallest": against["reaches_low"].map(percent),
            "Draws that reach the largest": against["reaches_high"].map(percent),
            "Sources": against["source_ids"],
        }
    )


def tornado(rows: pd.DataFrame) -> go.Figure:
    """What moves the answer most, from ``force.tornado``; largest swing on top."""
    labels = [_broken(short_name(r.parameter), 24) for r in rows.itertuples()]
    base = rows["base"].iloc[0]
    figure = go.Figure()
    for column, name, token, pattern in (
        ("at_low", "Assumption at its low value", "accent", ""),
        ("at_high", "Assumption at its high value", "second", "/"),
    ):
        figure.add_bar(
            y=labels,
            x=list(rows[column] - base),
            base=base,
            orientation="h",
            name=name,
            hoverinfo="text",
            text=[
                in_unit(getattr(r, "low" if column == "at_low" else "high"), r.unit)
                for r in rows.itertuples()
            ],
            textposition="none",
            hovertext=[
                f"{short_name(r.parameter)} {in_unit(getattr(r, 'low' if column == 'at_low' else 'high'), r.unit)}: {thousands(getattr(r, column))} soldiers"
                for r in rows.itertuples()
            ],
            marker={
                "color": style.colour(token),
                "pattern": {"shape": pattern, "fgcolor": style.colour("surface"), "fillmode": "overlay"},
            },
        )
    figure.add_vline(x=base, line={"color": style.colour("ink"), "width": 1.5})
    figure.update_xaxes(
        title="Soldiers kept in Ukraine",
        tickformat=",d",
        rangemode="tozero",
        nticks=4,
        tickangle=0,
        range=[0, max(rows["at_low"].max(), rows["at_high"].max()) * 1.08],
    )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=labels,
        range=[len(labels) - 0.4, -0.6],
        dtick=1,
        tickfont={"size": 11},
    )
    return figure.update_layout(barmode="overlay", bargap=0.35, height=150 + 46 * len(rows))


_SHORT = {
    "rotation_ratio": "Soldiers in the pool per soldier in place",
    "deployable_share": "Share of an army built to deploy",
    "share_committed": "Share of an army already abroad",
    "committed_weight": "Part of those abroad who count",
    "participation_deploy": "Chance that a ready state goes",
    "participation_conditional": "Chance that an open state goes",
    "participation_undecided": "Chance that an undecided state goes",
    "land": "Size of the armies, where counts differ",
}


def short_name(parameter: str) -> str:
    """The reader's short name of a model input."""
    return _SHORT[parameter]


_PLAIN = {
    "rotation_ratio": "the rotation (how many soldiers stand behind each one in place)",
    "deployable_share": "how much of an army is built to deploy",
    "share_committed": "how many soldiers are already abroad",
    "committed_weight": "how many of those abroad count against the pool",
    "participation_deploy": "how surely the ready states go",
    "participation_conditional": "how many of the open states go",
    "participation_undecided": "how many undecided states go",
    "land": "how large the armies are",
}


def plain_name(parameter: str) -> str:
    """A model input as half a sentence of prose."""
    return _PLAIN[parameter]


def tornado_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``force.tornado`` with columns named for readers."""
    return pd.DataFrame(
        {
            "Rank": rows["rank"],
            "Assumption": rows["parameter"].map(short_name),
            "Low value": [in_unit(r.low, r.unit) for r in rows.itertuples()],
            "Central value": [in_unit(r.central, r.unit) for r in rows.itertuples()],
            "High value": [in_unit(r.high, r.unit) for r in rows.itertuples()],
            "Soldiers at low": rows["at_low"].map(whole),
            "Soldiers at high": rows["at_high"].map(whole),
            "Swing": rows["swing"].map(whole),
            "Rank correlation in the simulation": rows["correlation"].round(2),
            "Our own judgement": rows["ours"].map({True: "yes", False: "no"}),
            "Sources": rows["source_ids"],
        }
    )


def variants(rows: pd.DataFrame) -> go.Figure:
    """The answer under other choices, from ``force.variants``."""
    labels = [_broken(x) for x in rows["label"]]
    figure = go.Figure()
    figure.add_scatter(
        x=_gaps(rows["low"], rows["high"]),
        y=_gaps(labels, labels),
        mode="lines",
        line={"color": style.colour("accent"), "width": 6},
        opacity=0.45,
        name="Nine draws in ten",
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=list(rows["median"]),
        y=labels,
        mode="markers",
        name="Middle value",
        marker={"symbol": "diamond", "size": 10, "color": style.colour("ink")},
        hoverinfo="text",
        text=[
            f"{r.label}: {thousands(r.median)} ({thousands(r.low)} to {thousands(r.high)})"
            for r in rows.itertuples()
        ],
    )
    figure.add_vline(
        x=rows["median"].iloc[0], line={"color": style.colour("muted"), "width": 1, "dash": "dot"}
    )
    figure.update_xaxes(
        title="Soldiers kept in Ukraine",
        tickformat=",d",
        tickangle=0,
        range=[-500, rows["high"].max() * 1.05],
        nticks=5,
    )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=labels,
        range=[len(labels) - 0.4, -0.6],
        dtick=1,
        tickfont={"size": 11},
    )
    return figure.update_layout(height=140 + 38 * len(rows))


def variant_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``force.variants`` with columns named for readers."""
    return pd.DataFrame(
        {
            "Choice": rows["label"],
            "Lower end": rows["low"].map(whole),
            "Middle value": rows["median"].map(whole),
            "Upper end": rows["high"].map(whole),
        }
    )


def cost(rows: pd.DataFrame) -> go.Figure:
    """Cost of a year by basis for one size, from ``force.cost_table``; currencies are named, not converted."""
    rows = rows.sort_values("central")
    labels = [_broken(f"{cost_name(r.basis)} ({r.currency})", 25) for r in rows.itertuples()]
    figure = go.Figure()
    for currency, token, symbol in (("EUR", "accent", "circle"), ("USD", "second", "square")):
        keep = (rows["currency"] == currency).to_numpy()
        part, names = rows[keep], [n for n, k in zip(labels, keep) if k]
        figure.add_scatter(
            x=_gaps(part["low"], part["high"]),
            y=_gaps(names, names),
            mode="lines",
            line={"color": style.colour(token), "width": 6},
            opacity=0.45,
            showlegend=False,
            hoverinfo="skip",
        )
        figure.add_scatter(
            x=list(part["central"]),
            y=names,
            mode="markers",
            name=f"Billions of {currency}",
            marker={"symbol": symbol, "size": 11, "color": style.colour(token)},
            hoverinfo="text",
            text=[
                f"{n}: {r.central:.1f} ({r.low:.1f} to {r.high:.1f}) billion {currency}"
                for n, r in zip(names, part.itertuples())
            ],
        )
    figure.update_xaxes(
        title="Billions a year<br>(log scale)",
        tickangle=0,
        type="log",
        tickvals=[0.5, 1, 2, 5, 10, 20, 50],
        range=[np.log10(rows["low"].min() * 0.8), np.log10(rows["high"].max() * 1.25)],
    )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=labels,
        range=[-0.6, len(labels) - 0.4],
        dtick=1,
        tickfont={"size": 11},
    )
    return figure.update_layout(height=380)


_COSTS = {
    "cost_forward": "Forward presence in Europe, extra cost",
    "cost_combat_eu": "European combat mission, prices carried to the present",
    "cost_un": "UN peacekeeping",
    "cost_us_korea": "US garrison in Korea",
    "cost_us": "US war in Afghanistan",
}


def cost_name(basis: str) -> str:
    """The reader's name of a cost basis."""
    return _COSTS[basis]


def cost_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``force.cost_table`` with columns named for readers."""
    return pd.DataFrame(
        {
            "Basis": rows["basis"].map(cost_name),
            "Soldiers": rows["size"],
            "Currency": rows["currency"],
            "Low (billions a year)": rows["low"].round(2),
            "Central (billions a year)": rows["central"].round(2),
            "High (billions a year)": rows["high"].round(2),
            "Sources": rows["source_ids"],
        }
    )


def _log(figure: go.Figure, least: float, most: float) -> None:
    ticks = {t: text for t, text in _LOG_TICKS.items() if least <= t <= most}
    figure.update_xaxes(
        title="People (log scale)",
        type="log",
        tickvals=list(ticks),
        ticktext=list(ticks.values()),
        tickangle=0,
        tickfont={"size": 9.5},
        range=[np.log10(least), np.log10(most)],
    )


def _marks(row, look: style.Code) -> list[tuple[int, str]]:
    if row.bound == "lower":
        return [(row.low, "triangle-right")]
    if row.bound == "upper":
        return [(row.high, "triangle-left")]
    return [(x, look.symbol) for x in dict.fromkeys((row.low, row.high))]


def _size_hover(row) -> str:
    ends = {
        "lower": ("at least", row.low, None),
        "upper": ("at most", row.high, None),
        "point": ("", row.high, None),
        "range": ("", row.low, row.high),
    }
    word, first, second = ends[row.bound]
    number = f"{word} {thousands(first)}".strip() + (f" to {thousands(second)}" if second is not None else "")
    when = data.written_date(row.date) if pd.notna(row.date) else "undated"
    return f"{row.who}, {when}: {number}<br>" + "<br>".join(textwrap.wrap(row.what, 60))


def _short(who: str) -> str:
    name = re.sub(r"\s*\([^)]*\)", "", who).split(",")[0].split(":")[0]
    name = re.sub(r"^(NATO Secretary General|President|Admiral|General) ", "", name)
    return textwrap.shorten(name, 20, placeholder="…")


def _gaps(first, second) -> list:
    return [x for pair in zip(first, second) for x in (*pair, None)]


def _broken(label: str, width: int = 24) -> str:
    return "<br>".join(textwrap.wrap(label, width))
