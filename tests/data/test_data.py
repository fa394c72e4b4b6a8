"""Loading: types, precision of dates, blank against NA, errors."""

import csv
import json
from datetime import date

import pandas as pd
import pytest

from coalition import data, paths


def test_every_table_loads_with_its_declared_columns_and_all_rows():
    for name in data.tables():
        with (paths.DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        frame = data.load(name)
        assert list(frame.columns) == rows[0]
        assert len(frame) == len(rows) - 1


def test_types_follow_the_schema():
    pledges = data.load("pledges")
    assert str(pledges["low"].dtype) == "Int64"
    assert str(pledges["official"].dtype) == "boolean"
    assert isinstance(pledges["source_ids"].iloc[0], tuple)


def test_the_text_na_stays_text_and_only_a_blank_is_missing(package):
    path = package / "countries.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    header = lines[0].split(",")
    cells = ["NA" if c == "note" else v for c, v in zip(header, next(csv.reader([lines[1]])), strict=True)]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(lines[0] + "\n")
        csv.writer(file, lineterminator="\n").writerow(cells)
    frame = data.load("countries")
    assert frame["note"].iloc[0] == "NA"
    assert not frame["note"].isna().any()


def test_partial_dates_keep_their_precision():
    with (paths.DATA / "statements.csv").open(encoding="utf-8", newline="") as file:
        written = [row["date"] for row in csv.DictReader(file)]
    assert list(data.load("statements")["date"]) == written
    assert {len(d) for d in written} <= {4, 7, 10}


@pytest.mark.parametrize(
    ("partial", "first", "last", "written"),
    [
        ("2024", "2024-01-01", "2024-12-31", "2024"),
        ("2024-02", "2024-02-01", "2024-02-29", "February 2024"),
        ("2025-09-04", "2025-09-04", "2025-09-04", "4 September 2025"),
    ],
)
def test_partial_dates_span_the_days_they_may_refer_to(partial, first, last, written):
    series = pd.Series([partial, None])
    assert data.first_day(series).iloc[0] == pd.Timestamp(first)
    assert data.last_day(series).iloc[0] == pd.Timestamp(last)
    assert pd.isna(data.last_day(series).iloc[1])
    assert data.written_date(partial) == written


def test_the_cut_off_is_the_package_s_and_not_today():
    described = json.loads((paths.DATA / "datapackage.json").read_text(encoding="utf-8"))
    assert data.cut_off() == date.fromisoformat(described["cut_off"])
    assert data.as_day(None) == pd.Timestamp(described["cut_off"])


def test_no_row_is_dated_after_the_cut_off():
    for name in ("statements", "events", "pledges", "meetings", "counts", "texts"):
        assert (data.first_day(data.load(name)["date"]) <= data.as_day(None)).all(), name


def test_an_unknown_table_is_named_with_those_there_are():
    with pytest.raises(KeyError, match=r"no resource 'poll'.*statements"):
        data.load("poll")


def test_unknown_sources_are_named():
    with pytest.raises(KeyError, match="no such source: nobody-2025"):
        data.sources(["nobody-2025"])


def test_every_column_and_code_is_described():
    for name in data.tables():
        for field in data.resource(name)["schema"]["fields"]:
            assert field["title"] and field["description"], f"{name}.{field['name']}"
            allowed = field.get("constraints", {}).get("enum")
            if allowed:
                assert {c["value"] for c in field["categories"]} == set(allowed), f"{name}.{field['name']}"


def test_the_state_of_the_data_is_that_of_an_untouched_copy_and_moves_with_any_file(package):
    """What is computed once for each state (``placeholders``) rests on that."""
    before = data.state()
    assert len(before) == len(data.package()["resources"]) + 1
    path = package / "components.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("a", "b"), encoding="utf-8")
    assert [name for (name, *_), now in zip(before, data.state(), strict=True) if now not in before] == [
        "components.csv"
    ]
    path.unlink()
    assert {name for name, *_ in before} - {name for name, *_ in data.state()} == {"components.csv"}
