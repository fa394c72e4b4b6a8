"""Chapters as files: stripped, listed, and runnable where JupyterLab runs them."""

import nbformat
import pytest
from nbclient import NotebookClient

from bookpress.chapters import files
from coalition.paths import ROOT

CHAPTERS = files()
NOTEBOOKS = [p for p in CHAPTERS if p.suffix == ".ipynb"]


def name(path):
    return path.relative_to(ROOT).as_posix()


def test_every_chapter_file_is_in_the_table_of_contents():
    files = {
        p
        for p in (ROOT / "chapters").rglob("*")
        if p.suffix in (".ipynb", ".md") and ".ipynb_checkpoints" not in p.parts
    }
    assert files == set(CHAPTERS) - {ROOT / "index.ipynb"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_notebooks_are_valid_and_stripped(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name)
def test_cells_are_short(path):
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            assert len(cell.source.splitlines()) <= 45, cell.id
            assert not any(
                line.lstrip().startswith(("for ", "while ", "if ", "def "))
                for line in cell.source.splitlines()
            ), cell.id


@pytest.mark.slow
@pytest.mark.parametrize("path", {path.parent: path for path in NOTEBOOKS}.values(), ids=name)
def test_a_notebook_of_each_folder_runs_alone_in_it(path, monkeypatch):
    monkeypatch.delenv("PYTHONPATH", raising=False)
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    mimes = {m for c in notebook.cells if c.cell_type == "code" for o in c.outputs for m in o.get("data", {})}
    only_numbers = (
        path.stem == "accessibility"
    )  # a statement in prose: its numbers are said, nothing is shown
    assert mimes & {"application/vnd.plotly.v1+json", "text/html"} or (only_numbers and mimes)
