"""Words of the search: the same from the text of a page and from a query, marks and signs between digits
aside.
"""

import json
import subprocess

import pytest
from playwright._impl._driver import compute_driver_executable

from bookpress.site.search_words import SPLITTER, words
from bookpress.upstream import sphinx

QUERIES = (
    "64,000",
    "64000",
    "2025-03-10",
    "26",
    "1.5",
    "F-16",
    "Türkiye",
    "Løkke",
    "Gdańsk",
    "straße",
    "Article 5",
    "well-kept word",
    "C04",
)


@pytest.fixture(scope="module")
def asked():
    """What the page's script makes of each query."""
    script = f"{SPLITTER}\nconsole.log(JSON.stringify({json.dumps(QUERIES)}.map(q => splitQuery(q))))"
    node = compute_driver_executable()[0]
    made = subprocess.run([node, "-e", script], capture_output=True, text=True, check=True)
    return dict(zip(QUERIES, json.loads(made.stdout), strict=True))


@pytest.mark.parametrize("query", QUERIES)
def test_each_word_of_a_query_is_a_word_of_the_same_text(asked, query):
    assert asked[query] and set(asked[query]) <= set(words(f"In {query}, it says."))


def test_numbers_and_days_stay_whole_and_are_found_by_their_parts_that_readers_type():
    assert words("64,000 on 2025-03-10, F-16s") == [
        "64,000",
        "64000",
        "on",
        "2025-03-10",
        "2025",
        "F-16",
        "s",
    ]
    assert words("in 2025, 26 states") == ["in", "2025", "26", "states"]
    assert words("Türkiye, Løkke, Gdańsk") == ["Turkiye", "Lokke", "Gdansk"]


def test_the_script_asks_for_digits_and_says_how_much_was_found():
    script = sphinx.search_script()
    assert r"queryTerm.match(/^\d+$/)" not in script
    assert script.count("foldMarks(") == 2 and 'setAttribute("role", "status")' in script
