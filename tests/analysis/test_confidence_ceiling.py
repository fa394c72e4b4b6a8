"""The ceiling of a grade, case by case, and rows above it. Small fixed tables."""

import pytest

from coalition.analysis import confidence_ceiling
from coalition.analysis.confidence_ceiling import Source
from tests import edits


def source(report="a", reliability="B", read=True, official=False):
    return Source(report, reliability, read, official)


@pytest.mark.parametrize(
    ("cited", "highest"),
    [
        ([source("gov", "A", official=True)], "high"),
        ([source("gov", "A", read=False, official=True)], "low"),
        ([source("a"), source("b", "C")], "high"),
        ([source("a"), source("a", "C")], "medium"),
        ([source("a", "C")], "medium"),
        ([source("a", "D")], "low"),
        ([source("a", "D"), source("b", "F")], "medium"),
        ([source("a", "D"), source("a", "F")], "low"),
        ([source("a", read=False), source("b", read=False)], "low"),
        ([source("a", read=False), source("b", read=False), source("c", "A", read=False)], "medium"),
        ([source("a", read=False), source("b", read=False), source("c", "C", read=False)], "low"),
        ([], "low"),
    ],
)
def test_the_ceiling_follows_from_number_independence_reliability_and_reading(cited, highest):
    assert confidence_ceiling.ceiling(cited) == highest


@pytest.fixture
def small(package):
    """Give a package with one row of evidence, its graded tables otherwise empty."""
    folder = edits.Folder(package)
    for table in confidence_ceiling.graded_tables():
        folder.write(table, [])
    folder.write(
        "sources",
        [
            {"source_id": "wire", "publisher": "AP", "reliability": "B", "kind": "wire", "seen": "full"},
            {
                "source_id": "copy",
                "publisher": "Portal (AP)",
                "reliability": "C",
                "kind": "news",
                "seen": "full",
            }
            | {"original": "AP"},
            {"source_id": "own", "publisher": "Le Monde", "reliability": "B", "kind": "news", "seen": "full"},
            {"source_id": "blog", "publisher": "Blog", "reliability": "F", "kind": "news", "seen": "full"},
            {
                "source_id": "text",
                "publisher": "Cabinet",
                "reliability": "A",
                "kind": "primary",
                "seen": "full",
            },
        ],
    )
    return folder


def entered(folder, sources, confidence):
    folder.write("evidence", [{"evidence_id": "ev-01", "source_ids": sources, "confidence": confidence}])
    return confidence_ceiling.violations()


def test_a_copy_is_the_report_that_it_copies(small):
    assert entered(small, "wire;own", "high") == []
    (line,) = entered(small, "wire;copy", "high")
    assert line.startswith("data/evidence.csv:2 confidence: high is above medium")


def test_an_official_text_that_was_read_allows_the_highest_grade(small):
    assert entered(small, "text", "high") == []


def test_evidence_never_rests_on_sources_of_the_lowest_grade_alone(small):
    (line,) = entered(small, "blog", "low")
    assert line.startswith("data/evidence.csv:2 source_ids: every source is of grade F")


def test_a_key_judgement_never_rests_on_a_row_with_sources_of_the_lowest_grade_alone(small):
    said = {"statement_id": "aaa-01", "confidence": "low"}
    judged = {"judgement_id": "K01", "kind": "key", "basis_ids": "statements:aaa-01"}
    judged |= {"source_ids": "text", "confidence": "low"}
    small.write("judgements", [judged])
    small.write("statements", [said | {"source_ids": "blog;own"}])
    assert confidence_ceiling.violations() == []
    small.write("statements", [said | {"source_ids": "blog"}])
    (line,) = confidence_ceiling.violations()
    assert line.startswith("data/judgements.csv:2 basis_ids: every source of statements:aaa-01 is of grade F")


def test_a_row_above_its_ceiling_may_say_why_and_must_need_to(small):
    row = {"iso3": "FRA", "source_ids": "wire", "confidence": "high", confidence_ceiling.REASON: "Public."}
    small.write("countries", [row])
    assert confidence_ceiling.violations() == []
    small.write("countries", [row | {"confidence": "medium"}])
    (line,) = confidence_ceiling.violations()
    assert line == "data/countries.csv:2 above_ceiling: a reason, but medium is not above medium"
