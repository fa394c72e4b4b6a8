"""What the chapter ``resources`` says: its results, and the words and numbers of its prose and exhibits."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.analysis import membership, resources
from coalition.charts import resources as charts
from coalition.data.passages import inline
from coalition.words import another_mission
from coalition.words.phrases import (
    capital,
    countries_listed,
    listed,
    of_all,
    subject,
    times,
    today,
    with_article,
)

SPENDING = next(m for m in resources.LADDER if m.id == "spending")
LATER = resources.SPENDING_2025
WIDER = resources.WITH_PARAMILITARIES
TOP = 3
"""Donors named as those who give most for what they have."""


@dataclass(frozen=True)
class Results:
    """Ratios to Russia and aid to Ukraine for one state of the data."""

    sets: dict[str, list[str]]
    ratios: pd.DataFrame
    later: pd.DataFrame
    """Ratios of the measures on another basis."""
    many: pd.DataFrame
    """Ratios of many sets."""
    basis: pd.DataFrame
    """Ratios of pairs of measures of one thing."""
    aid: pd.DataFrame
    by_year: pd.DataFrame
    eu_shares: pd.DataFrame
    totals: pd.DataFrame
    """Aid by group and basis, indexed by these."""
    over_time: pd.DataFrame
    """Aid by group and year."""
    donors: pd.DataFrame
    donor_years: pd.DataFrame
    against: pd.DataFrame
    """Europe against the United States by what is counted."""

    @property
    def ranked(self) -> pd.DataFrame:
        """Donors with a share of their economy, the highest first, their place in ``rank``."""
        rows = self.donors[self.donors["share_gdp"].notna()]
        rows = rows.sort_values("share_gdp", ascending=False, ignore_index=True)
        return rows.assign(rank=rows.index + 1)

    @property
    def set_sources(self) -> list[str]:
        """Sources of what puts the countries into the sets."""
        return resources.set_sources()

    @property
    def last(self) -> int:
        """The last year of the data on aid."""
        return int(self.by_year["year"].max())

    @property
    def period(self) -> str:
        """The days that the data on aid by year cover, in words."""
        return _days(self.by_year)

    @property
    def whole_period(self) -> str:
        """The days that the totals of aid cover, in words; a newer release may have no years."""
        return _days(self.aid)


def _days(aid: pd.DataFrame) -> str:
    return f"{data.written_date(aid['period_start'].min())} to {data.written_date(aid['period_end'].max())}"


def results() -> Results:
    """Compute ratios and sums."""
    sets = resources.sets()
    aid, by_year, eu_shares = data.load("aid"), data.load("aid_by_year"), data.load("aid_eu_share")
    return Results(
        sets,
        resources.ratios(sets),
        resources.ratios(sets, [LATER, WIDER]),
        resources.ratios(resources.many_sets()),
        resources.ratios(sets, resources.BASES),
        aid,
        by_year,
        eu_shares,
        resources.aid_totals(aid).set_index(["donor_group", "basis"]),
        resources.aid_over_time(by_year),
        resources.aid_by_donor(aid, eu_shares),
        resources.aid_by_donor_and_year(by_year),
        resources.europe_against_states(aid),
    )


def words(r: Results) -> dict[str, object]:
    """Every number, name, date and verdict of the chapter's prose, by the name the prose uses."""
    return _sets(r) | _ratios(r) | _later(r) | _given(r) | _course(r) | _shares(r)


def _sets(r: Results) -> dict[str, object]:
    part, willing = r.sets["taking-part"], r.sets["willing"]
    names, every = data.names(), resources.european_rules()["every-list"]
    more = sorted(set(r.sets["willing-or-open"]) - set(willing))
    return {
        "cut_off": data.cut_off(),
        "rule": inline(membership.rule("three-leaders-meetings").label),
        "n_part": len(part),
        "willing_named": f"{_say(len(willing))} would send soldiers"
        f"{': ' if willing else ''}{countries_listed(names[willing])}.",
        "n_open_only": len(more),
        "elsewhere_line": another_mission.left_out(),
        "n_all": len(r.sets["coalition"]),
        "beyond_part": countries_listed(names[sorted(set(r.sets["coalition"]) - set(part))]) or "nobody else",
        "full_lists": len(membership.full_lists()),
        "every_line": f"the same {len(every)}" if set(every) == set(part) else f"{len(every)}",
        "gate_line": _gate(),
        "eu_line": _against_eu(part),
    }


