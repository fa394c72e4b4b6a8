"""Each offer by domain has a statement of its own country behind it. Small fixed tables."""

import pytest

from coalition import data
from coalition.analysis import domains
from tests import edits

OFFER = {"iso3": "AAA", "land": "yes", "land_statement": "aaa-01"}


@pytest.fixture
def small(package):
    """Give a package with one offer on land, a statement behind it, a relay and another country's words."""
    folder = edits.Folder(package)
    said = [("aaa-01", "AAA", "national"), ("aaa-02", "AAA", "relay"), ("bbb-01", "BBB", "national")]
    folder.write("statements", [{"statement_id": i, "iso3": c, "kind": k} for i, c, k in said])
    folder.write("positions", [offer()])
    return folder


def offer(**cells):
    return dict.fromkeys(domains.DOMAINS, "unknown") | OFFER | cells


def test_an_offer_with_its_statement_is_no_fault(small):
    assert domains.violations() == []


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"land_statement": ""}, "is blank, but land is yes; name the statement behind it"),
        (
            {"land": "conditional", "land_statement": ""},
            "is blank, but land is conditional; name the statement",
        ),
        ({"land": "no"}, "aaa-01 stands behind nothing: land is no"),
        ({"land_statement": "bbb-01"}, "bbb-01 is not a statement of AAA"),
        ({"land_statement": "aaa-02"}, "aaa-02 is what another actor said about AAA"),
    ],
)
def test_an_offer_without_a_statement_of_its_own_is_refused(small, cells, said):
    small.write("positions", [offer(**cells)])
    (line,) = domains.violations()
    assert line.startswith(f"data/positions.csv:2 land_statement: {said}")


def test_without_conditions_means_that_the_condition_is_blank(small):
    small.write("positions", [offer(), offer(iso3="BBB", conditions="a vote"), offer(land="conditional")])
    found = domains.unconditional(data.load("positions"), "land")
    assert list(found["iso3"]) == ["AAA"] and len(found) == 1
