"""The built pages in a real browser.

Complete without scripts, light, drawn, offline, readable on a phone, linked.
"""

import csv
import json
import threading
from urllib.parse import unquote, urlparse

import pytest

from bookpress.chapters import files
from bookpress.engine import audit, serving
from bookpress.site import content_policy
from coalition import data, paths
from tests.conftest import until
from tests.markup import ids, soup

CONTRIBUTORS = "chapters/proposal/contributors.html"
SMALLEST = min(audit.WIDTHS)
FIRST_VIEW = 180_000
"""Bytes over the wire for the first view of a page with a chart on a phone."""
PAGES = [p.relative_to(paths.ROOT).with_suffix(".html").as_posix() for p in files()]


CUT_LABELS = """() => [...document.querySelectorAll('.exhibit-chart')].flatMap(chart => {
  const box = chart.getBoundingClientRect();
  return [...chart.querySelectorAll('text')].filter(t => {
    const r = t.getBoundingClientRect();
    return r.width && t.textContent.trim() && (r.left < box.left - 1 || r.right > box.right + 1);
  }).map(t => t.textContent);
})"""
"""Text of a chart that reaches out of its box."""


def in_turn(views):
    """Each page in each view; a page is seen in one of them in every test run, in all by ``make access``."""
    return [
        pytest.param(page, *view, marks=[] if number % len(views) == i else pytest.mark.every_view)
        for number, page in enumerate(PAGES)
        for i, view in enumerate(views)
    ]


@pytest.fixture(params=PAGES)
def page(request):
    return request.param


@pytest.fixture(scope="session")
def served(book):
    """The address of the book on a local server that compresses and sends the Content-Security-Policy."""
    with serving.server(book, content_policy.HEADERS) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def fresh(chromium, address, width=1280, theme="light", **more):
    """An address just opened, with what went wrong and what was asked of the network."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, **more)
    tab = context.new_page()
    tab.troubles, tab.requests = [], []
    tab.on("console", lambda m: m.type in ("error", "warning") and tab.troubles.append(m.text))
    tab.on("pageerror", lambda e: tab.troubles.append(str(e)))
    tab.on("requestfailed", lambda r: tab.troubles.append(f"failed: {r.url}"))
    tab.on("request", lambda r: tab.requests.append(r.url))
    tab.goto(address)
    return tab


def opened(chromium, book, page, theme, width):
    """A page opened from file://, all its charts drawn."""
    tab = fresh(chromium, (book / page).as_uri(), width, theme)
    tab.evaluate("window.exhibits?.drawAll()")
    until(
        tab,
        "[...document.querySelectorAll('.exhibit-chart')].every(c => c.dataset.state === 'drawn')",
        seconds=60,
    )
    return tab


@pytest.mark.parametrize(("page", "width", "theme"), in_turn([(1280, "light"), (390, "dark")]))
def test_pages_are_drawn_whole_without_trouble_or_another_host(chromium, book, page, width, theme):
    tab = opened(chromium, book, page, theme, width)
    marks = tab.evaluate(
        "[...document.querySelectorAll('.exhibit-chart')].map(c => c.querySelectorAll('.scatterlayer path, "
        ".barlayer path, .heatmaplayer image').length)"
    )
    assert len(marks) == len(soup(book / page).select("figure.exhibit"))
    assert all(n > 0 for n in marks), marks
    assert tab.troubles == []
    assert [r for r in tab.requests if urlparse(r).scheme not in ("file", "data", "blob")] == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate(CUT_LABELS) == []
    tab.set_viewport_size({"width": SMALLEST, "height": 900})  # a desk window at 400 per cent zoom
    until(tab, f"document.documentElement.scrollWidth <= {SMALLEST}")
    tab.context.close()


def test_chart_colours_follow_the_theme(chromium, book):
    tab = opened(chromium, book, "chapters/proposal/contributors.html", "light", 1280)
    colour = "getComputedStyle(document.querySelector('.exhibit-chart text')).fill"
    light = tab.evaluate(colour)
    tab.evaluate("document.documentElement.dataset.theme = 'dark'")
    until(tab, f"({colour}) !== {json.dumps(light)}")
    tab.context.close()


