"""What others expect of the events we judge, in sentences that stand beside our own."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import forecasts
from coalition.words.phrases import listed


def line(judgement: pd.Series) -> str:
    """``lines`` in one text; blank if there are none."""
    return " ".join(lines(judgement))


def lines(judgement: pd.Series) -> list[str]:
    """Each forecast of others on the event of a judgement, with how their event differs.

    Where one is more than ``forecasts.GAP`` points from ours the reason follows.
    """
    return [
        f"On {data.written_date(f.made_on)} {_who(f)} stood at {_percent(f)}. {_difference(f)}"
        for f in forecasts.of(judgement["judgement_id"]).itertuples()
    ]


def brief(judgement: pd.Series) -> str:
    """The forecasts of others on the event of a judgement in one sentence; blank if none."""
    found = forecasts.of(judgement["judgement_id"])
    if found.empty:
        return ""
    return f"Others, who define the event otherwise, said {listed(map(_value, found.itertuples()))}."


def differences(judgement: pd.Series) -> str:
    """How the events of others differ from ours, and why ours is far away where it is; blank if none."""
    found = forecasts.of(judgement["judgement_id"])
    return " ".join(
        f"{f.who}, by {data.written_date(f.deadline)}: {_difference(f)}" for f in found.itertuples()
    )


def values(judgement: pd.Series) -> str:
    """The forecasts of others on the event of a judgement, for a cell of a table."""
    return (
        "; ".join(_value(f) for f in forecasts.of(judgement["judgement_id"]).itertuples())
        or "Nothing was found."
    )


def _who(forecast) -> str:
    """A forecaster as it stands in a sentence: ``the Metaculus community``, ``Polymarket``."""
    return f"the {forecast.who}" if forecast.who.endswith("community") else forecast.who


def _value(forecast) -> str:
    return f"{_percent(forecast)} ({forecast.who}, {data.written_date(forecast.made_on[:7])})"


def _percent(forecast) -> str:
    return f"{forecast.value_pct:g} per cent by {data.written_date(forecast.deadline)}"


def _difference(forecast) -> str:
    """How the event of a forecast differs from ours, and why ours is far away where it is."""
    said = forecasts.by_label(forecast.difference)
    if pd.isna(forecast.reason):
        return said
    side = "lower" if forecast.gap > 0 else "higher"
    return f"{said} Ours is {abs(forecast.gap):g} points {side}. {forecasts.by_label(forecast.reason)}"
