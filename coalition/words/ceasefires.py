"""What the chapter ``ceasefires`` says: its results, and the words and numbers of its prose and exhibits."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.analysis import (
    base_rates,
    conflicts,
    listed_truces,
    monitoring,
    particulars,
    second_coding,
    survival,
    truces,
)
from coalition.charts.ceasefires import ELSEWHERE, FADED
from coalition.data.passages import inline
from coalition.words import agreement
from coalition.words.phrases import cited, day, interval, listed, of_all, were


@dataclass(frozen=True)
class Results:
    """Truces and monitored counts of one state of the data, in every way the chapter uses."""

    table: pd.DataFrame
    """Every truce in the base coding."""
    curve: pd.DataFrame
    spans: pd.DataFrame
    measures: pd.DataFrame
    """First breach and end side by side, by day."""
    codings: pd.DataFrame
    """The estimate under each coding."""
    combined: pd.DataFrame
    """The estimate under every combination of the contested codings."""
    second: pd.DataFrame
    """Every truce as the second coding has it."""
    counts: pd.DataFrame
    years: pd.DataFrame
    """Monitored violations by period and by year."""
    named: pd.DataFrame
    """Truces named after a day or season."""
    elsewhere: dict[str, pd.DataFrame]
    """Conflicts between states elsewhere, by how the fighting ended."""
    listed: pd.DataFrame
    """The truces of another list with what was decided on each."""

    @property
    def included(self) -> pd.DataFrame:
        """The truces in the curve."""
        return self.table[self.table["include"]]

    @property
    def base(self) -> pd.Series:
        """The estimate as coded."""
        return self.codings.set_index("variant").loc[truces.BASE]

    @property
    def left_out(self) -> pd.Series:
        """How many truces are not in the curve, by every code of the reason."""
        codes = list(data.labels_of("ceasefires", "exclusion"))
        return self.table["exclusion"].value_counts().reindex(codes, fill_value=0)

    @property
    def breached(self) -> pd.Series:
        """How soon the first fire came, over all truces."""
        return truces.breach_counts(self.spans)

    @property
    def breached_inside(self) -> pd.Series:
        """How soon the first fire came, over the truces in the curve."""
        return truces.breach_counts(self.spans[self.spans["include"]])

    @property
    def coding_sources(self) -> list[str]:
        """Sources of the truces under every coding."""
        return data.source_ids(self.codings)


def results() -> Results:
    """Estimate how long truces held, and read the monitors' counts."""
    table = truces.coded()
    return Results(
        table,
        truces.survival(table),
        truces.truce_spans(),
        truces.breach_and_collapse(),
        truces.estimates(),
        truces.combinations(base_rates.days_left()),
        second_coding.recoded("ceasefires"),
        monitoring.monitored(),
        monitoring.yearly(),
        truces.occasions(),
        {how: conflicts.ended(how) for how in (ELSEWHERE, FADED)},
        listed_truces.listed(),
    )


def words(r: Results) -> dict[str, object]:
    """Every number, name, date and verdict of the chapter's prose, by the name the prose uses."""
    return (
        _list(r)
        | _breach(r)
        | _held(r)
        | _elsewhere(r)
        | _listed()
        | _ends()
        | _coding(r)
        | _combined(r)
        | _second(r)
        | _counted(r)
        | _calendar(r)
        | _limits(r)
    )


def _list(r: Results) -> dict[str, object]:
    out = r.left_out
    return {
        "first_year": r.table["start_date"].min()[:4],
        "last_month": data.written_date(r.table["start_date"].max()[:7]),
        "n_all": len(r.table),
        "n": len(r.included),
        "n_out": int(out.sum()),
        "local_were": were(int(out["local_or_limited"])),
        "renewal_were": were(int(out["renewal"])),
        "n_unknown": int(out["unknown_end"]),
        "n_never_started": int(out["never_started"]),
        "n_front": int((r.table["scope"] == "front_wide").sum()),
    }


def _breach(r: Results) -> dict[str, object]:
    everywhere, inside = r.breached, r.breached_inside
    return {
        "dated": int(everywhere["dated"]),
        "same_day": int(everywhere["same_day"]),
        "latest": int(everywhere["latest"]),
        "dated_in": int(inside["dated"]),
        "same_day_in": int(inside["same_day"]),
    }