def test_the_slider_changes_the_map_offline_and_by_keyboard(chromium, book):
    tab = fresh(chromium, (book / CONTRIBUTORS).as_uri())
    slider = tab.locator("#fig-map input[type=range]")
    assert slider.is_visible()
    said = tab.locator("#fig-map .exhibit-slider output")
    assert said.inner_text().startswith("10 October 2026. Ready to send soldiers: ")
    spain = (
        "document.querySelector('#fig-map .js-plotly-plot').data.find(t => "
        "(t.text ?? '').startsWith('Spain')).text"
    )
    slider.focus()
    slider.press("Home")
    assert said.inner_text().startswith("28 February 2025. ")
    tab.wait_for_selector("#fig-map .exhibit-chart[data-state=drawn]")
    until(tab, f"({spain}).includes('no government statement found')")
    slider.press("End")
    until(tab, f"({spain}).includes('open under conditions')")
    assert tab.troubles == []
    tab.context.close()


def test_every_exhibit_is_complete(book, page):
    found = soup(book / page).select("figure.exhibit, table.exhibit-table")
    for exhibit in found:
        name = exhibit["id"]
        block = (
            exhibit
            if exhibit.name == "figure"
            else exhibit.find_parent(class_="pst-scrollable-table-container").find_next(
                class_="exhibit-notes"
            )
        )
        caption = exhibit.find("figcaption") if exhibit.name == "figure" else exhibit.find("caption")
        assert caption.select_one(".caption-number").get_text().split()[0] in ("Figure", "Table"), name
        assert len(caption.select_one(".caption-text").get_text()) > 10, name
        assert block.select(".exhibit-sources li, details a[href^='#']"), name
        assert len(block.select("details.exhibit-details:not(.hide)")) == (
            2 if exhibit.name == "figure" else 1
        ), name
        link = block.select_one("a[download]")["href"]
        assert (book / page).parent.joinpath(link).resolve().read_text(encoding="utf-8").count("\n") > 1, name
        if exhibit.name == "figure":
            alts = {image["alt"] for image in exhibit.select(".exhibit-chart img")}
            assert len(alts) == 1 and len(alts.pop()) > 20, name
            assert exhibit.select("details table tbody tr"), name
        code = exhibit.find_parent(class_="cell")
        assert code.select(".cell_input pre"), name


def test_the_numbers_of_a_table_are_those_of_its_download(book):
    page = soup(book / "chapters/proposal/contributors.html")
    rows = page.select("#fig-map details table tbody tr")
    with (book / "_downloads" / "fig-map.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    assert len(rows) == len(lines) - 1 == len(data.load("positions"))
    assert rows[0].find_all(["th", "td"])[0].get_text(strip=True) == lines[1][0]


def test_links_inside_the_book_are_alive(book, page):
    for anchor in soup(book / page).select("a[href]"):
        target = urlparse(anchor["href"])
        if target.scheme or target.netloc:
            continue
        file = (book / page).parent.joinpath(unquote(target.path)).resolve() if target.path else book / page
        assert file.exists(), anchor["href"]
        if target.fragment and file.suffix == ".html":
            assert unquote(target.fragment) in ids(file), anchor["href"]


def test_no_page_names_another_host_for_a_script_style_font_or_picture(book, page):
    for tag in soup(book / page).find_all(["script", "link", "img", "iframe", "source"]):
        address = tag.get("src") or (tag.get("href") if "canonical" not in (tag.get("rel") or []) else None)
        assert not address or not urlparse(address).netloc, tag


def test_pages_describe_themselves(book, page):
    described = soup(book / page).select_one("meta[name=description]")["content"]
    assert 40 <= len(described) <= 165
    assert "{" not in described


def test_glued_values_are_filled_in(book, page):
    text = soup(book / page).select_one("article").get_text()
    assert "glue:" not in text
    assert "{numref}" not in text


@pytest.mark.parametrize(("page", "theme"), in_turn([("light",), ("dark",)]))
def test_without_scripts_each_figure_shows_once_and_whole(chromium, book, page, theme):
    tab = fresh(chromium, (book / page).as_uri(), 390, theme, java_script_enabled=False)
    for fold in tab.locator("details.fold > summary").all():
        fold.click()
    figures = tab.locator("figure.exhibit .exhibit-chart").all()
    assert len(figures) == len(soup(book / page).select("figure.exhibit"))
    for figure in figures:
        shown = [image for image in figure.locator("img").all() if image.is_visible()]
        assert len(shown) == 1
        shown[0].scroll_into_view_if_needed()
        box = shown[0].bounding_box()
        assert box["width"] > 250 and box["height"] > 100
    assert not any(
        button.is_visible()
        for button in tab.locator(".exhibit-ask, .exhibit-slider, .search-button, .theme-switch-button").all()
    )
    tab.wait_for_load_state("networkidle")
    assert tab.troubles == []
    assert not [r for r in tab.requests if r.endswith(".js")]
    tab.context.close()


def test_a_page_fetches_the_pictures_of_its_theme_and_width_alone(chromium, book):
    for theme, width, kept in (("light", 1280, "-wide-light.svg"), ("dark", 390, "-narrow-dark.svg")):
        tab = fresh(chromium, (book / CONTRIBUTORS).as_uri(), width, theme)
        for at, figure in enumerate(tab.locator("figure.exhibit").all()):
            figure.scroll_into_view_if_needed()
            until(
                tab,
                f"""[...document.querySelectorAll('figure.exhibit')[{at}].querySelectorAll('img')].some(
                i => i.checkVisibility() && i.naturalWidth)""",
            )
        asked = [r for r in tab.requests if "/_figures/" in r and r.endswith(".svg")]
        assert len(asked) == len(soup(book / CONTRIBUTORS).select("figure.exhibit"))
        assert all(r.endswith(kept) for r in asked)
        tab.context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_stands_on_the_ground_of_the_page(chromium, book, theme):
    """Its letters are pale on a dark page, so nothing pale may lie under them."""
    tab = fresh(chromium, (book / CONTRIBUTORS).as_uri(), 1280, theme)
    grounds = tab.evaluate("""() => [...document.querySelectorAll('.exhibit-chart img')].filter(e => e.checkVisibility()).map(e => {
      const looks = [];
      for (let at = e; at.matches('img, .exhibit-chart, .exhibit-chart *, figure, .cell_output'); at = at.parentElement) looks.push(getComputedStyle(at));
      return looks.every(l => l.backgroundColor === 'rgba(0, 0, 0, 0)' && l.filter === 'none');
    })""")
    assert grounds == [True] * len(soup(book / CONTRIBUTORS).select("figure.exhibit"))
    tab.context.close()


def test_the_first_view_is_light_and_asks_for_no_library(chromium, book, served, page):
    tab = chromium.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2).new_page()
    session = tab.context.new_cdp_session(tab)
    session.send("Network.enable")
    sizes, asked = [], []
    session.on("Network.loadingFinished", lambda e: sizes.append(e["encodedDataLength"]))
    tab.on("request", lambda r: asked.append(r.url))
    tab.goto(f"{served}/{page}", wait_until="networkidle")
    if soup(book / page).select("figure.exhibit"):
        assert sum(sizes) <= FIRST_VIEW
    assert not [
        r
        for r in asked
        if "plotly" in r or "datatables" in r or "MathJax" in r or "fontawesome" in r or "bootstrap" in r
    ]
    assert [r for r in asked if not r.startswith((served, "data:"))] == []
    tab.context.close()


