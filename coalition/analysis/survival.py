"""How long things last when some of them have not ended yet: the Kaplan-Meier estimate, read in several ways.

The estimate and its interval come from ``scipy.stats.ecdf``; the median and the share after some days are
read off that step function.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy.stats import CensoredData, ecdf

LEVEL = 0.95
"""Confidence level of every interval here."""


def product_limit(days: pd.Series, failed: pd.Series) -> pd.DataFrame:
    """The share still holding, by day: Kaplan-Meier estimate with its log-log interval.

    ``days`` are elapsed days, ``failed`` says for each whether it ended by failing; what did not fail
    counts as holding up to the day on which it was cut off. On a day with failures and cut-offs the
    failures come first. Estimate and interval: ``scipy.stats.ecdf`` (product limit, Greenwood variance on
    the log-log scale, ``LEVEL``).

    Columns: day (elapsed days), at_risk, failed, cut_off (counts), holding (share still holding after that
    day), low, high (interval; missing where the formula gives none, that is where the share is 0 or 1). One
    row per day on which something ended; before the first row the share is 1.

    Raises ValueError if there is nothing to estimate from.
    """
    if len(days) == 0:
        raise ValueError("there is no case, so there is no curve")
    days, failed = days.astype(int), failed.astype(bool)
    curve = ecdf(
        CensoredData(uncensored=days[failed].to_numpy(float), right=days[~failed].to_numpy(float))
    ).sf
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # no interval where the share is 0 or 1
        interval = curve.confidence_interval(confidence_level=LEVEL, method="log-log")
    at = curve.quantiles.astype(int)
    return pd.DataFrame(
        {
            "day": at,
            "at_risk": [int((days >= d).sum()) for d in at],
            "failed": [int((failed & (days == d)).sum()) for d in at],
            "cut_off": [int((~failed & (days == d)).sum()) for d in at],
            "holding": curve.probabilities,
            "low": interval.low.probabilities,
            "high": interval.high.probabilities,
        }
    )


def holding_after(curve: pd.DataFrame, days: Iterable[float]) -> pd.DataFrame:
    """The share still holding after each of some days, read off the curve of ``product_limit``.

    Columns: day, holding, low, high (shares). Before the first end the share is 1 and there is no interval.
    """
    return pd.DataFrame([step(curve, day) for day in days])


def step(curve: pd.DataFrame, day: float) -> dict[str, float]:
    """The row of ``holding_after`` for one day."""
    past = curve[curve["day"] <= day]
    share = past.iloc[-1] if len(past) else {"holding": 1.0, "low": np.nan, "high": np.nan}
    return {"day": day} | {k: float(share[k]) for k in ("holding", "low", "high")}


def median_days(curve: pd.DataFrame) -> pd.Series:
    """The day by which half had failed, with its interval, from ``product_limit``.

    Index: median, low, high (days). Each is the first day on which the curve, its lower and its
    upper bound are at one half or below (Brookmeyer and Crowley 1982, on the log-log bounds);
    missing where that never happens.
    """
    return pd.Series(
        {
            name: _first_day_at_half(curve, column)
            for name, column in (("median", "holding"), ("low", "low"), ("high", "high"))
        }
    )


def _first_day_at_half(curve: pd.DataFrame, column: str) -> float:
    # the tolerance is for products that should be one half
    reached = curve.loc[curve[column] <= 0.5 + 1e-12, "day"]
    return float(reached.iloc[0]) if len(reached) else np.nan


def restricted_mean(curve: pd.DataFrame, until: int) -> float:
    """Mean days held when each case counts for at most ``until`` days: the area under ``product_limit``."""
    inner = curve[curve["day"] < until]
    edges = np.array([0, *inner["day"], until])
    return float((np.diff(edges) * np.array([1.0, *inner["holding"]])).sum())
