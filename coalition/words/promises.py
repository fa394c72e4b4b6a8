"""What the chapter ``promises`` says: its results, and the words and numbers of its prose and exhibits."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.analysis import alliances as called
from coalition.analysis import promises
from coalition.analysis.ledger import HOST
from coalition.data.passages import inline
from coalition.words import agreement, alliances
from coalition.words.phrases import counted, countries_listed, day, listed, of_all, subject, were


@dataclass(frozen=True)
class Results:
    """The promises of one state of the data, counted in every way the chapter uses."""

    table: pd.DataFrame
    """Every promise as coded."""
    by_means: pd.DataFrame
    by_form: pd.DataFrame
    """Outcomes by strength of enforcement and by legal form, indexed by their codes."""
    codings: pd.DataFrame
    """Outcomes under each way of counting."""
    spans: pd.DataFrame
    days: pd.DataFrame
    """Days on which texts were first broken, most texts first."""
    events: pd.DataFrame
    calls: pd.DataFrame
    """Alliance promises that a war called upon."""
    called: pd.DataFrame
    called_own: pd.DataFrame
    """How many of them were kept, by the older rules and by the authors' own coding."""

    @property
    def outcomes(self) -> pd.Series:
        """Our promises by outcome."""
        codes = list(data.labels_of("promises", "outcome"))
        return self.table["outcome"].value_counts().reindex(codes, fill_value=0)

    @property
    def broken(self) -> pd.DataFrame:
        """The promises coded as broken."""
        return self.table[self.table["outcome"] == "breached"]

    @property
    def sources(self) -> list[str]:
        """Sources of every promise that some way of counting uses."""
        return data.source_ids(self.codings)


def results() -> Results:
    """Count the promises."""
    table = promises.coded()
    return Results(
        table,
        promises.tally(table, "enforcement").set_index("enforcement"),
        promises.tally(table, "legal_form").set_index("legal_form"),
        promises.tallies(),
        promises.years_to_breach(),
        promises.breach_days(),
        data.rows(
            "events",
            [
                "H003",
                "H006",
                "H008",
                "H009",
                "H018",
                "H022",
                "H024",
                "H025",
                "H026",
                "H028",
                "H047",
                "H049",
                "H050",
                "H056",
                "H064",
                "H070",
            ],
        ),
        called.counted(),
        called.tally(),
        called.tally("outcome_own"),
    )


def words(r: Results) -> dict[str, object]:
    """Every number, name, date and verdict of the chapter's prose, by the name the prose uses."""
    return _tally(r) | _names(r) | _breaches(r) | _dates() | alliances.words(r.called, r.called_own)


def _tally(r: Results) -> dict[str, object]:
    outcomes = r.by_means.sum()
    totals, forms, counts = r.by_means["total"], r.by_form, r.codings.set_index("coding")
    armed = r.table[(r.table["enforcement"] == "armed_guarantee") & r.table["in_force"]]
    return {
        "n": len(r.table),
        "first_year": r.table["date"].min()[:4],
        "last_year": r.table["date"].max()[:4],
        "n_broken": int(outcomes["breached"]),
        "broken_were": were(int(outcomes["breached"])),
        "partly_were": were(int(outcomes["partly"])),
        "kept_were": were(int(outcomes["kept"])),
        "unsigned_were": were(int(outcomes["never_signed"])),
        "agreement": agreement.line("promise"),
        "armed_line": "None that was in force bound anybody to armed help."
        if armed.empty
        else f"An armed guarantee was in force in the {listed(armed['name'])}.",
        "n_none": int(totals["none"]),
        "n_talk": int(totals["consultation"]),
        "n_monitors": int(totals["monitoring"]),
        "n_sanctions": int(totals["sanctions"]),
        "n_military": int(totals["military_action"]),
        "n_armed": int(totals["armed_guarantee"]),
        "treaties_broken": of_all(int(forms.at["treaty", "breached"]), int(forms.at["treaty", "total"])),
        "n_treaties_broken": int(counts.at["treaties", "breached"]),
        "treaties_of": int(counts.at["treaties", "total"]),
        "n_political": int(forms.at["political", "total"]),
        "n_political_broken": int(forms.at["political", "breached"]),
        "n_codings": len(r.codings),
        "once": int(counts.at["once_per_day", "breached"]),
        "once_of": int(counts.at["once_per_day", "total"]),
        "strict": int(counts.at["partly_broken", "breached"]),
    }


def _names(r: Results) -> dict[str, object]:
    return {
        "kept_line": _kept(r.table[r.table["outcome"] == "kept"]),
        "partly_line": _partly(r.table[r.table["outcome"] == "partly"]),
        "bucharest_text": data.row("promises", "pr-bucharest-2008")["name"],
        "grain_text": data.row("promises", "pr-grain-2022")["name"],
        "newest_year": data.row("promises", "pr-vilnius-2023")["date"][:4],
        "draft_text": data.row("promises", "pr-istanbul-2022")["name"],
        "budapest_parties": countries_listed(_names_of(data.row("promises", "pr-budapest")["parties"])),
        "budapest_beside": listed(
            data.rows("details", ["budapest-beside-chn", "budapest-beside-fra"])["text"].sort_values()
        ),
        "second_call": data.written_date(data.row("events", "H071")["date"]),
        "core_first": data.row("promises", "pr-budapest")["date"][:4],
        "core_last": data.row("promises", "pr-istanbul-2022")["date"][:4],
    }


def _names_of(codes) -> list[str]:
    return list(data.names()[list(codes)])


