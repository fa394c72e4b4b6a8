"""The ecosystem's own commands on the report itself: how each ends, and what it makes."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

import nbformat
import pytest

from bookpress.chapters import files
from bookpress.engine.publishing import contents
from campaigns.conftest import copy_of_the_project
from tests.conftest import ROOT

CHAPTER = "chapters/proposal/force.ipynb"
PROGRAMS = {
    "jupyter-book": "from jupyter_book.cli.main import main; main()",
    "sphinx-build": "import sys; from sphinx.cmd.build import main; sys.exit(main())",
    "nbconvert": "from nbconvert.nbconvertapp import main; main()",
    "execute": "from nbclient.cli import main; main()",
    "papermill": "from papermill.cli import papermill; papermill()",
    "jupytext": "import sys; from jupytext.cli import jupytext; sys.exit(jupytext())",
}


def command(root, program, *arguments):
    """Run a program of this environment in a copy of the project."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("BOOKPRESS_")}
    return subprocess.run(
        [sys.executable, "-c", PROGRAMS[program], *arguments],
        cwd=root,
        env=env | {"PYTHONPATH": str(root), "JUPYTER_CONFIG_PATH": str(ROOT / "bookpress")},
        capture_output=True,
        text=True,
        timeout=1800,
        check=False,
    )


def done(root, program, *arguments):
    result = command(root, program, *arguments)
    assert result.returncode == 0, result.stdout[-3000:] + result.stderr[-3000:]
    return result.stdout + result.stderr


def html(root):
    return contents(root / "_build" / "html")


def different(one, another):
    return {path for path in {**one, **another} if one.get(path) != another.get(path)}


@pytest.fixture(scope="module")
def by_jupyter_book(tmp_path_factory):
    """A fresh copy of the project, built by ``jupyter-book build .`` alone."""
    root = copy_of_the_project(tmp_path_factory.mktemp("by-jupyter-book") / "project")
    done(root, "jupyter-book", "build", ".")
    return root


def test_jupyter_book_makes_the_pages_pictures_and_downloads_of_make_book(book_copy, by_jupyter_book):
    ours, theirs = html(book_copy), html(by_jupyter_book)
    for folder in ("chapters/", "_figures/", "_downloads/", "_notebooks/"):
        assert sum(path.startswith(folder) for path in ours) > 20, folder
    assert different(ours, theirs) == set()


def test_all_clean_and_sphinx_build_give_the_same_and_run_no_chapter(by_jupyter_book):
    before = html(by_jupyter_book)
    for commands in (
        [("jupyter-book", "build", ".", "--all")],
        [("jupyter-book", "clean", "."), ("jupyter-book", "build", ".")],
        [("jupyter-book", "config", "sphinx", "."), ("sphinx-build", "-b", "html", ".", "_build/html")],
    ):
        said = "".join(done(by_jupyter_book, *each) for each in commands)
        assert ".ipynb: done" not in said
        assert different(before, html(by_jupyter_book)) == set(), commands
    (by_jupyter_book / "conf.py").unlink()


def test_the_other_builders(by_jupyter_book):
    before = html(by_jupyter_book)
    done(by_jupyter_book, "jupyter-book", "build", ".", "--builder", "pdfhtml")
    assert (by_jupyter_book / "_build/pdf/after-the-ceasefire.pdf").read_bytes().startswith(b"%PDF")
    done(by_jupyter_book, "jupyter-book", "build", ".", "--builder", "singlehtml")
    single = (by_jupyter_book / "_build" / "singlehtml" / "index.html").read_text(encoding="utf-8")
    assert "fig-map" in single and "{glue" not in single and "cdn.jsdelivr" not in single
    result = command(by_jupyter_book, "jupyter-book", "build", ".", "--builder", "latex")
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert different(before, html(by_jupyter_book)) == set()


@pytest.mark.parametrize(("form", "suffix"), [("notebook", ".ipynb"), ("html", ".html"), ("markdown", ".md")])
def test_nbconvert_runs_a_chapter_and_fills_in_its_numbers(by_jupyter_book, tmp_path, form, suffix):
    done(by_jupyter_book, "nbconvert", "--execute", "--to", form, "--output-dir", str(tmp_path), CHAPTER)
    text = (tmp_path / f"force{suffix}").read_text(encoding="utf-8")
    assert "{glue" not in text and "fig-" in text
    assert "image/svg+xml" in text or "<svg" in text or list(tmp_path.rglob("*.svg"))