def test_one_stylesheet_and_no_script_blocks(book, page):
    head = soup(book / page).head
    assert (
        len([link for link in head.find_all("link", rel="stylesheet") if link.parent.name != "noscript"]) == 1
    )
    assert not head.find_all("link", rel="preload")
    assert all(script.has_attr("defer") for script in soup(book / page).find_all("script", src=True))


@pytest.mark.parametrize("way", ["point", "tap", "button", "focus"])
def test_a_chart_comes_alive_when_asked_and_nothing_moves(chromium, book, way):
    tab = fresh(
        chromium, (book / CONTRIBUTORS).as_uri(), 390 if way == "tap" else 1280, has_touch=way == "tap"
    )
    chart = tab.locator("#fig-ladder .exhibit-chart")
    button = tab.get_by_role("button", name="Explore").nth(1)
    chart.scroll_into_view_if_needed()
    tab.wait_for_load_state("networkidle")
    assert not [r for r in tab.requests if "plotly" in r]
    assert min(button.bounding_box()[side] for side in ("width", "height")) >= 24
    height = tab.evaluate("document.documentElement.scrollHeight")
    {"point": chart.hover, "tap": chart.tap, "button": button.click, "focus": button.focus}[way]()
    tab.wait_for_selector("#fig-ladder .exhibit-chart[data-state=drawn]")
    assert tab.evaluate("document.documentElement.scrollHeight") == height
    assert not any(picture.is_visible() for picture in chart.locator("picture").all())
    assert (
        chart.locator(".exhibit-live").get_attribute("aria-label")
        == soup(book / CONTRIBUTORS).select_one("#fig-ladder img")["alt"]
    )
    if way == "focus":
        assert tab.evaluate("document.activeElement.className").startswith("exhibit-ask")
    assert tab.troubles == []
    tab.context.close()


def test_the_key_of_a_live_chart_lies_below_it(chromium, book):
    tab = fresh(chromium, (book / CONTRIBUTORS).as_uri())
    tab.locator("#fig-map .exhibit-chart").hover()
    tab.wait_for_selector("#fig-map .exhibit-chart[data-state=drawn]")
    key, areas = (tab.locator(f"#fig-map {part}").bounding_box() for part in ("g.legend", "g.scatterlayer"))
    assert key["y"] >= areas["y"] + areas["height"]
    tab.context.close()


