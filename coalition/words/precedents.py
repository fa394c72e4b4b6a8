"""What the chapter ``precedents`` says: its results, and the words and numbers of its prose and exhibits."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.analysis import civil_wars as peace
from coalition.analysis import precedents, second_coding
from coalition.analysis.precedents import LINE, PEOPLE
from coalition.data.passages import inline
from coalition.formats import decimal
from coalition.words import agreement, civil_wars
from coalition.words.phrases import counted, day, interval, listed, of_all

NEAREST = 5
"""Missions shown as the closest cases of each measure."""


@dataclass(frozen=True)
class Results:
    """Earlier missions of one state of the data beside the sizes discussed for Ukraine."""

    missions: pd.DataFrame
    plans: pd.DataFrame
    """Sizes that were discussed, smallest first."""
    force: pd.Series
    """The force that is discussed, coded like a mission."""
    per_km: dict
    per_1000: dict
    """Rank correlation of density with outcome."""
    split: dict
    """Densities per inhabitant of missions that held against those that collapsed."""
    consent: dict
    by_theatre: dict
    """Held against collapsed by consent, over missions and over theatres."""
    consent_codings: pd.DataFrame
    density_codings: pd.DataFrame
    near_km: pd.DataFrame
    near_1000: pd.DataFrame
    """The missions closest to the smallest size."""
    by_size: pd.DataFrame
    partitions: pd.DataFrame
    """Held against collapsed by every code of every coded column."""
    density_partitions: pd.DataFrame
    """The correlation within every code."""
    second: dict
    """Held against collapsed by consent, as the second coding has both."""
    peace: dict[str, pd.DataFrame]
    """Ceasefires in civil wars with peacekeepers and without."""
    civil_wars: pd.DataFrame

    @property
    def smallest(self) -> pd.Series:
        """The smallest size that was discussed."""
        return self.plans.iloc[0]

    @property
    def longest(self) -> pd.Series:
        """The mission with the longest known line."""
        return self.missions.loc[self.missions["line_km"].astype(float).idxmax()]

    @property
    def sources(self) -> tuple[str, ...]:
        """Sources of every mission."""
        return tuple(data.source_ids(self.missions))

    def usable(self, measure_id: str) -> pd.DataFrame:
        """The missions that may be compared by one measure, densest first."""
        return precedents.usable(self.missions, measure_id)


def results() -> Results:
    """Compare the missions."""
    missions = data.load("missions")
    plans = precedents.plans(precedents.sizes(), data.load("parameters"))
    small = plans.iloc[0]
    return Results(
        missions,
        plans,
        precedents.force_discussed(),
        precedents.correlation(missions, LINE),
        precedents.correlation(missions, PEOPLE),
        precedents.held_against_collapsed(missions, PEOPLE),
        precedents.by_consent(missions),
        precedents.by_consent(precedents.by_theatre(missions)),
        precedents.consent_sensitivity(missions),
        precedents.density_sensitivity(missions),
        precedents.nearest(missions, LINE, small["troops"], small["line_km"], NEAREST),
        precedents.nearest(missions, PEOPLE, small["troops"], small["population"], NEAREST),
        precedents.nearest_by_size(missions, plans),
        precedents.partitions(missions),
        precedents.density_partitions(missions),
        precedents.by_consent(second_coding.recoded("missions")),
        peace.groups(),
        peace.ceasefires(),
    )


def words(r: Results) -> dict[str, object]:
    """Every number, name and verdict of the chapter's prose, by the name the prose uses."""
    parts = (_list, _density, _ground, _consent, _closest, _codings, _tried, _second)
    return _named() | civil_wars.words(r.peace) | {k: v for part in parts for k, v in part(r).items()}


def _list(r: Results) -> dict[str, object]:
    outcomes = (
        r.missions["outcome"].value_counts().reindex(data.labels_of("missions", "outcome"), fill_value=0)
    )
    return {
        "n_missions": len(r.missions),
        "n_theatres": r.missions["theatre"].nunique(),
        "first_year": str(r.missions["start_year"].min()),
        "n_held": int(outcomes["held"]),
        "n_collapsed": int(outcomes["collapsed"]),
        "n_partial": int(outcomes["partial"]),
        "n_ongoing": int(outcomes["ongoing"]),
        "unifil_line": _unifil(),
    }


def _unifil() -> str:
    """By which resolution the mandate of UNIFIL ends, and when."""
    decided, whole = data.row("events", "E119"), data.row("deployments", "all-unifil")
    resolution, years = data.rows("details", ["unifil-resolution", "unifil-years"]).itertuples()
    return (
        f"{resolution.text} of the Security Council, of {day(decided)}, extended the mandate of UNIFIL for "
        f"the last time, to {day(whole, 'ends_on')}, with withdrawal within "
        f"{numerals.prose(int(years.number))} {'year' if years.number == 1 else 'years'} from then."
    )


