"""The chance of a first event, by hand and from the dates of the data."""

import pandas as pd
import pytest

from coalition import data
from coalition.analysis import reference_chance


def test_reference_range_by_hand():
    assert reference_chance.first_event_chance(10, 10) == pytest.approx((29.289322, 50))
    assert reference_chance.first_event_chance(30, 0) == (0, 0)
    with pytest.raises(ValueError, match="above 0"):
        reference_chance.first_event_chance(0, 5)


def test_months_run_from_the_dated_events_to_the_newest_evidence():
    until = "2027-12-31"
    found = reference_chance.reference(until)
    known = data.last_day(data.load("events")["date"]).max()
    for name, key in (("talks", "E004"), ("war", "H050")):
        first = pd.Timestamp(data.row("events", key)["date"])
        quiet = (known - first) / (pd.Timestamp(until) - first)
        assert found.at[name, "high"] == round(100 * (1 - quiet))
        assert found.at[name, "low"] == round(100 * (1 - quiet**0.5))


def test_a_day_that_has_passed_is_refused():
    with pytest.raises(ValueError, match="must follow"):
        reference_chance.reference("2020-01-01")