def _held(r: Results) -> dict[str, object]:
    kinds = r.included["end_kind"]
    return {
        "half_short": _half(r),
        "half_line": _median(r),
        "cut": int(r.base["cut_off"]),
        "never": int((kinds == "never_held").sum()),
        "n_expired": int((kinds == "expired").sum()),
        "replaced_were": were(int((kinds == "superseded").sum())),
        "median": _days(r.base["median"]),
        "low": _days(r.base["median_low"]),
        "high": _days(r.base["median_high"]),
        "mean": f"{r.base['restricted_mean']:.1f}",
        "horizon": truces.HORIZON,
        "days_month": truces.MONTH,
        "month_held": _share(r, truces.MONTH),
        "days_quarter": truces.QUARTER,
        "quarter_held": _share(r, truces.QUARTER),
        "longest_line": _longest(r),
        "median_deadline": _days(r.codings.set_index("variant")["median"].get("D", float("nan"))),
        "monitors_on": day(data.row("details", "monitors-two-weeks"), "as_of"),
        "monitors_weeks": int(data.row("details", "monitors-two-weeks")["number"]),
        "monitors_count": particulars.written(data.row("details", "monitors-recommitments")),
    }


def _elsewhere(r: Results) -> dict[str, object]:
    middle, long = (conflicts.YEARS[k] for k in (1, 3))
    agreed, faded = r.elsewhere[ELSEWHERE], r.elsewhere[FADED]
    first, last = conflicts.period(agreed)
    blind = conflicts.blind_days(agreed)
    return {
        "n_agreed": len(agreed),
        "agreed_first": str(first),
        "data_last": str(last),
        "blind_least": int(blind["least"]),
        "blind_most": int(blind["most"]),
        "blind_mean": f"{blind['mean']:.0f}",
        "returns_line": _returns(agreed),
        "agreed_middle": _kept(agreed, middle),
        "agreed_long": _kept(agreed, long),
        "years_second": middle,
        "years_third": long,
        "agreed_again": int(agreed["failed"].sum()),
        "same_sides_again": int(conflicts.ended(ELSEWHERE, "same_sides")["failed"].sum()),
        "n_faded": len(faded),
        "faded_middle": _kept(faded, middle),
        "lasted_line": _lasted(agreed, middle),
        "month_held_short": f"{100 * r.base['holding']:.0f} per cent",
        **_paper(conflicts.after(agreed, middle), conflicts.after(faded, middle)),
    }


def _lasted(agreed: pd.DataFrame, years: int) -> str:
    """How many of the ceasefires elsewhere saw no war for some years, in a word."""
    share = conflicts.after(agreed, years)["holding"]
    some = "most" if share > 0.5 else "only some"
    return (
        f"Elsewhere {some} ceasefires between states that outlasted a quiet year saw no war for "
        f"{numerals.prose(years)} years."
    )


def _paper(agreed: dict[str, float], faded: dict[str, float]) -> dict[str, str]:
    """How peace without an agreement compares with peace after one, and whether the intervals overlap."""
    less, more = faded["holding"] < agreed["holding"], faded["holding"] > agreed["holding"]
    how = "less often" if less else "more often" if more else "as often"
    apart = faded["high"] < agreed["low"] or agreed["high"] < faded["low"]
    return {
        "paper_line": f"Where there was no paper, peace held {how}:",
        "overlap_line": "The intervals do not overlap." if apart else "The intervals overlap.",
    }


def _returns(episodes: pd.DataFrame) -> str:
    """Between whom war came back more than once: a sentence, blank if between nobody."""
    often = [(names, n) for names, n in conflicts.returns(episodes) if n > 1]
    if not often:
        return "No pair of states saw it more than once."
    said = [f"{numerals.prose(n)} between {listed(list(names))}" for names, n in often]
    return f"Of these returns {listed(said)} were part of one long conflict each."


def _kept(episodes: pd.DataFrame, years: float) -> str:
    """The share without war after some years, with its interval where there is one: ``93 per cent (61 to
    99)``.
    """
    found = conflicts.after(episodes, years)
    bounds = "" if pd.isna(found["low"]) else f" ({100 * found['low']:.0f} to {100 * found['high']:.0f})"
    return f"{100 * found['holding']:.0f} per cent{bounds}"


def _listed() -> dict[str, object]:
    found, missing = listed_truces.counts(), listed_truces.missing_there()
    return {
        "n_listed": int(found["listed"]),
        "n_matched": int(found["matched"]),
        "n_same_day": of_all(int(found["same_day"]), int(found["matched"])),
        "n_added": int(found["added"]),
        "n_left_out": int(found["left_out"]),
        "missing_there": _missing(missing),
    }


