"""The README has the answer of the first page with this edition's values, and the first picture there."""

import re
from xml.etree import ElementTree

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement

from bookpress.errors import PressError
from coalition.analysis import hero
from coalition.reference import readme, results
from coalition.words import hero as told
from tests.conftest import ROOT

README = readme.README.read_text(encoding="utf-8")


def test_the_answer_is_that_of_the_first_page_with_the_accepted_values():
    text = readme.answer(results.read()["index"])
    assert not re.search(r"[{}`]", text) and len(text) > 100
    assert readme.renewed(README, text) == README, "make accept writes the answer into README.md"


def test_the_picture_shows_the_steps_as_they_are_counted_now():
    drawn = ElementTree.parse(readme.PICTURE)
    texts = [" ".join("".join(e.itertext()).split()) for e in drawn.iter("{http://www.w3.org/2000/svg}text")]
    labels = told.steps()
    counted = {f"{row.number} {labels[row.step]}" for row in hero.funnel().itertuples()}
    assert counted <= set(texts), "make accept copies the picture"
    assert f"]({readme.PICTURE.relative_to(ROOT)})" in README


def test_an_answer_takes_its_values_and_a_readme_without_place_is_refused(tmp_path):
    page = tmp_path / "index.ipynb"
    cell = "```{admonition} In short\\n:class: tip\\n{glue:text}`n` say so, see {ref}`law <law>`.\\n```"
    page.write_text(f'{{"cells": [{{"cell_type": "markdown", "source": ["{cell}"]}}]}}', encoding="utf-8")
    assert readme.answer({"n": "Five"}, page) == "Five say so, see law."
    with pytest.raises(PressError, match="no place for the answer"):
        readme.renewed("# Book", "Five say so.")
    page.write_text('{"cells": []}', encoding="utf-8")
    with pytest.raises(PressError, match="no answer"):
        readme.answer({}, page)


def packages(name):
    """The packages of a lock on Linux with the newest Python."""
    there = default_environment() | {"python_version": "3.13", "python_full_version": "3.13.1"}
    there |= {"sys_platform": "linux", "os_name": "posix"}
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    asked = [Requirement(line.split(" \\")[0]) for line in lines if re.match(r"[\w.-]+(\[.*\])?==", line)]
    return {r.name for r in asked if not r.marker or r.marker.evaluate(there)}


def test_the_sizes_of_the_environment_are_those_of_the_locks():
    book = packages("requirements.txt")
    said = re.search(
        r"is about (\d+) packages.*`make lab` adds about (\d+).*`make test` another (\d+)", README
    )
    counts = [len(book), *(len(packages(f"requirements-{g}.txt") - book) for g in ("lab", "test"))]
    assert [int(number) for number in said.groups()] == [round(n, -1) for n in counts]