def _gate() -> str:
    """Who was named less often than the rule asks."""
    names = membership.left_out("one-leaders-meeting", "three-leaders-meetings")
    return (
        f"{capital(listed(with_article(n) for n in names))} were named less often and stay out."
        if names
        else "Nobody was named less often."
    )


def _against_eu(codes: list[str]) -> str:
    """How a set differs from the members of the EU."""
    countries, names = data.load("countries"), data.names()
    members = set(countries.loc[countries["eu"], "iso3"])
    lacking, beyond = (
        countries_listed(names[sorted(s)]) for s in (members - set(codes), set(codes) - members)
    )
    if not lacking and not beyond:
        return "The list is the EU."
    parts = [f"lacks {lacking}"] * bool(lacking) + [f"has {beyond}"] * bool(beyond)
    return f"The list is not the EU: it {' and '.join(parts)}."


def times_russia(table: pd.DataFrame, set_id: str, measure_id: str) -> str:
    """A ratio in words; ``at least`` where a member has no value, ``no known number of`` without members."""
    rows = table[(table["set"] == set_id) & (table["measure"] == measure_id)]
    if rows.empty:
        return "no known number of"
    row = rows.iloc[0]
    return times(row["ratio"]) if pd.notna(row["ratio"]) else f"at least {times(row['lower_bound'])}"


def _lead(table: pd.DataFrame) -> str:
    """Of wealth, spending and soldiers: at what those who take part are furthest ahead of Russia."""
    rows = table[table["set"] == "taking-part"].set_index("measure")
    known = rows["ratio"].fillna(rows["lower_bound"])
    wealth, spending, soldiers = (
        known.get(measure, float("nan")) for measure in ("gdp", "spending", "personnel")
    )
    if wealth > spending > soldiers > 1:
        return "Europe is far ahead of Russia in output, less in spending and least in soldiers"
    return "How far Europe is ahead of Russia differs between wealth, spending and soldiers"


def _ratios(r: Results) -> dict[str, object]:
    ratio = {
        f"part_{m.id.replace('-', '_')}": times_russia(r.ratios, "taking-part", m.id)
        for m in resources.LADDER
    }
    return {
        **{name: ratio[name] for name in ("part_gdp", "part_gdp_ppp", "part_spending", "part_personnel")},
        "lead_line": _lead(r.ratios),
        "spend_year": str(SPENDING.year),
        "willing_short": _willing_short(r),
        "willing_line": _willing(r),
        "every_set_line": _every_set(r.ratios),
        "economy_line": _economy(r.ratios),
        "pair_line": _pair(r),
        "all_gdp": times_russia(r.ratios, "coalition", "gdp"),
        "soldiers_line": _soldiers(r),
    }


def _say(governments: int) -> str:
    return subject(governments, "government says that it", "governments say that they")


def _willing_short(r: Results) -> str:
    if not r.sets["willing"]:
        return "No government says that it would send soldiers."
    gdp, soldiers = (times_russia(r.ratios, "willing", m) for m in ("gdp", "personnel"))
    return (
        f"The {numerals.prose(len(r.sets['willing']))} states that say they would send soldiers have {gdp} "
        f"times Russia's economy and {soldiers} times as many soldiers."
    )


def _willing(r: Results) -> str:
    """What the sets that speak of soldiers spend and have."""
    willing, more = r.sets["willing"], set(r.sets["willing-or-open"]) - set(r.sets["willing"])
    said = []
    if willing:
        said.append(
            f"The {numerals.prose(len(willing))} that say they would send soldiers spend "
            f"{times_russia(r.ratios, 'willing', 'spending')} times as much as Russia and have "
            f"{times_russia(r.ratios, 'willing', 'personnel')} times as many soldiers."
        )
    if more:
        wide = {m: times_russia(r.ratios, "willing-or-open", m) for m in ("gdp", "spending", "personnel")}
        said.append(
            f"With the {numerals.prose(len(more))} that name conditions, the factors are "
            f"{wide['gdp']} for the economy, "
            f"{wide['spending']} for spending and {wide['personnel']} for soldiers."
        )
    return " ".join(said) or "No government says that it would send soldiers or might."


def _every_set(ratios: pd.DataFrame) -> str:
    """Whether the lead shrinks from wealth to soldiers in every set."""
    wide = ratios.pivot(index="set", columns="measure", values="lower_bound")
    shrinks = wide[resources.LADDER[-1].id] < wide[resources.LADDER[0].id]
    if shrinks.all():
        return f"In each of the {numerals.prose(len(shrinks))} sets the ratio is smaller at the end."
    return f"In {of_all(int(shrinks.sum()), len(shrinks))} sets the ratio is smaller at the end."


