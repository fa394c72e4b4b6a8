"""The example book: built by one line in its settings, run again exactly where something changed, printed."""

import json
import re

import pikepdf
import pytest
from bs4 import BeautifulSoup

from bookpress.engine.publishing import contents
from bookpress.tests.conftest import done

pytestmark = pytest.mark.slow
CHAPTERS = ("index", "statistics", "pictures")


def page(folder, name):
    return BeautifulSoup((folder / "_build" / "html" / f"{name}.html").read_text("utf-8"), "html.parser")


def _titles(items):
    for item in items:
        yield item.title
        yield from _titles(item.children)


def ran(said):
    return set(re.findall(r"(\w+)\.ipynb: done", said))


def test_figures_and_tables_are_numbered_captioned_and_downloadable(built):
    figure = page(built, "pictures").select_one("figure#fig-sets")
    assert figure.select_one(".exhibit-headline").get_text().startswith("One line fits")
    assert "Fig. 1" in figure.get_text() and "point by point" in figure.get_text()
    assert figure.select_one("picture img")["alt"].startswith("A cloud around a line")
    table = page(built, "statistics").select_one("table#tab-summary")
    assert [c.get_text() for c in table.select("tbody tr:first-child > *")] == [
        "I",
        "11",
        "9",
        "7.5",
        "0.82",
    ]
    assert "All four sets have a mean of about 7.5" in page(built, "statistics").get_text()
    assert (built / "_build/html/_downloads/fig-sets.csv").read_text("utf-8-sig").count("\n") == 45
    assert (built / "_build/html/_figures/fig-sets-wide-light.svg").is_file()


def test_what_a_chapter_puts_out_as_pages_are_pages_below_it(built):
    own = page(built, "statistics/set-ii")
    assert own.select_one("article h1").find(string=True) == "Set II"
    assert own.select_one("meta[name=description]")["content"] == "Its 11 points."
    assert own.select_one(".page-above a")["href"] == "../statistics.html"
    assert own.select_one("nav.bd-docs-nav summary")["aria-label"]
    assert page(built, "statistics").select_one("li#set-ii.moved a")["href"] == "statistics/set-ii.html"
    assert not page(built, "pictures").select("nav.bd-docs-nav a[href*='set-']")


def test_what_came_with_a_browser_is_no_page(built):
    assert not list((built / "_build" / "html").glob("**/.browser"))


def test_no_page_asks_another_host(built):
    for name in CHAPTERS:
        soup = page(built, name)
        asked = [
            e.get("src") or e.get("href") for e in soup.select("script[src], link[href], img[src], iframe")
        ]
        assert asked and not [a for a in asked if re.match(r"(https?:)?//", a)]
        assert "default-src 'none'" in soup.select_one("meta[http-equiv=Content-Security-Policy]")["content"]


def test_the_search_has_the_text_of_every_section_and_fetches_no_page(built):
    html = built / "_build" / "html"
    assert "SHOW_SEARCH_SUMMARY: false" in (html / "_static" / "documentation_options.js").read_text()
    made = (html / "searchpassages.js").read_text(encoding="utf-8")
    pages = json.loads(made.removeprefix("var searchPassages = ").rstrip(";\n"))["pages"]
    anchor, heading, text = pages["statistics/set-i"][0]
    assert (anchor, heading) == ("set-i", "Set I") and text.startswith("Its 11 points.")
    there = {str(p.relative_to(html).with_suffix("")) for p in html.rglob("*.html")}
    others = {"404", "downloads", "genindex", "search", *(name for name in there if name.startswith("_"))}
    assert set(pages) == there - others


def test_exactly_the_chapters_that_read_a_changed_file_run_again(built):
    data = built / "data" / "anscombe.csv"
    before, original = contents(built / "_build" / "html"), data.read_text()
    data.write_text(original.replace("8.04", "8.05"))
    assert ran(done(built, "bookpress", "book")) == {"statistics", "pictures"}
    after = contents(built / "_build" / "html")
    assert {n for n in CHAPTERS if before[f"{n}.html"] != after[f"{n}.html"]} <= {"statistics", "pictures"}
    data.write_text(original)
    assert ran(done(built, "bookpress", "book")) == set()
    assert contents(built / "_build" / "html") == before
    assert done(built, "bookpress", "book").startswith("nothing changed")


def test_the_book_is_printed_with_outline_tags_and_title(built):
    done(built, "bookpress", "pdf")
    with pikepdf.open(built / "_build" / "pdf" / "quartet.pdf") as pdf:
        assert str(pdf.docinfo["/Title"]) == "Four sets, one summary"
        assert "/CreationDate" not in pdf.docinfo
        with pdf.open_outline() as outline:
            assert "What the eye sees" in [item.title for item in outline.root]
            assert {"Set I", "Set IV"} <= set(_titles(outline.root))
        assert pdf.Root.MarkInfo.Marked
    done(built, "bookpress", "book")
    (link,) = page(built, "index").select(".papers a")
    assert (built / "_build" / "html" / link["href"]).read_bytes().startswith(b"%PDF")
    assert done(built, "bookpress", "book").startswith("nothing changed")
    (built / "notes.txt").write_text("a book of another state")
    done(built, "bookpress", "book")
    assert not page(built, "index").select(".papers") and not (built / "_build/html" / link["href"]).exists()
    (built / "notes.txt").unlink()
