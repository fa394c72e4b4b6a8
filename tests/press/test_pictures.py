"""Pictures of figures: drawn by a real browser, kept by content, dark and narrow as they should be."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest

from bookpress.engine import browser, pictures
from coalition.exhibits import style

pytestmark = pytest.mark.slow
LAUNCHED = browser.launched


def spec(**layout):
    figure = go.Figure(
        go.Scatter(
            x=[1, 2, 3],
            y=[2, 1, 3],
            mode="markers",
            name="A mark",
            marker={"color": style.colour("accent")},
            showlegend=True,
        )
    )
    figure.update_layout(height=300, **layout)
    made = figure.to_plotly_json()
    return {
        "data": [dict(trace, x=[1, 2, 3], y=[2, 1, 3]) for trace in made["data"]],
        "layout": {k: v for k, v in made["layout"].items() if k != "template"},
        "config": {},
    }


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "CACHE", tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture(scope="module")
def draw():
    """Draw as the build does, with one browser for all tests, in a thread of its own: the tests' other browser
    has a loop in this one.
    """
    with ThreadPoolExecutor(1) as pool, pytest.MonkeyPatch.context() as patch:
        opened = browser.launched()
        instance = pool.submit(opened.__enter__).result()
        patch.setattr(browser, "launched", lambda: nullcontext(instance))
        yield lambda specs: pool.submit(pictures.draw, specs).result()
        pool.submit(opened.__exit__, None, None, None).result()


def size(path):
    root = ElementTree.parse(path).getroot()
    return int(root.get("width")), int(root.get("height"))


def test_a_figure_is_drawn_in_two_widths_and_two_themes_and_as_a_picture_to_share(draw, tmp_path):
    assert draw({"fig-a": spec()}) == 1
    pictures.copy({"fig-a": spec()}, tmp_path / "book")
    names = {
        pictures.file_name("fig-a", width, theme)
        for width in ("wide", "narrow")
        for theme in ("light", "dark")
    }
    assert {p.name for p in (tmp_path / "book").iterdir()} == names | {"fig-a.png", "fig-a.svg"}
    for width in ("wide", "narrow"):
        assert size(tmp_path / "book" / pictures.file_name("fig-a", width, "light")) == (
            pictures.WIDTHS[width],
            300,
        )
    assert (tmp_path / "book" / "fig-a.png").read_bytes().startswith(b"\x89PNG")


def test_the_dark_picture_has_the_dark_tokens_and_is_else_the_same(draw, tmp_path):
    draw({"fig-a": spec()})
    pictures.copy({"fig-a": spec()}, tmp_path)
    light, dark = (
        (tmp_path / pictures.file_name("fig-a", "wide", theme)).read_text(encoding="utf-8")
        for theme in ("light", "dark")
    )
    colours = r"rgb\(\d+, \d+, \d+\)|#[0-9a-f]{6}\b"
    accent = ", ".join(str(int(style.LIGHT["accent"][i : i + 2], 16)) for i in (1, 3, 5))
    assert f"rgb({accent})" in light and f"rgb({accent})" not in dark
    assert style.DARK["accent"] in dark and style.DARK["ink"] in dark
    assert re.sub(colours, "", light) == re.sub(colours, "", dark)


def test_equal_figures_are_drawn_once_and_to_equal_bytes(draw, cache):
    assert draw({"fig-a": spec(), "fig-b": spec(title="Another"), "fig-same": spec()}) == 2
    first = {p.relative_to(cache): p.read_bytes() for p in cache.rglob("*.svg")}
    assert draw({"fig-a": spec(), "fig-c": spec()}) == 0
    for folder in cache.iterdir():
        folder.rename(folder.with_suffix(".old"))
    assert draw({"fig-b": spec(title="Another"), "fig-a": spec()}) == 2
    assert {
        p.relative_to(cache): p.read_bytes() for p in cache.rglob("*.svg") if p.parent.suffix != ".old"
    } == first


def test_a_map_is_as_high_in_a_narrow_column_as_it_fills():
    window = spec(xaxis={"range": [0, 400]}, yaxis={"range": [0, 300], "scaleanchor": "x"})
    assert pictures.height(window, "wide") == 300
    shape = pictures.WIDTHS["narrow"] * 300 / 400
    assert shape < pictures.height(window, "narrow") < shape + 60
    assert pictures.height(spec(), "narrow") == 300


def test_a_figure_that_cannot_be_drawn_is_named_and_leaves_nothing_half_made(draw, cache):
    broken = spec() | {
        "data": [{"type": "scatter", "x": "not a list", "y": {"no": "numbers"}, "transforms": 1}]
    }
    broken["layout"] = None
    with pytest.raises(pictures.PictureError, match="fig-broken"):
        draw(
            {
                "fig-good": spec(),
                "fig-broken": broken
                | {
                    "layout": {
                        "height": 300,
                        "xaxis": {"range": "x"},
                        "sliders": [{"active": 9, "steps": []}],
                    }
                },
            }
        )
    assert len([p for p in cache.iterdir() if p.suffix != ".new"]) == 1
    assert draw({"fig-good": spec()}) == 0


def test_without_a_browser_nothing_is_drawn_and_the_reason_is_said(draw, monkeypatch):
    monkeypatch.setattr(browser, "launched", LAUNCHED)
    monkeypatch.setattr(browser, "find", lambda: None)
    with pytest.raises(browser.NoBrowser, match="install one"):
        draw({"fig-a": spec()})
