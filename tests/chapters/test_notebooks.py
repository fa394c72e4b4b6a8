"""Chapters as files: stripped, listed, and runnable where JupyterLab runs them."""

import re
from itertools import pairwise

import nbformat
import pytest
from nbclient import NotebookClient

from bookpress.chapters import contents, files
from coalition import data
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


TITLE = re.compile(r"\(([a-z-]+)\)=\n# (.+)\n\n\*(.+\?)\*\n\n(.*)")
"""Label, short name, question and the sentence on where we are, at the head of a chapter."""
ARGUMENT = [name for caption, part in contents() if caption.startswith("Part ") for name in part]


def markdown(name) -> list[str]:
    notebook = nbformat.read(ROOT / f"{name}.ipynb", as_version=4)
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def test_a_chapter_goes_by_one_short_name_and_asks_its_question_below():
    heads = {name: TITLE.match(markdown(name)[0]) for _, part in contents()[1:] for name in part}
    assert [name for name, head in heads.items() if not head] == []
    titles = {head[1]: head[2] for head in heads.values()}
    assert [title for title in titles.values() if len(title.split()) > 2] == []
    for table in ("claims", "judgements", "questions"):
        labels = data.labels_of(table, "chapter")
        assert labels == {code: titles[code] for code in labels}, table


def test_the_chapters_of_the_argument_lead_from_one_to_the_next():
    for name, following in pairwise(ARGUMENT):
        head = TITLE.match(markdown(name)[0])
        assert head[4] and not head[4].startswith("```"), f"{name} does not say where we are"
        label = TITLE.match(markdown(following)[0])[1]
        to = re.compile(rf"{{ref}}`(?:[^`<]+<)?{label}>?`")
        assert to.search("\n".join(markdown(name)[-2:])), f"{name} does not lead to {following}"


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
