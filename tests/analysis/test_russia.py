"""Russia's position: every statement on its subject, gates and points that rest on rows."""

import pytest

from coalition import data
from coalition.analysis import russia


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


def test_on_foreign_soldiers_no_statement_names_terms():
    row = russia.by_subject().set_index("about").loc["foreign_force"]
    assert (row["rejecting"], row["naming_terms"]) == (row["statements"], 0)


def test_words_are_found_in_either_case():
    assert (
        set(russia.saying("TARGET")["statement_id"])
        == set(russia.saying("target")["statement_id"])
        >= {"rus-12", "rus-16"}
    )


def test_gates_use_the_codes_and_rest_on_rows():
    gates = russia.gates()
    assert set(gates[list(russia.ACTORS)].to_numpy().ravel()) <= set(russia.SAYS)
    assert (gates["known"].str.len() > 20).all()
    assert gates["source_ids"].map(len).min() > 0


def test_every_step_needs_someone_or_is_optional():
    for row in russia.gates().itertuples():
        assert {"needed", "optional"} & {getattr(row, a) for a in russia.ACTORS}, row.step


def test_points_run_forward_in_time():
    moves = russia.movement()
    assert set(moves["reading"]) <= set(russia.READINGS)
    assert (data.last_day(moves["before_date"]) <= data.last_day(moves["after_date"])).all()


def test_a_row_that_is_gone_is_named(package):
    path = package / "statements.csv"
    path.write_text(
        "".join(
            line
            for line in path.read_text(encoding="utf-8").splitlines(keepends=True)
            if not line.startswith("rus-12,")
        ),
        encoding="utf-8",
    )
    with pytest.raises(KeyError, match="rus-12"):
        russia.movement()