def _missing(rows: pd.DataFrame) -> str:
    """Which of our truces the other list does not have."""
    if rows.empty:
        return "It has every one of ours from these years."
    named = [
        f"“{n}” of {data.written_date(d)}" for n, d in zip(rows["name"], rows["start_date"], strict=True)
    ]
    return f"It does not have {listed(named)}."


def _half(r: Results) -> str:
    """Within how many weeks half of the truces had failed, for what is assumed about unknown ends."""
    if pd.isna(r.base["median"]):
        year = r.table["start_date"].min()[:4]
        return f"More than half of the truces along the whole front since {year} with a known length held on."
    known = f"after {_days(r.base['median'])} days"
    bounds = r.codings.set_index("variant")["median"].reindex(list(truces.ENDS))
    if bounds.isna().any():
        return f"Half of the truces along the whole front whose length is known had failed {known}."
    soonest, latest = (numerals.prose(round(m / 7)) for m in bounds)
    return (
        f"Half of the truces along the whole front had failed after {soonest} to {latest} weeks, depending "
        "on assumptions about unknown ends."
    )


def _median(r: Results) -> str:
    """The median in a sentence, with its interval and the numbers behind it."""
    level = interval(survival.LEVEL)
    return (
        f"The median is {_days(r.base['median'])} days, with a {level} from "
        f"{_days(r.base['median_low'])} to {_days(r.base['median_high'])} days ({r.base['n']} truces since "
        f"{r.table['start_date'].min()[:4]} whose length is known, {r.base['failed']} failures). Many truces "
        "followed one another in the same place, so they are not independent and the interval is too narrow."
    )


def _days(days: float) -> str:
    """Whole days, or that the day was not reached."""
    return "no day reached" if pd.isna(days) else f"{days:.0f}"


def _share(r: Results, day_of: int) -> str:
    """The share holding after some days: ``56 per cent still held (interval 30 to 75)``."""
    row = survival.holding_after(r.curve, [day_of]).iloc[0]
    said = f"{100 * row['holding']:.0f} per cent still held"
    if row[["low", "high"]].isna().any():
        return said
    return f"{said} (interval {100 * row['low']:.0f} to {100 * row['high']:.0f})"


def _longest(r: Results) -> str:
    """Which truce lasted longest, and the next one."""
    first, *others = r.included.nlargest(2, "duration_days").to_dict("records")
    then = f" The next longest lasted {others[0]['duration_days']}." if others else ""
    measures = data.row("ceasefires", "cf-2020-07-27")
    if first["ceasefire_id"] == measures["ceasefire_id"]:
        return (
            f"One truce stands apart: the measures of {day(measures, 'start_date')}, which are coded as "
            f"lasting {first['duration_days']} days, an upper bound.{then}"
        )
    return (
        f"The longest, {inline(first['name'])}, began on {data.written_date(first['start_date'])} and lasted "
        f"{first['duration_days']} days.{then}"
    )


def _ends() -> dict[str, object]:
    return {
        "marinka": day(data.row("ceasefires", "cf-2015-02-15"), "end_date"),
        "debaltseve": day(data.row("events", "H039")),
        "recognition": day(data.row("events", "H049")),
        "invasion": day(data.row("events", "H050")),
        "mission_end": day(data.row("events", "H055")),
    }


def _coding(r: Results) -> dict[str, object]:
    medians = r.codings.dropna(subset="median").set_index("variant")["median"]
    return {
        "n_codings": len(r.codings),
        "median_min": _days(medians.min()),
        "median_max": _days(medians.max()),
        "both_ends": _extremes(medians, int(r.left_out["unknown_end"])),
    }


def _combined(r: Results) -> dict[str, object]:
    medians, shares = (truces.spread(r.combined, c) for c in ("median", "holding"))
    in_force = truces.spread(r.combined, "in_force")
    interval = r.combined["options"].map(lambda o: o[-1] == truces.INTERVAL)
    least, most = (r.combined.loc[interval, "median"].agg(end) for end in ("min", "max"))
    fewer = (r.combined["median"] < r.base["median"]).mean()
    return {
        "n_combined": len(r.combined),
        "n_choices": len(truces.choices()),
        "combined_share": f"{100 * (truces.MIDDLE[1] - truces.MIDDLE[0]):.0f} per cent",
        "combined_least": _days(medians["least"]),
        "combined_most": _days(medians["most"]),
        "combined_low": _days(medians["low"]),
        "combined_high": _days(medians["high"]),
        "combined_middle": _days(medians["middle"]),
        "combined_below": f"{100 * fewer:.0f} per cent",
        "month_low": f"{100 * shares['low']:.0f}",
        "month_high": f"{100 * shares['high']:.0f} per cent",
        "interval_least": _days(least),
        "interval_most": _days(most),
        "force_low": f"{100 * in_force['low']:.0f}",
        "force_high": f"{100 * in_force['high']:.0f} per cent",
        "force_base": f"{100 * base_rates.in_force(r.curve, base_rates.days_left()):.0f} per cent",
        "days_left": base_rates.days_left(),
    }


