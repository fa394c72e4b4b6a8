"""What others expect of the events that we judge, and the rules of that comparison."""

from __future__ import annotations

import re

import pandas as pd

from coalition import data
from coalition.analysis import chain

GAP = 20
"""Percentage points: where ours is further away than this, a row gives a reason."""

_NEEDED = ("difference", "frozen_pct", "frozen_on", "compared_on")
"""Columns that a forecast on a judgement of ours needs."""


def of(judgement_id: str) -> pd.DataFrame:
    """Forecasts of others on the event of a judgement, by deadline.

    Columns: those of ``forecasts``, gap (their value less our number at the comparison, percentage points).
    """
    table = data.load("forecasts")
    table = table[table["judgement_id"] == judgement_id]
    gap = table["value_pct"].astype(float) - table["frozen_pct"].astype(float)
    return table.assign(gap=gap).sort_values(["deadline", "forecast_id"], ignore_index=True)


def by_label(text: str) -> str:
    """A text with the judgements that it names by code named by their label: ``“Another short truce”``."""
    labels = data.load("judgements").set_index("judgement_id")["label"]
    return re.sub(r"\b[A-Z]\d\d\b", lambda m: f"“{labels[m[0]]}”" if m[0] in labels else m[0], text)


def on(topic: str) -> pd.DataFrame:
    """Every forecast on a topic, by deadline, the newest of a forecaster for one deadline alone."""
    table = data.load("forecasts")
    table = table[table["topic"] == topic].sort_values(["deadline", "made_on", "forecast_id"])
    return table.drop_duplicates(["wording", "who", "deadline"], keep="last").reset_index(drop=True)


def violations() -> list[str]:
    """One line per forecast whose comparison with a judgement breaks a rule.

    A forecast on a judgement has the difference in definition, our number, the day it was fixed and the day
    of the comparison, which is not before it; our number is that of the judgement as long as the judgement
    is not newer than the comparison, and then no chance that it is made of is; more than ``GAP`` points
    between them, then or now, need a reason.
    """
    made = data.load("conditionals").set_index("conditional_id")["made_on"]
    points = chain.filled(data.load("judgements")).set_index("judgement_id")[["probability", "made_on"]]
    found = []
    for row, forecast in data.load("forecasts").iterrows():
        where = f"data/forecasts.csv:{row + 2}"
        if pd.isna(forecast["judgement_id"]):
            filled = [c for c in (*_NEEDED, "reason") if pd.notna(forecast[c])]
            found += [f"{where} {c}: filled, but the row names no judgement" for c in filled]
            continue
        missing = [c for c in _NEEDED if pd.isna(forecast[c])]
        found += [f"{where} {c}: blank, but the row names {forecast['judgement_id']}" for c in missing]
        if not missing and forecast["judgement_id"] in points.index:
            found += [
                f"{where} {fault}" for fault in _faults(forecast, points.loc[forecast["judgement_id"]], made)
            ]
    return found


def _faults(forecast: pd.Series, judgement: pd.Series, made: pd.Series) -> list[str]:
    named, found = forecast["judgement_id"], []
    newer = judgement["made_on"] > forecast["compared_on"]
    if not newer and forecast["frozen_pct"] != judgement["probability"]:
        found.append(
            f"frozen_pct: {forecast['frozen_pct']} is not the point of {named} ({judgement['probability']}), "
            "which is not newer than the comparison"
        )
    if not newer and forecast["frozen_on"] != judgement["made_on"]:
        found.append(f"frozen_on: {forecast['frozen_on']} is not the day of {named} ({judgement['made_on']})")
    steps = made.reindex(list(chain.steps(named))).dropna()
    later = steps[steps > forecast["compared_on"]]
    if not newer and len(later):
        found.append(
            f"compared_on: {forecast['compared_on']} is before {later.iloc[0]}, the day of "
            f"{later.index[0]}, of which {named} is made"
        )
    gap = max(abs(forecast["value_pct"] - p) for p in (forecast["frozen_pct"], judgement["probability"]))
    if gap > GAP and pd.isna(forecast["reason"]):
        found.append(f"reason: blank, but {named} is {gap:g} points away, more than {GAP}")
    return found
