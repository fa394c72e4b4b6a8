"""Everybody can read the pages.

Audited by axe-core, reached by keyboard, large, named, in order, in both themes.
"""

import itertools
import json
import re

import pytest

from bookpress.engine import audit
from bookpress.engine.audit import View
from coalition.exhibits import style
from tests.exhibits.test_style import contrast
from tests.markup import soup

PAGES = audit.pages()
KINDS = [
    "index.html",
    "chapters/proposal/contributors.html",
    "chapters/proposal/numbers.html",
    "chapters/appendix/claims.html",
    "search.html",
]
"""One page of each kind: text, charts with a slider, the explorer, a long table, the search."""
OPENED = ["index.html", "chapters/appendix/claims.html", "search.html"]
"""Seen with everything open in every test run: charts of several sorts, a long table, the search."""
BACKGROUNDS = {"light": "#ffffff", "dark": "#121212"}
"""Page backgrounds of the theme."""
QUICK = [state for state in audit.STATES if state != "open"]


def sampled(number, page):
    """The view in which a page is seen in every test run."""
    width = audit.WIDTHS[(KINDS.index(page) if page in KINDS else number) % len(audit.WIDTHS)]
    state = QUICK[(number + number // len(audit.WIDTHS)) % len(QUICK)]
    if page in OPENED:
        state = "open"
    elif page == "404.html" or (state == "menu" and width == max(audit.WIDTHS)):  # no menu to open
        state = "closed"
    return View(page, audit.THEMES[number % 2], width, state)


SAMPLE = [sampled(number, page) for number, page in enumerate(PAGES)]
"""Each page once, in turn through themes, widths and states, with everything open on three, since all charts of a
page take a while to draw; ``make access`` looks at all of them.
"""
ROWS = 12
"""So many rows of each table are audited in every test run, since the rest are made alike."""
REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length)"""
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
    "word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"
)
"""Text spacing of WCAG 1.4.12."""


@pytest.fixture
def opened(chromium, book):
    made = []

    def open_page(page, theme="light", width=1280, state="closed"):
        tab = audit.opened(chromium, book, View(page, theme, width, state))
        made.append(tab.context)
        return tab

    yield open_page
    for context in made:
        context.close()


@pytest.mark.parametrize("view", SAMPLE, ids=str)
def test_axe_finds_nothing(chromium, book, view):
    tab = audit.opened(chromium, book, view)
    assert audit.violations(tab, ROWS) == []
    tab.context.close()


def test_axe_finds_what_is_wrong(opened):
    tab = opened("index.html")
    tab.evaluate(
        "document.querySelector('article h2').outerHTML = '<h5 style=\"color:#ccc\">Pale "
        "and out of order</h5><table><tbody>' + '<tr><th><img src=x></th></tr>'.repeat(2) + '</tbody></table>'"
    )
    assert sum(fault.startswith("image-alt") for fault in audit.violations(tab, rows=1)) == 1
    rules = {fault.split(":")[0] for fault in audit.violations(tab)}
    assert {"heading-order", "color-contrast", "image-alt"} <= rules


@pytest.mark.parametrize("page", KINDS)
def test_the_tab_key_reaches_every_control_and_shows_where_it_is(opened, page):
    tab = opened(page)
    tab.evaluate(
        "window.exhibits?.drawAll()"
    )  # a chart that goes live while the focus moves on would shift the page
    expected = tab.evaluate(
        f"(() => {{ window.seen = new Set(); window.all = ({REACHABLE})(); return window.all.length; }})()"
    )
    hidden = []
    for _ in range(expected + 30):
        tab.keyboard.press("Tab")
        state = tab.evaluate("""() => {
          const e = document.activeElement, look = getComputedStyle(e), box = e.getBoundingClientRect();
          if (e === document.body) return 'end';
          window.seen.add(e);
          const shown = look.outlineStyle === 'solid' && parseFloat(look.outlineWidth) >= 2 && look.opacity !== '0';
          const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
          return shown && inside ? '' : e.outerHTML.slice(0, 120);
        }""")
        if state == "end":
            break
        if state:
            hidden.append(state)
    assert hidden == []
    # A box that turns out not to scroll when it comes near is no control any more.
    assert (
        tab.evaluate(
            "window.all.filter(e => !window.seen.has(e) && e.tabIndex >= 0 && "
            "e.checkVisibility()).map(e => e.outerHTML.slice(0, 120))"
        )
        == []
    )


def test_the_first_control_skips_to_the_text(opened):
    tab = opened("chapters/proposal/force.html")
    tab.keyboard.press("Tab")
    link = tab.locator(":focus")
    assert link.inner_text() == "Skip to main content"
    assert link.bounding_box()["y"] >= 0
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_wider_than_a_window_at_400_percent_zoom_but_boxes_that_scroll_and_have_a_name(
    opened, page
):
    tab = opened(page, width=min(audit.WIDTHS))
    tab.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert tab.evaluate("document.documentElement.scrollWidth") <= min(audit.WIDTHS)
    boxes = tab.evaluate("""[...document.querySelectorAll('main *')].filter(e => e.scrollWidth > e.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX) && e.checkVisibility())
      .filter(e => !(e.getAttribute('aria-label') && (e.tabIndex >= 0 || e.querySelector('a[href], button')))).map(e => e.outerHTML.slice(0, 150))""")
    assert boxes == []
    # WCAG 1.4.12: the reader sets the text wider apart.
    tab.add_style_tag(content=SPACING)
    assert tab.evaluate("document.documentElement.scrollWidth") <= min(audit.WIDTHS)
    assert (
        tab.evaluate("""[...document.querySelectorAll('main p, main li, main a, main button, main summary, main label, main h1, main h2, main h3')]
      .filter(e => ['hidden', 'clip'].includes(getComputedStyle(e).overflowY) && e.scrollHeight > e.clientHeight + 2 && e.clientHeight > 1 && e.checkVisibility()).map(e => e.outerHTML.slice(0, 150))""")
        == []
    )


@pytest.mark.parametrize("page", PAGES)
def test_headings_follow_in_order_under_one_title(book, page):
    main = soup(book / page).select_one("main")
    levels = [
        int(h.name[1])
        for h in main.find_all(re.compile("^h[1-6]$"))
        if not h.find_parent(id="jb-print-docs-body")
    ]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("page", PAGES)
def test_tables_have_a_name_and_header_cells_that_say_what_they_head(book, page):
    for table in soup(book / page).select("article table"):
        assert table.find("caption") or table.get("aria-label"), table.get("id")
        assert table.select("thead th"), table.get("id")
        assert all(th.get("scope") == "col" for th in table.select("thead th"))
        assert all(th.get("scope") == "row" for th in table.select("tbody th"))


@pytest.mark.parametrize("page", PAGES)
def test_landmarks_have_names_and_the_language_is_said(book, page):
    html = soup(book / page)
    assert html.html["lang"] == "en"
    assert len(html.select("main")) == 1
    names = [
        nav.get("aria-label") or html.find(id=nav["aria-labelledby"]).get_text(strip=True)
        for nav in html.select("nav")
        if not nav.find_parent(id="jb-print-docs-body")
    ]
    assert all(names) and len(names) == len(set(names))


@pytest.mark.parametrize("page", [page for page in PAGES if page != "404.html"])
def test_the_way_to_the_accessibility_statement_stands_at_the_foot(book, page):
    link = soup(book / page).find("p", class_="edition").find("a", string="Accessibility")
    assert link["href"].endswith("accessibility.html") or (
        link["href"] == "#" and page.endswith("accessibility.html")
    )


@pytest.mark.parametrize("page", KINDS)
def test_controls_are_large_enough_on_a_phone(opened, page):
    tab = opened(page, width=390, state="open")
    small = tab.evaluate(f"""[...document.querySelectorAll('button, input, select, summary, .share a, .exhibit-download a, a.headerlink')].filter(e => e.checkVisibility({{visibilityProperty: true, opacityProperty: true}}))
      .filter(e => {{ const r = e.getBoundingClientRect(); return r.width && (r.width < {audit.TARGET} || r.height < {audit.TARGET}); }}).map(e => e.outerHTML.slice(0, 120))""")
    assert small == []


def test_nothing_moves_for_a_reader_who_asks_for_less_motion(opened):
    tab = opened("chapters/proposal/contributors.html")
    longest = tab.evaluate("""Math.max(...[...document.querySelectorAll('*')].flatMap(e => { const s = getComputedStyle(e);
      return [...s.transitionDuration.split(','), ...s.animationDuration.split(',')].map(parseFloat); }))""")
    assert longest <= 0.001


@pytest.mark.parametrize("theme", audit.THEMES)
def test_marks_stand_out_from_the_page(theme):
    tokens = style.LIGHT if theme == "light" else style.DARK
    for token in {look.token for look in (*style.POSITIONS.values(), *style.OFFERS.values())} | {
        "accent",
        "second",
        "border",
    }:
        assert contrast(tokens[token], BACKGROUNDS[theme]) >= audit.MARK_CONTRAST, token
    for token in ("ink", "muted"):
        assert contrast(tokens[token], BACKGROUNDS[theme]) >= audit.TEXT_CONTRAST, token


@pytest.mark.parametrize("theme", audit.THEMES)
def test_the_page_has_the_background_that_marks_were_checked_against(opened, theme):
    found = opened("index.html", theme).evaluate(
        "getComputedStyle(document.querySelector('.bd-main')).backgroundColor + "
        "getComputedStyle(document.body).backgroundColor"
    )
    red, green, blue = (int(BACKGROUNDS[theme][i : i + 2], 16) for i in (1, 3, 5))
    assert f"rgb({red}, {green}, {blue})" in found


def test_high_contrast_keeps_text_controls_and_charts(chromium, book):
    context = chromium.new_context(forced_colors="active", color_scheme="dark")
    tab = context.new_page()
    tab.goto((book / "chapters/proposal/contributors.html").as_uri())
    chart = tab.locator("#fig-map .exhibit-chart")
    assert chart.evaluate("e => getComputedStyle(e).backgroundColor") not in (
        "rgba(0, 0, 0, 0)",
        "transparent",
    )
    assert chart.evaluate("e => getComputedStyle(e).forcedColorAdjust") == "none"
    tab.keyboard.press("Tab")
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    context.close()


def test_the_statement_says_what_the_audit_does(book):
    text = " ".join(
        soup(book / "chapters/appendix/accessibility.html").select_one("article").get_text().split()
    )
    names = (p.relative_to(book).as_posix() for p in book.rglob("*.html"))
    found = {name for name in names if not name.startswith("_")}
    assert f"{len(audit.pages())} pages" in text and set(audit.pages()) <= found
    # every other page is below a chapter, of which the longest is looked at
    assert {name.rpartition("/")[0] + ".html" for name in found - set(audit.pages())} <= found
    assert audit.version() in text
    assert f"axe v{audit.version()}" in audit.AXE.read_text(encoding="utf-8")[:60]
    assert json.dumps(text).count("@") == 0