def _second(r: Results) -> dict[str, object]:
    included = r.second[r.second["include"]]
    middle = survival.median_days(truces.survival(r.second))
    return {
        "agreement": agreement.line("truce_end"),
        "second_median": _days(middle["median"]),
        "second_n": len(included),
        "second_known": int(
            (
                (r.table.set_index("ceasefire_id")["exclusion"] == "unknown_end").fillna(False)
                & r.second.set_index("ceasefire_id")["include"]
            ).sum()
        ),
        "second_low": _days(middle["low"]),
        "second_high": _days(middle["high"]),
    }


def combined(r: Results) -> dict[str, str]:
    """Caption and alternative text of the median under every combination."""
    medians = truces.spread(r.combined, "median")
    return {
        "caption": f"Median days held under all combinations of "
        f"{numerals.prose(len(truces.choices()))} contested choices of "
        f"coding (n = {len(r.combined)}).",
        "alt": f"Ranges of days, from {_days(medians['least'])} to "
        f"{_days(medians['most'])}; the middle one lies at {_days(medians['middle'])} days.",
        "reading": "The line runs from the least to the most, the mark is the middle. Rows say how the "
        "truces with an unknown end are taken. Each combination counts once; nobody finds them all equally "
        "well founded.",
    }


def _extremes(medians: pd.Series, unknown: int) -> str:
    """Which codings give the shortest and the longest median."""
    if medians.nunique() < 2:
        return "No coding moves it."
    if (medians.idxmin(), medians.idxmax()) == ("E1", "E2"):
        return (
            f"Both ends come from the same {unknown} truces whose end is unknown: at the low end all of "
            "them are taken to have failed at once, at the high end to have lasted as long as possible."
        )
    labels = truces.variant_labels()
    return (
        f"The low end comes from the coding “{labels[medians.idxmin()]}”, the high end from "
        f"“{labels[medians.idxmax()]}”."
    )


def _counted(r: Results) -> dict[str, object]:
    gaps = _gaps(r.years)
    return {
        "totals": _totals(r.years) or "no year",
        "gaps_line": f"They have none for {listed(gaps)}." if gaps else "No year lacks one.",
        "gap_years": gaps or "the years without one",
        "means_line": _means(),
    }


def _totals(years: pd.DataFrame) -> list[str]:
    """Years with a total, each with its change on the one before: ``2020 (134,767, 55 per cent lower)``."""
    found = years[years["status"] == "total"]
    said = []
    for (_, row), before in zip(found.iterrows(), [None, *found["value"][:-1]], strict=True):
        change = ""
        if before:
            moved = 100 * (row["value"] / before - 1)
            change = f", {abs(moved):.0f} per cent {'higher' if moved > 0 else 'lower'}"
        said.append(f"{row['year']} ({row['value']:,.0f}{change})")
    return said


def _gaps(years: pd.DataFrame) -> list[str]:
    return [str(y) for y in years.loc[years["status"] == "not_found", "year"]]


def turn() -> pd.Timestamp:
    """The day of the measures of 2020."""
    return pd.Timestamp(data.row("events", "H045")["date"])


def _means() -> str:
    """The published daily means before and after the measures."""
    at = day(data.row("events", "H045"))
    means = monitoring.around(turn())
    if means.empty:
        return f"No daily mean was found for both the time before the measures of {at} and the time after."
    before, after = means.iloc[0], means.iloc[1]
    year = after["last_day"].year
    return (
        f"Within {year} the mean was {before['per_day']:,.0f} a day before the measures of {at} and "
        f"{after['per_day']:,.0f} a day from then to {data.written_date(after['last_day'].date())}"
    )


def _calendar(r: Results) -> dict[str, object]:
    lasted = r.named.set_index("occasion")["lasted"]
    return {
        "n_named": int(r.named["truces"].sum()),
        "new_year": data.row("ceasefires", "cf-2017-12-23")["start_date"][:4],
        "school": _lengths(lasted.get("school_year", ())),
        "easter": _lengths(lasted.get("easter", ())),
    }