def _density(r: Results) -> dict[str, object]:
    return {
        "thousand": precedents.measure(PEOPLE).per,
        "level": f"{100 * precedents.LEVEL:.0f}",
        "n_km": r.per_km["n"],
        "n_1000": r.per_1000["n"],
        "rho_km": decimal(r.per_km["rho"], 2),
        "rho_1000": decimal(r.per_1000["rho"], 2),
        "low_km": decimal(r.per_km["low"]),
        "high_km": decimal(r.per_km["high"]),
        "low_1000": decimal(r.per_1000["low"]),
        "high_1000": decimal(r.per_1000["high"]),
        "reach_km": "which leaves even the direction open"
        if r.per_km["low"] <= 0 <= r.per_km["high"]
        else "which leaves out zero",
        "density_short": "On this list troop density does not tell how a mission ended."
        if _open(pd.DataFrame([r.per_km, r.per_1000]))
        else "On this list troop density goes with how a mission ended by one measure or more.",
        "n_split_held": r.split["n_held"],
        "n_split_collapsed": r.split["n_collapsed"],
        "split_differs": "differ" if r.split["p"] < 1 - precedents.LEVEL else "do not differ",
        "p_split": f"{r.split['p']:.2f}",
    }


def _named() -> dict[str, object]:
    """Densities of the missions that the prose names."""
    isaf = data.row("missions", "isaf")
    return {
        "unef": _per_km(data.row("missions", "unef-1")),
        "unikom": _per_km(data.row("missions", "unikom")),
        "karabakh": _per_1000(data.row("missions", "rus-pk-karabakh"), 0),
        "unpredep": _per_1000(data.row("missions", "unpredep")),
        "isaf": _per_1000(isaf),
        "isaf_people": _millions(isaf["population"]),
    }


def _millions(people: float) -> str:
    return f"{people / 1e6:.0f} million"


def _per_km(mission: pd.Series, digits: int = 0) -> str:
    return f"{mission['peak_troops'] / mission['line_km']:.{digits}f}"


def _per_1000(mission: pd.Series, digits: int = 1) -> str:
    return f"{1000 * mission['peak_troops'] / mission['population']:.{digits}f}"


def _ground(r: Results) -> dict[str, object]:
    return {
        "longest": int(r.longest["line_km"]),
        "line": int(r.smallest["line_km"]),
        "people": _millions(r.smallest["population"]),
        "opposing": int(data.row("parameters", "density_opposing")["central"]),
        "beyond": _beyond(r),
    }


def _beyond(r: Results) -> str:
    """How the longest line compares with Ukraine's."""
    unmee, longest = data.row("missions", "unmee"), r.longest
    kind = inline(data.labels_of("missions", "peak_kind").get(longest["peak_kind"], "size"))
    theatre = data.labels_of("missions", "theatre")[longest["theatre"]]
    said = (
        f"The nearest is {_short(longest)} ({theatre}), with a {kind} of {longest['peak_troops']:,} on "
        f"{longest['line_km']:,.0f} km, or {_per_km(longest, 1)} per kilometre."
    )
    if longest["line_km"] >= r.smallest["line_km"]:
        said = f"One line was as long: {said[4].lower()}{said[5:]}"
    if longest["mission_id"] == unmee["mission_id"]:
        said += " It depended on the consent of both states and left when Eritrea squeezed it out."
    return said


def _consent(r: Results) -> dict[str, object]:
    nuclear, c = precedents.nuclear(r.missions), r.consent
    east = precedents.led_by(r.missions, "russia", "cis", "osce")
    return {
        "consent_short": _oftener(c),
        "east_held": east["held"] or "none",
        "east_n": east["held"] + east["collapsed"],
        "yes_held": c["yes_held"],
        "yes_n": c["yes_held"] + c["yes_collapsed"],
        "part_held": c["partial_held"],
        "part_n": c["partial_held"] + c["partial_collapsed"],
        "p_rows": f"{c['p']:.3f}",
        "p_theatres": f"{r.by_theatre['p']:.2f}",
        "nuc_held": nuclear["with_held"],
        "nuc_collapsed": nuclear["with_collapsed"],
        "other_held": nuclear["without_held"],
        "other_collapsed": nuclear["without_collapsed"],
    }