def _economy(ratios: pd.DataFrame) -> str:
    """In how many sets the economy is larger than Russia's."""
    gdp = ratios.loc[ratios["measure"] == resources.LADDER[0].id, "lower_bound"]
    larger = int((gdp > 1).sum())
    return f"{of_all(larger, len(gdp))} sets"


def _pair(r: Results) -> str:
    """The economy of those who signed the declaration of intent, against Russia's."""
    pair = r.sets["signed-intent"]
    if not pair:
        return ""
    gdp = times_russia(r.ratios, "signed-intent", "gdp")
    return f"{gdp} times even for {countries_listed(data.names()[pair])} alone, "


def _soldiers(r: Results) -> str:
    """Whether the states that would send soldiers have as many as Russia."""
    rows = r.ratios[(r.ratios["set"] == "willing") & (r.ratios["measure"] == "personnel")]
    if rows.empty:
        return "no state says that it would send soldiers"
    word = "fewer" if rows["lower_bound"].iloc[0] < 1 else "no fewer"
    return f"the states that would send soldiers have {word} than Russia"


def _later(r: Results) -> dict[str, object]:
    rows = r.later[r.later["measure"] == LATER.id].set_index("set")
    missing = len(rows.at["taking-part", "missing"]) if "taking-part" in rows.index else 0
    return {
        "later_year": str(LATER.year),
        "later_missing": missing,
        "later_each": _later_each(r),
        "later_line": _later_part(r, rows),
        "later_willing": _later_willing(r, rows),
    }


def _later_each(r: Results) -> str:
    """What single states spent in the later year: Russia, Ukraine, and those who spent most of the set."""
    rows, names = resources.spenders(r.sets["taking-part"], TOP), data.names()
    if rows.empty:
        return f"No figures of SIPRI for {LATER.year} are held."
    said = [
        f"{s.usd / 1e9:.1f} billion for {with_article(names[s.iso3])}"
        + ("" if pd.isna(s.share_gdp) else f" ({s.share_gdp:.1f} per cent of GDP)")
        for s in rows.itertuples()
    ]
    return f"SIPRI’s figures for {LATER.year}, in dollars, are {listed(said)}."


def _later_part(r: Results, rows: pd.DataFrame) -> str:
    """Spending of the states that take part in the later year, with what is missing."""
    if "taking-part" not in rows.index:
        return f"Spending for {LATER.year} is not compared, since the set has no members."
    row, n = rows.loc["taking-part"], len(r.sets["taking-part"])
    if pd.notna(row["ratio"]):
        return f"Spending for {LATER.year} is known for all {n}: {row['ratio']:.2f} times Russia's."
    said = (
        f"Spending for {LATER.year} is known for {row['n_found']} of the {n}; their sum alone is "
        f"{row['lower_bound']:.2f} times Russia's, a lower bound."
    )
    before = resources.ratio(row["missing"], SPENDING)
    if before["missing"]:
        return said
    mixed = resources.mixed_year_ratio(r.sets["taking-part"], SPENDING.indicator, LATER.year, SPENDING.year)
    return (
        f"{said} With values of {SPENDING.year} for the other {len(row['missing'])} "
        f"({mixed['stand_in_value'] / 1e9:.0f} billion dollars together) it would be {mixed['ratio']:.2f}. "
        f"It cannot be set against the {_two_digits(r)} of {SPENDING.year}: the editions, prices and "
        "exchange rates differ."
    )


def _two_digits(r: Results) -> str:
    row = r.ratios.set_index(["set", "measure"]).loc[("taking-part", SPENDING.id)]
    return f"{row['lower_bound']:.2f}"


def _later_willing(r: Results, rows: pd.DataFrame) -> str:
    """Spending of the states that would send soldiers in the later year, or who is missing."""
    if "willing" not in rows.index:
        return ""
    row, n = rows.loc["willing"], len(r.sets["willing"])
    if pd.notna(row["ratio"]):
        return f"For the {numerals.prose(n)} that would send soldiers it is {row['ratio']:.2f} times."
    names = data.names()
    verb = "is" if len(row["missing"]) == 1 else "are"
    return (
        f"For the {numerals.prose(n)} no figure is given, since "
        f"{countries_listed(names[list(row['missing'])])} {verb} "
        "missing."
    )


