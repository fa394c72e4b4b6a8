"""The chapters of any table of contents that Jupyter Book reads, in reading order."""

import pytest

from bookpress import chapters

BOOK = """
format: jb-book
root: index
parts:
- caption: One
  chapters:
  - file: a
    sections:
    - file: deep/b
    - url: https://example.org
  - file: c.md
- caption: Two
  chapters:
  - file: d
"""
ARTICLE = """
format: jb-article
root: index
sections:
- file: a
- file: c
  sections:
  - file: deep/b
"""


@pytest.mark.parametrize(
    ("toc", "parts"),
    [
        (BOOK, [("", ["index"]), ("One", ["a", "deep/b", "c"]), ("Two", ["d"])]),
        (ARTICLE, [("", ["index", "a", "c", "deep/b"])]),
    ],
)
def test_parts_chapters_and_sections(tmp_path, toc, parts):
    (tmp_path / "_toc.yml").write_text(toc)
    assert chapters.contents(tmp_path) == parts


def test_a_notebook_comes_before_a_text_of_the_same_name(tmp_path):
    (tmp_path / "_toc.yml").write_text("root: index\nchapters:\n- file: a\n")
    for name in ("index.md", "a.md", "a.ipynb"):
        (tmp_path / name).touch()
    assert [p.name for p in chapters.files(tmp_path)] == ["index.md", "a.ipynb"]
