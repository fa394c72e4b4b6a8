"""Earlier missions: how dense they were, how they ended, and which come nearest to a force for Ukraine.

Every function takes the ``missions`` table (``data.load("missions")``, or a recoded copy) and changes
nothing. A density exists only for rows that the table marks as usable; for all others it is missing.

Statistics come from scipy: Spearman's rank correlation, the Mann-Whitney test, Fisher's exact test with the
conditional odds ratio, and the standardised Euclidean distance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable

import numpy as np
import pandas as pd
from scipy import stats
from scipy.spatial.distance import cdist

from coalition import data

OUTCOME_RANK = {"collapsed": 0, "partial": 1, "ongoing": 2, "held": 2}
"""Rank of an outcome for rank correlations: a mission that goes on without war counts like one that held."""

UNEF_LINE_UN_HISTORY_KM = 273
"""Length of the line of UNEF I with the Gaza armistice line, as the note of that row gives it (km)."""


@dataclass(frozen=True)
class Measure:
    """A way to relate the size of a force to what it watched."""

    id: str
    label: str
    unit: str
    size: str
    """Column of the ``missions`` table by which the force is divided."""
    size_label: str
    per: int
    """Units of ``size`` in the denominator: troops per 1 km, per 1,000 inhabitants."""
    usable: str
    exclusion: str
    parameter: str
    """Row of ``parameters`` with the value for Ukraine."""
    larger: str
    """Words for how much larger Ukraine's ``size`` is, with a place for the factor."""

    @property
    def density(self) -> str:
        """Name of the density column that ``densities`` adds."""
        return f"troops_per_{self.id}"


MEASURES = {
    "km": Measure(
        "km",
        "Troops per km of line",
        "troops per km",
        "line_km",
        "Line (km)",
        1,
        "density_line_usable",
        "density_line_exclusion",
        "line_active_km",
        "Ukraine's line is {:.1f} times as long",
    ),
    "1000": Measure(
        "1000",
        "Troops per 1,000 inhabitants",
        "troops per 1,000 inhabitants",
        "population",
        "Inhabitants",
        1000,
        "density_population_usable",
        "density_population_exclusion",
        "population_government",
        "Ukraine has {:.1f} times the people",
    ),
}


def measure(measure_id: str) -> Measure:
    """The measure ``km`` or ``1000``. Raises KeyError, naming them, for anything else."""
    if measure_id not in MEASURES:
        raise KeyError(f"no measure {measure_id!r}; there are {', '.join(MEASURES)}")
    return MEASURES[measure_id]


def densities(missions: pd.DataFrame) -> pd.DataFrame:
    """The missions with two more columns, missing where the row is not usable for that comparison.

    ``troops_per_km`` = peak_troops / line_km, ``troops_per_1000`` = 1,000 * peak_troops / population.
    ``peak_troops`` counts observers where ``counted`` says so, and is a ceiling or target where ``peak_kind`` says so.
    """
    columns = {
        m.density: (m.per * missions["peak_troops"] / missions[m.size])
        .where(missions[m.usable])
        .astype("Float64")
        for m in MEASURES.values()
    }
    return missions.assign(**columns)


def usable(missions: pd.DataFrame, measure_id: str) -> pd.DataFrame:
    """The rows that may be compared by one measure, with their density, densest first."""
    m = measure(measure_id)
    rows = densities(missions)
    return rows[rows[m.usable]].sort_values(m.density, ascending=False, ignore_index=True)


def left_out(missions: pd.DataFrame, measure_id: str) -> pd.DataFrame:
    """Why rows are left out of one measure. Columns: reason (code), meaning, n; most frequent first."""
    m = measure(measure_id)
    counts = missions.loc[~missions[m.usable], m.exclusion].value_counts()
    return pd.DataFrame(
        {
            "reason": counts.index,
            "meaning": [data.meanings_of("missions", m.exclusion)[c] for c in counts.index],
            "n": counts.to_numpy(),
        }
    )


def correlation(missions: pd.DataFrame, measure_id: str) -> dict:
    """Spearman's rank correlation of density with outcome (``OUTCOME_RANK``) over the usable rows.

    Returns n, rho, p (two-sided, ``scipy.stats.spearmanr``), low and high: the 95 percent interval of Fisher's
    transformation on the ranks (``scipy.stats.pearsonr``), rough for so few rows.
    Raises ValueError with fewer than five usable rows or only one outcome.
    """
    m = measure(measure_id)
    rows = usable(missions, measure_id)
    density = rows[m.density].to_numpy(float)
    outcome = rows["outcome"].map(OUTCOME_RANK).to_numpy(float)
    if len(rows) < 5 or len(set(outcome)) < 2:
        raise ValueError(
            f"{len(rows)} usable rows with {len(set(outcome))} outcomes are too few for a rank correlation"
        )
    result = stats.spearmanr(density, outcome)
    interval = stats.pearsonr(stats.rankdata(density), stats.rankdata(outcome)).confidence_interval()
    return {
        "n": len(rows),
        "rho": float(result.statistic),
        "p": float(result.pvalue),
        "low": float(interval.low),
        "high": float(interval.high),
    }