def _odds(coded: dict, others: pd.Series) -> str:
    """How widely the odds ratio is known, as coded and under the other codings: a sentence."""
    below = int((others < 1).sum())
    under = f"{numerals.prose(below)} of the other codings" if below else "none of the other codings"
    return (
        "As coded, the odds ratio, which compares the odds of holding, has a "
        f"{interval(precedents.LEVEL)} from {coded['odds_low']:.1f} to {coded['odds_high']:,.0f}; "
        f"under {under} it begins below one."
    )


def _closest(r: Results) -> dict[str, object]:
    line, people = r.near_km.iloc[0], r.near_1000.iloc[0]
    factor = line["times_as_dense"]
    return {
        "size": int(r.smallest["troops"]),
        "nearest_line": f"{_short(line)} is nearest on the line. It had {'fewer' if factor > 1 else 'more'} "
        f"troops per kilometre than this force would have, by a factor of {max(factor, 1 / factor):.1f}. By "
        f"inhabitants {'nothing is close: ' if people['distance'] > 1 else ''}the nearest lies at a "
        f"distance of {people['distance']:.1f}.",
        "sizes": [f"{t:,}" for t in r.plans["troops"]],
        "by_size_line": f"{_at_each_size(r, LINE)} {_at_each_size(r, PEOPLE)}",
    }


def _short(mission: pd.Series) -> str:
    return mission["short_name"].split(",")[0]


BY = {LINE: "on the line", PEOPLE: "by inhabitants"}


def _at_each_size(r: Results, measure_id: str) -> str:
    """Which mission is nearest at each size, in one sentence."""
    rows = r.by_size[r.by_size["measure"] == measure_id]
    names = r.missions.set_index("mission_id")["short_name"].str.split(",").str[0]
    first = rows["mission_ids"].str[0].map(names)
    by = BY[measure_id]
    if first.nunique() == 1:
        distances = list(rows["distance"])
        growing = ", at a growing distance" if distances == sorted(distances) else ""
        return f"{first.iloc[0]} stays nearest {by} at every size{growing}."
    said = [
        f"{name} is nearest for {listed(f'{t:,}' for t in rows.loc[first == name, 'troops'])}"
        for name in dict.fromkeys(first)
    ]
    return f"{by[0].upper()}{by[1:]} {listed(said)}; the shortest distance is {rows['distance'].min():.1f}."


def _codings(r: Results) -> dict[str, object]:
    two, dense = r.consent_codings.set_index("variant").loc["two-more"], r.density_codings
    one = dense.set_index(["variant", "measure"])
    return {
        "direction_line": _direction(r.consent_codings),
        "odds_line": _odds(r.consent, r.consent_codings["odds_low"].iloc[1:]),
        "n_moved": two["yes_collapsed"] - r.consent["yes_collapsed"],
        "p_two_more": f"{two['p']:.2f}",
        "agree_line": "For density, the cases do not even agree on the direction"
        if dense["rho"].min() < 0 < dense["rho"].max()
        else "For density, the cases agree on the direction",
        "rho_troops": _rho(one, "troops", LINE),
        "n_troops": one.loc[("troops", LINE), "n"],
        "unpredep_1000": _rho(one, "unpredep", PEOPLE),
        "either_line": "Every interval allows for either direction."
        if _open(dense)
        else "Not every interval allows for either direction.",
    }


def _tried(r: Results) -> dict[str, object]:
    """What every other partition of the missions shows."""
    level = 1 - precedents.LEVEL
    small = r.partitions[r.partitions["p"] < level]
    nuclear = r.partitions[r.partitions["column"] == "nuclear_adversary"]
    led = precedents.led_apart(r.missions, "russia", "cis", "osce")
    inside = r.density_partitions
    return {
        "n_partitions": len(r.partitions),
        "level_p": f"{level:.2f}",
        "by_chance": _expected(level * len(r.partitions)),
        "apart_first": _apart_first(small),
        "tied_line": "Neither troops per kilometre nor troops per inhabitant is tied to how missions ended, "
        "in any coded group with enough of them."
        if _open(inside) and _open(pd.DataFrame([r.per_km, r.per_1000]))
        else "In some coded groups troops per kilometre or per inhabitant are tied to how missions ended.",
        "apart_line": _apart(small),
        "left_line": _left(r.partitions),
        "p_all": f"{r.partitions['p_all'].min():.2f}",
        "next_p": f"{r.partitions.loc[r.partitions['p'] >= level, 'p'].min():.2f}",
        "nuclear_p": listed([f"{p:.2f}" for p in sorted(nuclear["p"])]),
        "east_p": f"{led:.2f}",
        "n_density": len(inside),
        "density_line": "In none of them does the interval exclude zero"
        if _open(inside)
        else "In some of them the interval excludes zero",
        "rho_least": decimal(inside["rho"].min()),
        "rho_most": decimal(inside["rho"].max()),
    }