def test_a_notebook_has_its_pictures_and_markdown_leads_to_them(by_jupyter_book, tmp_path):
    for form in ("notebook", "markdown"):
        done(by_jupyter_book, "nbconvert", "--execute", "--to", form, "--output-dir", str(tmp_path), CHAPTER)
    outputs = [
        o for c in nbformat.read(tmp_path / "force.ipynb", as_version=4).cells for o in c.get("outputs", [])
    ]
    kinds = {kind for o in outputs for kind in o.get("data", {})}
    assert {"application/vnd.plotly.v1+json", "image/png", "image/svg+xml"} <= kinds
    assert re.search(r"!\[[^]]*\]\([^)]*\.svg\)", (tmp_path / "force.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("form", ["pdf", "webpdf"])
def test_nbconvert_to_paper_works_or_says_what_it_lacks(by_jupyter_book, tmp_path, form):
    result = command(by_jupyter_book, "nbconvert", "--to", form, "--output-dir", str(tmp_path), CHAPTER)
    made = list(tmp_path.glob("*.pdf"))
    assert (result.returncode == 0) == bool(made)
    assert made or any(
        w in result.stderr for w in ("Pandoc", "pandoc", "xelatex", "Playwright", "playwright")
    )


def test_every_chapter_runs_from_top_to_bottom_as_jupyterlab_and_vs_code_run_it(by_jupyter_book):
    chapters = [p.relative_to(ROOT).as_posix() for p in files() if p.suffix == ".ipynb"]
    done(by_jupyter_book, "execute", *chapters)


def test_papermill_gives_a_chapter_its_parameters(by_jupyter_book, tmp_path):
    out = tmp_path / "force.ipynb"
    done(by_jupyter_book, "papermill", CHAPTER, str(out), "-p", "year", "2030")
    notebook = nbformat.read(out, as_version=4)
    given = next(c for c in notebook.cells if "injected-parameters" in c.metadata.get("tags", []))
    assert "year = 2030" in given.source
    assert all(c.execution_count for c in notebook.cells if c.cell_type == "code" and c.source)


def test_a_pair_of_jupytext_leaves_the_book_as_it_is(by_jupyter_book):
    before, path = html(by_jupyter_book), by_jupyter_book / CHAPTER
    original = path.read_bytes()
    done(by_jupyter_book, "jupytext", "--to", "py:percent", CHAPTER)
    done(by_jupyter_book, "jupytext", "--to", "md:myst", CHAPTER)
    try:
        assert "# %%" in path.with_suffix(".py").read_text(encoding="utf-8")
        assert path.read_bytes() == original
        done(by_jupyter_book, "jupyter-book", "build", ".")
        assert different(before, html(by_jupyter_book)) == set()
    finally:
        path.with_suffix(".py").unlink()
        path.with_suffix(".md").unlink()


def test_make_lab_serves_the_chapters_also_for_root():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"LAB=--no-browser --port {port} --IdentityProvider.token=known"
    lab = subprocess.Popen(["make", "lab", options], cwd=ROOT, start_new_session=True)
    try:
        end = time.monotonic() + 300
        while True:
            assert lab.poll() is None and time.monotonic() < end
            try:
                address = f"http://127.0.0.1:{port}/api/contents/{CHAPTER}?content=0&token=known"
                assert json.load(urlopen(address))["type"] == "notebook"
                break
            except URLError:
                time.sleep(0.5)
    finally:
        os.killpg(lab.pid, signal.SIGTERM)
        lab.wait(timeout=60)


def test_linkcheck_looks_at_the_addresses_of_the_sources_or_says_that_it_cannot(by_jupyter_book):
    result = command(by_jupyter_book, "jupyter-book", "build", ".", "--builder", "linkcheck")
    report = by_jupyter_book / "_build" / "linkcheck" / "output.json"
    if report.is_file() and report.stat().st_size:
        assert len(report.read_text(encoding="utf-8").splitlines()) > 900
    else:
        assert result.returncode == 1 and "Traceback" not in result.stderr
        assert "only where there is a network" in result.stderr
    shutil.rmtree(report.parent, ignore_errors=True)
