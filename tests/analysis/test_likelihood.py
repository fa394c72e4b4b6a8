"""The likelihood scale and its words in texts."""

import pytest

from coalition import data
from coalition.analysis import likelihood


@pytest.mark.parametrize(
    "text, codes",
    [
        ("very unlikely", ["very_unlikely"]),
        ("unlikely", ["unlikely"]),
        ("a roughly even chance", ["roughly_even"]),
        ("almost certainly", ["almost_certain"]),
        ("almost no chance", ["almost_no_chance"]),
        ("Very likely", ["very_likely"]),
        ("more likely", []),
        ("likelihood", []),
        ("most likely", []),
    ],
)
def test_the_longest_term_wins(text, codes):
    assert likelihood.terms_in(text) == codes


def test_the_scale_is_that_of_the_directive():
    assert [(t.low, t.high) for t in likelihood.scale()] == [
        (1, 5),
        (5, 20),
        (20, 45),
        (45, 55),
        (55, 80),
        (80, 95),
        (95, 99),
    ]
    with pytest.raises(KeyError, match="no likelihood 'certain'; there are almost_no_chance"):
        likelihood.term("certain")


def test_a_word_that_the_descriptor_gives_a_step_is_found_in_texts(package):
    path = package / "datapackage.json"
    renamed = path.read_text(encoding="utf-8").replace('"label": "Almost certain"', '"label": "Near certain"')
    path.write_text(renamed, encoding="utf-8")
    data.package.cache_clear()
    assert likelihood.terms_in("It is near certain, and almost certain.") == ["almost_certain"]


def test_a_step_of_the_scale_reads_with_its_range():
    assert likelihood.scale_words("unlikely") == "unlikely (20 to 45 per cent)"
