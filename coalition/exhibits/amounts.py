"""Amounts and dates as they are written beside marks and in tables."""

from __future__ import annotations

from typing import Any

import pandas as pd


def month(partial: Any) -> str:
    """Write a partial date as ``Feb 2025``, or the year alone; ``undated`` where there is none."""
    if pd.isna(partial):
        return "undated"
    return str(partial) if len(str(partial)) == 4 else pd.Period(str(partial)[:7]).strftime("%b %Y")


def signed(value: float) -> str:
    """Write a number of points with its sign, rounded to whole points."""
    return f"{value:+.0f}".replace("-", "−") if round(value) else "0"
