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
_LETTER, _LINE = 42, 110
"""What a letter of a name takes across and a line of it up and down on a desk screen, kilometres."""
_PHONE = 2.0
"""How many times as much they take on a phone."""
HOST = "UKR"
_OUTLINE = {"width": 0.8, "color": style.colour("border")}
_SAID = ("deploy_troops", "conditional")
"""Positions whose counts a step of the slider says."""
_NEW, _OLD = 0.2, 0.6
"""How much of the pattern of a country is white; of one whose position rests on old words (``old`` of
``ledger.positions``) more."""
_OLD_WORDS = "Fainter: older words"


def position_map(positions: pd.DataFrame, codes: Iterable[str] = ()) -> go.Figure:
    """A map of positions on one day, from ``ledger.positions``.

    The key has the positions that are held with their counts; those of ``codes`` that are not stay hidden in
    it. Countries outside the map stand as squares in the Atlantic; countries without a row are plain land. A
    country whose position rests on old words has more white in it, the host has a strong outline.
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
            legendgroup=_OLD_WORDS if iso3 in rows.index and rows.loc[iso3, "old"] else None,
            line=outline,
            **look,
        )
    held = positions["position"].value_counts()
    shown = _legend(set(held.index).union(codes))
    entries = [(_counted(code, held), code in held, _key(code)) for code in shown]
    if positions["old"].any():
        entries.append((_OLD_WORDS, True, overlaid("muted", "/", size=6, solidity=_OLD)))
    for name, listed, look in entries:
        figure.add_bar(
            x=[None],
            y=[None],
            name=name,
            showlegend=listed,
            hoverinfo="skip",
            marker=look | {"line": _OUTLINE},
            legendgroup=_OLD_WORDS if name == _OLD_WORDS else None,
        )
    axis = {"visible": False, "fixedrange": True}
    figure.update_layout(
        xaxis=axis | {"range": _WINDOW["x"]},
        yaxis=axis
        | {"range": _WINDOW["y"], "scaleanchor": "x", "constrain": "domain", "constraintoward": "top"},
        legend={"tracegroupgap": 0},
        annotations=_names(rows, shapes, _PHONE),
        height=640,
    )
    wide = {"annotations": _names(rows, shapes, 1.0), "height": 640}
    return figure.update_layout(meta={"wide": {"layout": wide}})


def position_map_by_date(by_month: pd.DataFrame) -> go.Figure:
    """The same map with a slider over the dates of ``ledger.positions_by_month``; the last is shown first.

    Each step says how many are ready and open, and which governments moved since the step before and when.
    """
    days = list(by_month["as_of"].unique())
    figure = position_map(by_month[by_month["as_of"] == days[-1]], by_month["position"])
    codes = _legend(set(by_month["position"]))
    first = next(i for i, trace in enumerate(figure.data) if trace.type == "bar")
    swatches = range(first, first + len(codes))
    steps, before, blank = [], None, [""] * len(codes)
    for day in days:
        rows = by_month[by_month["as_of"] == day].set_index("iso3")
        drawn = [(i, c) for i, c in enumerate(_shapes(rows.index)) if c in rows.index]
        looks = [_fill(rows.loc[c]) for _, c in drawn]
        held = rows["position"].value_counts()
        change = {
            "fillcolor": [*(x["fillcolor"] for x in looks), *blank],
            "fillpattern.shape": [*(x["fillpattern"]["shape"] for x in looks), *blank],
            "fillpattern.solidity": [*(x["fillpattern"]["solidity"] for x in looks), *blank],
            "text": [*(x["text"] for x in looks), *blank],
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


def history(by_month: pd.DataFrame, ends: dict[str, list[str]]) -> go.Figure:
    """The positions of each country that moved as bars over time, month by month; from
    ``ledger.positions_by_month``.

    A country moved if it held more than one position after its first statement; rows go by where it ended
    (``ledger.ends``), then by the last position and by name.
    """
    heard = by_month[by_month["position"] != "unknown"]
    moved = heard[heard.groupby("iso3")["position"].transform("nunique") > 1].sort_values(["name", "as_of"])
    order = list(style.POSITIONS)
    last = moved.groupby("name")["position"].last().map(order.index)
    rows: list[str] = []
    for way, head in (("closer", "Up"), ("further", "Down"), ("same", "Back where it began")):
        names = sorted(set(ends[way]) & set(last.index), key=lambda name: (last[name], name))
        rows += [f"<b>{head}</b>", *names] if names else []
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
    return figure.update_layout(barmode="overlay", bargap=0.35, height=130 + 27 * len(rows))


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


def _names(rows: pd.DataFrame, shapes, scale: float) -> list[dict]:
    """The names of the squares, of the host, of the ready and, on a desk screen, of others that are as wide
    as their name, the largest first; none touches another.

    ``scale`` is how many times as much a letter takes as there. A name that is longer than its country stands
    beside it, to the west of one that lies west of the middle of the map.
    """
    letter, line = _LETTER * scale, _LINE * scale
    outside = _outside(rows.index)
    found = [
        {
            "x": _INSET["x"] + _INSET["side"] * 1.4,
            "y": _INSET["y"] + _INSET["side"] / 2 - i * _INSET["step"],
            "text": rows.loc[iso3, "name"],
            "xanchor": "left",
        }
        for i, iso3 in enumerate(outside)
    ]
    places = []
    for iso3, rings in shapes.items():
        if iso3 in outside or iso3 not in [HOST, *rows.index]:
            continue
        area = max((shapely.Polygon(ring) for ring in rings), key=lambda polygon: polygon.area)
        ready = iso3 == HOST or rows.loc[iso3, "position"] == "deploy_troops"
        text = "Ukraine, host" if iso3 == HOST else rows.loc[iso3, "name"].replace(" ", "<br>")
        across = letter * max(map(len, text.split("<br>")))
        west, _, east, _ = area.bounds
        if ready or (scale == 1.0 and east - west > across):
            places.append((not ready, -area.area, text, across, area))
    taken: list[shapely.Geometry] = []
    for _, _, text, across, area in sorted(places, key=lambda place: place[:3]):
        west, south, east, north = area.bounds
        at, half = area.centroid, line * (text.count("<br>") + 1) / 2
        side, x, left = "center", at.x, at.x - across / 2
        moves: tuple[float, ...] = (0,)
        if across > max(east - west, north - south):
            moves = (0, line, -line)
            to_the_west = at.x < sum(_WINDOW["x"]) / 2
            side, x, left = ("right", west, west - across) if to_the_west else ("left", east, east)
        for y in (at.y + move for move in moves):
            box = shapely.box(left, y - half, left + across, y + half)
            if not any(box.intersects(other) for other in taken):
                taken.append(box)
                found.append({"x": x, "y": y, "text": text, "xanchor": side, "opacity": 0.9})
                break
    look = {"showarrow": False, "font": {"size": 10}, "borderpad": 1, "bgcolor": style.colour("surface")}
    return [look | name for name in found]


def _path(rings) -> tuple[list, list]:
    xs, ys = [], []
    for ring in rings:
        xs += [x for x, _ in ring] + [None]
        ys += [y for _, y in ring] + [None]
    return xs[:-1], ys[:-1]


def _key(code: str) -> dict:
    """The swatch of a position in the key."""
    return overlaid(*_paint(code), size=6, solidity=_NEW)


def _paint(code: str) -> tuple[str, str]:
    """Colour token and pattern of a position; what nothing was found on is blank."""
    look = style.POSITIONS[code]
    return ("surface" if code == "unknown" else look.token), look.pattern


def _fill(row: pd.Series) -> dict:
    token, pattern = _paint(row["position"])
    shape = {"shape": pattern, "fgcolor": style.colour("surface"), "fillmode": "overlay", "size": 6}
    if row["old"] and row["position"] != "unknown":
        shape |= {"shape": pattern or "-", "solidity": _OLD}
    else:
        shape |= {"solidity": _NEW}
    return {"fillcolor": style.colour(token), "fillpattern": shape, "text": _hover(row)}


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
