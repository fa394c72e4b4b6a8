"""Who would send soldiers: map, ladder, history, and offers by domain."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import domains
from coalition.charts.bands import Band, bands
from coalition.charts.grid import grid_height, mark_grid
from coalition.charts.labels import wrapped
from coalition.data import geography
from coalition.exhibits import style

_WINDOW = {"x": (2150, 7350), "y": (880, 5450)}
"""Part of the projected plane that is shown, kilometres."""
_INSET = {"x": 2250, "y": 4450, "side": 130, "step": 260}
"""Squares for countries outside the map, kilometres."""
_HOST_LABEL = (5760, 2980)
"""Where Ukraine's label stands, kilometres."""
_FADED = 0.45
"""Opacity of a country whose position rests on old words (``old`` of ``ledger.positions``)."""


def position_map(positions: pd.DataFrame, codes: Iterable[str] = ()) -> go.Figure:
    """A map of positions on one day, from ``ledger.positions``.

    The legend has the positions that are held; those of ``codes`` that are not stay hidden in it. Countries
    outside the map stand as squares in the Atlantic; countries without a row are plain land. A country whose
    position rests on old words is faded.
    """
    figure = go.Figure()
    rows = positions.set_index("iso3")
    for iso3, rings in _shapes(rows.index).items():
        xs, ys = _path(rings)
        look = _fill(rows.loc[iso3]) if iso3 in rows.index else _land(iso3)
        figure.add_scatter(
            x=xs,
            y=ys,
            mode="lines",
            fill="toself",
            hoveron="fills",
            hoverinfo="text",
            showlegend=False,
            line={"width": 0.8, "color": style.colour("border")},
            **look,
        )
    held = set(positions["position"])
    for code in _legend(held.union(codes)):
        figure.add_scatter(
            x=[None],
            y=[None],
            mode="lines",
            fill="toself",
            name=style.POSITIONS[code].label,
            showlegend=code in held,
            hoverinfo="skip",
            line={"width": 1, "color": style.colour("border")},
            **_swatch(code),
        )
    _label_inset(figure, rows.index)
    figure.add_annotation(
        x=_HOST_LABEL[0], y=_HOST_LABEL[1], text="Ukraine<br>(host)", showarrow=False, font={"size": 11}
    )
    axis = {"visible": False, "fixedrange": True}
    figure.update_layout(
        xaxis=axis | {"range": _WINDOW["x"]},
        yaxis=axis
        | {"range": _WINDOW["y"], "scaleanchor": "x", "constrain": "domain", "constraintoward": "top"},
        legend={"itemsizing": "trace"},
        height=600,
    )
    return figure


def position_map_by_date(by_month: pd.DataFrame) -> go.Figure:
    """The same map with a slider over the dates of ``ledger.positions_by_month``; the last is shown first."""
    days = list(by_month["as_of"].unique())
    figure = position_map(by_month[by_month["as_of"] == days[-1]], by_month["position"])
    codes = _legend(set(by_month["position"]))
    swatches = range(len(figure.data) - len(codes), len(figure.data))
    steps = []
    for day in days:
        rows = by_month[by_month["as_of"] == day].set_index("iso3")
        drawn = [(i, c) for i, c in enumerate(_shapes(rows.index)) if c in rows.index]
        looks = [_fill(rows.loc[c]) for _, c in drawn]
        looks += [_swatch(code) | {"text": ""} for code in codes]
        held = set(rows["position"])
        change = {
            "fillcolor": [x["fillcolor"] for x in looks],
            "fillpattern.shape": [x["fillpattern"]["shape"] for x in looks],
            "opacity": [x.get("opacity", 1) for x in looks],
            "text": [x["text"] for x in looks],
            "showlegend": [False] * len(drawn) + [code in held for code in codes],
        }
        steps.append(
            {
                "method": "restyle",
                "label": data.written_date(day),
                "args": [change, [*(i for i, _ in drawn), *swatches]],
            }
        )
    figure.update_layout(
        sliders=[{"active": len(days) - 1, "steps": steps, "currentvalue": {"prefix": "Date: "}}]
    )
    return figure


def ladder(positions: pd.DataFrame) -> go.Figure:
    """One band per position with the names of its countries, from ``ledger.positions``.

    A star behind a name means that the government that spoke has since left office, a dagger that its words
    are more than a year old.
    """
    rows = positions.sort_values("name")
    marked = rows["name"] + [
        "*" if gone else "†" if old else "" for gone, old in zip(rows["lapsed"], rows["old"], strict=True)
    ]
    groups = {code: tuple(marked[rows["position"] == code]) for code in style.POSITIONS}
    return bands(
        Band(len(groups[code]), look.label, groups[code], look.token, look.pattern)
        for code, look in style.POSITIONS.items()
        if groups[code]
    )