def _given(r: Results) -> dict[str, object]:
    europe, states = r.totals.loc[("europe", "allocated")], r.totals.loc[("united_states", "allocated")]
    donors = r.donors.set_index("donor")["total"]
    lines = r.against.set_index("counted")["ratio"]
    all_aid, military, own, committed = (f"{ratio:.1f}" for ratio in lines)
    return {
        "aid_start": data.written_date(r.aid["period_start"].min()),
        "aid_end": data.written_date(r.aid["period_end"].max()),
        "all_donors": f"{r.donors['total'].sum():.1f}",
        "n_donors": len(r.donors),
        "europe": f"{europe['total']:.1f}",
        "states": f"{states['total']:.1f}",
        "europe_mil": f"{europe['military']:.1f}",
        "states_mil": f"{states['military']:.1f}",
        "pct_mil": f"{100 * europe['military'] / europe['total']:.0f}",
        "pct_fin": f"{100 * europe['financial'] / europe['total']:.0f}",
        "pct_hum": f"{100 * europe['humanitarian'] / europe['total']:.0f}",
        "eu_bn": f"{donors[resources.EU_INSTITUTIONS]:.1f}",
        "n_eu_shares": len(r.eu_shares),
        "ratio_all": all_aid,
        "ratio_mil": military,
        "ratio_own": own,
        "ratio_committed": committed,
    }


def _course(r: Results) -> dict[str, object]:
    """How aid went on, in the last year of the data and the two before it."""
    time = r.over_time.set_index(["donor_group", "year"])
    last, before, earlier = r.last, r.last - 1, r.last - 2
    states = time.loc["united_states"].reindex([earlier, before, last])
    europe = time.loc["europe"].reindex([earlier, before, last])
    recent = float(states.loc[[before, last], "total"].fillna(0).sum())
    return {
        "us_recent": f"{recent:.1f}",
        "years_end": data.written_date(europe.at[last, "period_end"]),
        "before_last": str(before),
        "last_year": str(last),
        "states_line": f"By {data.written_date(europe.at[earlier, 'period_end'])} Europe had allocated "
        f"{europe.at[earlier, 'total_so_far']:.1f} billion and the United States "
        f"{states.at[earlier, 'total_so_far']:.1f}. Since then "
        + (
            "hardly anything has been booked"
            if recent < LITTLE * states.at[earlier, "total_so_far"]
            else "there is"
        )
        + f" for the United States: {_booked(states.at[before, 'total'])} in {before} and "
        f"{_booked(states.at[last, 'total'])} in {last}.",
        "military_line": f"Europe's military aid {_moved(europe['military'], earlier, before)} billion in "
        f"{earlier} to {europe.at[before, 'military']:.1f} in {before}; {_in_last(europe)}",
        "all_line": f"{_moved(europe['total'], earlier, before, ' while the planning went on,')} to "
        f"{europe.at[before, 'total']:.1f} billion",
        "n_none": numerals.opening(int(europe.at[last, "n_without"])),
        "n_europe": int(r.totals.loc[("europe", "allocated"), "n_donors"]),
    }


LITTLE = 0.05
"""Share of what was allocated before below which later allocations are called hardly anything."""


def _booked(billion: float) -> str:
    return f"{billion:.1f} billion" if pd.notna(billion) and billion > 0 else "nothing"


def _moved(values: pd.Series, first: int, then: int, between: str = "") -> str:
    """``rose from 20.6`` or ``fell from 20.6``, with words between."""
    verb = "rose" if values[then] > values[first] else "fell"
    return f"{verb}{between} from {values[first]:.1f}"


def _in_last(europe: pd.DataFrame) -> str:
    """Military aid of the last year, and whether the data cover all of it."""
    last = europe.iloc[-1]
    if resources.whole_year(last["period_end"]):
        return f"in {europe.index[-1]} it is {last['military']:.1f}"
    return f"for the months of {europe.index[-1]} that the data cover it is {last['military']:.1f}"


def _shares(r: Results) -> dict[str, object]:
    ranked = r.ranked
    top = ranked.head(TOP)
    leads = [data.row("countries", "GBR"), data.row("countries", "FRA")]
    states = data.row("countries", "USA")
    said = [f"{with_article(c['name'])} ({_share(ranked, c)})" for c in leads]
    return {
        "gdp_year": str(resources.SHARE_YEAR),
        "top_share": capital(listed(with_article(n) for n in top["donor_name"])),
        "top_low": f"{top['share_gdp'].min():.1f}",
        "top_high": f"{top['share_gdp'].max():.1f}",
        "top_willing": _also_willing(set(top["donor"]), set(r.sets["willing"])),
        "leads_line": f"{capital(listed(said))}, which lead the coalition, stand at "
        f"{listed(_place(ranked, c) for c in leads)} in the ranking of {len(ranked)} donors, the United "
        f"States at {_place(ranked, states)}.",
    }


