"""Draw every figure once as pictures, so that pages and print show it before any script runs.

A headless Chromium runs the script that the page runs. For each figure there are SVG files for a wide
and a narrow column, in light and dark, and one SVG and one PNG to share, with what the figure says outside
the book (``plates``). They are kept by what they are drawn from.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from bookpress.engine import browser, plates
from bookpress.errors import PressError
from bookpress.exhibits import style
from bookpress.paths import PICTURES
from bookpress.upstream import plotly

CACHE = PICTURES
FOLDER = "_figures"
"""Folder of the book with the pictures, and the scripts that hold what they are drawn from."""
WIDTHS = {"wide": 700, "narrow": 342}
"""Pixels: the text column of a desk screen and of a phone."""
NARROW_BELOW = 520
"""Window width in pixels up to which a page shows the narrow picture."""
SHARED = "share"
_SCRIPTS = style.STATIC / "chart.js"
_SCALE = 2
_KEPT = 400
"""Figures kept in the cache, newest first: enough to go back and forth between states of the data."""
_SEEDED = (
    "{ let seed = 1; Math.random = () => (seed = seed * 16807 % 2147483647) / "
    "2147483647; window.reseed = () => { seed = 1; }; }"
)
"""plotly.js names clip paths by chance.

A fixed start before each figure makes the same file of the same figure.
"""
_DRAW = """async ([spec, width, height]) => {
  window.reseed();
  const {data, layout, config} = exhibitChart.prepare(spec, false, width);
  return Plotly.toImage({data, layout: {...layout, height}, config}, {format: "svg", width, height, imageDataOnly: true});
}"""
_MARGINS = 24
"""Pixels above and below the drawing, see ``style.template``."""
_LEGEND_LINE = 19
"""Pixels of one line of a legend."""


class PictureError(PressError):
    """A figure could not be drawn; the message names it and says why."""


def file_name(name: str, size: str, theme: str) -> str:
    """The file of one picture of the figure ``name``: size ``wide`` or ``narrow``, theme ``light`` or
    ``dark``.
    """
    return f"{name}-{size}-{theme}.svg"


def height(spec: dict, size: str) -> int:
    """Pixels of one picture: what the chart sets.

    A map, whose shape is fixed, takes what it fills in a narrow column, with its legend line by line.
    """
    layout = spec["layout"]
    if size == "wide":
        own = layout.get("meta", {}).get("wide", {"layout": layout})
        return min(layout["height"], own["layout"]["height"])
    if "scaleanchor" not in layout.get("yaxis", {}):
        return layout["height"]
    across, up = (abs(layout[axis]["range"][1] - layout[axis]["range"][0]) for axis in ("xaxis", "yaxis"))
    lines = sum("name" in trace and trace.get("showlegend", True) for trace in spec["data"])
    return round(WIDTHS[size] * up / across) + lines * _LEGEND_LINE + _MARGINS


def draw(specs: dict[str, dict]) -> int:
    """Draw the figures that the cache lacks; returns how many.

    ``specs`` maps the name of a figure to what ``plates.lettered`` gives. Raises PictureError for the
    first figure that fails, ``browser.NoBrowser`` where there is no browser.
    """
    folders = {_folder(spec): name for name, spec in specs.items()}  # figures that look the same share one
    missing = {name: specs[name] for folder, name in folders.items() if not folder.is_dir()}
    if missing:
        _draw_all(missing)
        for old in sorted(CACHE.iterdir(), key=lambda p: p.stat().st_mtime, reverse=True)[
            max(_KEPT, len(specs)) :
        ]:
            shutil.rmtree(old)
    return len(missing)


def copy(specs: dict[str, dict], folder: Path) -> None:
    """Put the drawn pictures of these figures into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, spec in specs.items():
        for made in _folder(spec).iterdir():
            kept = f"{name}{made.suffix}" if made.stem == SHARED else f"{name}-{made.name}"
            shutil.copyfile(made, folder / kept)


def svg(spec: dict) -> str:
    """The wide drawing in light colours of a figure that is drawn."""
    return (_folder(spec) / "wide-light.svg").read_text(encoding="utf-8")


def png(spec: dict) -> bytes:
    """The picture of a drawn figure to share, as PNG."""
    return (_folder(spec) / f"{SHARED}.png").read_bytes()


def plate(spec: dict) -> str:
    """The picture of a drawn figure to share, as SVG."""
    return (_folder(spec) / f"{SHARED}.svg").read_text(encoding="utf-8")


def _folder(spec: dict) -> Path:
    return (
        CACHE / hashlib.sha256(f"{_drawn_with()}{json.dumps(spec, sort_keys=True)}".encode()).hexdigest()[:32]
    )


@cache
def _drawn_with() -> str:
    """A digest of everything but the figure that a picture depends on: the scripts, the styles, this module."""
    parts = [
        plotly.FILE.read_bytes(),
        _SCRIPTS.read_bytes(),
        style.script().encode(),
        Path(__file__).read_bytes(),
        Path(plates.__file__).read_bytes(),
    ]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _draw_all(specs: dict[str, dict]) -> None:
    from playwright.sync_api import Error

    CACHE.mkdir(parents=True, exist_ok=True)
    name = "the first figure"
    try:
        with browser.launched() as chromium:
            page = chromium.new_page(device_scale_factor=_SCALE)
            page.add_init_script(_SEEDED)
            page.goto("about:blank")
            for content in (
                plotly.FILE.read_text(encoding="utf-8"),
                style.script(),
                _SCRIPTS.read_text(encoding="utf-8"),
            ):
                page.add_script_tag(content=content)
            viewer = chromium.new_page(device_scale_factor=_SCALE)
            for name, spec in specs.items():  # noqa: B007  the message below names it
                _draw_one(page, viewer, spec)
    except Error as error:
        raise PictureError(f"{name} could not be drawn: {str(error).splitlines()[0]}") from error


def _draw_one(page, viewer, spec: dict) -> None:
    """Draw a figure, first into a folder of another name: one with its own name is complete."""
    folder = _folder(spec)
    fresh = folder.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    for size, width in WIDTHS.items():
        # The order of attributes depends on what was drawn before.
        svg = ElementTree.canonicalize(page.evaluate(_DRAW, [spec, width, height(spec, size)]))
        (fresh / f"{size}-light.svg").write_text(svg, encoding="utf-8")
        (fresh / f"{size}-dark.svg").write_text(style.darkened(svg), encoding="utf-8")
    plate, tall = plates.composed((fresh / "wide-light.svg").read_text(encoding="utf-8"), spec)
    (fresh / f"{SHARED}.svg").write_text(plate, encoding="utf-8")
    viewer.set_viewport_size({"width": WIDTHS["wide"], "height": tall})
    viewer.set_content(f"<body style='margin:0'>{plate}</body>")
    viewer.screenshot(path=fresh / f"{SHARED}.png")
    fresh.replace(folder)
