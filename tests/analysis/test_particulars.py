"""Particulars that the text names, and pointers to rows."""

import pandas as pd
import pytest

from coalition.analysis import particulars
from tests.tables_of import cells, edit


@pytest.mark.parametrize(
    ("text", "number", "date", "written"),
    [
        ("Article 17", pd.NA, pd.NA, "Article 17"),
        (pd.NA, 1200, pd.NA, "1,200"),
        (pd.NA, pd.NA, "2015-06", "June 2015"),
    ],
)
def test_a_particular_is_written_as_what_it_is(text, number, date, written):
    assert particulars.written(pd.Series({"text": text, "number": number, "date": date})) == written


def test_the_data_keep_the_rule():
    assert particulars.violations() == []


@pytest.mark.parametrize("changes", [{"number": "4", "text": "four"}, {"number": "", "text": "", "date": ""}])
def test_a_particular_is_one_thing(package, changes):
    key = cells(package / "details.csv")[0]["detail_id"]
    row = edit(package, key, table="details", **changes)
    (line,) = particulars.violations()
    assert line.startswith(f"data/details.csv:{row} text: {key} needs one text, number or date")


def test_a_gate_that_rests_on_nothing_is_named(package):
    key = cells(package / "gates.csv")[0]["gate_id"]
    row = edit(package, key, table="gates", basis_column="weather")
    (line,) = particulars.violations()
    assert line.startswith(f"data/gates.csv:{row} basis_column: ") and line.endswith("weather")
