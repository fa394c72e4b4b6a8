"""What the chapter on contributors says in numbers and words."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.analysis import ages, domains, hero, ledger, searches, second_coding
from coalition.data import geography
from coalition.data.passages import inline
from coalition.words import agreement
from coalition.words.phrases import (
    articled,
    counted,
    countries_listed,
    departures,
    listed,
    of_all_first,
    today,
    with_article,
)

RECENT_MONTHS = 6
"""Months up to the cut-off in which a statement counts as recent, that of the cut-off among them."""


@dataclass(frozen=True)
class Results:
    """Positions, offers and moves for one state of the data."""

    now: pd.DataFrame
    """Positions at the cut-off, from ``ledger.positions``."""
    offers: pd.DataFrame
    """The ``positions`` table."""
    by_month: pd.DataFrame
    changes: pd.DataFrame

    @property
    def moves(self) -> pd.DataFrame:
        """Statements that changed the position of their country."""
        return self.changes[self.changes["moved"]]

    @property
    def ends(self) -> dict[str, list[str]]:
        """Who ended closer to sending soldiers than they began, who further, and who the same."""
        return ledger.ends(self.changes, self.now)

    @property
    def names(self) -> dict[str, list[str]]:
        """Countries by position code; every code of the descriptor is there, most forthcoming first."""
        return {
            code: list(self.now.loc[self.now["position"] == code, "name"])
            for code in data.labels_of("positions", "position")
        }

    @property
    def offered(self) -> dict[str, int]:
        """How many countries offer something, by domain; see ``unconditional`` for the conditions."""
        return {domain: int((self.offers[domain] == "yes").sum()) for domain in domains.DOMAINS}

    @property
    def n_land_more(self) -> int:
        """How many countries call soldiers on land possible."""
        return int((self.offers["land"] == "conditional").sum())

    @property
    def unconditional(self) -> dict[str, int]:
        """How many countries offer something and name no condition, by domain."""
        return {domain: len(domains.unconditional(self.offers, domain)) for domain in domains.DOMAINS}


def results() -> Results:
    """Read the ledger at the cut-off and at the end of every month."""
    return Results(ledger.positions(), data.load("positions"), ledger.positions_by_month(), ledger.changes())


def _second() -> dict[str, object]:
    """What the second coding makes of the positions."""
    pairs = second_coding.pairs("position")
    labels = data.labels_of("positions", "position")
    second, first = (pairs[c].value_counts() for c in ("second", "first"))
    apart = pairs[pairs["first"] != pairs["second"]]
    edge = apart[["first", "second"]].isin(["conditional", "undecided"]).all(axis=1).sum()
    return {
        "agreement": agreement.line("position"),
        "second_ready": int(second.get("deploy_troops", 0)),
        "second_conditional": int(second.get("conditional", 0)),
        "first_conditional": int(first.get("conditional", 0)),
        "n_apart": len(apart),
        "n_edge": int(edge),
        "label_conditional": inline(labels["conditional"]),
        "label_undecided": inline(labels["undecided"]),
    }


def words(r: Results) -> dict[str, object]:
    """Every number, name and date of the chapter's prose, by the name the prose uses."""
    names, ends = r.names, r.ends
    recent = str(pd.Period(str(data.cut_off()), "M") - (RECENT_MONTHS - 1))
    return {
        "cut_off": data.cut_off(),
        "n_ready": len(names["deploy_troops"]),
        **_second(),
        "names_ready": articled(names["deploy_troops"], "none"),
        "n_conditional": len(names["conditional"]),
        "n_support": len(names["support_only"]),
        "names_unknown": articled(names["unknown"]),
        "names_lapsed": articled(r.now.loc[r.now["lapsed"], "name"], "none"),
        "n_heard": int((r.now["position"] != "unknown").sum()),
        "n_old": int(r.now["old"].sum()),
        "after_line": _after(),
        "ready_old_line": _old_ready(r.now.loc[r.now["position"] == "deploy_troops", "old"]),
        "governments_line": _governments(),
        "names_only_old": articled(r.now.loc[r.now["old"] & ~r.now["lapsed"], "name"], "none"),
        "other_mission": _other_mission(r.now) + _no_land(r.offers),
        "unknown_searched": _searched(r.now),
        "n_statements": len(r.changes),
        "first_date": _earliest(r.changes["date"]),
        "n_moves": len(r.moves),
        "n_movers": r.moves["iso3"].nunique(),
        "names_closer": articled(ends["closer"]),
        "names_further": articled(ends["further"]),
        "n_same": len(ends["same"]),
        **{f"n_{domain}": n for domain, n in r.offered.items()},
        "land_more": _land_more(r.n_land_more),
        "free_line": _free(sum(r.unconditional.values())),
        "recent_line": _recent(r.now.loc[r.now["since"] >= recent, "name"], data.written_date(recent)),
    }


def _land_more(number: int) -> str:
    """How many countries leave soldiers on land open, in brackets with a space before; blank if none does."""
    leave = "leaves" if number == 1 else "leave"
    return f" ({numerals.prose(number)} more {leave} them open)" if number else ""


def _after() -> str:
    """How many governments that are ready or open ask for an end of the fighting first."""
    found = hero.circle().set_index("link").loc["force"]
    number, total = int(found["number"]), int(found["total"])
    if not total:
        return "No government is ready to send soldiers or leaves it open."
    names = "names" if number == 1 else "name"
    if total == 1:
        does = "names" if number else "does not name"
        return f"The one government that would or might send soldiers {does} a ceasefire or a peace first."
    return (
        f"{of_all_first(number, total)} governments that are ready or leave it open {names} a ceasefire or a "
        "peace as a condition."
    )


