"""Building: a failing chapter is named and the last good pages stay; changed data show, restored data are cached."""

import json

import nbformat
import pytest

from tests.conftest import run_coalition

SMALL_TOC = "format: jb-book\nroot: index\n"
LAST_GOOD = "the last good page"


@pytest.fixture
def small(project):
    """A project whose book is one page with one exhibit, so that a build takes seconds."""
    (project / "_toc.yml").write_text(SMALL_TOC)
    cells = [
        nbformat.v4.new_markdown_cell("# Small book\n\nThere are {glue:text}`n` components, see {numref}`tab-components`."),
        nbformat.v4.new_code_cell(
            "from coalition import data\nfrom coalition.exhibits import say, show\ntable = data.load('components')\nsay(n=len(table))\n"
            "show(table[['component', 'status', 'source_ids']], name='tab-components', caption='Components.', source_ids=data.source_ids(table))"
        ),
    ]
    write(project, cells)
    return project


def write(project, cells):
    for i, cell in enumerate(cells):
        cell["id"] = f"cell-{i}"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}}), project / "index.ipynb")


def break_second_cell(project):
    notebook = nbformat.read(project / "index.ipynb", as_version=4)
    notebook.cells[1]["source"] += "\nraise RuntimeError('the well is dry')"
    nbformat.write(notebook, project / "index.ipynb")


def test_a_chapter_that_raises_fails_every_time_and_keeps_the_last_good_pages(small):
    page = small / "_build" / "html" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(LAST_GOOD)
    break_second_cell(small)
    for _ in range(2):
        result = run_coalition(small, "book")
        assert result.returncode == 1
        assert "index.ipynb, cell 2: RuntimeError: the well is dry" in result.stderr
        assert page.read_text() == LAST_GOOD


def test_a_warning_of_the_page_build_fails_every_time(small):
    notebook = nbformat.read(small / "index.ipynb", as_version=4)
    notebook.cells[0]["source"] += "\n\nSee {ref}`nowhere`."
    nbformat.write(notebook, small / "index.ipynb")
    for _ in range(2):
        result = run_coalition(small, "book")
        assert result.returncode == 1
        assert "nowhere" in result.stderr
        assert not (small / "_build" / "html").exists()


def test_changed_data_reach_page_and_download_and_restored_data_run_nothing(small):
    html = small / "_build" / "html"
    csv = html / "_downloads" / "tab-components.csv"
    table = small / "data" / "components.csv"
    table.chmod(0o644)
    assert run_coalition(small, "book").returncode == 0
    before = (html / "index.html").read_text(), csv.read_text()
    original = table.read_text(encoding="utf-8")
    table.write_text(original.replace("Military hubs and protected depots", "Hubs & <depots>"), encoding="utf-8")
    changed = run_coalition(small, "book")
    assert "index.ipynb: done" in changed.stderr
    assert "Hubs &amp; &lt;depots&gt;" in (html / "index.html").read_text()
    assert "Hubs & <depots>" in csv.read_text()
    table.write_text(original, encoding="utf-8")
    restored = run_coalition(small, "book")
    assert "index.ipynb: cached" in restored.stderr
    assert ((html / "index.html").read_text(), csv.read_text()) == before


def test_an_exhibit_name_that_stands_twice_is_refused(small):
    (small / "_toc.yml").write_text(SMALL_TOC + "chapters:\n- file: again\n")
    notebook = json.loads((small / "index.ipynb").read_text())
    (small / "again.ipynb").write_text(json.dumps(notebook))
    result = run_coalition(small, "book")
    assert result.returncode == 1
    assert "tab-components" in result.stderr