def _kept(kept: pd.DataFrame) -> str:
    """What the promises that were kept asked for."""
    if kept.empty:
        return "No promise on the list is coded as kept."
    strengths = data.labels_of("promises", "enforcement")
    strongest = [code for code in strengths if code in set(kept["enforcement"])][-1]
    means = inline(strengths[strongest])
    if len(kept) == 1:
        name = kept["name"].iloc[0]
        return f"The one promise coded as kept, the {name}, asked for no more than {means}."
    return f"The promises coded as kept, the {listed(kept['name'])}, asked for no more than {means}."


def _partly(partly: pd.DataFrame) -> str:
    """How many promises were kept in part."""
    return f"{subject(len(partly), 'was', 'were')} kept in part." if len(partly) else "None was kept in part."


def _breaches(r: Results) -> dict[str, object]:
    russia = data.row("countries", "RUS")["iso3"]
    by_russia = r.broken["breached_by"].map(lambda codes: russia in codes)
    return {
        "russia_broke": of_all(int(by_russia.sum()), len(r.broken)),
        "both_line": _both(r.broken),
        "that_day_line": _same_day(r),
        "n_days": len(r.days),
    }


def _same_day(r: Results) -> str:
    """How many texts were first broken on the day on which most were, and what happened on it."""
    if r.days.empty:
        return "no breach is dated."
    most, seizure = r.days.iloc[0], data.row("events", "H024")
    said = (
        f"{were(int(most['texts']))} first broken on the same day, {data.written_date(most['breach_date'])}"
    )
    if most["breach_date"] != seizure["date"]:
        return f"{said}."
    return (
        f"{said}, when Russian soldiers took the parliament in Simferopol. They are one event seen through "
        f"many texts, not {numerals.prose(int(most['texts']))} separate failures."
    )


def _both(broken: pd.DataFrame) -> str:
    """For which broken promises the table names more than one party, and why."""
    both = broken[broken["breached_by"].map(len) > 1]
    if both.empty:
        return "It names no other party."
    if not both["breached_by"].map(lambda codes: HOST in codes).all():
        return f"For the {listed(both['name'])} it names more than one party."
    return (
        f"For the {listed(both['name'])} it names Ukraine as well, because monitors recorded breaches by "
        "both sides and Ukraine did not carry out the political points."
    )


def _dates() -> dict[str, object]:
    return {
        "budapest": day(data.row("events", "H008")),
        "consult": day(data.row("events", "H025")),
        "npt_left": day(data.row("events", "H009")),
        "tactical": day(data.row("events", "H003")),
        "crimea": day(data.row("events", "H024")),
        "annexed": day(data.row("events", "H026")),
        "assembly": day(data.row("events", "H028")),
        "bucharest": day(data.row("events", "H018")),
        "nonbloc": day(data.row("events", "H022")),
        "washington": day(data.row("events", "H070")),
        "stalled": day(data.row("events", "H056")),
    }


# Captions and alternative texts


def grid(r: Results) -> dict[str, str]:
    """Caption and alternative text of the promises by means of enforcement."""
    first, last = r.table["date"].min()[:4], r.table["date"].max()[:4]
    strengths = data.labels_of("promises", "enforcement")
    return {
        "caption": "Promises by the strongest means of enforcement in the text and by outcome, "
        f"{first} to {last} (n = {len(r.table)}, a chosen list).",
        "alt": "Promises grouped by means of enforcement. "
        + " ".join(f"{strengths[code]}: {_counts(row)}." for code, row in r.by_means.iterrows()),
    }


def spans(r: Results) -> dict[str, str]:
    """Caption and alternative text of the time from each promise to its breach."""
    istanbul = data.row("promises", "pr-istanbul-1999")
    return {
        "caption": f"Time from each promise to its first main breach (n = {len(r.spans)}; "
        f"{r.spans['breach_day'].notna().sum()} with a dated breach). The breach is one towards Ukraine; for "
        f"the {istanbul['name']}, towards one of these states.",
        "alt": "One line per promise. " + _ends(r),
    }


def _ends(r: Results) -> str:
    if r.days.empty:
        return "No breach is dated."
    most, others = r.days.iloc[0], r.days.iloc[1:]
    said = (
        f"{most['texts']} of {len(r.broken)} broken promises end on {data.written_date(most['breach_date'])}"
    )
    if others.empty:
        return f"{said}."
    years = sorted({d[:4] for d in others["breach_date"]})
    return f"{said}; the others broke between {years[0]} and {years[-1]}."


def dates(r: Results) -> dict[str, str]:
    """Caption of the table of dates."""
    return {"caption": f"Events chosen by hand, in order (n = {len(r.events)})."}


def tallies(r: Results) -> dict[str, str]:
    """Caption and alternative text of the outcomes under each way of counting."""
    totals = r.codings["total"]
    return {
        "caption": "Share of the promises broken on the same list under "
        f"{numerals.prose(len(r.codings))} ways of counting (n = {totals.min()} to {totals.max()} promises).",
        "alt": "Bars of shares. "
        + " ".join(f"{row['label']}: {_counts(row)}." for _, row in r.codings.iterrows()),
    }


def called_upon(r: Results) -> dict[str, str]:
    """Caption, alternative text and reading line of alliance promises that a war called upon."""
    return alliances.called_upon(r.calls, r.called)


def _counts(row: pd.Series) -> str:
    """How many promises came to each outcome that occurs: ``seven broken and one kept in part``."""
    outcomes = data.labels_of("promises", "outcome").items()
    return listed(f"{counted(row[code])} {inline(label)}" for code, label in outcomes if row[code])
