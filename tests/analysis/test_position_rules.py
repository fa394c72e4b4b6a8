"""A position follows the statement it rests on, in its date and its sources."""

from coalition.analysis import position_rules
from tests.tables_of import cells, edit


def rests(package):
    return next(r for r in cells(package / "positions.csv") if r["statement_id"])


def test_the_data_keep_the_rule():
    assert position_rules.violations() == []


def test_a_position_older_than_its_statement_is_refused(package):
    key = rests(package)["iso3"]
    row = edit(package, key, table="positions", as_of="2020-01-01")
    (line,) = position_rules.violations()
    assert line.startswith(f"data/positions.csv:{row} as_of: 2020-01-01 is before ")


def test_a_position_without_the_sources_of_its_statement_is_refused(package):
    other = cells(package / "sources.csv")[0]["source_id"]
    row = edit(package, rests(package)["iso3"], table="positions", source_ids=other)
    (line,) = position_rules.violations()
    assert line.startswith(f"data/positions.csv:{row} source_ids: ") and line.endswith("is missing")
