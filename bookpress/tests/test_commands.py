"""The ecosystem's own commands: each does what its users expect, or says in a line what to use instead."""

import functools
import re
import shutil
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import nbformat
import pytest

from bookpress.engine.publishing import contents
from bookpress.tests.conftest import command, done

pytestmark = pytest.mark.slow


def html(folder):
    return contents(folder / "_build" / "html")


def last_line(result):
    return (result.stdout + result.stderr).strip().splitlines()[-1]


def ran(said):
    return set(re.findall(r"(\w+)\.ipynb: done", said))


def test_jupyter_book_makes_the_same_book_from_a_fresh_copy(built, copied):
    assert ran(done(copied, "jupyter-book", "build", ".")) == {"index", "statistics", "pictures"}
    assert html(copied) == html(built)


@pytest.mark.thorough
def test_jupyter_book_after_the_press_changes_nothing(built):
    before = html(built)
    assert "nothing changed" in done(built, "jupyter-book", "build", ".")
    said = done(built, "jupyter-book", "build", "--all", ".")
    assert ran(said) == set() and re.search(r"(\d+) of \1 pages to read", said)
    assert html(built) == before


def test_clean_spares_the_runs_and_all_does_not(built, tmp_path):
    before = html(built)
    kept = shutil.copytree(built / "_build", tmp_path / "kept")
    done(built, "jupyter-book", "clean", ".")
    assert not (built / "_build" / "html").exists()
    assert ran(done(built, "jupyter-book", "build", ".")) == set()
    assert html(built) == before
    done(built, "jupyter-book", "clean", "--all", ".")
    assert not (built / "_build").exists()
    shutil.copytree(kept, built / "_build")


def test_sphinx_build_makes_the_same_book(built):
    before = html(built)
    done(built, "jupyter-book", "config", "sphinx", ".")
    done(built, "sphinx-build", "-b", "html", ".", "_build/html")
    (built / "conf.py").unlink()
    assert html(built) == before


@pytest.mark.thorough
def test_another_folder_is_filled_and_what_else_is_in_it_stays(built, tmp_path):
    (tmp_path / "_build" / "html").mkdir(parents=True)
    (tmp_path / "_build" / "html" / "CNAME").write_text("example.org")
    done(built, "jupyter-book", "build", ".", "--path-output", str(tmp_path))
    assert contents(tmp_path / "_build" / "html").items() >= html(built).items()
    assert (tmp_path / "_build" / "html" / "CNAME").read_text() == "example.org"


@pytest.mark.thorough
def test_pdfhtml_prints_the_book_and_leaves_the_pages(built):
    before = html(built)
    done(built, "jupyter-book", "build", ".", "--builder", "pdfhtml")
    assert (built / "_build" / "pdf" / "quartet.pdf").read_bytes().startswith(b"%PDF")
    assert html(built) == before


@pytest.mark.thorough
def test_singlehtml_has_every_row_and_every_figure(built):
    done(built, "jupyter-book", "build", ".", "--builder", "singlehtml")
    page = (built / "_build" / "singlehtml" / "index.html").read_text(encoding="utf-8")
    assert "fig-sets" in page and "0.82" in page and "12.50" in page
    assert re.findall(r'<(?:script|link|img)[^>]* (?:src|href)="https?:', page) == []


def test_tex_says_in_a_line_what_to_use_instead(built):
    result = command(built, "jupyter-book", "build", ".", "--builder", "latex")
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert last_line(result) == (
        "This book is not set by TeX: jupyter-book build . --builder pdfhtml prints it."
    )


def test_a_single_page_is_built_with_its_book(built):
    result = command(built, "jupyter-book", "build", "pictures.ipynb")
    assert result.returncode == 1 and last_line(result).startswith("A page is built with its book: ")