def held_against_collapsed(missions: pd.DataFrame, measure_id: str) -> dict:
    """Densities of missions that held against those that collapsed, usable rows only.

    Returns n_held, n_collapsed, median_held, median_collapsed, p (two-sided ``scipy.stats.mannwhitneyu``, exact without
    ties). Raises ValueError if one group is empty.
    """
    m = measure(measure_id)
    rows = usable(missions, measure_id)
    groups = {o: rows.loc[rows["outcome"] == o, m.density].to_numpy(float) for o in ("held", "collapsed")}
    if not all(len(g) for g in groups.values()):
        raise ValueError("a comparison needs missions that held and missions that collapsed")
    return {
        "n_held": len(groups["held"]),
        "n_collapsed": len(groups["collapsed"]),
        "median_held": float(np.median(groups["held"])),
        "median_collapsed": float(np.median(groups["collapsed"])),
        "p": float(stats.mannwhitneyu(groups["held"], groups["collapsed"], alternative="two-sided").pvalue),
    }


def by_theatre(missions: pd.DataFrame) -> pd.DataFrame:
    """Each combination of theatre, consent and outcome once, so that one theatre does not count several times."""
    return missions.drop_duplicates(["theatre", "host_consent", "outcome"])


def consent(missions: pd.DataFrame) -> dict:
    """Missions that held against missions that collapsed, by consent.

    Returns yes_held, yes_collapsed, partial_held, partial_collapsed (counts), share_yes and share_partial (share that held, of
    those that held or collapsed), p (two-sided, ``scipy.stats.fisher_exact``), odds, odds_low, odds_high (conditional odds
    ratio with its 95 percent interval, ``scipy.stats.contingency.odds_ratio``). Missions coded partial or ongoing are left out.
    The codes of consent were given with the outcome known: the numbers describe the coding and explain nothing.
    Raises ValueError if no row has one of the two consent codes.
    """
    table = _crossed(missions, "host_consent", ["yes", "partial"])
    if (table.sum(axis=1) == 0).any():
        raise ValueError("a comparison needs missions with consent and missions with partial consent")
    odds = stats.contingency.odds_ratio(table)
    interval = odds.confidence_interval(0.95)
    (a, b), (c, d) = table.tolist()
    return {
        "yes_held": a,
        "yes_collapsed": b,
        "partial_held": c,
        "partial_collapsed": d,
        "share_yes": a / (a + b),
        "share_partial": c / (c + d),
        "p": float(stats.fisher_exact(table).pvalue),
        "odds": float(odds.statistic),
        "odds_low": float(interval.low),
        "odds_high": float(interval.high),
    }


def nuclear(missions: pd.DataFrame) -> dict:
    """Counts with and without a nuclear adversary: with_held, with_collapsed, without_held, without_collapsed."""
    (a, b), (c, d) = _crossed(missions, "nuclear_adversary", [True, False]).tolist()
    return {"with_held": a, "with_collapsed": b, "without_held": c, "without_collapsed": d}


def _crossed(missions: pd.DataFrame, column: str, codes: list) -> np.ndarray:
    """Counts of missions that held (first) and collapsed, one line per code."""
    return np.array(
        [
            [int(((missions[column] == c) & (missions["outcome"] == o)).sum()) for o in ("held", "collapsed")]
            for c in codes
        ]
    )


@dataclass(frozen=True)
class Variant:
    """Another way to code or choose the missions."""

    id: str
    label: str
    statement: str
    change: Callable[[pd.DataFrame], pd.DataFrame]


def _recoded(mission_id: str, **values) -> Callable[[pd.DataFrame], pd.DataFrame]:
    def change(missions: pd.DataFrame) -> pd.DataFrame:
        changed = missions.copy()
        for column, value in values.items():
            changed.loc[changed["mission_id"] == mission_id, column] = value
        return changed

    return change


