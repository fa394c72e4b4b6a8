"""Finding and sharing.

Search, permalinks, citations, pictures, cards, print; an address only where one is set.
"""

import re
from xml.etree import ElementTree

import pytest

from bookpress import typography
from bookpress.engine import audit
from bookpress.engine.audit import View
from coalition import data
from coalition.reference import citation
from tests.conftest import until
from tests.markup import soup

PAGES = [page for page in audit.pages() if page != "404.html"]
CHAPTERS = [page for page in PAGES if page not in ("downloads.html", "search.html")]


def found(chromium, book, query):
    """Where a search leads, best first, with what the page complained of."""
    tab = chromium.new_page()
    troubles = []
    tab.on("console", lambda m: m.type in ("error", "warning") and troubles.append(m.text))
    tab.on("requestfailed", lambda r: troubles.append(r.url))
    tab.goto(f"{(book / 'search.html').as_uri()}?q={query}")
    until(tab, "document.querySelector('.search-summary')?.textContent.includes('found')")
    links = tab.evaluate(
        "[...document.querySelectorAll('#search-results li a')].map(a => a.getAttribute('href'))"
    )
    tab.close()
    assert troubles == []
    return links


def test_a_search_from_a_file_has_a_line_for_each_result_and_says_how_many_there_are(chromium, book):
    tab = chromium.new_page()
    tab.goto(f"{(book / 'search.html').as_uri()}?q=64,000")
    until(tab, "document.querySelector('.search-summary')?.textContent.includes('found')")
    entries = tab.locator("#search-results li").all()
    summary = tab.locator("#search-results [role=status]").inner_text()
    assert re.search(r"\d+", summary)[0] == str(len(entries)) and len(entries) > 1
    assert "64,000" in entries[0].locator("p.context").inner_text()
    address = entries[0].locator("a").get_attribute("href")
    page, anchor = address.removeprefix(f"{book.as_uri()}/").split("#")
    assert "64,000" in soup(book / page).find(id=anchor).get_text()
    tab.close()


def test_the_search_leads_to_a_publisher_s_sources_and_to_figures(chromium, book):
    sources = data.load("sources")
    name = sources["publisher"].value_counts().index[0]
    expected = {
        f"chapters/appendix/sources/{name[0].lower()}.html#src-{i.lower()}"
        for i in sources.loc[sources["publisher"] == name, "source_id"]
    }
    assert expected <= set(found(chromium, book, name))
    figure = soup(book / "index.html").select_one("figure.exhibit")
    number = figure.select_one(".caption-number").get_text().strip().rstrip(":")
    assert f"index.html#{figure['id']}" in found(chromium, book, number)


def test_a_search_from_the_window_of_any_page_opens_the_results(chromium, book):
    tab = audit.opened(chromium, book, View("chapters/proposal/force.html", "dark", 390, "search"))
    tab.keyboard.type("Estonia")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#search-results li a[href='chapters/appendix/countries/est.html#est']")
    tab.context.close()


@pytest.mark.parametrize("page", CHAPTERS)
def test_every_heading_exhibit_and_row_with_an_id_has_a_permalink(book, page):
    article = soup(book / page).select_one("article")
    links = {a["href"] for a in article.select("a.headerlink")}
    expected = (
        {s["id"] for s in article.select("section[id]:has(> h2, > h3)")}
        | {e["id"] for e in article.select("figure.exhibit, table.exhibit-table")}
        | {r["id"] for r in article.select("tr[id]:not(.moved)")}
    )
    assert {f"#{i}" for i in expected} <= links


def test_permalinks_of_rows_are_named_and_seen_when_they_have_the_focus(chromium, book):
    tab = audit.opened(chromium, book, View("chapters/appendix/claims.html", "light", 1280))
    link = tab.locator("#c04 a.row-link")
    assert link.get_attribute("aria-label") == "Link to C04"
    assert link.evaluate("e => getComputedStyle(e).opacity") == "0"
    tab.locator("#c04").hover()
    assert link.evaluate("e => getComputedStyle(e).opacity") == "1"
    tab.mouse.move(0, 0)
    link.focus()
    tab.keyboard.press("Shift+Tab")
    assert link.evaluate("e => getComputedStyle(e).opacity") == "0"
    tab.keyboard.press("Tab")
    assert link.evaluate("e => getComputedStyle(e).opacity") == "1"
    tab.keyboard.press("Enter")
    assert tab.evaluate("location.hash") == "#c04"
    tab.context.close()


