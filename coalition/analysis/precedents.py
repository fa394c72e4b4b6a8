"""Earlier missions: how dense they were, how they ended, and which come nearest to a force for Ukraine.

Every function takes the ``missions`` table (``data.load("missions")``, or a recoded copy) and changes
nothing. A density exists only for rows that the table marks as usable; for all others it is missing.

Statistics come from scipy: Spearman's rank correlation, the Mann-Whitney test, Fisher's exact test with the
conditional odds ratio, and the standardised Euclidean distance.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats
from scipy.spatial.distance import cdist

from coalition import data

LEVEL = 0.95
"""Confidence level of every interval here."""

LEAST = 5
"""Usable missions from which a correlation is worked out."""

OUTCOME_RANK = {"collapsed": 0, "partial": 1, "ongoing": 2, "held": 2}
"""Rank of an outcome for rank correlations: a mission that goes on without war counts like one that held."""


@dataclass(frozen=True)
class Measure:
    """A way to relate the size of a force to what it watched."""

    id: str
    size: str
    """Column of the ``missions`` table by which the force is divided."""
    per: int
    """Units of ``size`` in the denominator: troops per 1 km, per 1,000 inhabitants."""
    usable: str
    exclusion: str
    parameter: str
    """Row of ``parameters`` with the value for Ukraine."""

    @property
    def label(self) -> str:
        """The reader's name of the measure."""
        return data.labels_of("computed", "density_measure")[self.id]

    @property
    def unit(self) -> str:
        """Its unit in words."""
        return data.labels_of("computed", "density_measure", short=True)[self.id]

    @property
    def density(self) -> str:
        """Name of the density column that ``densities`` adds."""
        return f"troops_per_{self.id}"


