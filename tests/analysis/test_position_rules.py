"""A position follows the statement it rests on, in its date, its sources and its conditions."""

from coalition.analysis import position_rules
from tests import edits
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


def newer(package, iso3, **cells_of):
    """A statement of a country after all others."""
    cells_of = {"statement_id": f"{iso3.lower()}-96", "iso3": iso3, "date": "2026-10-09"} | cells_of
    folder = edits.Folder(package)
    folder.add("statements", {"kind": "official", "about": "own_contribution"}, **cells_of)


def test_a_newer_statement_asks_for_a_look_at_the_conditions(package):
    position = rests(package)
    iso3, checked = position["iso3"], position["conditions_checked"]
    newer(package, iso3)
    (line,) = position_rules.violations()
    named = (
        f"{checked} is not the newest statement; compare the conditions with {iso3.lower()}-96 of 2026-10-09"
    )
    assert line.startswith("data/positions.csv:") and f" conditions_checked: {named}" in line
    row = edit(package, iso3, table="positions", conditions_checked=f"{iso3.lower()}-96")
    assert position_rules.violations() == []
    edit(package, iso3, table="positions", conditions_checked="")
    (line,) = position_rules.violations()
    assert line.startswith(f"data/positions.csv:{row} conditions_checked: the cell is blank; compare")


def test_a_statement_on_something_else_asks_for_none(package):
    newer(package, rests(package)["iso3"], about="guarantees")
    assert position_rules.violations() == []


def test_conditions_cannot_be_checked_with_the_statement_of_another_country(package):
    silent = next(r for r in cells(package / "positions.csv") if not r["conditions_checked"])
    other = rests(package)
    row = edit(package, silent["iso3"], table="positions", conditions_checked=other["statement_id"])
    (line,) = position_rules.violations()
    said = f"{other['statement_id']} is no statement about {silent['iso3']}'s own contribution"
    assert line == f"data/positions.csv:{row} conditions_checked: {said}"