def _also_willing(top: set[str], willing: set[str]) -> str:
    """How many of the countries at the top say that they would send soldiers."""
    if top <= willing:
        return "They also say that they would send soldiers."
    some = "Not all of them say" if top & willing else "None of them says"
    return f"{some} that they would send soldiers."


def _share(ranked: pd.DataFrame, country: pd.Series) -> str:
    row = ranked[ranked["donor"] == country["iso3"]]
    return "share not known" if row.empty else f"{row['share_gdp'].iloc[0]:.2f} per cent"


def _place(ranked: pd.DataFrame, country: pd.Series) -> str:
    row = ranked[ranked["donor"] == country["iso3"]]
    return "no known place" if row.empty else str(row["rank"].iloc[0])


# Captions, alternative texts and reading lines


def sets(_: Results) -> dict[str, str]:
    """Caption of the sets."""
    return {"caption": f"Sets of countries and their rules, {today()}."}


def ladder(r: Results) -> dict[str, str]:
    """Caption, alternative text and reading line of the ratios from wealth to soldiers."""
    drawn = r.ratios[r.ratios["set"].isin(charts.SET_LOOKS)]
    lacking = int(drawn["ratio"].isna().sum())
    gap = "No value is missing." if not lacking else f"{lacking} ratios lack a value and are not drawn."
    measured = "; ".join(f"{inline(m.label)} ({m.year})" for m in resources.LADDER)
    unit = r.ratios.loc[r.ratios["measure"] == "gdp-ppp", "unit"].iloc[0]
    said = [
        f"{resources.country_set(i).counted(len(r.sets[i]))}: "
        + ", ".join(
            f"{inline(row.label)} {row.ratio:.2f}"
            for row in drawn[(drawn["set"] == i) & drawn["ratio"].notna()].itertuples()
        )
        + "."
        for i in charts.SET_LOOKS
        if r.sets[i]
    ]
    return {
        "caption": f"Value of each set divided by Russia's: {measured}; sets as of {today()}. {gap}",
        "alt": "Ratios to Russia from the economy at market prices down to active soldiers. "
        + " ".join(said),
        "reading": "Right of the line at 1 a set has more than Russia, left of it less. The axis is "
        "logarithmic: equal distances are equal factors. The dotted lines only join marks of one set. "
        f"Purchasing power is in {inline(data.labels_of('indicators', 'unit')[unit])}.",
    }


def by_set(r: Results) -> dict[str, str]:
    """Caption and alternative text of the ratios by set."""
    gdp, soldiers = (r.many.loc[r.many["measure"] == m, "ratio"].dropna() for m in ("gdp", "personnel"))
    return {
        "caption": "Ratios to Russia by set: European members under each membership rule, and other sets "
        f"({r.many['set'].nunique()} sets, size in brackets), {today()}.",
        "alt": f"The economy at market prices runs from {gdp.min():.1f} to {gdp.max():.1f} times Russia's, "
        f"active soldiers from {soldiers.min():.1f} to {soldiers.max():.1f}.",
    }


def basis(_: Results) -> dict[str, str]:
    """Caption and reading line of the measures on two bases."""
    return {
        "caption": f"Ratios to Russia by set and measure, {today()}; blank where at least one member has no "
        "value.",
        "reading": f"A blank is not zero: the table of the largest spenders for {LATER.year} leaves out "
        "small ones. Spending is military spending at market exchange rates. The wider count of soldiers "
        f"takes in paramilitaries, is of {WIDER.year} and background only.",
    }


def aid_by_year(r: Results) -> dict[str, str]:
    """Caption, alternative text and reading line of the aid by year."""
    return {
        "caption": "Allocated aid to Ukraine by year, Europe and the United States, billion current euros, "
        f"{r.period}.",
        "alt": f"Europe: {_by_year(r, 'europe')} billion euros. United States: "
        f"{_by_year(r, 'united_states')}.",
        "reading": "Plain bars are military aid, striped ones financial and humanitarian aid."
        + _part_of_a_year(r, "pair")
        + _none_booked(r)
        + _none_through_eu(r),
    }