def _oftener(c: dict) -> str:
    """How often missions with full consent held, beside those with partial consent."""
    yes, part = ((c[f"{k}_held"], c[f"{k}_held"] + c[f"{k}_collapsed"]) for k in ("yes", "partial"))
    if not yes[1] or not part[1]:
        return "in a share that cannot be compared"
    one, other = yes[0] / yes[1], part[0] / part[1]
    return "more often" if one > other else "less often" if one < other else "as often as others"


def _expected(number: float) -> str:
    """How often chance alone would do something, to the next whole time: ``once``."""
    times = math.ceil(number)
    return "once" if times == 1 else f"{numerals.prose(times)} times"


def _apart_first(small: pd.DataFrame) -> str:
    """Which partitions set missions that held apart from missions that collapsed, to open a sentence."""
    titles = data.titles_of("missions", *precedents.PARTITIONED)
    named = [inline(titles[c]) for c in dict.fromkeys(small["column"])]
    if not named:
        return "None of them tells those that held from those that collapsed"
    tell = "tells" if len(small) == 1 else "tell"
    return (
        f"{numerals.opening(len(small))} of them, by {listed(named)}, {tell} those that held from those that "
        "collapsed"
    )


def _apart(small: pd.DataFrame) -> str:
    """Which partitions set apart missions that held from missions that collapsed."""
    titles = data.titles_of("missions", *precedents.PARTITIONED)
    named = [inline(titles[c]) for c in dict.fromkeys(small["column"])]
    if not named:
        return "none does"
    return f"{'one does' if len(small) == 1 else f'{len(small)} do'}, by {listed(named)}"


def _left(partitions: pd.DataFrame) -> str:
    """How many partitions set missions apart if the number of tries is allowed for."""
    left = int((partitions["p_all"] < 1 - precedents.LEVEL).sum())
    return f"{counted(left)} {'do' if left > 1 else 'does'}"


def _second(r: Results) -> dict[str, object]:
    s = r.second
    return {
        "agreement": agreement.line("consent", "outcome"),
        "second_yes": of_all(s["yes_held"], s["yes_held"] + s["yes_collapsed"]),
        "second_partial": of_all(s["partial_held"], s["partial_held"] + s["partial_collapsed"]),
        "second_p": f"{s['p']:.3f}",
    }


def partitions(r: Results) -> dict[str, str]:
    """Describe the table of partitions."""
    return {
        "caption": "Missions that held against missions that collapsed, by every coded column "
        f"(n = {len(r.partitions)} partitions).",
        "reading": "Each row sets the missions with one code against all others. With so many tries some p "
        "are small by chance; the smallest comes first. Allowing for the tries it is "
        f"{r.partitions['p_all'].min():.2f} (Holm's method).",
    }


def _direction(codings: pd.DataFrame) -> str:
    if (codings["share_yes"] > codings["share_partial"]).all():
        return (
            f"The gap by consent keeps its direction under all {numerals.prose(len(codings))} codings tried"
        )
    return "The gap by consent changes its direction under some of the codings tried"


def _rho(table: pd.DataFrame, variant: str, measure_id: str) -> str:
    """A correlation to one decimal, or that there are too few missions for one."""
    rho = table.loc[(variant, measure_id), "rho"]
    return "not known" if pd.isna(rho) else decimal(rho)


def _open(codings: pd.DataFrame) -> bool:
    """Whether the interval of every correlation includes zero."""
    found = codings.dropna(subset="rho")
    return bool(((found["low"] <= 0) & (found["high"] >= 0)).all())


# Captions and alternative texts


def densities(r: Results) -> dict[str, str]:
    """Caption and alternative text of the densities per kilometre and per inhabitant."""
    line, people, small = r.usable(LINE), r.usable(PEOPLE), r.smallest
    per, all_ = precedents.measure(PEOPLE).per, len(r.missions)
    return {
        "caption": f"Troops or observers per km of line (n = {len(line)} of {all_} missions) and per {per:,} "
        f"inhabitants (n = {len(people)}), and sizes discussed for Ukraine on {small['line_km']:,.0f} km and "
        f"for {small['population'] / 1e6:.0f} million people.",
        "alt": f"Dots on logarithmic axes. Per km from {_short(line.iloc[-1])} with "
        f"{line['troops_per_km'].iloc[-1]:.1f} to {_short(line.iloc[0])} with "
        f"{line['troops_per_km'].iloc[0]:.0f}; per {per:,} inhabitants from {_short(people.iloc[-1])} with "
        f"{people['troops_per_1000'].iloc[-1]:.1f} to {_short(people.iloc[0])} with "
        f"{people['troops_per_1000'].iloc[0]:.0f}. Missions that held and missions that collapsed are mixed "
        f"on both. {small['troops']:,} troops in Ukraine would be {small['troops_per_km']:.0f} per km and "
        f"{small['troops_per_1000']:.1f} per {per:,} people.",
    }


