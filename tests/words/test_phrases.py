"""Turns of phrase with numbers and names in them."""

import pytest

from coalition import data
from coalition.words import phrases


@pytest.mark.parametrize(
    ("number", "written"), [(0, "none was"), (1, "one was"), (3, "three were"), (12, "12 were")]
)
def test_a_number_agrees_with_its_verb(number, written):
    assert phrases.were(number) == written


@pytest.mark.parametrize(
    ("number", "total", "written"),
    [(5, 5, "all five"), (0, 5, "none of five"), (4, 12, "four of 12"), (16, 20, "16 of 20")],
)
def test_a_part_of_a_whole(number, total, written):
    assert phrases.of_all(number, total) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [(0, "No report puts"), (1, "One report puts"), (35, "Thirty-five reports put")],
)
def test_a_counted_subject_opens_a_sentence(number, written):
    assert phrases.subject(number, "report puts", "reports put") == written


def test_the_fold_gives_each_claim_of_a_chapter_with_its_verdict():
    claims = data.load("claims")
    fold = phrases.what_the_article_said("force")
    here = claims[claims["chapter"] == "force"]
    terms = {fact.term: "".join(map(str, fact.parts[0].runs)) for fact in fold.parts[1].items}
    assert list(terms) == [f"“{claim}”" for claim in here["claim"]]
    labels = data.labels_of("claims", "verdict")
    for row in here.itertuples():
        assert terms[f"“{row.claim}”"].startswith(f"{labels[row.verdict]}, {row.confidence} confidence. ")
    with pytest.raises(KeyError, match="no claim is treated in 'nowhere'"):
        phrases.what_the_article_said("nowhere")


def test_countries_stand_by_name_and_with_their_article():
    assert phrases.articled(["United Kingdom", "France"]) == ["France", "the United Kingdom"]
    assert phrases.articled([], "none") == ["none"]
