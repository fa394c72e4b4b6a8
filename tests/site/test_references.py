"""Links of the built book.

From any exhibit to its rows and its sources' entries, claims and chapters both ways.
"""

import csv
import re
from collections import defaultdict
from urllib.parse import unquote, urlparse

import pytest
from pybtex.database import parse_file

from bookpress.chapters import files
from coalition import data, paths
from coalition.reference import downloads
from tests import markup
from tests.conftest import until

PAGES = [p.relative_to(paths.ROOT).with_suffix(".html").as_posix() for p in files()]
DATA = next(p for p in PAGES if p.endswith("/data.html"))
SOURCES = next(p for p in PAGES if p.endswith("/sources.html"))
CLAIMS = next(p for p in PAGES if p.endswith("/claims.html"))
COUNTRIES = next(p for p in PAGES if p.endswith("/countries.html"))
LETTERS = SOURCES.removesuffix(".html")
"""Folder of the pages of sources."""
ENTRIES = LETTERS.rpartition("/")[2]


@pytest.fixture
def soup(book):
    """The tree of a page, by its path in the book."""
    return lambda page: markup.soup(book / page)


@pytest.fixture
def ids(book):
    """The ids of a page, by its path in the book."""
    return lambda page: markup.ids(book / page)


def target(book, page, href):
    """Page of the book and permalink a link leads to."""
    address = urlparse(href)
    file = (book / page).parent.joinpath(unquote(address.path)).resolve() if address.path else book / page
    return file.relative_to(book.resolve()).as_posix() if address.path else page, unquote(address.fragment)


def exhibits(page):
    """Each exhibit of a page: its name, the table of its rows, and the block that holds its sources."""
    for exhibit in page.select("figure.exhibit, table.exhibit-table"):
        if exhibit.name == "figure":
            yield exhibit["id"], exhibit.select_one("details table"), exhibit
        else:
            yield (
                exhibit["id"],
                exhibit,
                exhibit.find_parent(class_="pst-scrollable-table-container").find_next(
                    class_="exhibit-notes"
                ),
            )


def listed_sources(page):
    """The ids of the sources that each exhibit of a page lists, by exhibit; one may list them for others."""
    return {
        name: {item["id"].removeprefix(f"{name}-") for item in block.select(".exhibit-sources > li")}
        for name, _, block in exhibits(page)
    }


@pytest.mark.parametrize("page", PAGES)
def test_every_exhibit_is_two_clicks_from_its_rows_and_its_sources_entries(book, soup, ids, page):
    for name, rows, block in exhibits(soup(page)):
        assert rows.select("tbody tr"), name  # one click at most: the block that holds them
        listed = [a for a in block.select(".exhibit-sources > li a") if f"/{ENTRIES}/" in f"/{a['href']}"]
        elsewhere = [a for a in block.select("details a") if a.get_text() == "to the list"]
        assert len(listed) == len(block.select(".exhibit-sources > li")), name
        assert bool(listed) != bool(elsewhere), name
        for link in rows.select(".exhibit-refs a") + listed + elsewhere:
            file, anchor = target(book, page, link["href"])
            assert file.startswith(f"{LETTERS}/") or file == page, name
            assert anchor in ids(file), f"{name}: {anchor}"


