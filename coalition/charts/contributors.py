"""Who would send soldiers: map, ladder, history, and offers by domain."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import plotly.graph_objects as go
import shapely

from coalition import data
from coalition.analysis import domains
from coalition.charts.axes import rows_axis
from coalition.charts.bands import Band, bands
from coalition.charts.drawing import overlaid
from coalition.charts.labels import wrapped
from coalition.charts.lists import coded_lists
from coalition.data import geography
from coalition.data.passages import inline
from coalition.exhibits import style

_WINDOW = {"x": (2230, 7330), "y": (1380, 5430)}
"""Part of the projected plane that is shown, kilometres."""
_INSET = {"x": 2280, "y": 4590, "side": 120, "step": 200}
"""Squares for countries outside the map, kilometres."""
_LETTER, _LINE = 78, 190
"""What a letter of a name takes across and a line of it up and down on a phone, kilometres."""
HOST = "UKR"
_OUTLINE = {"width": 0.8, "color": style.colour("border")}
_SAID = ("deploy_troops", "conditional")
"""Positions whose counts a step of the slider says."""
_FADED = 0.45
"""Opacity of a country whose position rests on old words (``old`` of ``ledger.positions``)."""


def position_map(positions: pd.DataFrame, codes: Iterable[str] = ()) -> go.Figure:
    """A map of positions on one day, from ``ledger.positions``.

    The key has the positions that are held with their counts; those of ``codes`` that are not stay hidden in
    it. Countries outside the map stand as squares in the Atlantic; countries without a row are plain land. A
    country whose position rests on old words is faded, the host has a strong outline.
    """
    figure = go.Figure()
    rows = positions.set_index("iso3")
    shapes = _shapes(rows.index)
    for iso3, rings in shapes.items():
        xs, ys = _path(rings)
        look = _fill(rows.loc[iso3]) if iso3 in rows.index else _land(iso3)
        outline = {"width": 2, "color": style.colour("ink")} if iso3 == HOST else _OUTLINE
        figure.add_scatter(
            x=xs,
            y=ys,
            mode="lines",
            fill="toself",
            hoveron="fills",
            hoverinfo="text",
            showlegend=False,
            line=outline,
            **look,
        )
    held = positions["position"].value_counts()
    for code in _legend(set(held.index).union(codes)):
        figure.add_scatter(
            x=[None],
            y=[None],
            mode="lines",
            fill="toself",
            name=_counted(code, held),
            showlegend=code in held,
            hoverinfo="skip",
            line=_OUTLINE,
            **_swatch(code),
        )
    _label_inset(figure, rows)
    _name_countries(figure, rows, shapes)
    axis = {"visible": False, "fixedrange": True}
    figure.update_layout(
        xaxis=axis | {"range": _WINDOW["x"]},
        yaxis=axis
        | {"range": _WINDOW["y"], "scaleanchor": "x", "constrain": "domain", "constraintoward": "top"},
        legend={"itemsizing": "trace"},
        height=640,
    )
    return figure


def position_map_by_date(by_month: pd.DataFrame) -> go.Figure:
    """The same map with a slider over the dates of ``ledger.positions_by_month``; the last is shown first.

    Each step says how many are ready and open, and which governments moved since the step before and when.
    """
    days = list(by_month["as_of"].unique())
    figure = position_map(by_month[by_month["as_of"] == days[-1]], by_month["position"])
    codes = _legend(set(by_month["position"]))
    swatches = range(len(figure.data) - len(codes), len(figure.data))
    steps, before = [], None
    for day in days:
        rows = by_month[by_month["as_of"] == day].set_index("iso3")
        drawn = [(i, c) for i, c in enumerate(_shapes(rows.index)) if c in rows.index]
        looks = [_fill(rows.loc[c]) for _, c in drawn]
        looks += [_swatch(code) | {"text": ""} for code in codes]
        held = rows["position"].value_counts()
        change = {
            "fillcolor": [x["fillcolor"] for x in looks],
            "fillpattern.shape": [x["fillpattern"]["shape"] for x in looks],
            "opacity": [x.get("opacity", 1) for x in looks],
            "text": [x["text"] for x in looks],
            "name": [rows.loc[c, "name"] for _, c in drawn] + [_counted(code, held) for code in codes],
            "showlegend": [False] * len(drawn) + [code in held for code in codes],
        }
        steps.append(
            {
                "method": "restyle",
                "label": _step(day, rows, before),
                "args": [change, [*(i for i, _ in drawn), *swatches]],
            }
        )
        before = rows
    figure.update_layout(sliders=[{"active": len(days) - 1, "steps": steps, "currentvalue": {"prefix": ""}}])
    return figure


def _counted(code: str, held: pd.Series) -> str:
    return f"{style.POSITIONS[code].label}: {held.get(code, 0)}"


def _step(day: str, rows: pd.DataFrame, before: pd.DataFrame | None) -> str:
    """What a step of the slider says: the day, the counts, and what moved since the step before."""
    held = rows["position"].value_counts()
    counts = ", ".join(_counted(code, held) for code in _SAID)
    text = f"{data.written_date(day)}. {counts}."
    if before is None:
        return text
    moved = rows[(rows["position"] != before["position"].reindex(rows.index)) & rows["since"].notna()]
    new = [
        f"{r.name}, {inline(style.POSITIONS[r.position].label)} ({data.written_date(r.since)})"
        for r in moved.itertuples(index=False)
    ]
    return f"{text} New: {'; '.join(new)}." if new else f"{text} No government moved."


def ladder(positions: pd.DataFrame) -> go.Figure:
    """One band per position with the names of its countries, from ``ledger.positions``.

    A star behind a name means that the government that spoke has since resigned or been replaced, a dagger
    that its words are more than a year old.
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
    """The positions of each country that moved as bars over time, month by month; from
    ``ledger.positions_by_month``.

    A country moved if it held more than one position after its first statement; rows go by the last position,
    then by name.
    """
    heard = by_month[by_month["position"] != "unknown"]
    moved = heard[heard.groupby("iso3")["position"].transform("nunique") > 1].sort_values(["name", "as_of"])
    order = list(style.POSITIONS)
    last = moved.groupby("name")["position"].last()
    rows = sorted(last.index, key=lambda name: (order.index(last[name]), name))
    new = (moved["position"] != moved["position"].shift()) | (moved["name"] != moved["name"].shift())
    spells = (
        moved.assign(spell=new.cumsum())
        .groupby("spell")
        .agg(name=("name", "first"), position=("position", "first"), start=("as_of", "first"))
    )
    end = spells.groupby("name")["start"].shift(-1).fillna(by_month["as_of"].max())
    spells = spells.assign(end=end, days=pd.to_datetime(end) - pd.to_datetime(spells["start"]))
    figure = go.Figure()
    for code, look in style.POSITIONS.items():
        label = inline(look.label)
        part = spells[(spells["position"] == code) & (spells["days"] > pd.Timedelta(0))]
        if part.empty:
            continue
        figure.add_bar(
            base=list(part["start"]),
            x=list(part["days"].dt.total_seconds() * 1000),
            y=list(part["name"]),
            orientation="h",
            name=look.label,
            marker=overlaid(look.token, look.pattern, size=6, solidity=0.2),
            hoverinfo="text",
            text=[
                f"{r.name}: {label}<br>{data.written_date(r.start)} to {data.written_date(r.end)}"
                for r in part.itertuples(index=False)
            ],
            textposition="none",
        )
    first = by_month["as_of"].min()
    figure.update_xaxes(
        type="date", side="top", range=[first, by_month["as_of"].max()], tickformat="%b<br>%Y", nticks=5
    )
    rows_axis(figure, rows)
    return figure.update_layout(barmode="overlay", bargap=0.35, height=150 + 28 * len(rows))


