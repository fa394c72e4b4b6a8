"""What no result can be is said with the row and its sources, and stops the chapter."""

import pandas as pd
import pytest

from bookpress import show
from bookpress.exhibits import bounds

ROWS = pd.DataFrame(
    {
        "Country": ["Estonia", "France", "Norway", "Spain", "Sweden"],
        "Troops": pd.array([100, -3, None, 0, 5], dtype="Int64"),
        "Aid, per cent of GDP": [0.4, 104.0, 101.0, None, 120.5],
        "For, %": [-1.0, 50.0, float("inf"), 150.0, 130.0],
        "Net": [-70, 20, 30, 150, -1],
        "Net change, %": [-170.0, 20.0, 30.0, 150.0, -1.0],
        "Longitude": [-8.5, 2.0, 3.0, -4.0, 18.0],
        "Listed": [True, False, True, False, True],
        "Sources": [("a",), ("b", "c"), (), ("d",), ("e",)],
    }
)


def test_what_cannot_be_is_named_by_column_row_and_source():
    assert bounds.faults(ROWS) == [
        "Troops is below zero: -3 (France; b, c)",
        "Aid, per cent of GDP is more than all: 104 (France; b, c); 101 (Norway); 120.5 (Sweden; e)",
        "For, % is not finite: inf (Norway)",
        "For, % is more than all: inf (Norway); 150 (Spain; d); 130 (Sweden; e)",
        "For, % is below zero: -1 (Estonia; a)",
    ]


def test_of_many_rows_a_few_are_named():
    many = pd.DataFrame({"Share, %": [101.0 + i for i in range(9)]})
    assert bounds.faults(many) == [
        "Share, % is more than all: 101 (row 0); 102 (row 1); 103 (row 2) and 6 more"
    ]


def test_an_exhibit_with_such_a_row_stops_its_chapter():
    with pytest.raises(ValueError, match=r"'tab-x' holds what no result can be: Troops is below zero: -3"):
        show(
            ROWS[["Country", "Troops"]],
            name="tab-x",
            headline="It has rows.",
            caption="Rows.",
            source_ids=["icds"],
        )
