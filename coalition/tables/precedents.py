"""Earlier missions as tables for readers."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import precedents
from coalition.data.passages import inline
from coalition.formats import years

_SIZES = {precedents.LINE: "Line (km)", precedents.PEOPLE: "Inhabitants"}
"""The head of the column of sizes, by measure."""
_LARGER = {
    precedents.LINE: ("Ukraine's line is as long", "Ukraine's line is {:.1f} times as long"),
    precedents.PEOPLE: ("Ukraine has about as many people", "Ukraine has {:.1f} times the people"),
}
"""How much larger Ukraine is than a mission's area, by measure: if as large, and if not."""


def mission_table(missions: pd.DataFrame, measure_id: str) -> pd.DataFrame:
    """Usable missions of one measure with columns named for readers."""
    m = precedents.measure(measure_id)
    rows = precedents.usable(missions, measure_id)
    return pd.DataFrame(
        {
            "Mission": rows["name"],
            "From": rows["start_year"],
            "Size": rows["peak_troops"],
            "Size is a": rows["peak_kind"].map(data.labels_of("missions", "peak_kind")),
            "Counts": rows["counted"].map(data.labels_of("missions", "counted")),
            _SIZES[m.id]: rows[m.size],
            m.label: rows[m.density].astype(float).round(2),
            "Consent": rows["host_consent"].map(data.labels_of("missions", "host_consent")),
            "Outcome": rows["outcome"].map(data.labels_of("missions", "outcome")),
            "Why": rows["outcome_basis"],
            "Confidence": rows["confidence"].map(data.labels_of("missions", "confidence")),
            "Sources": rows["source_ids"],
        }
    )


