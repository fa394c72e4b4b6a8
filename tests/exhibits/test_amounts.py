"""Amounts and dates beside marks."""

import pandas as pd
import pytest

from coalition.exhibits.amounts import month, signed


@pytest.mark.parametrize(("value", "text"), [(5.0, "+5"), (-47.8, "−48"), (0.0, "0"), (-0.4, "0")])
def test_signed(value, text):
    assert signed(value) == text


@pytest.mark.parametrize(
    ("partial", "text"),
    [("2025-02-14", "Feb 2025"), ("2025-02", "Feb 2025"), ("2025", "2025"), (pd.NA, "undated")],
)
def test_a_partial_date_keeps_its_precision(partial, text):
    assert month(partial) == text
