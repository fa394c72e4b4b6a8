"""What a reader who searches is led to first, by the page's own scripts on the built index."""

import json
import re
import subprocess

import pytest
from playwright._impl._driver import compute_driver_executable

from tests.markup import soup

SCRIPTS = (
    "_static/searchtools.js",
    "_static/language_data.js",
    "searchpassages.js",
    "_static/search.js",
    "searchindex.js",
)
# A page without anything in it: what the scripts of the search ask of one when nothing is shown.
PAGE = """
globalThis._ready = () => {};
globalThis.SPHINX_HIGHLIGHT_ENABLED = false;
globalThis.document = {getElementById: () => null, createElement: () => ({})};
"""
ASK = """
console.log(JSON.stringify(queries.map(query => {
  const found = Search._performSearch(...Search._parseQuery(query)).reverse();
  return found.slice(0, 20).map(result => {
    const link = {href: `${result[0]}.html${result[2]}`, textContent: result[1], append() {}};
    const entry = {line: "", append(line) { this.line = line.textContent; }};
    searchLine(result, link, entry);
    return {link: link.href, line: entry.line, kind: (result[3] || "page").split(",")[0]};
  });
})));
"""
FIRST = {
    "FRA": r"countries.*\bfra\b",
    "France": r"countries.*\bfra\b",
    "UK": r"countries.*\bgbr\b",
    "Great Britain": r"countries.*\bgbr\b",
    "Turkey": r"countries.*\btur\b",
    "Türkiye": r"countries.*\btur\b",
    "turkiye": r"countries.*\btur\b",
    "64,000": r"^index|proposal/numbers",
    "64000": r"^index|proposal/numbers",
    "2025-03-10": r"proposal/contributors",
    "10 March 2025": r"proposal/contributors",
    "C04": r"claims.html#c04$",
    "Macron": r"proposal/",
    "Rasmussen": r"proposal/contributors",
    "Lokke": r"proposal/contributors",
    "Article 5": r"questions/law",
    "ceasefire": r"history/ceasefires",
    "NATO": r"^index|questions/",
    "Budapest Memorandum": r"glossary.*budapest-memorandum",
    "K01": r"questions/outlook",
    "poll": r"questions/consent",
    "Kiel Institute for the World Economy Ukraine Support Tracker": r"#src-kiel-ust",
}


@pytest.fixture(scope="module")
def answers(book):
    """The first results of each query, best first, and those for the first figure and table by their numbers."""
    numbers = {}
    for page in ("index.html", "chapters/proposal/membership.html"):
        for caption in soup(book / page).select("figure.exhibit, table.exhibit-table"):
            number = caption.select_one(".caption-number").get_text().strip().rstrip(":")
            numbers.setdefault(number, f"{page}#{caption['id']}")
    queries = [*FIRST, *numbers]
    scripts = "\n".join((book / name).read_text(encoding="utf-8") for name in SCRIPTS)
    file = f"{PAGE}\nvar _ = text => text;\nconst queries = {json.dumps(queries)};\n{scripts}\n{ASK}"
    node = compute_driver_executable()[0]
    made = subprocess.run([node, "-"], input=file, capture_output=True, text=True, check=True)
    return numbers, dict(zip(queries, json.loads(made.stdout), strict=True))


@pytest.mark.parametrize("query", FIRST)
def test_the_first_result_is_what_the_reader_meant(answers, query):
    assert re.search(FIRST[query], answers[1][query][0]["link"])


def test_a_figure_and_a_table_are_found_by_their_numbers(answers):
    numbers, found = answers
    assert {number[:5] for number in numbers} == {"Figur", "Table"}
    assert {number: found[number][0]["link"] for number in numbers} == numbers


def test_pages_have_a_line_that_says_what_was_asked_and_come_before_sources(answers):
    for query in ("64,000", "Article 5"):
        first = answers[1][query][0]
        assert query.lower() in first["line"].lower() and len(first["line"]) < 260
    kinds = [result["kind"] for result in answers[1]["Budapest Memorandum"]]
    assert kinds.index("page") < kinds.index("Source")
    links = [result["link"] for result in answers[1]["UK"]]
    assert len(set(links)) == len(links)
