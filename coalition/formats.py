"""How results are rounded and written in words: the one place for it, whichever page or drawing they stand
on.
"""

from __future__ import annotations

import re

import pandas as pd

from coalition import data

_WORD = re.compile(r"\w+")
_EXACT = 1e-9
"""How far a share may be beyond its bounds by the way computers add."""


def percent(probability: float) -> str:
    """A probability from 0 to 1 in words that claim no more than a model has: ``34 per cent``, ``less than 1
    per cent``.

    Raises ValueError for what is no probability.
    """
    if not -_EXACT <= probability <= 1 + _EXACT:
        raise ValueError(f"{probability:g} is no share: it must lie from 0 to 1")
    if probability < 0.01:
        return "less than 1 per cent"
    return "more than 99 per cent" if probability > 0.99 else f"{probability:.0%}".replace("%", " per cent")


def times_as_much(ratio: float, *rows: str) -> str:
    """A ratio whose sentence says that the first is the larger, to one decimal: ``4.6``.

    Raises ValueError with the rows it was computed from where it has turned round.
    """
    if not ratio >= 1:
        raise ValueError(f"the ratio has turned round: {ratio:.2f}, from {', '.join(rows)}")
    return f"{ratio:.1f}"


def rounded(soldiers: float, to: int = 1000) -> int:
    """A result of the model as coarse as it deserves: the nearest ``to`` soldiers."""
    return int(round(soldiers / to) * to)


def coarse(soldiers: float) -> int:
    """A size to the nearest thousand soldiers, or to the nearest hundred below one thousand."""
    return rounded(soldiers, 100 if soldiers < 1000 else 1000)


def of_state(soldiers: float) -> int:
    """What one state could keep: to the nearest 500, or to the nearest hundred below one thousand."""
    return rounded(soldiers, 100 if soldiers < 1000 else 500)


LEAST_WHOLE = 10
"""Billions from which on an amount has no decimals."""


def amount(billions: float) -> str:
    """Billions as labels and headlines have them: without decimals from ``LEAST_WHOLE`` on, blank where it is
    missing.
    """
    return "" if pd.isna(billions) else f"{billions:.{0 if billions >= LEAST_WHOLE else 1}f}"


def whole(number) -> int:
    """A number as the nearest whole one."""
    return round(float(number))


def thousands(number) -> str:
    """The nearest whole number with commas: ``12,500``."""
    return f"{whole(number):,}"


def signed(value: float) -> str:
    """A number of points with its sign, rounded to whole points: ``+12``, ``−3``, ``0``."""
    return f"{value:+.0f}".replace("-", "−") if round(value) else str(round(value))


def decimal(value: float, digits: int = 1) -> str:
    """A number to some decimals, with a minus sign where it is negative: ``−0.6``."""
    return f"{value:.{digits}f}".replace("-", "−")


def net_span(low: float | None, high: float | None, readings: int) -> str:
    """The net support of some readings in brackets, in points: `` (+12)`` or `` (−3 to +12, 2 readings)``.

    Blank without a reading.
    """
    if not readings or low is None or high is None:
        return ""
    if readings == 1:
        return f" ({signed(low)})"
    return f" ({signed(low)} to {signed(high)}, {readings} readings)"


def month(partial) -> str:
    """A partial date as ``Feb 2025``, the year alone where only that is known, or ``undated``."""
    if pd.isna(partial):
        return "undated"
    text = str(partial)
    return text if len(text) == 4 else pd.Period(text[:7]).strftime("%b %Y")


def period(first, last) -> str:
    """Two partial dates in words, or one where they are the same: ``4 September 2025 to 6 January 2026``."""
    return " to ".join(dict.fromkeys(data.written_date(d) for d in (first, last)))


def spoken_by(speaker: str, office) -> str:
    """Who spoke and in which office; the name alone where it says the office: ``Ministry of Defence``."""
    said = set() if pd.isna(office) else _words(office)
    return f"{speaker}, {office}" if said - _words(speaker) else speaker


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def file_size(size: int) -> str:
    """The size of a file as readers know it: ``12 kB``, ``1.9 MB``."""
    return f"{size / 1e6:.1f} MB" if size >= 999_500 else f"{size / 1000:.0f} kB"


def years(first, last) -> str:
    """From when to when something stood: ``1956–1967``, or ``2004–`` if it goes on."""
    return f"{first}–{'' if pd.isna(last) else last}"


def bounds(low, high) -> str:
    """One or both bounds of a size, blank without any: ``at least 5,000``, ``up to 500``, ``5,000 to
    10,000``.
    """
    if pd.isna(low) and pd.isna(high):
        return ""
    if pd.isna(low):
        return f"up to {high:,}"
    if pd.isna(high):
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def open_size(soldiers: int, open_above: bool) -> str:
    """A published size: ``10,000``, or ``200,000 or more`` where a source says at least."""
    return f"{soldiers:,}" + (" or more" if open_above else "")


def short_authors(authors: str) -> str:
    """Family names; more than two shrink to the first and "et al."."""
    names = [a.split(",")[0].strip() for a in authors.split(";")]
    return " and ".join(names) if len(names) < 3 and "et al." not in names else f"{names[0]} et al."
