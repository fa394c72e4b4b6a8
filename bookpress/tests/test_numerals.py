"""Whole numbers as prose has them."""

import pytest

from bookpress import numerals


@pytest.mark.parametrize(
    ("number", "inside", "opening"),
    [
        (0, "zero", "Zero"),
        (1, "one", "One"),
        (9, "nine", "Nine"),
        (10, "10", "Ten"),
        (17, "17", "Seventeen"),
        (20, "20", "Twenty"),
        (35, "35", "Thirty-five"),
        (99, "99", "Ninety-nine"),
        (100, "100", "100"),
        (1313, "1,313", "1,313"),
        (-3, "-3", "-3"),
    ],
)
def test_a_number_is_written_by_where_it_stands(number, inside, opening):
    assert (numerals.prose(number), numerals.opening(number)) == (inside, opening)
