"""What the chapters on open questions may say, and which claims they answer."""

import re

import nbformat
import pytest

from coalition import data, paths


def prose(chapter: str) -> str:
    cells = nbformat.read(paths.ROOT / "chapters" / "questions" / f"{chapter}.ipynb", as_version=4).cells
    return "\n\n".join(c.source for c in cells if c.cell_type == "markdown")


def test_what_the_polls_do_not_allow_is_not_said():
    text = prose("consent")
    assert not re.search(r"Századvég|Szazadveg|\bTuru\b|\bINSA\b", text)
    assert not re.search(
        r"\b(on average|average support|mean support|Europeans (want|oppose|support))\b", text
    )
    assert not re.search(
        r"\b(support|opposition) (is|was|has been|keeps) (rising|falling|growing|shrinking)\b", text
    )
    assert "not the effect of wording alone" in text


@pytest.mark.parametrize(("chapter", "ids"), [("consent", ("C17", "C43")), ("law", ("C44",))])
def test_the_claims_a_chapter_answers_are_cited(chapter, ids):
    assert all(f"claim {i}" in prose(chapter) for i in ids)
    assert set(data.rows("claims", ids)["chapter"]) == {chapter}
