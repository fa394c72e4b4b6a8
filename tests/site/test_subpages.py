"""Pages of their own below chapters: light, found from old addresses, cited, in the contents of each other."""

import json
from urllib.parse import unquote, urlparse

import pytest

from bookpress.engine import audit
from bookpress.engine.audit import View
from coalition import data
from tests.conftest import until
from tests.markup import ids, soup

MOST = 600_000
"""Bytes of a page."""
APPENDIX = "chapters/appendix"
COUNTRIES, SOURCES = f"{APPENDIX}/countries.html", f"{APPENDIX}/sources.html"
COUNTRY, LETTER = f"{APPENDIX}/countries/fra.html", f"{APPENDIX}/sources/u.html"


def below(book, page):
    """The pages below a chapter."""
    return sorted((book / page).with_suffix("").glob("*.html"))


def test_no_page_is_heavy(book):
    heavy = {p.relative_to(book).as_posix(): p.stat().st_size for p in book.rglob("*.html")}
    assert {page: size for page, size in heavy.items() if size > MOST} == {}


def test_every_country_has_a_page(book):
    names = data.load("countries").set_index("iso3")["name"]
    assert {p.stem: soup(p).select_one("article h1").find(string=True) for p in below(book, COUNTRIES)} == {
        iso3.lower(): names[iso3] for iso3 in data.load("positions")["iso3"]
    }


@pytest.mark.parametrize(
    ("page", "anchors"),
    [
        (COUNTRIES, [iso3.lower() for iso3 in data.load("positions")["iso3"]]),
        (SOURCES, [f"src-{source}" for source in data.load("sources")["source_id"]]),
    ],
)
def test_old_addresses_lead_to_their_place_without_scripts_too(book, page, anchors):
    places = {tag["id"]: tag for tag in soup(book / page).select(".moved[id]")}
    assert set(anchors) <= set(places)
    for anchor in anchors:
        address = urlparse(places[anchor].a["href"])
        file = (book / page).parent / unquote(address.path)
        assert file in below(book, page), anchor
        assert file.stem == anchor if not address.fragment else address.fragment == anchor, anchor
        assert not address.fragment or anchor in ids(file), anchor


def test_an_old_address_opens_the_new_one_from_a_file(chromium, book):
    tab = chromium.new_page()
    tab.goto(f"{(book / COUNTRIES).as_uri()}#fra")
    tab.wait_for_url("**/countries/fra.html")
    source = data.load("sources")["source_id"].iloc[-1]
    tab.goto(f"{(book / SOURCES).as_uri()}#src-{source}")
    tab.wait_for_url(f"**/sources/*.html#src-{source}")
    until(
        tab,
        "(() => { const r = document.querySelector('tr:target').getBoundingClientRect(); "
        "return r.top >= 0 && r.top < innerHeight; })()",
    )
    tab.go_back()
    assert tab.url.endswith("/countries/fra.html")
    tab.close()


@pytest.mark.parametrize(("page", "chapter"), [(COUNTRY, COUNTRIES), (LETTER, SOURCES)])
def test_a_page_below_a_chapter_is_a_page_like_any(book, page, chapter):
    found, name = soup(book / page), page.removesuffix(".html").replace("/", "-")
    title = found.select_one("article h1").find(string=True)
    meta = {m.get("name") or m.get("property"): m["content"] for m in found.select("meta[content]")}
    assert meta["citation_title"] == meta["og:title"] == title
    assert len(meta["description"]) > 40
    assert (book / "_cite" / f"{name}.bib").read_text(encoding="utf-8").count(f"{{{title}}}") == 1
    listed = json.loads((book / "_downloads" / "index.json").read_text(encoding="utf-8"))["pages"]
    entry = next(p for p in listed if p["address"] == page)
    assert entry["title"] == title
    assert (book / entry["notebook"]).is_file() and (book / entry["ris"]).is_file()
    ways = {
        a.get("href") for a in found.select(".page-above a, .prev-next-area a, .page-notebook a, .cite a")
    }
    assert f"../{chapter.rpartition('/')[2]}" in ways
    assert all((book / page).parent.joinpath(way).resolve().is_file() for way in ways)
    assert len(found.select(".prev-next-area a")) == 2


def test_the_contents_name_pages_below_a_chapter_only_there(book):
    folder = COUNTRIES.removesuffix(".html").rpartition("/")[2]
    for page in (COUNTRY, COUNTRIES, SOURCES, "index.html"):
        links = {
            (book / page).parent.joinpath(a["href"]).resolve()
            for a in soup(book / page).select("nav.bd-docs-nav a[href]")
            if a["href"] != "#"
        }
        named = {p for p in links if p.parent.name == folder}
        assert len(named) == (len(below(book, COUNTRIES)) - (page == COUNTRY) if folder in page else 0), page


@pytest.mark.parametrize("page", [COUNTRY, LETTER])
@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 390)])
def test_a_page_below_a_chapter_keeps_the_rules_of_access_and_of_narrow_windows(
    chromium, book, page, theme, width
):
    tab = audit.opened(chromium, book, View(page, theme, width))
    assert audit.violations(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.context.close()
