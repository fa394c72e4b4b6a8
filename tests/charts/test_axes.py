"""Axes end beyond what is drawn on them."""

import math

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from coalition.charts import axes

VALUES = st.lists(st.floats(1e-6, 1e9), min_size=1, max_size=8)


@given(VALUES)
def test_every_value_lies_inside_a_logarithmic_axis(values):
    low, high = axes.log_range([*values, None, 0])
    assert all(low < math.log10(v) < high for v in values)
    assert all(low <= math.log10(t) <= high for t in axes.log_ticks([low, high]))


def test_an_axis_without_values_has_ends():
    assert axes.log_range([]) == [0.0, 1.0]


def test_every_day_lies_inside_a_date_axis():
    days = [pd.Timestamp("1945-06-26"), pd.Timestamp("2026-10-10"), pd.NaT]
    first, last = axes.date_range(days)
    assert first < "1945-06-26" and last > "2026-10-10"