def _lengths(lasted: tuple[str, ...]) -> str:
    """Known lengths of truces, and how many are unknown: ``84 days and 13 days (one unknown)``."""
    known = [days for days in lasted if days != "unknown"]
    unknown = len(lasted) - len(known)
    said = listed(_length(days) for days in known) or "an unknown time"
    return f"{said} ({numerals.prose(unknown)} unknown)" if known and unknown else said


def _length(days: str) -> str:
    """``less than a day``, ``one day``, ``44 days``, ``at least one day``."""
    *bound, last = days.split()
    number = int(last)
    said = f"{numerals.prose(number)} day{'' if number == 1 else 's'}" if number else "less than a day"
    return " ".join([*bound, said])


def _limits(r: Results) -> dict[str, object]:
    invasion = int(data.row("events", "H050")["date"][:4])
    recent = r.included[r.included["start_date"] >= str(invasion)]
    guarded = r.table[r.table["third_party_force"]]
    return {
        "after_year": str(invasion - 1),
        "n_recent": len(recent),
        "n_recent_cut": int((~recent["observed"]).sum()),
        "unguarded_line": f"None of the {len(r.table)} truces in the table was guarded by armed foreign "
        "troops, so the table cannot show what they would change."
        if guarded.empty
        else f"Armed foreign troops guarded {len(guarded)} of the {len(r.table)} truces in the table, too "
        "few to say what such troops would change.",
        "guards_line": f"The table says “no” in all {len(r.table)} rows. Without a single truce "
        "that had them there is nothing to compare."
        if guarded.empty
        else f"The table has them in {len(guarded)} of {len(r.table)} rows, which carry no comparison.",
    }


# Captions and alternative texts


def lanes(r: Results) -> dict[str, str]:
    """Caption and alternative text of first breach and end, truce by truce."""
    starts, never = r.table["start_date"], r.spans[r.spans["ended"] == "never_started"]
    begun = r.spans.drop(never.index)
    longest = begun["duration"].max()
    return {
        "caption": "First reported fire and end of every truce that began, "
        f"{data.written_date(starts.min())} to {data.written_date(starts.max())} (n = {len(begun)}). The "
        f"end of {(begun['ended'] == 'unknown').sum()} truces is not known and is left as a gap; the first "
        f"fire of {begun['breach'].isna().sum()} has no date.{_not_drawn(never)}",
        "alt": f"One row per truce. Fire was reported on the first day in {r.breached['same_day']} of "
        f"{r.breached['dated']} dated truces, at the latest on day {r.breached['latest']}. The ends are "
        f"spread from day {begun['duration'].min()} to day {longest}.",
    }


def _not_drawn(never: pd.DataFrame) -> str:
    """The truces that never took effect, as a sentence with a space before it; blank if there are none."""
    if never.empty:
        return ""
    names = [f"{n} ({d[:4]})" for n, d in zip(never["name"], never["start_date"], strict=True)]
    return f" Without a row, as never in effect: {listed(names)}."


def measures(r: Results) -> dict[str, str]:
    """Caption and reading line of the two measures of a truce."""
    dated = r.breached_inside["dated"]
    undated = r.base["n"] - dated
    return {
        "caption": "Two measures of the truces in the curve: no fire reported so far "
        f"(n = {dated} with a date), and still holding (n = {r.base['n']}).",
        "reading": "Read a row from left to right. The last two columns are the "
        f"{interval(survival.LEVEL)} of the share still holding. For {numerals.prose(undated)} truces "
        "in the curve no date of the first fire was found.",
    }


def curve(r: Results) -> dict[str, str]:
    """Caption and alternative text of the share of truces still holding."""
    first, last = r.included["start_date"].min()[:4], r.included["start_date"].max()[:4]
    unknown = r.left_out["unknown_end"]
    held = survival.holding_after(r.curve, [truces.WEEK, truces.MONTH, truces.QUARTER])
    week, *later = (
        f"{100 * share:.0f}%{' of the truces still held' if d == truces.WEEK else ''} after {d}"
        for d, share in zip(held["day"], held["holding"], strict=True)
    )
    return {
        "caption": "Share of truces still holding by day, truces along the whole front that began from "
        f"{first} to {last} (n = {r.base['n']}, {r.base['failed']} failures, {r.base['cut_off']} cut off), "
        f"with its {interval(survival.LEVEL)}. Left out: {unknown} truces with an unknown end "
        f"and {r.left_out.sum() - unknown} others.",
        "alt": f"A falling step curve. {week} days, {', '.join(later)}. The median is "
        f"{_days(r.base['median'])} days, interval {_days(r.base['median_low'])} to "
        f"{_days(r.base['median_high'])}. Below it every truce is a point.",
    }


