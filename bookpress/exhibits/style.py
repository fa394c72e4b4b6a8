"""One palette and one chart template for notebooks, pages and print, in light and dark."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import plotly.graph_objects as go

from bookpress import hooks

STATIC = Path(__file__).parent / "static"
"""Scripts that draw exhibits: in a page, and where pictures are made."""


@dataclass(frozen=True)
class Palette:
    """Colours by token. A chart is made with the light values; a dark page swaps each for its counterpart.

    ``ink``, ``muted``, ``grid``, ``surface``, ``border`` and ``accent`` are needed; a book may have more.
    """

    light: dict[str, str]
    dark: dict[str, str]
    series: tuple[str, ...]
    """Tokens of series, in order."""
    icon: str = "accent"
    """Token of the ground of the book's icon."""


_OWN = Palette(
    {
        "ink": "#1b2430",
        "muted": "#566270",
        "grid": "#dde2e8",
        "surface": "#fefefe",
        "border": "#828d9a",
        "accent": "#0b6e99",
        "second": "#b3541e",
        "third": "#1b8a7a",
        "fourth": "#7b6fa6",
        "fifth": "#a07400",
    },
    {
        "ink": "#e8ebef",
        "muted": "#a9b3bf",
        "grid": "#3a424c",
        "surface": "#121212",
        "border": "#76818d",
        "accent": "#5cb8e0",
        "second": "#f0a06a",
        "third": "#3fc1ac",
        "fourth": "#b3a6e0",
        "fifth": "#e0b53a",
    },
    ("accent", "second", "third", "fourth", "fifth"),
)


def palette() -> Palette:
    """The palette of the book, or the press's own."""
    found = hooks.hook("palette")
    return found() if found else _OWN


def colour(token: str) -> str:
    """The light value of a token. Raises KeyError."""
    return palette().light[token]


def template() -> go.layout.Template:
    """The chart template: fonts, axes, legend and margins, in the light colours."""
    light, series = palette().light, palette().series
    axis = {
        "gridcolor": light["grid"],
        "linecolor": light["border"],
        "zerolinecolor": light["grid"],
        "automargin": True,
        "fixedrange": True,
        "title": {"standoff": 12},
    }
    return go.layout.Template(
        layout={
            "font": {
                "family": "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif",
                "size": 13,
                "color": light["ink"],
            },
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": [light[t] for t in series],
            # Margins keep labels in the drawing: to look for those that leave it takes plotly.js time by the
            # square of their number.
            "xaxis": axis,
            "yaxis": axis | {"ticklabeloverflow": "allow"},
            "dragmode": False,
            "legend": {
                "orientation": "h",
                "yref": "container",
                "yanchor": "bottom",
                "y": 0,
                "x": 0,
                "itemclick": False,
                "itemdoubleclick": False,
            },
            "hoverlabel": {
                "align": "left",
                "bgcolor": light["surface"],
                "bordercolor": light["border"],
                "font": {"color": light["ink"]},
            },
            "margin": {"l": 8, "r": 8, "t": 16, "b": 8},
        }
    )


def script() -> str:
    """JavaScript that hands the template and the light-to-dark swap to the page."""
    light, dark = palette().light, palette().dark
    payload = {"dark": {light[t]: dark[t] for t in light}, "template": template().to_plotly_json()}
    return f"window.exhibitStyle = {json.dumps(payload, sort_keys=True)};\n"


def darkened(svg: str) -> str:
    """A drawing in the light colours with each token's colour swapped for its dark counterpart."""
    light, dark = palette().light, palette().dark
    swap = {_rgb(light[t]): dark[t] for t in light} | {light[t]: dark[t] for t in light}
    return re.sub(r"rgb\(\d+, \d+, \d+\)|#[0-9a-f]{6}\b", lambda m: swap.get(m[0], m[0]), svg)


def _rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))})"


def stylesheet() -> str:
    """The tokens as custom properties, for drawings that are part of the page."""

    def properties(tokens: dict[str, str]) -> str:
        return "".join(f"--bookpress-{name}:{value};" for name, value in tokens.items())

    found = palette()
    return f':root{{{properties(found.light)}}}\nhtml[data-theme="dark"]{{{properties(found.dark)}}}\n'
