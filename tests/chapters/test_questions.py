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


@pytest.mark.parametrize("folder", ["history", "questions"])
def test_claims_stand_in_the_fold_at_the_foot_and_not_in_sentences(folder):
    treated = set(data.load("claims")["chapter"])
    for path in (paths.ROOT / "chapters" / folder).glob("*.ipynb"):
        cells = nbformat.read(path, as_version=4).cells
        text = "\n".join(c.source for c in cells if c.cell_type == "markdown")
        assert not re.search(r"\bclaim C\d|coded “", text), path.stem
        folds = sum(f'what_the_article_said("{path.stem}")' in c.source for c in cells)
        assert folds == (path.stem in treated), path.stem