def test_the_colours_are_the_reader_s_before_the_first_paint_and_can_be_changed(chromium, book):
    tab = fresh(chromium, (book / CONTRIBUTORS).as_uri(), 1280, "dark")
    assert tab.evaluate("document.documentElement.dataset.theme") == "dark"
    tab.get_by_role("button", name="Color mode").click()
    tab.reload(wait_until="commit")
    tab.wait_for_selector("article h1")
    mode = tab.evaluate("localStorage.getItem('mode')")
    assert tab.evaluate("document.documentElement.dataset.mode") == mode == "light"
    assert tab.evaluate("document.documentElement.dataset.theme") == "light"
    tab.context.close()


@pytest.mark.parametrize(
    "place",
    [
        CONTRIBUTORS,
        "chapters/proposal/numbers.html",
        "chapters/appendix/claims.html",
        "search.html?q=Denmark",
    ],
)
def test_the_policy_holds_on_a_server(chromium, served, place):
    tab = fresh(chromium, f"{served}/{place}")
    if tab.locator(".exhibit-chart").count():
        tab.evaluate("window.exhibits.drawAll()")
        until(tab, "[...document.querySelectorAll('.exhibit-chart')].every(c => c.dataset.state === 'drawn')")
        assert (
            tab.evaluate("getComputedStyle(document.querySelector('.js-plotly-plot .main-svg')).position")
            == "absolute"
        )
    if tab.locator("form.table-tools").count():
        tab.locator("form.table-tools input").first.focus()
        tab.wait_for_selector("table[data-search=ready]")
    if "search" in place:
        tab.wait_for_selector("#search-results li")
    assert [t for t in tab.troubles if "favicon" not in t] == []
    tab.context.close()


def test_the_policy_stops_scripts_that_are_not_the_book_s(chromium, served, book):
    for address in (f"{served}/{CONTRIBUTORS}", (book / CONTRIBUTORS).as_uri()):
        tab = fresh(chromium, address)
        tab.evaluate(
            "document.querySelector('h1').innerHTML += '<img src=\"x\" onerror=\"window.hacked = 1\">'"
        )
        tab.evaluate(
            "document.body.append(Object.assign(document.createElement('script'), "
            "{textContent: 'window.hacked = 2'}))"
        )
        tab.evaluate(
            "document.body.append(Object.assign(document.createElement('script'), {src: "
            "'https://example.org/x.js'}))"
        )
        tab.wait_for_timeout(200)
        assert tab.evaluate("typeof window.hacked") == "undefined"
        assert sum("Content Security Policy" in t for t in tab.troubles) >= 3
        tab.context.close()


def test_every_page_carries_the_policy_and_no_handler_and_marks_links_outside(book, page):
    tree = soup(book / page)
    assert (
        tree.head.find("meta", {"http-equiv": "Content-Security-Policy"})["content"] == content_policy.POLICY
    )
    assert "unsafe-inline" not in content_policy.POLICY.split("style-src-attr")[0]
    assert "unsafe-eval" not in content_policy.POLICY
    assert not [tag for tag in tree.find_all(True) for name in tag.attrs if name.startswith("on")]
    for link in tree.select("article a[href^=http]"):
        assert {"external", "noopener", "noreferrer"} <= set(link["rel"]), link


@pytest.mark.parametrize(
    "place",
    [
        f"{CONTRIBUTORS}#fig-map",
        "chapters/appendix/sources/u.html#src-un-2015-s-res-2202",
        "chapters/appendix/data.html#table-polls",
    ],
)
def test_a_permalink_deep_in_a_page_lands_on_its_target(chromium, book, place):
    page, anchor = place.split("#")
    tab = fresh(chromium, f"{(book / page).as_uri()}#{anchor}", 390)
    tab.wait_for_timeout(500)
    assert -1 <= tab.evaluate(f"document.getElementById('{anchor}').getBoundingClientRect().top") <= 150
    tab.context.close()


def test_what_scrolls_by_itself_is_reached_by_keyboard(chromium, book):
    tab = fresh(chromium, (book / CONTRIBUTORS).as_uri(), 390)
    tab.locator("#fig-map summary", has_text="Data").click()
    box = tab.locator("#fig-map .pst-scrollable-table-container")
    box.focus()
    tab.keyboard.press("ArrowDown")
    until(tab, "document.querySelector('#fig-map .pst-scrollable-table-container').scrollTop > 0")
    tab.context.close()
