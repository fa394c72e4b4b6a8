"""Turns of phrase with numbers and names in them."""

import pytest

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


def test_countries_stand_by_name_and_with_their_article():
    assert phrases.articled(["United Kingdom", "France"]) == ["France", "the United Kingdom"]
    assert phrases.articled([], "none") == ["none"]