LINE, PEOPLE = "km", "1000"
"""Ids of the measures."""
MEASURES = {
    LINE: Measure(LINE, "line_km", 1, "density_line_usable", "density_line_exclusion", "line_active_km"),
    PEOPLE: Measure(
        PEOPLE,
        "population",
        1000,
        "density_population_usable",
        "density_population_exclusion",
        "population_government",
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
    ``peak_troops`` counts observers where ``counted`` says so, and is a ceiling or target where
    ``peak_kind`` says so.
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


def correlation(missions: pd.DataFrame, measure_id: str) -> dict[str, Any]:
    """Spearman's rank correlation of density with outcome (``OUTCOME_RANK``) over the usable rows.

    Returns n, rho, p (two-sided, ``scipy.stats.spearmanr``), low and high: the 95 per cent interval of
    Fisher's transformation on the ranks (``scipy.stats.pearsonr``), rough for so few rows. Raises
    ValueError with fewer than five usable rows or only one outcome.
    """
    m = measure(measure_id)
    rows = usable(missions, measure_id)
    density = rows[m.density].to_numpy(float)
    outcome = rows["outcome"].map(OUTCOME_RANK).to_numpy(float)
    if len(rows) < LEAST or len(set(outcome)) < 2:
        raise ValueError(
            f"{len(rows)} usable rows with {len(set(outcome))} outcomes are too few for a rank correlation"
        )
    result = stats.spearmanr(density, outcome)
    interval = stats.pearsonr(stats.rankdata(density), stats.rankdata(outcome)).confidence_interval(LEVEL)
    return {
        "n": len(rows),
        "rho": float(result.statistic),
        "p": float(result.pvalue),
        "low": float(interval.low),
        "high": float(interval.high),
    }


def held_against_collapsed(missions: pd.DataFrame, measure_id: str) -> dict[str, Any]:
    """Densities of missions that held against those that collapsed, usable rows only.

    Returns n_held, n_collapsed, median_held, median_collapsed, p (two-sided ``scipy.stats.mannwhitneyu``,
    exact without ties). Raises ValueError if one group is empty.
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
    """Each combination of theatre, consent and outcome once, so that no theatre counts several times."""
    return missions.drop_duplicates(["theatre", "host_consent", "outcome"])


def by_consent(missions: pd.DataFrame) -> dict[str, Any]:
    """Missions that held against missions that collapsed, by consent.

    Returns yes_held, yes_collapsed, partial_held, partial_collapsed (counts), share_yes and share_partial
    (share that held, of those that held or collapsed), p (two-sided, ``scipy.stats.fisher_exact``), odds,
    odds_low, odds_high (conditional odds ratio with its 95 per cent interval,
    ``scipy.stats.contingency.odds_ratio``). Missions coded partial or ongoing are left out. The codes of
    consent were given with the outcome known: the numbers describe the coding and explain nothing. Raises
    ValueError if no row has one of the two consent codes.
    """
    table = _crossed(missions, "host_consent", ["yes", "partial"])
    if (table.sum(axis=1) == 0).any():
        raise ValueError("a comparison needs missions with consent and missions with partial consent")
    odds = stats.contingency.odds_ratio(table)
    interval = odds.confidence_interval(LEVEL)
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


def nuclear(missions: pd.DataFrame) -> dict[str, int]:
    """Counts of missions with and without a nuclear adversary.

    Returns with_held, with_collapsed, without_held, without_collapsed.
    """
    (a, b), (c, d) = _crossed(missions, "nuclear_adversary", [True, False]).tolist()
    return {"with_held": a, "with_collapsed": b, "without_held": c, "without_collapsed": d}


def led_by(missions: pd.DataFrame, *leads: str) -> dict[str, int]:
    """Count the missions under one of these leads (codes of ``missions.lead``): held, collapsed."""
    held, collapsed = _crossed(missions, "lead", list(leads)).sum(axis=0).tolist()
    return {"held": held, "collapsed": collapsed}


PARTITIONED = ("host_consent", "lead", "type", "counted", "nuclear_adversary", "peak_kind")
"""Columns of codes by which the missions can be set apart."""


def partitions(missions: pd.DataFrame) -> pd.DataFrame:
    """Missions that held against missions that collapsed, one code of ``PARTITIONED`` against all others.

    Every code of every column that both groups have missions in, and the nuclear adversary in both codings.
    Columns: column, code, coding (``BASE`` or a variant), held, collapsed (with the code), other_held,
    other_collapsed, p (two-sided, ``scipy.stats.fisher_exact``), p_all (allowing for the number of tries, by
    Holm's method); smallest p first.
    """
    rows = []
    for variant in (BASE, DECLARED):
        coded = variant.change(missions)
        ended = coded[coded["outcome"].isin(["held", "collapsed"])]
        for column in PARTITIONED if variant is BASE else ("nuclear_adversary",):
            codes = list(dict.fromkeys(ended[column].dropna()))
            for code in codes[:1] if len(codes) == 2 else codes:
                inside = ended[column].eq(code).fillna(False).astype(bool)
                counts = [
                    int((m & (ended["outcome"] == o)).sum())
                    for m in (inside, ~inside)
                    for o in ("held", "collapsed")
                ]
                if sum(counts[:2]) and sum(counts[2:]):
                    p = stats.fisher_exact([counts[:2], counts[2:]]).pvalue
                    rows.append((column, str(code).lower(), variant.id, *counts, float(p)))
    columns = ["column", "code", "coding", "held", "collapsed", "other_held", "other_collapsed", "p"]
    table = pd.DataFrame(rows, columns=columns).sort_values(["p", "column", "code"], ignore_index=True)
    return table.assign(p_all=(table["p"] * (len(table) - table.index)).cummax().clip(upper=1))


def density_partitions(missions: pd.DataFrame) -> pd.DataFrame:
    """``correlation`` among the missions of every code of ``PARTITIONED`` that has enough of them.

    Columns: measure, column, code, n, rho, low, high. Codes with too few usable rows or one outcome are left
    out.
    """
    rows = []
    for m in MEASURES:
        fit = usable(missions, m)
        for column in PARTITIONED:
            enough = fit[column].value_counts()
            for code in [c for c in dict.fromkeys(fit[column].dropna()) if enough[c] >= LEAST]:
                found = _correlation_or_missing(fit[fit[column].eq(code).fillna(False)], m)
                if not np.isnan(found["rho"]):
                    rows.append(
                        (m, column, str(code).lower(), *(found[k] for k in ("n", "rho", "low", "high")))
                    )
    return pd.DataFrame(rows, columns=["measure", "column", "code", "n", "rho", "low", "high"])


def led_apart(missions: pd.DataFrame, *leads: str) -> float:
    """Fisher's exact p of missions under some leads against all others, held against collapsed."""
    under = missions["lead"].isin(leads)
    table = [
        [int((m & (missions["outcome"] == o)).sum()) for o in ("held", "collapsed")] for m in (under, ~under)
    ]
    return float(stats.fisher_exact(table).pvalue)


def _crossed(missions: pd.DataFrame, column: str, codes: list[Any]) -> np.ndarray:
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
    change: Callable[[pd.DataFrame], pd.DataFrame]

    @property
    def label(self) -> str:
        """The reader's name of the variant."""
        coded = data.labels_of("mission_variants", "variant_id")
        return (data.labels_of("computed", "mission_choice") | coded)[self.id]

    @property
    def statement(self) -> str:
        """What it changes, in one sentence."""
        coded = data.meanings_of("mission_variants", "variant_id")
        return (data.meanings_of("computed", "mission_choice") | coded)[self.id]


def _recoded(variant_id: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """The missions with the cells that ``mission_variants`` gives for one variant."""

    def change(missions: pd.DataFrame) -> pd.DataFrame:
        rows = data.load("mission_variants")
        rows = rows[rows["variant_id"] == variant_id].set_index("mission_id")
        changed = missions.set_index("mission_id")
        changed.update(rows[["host_consent", "outcome", "line_km", "nuclear_adversary"]])
        return changed.reset_index()[list(missions.columns)]

    return change


def _coded(variant_id: str) -> Variant:
    """A variant that recodes the rows of ``mission_variants``."""
    return Variant(variant_id, _recoded(variant_id))


def _outcome_as(code: str, other: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda missions: missions.assign(outcome=missions["outcome"].replace(code, other))


def _without(column: str, *codes: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda missions: missions[~missions[column].isin(codes)]


def _two_more_consents(missions: pd.DataFrame) -> pd.DataFrame:
    """Two missions that collapsed with partial consent counted as missions with consent.

    Which two does not matter for the counts.
    """
    rows = missions.index[(missions["host_consent"] == "partial") & (missions["outcome"] == "collapsed")][:2]
    changed = missions.copy()
    changed.loc[rows, "host_consent"] = "yes"
    return changed


BASE = Variant("base", lambda missions: missions)
DECLARED = _coded("declared")
"""The other coding of the nuclear adversary."""

_TROOPS = Variant("troops", _without("counted", "observers"))
_CONFIDENCE = Variant("confidence", _without("confidence", "low"))

CONSENT_VARIANTS = (
    BASE,
    Variant("theatres", by_theatre),
    _coded("isaf"),
    _coded("unpredep"),
    Variant("partial-held", _outcome_as("partial", "held")),
    Variant("partial-collapsed", _outcome_as("partial", "collapsed")),
    Variant("ongoing-held", _outcome_as("ongoing", "held")),
    _TROOPS,
    Variant("no-tripwires", _without("type", "tripwire", "reassurance")),
    _coded("unef"),
    Variant("two-more", _two_more_consents),
    _CONFIDENCE,
)
"""How the pattern of consent is put to the test."""

DENSITY_VARIANTS = (
    BASE,
    _coded("isaf"),
    _coded("unpredep"),
    _TROOPS,
    Variant("strengths", _without("peak_kind", "ceiling", "target", "plan")),
    Variant("no-ongoing", _without("outcome", "ongoing")),
    _coded("unef-line"),
    _CONFIDENCE,
)
"""How the missing link between density and outcome is put to the test."""


def consent_sensitivity(missions: pd.DataFrame) -> pd.DataFrame:
    """``by_consent`` under each of ``CONSENT_VARIANTS``.

    Columns: variant, label, statement, then those of ``by_consent``.
    """
    return pd.DataFrame(
        [
            {"variant": v.id, "label": v.label, "statement": v.statement} | by_consent(v.change(missions))
            for v in CONSENT_VARIANTS
        ]
    )


def density_sensitivity(missions: pd.DataFrame) -> pd.DataFrame:
    """``correlation`` for each of ``DENSITY_VARIANTS`` and measure.

    Columns: variant, label, statement, measure, then those of ``correlation``. A variant with too few usable
    rows has n and missing results.
    """
    return pd.DataFrame(
        [
            {"variant": v.id, "label": v.label, "statement": v.statement, "measure": m}
            | _correlation_or_missing(v.change(missions), m)
            for v in DENSITY_VARIANTS
            for m in MEASURES
        ]
    )


def _correlation_or_missing(missions: pd.DataFrame, measure_id: str) -> dict[str, Any]:
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


def sizes() -> pd.DataFrame:
    """The rows of ``estimates`` whose low bound stands for a size that was discussed, smallest first.

    Raises KeyError if one is not in the table.
    """
    rows = data.rows(
        "estimates", ["zelenskyy-2026-02", "iiss-medium-2025", "radakin-64k-2025", "zelenskyy-davos-2025"]
    )
    return rows.sort_values("low", ignore_index=True)


def plans(rows: pd.DataFrame, parameters: pd.DataFrame) -> pd.DataFrame:
    """Sizes discussed for Ukraine (rows of ``estimates``), spread over its line and its population.

    Columns: estimate_id, author, date, concept, troops, line_km, population, troops_per_km,
    troops_per_1000, source_ids. Line and population are the central values of ``parameters`` (active
    front; government-held area). The force would stand away from the line: troops per km is a yardstick
    here and not a plan. Raises KeyError if a parameter is not in its table.
    """
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

    Formula: with x = (log10 density, log10 size), d = sqrt(sum over both of ((x - x_plan) / s)^2), where
    s is the standard deviation (n - 1) of x over the usable missions: the standardised Euclidean
    distance, ``scipy.spatial.distance.cdist``. A distance of 1 is one such standard deviation. It
    compares size and scale only. Consent, adversary and the rest are not in it; they stand beside it as
    columns.

    Columns: those of ``usable``, then distance, times_as_dense (plan / mission), times_as_large (plan /
    mission); nearest first. ``first`` keeps that many. Raises ValueError if troops or size is not
    positive.
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

    Columns: troops, author, measure, density, then mission_ids (list, nearest first) and distance (of the
    nearest), source_ids.
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
                    "source_ids": tuple(dict.fromkeys(plan.source_ids + data.together(found["source_ids"]))),
                }
            )
    return pd.DataFrame(rows)


def force_discussed() -> pd.Series:
    """The force that is discussed for Ukraine, coded like a mission: a row of ``discussed_force``."""
    return data.row("discussed_force", "multinational-force")


COMPARED = ("host_consent", "nuclear_adversary", "counted", "lead")
"""Columns of ``missions`` in which a mission is set beside the force that is discussed."""


def differences(missions: pd.DataFrame, force: pd.Series) -> pd.Series:
    """The columns of ``COMPARED`` in which each mission differs from a force.

    The result holds tuples of column names and is indexed like ``missions``.
    """
    found = [tuple(c for c in COMPARED if row[c] != force[c]) for _, row in missions.iterrows()]
    return pd.Series(found, index=missions.index, dtype=object)
