"""Tables of the methods chapter: complete, and in the words of the descriptor."""

import pandas as pd

from coalition import data
from coalition.analysis import force
from coalition.tables import methods


def test_every_formula_names_a_function_that_exists_and_inputs_that_are_there():
    table = methods.formula_table()
    for number, name in zip(table["Number"], table["Function"], strict=True):
        assert f"Formula {number}." in getattr(force, name).__doc__
    used = {key for *_, keys in methods.FORMULAS for key in keys}
    assert used <= set(data.load("parameters")["parameter_id"])
    assert table["Sources"].map(len).all()


def test_every_parameter_is_in_the_table_and_ours_are_marked():
    table, rows = methods.parameter_table(), data.load("parameters")
    assert len(table) == len(rows)
    assert table["Confidence"].str.endswith(", ours").sum() == sum(rows["ours"])
    assert not table["Unit"].isna().any()


def test_positions_are_in_the_words_of_the_descriptor_and_every_country_counts():
    table = methods.position_table()
    assert list(table["Code"]) == list(data.labels_of("positions", "position").values())
    assert table["Countries"].sum() == len(data.load("positions"))


def test_grades_count_every_source_once_in_every_way_of_reading(monkeypatch):
    sources = pd.DataFrame(
        {"reliability": ["A", "A", "B"], "seen": ["full", "excerpt", "full"], "source_id": ["a", "b", "c"]}
    )
    monkeypatch.setattr(data, "load", {"sources": sources}.__getitem__)
    table = methods.grade_table().set_index("Grade")
    assert list(table.index) == list(data.labels_of("sources", "reliability"))
    assert table.loc["A"].drop("Meaning").to_list() == [2, 1, 1, 0]
    assert table.loc["B"].drop("Meaning").to_list() == [1, 1, 0, 0]
    assert table.loc["F"].drop("Meaning").to_list() == [0, 0, 0, 0]


def test_checks_show_the_figure_the_model_and_how_often_it_is_reached():
    checks = pd.DataFrame(
        {
            "check": ["a", "b"],
            "kind": ["kept", "too_much"],
            "published": [1000.0, 2500.0],
            "low": [900.0, 1000.0],
            "middle": [1100.0, 1500.0],
            "high": [1300.0, 2000.0],
            "reached": [0.8, 0.001],
            "source_ids": [("x",), ("y",)],
        }
    )
    table = methods.check_table(checks)
    assert table["Draws that reach it"].to_list() == ["80 per cent", "less than 1 per cent"]
    assert table["Published"].to_list() == ["1,000", "2,500"]
    assert table["What it tests"].to_list() == ["Kept in fact", "Could not be kept"]
