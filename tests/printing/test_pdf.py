"""The PDF read back by a way of its own: a small book, its bytes, its tags, and what goes wrong."""

import io
import os
import re
import signal
import subprocess
import sys

import pikepdf
import pypdfium2
import pytest

from bookpress.engine import browser
from coalition import data
from tests.conftest import run_coalition

PDF = "_build/pdf/after-the-ceasefire.pdf"


@pytest.fixture(scope="module")
def pages(small):
    return texts(small / PDF)


def texts(path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def elements(pdf, kind):
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == kind]


def test_the_title_page_says_what_is_cited(pages):
    from coalition import data
    from coalition.reference import citation

    assert "After the Ceasefire" in pages[0] and data.version() in pages[0]
    assert citation.sentence() in pages[0]


def test_the_contents_name_the_page_of_each_title(pages):
    contents = next(p for p in pages if p.startswith("Contents"))
    for title in ("Small book", "Far along", "Data behind the figures"):
        number = int(re.search(rf"{title} (\d+)", contents)[1])
        assert title in pages[number - 1]


def test_captions_sources_and_edition_stand_where_they_belong(pages):
    book = " ".join(pages)
    assert "Figure 1 Two bars." in book and "Table 1 Components of the plan." in book
    assert "{glue" not in book and "numref" not in book and "from coalition import" not in book
    assert all("data as of" in p for p in pages)


def test_italics_of_other_scripts_are_set_in_the_book_s_own_fonts(small, pages):
    """The printer refuses any other font; here it had to set what the italics lack."""
    assert "Решение № 23" in " ".join(pages) and "Δεν θα στείλουμε" in " ".join(pages)


def test_figures_are_vectors_with_alternative_text_and_text_that_can_be_read(small, pages):
    with pikepdf.open(small / PDF) as pdf:
        assert not [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        figures = elements(pdf, "/Figure")
        assert [str(f.Alt) for f in figures if str(f.get("/Alt", "")).startswith("The second bar")]
        assert all(str(f.get("/Alt", "")) for f in figures)
    assert "Türkiye" in " ".join(pages) and "Łódź" in " ".join(pages)


def test_fonts_are_embedded_and_the_book_s_own(small):
    with pikepdf.open(small / PDF) as pdf:
        descriptors = [
            o
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
        ]
        assert descriptors
        assert all("/FontFile2" in d or "/FontFile3" in d for d in descriptors)
        assert all("SourceS" in str(d.FontName) for d in descriptors)


def test_tags_language_outline_and_metadata(small):
    with pikepdf.open(small / PDF) as pdf:
        assert (
            pdf.Root.MarkInfo.Marked
            and str(pdf.Root.Lang) == "en"
            and pdf.Root.ViewerPreferences.DisplayDocTitle
        )
        assert elements(pdf, "/TH") and elements(pdf, "/Table")
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Small book", "Data behind the figures"]
            assert [item.title for item in outline.root[0].children] == ["Far along"]
        with pdf.open_metadata() as meta:
            assert meta["dc:title"] == "After the Ceasefire"
            assert meta["xmp:CreateDate"].startswith(data.package()["created"][:10])


def test_links_lead_to_a_page_of_the_document(small):
    with pikepdf.open(small / PDF) as pdf:
        known = {str(k).lstrip("/") for k in pdf.Root.get("/Dests", {}).keys()}
        if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names:
            known |= set(pikepdf.NameTree(pdf.Root.Names.Dests).keys())
        targets = {
            str(a.Dest).lstrip("/")
            for page in pdf.pages
            for a in page.get("/Annots", [])
            if isinstance(a.get("/Dest"), (pikepdf.Name, pikepdf.String))
        }
    assert targets and targets <= known


def test_nothing_stands_outside_the_page(small):
    document = pypdfium2.PdfDocument(small / PDF)
    for page in document:
        width, height = page.get_size()
        text = page.get_textpage()
        for i in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(i)
            assert left > 0 and bottom > 0 and right < width and top < height


def test_a_changed_word_is_printed_and_the_same_book_gives_the_same_bytes(small):
    before, notebook = (small / PDF).read_bytes(), small / "index.ipynb"
    text = notebook.read_text(encoding="utf-8")
    notebook.write_text(text.replace("Words that fill", "Letters that fill"), encoding="utf-8")
    assert run_coalition(small, "pdf").returncode == 0
    pages = pypdfium2.PdfDocument(small / PDF)
    assert "Letters that fill" in "".join(page.get_textpage().get_text_range() for page in pages)
    notebook.write_text(text, encoding="utf-8")
    assert run_coalition(small, "pdf").returncode == 0
    assert (small / PDF).read_bytes() == before


def test_a_table_repeats_its_head_on_each_page(pages):
    annex = next(i for i, p in enumerate(pages) if "DATA BEHIND THE FIGURES" in p.upper() and i > 1)
    assert sum("Component Status Source" in p for p in pages[:annex]) > 1


def test_a_chapter_that_is_not_there_is_named(small):
    result = run_coalition(small, "pdf", "chapters/nowhere.ipynb")
    assert result.returncode == 1
    assert "No chapter chapters/nowhere.ipynb. The book has index.ipynb." in result.stderr


def browser_that(folder, monkeypatch, does):
    """A program in the browser's place; the next exports take it."""
    path = folder / "browser"
    path.write_text(f"#!/bin/sh\n{does}\n")
    path.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(path))


