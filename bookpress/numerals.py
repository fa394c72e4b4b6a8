"""Whole numbers as people write them in running prose: the words, and where they give way to figures."""

from __future__ import annotations

COUNTS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
"""The words for the numbers from 0 on that have one of their own."""
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
"""The words for the tens from 20 on."""

LAST_WORD = 9
"""The greatest number that prose has in words; greater ones stand in figures."""


def prose(number: int) -> str:
    """A whole number inside a sentence: ``five``, ``12``, ``1,313``."""
    return COUNTS[number] if 0 <= number <= LAST_WORD else f"{number:,}"


def opening(number: int) -> str:
    """A whole number as it opens a sentence: ``Five``, ``Thirty-five``; in figures from 100 on."""
    if not 0 <= number < 10 * (len(TENS) + 2):
        return f"{number:,}"
    if number < len(COUNTS):
        return COUNTS[number].capitalize()
    ten, one = divmod(number, 10)
    return (TENS[ten - 2] + (f"-{COUNTS[one]}" if one else "")).capitalize()