def _old_ready(old: pd.Series) -> str:
    """How many of the governments that are ready are among those with old words; blank if nobody is ready."""
    if old.empty:
        return ""
    number = int(old.sum())
    if len(old) == 1:
        return f" The one government that is ready is{'' if number else ' not'} among these."
    are = "is" if number == 1 else "are"
    return f" {of_all_first(number, len(old))} governments that are ready {are} among these."


def _free(number: int) -> str:
    """How many of the offers by domain come without a condition: a clause."""
    return (
        f"{counted(number)} of these offers {'come' if number > 1 else 'comes'} without a condition or limit"
    )


def _recent(names: pd.Series, since: str) -> str:
    """Who has set out a position in the last months."""
    if names.empty:
        return f"Since {since} no government has set out a position."
    have = "has" if len(names) == 1 else "have"
    return f"Since {since} only {countries_listed(names)} {have} set out a position."


def _governments() -> str:
    """Who has come to govern in the year before the cut-off, and since when."""
    rows, names = ages.new_governments(), data.names()
    if rows.empty:
        return "No new government took office in the year before the cut-off."
    who = [
        f"{with_article(names[g.iso3])} ({g.head}, since {data.written_date(g.since)})"
        for g in rows.itertuples()
    ]
    return f"In the year before the cut-off new governments took office in {listed(who)}."


def _no_land(offers: pd.DataFrame) -> str:
    """Which of the open governments have said nothing on land; blank where all have."""
    names = offers.loc[(offers["position"] == "conditional") & (offers["land"] == "unknown"), "iso3"]
    if names.empty:
        return ""
    named = "names" if len(names) == 1 else "name"
    return f" {countries_listed(names.map(data.names()))} {named} help of other kinds, not a unit on land."


def _other_mission(now: pd.DataFrame) -> str:
    """Which of the open governments speak of another mission than this force; blank where none does."""
    names = now.loc[(now["position"] == "conditional") & ~now["for_this_force"], "name"]
    speak = "speaks" if len(names) == 1 else "speak"
    return (
        f" Of these, {countries_listed(names)} {speak} of another mission and not of this force."
        if len(names)
        else ""
    )


def _searched(now: pd.DataFrame) -> str:
    """When and in which languages a word was looked for from those of whom none was found."""
    codes = now.loc[now["position"] == "unknown", "iso3"]
    rows = [searches.on(f"positions:{code}") for code in codes]
    return searches.told(pd.concat(rows)) if rows else ""


def _earliest(dates: pd.Series) -> str:
    """The earliest of these dates in words; the cut-off where there is none."""
    return data.written_date(dates.min() if len(dates) else data.cut_off())


def _period(r: Results) -> str:
    first, last = r.by_month["as_of"].min(), r.by_month["as_of"].max()
    return f"{data.written_date(first[:7])} to {data.written_date(last)}"


def position_map(r: Results) -> dict[str, str]:
    """Caption, alternative text and reading line of the map."""
    labels = data.labels_of("positions", "position")
    drawn = [f"{labels[c]}: {countries_listed(n)}." for c, n in r.names.items() if n and c != "unknown"]
    return {
        "caption": "Position of each government on sending soldiers to Ukraine after a ceasefire, "
        f"{today()} (n = {len(r.now)}); the slider chooses the end of a month, {_period(r)}.",
        "alt": " ".join(["Map of Europe by position.", *drawn]),
        "reading": "Colour and pattern show the position. A fainter country rests on words more than a year "
        "old, or of a government that has resigned or been replaced. Grey countries have no "
        "row in the ledger; the strong outline is Ukraine, the host. Countries outside the map are "
        "squares on the left. A statement dated to a month counts from its end. "
        f"{departures(r.now)}{geography.BORDER_NOTE}",
    }


def ladder(r: Results) -> dict[str, str]:
    """Caption, alternative text and reading line of the ladder."""
    labels = data.labels_of("positions", "position")
    return {
        "caption": f"Countries by position on sending soldiers, {today()} (n = {len(r.now)}).",
        "alt": "Rungs from ready to send soldiers down to no government statement found. "
        + " ".join(f"{labels[code]}: {listed(articled(names, 'none'))}." for code, names in r.names.items()),
        "reading": "A star means that the government that spoke has since resigned or been replaced, a "
        f"dagger that its words are more than a year old. {departures(r.now)}".strip(),
    }


def offers(r: Results) -> dict[str, str]:
    """Caption and alternative text of the lists of offers."""
    titles = data.titles_of("positions", *domains.DOMAINS)
    listing = ", ".join(f"{titles[d].lower()} by {n}" for d, n in r.offered.items())
    return {
        "caption": f"Offers by domain, {today()}; countries with a statement on one domain or more.",
        "alt": f"Lists of countries by domain. Countries with an offer: {listing}.",
    }


def history(r: Results) -> dict[str, str]:
    """Caption and alternative text of the grid of positions over time."""
    ends = {way: listed(articled(names, "none")) for way, names in r.ends.items()}
    return {
        "caption": f"Positions over time of the countries that changed theirs, month by month, {_period(r)}.",
        "alt": "Bars over time, one row for each country that changed its position. "
        f"Closer: {ends['closer']}. Further: {ends['further']}.",
    }