def density_table(missions: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``mission_table`` for each measure, one measure below the other."""
    return pd.concat([mission_table(missions, m) for m in precedents.MEASURES], ignore_index=True)


def outcome_table(missions: pd.DataFrame) -> pd.DataFrame:
    """All missions with consent and outcome, and why a row is left out of the densities, for readers."""
    rows = missions.sort_values(
        ["host_consent", "outcome", "start_year"], ascending=[False, True, True], ignore_index=True
    )
    return pd.DataFrame(
        {
            "Mission": rows["name"],
            "Theatre": rows["theatre"].map(data.labels_of("missions", "theatre")),
            "From": rows["start_year"],
            "To": rows["end_year"],
            "Consent": rows["host_consent"].map(data.labels_of("missions", "host_consent")),
            "Outcome": rows["outcome"].map(data.labels_of("missions", "outcome")),
            "Why": rows["outcome_basis"],
            "Nuclear adversary": rows["nuclear_adversary"].map({True: "Yes", False: "No"}),
            "Not compared per km because": _reasons(rows, "density_line_exclusion"),
            "Not compared per 1,000 because": _reasons(rows, "density_population_exclusion"),
            "Sources": rows["source_ids"],
        }
    )


def nearest_table(found: pd.DataFrame, measure_id: str, force: pd.Series) -> pd.DataFrame:
    """The nearest missions from ``precedents.nearest``, with what differs, columns named for readers.

    ``force`` is the force that is discussed (``precedents.force_discussed``). What differs starts with the
    length or population of Ukraine as a multiple of the mission's.
    """
    m = precedents.measure(measure_id)
    size = (
        {_SIZES[m.id]: found[m.size].astype(int)}
        if measure_id == "km"
        else {"People (million)": (found[m.size].astype(float) / 1e6).round(2)}
    )
    return pd.DataFrame(
        {
            "Mission": [f"{r.short_name}, {years(r.start_year, r.end_year)}" for r in found.itertuples()],
            **size,
            m.label.removesuffix(" inhabitants"): found[m.density].astype(float).round(2),
            "Distance": found["distance"].round(2),
            "Outcome": found["outcome"].map(data.labels_of("missions", "outcome")),
            "What differs": [
                "; ".join([_larger(m.id, times), *rest])
                for times, rest in zip(found["times_as_large"], _differences(found, force), strict=True)
            ],
        }
    )


def _larger(measure_id: str, times: float) -> str:
    """How Ukraine's line or people compare with those of a mission, to one decimal."""
    as_large, larger = _LARGER[measure_id]
    return as_large if round(times, 1) == 1 else larger.format(times)


def size_table(table: pd.DataFrame) -> pd.DataFrame:
    """The nearest missions by size, from ``precedents.nearest_by_size``, with columns named for readers."""
    names = data.load("missions").set_index("mission_id")["short_name"]
    return pd.DataFrame(
        {
            "Troops": table["troops"],
            "Named by": table["author"],
            "Compared by": [precedents.measure(i).label for i in table["measure"]],
            "Density": table["density"].round(2),
            "Nearest missions, nearest first": [
                "; ".join(names[i] for i in ids) for ids in table["mission_ids"]
            ],
            "Distance of the nearest": table["distance"].round(2),
        }
    )


def consent_sensitivity_table(table: pd.DataFrame, source_ids: tuple) -> pd.DataFrame:
    """``precedents.consent_sensitivity`` with columns named for readers."""
    return pd.DataFrame(
        {
            "Case": table["label"],
            "What changes": table["statement"],
            "Consent, held": table["yes_held"],
            "Consent, collapsed": table["yes_collapsed"],
            "Partial, held": table["partial_held"],
            "Partial, collapsed": table["partial_collapsed"],
            "Fisher's exact p": table["p"].round(3),
            "Odds ratio": table["odds"].round(1),
            "From": table["odds_low"].round(1),
            "To": table["odds_high"].round(1),
            "Sources": [source_ids] * len(table),
        }
    )


def density_sensitivity_table(table: pd.DataFrame, source_ids: tuple) -> pd.DataFrame:
    """``precedents.density_sensitivity`` with columns named for readers."""
    return pd.DataFrame(
        {
            "Case": table["label"],
            "What changes": table["statement"],
            "Compared by": [precedents.measure(i).label for i in table["measure"]],
            "n": table["n"],
            "Rank correlation": table["rho"].round(2),
            "From": table["low"].round(2),
            "To": table["high"].round(2),
            "p": table["p"].round(2),
            "Sources": [source_ids] * len(table),
        }
    )


def _reasons(missions: pd.DataFrame, column: str) -> pd.Series:
    return missions[column].map(data.labels_of("missions", column))


def _differences(missions: pd.DataFrame, force: pd.Series) -> list[list[str]]:
    """In words, how each mission differs from a force, and what is special about its size."""
    columns = precedents.differences(missions, force)
    return [
        [_difference(row, force, column) for column in columns[index]] + _about_size(row)
        for index, row in missions.iterrows()
    ]


def _difference(mission: pd.Series, force: pd.Series, column: str) -> str:
    code = mission[column]
    if column == "nuclear_adversary":
        return "a nuclear adversary" if code else "no nuclear adversary"
    if column == "host_consent":
        return inline(data.meanings_of("missions", column)[code].rstrip("."))
    labels = data.labels_of("missions", column, short=True)
    if column == "lead":
        return f"led by {inline(labels[code])}"
    return f"{inline(labels[code])}, not {inline(labels[force[column]])}"


def _about_size(mission: pd.Series) -> list[str]:
    kind = mission["peak_kind"]
    if pd.isna(kind) or kind == "strength":
        return []
    return [f"size is a {inline(data.labels_of('missions', 'peak_kind')[kind])}"]


def civil_war_table(ceasefires: pd.DataFrame) -> pd.DataFrame:
    """Ceasefires in civil wars with columns named for readers, from ``civil_wars.ceasefires``."""
    return pd.DataFrame(
        {
            "Conflict": ceasefires["conflict"],
            "Ceasefire": ceasefires["ceasefire_on"],
            "War again": ceasefires["war_again_on"],
            "Followed to": ceasefires["observed_to"],
            "Peacekeepers": ceasefires["peacekeepers"].map({True: "Yes", False: "No"}),
            "Days at peace": ceasefires["days"],
            "Sources": ceasefires["source_ids"],
        }
    )


def partition_table(rows: pd.DataFrame, source_ids: tuple) -> pd.DataFrame:
    """``precedents.partitions`` with columns named for readers."""
    titles, variants = (
        data.titles_of("missions", *precedents.PARTITIONED),
        data.labels_of("mission_variants", "variant_id"),
    )
    return pd.DataFrame(
        {
            "By": rows["column"].map(titles),
            "With the code": [_code(r.column, r.code) for r in rows.itertuples()],
            "Coding": rows["coding"].map(lambda v: variants.get(v, precedents.BASE.label)),
            "Held": rows["held"],
            "Collapsed": rows["collapsed"],
            "Others held": rows["other_held"],
            "Others collapsed": rows["other_collapsed"],
            "Fisher's exact p": rows["p"].round(3),
            "Sources": [source_ids] * len(rows),
        }
    )


def _code(column: str, code: str) -> str:
    """A code in the reader's words; a true or false as yes or no."""
    if code in ("true", "false"):
        return "Yes" if code == "true" else "No"
    return data.labels_of("missions", column)[code]
