"""Russia's position: every statement on its subject, gates and points that rest on rows."""

import pytest

from coalition import data
from coalition.analysis import particulars, russia
from tests.tables_of import cells, edit


def test_every_russian_statement_is_counted_once():
    table = data.load("statements")
    assert sorted(russia.statements()["statement_id"]) == sorted(
        table.loc[table["iso3"] == "RUS", "statement_id"]
    )
    assert russia.by_subject()["statements"].sum() == len(russia.statements())


def test_statements_are_in_order_of_time():
    days = data.last_day(russia.statements()["date"])
    assert days.is_monotonic_increasing


def test_an_unknown_subject_is_named():
    with pytest.raises(KeyError, match="weather"):
        russia.statements("weather")


def test_words_are_found_in_either_case():
    assert set(russia.saying("TARGET")["statement_id"]) == set(russia.saying("target")["statement_id"])


def test_gates_use_the_codes_and_rest_on_rows():
    gates = russia.gates()
    assert set(gates[list(russia.ACTORS)].to_numpy().ravel()) <= set(data.labels_of("gates", "russia"))
    assert (gates["known"].str.len() > 20).all()
    assert gates["source_ids"].map(len).min() > 0


def test_every_step_needs_someone_or_is_optional():
    for row in russia.gates().itertuples():
        assert {"needed", "optional"} & {getattr(row, a) for a in russia.ACTORS}, row.step


def test_points_run_forward_in_time():
    moves = russia.movement()
    assert set(moves["reading"]) <= set(data.labels_of("movements", "reading"))
    assert (data.last_day(moves["before_date"]) <= data.last_day(moves["after_date"])).all()


def test_a_row_that_is_gone_is_named(package):
    point = next(p for p in cells(package / "movements.csv") if p["after_id"].startswith("statements:"))
    edit(package, point["movement_id"], table="movements", after_id="statements:rus-99")
    with pytest.raises(KeyError, match="rus-99"):
        russia.movement()
    assert any("statements:rus-99 names no row" in line for line in particulars.violations())
