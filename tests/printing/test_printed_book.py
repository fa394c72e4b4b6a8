"""The whole book, printed and read back."""

import re

import nbformat
import numpy as np
import pikepdf
import pypdfium2
import pytest
import yaml

from coalition import data
from coalition.analysis import ledger
from coalition.reference import citation
from tests import markup
from tests.conftest import ROOT, run_coalition
from tests.printing.test_pdf import elements

FOOT = 22 * 72 / 25.4
"""Points: the lower margin of a page."""
OPEN = 0.6
"""A page that is filled to less than this share, though its chapter goes on, looks half empty."""


@pytest.fixture(scope="module")
def printed(book):
    result = run_coalition(ROOT, "pdf")
    assert result.returncode == 0, result.stderr
    return ROOT / "_build" / "pdf" / "after-the-ceasefire.pdf"


@pytest.fixture(scope="module")
def document(printed):
    return pypdfium2.PdfDocument(printed)


@pytest.fixture(scope="module")
def texts(document):
    return [page.get_textpage().get_text_range() for page in document]


@pytest.fixture(scope="module")
def outline(printed):
    """Each title of the outline with its page, counted from 0, and its height on it in points."""
    found = []
    with pikepdf.open(printed) as pdf, pdf.open_outline() as opened:
        number = {page.objgen: i for i, page in enumerate(pdf.pages)}

        def walk(items):
            for item in items:
                target = item.destination if item.destination is not None else item.action.D
                found.append((item.title, number[target[0].objgen], float(target[3])))
                walk(item.children)

        walk(opened.root)
    return found


def test_the_brief_says_on_two_pages_what_the_first_page_and_the_ledger_say(printed, book):
    chapters = ROOT / "_build" / "work" / "_build" / "print" / "chapters.json"
    last_set = chapters.stat().st_mtime_ns
    result = run_coalition(ROOT, "brief")
    assert result.returncode == 0, result.stderr
    assert chapters.stat().st_mtime_ns == last_set, "the same book was set twice"
    made = printed.with_name(f"{printed.stem}-brief.pdf")
    assert made.stat().st_size < 150_000
    found = pypdfium2.PdfDocument(made)
    text = letters(" ".join(page.get_textpage().get_text_range() for page in found))
    first = soup(book, "index")
    quoted = [
        first.select_one(".admonition p:not(.admonition-title)"),
        *(first.select_one(f"#fig-index-{name} .exhibit-headline") for name in ("funnel", "odds")),
        *first.select("#what-would-change-this-answer li"),
    ]
    assert [q.get_text() for q in quoted if letters(q.get_text()) not in text] == []
    now = ledger.positions().query("position in ('deploy_troops', 'conditional')")
    assert [n for n in now["name"] if letters(n) not in text] == []
    assert letters(citation.sentence()) in text and data.written_date(data.cut_off()).replace(" ", "") in text


def letters(text):
    """Without spaces, and without the mark that pdfium puts where a word was divided."""
    return re.sub(r"[\s\u00ad\ufffe\u0002]", "", text)


def chapters():
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    names = [toc["root"], *(c["file"] for p in toc["parts"] for c in p["chapters"])]
    return [name for name in names if (ROOT / f"{name}.ipynb").is_file()]


def title(name):
    notebook = nbformat.read(ROOT / f"{name}.ipynb", as_version=4)
    return next(
        re.search(r"^# (.+)$", c.source, re.MULTILINE)[1] for c in notebook.cells if c.cell_type == "markdown"
    ).replace("'", "’")


def soup(book, name):
    return markup.soup(book / f"{name}.html")


def test_it_has_a_plausible_number_of_pages_each_with_its_number(document, texts):
    assert 200 < len(document) < 600
    foot = letters(f"data as of {data.written_date(data.cut_off())}")
    assert [n for n, text in enumerate(texts, 1) if n > 1 and f"{foot}{n}" not in letters(text)[:250]] == []


def test_each_chapter_stands_on_the_page_that_the_contents_name(texts, outline):
    pages = [letters(t) for t in texts[:6] if letters(t).startswith("Contents")]
    assert len(pages) <= 2, "the contents run on"
    contents = "".join(pages)
    starts = {(t, page) for t, page, _ in outline}
    for name in chapters():
        number = int(re.search(rf"{re.escape(letters(title(name)))}(\d+)", contents)[1])
        assert letters(title(name)) in letters(texts[number - 1]), name
        assert (title(name), number - 1) in starts, name


