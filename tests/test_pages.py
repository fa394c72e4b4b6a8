"""The built pages in a real browser: drawn, offline, readable on a phone, linked."""

import json
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from bs4 import BeautifulSoup

from coalition import data, execution

PAGES = [p.relative_to(data.ROOT).with_suffix(".html").as_posix() for p in execution.chapters()]


CUT_LABELS = """() => [...document.querySelectorAll('.exhibit-chart')].flatMap(chart => {
  const box = chart.getBoundingClientRect();
  return [...chart.querySelectorAll('text')].filter(t => {
    const r = t.getBoundingClientRect();
    return r.width && t.textContent.trim() && (r.left < box.left - 1 || r.right > box.right + 1);
  }).map(t => t.textContent);
})"""
"""Text of a chart that reaches out of its box."""


@cache
def parsed(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@cache
def ids(path: Path) -> set[str]:
    return {tag["id"] for tag in parsed(path).find_all(id=True)}


def soup(book: Path, page: str) -> BeautifulSoup:
    return parsed(book / page)


@pytest.fixture(params=PAGES)
def page(request):
    return request.param


def opened(chromium, book, page, theme, width):
    """A page opened from file://, all charts drawn, with what went wrong and what was asked of the network."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
    tab = context.new_page()
    tab.troubles, tab.requests = [], []
    tab.on("console", lambda m: m.type in ("error", "warning") and tab.troubles.append(m.text))
    tab.on("pageerror", lambda e: tab.troubles.append(str(e)))
    tab.on("requestfailed", lambda r: tab.troubles.append(f"failed: {r.url}"))
    tab.on("request", lambda r: tab.requests.append(r.url))
    tab.goto((book / page).as_uri())
    tab.evaluate("window.exhibits.drawAll()")
    tab.wait_for_function("[...document.querySelectorAll('.exhibit-chart')].every(c => c.dataset.state === 'drawn')", timeout=60_000)
    return tab


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_pages_are_drawn_whole_without_trouble_or_another_host(chromium, book, page, width, theme):
    tab = opened(chromium, book, page, theme, width)
    marks = tab.evaluate("[...document.querySelectorAll('.exhibit-chart')].map(c => c.querySelectorAll('.scatterlayer path, .barlayer path, .heatmaplayer image').length)")
    assert len(marks) == len(soup(book, page).select("figure.exhibit"))
    assert all(n > 0 for n in marks), marks
    assert tab.troubles == []
    assert [r for r in tab.requests if urlparse(r).scheme not in ("file", "data", "blob")] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate(CUT_LABELS) == []
    tab.context.close()


def test_chart_colours_follow_the_theme(chromium, book):
    tab = opened(chromium, book, "chapters/proposal/contributors.html", "light", 1280)
    colour = "getComputedStyle(document.querySelector('.exhibit-chart text')).fill"
    light = tab.evaluate(colour)
    tab.evaluate("document.documentElement.dataset.theme = 'dark'")
    tab.wait_for_function(f"({colour}) !== {json.dumps(light)}")
    tab.context.close()


def test_the_slider_changes_the_map_offline_and_by_keyboard(chromium, book):
    tab = opened(chromium, book, "chapters/proposal/contributors.html", "light", 1280)
    slider = tab.locator("#fig-map-by-date input[type=range]")
    said = tab.locator("#fig-map-by-date output")
    assert said.inner_text() == "10 October 2026"
    spain = "document.querySelector('#fig-map-by-date .js-plotly-plot').data.find(t => (t.text ?? '').startsWith('Spain')).text"
    assert "open under conditions" in tab.evaluate(spain)
    slider.focus()
    slider.press("Home")
    assert said.inner_text() == "28 February 2025"
    tab.wait_for_function(f"({spain}).includes('no government statement found')")
    tab.context.close()


def test_every_exhibit_is_complete(book, page):
    found = soup(book, page).select("figure.exhibit, table.exhibit-table")
    for exhibit in found:
        name = exhibit["id"]
        block = exhibit if exhibit.name == "figure" else exhibit.find_parent(class_="pst-scrollable-table-container").find_next(class_="exhibit-notes")
        caption = exhibit.find("figcaption") if exhibit.name == "figure" else exhibit.find("caption")
        assert caption.select_one(".caption-number").get_text().split()[0] in ("Figure", "Table"), name
        assert len(caption.select_one(".caption-text").get_text()) > 10, name
        assert block.select(".exhibit-sources li"), name
        assert len(block.select("details.exhibit-details")) == (2 if exhibit.name == "figure" else 1), name
        link = block.select_one("a[download]")["href"]
        assert (book / page).parent.joinpath(link).resolve().read_text(encoding="utf-8").count("\n") > 1, name
        if exhibit.name == "figure":
            assert len(exhibit.select_one(".exhibit-chart")["aria-label"]) > 20, name
            assert exhibit.select("details table tbody tr"), name
        code = exhibit.find_parent(class_="cell")
        assert code.select(".cell_input pre"), name


def test_the_numbers_of_a_table_are_those_of_its_download(book):
    page = soup(book, "chapters/proposal/contributors.html")
    rows = page.select("#fig-map details table tbody tr")
    lines = (book / "_downloads" / "fig-map.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == len(lines) - 1 == len(data.load("positions"))
    assert rows[0].find_all(["th", "td"])[0].get_text(strip=True) == lines[1].split(",")[0]


def test_links_inside_the_book_are_alive(book, page):
    for anchor in soup(book, page).select("a[href]"):
        target = urlparse(anchor["href"])
        if target.scheme or target.netloc:
            continue
        file = (book / page).parent.joinpath(unquote(target.path)).resolve() if target.path else book / page
        assert file.exists(), anchor["href"]
        if target.fragment and file.suffix == ".html":
            assert unquote(target.fragment) in ids(file), anchor["href"]


def test_no_page_names_another_host_for_a_script_style_font_or_picture(book, page):
    for tag in soup(book, page).find_all(["script", "link", "img", "iframe", "source"]):
        address = tag.get("src") or (tag.get("href") if "canonical" not in (tag.get("rel") or []) else None)
        assert not address or not urlparse(address).netloc, tag


def test_pages_describe_themselves(book, page):
    described = soup(book, page).select_one("meta[name=description]")["content"]
    assert 40 <= len(described) <= 165
    assert "{" not in described


def test_glued_values_are_filled_in(book, page):
    text = soup(book, page).select_one("article").get_text()
    assert "glue:" not in text
    assert "{numref}" not in text
