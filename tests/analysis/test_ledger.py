"""Positions as of a date, on a small ledger worked out by hand."""

from __future__ import annotations

import csv

import pytest

from coalition import data, paths
from coalition.analysis import domains, ledger
from coalition.check import rules

STATEMENTS = (
    # id, country, date, stance, sets_position, lapsed_on
    ("fra-01", "FRA", "2025-02-17", "conditional", True, ""),
    ("fra-02", "FRA", "2025-03-15", "deploy_troops", True, ""),
    ("fra-03", "FRA", "2025-04-01", "opposed", False, ""),
    ("lva-01", "LVA", "2025-02", "conditional", True, ""),
    ("lva-02", "LVA", "2026-01-07", "support_only", True, "2026-05-14"),
    ("lux-01", "LUX", "2025-04-10", "conditional", True, ""),
    ("lux-02", "LUX", "2025-04-10", "support_only", True, ""),
    ("hun-01", "HUN", "2025-06-01", "opposed", True, "2026-06"),
)
POSITIONS = {
    "FRA": "deploy_troops",
    "LVA": "support_only",
    "LUX": "support_only",
    "HUN": "opposed",
    "CHE": "unknown",
}


def rewrite(package, table: str, rows: list[dict[str, str]]) -> None:
    """Give a table of a copied package these rows, in the columns of its descriptor."""
    columns = [f["name"] for f in data.resource(table)["schema"]["fields"]]
    with (package / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def positions_rows(**changes) -> list[dict[str, str]]:
    newest = {iso3: i for i, iso3, _, _, sets, _ in STATEMENTS if sets}
    offered = dict.fromkeys(domains.DOMAINS, "unknown")
    return [
        {"iso3": c, "position": p, "statement_id": newest.get(c, ""), **offered, "as_of": "2026-10-10"}
        | {"source_ids": "coded", "confidence": "high", "for_this_force": "true"}
        | changes.get(c, {})
        for c, p in POSITIONS.items()
    ]


@pytest.fixture
def small(package):
    """Give a copy of the package whose ledger is the small one above."""
    said = [
        {
            "statement_id": i,
            "iso3": c,
            "date": d,
            "stance": s,
            "sets_position": str(sets).lower(),
            "lapsed_on": left,
        }
        | {
            "speaker": f"Speaker of {i}",
            "about": "own_contribution",
            "kind": "national",
            "source_ids": f"src-{i}",
        }
        | {
            "summary": "Says it.",
            "office": "Minister",
            "as_of": d,
            "confidence": "high",
            "on_membership": "false",
        }
        for i, c, d, s, sets, left in STATEMENTS
    ]
    rewrite(package, "statements", said)
    rewrite(package, "positions", positions_rows())
    return package


def position(iso3: str, day: str | None = None) -> str:
    return ledger.positions(day).set_index("iso3").loc[iso3, "position"]


def lapsed(iso3: str, day: str) -> bool:
    return bool(ledger.positions(day).set_index("iso3").loc[iso3, "lapsed"])


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("iso3", "day", "expected"),
    [
        ("FRA", "2025-02-16", "unknown"),
        ("FRA", "2025-02-17", "conditional"),
        ("FRA", "2025-03-15", "deploy_troops"),
        ("FRA", None, "deploy_troops"),  # a later statement does not set the position
        ("LVA", "2025-02-27", "unknown"),  # a month counts from its last day
        ("LVA", "2025-02-28", "conditional"),
        ("LVA", "2025-02", "conditional"),  # and stands for it
        ("LUX", None, "support_only"),  # of two statements of a day the higher id counts
        ("CHE", None, "unknown"),
    ],
)
def test_position_is_that_of_the_newest_statement_so_far(iso3, day, expected):
    assert position(iso3, day) == expected


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("iso3", "before", "after"), [("LVA", "2026-05-13", "2026-05-14"), ("HUN", "2026-06-29", "2026-06-30")]
)
def test_a_position_lapses_on_the_day_its_government_left(iso3, before, after):
    assert not lapsed(iso3, before)
    assert lapsed(iso3, after)
    assert position(iso3, after) == position(iso3, before)


@pytest.mark.usefixtures("small")
def test_positions_cover_the_table_and_are_unknown_before_anybody_spoke():
    table = ledger.positions("2025-01-31")
    assert list(table["iso3"]) == list(POSITIONS)
    assert set(table["position"]) == {"unknown"}
    assert not table["lapsed"].any()
    assert set(table["source_ids"]) == {()}
    assert table["departure_note"].isna().all()


def test_a_departure_holds_from_its_day_until_a_later_statement(small):
    departs = {"position": "conditional", "as_of": "2025-09-01", "departure_note": "The parliament voted."}
    rewrite(small, "positions", positions_rows(FRA=departs))
    assert position("FRA", "2025-08-31") == "deploy_troops"
    row = ledger.positions("2025-09-01").set_index("iso3").loc["FRA"]
    assert (row["position"], row["since"], row["departure_note"]) == (
        "conditional",
        "2025-09-01",
        "The parliament voted.",
    )
    assert row["source_ids"] == ("coded",)
    rewrite(small, "positions", positions_rows(FRA=departs | {"as_of": "2025-03-01"}))
    assert position("FRA", "2025-03-14") == "conditional"
    assert position("FRA", "2025-03-15") == "deploy_troops"


def test_a_departure_that_a_later_statement_overtook_is_refused(package):
    path = package / "positions.csv"
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    row = next(r for r in table if r["statement_id"])
    row |= {"departure_note": "A vote.", "as_of": "2025-01"}
    rewrite(package, "positions", table)
    found = rules.violations({name: data.load(name) for name in ("countries", "positions", "statements")})
    assert [line for line in found if "departs as of 2025-01" in line and "departure_note" in line]


def test_positions_at_the_cut_off_agree_with_the_table():
    table = ledger.positions().set_index("iso3")["position"]
    with (paths.DATA / "positions.csv").open(encoding="utf-8", newline="") as file:
        assert {r["iso3"]: r["position"] for r in csv.DictReader(file)} == table.to_dict()


def test_positions_refuse_what_is_not_a_date():
    with pytest.raises(ValueError, match=r"(?i)some day"):
        ledger.positions("some day")


@pytest.mark.usefixtures("small")
def test_positions_by_month_begin_with_the_first_statement_and_end_at_the_last_day():
    table = ledger.positions_by_month(last="2025-03-16")
    assert list(table["as_of"].unique()) == ["2025-02-28", "2025-03-16"]
    france = table[table["iso3"] == "FRA"].set_index("as_of")["position"]
    assert france.to_dict() == {"2025-02-28": "conditional", "2025-03-16": "deploy_troops"}


@pytest.mark.usefixtures("small")
def test_each_country_that_spoke_ends_closer_further_or_where_it_began():
    ends = ledger.ends(ledger.changes(), ledger.positions())
    assert (ends["closer"], ends["further"]) == (["France"], ["Latvia", "Luxembourg"])
    assert sorted(name for names in ends.values() for name in names) == sorted(
        ledger.changes()["name"].unique()
    )


@pytest.mark.usefixtures("small")
def test_changes_give_what_was_replaced_and_in_which_direction():
    changes = ledger.changes()
    assert len(changes) == sum(sets for *_, sets, _ in STATEMENTS)
    luxembourg = changes[changes["iso3"] == "LUX"]
    assert list(luxembourg["before"]) == ["unknown", "conditional"]
    assert list(luxembourg["moved"]) == [False, True]
    assert list(ledger.direction(luxembourg[luxembourg["moved"]])) == ["further"]
