"""Forms in which machines cite: read back by other programs, equal to what the record says."""

import json

import rispy
from pybtex.database import parse_string

from bookpress import citing
from bookpress.citing import Part, Work

WORK = Work(
    title="Peace & 50 % of it",
    authors=("The Contributors, and others",),
    version="2026.1",
    day="2026-11-27",
    as_of="2026-10-10",
    note="Data as of 10 October 2026",
    licence="CC BY 4.0",
    licence_address="https://creativecommons.org/licenses/by/4.0/",
    description="What it is.",
    keywords=("peace", "war"),
)
FIGURE = Part("fig-map", "Figure 1. A map of {all} sides", "https://example.org/a.html#fig-map")


def test_a_bibtex_parser_reads_the_entry_back():
    entries = parse_string(citing.bibtex(WORK, FIGURE) + citing.bibtex(WORK, Part()), "bibtex").entries
    part, whole = (entries[f"peace-50-of-it-2026.1{key}"] for key in ("-fig-map", ""))
    assert [str(p) for p in part.persons["author"]] == ["{The Contributors, and others}"]
    assert part.fields["url"] == FIGURE.address and part.fields["year"] == "2026"
    assert part.fields["title"] == r"{Figure 1. A map of \{all\} sides}"
    assert whole.fields["version"] == "2026.1" and "url" not in whole.fields


def test_a_ris_parser_reads_the_record_back():
    (part,) = rispy.loads(citing.ris(WORK, FIGURE))
    assert part["type_of_reference"] == "CHAP" and part["title"] == FIGURE.title
    assert part["secondary_title"] == WORK.title and part["urls"] == [FIGURE.address]
    (whole,) = rispy.loads(citing.ris(WORK, Part()))
    assert whole["type_of_reference"] == "RPRT" and whole["edition"] == "2026.1"
    assert whole["authors"] == ["The Contributors, and others,"] and whole["keywords"] == ["peace", "war"]
    assert whole["year"] == "2026" and whole["abstract"] == "What it is."


def test_a_page_carries_what_zotero_and_scholar_read_and_the_licence_with_it():
    tags = citing.metatags(WORK, FIGURE, "The answer.")
    assert ("citation_inbook_title", WORK.title) in tags and ("citation_title", FIGURE.title) in tags
    assert ("citation_publication_date", "2026/11/27") in tags
    assert ("dcterms.license", WORK.licence_address) in tags and ("DC.description", "The answer.") in tags
    assert "citation_inbook_title" not in dict(citing.metatags(WORK, Part(), ""))
    assert all(content for _, content in tags)


def test_linked_data_say_chapter_report_and_dataset():
    data = citing.dataset(WORK, "Map", "Read so.", [("text/csv", "../_downloads/fig-map.csv")])
    found = json.loads(json.dumps(citing.linked_data(WORK, FIGURE, "The answer.", [data])))
    assert (found["@type"], found["isPartOf"]["@type"], found["hasPart"][0]["@type"]) == (
        "Chapter",
        "Report",
        "Dataset",
    )
    assert found["hasPart"][0]["distribution"][0]["contentUrl"] == "../_downloads/fig-map.csv"
    assert citing.linked_data(WORK, Part(), "", [])["license"] == WORK.licence_address
