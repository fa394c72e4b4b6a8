"""``jupyter nbconvert`` gives one chapter as PDF or as a page of its own, with the numbers and figures of the
book.
"""

import os
import subprocess
import sys

import nbformat
import pypdfium2
import pytest
from bs4 import BeautifulSoup


def convert(root, out, form, *options, name="index.ipynb"):
    command = [sys.executable, "-m", "nbconvert", "--to", form, "--output-dir", str(out), *options, name]
    return subprocess.run(
        command,
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture(scope="module")
def page(small, tmp_path_factory):
    out = tmp_path_factory.mktemp("page")
    result = convert(small, out, "bookpress-html")
    assert result.returncode == 0, result.stderr
    return (out / "index.html").read_text(encoding="utf-8")


def test_the_page_shows_numbers_figures_and_tables_and_no_code(page):
    soup = BeautifulSoup(page, "html.parser")
    text = " ".join(soup.get_text().split())
    assert "There are 20 components, see Table 1 and Figure 1" in text
    assert not [words for words in ("{glue", "numref", "import data", "page 000") if words in text]
    assert (
        soup.select_one("figure.exhibit svg[role=img]")["aria-label"] == "The second bar is twice the first."
    )
    assert "Türkiye" in soup.select_one("figure.exhibit svg").get_text()
    assert len(soup.select("table")) == 2


def test_the_page_needs_nothing_but_itself(page):
    soup = BeautifulSoup(page, "html.parser")
    assert not soup.select("script, link, img, iframe")
    assert "url(" not in page.replace("url(#", "") and "@import" not in page and "file:" not in page
    here = {e["id"] for e in soup.select("[id]")}
    assert all(
        a["href"].startswith(("https://", "http://")) or a["href"][1:] in here for a in soup.select("a[href]")
    )


def test_the_page_fits_a_phone(page, tmp_path, chromium):
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    tab = chromium.new_page(viewport={"width": 390, "height": 800})
    tab.goto((tmp_path / "page.html").as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    tab.close()


def test_the_pdf_has_the_chapter_the_data_behind_its_figure_and_code_if_asked_for(small, tmp_path):
    result = convert(small, tmp_path, "bookpress-pdf", "--PDFExporter.show_code=True")
    assert result.returncode == 0, result.stderr
    text = "".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(tmp_path / "index.pdf"))
    assert (
        "Small book" in text
        and "Figure 1 Two bars." in text
        and "Data behind the figures" in text
        and "import data" in text
    )


def test_a_notebook_that_is_no_chapter_is_refused(small, tmp_path):
    nbformat.write(nbformat.v4.new_notebook(), tmp_path / "other.ipynb")
    result = convert(small, tmp_path, "bookpress-html", name=str(tmp_path / "other.ipynb"))
    assert result.returncode != 0
    assert "The book has index.ipynb" in result.stderr


def test_the_executed_notebook_is_a_download_of_its_page(small):
    link = BeautifulSoup(
        (small / "_build" / "html" / "index.html").read_text(encoding="utf-8"), "html.parser"
    ).select_one(".page-notebook a")
    notebook = nbformat.read(small / "_build" / "html" / link["href"], as_version=4)
    code = [c for c in notebook.cells if c.cell_type == "code"]
    assert code and all(c.outputs and c.execution_count for c in code)