def elsewhere(r: Results) -> dict[str, str]:
    """Caption, alternative text and reading line of the peace that followed ceasefires elsewhere."""
    agreed, faded = r.elsewhere[ELSEWHERE], r.elsewhere[FADED]
    first, last = conflicts.period(agreed)
    middle = conflicts.YEARS[1]
    return {
        "caption": f"Conflicts between states that ended from {first} on, followed to {last}: by a ceasefire "
        f"agreement (n = {len(agreed)}), and faded without paper (n = {len(faded)}).",
        "alt": f"Step curves by years. Of the ceasefires elsewhere, which had outlasted a quiet year, "
        f"{_kept(agreed, middle)} were without war after {middle} years; of the conflicts that faded, "
        f"{_kept(faded, middle)}.",
        "reading": f"A conflict has ended only if a calendar year with fewer than {_deaths()} deaths in "
        "battle followed, so ceasefires that broke within weeks are not counted. The band is the "
        f"{interval(survival.LEVEL)} of the ceasefires. The lines begin at the "
        "dotted one, where a ceasefire can first be seen to fail. A ceasefire fails when states that had "
        "fought each other do so again, in whatever grouping. Where only a year is known its last day "
        f"is used. Data: {cited('conflict_episodes')}.",
    }


def _deaths() -> str:
    return particulars.written(data.row("details", "ucdp-threshold"))


def listed_here(r: Results) -> dict[str, str]:
    """Caption and reading line of the comparison with another list."""
    found = listed_truces.counts()
    return {
        "caption": "What was decided on each truce of the ETH/PRIO Civil Conflict Ceasefire data set for "
        f"Ukraine, to {data.written_date(r.listed['as_of'].max())} (n = {found['listed']}; "
        f"{found['left_out']} left out). Numbers there, our reasons, and whether the days of effect agree; "
        f"no row of the data set is shown. {cited('listed_truces')}.",
        "reading": "A truce is taken in if Ukraine, Russia or the armed groups it backs declared or agreed "
        "it for the whole front, after there was one, with a start of its own. The rule does not look at "
        "how a truce ended.",
    }


def codings(r: Results) -> dict[str, str]:
    """Caption and alternative text of the median under each coding."""
    numbers, medians = r.codings["n"], r.codings["median"]
    return {
        "caption": f"Median days held, with its {interval(survival.LEVEL)}, under each coding "
        f"of contested truces (n = {numbers.min()} to {numbers.max()} truces).",
        "alt": f"Dots with intervals. As coded the median is {_days(r.base['median'])} days. The other "
        f"codings give {_days(medians.min())} to {_days(medians.max())} days, each with a wide interval.",
    }


def daily(r: Results) -> dict[str, str]:
    """Caption and alternative text of the counts by published period."""
    found = r.counts[r.counts["value"].notna()]
    first, last = r.counts["first_day"].min().year, r.counts["last_day"].max().year
    gaps = _gaps(r.years)
    shade = f" For {listed(gaps)} no yearly total was found." if gaps else ""
    return {
        "caption": "Recorded violations of the truce a day, every published period found from "
        f"{first} to {last} (n = {len(found)}).{shade}",
        "alt": f"Marks and lines on a logarithmic scale, from {_count(found.nsmallest(1, 'per_day'))} to "
        f"{_count(found.nlargest(1, 'per_day'))}. {_means()}.".replace("..", "."),
    }


def _count(rows: pd.DataFrame) -> str:
    """One count with its period: ``0 on 7 August 2020``, ``more than 10,000 on 31 January 2017``."""
    row = rows.iloc[0]
    bound = "more than " if row["bound"] == "lower_bound" else ""
    said = f"{bound}{row['per_day']:,.0f}"
    if row["period_start"] == row["period_end"] and len(row["period_start"]) > 7:
        return f"{said} on {data.written_date(row['period_start'])}"
    return f"{said} from {day(row, 'period_start')} to {day(row, 'period_end')}"


def occasions(r: Results) -> dict[str, str]:
    """Caption of the truces named after a day or season."""
    front = (r.table["scope"] == "front_wide").sum()
    return {
        "caption": "Truces along the whole front that are named after a holiday or season "
        f"(n = {r.named['truces'].sum()} of {front}).",
    }
