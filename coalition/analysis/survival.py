"""How long things last when some of them have not ended yet: the Kaplan-Meier estimate, read in several ways.

The estimate and its interval come from ``scipy.stats.ecdf``; the median and the share after some days are
read off that step function.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import fmin
from scipy.stats import CensoredData, ecdf, weibull_min

LEVEL = 0.95
"""Confidence level of every interval here."""


def share_holding(days: pd.Series, failed: pd.Series) -> pd.DataFrame:
    """The columns day and holding of ``product_limit``, without the interval."""
    curve = _kaplan_meier(days.astype(int), failed.astype(bool))
    return pd.DataFrame({"day": curve.quantiles.astype(int), "holding": curve.probabilities})


def _kaplan_meier(days: pd.Series, failed: pd.Series) -> Any:
    censored = CensoredData(uncensored=days[failed].to_numpy(float), right=days[~failed].to_numpy(float))
    return ecdf(censored).sf


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
    curve = _kaplan_meier(days, failed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # no interval where the share is 0 or 1
        interval = curve.confidence_interval(confidence_level=LEVEL, method="log-log")
    at = curve.quantiles.astype(int)
    ends, lengths = failed.to_numpy(), days.to_numpy()
    on_day = lengths == at[:, None]
    return pd.DataFrame(
        {
            "day": at,
            "at_risk": (lengths >= at[:, None]).sum(axis=1),
            "failed": (on_day & ends).sum(axis=1),
            "cut_off": (on_day & ~ends).sum(axis=1),
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
            name: first_day_at_half(curve, column)
            for name, column in (("median", "holding"), ("low", "low"), ("high", "high"))
        }
    )


def first_day_at_half(curve: pd.DataFrame, column: str) -> float:
    """The first day on which a column of a curve is at one half or below; missing if it never is."""
    # the tolerance is for products that should be one half
    reached = curve.loc[curve[column] <= 0.5 + 1e-12, "day"]
    return float(reached.iloc[0]) if len(reached) else np.nan


def restricted_mean(curve: pd.DataFrame, until: int) -> float:
    """Mean days held when each case counts for at most ``until`` days: the area under ``product_limit``."""
    inner = curve[curve["day"] < until]
    edges = np.array([0, *inner["day"], until])
    return float((np.diff(edges) * np.array([1.0, *inner["holding"]])).sum())


Weibull = tuple[float, float]
"""Shape and scale (days) of a Weibull distribution."""

_START = (0.5, 30.0)
"""Where the search for a Weibull curve starts."""


@cache
def interval_censored(ended: tuple[int, ...], cut_off: tuple[int, ...], latest: tuple[int, ...]) -> Weibull:
    """A Weibull curve where some ends are known only to lie between the start and a latest day.

    Elapsed days of cases that failed, of cases cut off before they did, and latest days of cases whose end is
    not known. A failure after d days lies in the interval from d to d + 1. Maximum likelihood by Nelder and
    Mead's search, as ``scipy.stats.weibull_min.fit`` on ``CensoredData``, which copies and checks the data at
    every step and takes ten times as long. With a shape below one, the longer a truce has held, the less it
    fails.
    """
    low = np.array([*ended, *(0 for _ in latest)], float)
    high = np.array([*ended, *latest], float) + 1
    days, n = np.concatenate([low, high, np.array(cut_off, float)]), len(low)

    def surprise(at: np.ndarray) -> float:
        """Minus the logarithm of the likelihood at a shape and a scale."""
        if at.min() <= 0:
            return np.inf
        holding = weibull_min.sf(days, at[0], scale=at[1])
        return -float(np.log(np.concatenate([holding[:n] - holding[n : 2 * n], holding[2 * n :]])).sum())

    # Ended where a step moves a parameter by less than a thousandth.
    shape, scale = fmin(surprise, _START, disp=False, xtol=1e-3, ftol=1e-3)
    return float(shape), float(scale)