def test_a_chapter_that_fails_ends_the_command_with_its_place_and_no_traceback(copied):
    notebook = nbformat.read(copied / "pictures.ipynb", as_version=4)
    notebook.cells[1].source = "raise RuntimeError('the well is dry')"
    nbformat.write(notebook, copied / "pictures.ipynb")
    result = command(copied, "jupyter-book", "build", ".")
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert "pictures.ipynb, cell 2: RuntimeError: the well is dry" in result.stderr


@pytest.fixture
def host(tmp_path):
    """A web server with one page, and its address."""
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "there.html").write_text("here I am")
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(tmp_path / "web"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def lead_to(folder, *addresses):
    notebook = nbformat.read(folder / "index.ipynb", as_version=4)
    links = ", ".join(f"blocks.Link({a!r})" for a in addresses)
    notebook.cells[1].source = (
        "import pandas as pd\nfrom bookpress import blocks\n"
        f"blocks.show(blocks.table(pd.DataFrame({{'Where': [{links}]}})))"
    )
    nbformat.write(notebook, folder / "index.ipynb")


@pytest.mark.thorough
def test_every_link_of_a_table_is_checked_and_the_pages_stay(copied, host):
    lead_to(copied, f"{host}/there.html")
    done(copied, "jupyter-book", "build", ".", "--builder", "linkcheck")
    lead_to(copied, f"{host}/there.html", f"{host}/nowhere.html")
    result = command(copied, "jupyter-book", "build", ".", "--builder", "linkcheck")
    assert result.returncode != 0
    report = (copied / "_build" / "linkcheck" / "output.txt").read_text(encoding="utf-8")
    assert "nowhere.html" in report and "there.html" not in report.replace("nowhere.html", "")
    assert not list((copied / "_build" / "html").glob("output.*"))


@pytest.mark.thorough
def test_without_a_network_it_is_said_in_a_line_that_no_link_was_checked(copied):
    lead_to(copied, "https://host.invalid/")
    result = command(copied, "jupyter-book", "build", ".", "--builder", "linkcheck")
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert last_line(result).startswith("Links can be checked only where there is a network")


@pytest.mark.thorough
def test_a_paired_text_of_a_notebook_is_no_page(copied):
    for suffix in (".md", ".py"):
        (copied / f"pictures{suffix}").write_text("# # Another text\n")
    done(copied, "bookpress", "book", "--without-pictures")
    assert "Another text" not in (copied / "_build" / "html" / "pictures.html").read_text(encoding="utf-8")


def test_without_a_browser_the_book_is_built_and_says_what_it_left_out(copied, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    said = done(copied, "bookpress", "book")
    assert "left out: the pictures of the figures" in said and "make browser" in said
    assert not list((copied / "_build" / "html").glob("_figures/*.svg"))
    assert "A cloud around a line" in (copied / "_build" / "html" / "pictures.html").read_text("utf-8")
    result = command(copied, "bookpress", "pdf")
    assert result.returncode == 1 and last_line(result).startswith("No PDF without a browser. ")


def test_nbconvert_leaves_the_prose_of_a_notebook_that_it_runs_in_place(copied):
    before = nbformat.read(copied / "statistics.ipynb", as_version=4)
    done(copied, "nbconvert", "--execute", "--inplace", "--to", "notebook", "statistics.ipynb")
    after = nbformat.read(copied / "statistics.ipynb", as_version=4)
    assert [c.source for c in after.cells] == [c.source for c in before.cells]
    assert after.cells[1].outputs


def test_nbconvert_shows_pictures_and_numbers(built, tmp_path):
    chapters = ("pictures.ipynb", "statistics.ipynb")
    done(built, "nbconvert", "--execute", "--to", "html", "--output-dir", str(tmp_path), *chapters)
    prose = (tmp_path / "statistics.html").read_text(encoding="utf-8")
    assert "All four sets have a mean of about 7.5" in prose and "{glue" not in prose and "0.816" in prose
    shown = (tmp_path / "pictures.html").read_text(encoding="utf-8")
    assert "<svg" in shown or "image/svg+xml" in shown