def test_a_row_says_which_sources_it_has_of_a_list(book, soup):
    """By name, or by the names of those of the list that are not its own; the download has all."""
    for page in PAGES:
        lists = {
            f"{name}-{source}": sources
            for name, sources in listed_sources(soup(page)).items()
            for source in sources
        }
        for name, rows, _ in exhibits(soup(page)):
            with (book / "_downloads" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
                kept = list(csv.DictReader(file))
            column = "Sources" if rows.select_one(".exhibit-refs") else None
            for row, expected in zip(rows.select("tbody tr"), kept if column else [], strict=False):
                links = [target(book, page, a["href"])[1] for a in row.select(".exhibit-refs a")]
                named = {anchor.removeprefix("src-") for anchor in links if anchor not in lists}
                found = lists[links[0]] - named if links and links[0] in lists else named
                wanted = {s.lower() for s in expected[column].split(";") if s}
                assert {s.lower() for s in found} == wanted, f"{name}: {expected[column][:80]}"


def test_a_reader_goes_from_a_figure_to_a_source_s_entry_in_two_clicks(chromium, book):
    page = next(p for p in PAGES if p.endswith("contributors.html"))
    tab = chromium.new_page(viewport={"width": 1280, "height": 900})
    tab.goto((book / page).as_uri())
    tab.locator("#fig-ladder summary", has_text="Sources (").click()
    tab.locator("#fig-ladder .exhibit-sources a", has_text="What rests on it").first.click()
    tab.wait_for_url("**/sources/*.html#src-*")
    entry = tab.locator("tr:target")
    assert entry.count() == 1
    until(
        tab,
        (
            "(() => { const r = document.querySelector('tr:target').getBoundingClientRect(); "
            "return r.top >= 0 && r.top < innerHeight; })()"
        ),
    )
    tab.close()


def test_the_reverse_index_equals_an_independent_count(book, soup):
    rows, shown = defaultdict(lambda: defaultdict(set)), defaultdict(set)
    for name in data.tables():
        if name == "sources":
            continue
        key = data.resource(name)["schema"]["primaryKey"]
        with (paths.DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                sources = {s for s in row.get("source_ids", "").split(";") if s} | (
                    {row["source_id"]} if row.get("source_id") else set()
                )
                for source in sources:
                    rows[source][name].add(" ".join(row[k] for k in key) + ("*" if len(sources) == 1 else ""))
    for page in PAGES:
        lists = listed_sources(soup(page))
        for name, _, block in exhibits(soup(page)):
            place = next(
                (a["href"][1:] for a in block.select("details a") if a.get_text() == "to the list"), ""
            )
            lister = next((n for n in lists if place and place.removeprefix(f"{n}-") in lists[n]), name)
            for source in lists[lister]:
                shown[source].add(name)
    letters = [p.relative_to(book).as_posix() for p in sorted((book / LETTERS).glob("*.html"))]
    entries = [entry for page in letters for entry in soup(page).select("tr[id^=src-]")]
    assert sorted(e["id"] for e in entries) == sorted(f"src-{s}" for s in data.load("sources")["source_id"])
    heads = [h.get_text(strip=True) for h in entries[0].find_parent("table").select("thead th")]
    for entry in entries:
        source = entry["id"].removeprefix("src-")
        cells = dict(zip(heads, entry.find_all(["th", "td"], recursive=False), strict=True))
        text = (cells["Rows that rest on it"].find_all("p") or [cells["Rows that rest on it"]])[-1].get_text()
        found = {}
        for part in text.split("; "):
            head, _, keys = part.partition(": ")
            found[head.rsplit(" (", 1)[0]] = (int(head.rsplit("(", 1)[1].rstrip(")")), set(keys.split(", ")))
        assert {t: (len(k), k) for t, k in rows[source].items()} == found, source
        assert {urlparse(a["href"]).fragment for a in cells["Exhibits"].select("a")} == shown[source], source
        assert cells["Alone"].get_text(strip=True) == (
            "yes" if any(k.endswith("*") for keys in rows[source].values() for k in keys) else "no"
        )


def test_claims_have_permalinks_lead_to_their_chapters_and_are_linked_back(book, soup, ids):
    claims = data.load("claims")
    labels = {p.stem: p.relative_to(paths.ROOT).with_suffix(".html").as_posix() for p in files()}
    for claim, chapter in claims[["claim_id", "chapter"]].itertuples(index=False):
        row = soup(CLAIMS).find("tr", id=claim.lower())
        assert row is not None, claim
        if chapter not in labels:
            continue
        leads = {
            target(book, CLAIMS, a["href"])[0]
            for a in row.select("a[href]")
            if not urlparse(a["href"]).scheme
        }
        assert labels[chapter] in leads, claim
        page = labels[chapter]
        back = {target(book, page, a["href"]) for a in soup(page).select("a[href*='claims.html#']")}
        assert (CLAIMS, claim.lower()) in back, claim


@pytest.mark.parametrize("page", [p for p in PAGES if p != CLAIMS])
def test_a_claim_named_in_a_page_is_a_link(soup, page):
    article = soup(page).select_one("article")
    known = set(data.load("claims")["claim_id"])
    for text in article.find_all(string=lambda s: any(c in s for c in known)):
        inside = {parent.name for parent in text.parents}
        assert inside & {
            "a",
            "h1",
            "h2",
            "h3",
            "caption",
            "figcaption",
            "code",
            "pre",
            "script",
            "title",
        } or not any(word.strip(".,;:()") in known for word in text.split()), text


def test_every_country_with_a_position_has_a_permalink_and_is_in_the_jump_list(soup, ids):
    codes = {c.lower() for c in data.load("positions")["iso3"]}
    assert codes <= ids(COUNTRIES)
    assert {urlparse(a["href"]).path for a in soup(COUNTRIES).select("ul.jump a")} == {
        f"countries/{code}.html" for code in codes
    }


def test_every_table_is_described_and_downloadable(book, soup, ids):
    for name in data.tables():
        assert f"table-{name}" in ids(DATA)
        assert (book / "_downloads" / "data" / f"{name}.csv").read_bytes() == downloads.table_csv(name)
    assert (book / "_downloads" / downloads.archive_name()).read_bytes() == downloads.archive()
    links = {
        a["href"].rsplit("_downloads/", 1)[1] for a in soup(DATA).select("a[download][href*=_downloads]")
    }
    assert {downloads.archive_name(), *(f"data/{n}.csv" for n in data.tables())} <= links


@pytest.mark.parametrize("page", PAGES)
def test_version_and_cut_off_stand_on_every_page(book, soup, page):
    foot = soup(page).select_one("footer .edition")
    assert foot.get_text().startswith(
        f"Version {data.version()}, data as of {data.written_date(data.cut_off())}."
    )
    assert target(book, page, foot.a["href"])[0].endswith("editions.html")


def test_no_permalink_stands_twice_on_a_page(soup):
    for page in (DATA, SOURCES, CLAIMS, COUNTRIES):
        found = [tag["id"] for tag in soup(page).select_one("article").find_all(id=True)]
        assert len(found) == len(set(found)), page


def test_a_work_is_listed_by_author_and_year_as_the_text_cites_it_at_the_address_of_its_key(soup):
    known = {key.casefold() for key in parse_file(str(paths.ROOT / "references.bib")).entries}
    seen = set()
    for page in PAGES:
        listed = {entry["id"]: entry for entry in soup(page).select("li.citation")}
        labels = [entry.select_one(".label").get_text().strip("[]") for entry in listed.values()]
        first = [re.split(",| and | et al", label)[0].casefold() for label in labels]
        assert len(set(labels)) == len(labels) and first == sorted(first), page
        cited = soup(page).select(".bibtex-citation a")
        assert {a["href"].removeprefix("#") for a in cited} == set(listed) <= known, page
        for a in cited:
            work = listed[a["href"].removeprefix("#")]
            assert work.select_one(".label").get_text() == f"[{a.get_text()}]"
        seen |= set(listed)
    assert seen == known