@pytest.mark.parametrize(
    "does",
    [
        pytest.param("exit 1", id="fails"),
        pytest.param(
            f'exec timeout -s KILL 0.15 {browser.ensure()} "$@"', id="crashes", marks=pytest.mark.thorough
        ),
    ],
)
def test_a_browser_that_fails_or_crashes_is_named_and_the_last_pdf_stays(small, tmp_path, monkeypatch, does):
    before = (small / PDF).read_bytes()
    browser_that(tmp_path, monkeypatch, does)
    result = run_coalition(small, "pdf")
    assert result.returncode == 1
    assert "The browser stopped while printing" in result.stderr and "Traceback" not in result.stderr
    assert (small / PDF).read_bytes() == before


def test_without_any_browser_it_says_what_to_install_and_the_last_pdf_stays(small, tmp_path, monkeypatch):
    before = (small / PDF).read_bytes()
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    result = run_coalition(small, "pdf")
    assert result.returncode == 1
    assert "No PDF without a browser" in result.stderr and "install one" in result.stderr
    assert (small / PDF).read_bytes() == before


@pytest.mark.thorough
def test_an_interrupted_print_leaves_the_last_pdf(small):
    before, kept = (small / PDF).read_bytes(), sorted((small / PDF).parent.iterdir())
    process = subprocess.Popen(
        [sys.executable, "-m", "coalition", "pdf"],
        cwd=small,
        env=os.environ | {"PYTHONPATH": str(small)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # what started the tests may have told them not to hear it
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    for line in process.stderr:
        if line.startswith("printing"):
            break
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 130 and "interrupted: the PDF that was there before is untouched" in said
    assert "Traceback" not in said
    assert (small / PDF).read_bytes() == before
    assert sorted((small / PDF).parent.iterdir()) == kept


def test_a_figure_that_cannot_be_drawn_is_named_and_the_last_pdf_stays(small):
    before, source = (small / PDF).read_bytes(), (small / "index.ipynb").read_bytes()
    pie = b"go.Pie(labels=['a', 'b'], values=[1, 2], marker={'pattern': {'shape': ['/', '.']}})"
    (small / "index.ipynb").write_bytes(re.sub(rb"go\.Bar\(.*?\}\}\)", pie, source))
    try:
        result = run_coalition(small, "pdf")
    finally:
        (small / "index.ipynb").write_bytes(source)
    assert result.returncode == 1
    assert (
        "fig-small could not be drawn for print: a filled shape with the path command" in result.stderr
        and "Traceback" not in result.stderr
    )
    assert (small / PDF).read_bytes() == before


def test_a_character_without_a_glyph_is_refused():
    from bookpress.printing import document, errors, finish

    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.pages[0].Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(
            F1=pdf.make_indirect(
                pikepdf.Dictionary(Type=pikepdf.Name.Font, BaseFont=pikepdf.Name("/AAAAAA+DejaVuSans"))
            )
        )
    )
    made = io.BytesIO()
    pdf.save(made)
    with pytest.raises(errors.ExportError, match="DejaVuSans"):
        finish.finished(made.getvalue(), "<p>No titles</p>", "t", document.settings())


def test_a_missing_font_is_named(monkeypatch):
    from bookpress.printing import errors, fonts

    monkeypatch.setattr(fonts, "find_spec", lambda name: None)
    with pytest.raises(errors.ExportError, match="Source Serif Pro Regular is missing"):
        fonts.files()


def test_a_full_disk_keeps_the_last_pdf(tmp_path, monkeypatch):
    from bookpress.printing import errors, pdf

    target = tmp_path / "book.pdf"
    target.write_bytes(b"last good")

    def full(*_):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(type(target), "write_bytes", full)
    with pytest.raises(errors.ExportError, match="No space left on device"):
        pdf.write(b"new", target)
    assert target.read_bytes() == b"last good" and [p.name for p in tmp_path.iterdir()] == ["book.pdf"]
