"""Taking away: all that a small book with an address offers, opened with the programs that it is for."""

import csv
import json
import re
import sqlite3
import struct
import threading
import zipfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlparse
from xml.etree import ElementTree

import nbformat
import openpyxl
import pytest
import rispy
from bs4 import BeautifulSoup
from nbconvert import HTMLExporter
from pybtex.database import parse_string

from bookpress.engine import cards, serving
from bookpress.site import content_policy
from coalition import data
from coalition.reference import citation
from tests.conftest import copied, run_coalition, until
from tests.markup import soup
from tests.press.test_build import SMALL_TOC, write

BASE = "https://example.org/book"
REPOSITORY = "https://github.com/some/one"
CODE = """from coalition import data
from coalition.charts import force
from coalition.tables.force import component_table
from bookpress import show
table = data.load("components")
show(force.status_board(table), name="fig-parts", headline="Few parts are at work.", caption="Parts.", alt="A board of parts by status.", source_ids=data.source_ids(table), data=component_table(table))"""


@pytest.fixture(scope="module")
def addressed(tmp_path_factory):
    """The pages of a small book whose settings name where it stands on the web."""
    project = copied(tmp_path_factory.mktemp("addressed") / "project")
    (project / "_toc.yml").write_text(SMALL_TOC)
    config = (project / "_config.yml").read_text(encoding="utf-8")
    config = config.replace('baseurl: ""', f'baseurl: "{BASE}"').replace(
        '  url: ""', f'  url: "{REPOSITORY}"'
    )
    (project / "_config.yml").write_text(config, encoding="utf-8")
    write(
        project,
        [
            nbformat.v4.new_markdown_cell("# Small book\n\nThere are parts, see {numref}`fig-parts`."),
            nbformat.v4.new_code_cell(CODE),
        ],
    )
    result = run_coalition(project, "book")
    assert result.returncode == 0, result.stderr
    return project / "_build" / "html"


OPENED = {
    ".bib": lambda path: parse_string(path.read_text("utf-8"), "bibtex").entries,
    ".csv": lambda path: list(csv.reader(path.read_text("utf-8-sig").splitlines())),
    ".html": lambda path: soup(path).select("h1"),
    ".ipynb": lambda path: nbformat.validate(nbformat.read(path, as_version=4)) is None,
    ".json": lambda path: json.loads(path.read_text("utf-8")),
    ".md": lambda path: path.read_text("utf-8").startswith("# "),
    ".png": lambda path: path.read_bytes().startswith(b"\x89PNG"),
    ".ris": lambda path: rispy.loads(path.read_text("utf-8")),
    ".sqlite": lambda path: sqlite3.connect(path).execute("SELECT count(*) FROM sources").fetchone()[0],
    ".svg": lambda path: list(ElementTree.parse(path).iter()),
    ".xlsx": lambda path: openpyxl.load_workbook(path, read_only=True).sheetnames,
    ".zip": lambda path: zipfile.ZipFile(path).testzip() is None,
    ".txt": lambda path: re.findall(rf"\]\({BASE}/(.+?)\)", path.read_text("utf-8")),
}
"""Each kind of file that can be taken away, read by the program it is for; what is read must be something."""


def test_everything_that_the_index_lists_is_there_and_opens_with_its_program(addressed):
    index = json.loads((addressed / "_downloads" / "index.json").read_text(encoding="utf-8"))
    listed = [e for part in ("data", "pages", "exhibits") for e in index[part]] + [index["cite"]]
    addresses = {
        v
        for entry in listed
        for k, v in entry.items()
        if k not in ("title", "about", "type", "name", "kind", "rows", "headline")
    }
    page = soup(addressed / "downloads.html")
    assert addresses - {a["href"] for a in page.select("article a")} == set()
    assert OPENED[".json"](addressed / index["manifest"])["start_url"] == "index.html"
    for_models = index["for_language_models"]
    told = OPENED[".txt"](addressed / for_models)
    for address in (*addresses, *told, for_models):
        path = addressed / address.split("#")[0]
        assert OPENED[path.suffix](path), address
    assert {Path(a).suffix for a in addresses} >= {".md", ".png", ".svg", ".sqlite", ".xlsx", ".zip"}