@pytest.mark.parametrize("page", CHAPTERS)
def test_every_page_and_exhibit_says_how_to_cite_it(book, page):
    html = soup(book / page)
    title = html.select_one("article h1").find(string=True, recursive=False)
    assert html.select_one("footer .cite > p").get_text() == citation.sentence(title)
    for exhibit in html.select("figure.exhibit, table.exhibit-table"):
        notes = (
            exhibit
            if exhibit.name == "figure"
            else exhibit.find_parent(class_="pst-scrollable-table-container").find_next(
                class_="exhibit-notes"
            )
        )
        number = exhibit.select_one(".caption-number").get_text().strip().rstrip(":")
        title = f"{number}. {exhibit.select_one('.caption-text').find(string=True)}"
        said, entry = (notes.select_one(f".share .cite > {e}").get_text() for e in ("p", "pre"))
        assert said == citation.sentence(title), exhibit["id"]
        # an entry of BibTeX keeps its apostrophes as they were typed
        assert typography.apostrophes(entry) == citation.bibtex(exhibit["id"], title), exhibit["id"]


@pytest.mark.parametrize("page", CHAPTERS)
def test_each_figure_can_be_taken_as_svg_and_png(book, page):
    for figure in soup(book / page).select("figure.exhibit"):
        links = figure.select(".share-pictures a")
        assert [a["download"] for a in links] == [f"{figure['id']}.svg", f"{figure['id']}.png"]
        svg, png = ((book / page).parent.joinpath(a["href"]).resolve().read_bytes() for a in links)
        assert svg.startswith(b"<svg") and png.startswith(b"\x89PNG")
        said = " ".join(ElementTree.fromstring(svg).itertext())
        assert figure.select_one(".exhibit-headline").get_text() in said, figure["id"]


def test_a_citation_is_copied(chromium, book):
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto((book / "index.html").as_uri())
    tab.locator("footer .cite summary").click()
    tab.get_by_role("button", name="Copy the BibTeX entry").last.click()
    until(tab, "document.querySelector('footer .cite pre ~ output').textContent === 'Copied.'")
    assert (
        tab.evaluate("navigator.clipboard.readText()")
        == soup(book / "index.html").select_one("footer .cite pre").get_text()
    )
    context.close()


@pytest.mark.parametrize("page", PAGES)
def test_each_page_describes_itself_to_those_who_share_it(book, page):
    html = soup(book / page)
    assert 40 <= len(html.select_one("meta[name=description]")["content"]) <= 165
    assert html.select_one("meta[property='og:title']")["content"]
    icon = html.select_one("link[rel=icon]")["href"]
    assert ElementTree.parse((book / page).parent.joinpath(icon).resolve()).getroot().tag.endswith("svg")
    assert {m["content"] for m in html.select("meta[name=theme-color]")} == {"#fefefe", "#121212"}


def test_without_a_base_address_none_is_named(book):
    assert not (book / "sitemap.xml").exists()
    assert not (book / "robots.txt").exists()
    for page in PAGES:
        assert (
            soup(book / page).select(
                "link[rel=canonical], meta[property='og:url'], meta[property='og:image']"
            )
            == []
        )


@pytest.mark.parametrize(
    "page", ["index.html", "chapters/proposal/contributors.html", "chapters/appendix/countries/fra.html"]
)
def test_a_page_prints_clean(chromium, book, page):
    tab = audit.opened(chromium, book, View(page, "dark", 1280))
    tab.emulate_media(media="print")
    shown = {
        s: tab.locator(f"{s} >> visible=true").count()
        for s in (
            ".bd-sidebar-primary *",
            ".bd-sidebar-secondary *",
            ".bd-header-article button",
            ".cite",
            ".table-tools",
            "a.headerlink",
            "article h1",
            "footer .edition",
            "#jb-print-docs-body",
        )
    }
    assert shown == {s: int(s in ("article h1", "footer .edition")) for s in shown}
    assert tab.evaluate("getComputedStyle(document.querySelector('article p')).color") == "rgb(0, 0, 0)"
    closed = tab.evaluate(
        "[...document.querySelectorAll('article details:not(.hide, .cite)')].filter(d => "
        "[...d.children].slice(1).some(c => !c.matches('.exhibit-download') && "
        "!c.getClientRects().length)).length"
    )
    assert closed == 0
    sources = tab.locator(".exhibit-sources a[href^=http]")
    if sources.count():
        assert sources.first.get_attribute("href") in tab.evaluate(
            "(() => { const a = document.querySelector('.exhibit-sources a[href^=http]'); "
            "return getComputedStyle(a, '::after').content.replace('attr(href)', a.href); "
            "})()"
        )
    tab.context.close()
