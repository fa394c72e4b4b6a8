"""Faults of the files a book is made of: one line each, with file and place."""

import json

import pytest

from bookpress import inputs

TOC = "format: jb-book\nroot: index\nchapters:\n- file: chapters/a\n"
CONFIG = "title: A book\nbibtex_bibfiles: [references.bib]\n"
BIB = "@book{one,\n title = {One},\n author = {A. Nobody},\n year = 2020,\n}\n"
NOTEBOOK = json.dumps(
    {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        "cells": [
            {"cell_type": "markdown", "source": ["# A\n"], "metadata": {}, "id": "a"},
            {"cell_type": "code", "source": "1", "metadata": {}, "id": "b", "outputs": []},
        ],
    },
    indent=1,
)


@pytest.fixture
def root(tmp_path):
    """A small sound book."""
    (tmp_path / "chapters").mkdir()
    for name, text in {
        "_toc.yml": TOC,
        "_config.yml": CONFIG,
        "references.bib": BIB,
        "index.md": "# Index\n",
        "chapters/a.ipynb": NOTEBOOK,
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_sound_book_is_silent(root):
    assert inputs.faults(root) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("_toc.yml", TOC.encode() + b"  - bad: [\n", "_toc.yml:5: not readable as YAML"),
        ("_toc.yml", b"", "_toc.yml: the file is empty"),
        ("_toc.yml", b"- a list\n", "_toc.yml: must be keys with values"),
        ("_toc.yml", b"chapters: []\n", "_toc.yml: root must name the first page"),
        ("_toc.yml", b"root: index\nchapters: a\n", "_toc.yml: parts and chapters must be lists"),
        ("_toc.yml", TOC.encode() + b"- file: chapters/b\n", "_toc.yml:5: there is no chapter chapters/b"),
        ("_toc.yml", TOC.encode() + b"- file: chapters/a\n", "_toc.yml:5: chapters/a stands twice"),
        ("_toc.yml", b"\xef\xbb\xbf" + TOC.encode(), "_toc.yml: the file begins with a byte order mark"),
        ("_config.yml", CONFIG.encode() + b"title: Another\n", "_config.yml:3: not readable as YAML (title "),
        ("_config.yml", b"a: b: c\n", "_config.yml:1: not readable as YAML"),
        ("references.bib", BIB.encode() + b"@book{two,\n title = One two\n}\n", "references.bib:7: not read"),
        ("references.bib", 2 * BIB.encode(), "references.bib:6: repeated bibliography entry: one"),
        ("references.bib", b"<<<<<<< HEAD\n", "references.bib:1: the line marks a conflict"),
        ("chapters/a.ipynb", NOTEBOOK.encode()[:-40], "chapters/a.ipynb:"),
        ("chapters/a.ipynb", b"{}", "chapters/a.ipynb: no notebook of format 4"),
        ("chapters/a.ipynb", NOTEBOOK.encode("utf-16"), "chapters/a.ipynb: the file is in UTF-16"),
        (
            "chapters/a.ipynb",
            NOTEBOOK.replace('"code"', '"kode"').encode(),
            "chapters/a.ipynb cell 2: cell_type must be",
        ),
        (
            "chapters/a.ipynb",
            NOTEBOOK.replace('"python3"', '"conda-env"').encode(),
            "chapters/a.ipynb: asks for the kernel 'conda-env'",
        ),
        ("_toc.yml", TOC.encode() + b"? [a, b]\n: c\n", "_toc.yml:5: not readable as YAML (a key is no text"),
        ("_toc.yml", TOC.replace("- file", "- glob").encode(), "_toc.yml: glob is not read"),
        ("_toc.yml", TOC.replace("- file", "- fiel").encode(), "_toc.yml: entry does not contain one of"),
        ("_config.yml", b"author: One\n", "_config.yml: title is required"),
        ("_config.yml", CONFIG.encode() + b"sphinx: []\n", "_config.yml: sphinx: [] is not of type 'object'"),
        (
            "_config.yml",
            CONFIG.encode() + b"html:\n  baseurl: javascript:alert(1)\n",
            "_config.yml: html.baseurl: javascript:alert(1) is no web address",
        ),
        ("references.bib", BIB.replace("2020", "{2O20}").encode(), "references.bib:1: one: year 2O20 is not"),
        (
            "references.bib",
            BIB.replace(" title =", " note =").encode(),
            "references.bib:1: one: has no title",
        ),
        (
            "references.bib",
            BIB.replace("A. Nobody", "A, B, C, D").encode(),
            "references.bib: Too many commas",
        ),
        (
            "references.bib",
            BIB.replace("One}", "O\u200bne}").encode(),
            "references.bib:2: ' title = {O\\u200bne",
        ),
        (
            "references.bib",
            BIB.replace(" year", " url = {www.x.org},\n year").encode(),
            "references.bib:1: one: url www.x.org is no web address",
        ),
        (
            "chapters/a.ipynb",
            NOTEBOOK.replace('"1"', '"x = = 1"').encode(),
            "chapters/a.ipynb cell 2: line 1",
        ),
        (
            "chapters/a.ipynb",
            NOTEBOOK.replace("# A", "caf\u00c3\u00a9").encode(),
            "chapters/a.ipynb cell 1: line",
        ),
        (
            "chapters/a.ipynb",
            NOTEBOOK.replace("# A\\n", "<<<<<<< a\\n").encode(),
            "chapters/a.ipynb cell 1: line",
        ),
        (
            "chapters/a.ipynb",
            NOTEBOOK.replace('"b"', '"a"').encode(),
            "chapters/a.ipynb: the cell id 'a' stands",
        ),
        (
            "chapters/a.ipynb",
            NOTEBOOK.replace('"b"', '"b c"').encode(),
            "chapters/a.ipynb: each cell needs an id",
        ),
        (
            "chapters/a.ipynb",
            json.dumps(json.loads(NOTEBOOK) | {"metadata": {"kernelspec": None}}).encode(),
            "chapters/a.ipynb: metadata and its kernelspec must be objects",
        ),
        (
            "chapters/a.ipynb",
            NOTEBOOK.replace(
                '"metadata": {},\n   "id": "b"', '"metadata": {"tags": ["hide_inptu"]}, "id": "b"'
            ).encode(),
            "chapters/a.ipynb cell 2: the tag 'hide_inptu' does nothing; write hide-input",
        ),
        (
            "chapters/a.ipynb",
            NOTEBOOK.replace('"metadata": {\n  "k', '"metadata": {\n  "mystnb": {},\n  "k').encode(),
            "chapters/a.ipynb: metadata mystnb would make",
        ),
    ],
)
def test_a_fault_is_one_line_with_its_place(root, name, content, said):
    (root / name).write_bytes(content)
    (found,) = inputs.faults(root)
    assert found.startswith(said), found