def _through_eu(r: Results) -> tuple[float, float]:
    """Military aid of the EU institutions in billion euros: in all years together, and in the totals."""
    years = r.by_year.loc[r.by_year["donor"] == resources.EU_INSTITUTIONS, "military_eur_bn"]
    of_eu = (r.aid["donor"] == resources.EU_INSTITUTIONS) & (r.aid["basis"] == "allocated")
    whole = r.aid.loc[of_eu & (r.aid["type"] == "military"), "value_eur_bn"]
    return float(years.sum()), float(whole.sum())


def _none_through_eu(r: Results) -> str:
    """That the years count no military aid of the EU institutions, after a space; blank if they do."""
    if _through_eu(r)[0]:
        return ""
    return (
        f" Military aid paid through the EU appears as zero in {_release(r.by_year)} of the tracker, which "
        f"ends on {data.written_date(r.by_year['period_end'].max())}."
    )


def _release(aid: pd.DataFrame) -> str:
    """The release of the tracker behind rows of aid, by its number: ``release 29``."""
    return "release " + listed(r.removeprefix("R") for r in aid["release"].unique())


def _by_year(r: Results, group: str) -> str:
    """The aid of a group in each year: ``2022 40.1, 2023 51.2, and none booked in 2026``."""
    rows = r.over_time[r.over_time["donor_group"] == group]
    said = ", ".join(f"{row.year} {row.total:.1f}" for row in rows[rows["total"].notna()].itertuples())
    gaps = [str(y) for y in rows.loc[rows["total"].isna(), "year"]]
    return said + (f", and none booked in {listed(gaps)}" if gaps else "")


def _part_of_a_year(r: Results, what: str) -> str:
    """That the last year is not whole, with a space before it; blank if it is."""
    ends = pd.Timestamp(r.by_year["period_end"].max())
    if resources.whole_year(str(ends.date())):
        return ""
    months = f"{numerals.prose(ends.month)} month{'s' if ends.month > 1 else ''}"
    return f" The last {what} covers {months} and is not a year."


def _none_booked(r: Results) -> str:
    rows = r.over_time[(r.over_time["donor_group"] == "united_states") & (r.over_time["year"] == r.last)]
    return "" if rows["total"].notna().any() else " For that year the data have no row for the United States."


def donors(r: Results) -> dict[str, str]:
    """Caption, alternative text and reading line of the donors by year."""
    shown = min(charts.MOST, len(r.donors))
    top = r.donor_years.head(2 * TOP)
    largest = ", ".join(f"{row.donor_name} {row.sum:.1f}" for row in top.itertuples())
    return {
        "caption": f"Allocated aid by donor to {data.written_date(r.over_time['period_end'].max())}, the "
        f"{shown} largest of {len(r.donors)} donors; the table has all.",
        "alt": f"Largest donors over the whole period: {largest} billion euros.",
        "reading": f"The number is the sum of all years; the last {numerals.prose(charts.RECENT)} are "
        "hatched." + _part_of_a_year(r, "of them"),
    }


def shares(r: Results) -> dict[str, str]:
    """Caption and alternative text of the aid as a share of the economy."""
    ranked = r.ranked
    highest = ", ".join(f"{row.donor_name} {row.share_gdp:.2f}" for row in ranked.head(TOP + 2).itertuples())
    named = [data.row("countries", "GBR"), data.row("countries", "FRA"), data.row("countries", "USA")]
    return {
        "caption": f"Allocated aid as a share of GDP {resources.SHARE_YEAR}, the "
        f"{min(charts.MOST_SHARES, len(ranked))} donors with the highest share of own aid (of "
        f"{len(ranked)}), {data.written_date(r.aid['period_end'].max())}.",
        "alt": f"Highest shares of own aid: {highest} per cent; "
        + ", ".join(f"{c['name']} {_share(ranked, c)}" for c in named)
        + ".",
    }


def against(r: Results) -> dict[str, str]:
    """Caption and reading line of Europe's aid against that of the United States."""
    years, whole = _through_eu(r)
    unlike = (
        f", unlike {_release(r.by_year)}, which has the years and shows none" if whole and not years else ""
    )
    return {
        "caption": f"Europe's aid against that of the United States, counted in different ways, "
        f"{r.whole_period}.",
        "reading": f"Each line has one basis. The totals come from {_release(r.aid)} of the tracker, which "
        f"counts {_booked(whole)} of military aid paid through the EU{unlike}.",
    }
