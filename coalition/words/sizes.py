"""What chapters say of the size of the whole force: one sentence, computed in one place."""

from __future__ import annotations

from bookpress import numerals
from coalition.analysis import sizes
from coalition.words.phrases import month


def press_range() -> str:
    """The range in the press by itself: ``10,000 to 64,000 soldiers``."""
    whole = sizes.span(sizes.press())
    return "no figure" if whole is None else f"{between(whole)} soldiers"


def press() -> str:
    """The range in the press with its scope, as it stands after "the press names".

    ``10,000 to 64,000 soldiers in eight published numbers from February 2025 to January 2026, the newest
    15,000 to 30,000``
    """
    rows = sizes.press()
    whole, newest = sizes.span(rows), sizes.span(sizes.newest(rows))
    if whole is None or newest is None:
        return "no figure"
    if whole.n == 1:
        return f"{between(whole)} soldiers in one published number of {month(whole.last)}"
    return (
        f"{between(whole)} soldiers in {numerals.prose(whole.n)} published numbers from {month(whole.first)} "
        f"to {month(whole.last)}, the newest {between(newest)}"
    )


def between(found: sizes.Range) -> str:
    """A range in words, one number where its ends are equal: ``10,000 to 64,000``."""
    return f"{found.low:,}" if found.low == found.high else f"{found.low:,} to {found.high:,}"