def test_every_caption_of_the_pages_is_printed_with_its_number(book, texts):
    everything = letters("".join(texts))
    captions = [
        found
        for name in chapters()
        for found in soup(book, name).select("figure.exhibit > figcaption, table > caption")
        if found.select_one(".caption-number")
    ]
    assert len(captions) > 80
    said = [
        found.select_one(".caption-number").get_text()
        + found.select_one(".caption-text").get_text().rstrip("#")
        for found in captions
    ]
    assert [s for s in said if letters(s) not in everything] == []


def test_a_table_at_the_end_of_its_chapter_is_on_the_page_named_for_it(texts):
    named = [
        m
        for t in texts
        for m in re.findall(r"(Table\s\d+)\sstands\sat\sthe\send\sof\sthis\schapter,\son\spage\s(\d+)", t)
    ]
    assert named
    for table, page in named:
        assert re.search(rf"{table.replace(' ', chr(92) + 's')}\s[A-Z]", texts[int(page) - 1]), table


def test_figures_are_vectors_and_each_has_its_alternative_text(book, printed):
    with pikepdf.open(printed) as pdf:
        assert not [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        figures = [str(f.get("/Alt", "")) for f in elements(pdf, "/Figure")]
    assert all(figures)
    wanted = [
        i["alt"]
        for name in chapters()
        for i in soup(book, name).select("figure.exhibit picture:first-of-type img")
    ]
    assert len(wanted) > 50
    assert {letters(w) for w in wanted} <= {letters(f) for f in figures}


def test_fonts_are_embedded(printed):
    with pikepdf.open(printed) as pdf:
        fonts = [
            o
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
        ]
        assert fonts and all("/FontFile2" in f or "/FontFile3" in f for f in fonts)


def test_every_link_leads_to_a_place_in_the_book_or_to_an_address_on_the_web(printed):
    with pikepdf.open(printed) as pdf:
        known = {str(k).lstrip("/") for k in pdf.Root.get("/Dests", {}).keys()}
        if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names:
            known |= set(pikepdf.NameTree(pdf.Root.Names.Dests).keys())
        links = [a for page in pdf.pages for a in page.get("/Annots", []) if a.get("/Subtype") == "/Link"]
        inside = {str(a.Dest).lstrip("/") for a in links if "/Dest" in a}
        outside = {str(a.A.URI) for a in links if "/A" in a and "/URI" in a.A}
        assert sum("/Dest" in a or ("/A" in a and "/URI" in a.A) for a in links) == len(links)
    assert len(inside) > 1000 and inside <= known
    assert len(outside) > 500 and all(u.startswith(("https://", "http://")) for u in outside)


def test_nothing_stands_outside_the_page(document):
    for number, page in enumerate(document, 1):
        width, height = page.get_size()
        text = page.get_textpage()
        for i in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(i)
            assert left > 0 and bottom > 0 and right < width and top < height, (
                number,
                text.get_text_bounded(left, bottom, right, top),
            )


def test_no_title_stands_alone_at_the_foot_of_a_page(document, outline):
    alone = []
    for name, page, top in outline:
        text = document[page].get_textpage()
        below = letters(text.get_text_bounded(0, FOOT, document[page].get_width(), top + 2))
        if len(below) < len(letters(name)) + 20:
            alone.append((name, page + 1))
    assert alone == []


def filled(page):
    """The share of the type area of an upright page down to its last ink; 1 for a wide page."""
    width, height = page.get_size()
    if width > height:
        return 1
    ink = page.render(scale=0.5, grayscale=True).to_numpy().squeeze()
    rows = np.flatnonzero((ink[int(height * 0.0375) : int((height - FOOT) / 2)] < 200).any(axis=1))
    return (rows[-1] + 1) / int((height - FOOT) / 2 - height * 0.0375) if len(rows) else 0


def test_no_two_pages_in_a_row_are_half_empty(document, texts):
    heads = [t.splitlines()[0] for t in texts]
    open_pages = [
        i
        for i, page in enumerate(document)
        if filled(page) < OPEN
        and i + 1 < len(document)
        and heads[i] == heads[i + 1]
        and document[i + 1].get_width() < document[i + 1].get_height()
    ]
    assert [i + 1 for i in open_pages if i + 1 in open_pages] == []
    assert len(open_pages) <= len(document) / 50, [i + 1 for i in open_pages]