def _outcome_as(code: str, other: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda missions: missions.assign(outcome=missions["outcome"].replace(code, other))


def _without(column: str, *codes: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda missions: missions[~missions[column].isin(codes)]


def _two_more_consents(missions: pd.DataFrame) -> pd.DataFrame:
    """Two missions that collapsed with partial consent counted as missions with consent; which two does not matter for the counts."""
    rows = missions.index[(missions["host_consent"] == "partial") & (missions["outcome"] == "collapsed")][:2]
    changed = missions.copy()
    changed.loc[rows, "host_consent"] = "yes"
    return changed


BASE = Variant("base", "As coded", "All rows as they are coded.", lambda missions: missions)
_ISAF = Variant(
    "isaf",
    "ISAF at its end",
    "ISAF judged by the end of the mission and not by a later fall: partial.",
    _recoded("isaf", outcome="partial"),
)
_UNPREDEP = Variant(
    "unpredep",
    "UNPREDEP by later war",
    "UNPREDEP judged by the fighting after it left, as ISAF is: collapsed.",
    _recoded("unpredep", outcome="collapsed"),
)
_TROOPS = Variant(
    "troops", "Without observers", "Only missions whose size counts troops.", _without("counted", "observers")
)

CONSENT_VARIANTS = (
    BASE,
    Variant(
        "theatres",
        "Each theatre once",
        "Each combination of theatre, consent and outcome counted once.",
        by_theatre,
    ),
    _ISAF,
    _UNPREDEP,
    Variant(
        "partial-held",
        "Partial as held",
        "Missions with a partial outcome counted as held.",
        _outcome_as("partial", "held"),
    ),
    Variant(
        "partial-collapsed",
        "Partial as collapsed",
        "Missions with a partial outcome counted as collapsed.",
        _outcome_as("partial", "collapsed"),
    ),
    Variant(
        "ongoing-held",
        "Ongoing as held",
        "Missions that go on counted as held.",
        _outcome_as("ongoing", "held"),
    ),
    _TROOPS,
    Variant(
        "no-tripwires",
        "Without tripwires",
        "Without tripwires and forces that reassure an ally.",
        _without("type", "tripwire", "reassurance"),
    ),
    Variant(
        "unef",
        "UNEF I: consent partial",
        "UNEF I coded as partial consent, since Egypt withdrew it.",
        _recoded("unef-1", host_consent="partial"),
    ),
    Variant(
        "two-more",
        "Consent recoded in two rows",
        "Two missions that collapsed with partial consent counted as missions with consent.",
        _two_more_consents,
    ),
    Variant(
        "confidence", "Without weak rows", "Without rows of low confidence.", _without("confidence", "low")
    ),
)
"""How the pattern of consent is put to the test."""

DENSITY_VARIANTS = (
    BASE,
    _ISAF,
    _UNPREDEP,
    _TROOPS,
    Variant(
        "strengths",
        "Strengths only",
        "Without ceilings and targets.",
        _without("peak_kind", "ceiling", "target", "plan"),
    ),
    Variant(
        "no-ongoing", "Without ongoing ones", "Without missions that go on.", _without("outcome", "ongoing")
    ),
    Variant(
        "unef-line",
        "UNEF I on 273 km",
        "UNEF I with the longer line of the UN history.",
        _recoded("unef-1", line_km=UNEF_LINE_UN_HISTORY_KM),
    ),
    Variant(
        "confidence", "Without weak rows", "Without rows of low confidence.", _without("confidence", "low")
    ),
)
"""How the missing link between density and outcome is put to the test."""


def consent_sensitivity(missions: pd.DataFrame) -> pd.DataFrame:
    """``consent`` under every ``CONSENT_VARIANTS``. Columns: variant, label, statement, then those of ``consent``."""
    return pd.DataFrame(
        [
            {"variant": v.id, "label": v.label, "statement": v.statement} | consent(v.change(missions))
            for v in CONSENT_VARIANTS
        ]
    )


def density_sensitivity(missions: pd.DataFrame) -> pd.DataFrame:
    """``correlation`` under every ``DENSITY_VARIANTS`` and measure. Columns: variant, label, statement, measure, then those of ``correlation``.

    A variant with too few usable rows has n and missing results.
    """
    return pd.DataFrame(
        [
            {"variant": v.id, "label": v.label, "statement": v.statement, "measure": m}
            | _correlation_or_missing(v.change(missions), m)
            for v in DENSITY_VARIANTS
            for m in MEASURES
        ]
    )


def _correlation_or_missing(missions: pd.DataFrame, measure_id: str) -> dict:
    try:
        return correlation(missions, measure_id)
    except ValueError:
        return {
            "n": len(usable(missions, measure_id)),
            "rho": np.nan,
            "p": np.nan,
            "low": np.nan,
            "high": np.nan,
        }


SIZES = ("zelenskyy-2026-02", "iiss-medium-2025", "radakin-64k-2025", "zelenskyy-davos-2025")
"""Rows of ``estimates`` whose low bound stands for a size that was discussed, smallest first."""


def plans(estimates: pd.DataFrame, parameters: pd.DataFrame) -> pd.DataFrame:
    """Sizes discussed for Ukraine, spread over its line and its population.

    Columns: estimate_id, author, date, concept, troops, line_km, population, troops_per_km, troops_per_1000, source_ids. Line and population are
    the central values of ``parameters`` (active front; government-held area). The force would stand away from the line: troops
    per km is a yardstick here and not a plan. Raises KeyError if an estimate or parameter is not in its table.
    """
    rows = estimates.set_index("estimate_id").loc[list(SIZES)].reset_index()
    centre = parameters.set_index("parameter_id")
    given = {m.size: float(centre.loc[m.parameter, "central"]) for m in MEASURES.values()}
    ground = tuple(i for m in MEASURES.values() for i in centre.loc[m.parameter, "source_ids"])
    table = pd.DataFrame(
        {
            "estimate_id": rows["estimate_id"],
            "author": rows["author"],
            "date": rows["date"],
            "concept": rows["concept"],
            "troops": rows["low"].astype(int),
            **given,
            "source_ids": [tuple(dict.fromkeys(ids + ground)) for ids in rows["source_ids"]],
        }
    )
    return table.assign(**{m.density: m.per * table["troops"] / table[m.size] for m in MEASURES.values()})


def nearest(
    missions: pd.DataFrame, measure_id: str, troops: float, size: float, first: int | None = None
) -> pd.DataFrame:
    """The usable missions by their distance from a force of ``troops`` on a line or population of ``size``.

    Formula: with x = (log10 density, log10 size), d = sqrt(sum over both of ((x - x_plan) / s)^2), where s is the standard deviation
    (n - 1) of x over the usable missions: the standardised Euclidean distance, ``scipy.spatial.distance.cdist``. A distance of 1 is one such standard
    deviation. It compares size and scale only. Consent, adversary and the rest are not in it; they stand beside it as columns.

    Columns: those of ``usable``, then distance, times_as_dense (plan / mission), times_as_large (plan / mission); nearest first.
    ``first`` keeps that many. Raises ValueError if troops or size is not positive.
    """
    if not (troops > 0 and size > 0):
        raise ValueError("a distance needs a positive number of troops and a positive size")
    m = measure(measure_id)
    rows = usable(missions, measure_id)
    density = m.per * troops / size
    points = np.log10(rows[[m.density, m.size]].to_numpy(float))
    plan = np.log10([[density, size]])
    distance = cdist(plan, points, "seuclidean", V=points.var(axis=0, ddof=1))[0]
    found = rows.assign(
        distance=distance,
        times_as_dense=density / rows[m.density].to_numpy(float),
        times_as_large=size / rows[m.size].to_numpy(float),
    ).sort_values("distance", ignore_index=True)
    return found if first is None else found.head(first)


def nearest_by_size(missions: pd.DataFrame, discussed: pd.DataFrame, first: int = 3) -> pd.DataFrame:
    """The nearest missions for every size of ``plans``.

    Columns: troops, author, measure, density, then mission_ids (list, nearest first) and distance (of the nearest), source_ids.
    """
    rows = []
    for plan in discussed.itertuples():
        for m in MEASURES.values():
            found = nearest(missions, m.id, plan.troops, getattr(plan, m.size), first)
            rows.append(
                {
                    "troops": plan.troops,
                    "author": plan.author,
                    "measure": m.id,
                    "density": getattr(plan, m.density),
                    "mission_ids": list(found["mission_id"]),
                    "distance": float(found["distance"].iloc[0]),
                    "source_ids": tuple(dict.fromkeys(plan.source_ids + tuple(data.source_ids(found)))),
                }
            )
    return pd.DataFrame(rows)


PROFILE = {"host_consent": "partial", "nuclear_adversary": True, "lead": "coalition", "counted": "troops"}
"""The force that is discussed, coded like a mission: Ukraine asks for it and Russia rejects it, Russia has nuclear weapons,
a group of states would lead it, and its size counts troops."""

_DIFFERENCES = {
    ("host_consent", "yes"): "the host or both sides consented",
    ("nuclear_adversary", False): "no nuclear adversary",
    ("counted", "observers"): "observers, not troops",
    ("peak_kind", "ceiling"): "size is a ceiling",
    ("peak_kind", "target"): "size is a target",
    ("lead", "un"): "led by the UN",
    ("lead", "nato"): "led by NATO",
    ("lead", "eu"): "led by the EU",
    ("lead", "osce"): "led by the OSCE",
    ("lead", "cis"): "led by Russia under the CIS",
    ("lead", "russia"): "led by Russia",
}


def differences(missions: pd.DataFrame) -> pd.Series:
    """In words, how each mission differs from ``PROFILE``, and what is special about its size; indexed like ``missions``."""
    return pd.Series(
        [
            "; ".join(
                text
                for (column, code), text in _DIFFERENCES.items()
                if row[column] == code and PROFILE.get(column) != code
            )
            for _, row in missions.iterrows()
        ],
        index=missions.index,
        dtype="string",
    )