def test_a_notebook_taken_away_shows_pictures_and_references_in_a_stock_viewer(addressed):
    page = soup(addressed / "index.html")
    offered = {a["href"] for a in page.select("a[href$='.ipynb']:not([href^=https])")}
    assert offered == {"_notebooks/index.ipynb"}
    taken = nbformat.read(addressed / "_notebooks" / "index.ipynb", as_version=4)
    html, _ = HTMLExporter().from_notebook_node(taken)
    shown = BeautifulSoup(html, "lxml")
    assert len(shown.select("img[src^='data:image/png']")) == 1
    outputs = [o for c in taken.cells if c.cell_type == "code" for o in c.outputs]
    (said,) = [o.metadata["image/png"] for o in outputs if "image/png" in o.data]
    assert said["alt"] == "A board of parts by status."  # read by viewers that read it
    assert shown.select_one(f"a[href='{BASE}/index.html#fig-parts']").get_text() == "Figure 1"
    assert "There are parts, see Figure 1." in shown.get_text() and "{numref}" not in shown.get_text()
    assert "This is a page of" in shown.get_text() and data.version() in shown.get_text()


def test_an_exhibit_says_the_same_in_each_of_its_files(addressed):
    (exhibit,) = json.loads((addressed / "_downloads" / "index.json").read_text("utf-8"))["exhibits"]
    raw = (addressed / exhibit["csv"]).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    told = json.loads((addressed / exhibit["json"]).read_text(encoding="utf-8"))
    assert told["as_of"] == str(data.cut_off()) and told["address"] == f"{BASE}/index.html#fig-parts"
    assert told["n"] == len(told["rows"]) == exhibit["rows"] and len(rows[0]) == len(told["columns"])
    (record,) = rispy.loads((addressed / exhibit["ris"]).read_text(encoding="utf-8"))
    assert record["title"] == "Figure 1. Parts." and record["urls"] == [told["address"]]
    assert (
        len(parse_string((addressed / exhibit["bibtex"]).read_text(encoding="utf-8"), "bibtex").entries) == 1
    )


def test_another_site_may_frame_the_page_of_a_figure_and_no_other(addressed, chromium, tmp_path):
    html = soup(addressed / "index.html")
    frame = BeautifulSoup(html.select_one(".embed pre").get_text(), "html.parser").iframe
    assert frame["src"] == f"{BASE}/_embed/fig-parts.html" and frame["title"] == "Few parts are at work."
    with served(addressed, content_policy.HEADERS) as book, served(tmp_path, {}) as other:
        (tmp_path / "blog.html").write_text(
            f"<iframe src='{book}/_embed/fig-parts.html' width='342' height='{frame['height']}'></iframe>"
            f"<iframe src='{book}/index.html'></iframe>"
        )
        tab = chromium.new_page()
        tab.goto(f"{other}/blog.html")
        shown, refused = tab.main_frame.child_frames
        assert refused.url.startswith("chrome-error:")
        text = shown.locator("body").inner_text()
        assert "Few parts are at work." in text and "Sources: " in text and data.version() in text
        assert shown.evaluate("document.images[0].naturalWidth") > 0
        assert shown.evaluate("document.documentElement.scrollHeight <= innerHeight")
        assert shown.evaluate("getComputedStyle(document.querySelector('h1')).margin") == "0px 0px 8px"
        assert shown.locator("a").get_attribute("href") == f"{BASE}/index.html#fig-parts"
        tab.close()


def test_a_served_copy_is_kept_when_asked_for_and_read_without_its_server(addressed, chromium):
    context = chromium.new_context()
    tab = context.new_page()
    troubles = []
    tab.on("console", lambda m: m.type in ("error", "warning") and troubles.append(m.text))
    with served(addressed, content_policy.HEADERS) as book:
        tab.goto(f"{book}/index.html")
        assert (
            tab.evaluate("document.querySelector('link[rel=manifest]').href")
            == f"{book}/manifest.webmanifest"
        )
        tab.get_by_role("button", name="Keep this book").click()
        until(tab, "/^Kept: \\d+ files/.test(document.querySelector('.page-offline output').textContent)")
        assert troubles == []
        context.set_offline(True)
        tab.goto(f"{book}/index.html?x=1")
        assert tab.evaluate("fetch('downloads.html?y').then(() => 'served', () => 'gone')") == "gone"
        assert tab.locator("h1").first.inner_text().startswith("Small book")
        assert tab.evaluate("document.images[0].decode().then(() => document.images[0].naturalWidth > 0)")
        assert tab.evaluate("getComputedStyle(document.body).margin") == "0px"
    tab.goto((addressed / "index.html").as_uri())
    assert tab.locator("link[rel=manifest], .page-offline").count() == 0
    context.close()