def offers(positions: pd.DataFrame) -> go.Figure:
    """Under each domain the countries by what they said of it, from the ``positions`` table.

    Each answer has its count; what nothing was found on is left out.
    """
    table = positions.assign(name=positions["iso3"].map(data.names())).sort_values("name")
    return coded_lists(
        (
            (title, table.groupby(domain)["name"].agg(list).to_dict())
            for domain, title in data.titles_of("positions", *domains.DOMAINS).items()
        ),
        {code: look for code, look in style.OFFERS.items() if code != "unknown"},
        counted=True,
    )


def _shapes(codes) -> dict[str, list[list[tuple[float, float]]]]:
    """Rings of every map country, then a square for each country outside the map."""
    shapes = dict(geography.outlines())
    x, side = _INSET["x"], _INSET["side"]
    for i, iso3 in enumerate(_outside(codes)):
        y = _INSET["y"] - i * _INSET["step"]
        shapes[iso3] = [[(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]]
    return shapes


def _outside(codes) -> list[str]:
    """Countries beyond the map, the longest name first: there the sea is widest."""
    names = data.names()
    return sorted(set(codes) - set(geography.outlines()), key=lambda c: (-len(names[c]), c))


def _legend(codes: set[str]) -> list[str]:
    """These position codes in the order of the descriptor."""
    return [code for code in style.POSITIONS if code in codes]


def _label_inset(figure: go.Figure, rows: pd.DataFrame) -> None:
    for i, iso3 in enumerate(_outside(rows.index)):
        y = _INSET["y"] + _INSET["side"] / 2 - i * _INSET["step"]
        figure.add_annotation(
            x=_INSET["x"] + _INSET["side"] * 1.4, y=y, text=rows.loc[iso3, "name"], showarrow=False,
            xanchor="left", font={"size": 10},
        )  # fmt: skip


def _name_countries(figure: go.Figure, rows: pd.DataFrame, shapes) -> None:
    """Write the host's name, those of the ready and then of others, the largest first, where there is room on
    a phone: a country must be as wide as its name, unless it is ready, and no name may touch another.
    """
    outside, places = _outside(rows.index), []
    taken: list[shapely.Geometry] = []
    for iso3, rings in shapes.items():
        if iso3 in outside or iso3 not in [HOST, *rows.index]:
            continue
        area = max((shapely.Polygon(ring) for ring in rings), key=lambda polygon: polygon.area)
        ready = iso3 == HOST or rows.loc[iso3, "position"] == "deploy_troops"
        name = "Ukraine, host" if iso3 == HOST else rows.loc[iso3, "name"]
        left, _, right, _ = area.bounds
        if ready or right - left > _LETTER * len(name):
            places.append((not ready, -area.area, name, area.centroid))
    for _, _, name, at in sorted(places, key=lambda place: place[:3]):
        box = shapely.box(
            at.x - _LETTER * len(name) / 2, at.y - _LINE / 2, at.x + _LETTER * len(name) / 2, at.y + _LINE / 2
        )
        if any(box.intersects(other) for other in taken):
            continue
        taken.append(box)
        figure.add_annotation(
            x=at.x, y=at.y, text=name, showarrow=False, font={"size": 10}, borderpad=1,
            bgcolor=style.colour("surface"), opacity=0.85,
        )  # fmt: skip


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
        "<br>That government has since resigned or been replaced"
        if row["lapsed"]
        else "<br>These words are more than a year old"
        if row["old"]
        else ""
    )
    note = f"<br>{wrapped(row['departure_note'], 60)}" if pd.notna(row["departure_note"]) else ""
    return f"{row['name']}: {label.lower()}{since}{lapsed}{note}"
