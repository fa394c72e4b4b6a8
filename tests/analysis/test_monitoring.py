"""Monitored counts: no gap is filled, and a mean counts the days it covers."""

import pandas as pd
import pytest

from coalition.analysis import monitoring
from tests import edits

FIELDS = {"metric": monitoring.VIOLATIONS, "unit": "count", "bound": "exact", "area": "line_of_contact"}


@pytest.fixture
def counts(package):
    """Write counts into a copy of the table."""

    def write(*rows):
        folder = edits.Folder(package)
        model = folder.rows("violations")[0]
        folder.write("violations", [model | FIELDS | {"as_of": "2022-01-01"} | row for row in rows])

    return write


def count(start, end, value, **cells):
    return {"period_start": start, "period_end": end, "value": value} | cells


def test_a_mean_counts_every_day_of_its_period(counts):
    counts(count("2020", "2020", "3660"), count("2019-08", "2019-08", "62"))
    assert list(monitoring.monitored()["per_day"]) == [2, 10]


def test_a_running_total_ends_on_the_day_it_was_given(counts):
    counts(count("2017-01", "2017-10", "286", as_of="2017-10-13"))
    assert monitoring.monitored()["days"].tolist() == [286]


def test_a_year_without_a_total_stays_a_gap(counts):
    counts(count("2018", "2018", "", bound=""), count("2019", "2019", "10"))
    years = monitoring.yearly().set_index("year")
    assert years["status"].to_dict() == {2018: "not_found", 2019: "total"}
    assert pd.isna(years.at[2018, "value"])


def test_the_means_on_either_side_of_a_day(counts):
    mean = {"metric": monitoring.VIOLATIONS_PER_DAY, "unit": "count_per_day"}
    before, after = (
        count("2020-01-01", "2020-07-26", "600", **mean),
        count("2020-07-27", "2020-12", "30", **mean),
    )
    counts(before, after)
    turn = pd.Timestamp("2020-07-27")
    assert monitoring.around(turn)["per_day"].tolist() == [600, 30]
    counts(before)
    assert monitoring.around(turn).empty