@contextmanager
def served(folder, policies):
    """The address of a folder on a local server."""
    with serving.server(folder, policies) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_page_says_the_same_to_machines_as_to_readers(addressed):
    html = soup(addressed / "index.html")
    tags = {m["name"]: m["content"] for m in html.select("meta[name]")}
    assert tags["citation_title"] == citation.BOOK and tags["citation_public_url"] == f"{BASE}/index.html"
    assert tags["citation_publication_date"].replace("/", "-") == data.package()["created"][:10]
    assert tags["dcterms.license"] == data.package()["licenses"][0]["path"]
    linked = json.loads(html.select_one("script[type='application/ld+json']").string)
    assert linked["@type"] == "Report" and linked["version"] == data.version()
    files = [f["contentUrl"] for f in linked["hasPart"][0]["distribution"]]
    assert files == [f"{BASE}/_downloads/fig-parts.{ending}" for ending in ("csv", "json")]


def test_a_page_as_markdown_has_what_readers_see_and_no_more(addressed):
    link = soup(addressed / "index.html").select_one("link[rel=alternate][type='text/markdown']")
    text = (addressed / link["href"]).read_text(encoding="utf-8")
    assert text.startswith("# Small book\n\nThere are parts, see [Figure 1](#fig-parts).")
    assert "Few parts are at work." in text and "![A board of parts by status.](_figures/" in text
    assert "[fig-parts, CSV](_downloads/fig-parts.csv): Few parts are at work." in text
    assert f"Cite as: {citation.sentence('', f'{BASE}/index.html')}" in text
    assert "Explore" not in text and "iframe" not in text and "{numref}" not in text


def test_hosts_find_a_way_back_from_a_wrong_address(addressed):
    assert (addressed / ".nojekyll").is_file()
    links = [a["href"] for a in soup(addressed / "404.html").select("a")]
    assert links == ["/book/index.html", "/book/search.html"]


def test_with_a_repository_a_page_leads_to_a_form_for_errors_and_runs_on_binder(addressed, book):
    links = {a.get_text(): a["href"] for a in soup(addressed / "index.html").select("footer p.edition a")}
    asked = urlparse(links["Report an error"])
    assert asked.path == "/some/one/issues/new"
    told = parse_qs(asked.query)
    assert "Small book" in told["title"][0] and data.version() in told["body"][0]
    binder = urlparse(links["Run this page on Binder"])
    assert binder.path == "/v2/gh/some/one/HEAD" and parse_qs(binder.query)["urlpath"] == [
        "lab/tree/index.ipynb"
    ]
    assert "Report an error" not in soup(book / "index.html").select_one("footer").get_text()


def test_with_a_base_address_pages_name_it(addressed):
    html = soup(addressed / "index.html")
    assert html.select_one("link[rel=canonical]")["href"] == f"{BASE}/index.html"
    assert html.select_one("meta[property='og:url']")["content"] == f"{BASE}/index.html"
    assert html.select_one("footer .cite > p").get_text().endswith(f" {BASE}/index.html")
    assert f"url = {{{BASE}/index.html#fig-parts}}" in html.select_one(".share pre").get_text()
    locations = [e.text for e in ElementTree.parse(addressed / "sitemap.xml").iter() if e.tag.endswith("loc")]
    assert locations == [f"{BASE}/index.html"]
    assert f"Sitemap: {BASE}/sitemap.xml" in (addressed / "robots.txt").read_text()


def test_with_a_base_address_a_page_has_a_card_with_its_title_and_answer(addressed):
    tags = {m["property"]: m["content"] for m in soup(addressed / "index.html").select("meta[property]")}
    assert tags["og:image"] == f"{BASE}/_cards/index.png"
    assert tags["og:image:alt"] == "Small book: There are parts, see Figure 1."
    drawn = (addressed / urlparse(tags["og:image"]).path.removeprefix("/book/")).read_bytes()
    assert drawn.startswith(b"\x89PNG") and struct.unpack(">II", drawn[16:24]) == (cards.WIDTH, cards.HEIGHT)
    card = soup(addressed / "index.html").select_one("meta[name='twitter:card']")
    assert card["content"] == "summary_large_image"


def test_a_card_cuts_a_long_answer_at_a_word_and_has_room_for_it():
    words = {"book": "A book", "title": "A chapter", "text": "word " * 200, "edition": "Version 1"}
    card = ElementTree.fromstring(cards.composed(words))
    lines = [(e.text, int(e.get("y"))) for e in card.iter("{http://www.w3.org/2000/svg}text")]
    assert lines[0][0] == "A book" and lines[-1][0] == "Version 1" and lines[-2][0].endswith("word …")
    assert [y for _, y in lines] == sorted(y for _, y in lines) and lines[-1][1] < cards.HEIGHT