def history(by_month: pd.DataFrame) -> go.Figure:
    """Position of each country at the end of each month, one row per country that was ever heard.

    Rows are ordered by the last position, then by name.
    """
    heard = by_month.groupby("iso3")["position"].transform(lambda p: (p != "unknown").any())
    frame = by_month[heard]
    order = list(style.POSITIONS)
    last = frame[frame["as_of"] == frame["as_of"].max()]
    rows = list(last.assign(rank=last["position"].map(order.index)).sort_values(["rank", "name"])["name"])
    cells = frame.rename(columns={"name": "row", "as_of": "column", "position": "code"})
    cells = cells.assign(
        hover=[
            f"{c}: {_hover(r)}"
            for c, (_, r) in zip(frame["as_of"].map(data.written_date), frame.iterrows(), strict=True)
        ]
    )
    columns = list(frame["as_of"].unique())
    figure = mark_grid(cells, style.POSITIONS, rows, columns)
    figure.update_traces(marker={"size": 8})
    months = [d for d in columns if d[5:7] in ("03", "09")] or columns[-1:]
    figure.update_xaxes(tickvals=months, ticktext=[pd.Timestamp(d).strftime("%b<br>%Y") for d in months])
    return figure.update_layout(height=grid_height(len(rows)))


def offers(positions: pd.DataFrame) -> go.Figure:
    """What each country offered by domain, from the ``positions`` table; most offers first.

    Countries of which nothing is known in any domain are left out.
    """
    titles = data.titles_of("positions", *domains.DOMAINS)
    table = positions.assign(name=positions["iso3"].map(data.names()))
    offered = table[list(titles)]
    known = (offered != "unknown").any(axis=1)
    score = (offered == "yes").sum(axis=1) * 10 + (offered == "conditional").sum(axis=1)
    table = table[known].assign(score=score).sort_values(["score", "name"], ascending=[False, True])
    cells = table.melt(["name", "iso3"], list(titles), "domain", "code")
    cells = pd.DataFrame(
        {
            "row": cells["name"],
            "column": cells["domain"].map(titles),
            "code": cells["code"],
            "hover": cells["name"]
            + ", "
            + cells["domain"].map(titles).str.lower()
            + ": "
            + cells["code"].map(lambda c: style.OFFERS[c].label.lower()),
        }
    )
    figure = mark_grid(cells, style.OFFERS, list(table["name"]), list(titles.values()))
    return figure.update_layout(height=grid_height(len(table)))


def _shapes(codes) -> dict[str, list[list[tuple[float, float]]]]:
    """Rings of every map country, then a square for each country outside the map."""
    shapes = dict(geography.outlines())
    x, side = _INSET["x"], _INSET["side"]
    for i, iso3 in enumerate(_outside(codes)):
        y = _INSET["y"] - i * _INSET["step"]
        shapes[iso3] = [[(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]]
    return shapes


def _outside(codes) -> list[str]:
    return sorted(set(codes) - set(geography.outlines()))


def _legend(codes: set[str]) -> list[str]:
    """These position codes in the order of the descriptor."""
    return [code for code in style.POSITIONS if code in codes]


def _label_inset(figure: go.Figure, codes) -> None:
    for i, iso3 in enumerate(_outside(codes)):
        figure.add_annotation(
            x=_INSET["x"] + _INSET["side"] * 1.4,
            y=_INSET["y"] + _INSET["side"] / 2 - i * _INSET["step"],
            text=iso3,
            showarrow=False,
            xanchor="left",
            font={"size": 11},
        )


def _path(rings) -> tuple[list, list]:
    xs, ys = [], []
    for ring in rings:
        xs += [x for x, _ in ring] + [None]
        ys += [y for _, y in ring] + [None]
    return xs[:-1], ys[:-1]


def _swatch(code: str) -> dict:
    if code == "unknown":
        return {"fillcolor": style.colour("surface"), "fillpattern": {"shape": ""}}
    look = style.POSITIONS[code]
    return {
        "fillcolor": style.colour(look.token),
        "fillpattern": {
            "shape": look.pattern,
            "fgcolor": style.colour("surface"),
            "fillmode": "overlay",
            "size": 6,
            "solidity": 0.2,
        },
    }


def _fill(row: pd.Series) -> dict:
    return _swatch(row["position"]) | {"text": _hover(row), "opacity": _FADED if row["old"] else 1}


def _land(iso3: str) -> dict:
    return {"fillcolor": style.colour("land"), "text": data.names().get(iso3, iso3)}


def _hover(row: pd.Series) -> str:
    label = style.POSITIONS[row["position"]].label
    since = f", {data.written_date(row['since'])}" if pd.notna(row["since"]) else ""
    lapsed = (
        "<br>That government has since left office"
        if row["lapsed"]
        else "<br>These words are more than a year old"
        if row["old"]
        else ""
    )
    note = f"<br>{wrapped(row['departure_note'], 60)}" if pd.notna(row["departure_note"]) else ""
    return f"{row['name']}: {label.lower()}{since}{lapsed}{note}"