def span(r: Results) -> dict[str, str]:
    """Caption and alternative text of size against length of line."""
    rows, small = r.usable(LINE), r.smallest
    where = (
        "to the right of all, in an empty area," if rows["line_km"].max() < small["line_km"] else "among them"
    )
    return {
        "caption": f"Size against length of line, missions usable per km (n = {len(rows)}), and sizes "
        "discussed for Ukraine.",
        "alt": f"The lines of the {len(rows)} missions measure from {rows['line_km'].min():.0f} to "
        f"{rows['line_km'].max():,.0f} km. Ukraine's {small['line_km']:,.0f} km lie {where} with sizes from "
        f"{r.plans['troops'].min():,} to {r.plans['troops'].max():,} troops.",
    }


def consent(r: Results) -> dict[str, str]:
    """Caption and alternative text of missions by consent and outcome."""
    c = r.consent
    return {
        "caption": f"All missions by consent and outcome (n = {len(r.missions)}, in "
        f"{r.missions['theatre'].nunique()} theatres).",
        "alt": f"With consent {c['yes_held']} missions held and {c['yes_collapsed']} collapsed; with "
        f"partial consent {c['partial_held']} held and {c['partial_collapsed']} collapsed. The others held "
        "in part or go on.",
    }


def near_km(r: Results) -> dict[str, str]:
    """Caption of the missions closest by line."""
    small = r.smallest
    return {
        "caption": f"The missions nearest to {small['troops']:,} troops on {small['line_km']:,.0f} km, by "
        f"troops per km and length of line ({len(r.near_km)} of {r.per_km['n']} usable).",
    }


def near_1000(r: Results) -> dict[str, str]:
    """Caption of the missions closest by population."""
    small, per = r.smallest, precedents.measure(PEOPLE).per
    return {
        "caption": f"The missions nearest to {small['troops']:,} troops for {small['population'] / 1e6:.0f} "
        f"million people, by troops per {per:,} inhabitants and population ({len(r.near_1000)} of "
        f"{r.per_1000['n']} usable).",
    }


def consent_codings(r: Results) -> dict[str, str]:
    """Caption and alternative text of consent under every coding."""
    table = r.consent_codings
    yes, partial = 100 * table["share_yes"], 100 * table["share_partial"]
    higher = int((yes > partial).sum())
    cases = "In every case" if higher == len(table) else f"In {higher} of {len(table)} cases"
    return {
        "caption": f"Share of missions that held, by consent, under {numerals.prose(len(table))} ways to "
        "code or choose them (n beside each mark).",
        "alt": f"{cases} the share is higher with consent, from {yes.min():.0f} to {yes.max():.0f} per cent, "
        f"than with partial consent, from {partial.min():.0f} to {partial.max():.0f} per cent.",
    }


def density_codings(r: Results) -> dict[str, str]:
    """Caption, alternative text and reading line of density under every coding."""
    table = r.density_codings
    found, few = table.dropna(subset="rho"), table[table["rho"].isna()]
    blank = [f"{inline(row.label)} ({precedents.measure(row.measure).unit})" for row in few.itertuples()]
    return {
        "caption": f"Rank correlation of density with outcome under "
        f"{numerals.prose(table['variant'].nunique())} ways to code or choose the missions "
        f"(n from {found['n'].min()} to {table['n'].max()}"
        + (f"; too few for {listed(blank)}, left blank)." if blank else ")."),
        "alt": f"Correlations range from {decimal(found['rho'].min(), 2)} to "
        f"{decimal(found['rho'].max(), 2)}; "
        + ("every interval includes zero." if _open(table) else "not every interval includes zero."),
        "reading": "A mark is the correlation under one of them, its line the rough "
        f"{100 * precedents.LEVEL:.0f} per cent interval. Right of the line at zero, denser missions ended "
        "better; left of it, worse. Outcomes are ranked collapsed, partial, and held or ongoing.",
    }


def peace_after(r: Results) -> dict[str, str]:
    """Caption, alternative text and reading line of peace after civil wars."""
    return civil_wars.peace(r.peace)
