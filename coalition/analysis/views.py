"""One question seen three ways: what usually happens, what others expect, what we judge.

The question is whether a general ceasefire takes effect (judgement K01), and whether one that begins lasts.
"""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import chain, conflicts, forecasts, reference_chance, truces, wars

HOLDS_YEARS = 5
"""Years after which ceasefires elsewhere are looked at."""


def base_rates() -> pd.DataFrame:
    """What the tables say of cases like this one, each with its interval and number of cases.

    Index: ``wars`` (wars between states that went on into the year after the present one: share that ended
    in it), ``talks`` and ``war`` (what the count of this war alone gives, see ``reference_chance``),
    ``truces`` (truces in this war: share that held ``truces.MONTH`` days), ``ceasefires`` (ceasefire
    agreements between states elsewhere: share without war after ``HOLDS_YEARS`` years).

    Columns: asks (``comes`` or ``lasts``), value, low, high (percent; no value for a range), n (cases;
    missing for a range), source_ids.
    """
    age = wars.next_year(wars.year_of_this_war())
    here, elsewhere = truces.estimate(), conflicts.ended("ceasefire_agreement")
    there = conflicts.after(elsewhere, HOLDS_YEARS)
    alone = reference_chance.reference(data.row("judgements", "K01")["score_by"])
    counted = {
        "talks": [data.row("events", "E004")["source_ids"]],
        "war": [data.row("events", "H050")["source_ids"]],
    }
    rows = {
        "wars": ("comes", *_percent(age["share"], age["low"], age["high"]), age["went_on"], _ids("wars")),
        **{
            since: ("comes", float("nan"), alone.at[since, "low"], alone.at[since, "high"], None, ids[0])
            for since, ids in counted.items()
        },
        "truces": (
            "lasts",
            *_percent(here["holding"], here["holding_low"], here["holding_high"]),
            here["n"],
            here["source_ids"],
        ),
        "ceasefires": (
            "lasts",
            *_percent(there["holding"], there["low"], there["high"]),
            len(elsewhere),
            tuple(data.source_ids(elsewhere)),
        ),
    }
    columns = ["asks", "value", "low", "high", "n", "source_ids"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).astype({"n": "Int64"})


def _ids(table: str) -> tuple[str, ...]:
    return tuple(data.source_ids(data.load(table)))


def _percent(*shares: float) -> list[float]:
    return [100 * float(s) for s in shares]


def others() -> pd.DataFrame:
    """Forecasts of others on a ceasefire, rows of ``forecasts.on``."""
    return forecasts.on("ceasefire")


def ours() -> pd.DataFrame:
    """What we judge. Index: ``begins`` (K01), ``in_force`` (the scenarios with a ceasefire on the day).

    Columns: value (percent), low, high (range of the word; missing for a sum), day (ISO 8601), source_ids.
    """
    begins = chain.filled(data.rows("judgements", ["K01"])).iloc[0]
    standing = chain.filled(data.rows("judgements", ["S02", "S03", "S04"]))
    return pd.DataFrame.from_dict(
        {
            "begins": (
                float(begins["probability"]),
                float(begins["probability_low"]),
                float(begins["probability_high"]),
                begins["score_by"],
                begins["source_ids"],
            ),
            "in_force": (
                float(standing["probability"].sum()),
                float("nan"),
                float("nan"),
                standing["score_by"].iloc[0],
                tuple(data.source_ids(standing)),
            ),
        },
        orient="index",
        columns=["value", "low", "high", "day", "source_ids"],
    )


def rows() -> pd.DataFrame:
    """``base_rates``, ``others`` and ``ours`` in one table, in the order in which they are shown.

    Columns: part (code of ``view_part``), view (its label), label, value, low, high (percent; a range has no
    value, a single number no bounds), source_ids, nearest (false for a forecast if another of the same
    forecaster has a deadline nearer to the day of our first judgement).
    """
    parts, rates = data.labels_of("computed", "view_part"), data.labels_of("computed", "base_rate")
    own, age = data.labels_of("computed", "own_view"), wars.year_of_this_war()
    nearest = _nearest(others(), ours().at["begins", "day"])
    found = [
        (
            r.asks,
            rates[r.Index].format(age=age, days=truces.MONTH, years=HOLDS_YEARS)
            + ("" if pd.isna(r.n) else f" (n\u00a0=\u00a0{r.n})"),
            r.value,
            r.low,
            r.high,
            r.source_ids,
            True,
        )
        for r in base_rates().sort_values("asks", kind="stable").itertuples()
    ]
    found += [
        (
            "others",
            f"{r.who}, {data.written_date(r.made_on)}: by {data.written_date(r.deadline)}",
            r.value_pct,
            None,
            None,
            r.source_ids,
            r.forecast_id in nearest,
        )
        for r in others().itertuples()
    ]
    found += [
        (
            "ours",
            own[r.Index].format(date=data.written_date(r.day)),
            r.value,
            r.low,
            r.high,
            r.source_ids,
            True,
        )
        for r in ours().itertuples()
    ]
    columns = ["part", "label", "value", "low", "high", "source_ids", "nearest"]
    table = pd.DataFrame(found, columns=columns)
    table.insert(1, "view", table["part"].map(parts))
    return table


def _nearest(forecasts_: pd.DataFrame, day: str) -> set[str]:
    """The forecast of each forecaster whose deadline is nearest to a day."""
    away = (pd.to_datetime(forecasts_["deadline"]) - pd.Timestamp(day)).abs()
    return set(forecasts_.loc[away.groupby(forecasts_["who"]).idxmin(), "forecast_id"])


def percent(value: float) -> str:
    """A chance or share in per cent: whole, or with its half where it was given so."""
    return f"{value:g}" if float(2 * value).is_integer() else f"{value:.0f}"


def windows(judgement: pd.Series) -> pd.DataFrame:
    """The same stretch of the year as that of a row of ``judgements``, in each year since the invasion.

    A stretch runs from the day after the anniversary of the data cut-off to that of the day of scoring.
    Columns: first, last (timestamps), truces (truces along the whole front that began in it and took
    effect). Only whole stretches before the cut-off.
    """
    cut_off, end = data.as_day(None), data.last_day(pd.Series([judgement["score_by"]])).iloc[0]
    span = end.year - cut_off.year
    table = data.load("ceasefires").query("scope == 'front_wide' and end_kind != 'never_started'")
    began = data.first_day(table["start_date"])
    rows = []
    for year in range(int(data.row("events", "H050")["date"][:4]), cut_off.year):
        first = cut_off.replace(year=year) + pd.Timedelta(days=1)
        last = end.replace(year=year + span).normalize()
        if last <= cut_off:
            rows.append((first, last, int(began.between(first, last).sum())))
    return pd.DataFrame(rows, columns=["first", "last", "truces"])
