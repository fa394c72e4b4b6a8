"""What the chapter on membership says in numbers and words."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.analysis import ledger, regions
from coalition.analysis import membership as rules
from coalition.words.phrases import are, articled, capital, listed, named, today, with_article

GROWING = "one-leaders-meeting"
"""The rule that the chapter sets beside the published numbers; it grows as meetings go by."""


@dataclass(frozen=True)
class Results:
    """What each rule gives, and what was published and said, for one state of the data."""

    counts: pd.DataFrame
    members: pd.DataFrame
    growth: pd.DataFrame
    wide: list[str]
    """Ids of the broader rules."""
    moving: list[str]
    """Names of the countries that some of the broader rules let in and others do not."""
    published: pd.DataFrame
    """The ``counts`` table."""
    numbers: list[int]
    """Published numbers that the chapter asks the rules for."""
    unsupported: pd.DataFrame
    said: pd.DataFrame
    """Statements on who is in the coalition or among those that pledged."""

    @property
    def present(self) -> pd.DataFrame:
        """Positions of the countries besides Ukraine at the Paris meeting of September 2025."""
        inside = self.members[self.members["rule_id"] == rules.PARIS_SEPTEMBER]
        now = ledger.positions().set_index("iso3")
        return now.loc[inside.loc[inside["iso3"] != ledger.HOST, "iso3"]].reset_index()


def results() -> Results:
    """Count members by every rule and read what was published and said."""
    counts, members = rules.counts_by_rule(), rules.by_rule()
    wide = rules.wide_rules(counts)
    statements = data.load("statements")
    return Results(
        counts,
        members,
        rules.growth(GROWING),
        wide,
        rules.movers(members, wide),
        data.load("counts"),
        rules.discussed(),
        rules.unsupported(),
        statements[statements["on_membership"]],
    )


def words(r: Results) -> dict[str, object]:
    """Every number, name and date of the chapter's prose, by the name the prose uses."""
    return _rules(r) | _lists() | _published(r) | _said() | _present(r)


def _rules(r: Results) -> dict[str, object]:
    rule = r.counts.set_index("rule_id")
    with_ukraine, without = rule["with_ukraine"], rule["without_ukraine"]
    return {
        "cut_off": data.cut_off(),
        "n_rules": len(r.counts),
        "guest_line": _guest(),
        "n_wide": len(r.wide),
        "n_shift": int((with_ukraine != without).sum()),
        "n_least": without.min(),
        "n_most": without.max(),
        "least_rule": rule.loc[without.idxmin(), "label"],
        "most_rule": rule.loc[without.idxmax(), "label"],
        "n_willing": without["willing"],
        "n_every": with_ukraine["every-list"],
        "n_list": with_ukraine[rules.PARIS_SEPTEMBER],
        "n_paris": with_ukraine[rules.PARIS_JANUARY],
        "n_leaders": without[rules.PARIS_JANUARY_LEADER],
        "core_line": _core(r),
        "n_moving": len(r.moving),
        "names_military": articled(rules.left_out("any-meeting", "one-leaders-meeting"), "no countries"),
        "military_are": are(rules.left_out("any-meeting", "one-leaders-meeting")),
        "late_are": are(rules.left_out("one-leaders-meeting", "every-list")),
        "level_are": are(rules.left_out("every-list", "every-list-leader")),
        "unsigned_line": _unsigned(),
        "series": named(r.growth["with_ukraine"].drop_duplicates(), "no number"),
    }


def _core(r: Results) -> str:
    """How many states every broader rule lets in, and whether Ukraine is among them."""
    core = set(rules.members("any-meeting")["name"]) - set(r.moving)
    among = ", Ukraine among them," if data.names()[ledger.HOST] in core else ""
    return f"{len(core)} states{among}"


def _unsigned() -> str:
    names = rules.left_out(rules.PARIS_JANUARY, "paris-declaration")
    day = data.written_date(rules.rule(rules.PARIS_JANUARY).day)
    if not names:
        return f"All that were in Paris on {day} stand behind the declaration of that day."
    was, it = ("was", "it stands") if len(names) == 1 else ("were", "they stand")
    return (
        f"{listed(names)} {was} in Paris on {day}, but whether {it} behind the declaration of that day is "
        "unclear."
    )


def _guest() -> str:
    """Which texts the United States is known not to have signed."""
    guest, texts = data.row("countries", "USA"), data.load("texts").set_index("text_id")
    signed = data.load("signatories")
    ids = signed.loc[(signed["iso3"] == guest["iso3"]) & (signed["status"] == "no"), "text_id"]
    name = with_article(guest["name"])
    if ids.empty:
        return f"No text names {name} and lacks it among its signatories or authors."
    unsigned = [
        f"the {texts.at[i, 'title']} ({data.written_date(texts.at[i, 'date'])})"
        for i in sorted(ids, key=lambda i: texts.at[i, "date"])
    ]
    return f"Nor did it sign texts in which it took part or is named: {listed(unsigned)}."


def _newer() -> str:
    """What was found of the leaders' meetings since the newest full list."""
    after = rules.leaders_meetings_since_lists()
    if after.empty:
        return "No meeting of leaders since was found."
    met = "One more leaders' meeting was" if len(after) == 1 else f"{numerals.opening(len(after))} more were"
    until = "on" if len(after) == 1 else "up to"
    have = "it has" if len(after) == 1 else "none has"
    return f"{met} found {until} {data.written_date(after['date'].max())}; {have} a full list."


def _first_list() -> dict[str, object]:
    """The earliest full list, and whether later ones have the same states."""
    first, every = set(rules.on_full_list(0)["iso3"]), set(rules.members("every-list")["iso3"])
    gone = listed(sorted(data.names()[sorted(first - every)]))
    return {
        "n_first": len(first),
        "since_line": f"Not on every full list since: {gone}."
        if gone
        else "The same states have been on every full list since.",
    }


def _lists() -> dict[str, object]:
    lists = rules.full_lists()
    return _first_list() | {
        "list_dates": lists["date"].map(data.written_date),
        "first_list_date": data.written_date(lists["date"].min()),
        "last_list_date": data.written_date(rules.rule(rules.PARIS_JANUARY).day),
        "list_date": data.written_date(rules.rule(rules.PARIS_SEPTEMBER).day),
        "newer_line": _newer(),
    }


def _published(r: Results) -> dict[str, object]:
    paris = rules.rule(rules.PARIS_SEPTEMBER).day
    counts = r.published
    same_day = counts[(counts["date"] == paris) & (counts["counts_what"] == "participants")]
    pledges = data.row("counts", "k28")
    return {
        "n_counts": len(counts),
        "n_unsaid": int((counts["ukraine_counted"] == "unknown").sum()),
        "same_day": named(sorted(set(same_day["count"])), "no numbers"),
        "chiefs_date": data.written_date(data.row("counts", "k04")["date"]),
        "n_call": data.row("counts", "k08")["count"],
        "call_date": data.written_date(data.row("counts", "k08")["date"]),
        "n_delegations": data.row("counts", "k11")["count"],
        "delegations_date": data.written_date(data.row("counts", "k11")["date"]),
        "members_date": data.written_date(data.row("counts", "k14")["date"]),
        "n_august": data.row("counts", "k21")["count"],
        "august": data.written_date(data.row("counts", "k21")["date"]),
        "n_pledged": pledges["count"],
        "pledge_date": data.written_date(pledges["date"]),
        "n_chairs": data.row("counts", "k30")["count"],
        "chairs_date": data.written_date(data.row("counts", "k30")["date"]),
        "n_paris_stated": data.row("counts", "k38")["count"],
        "n_invited": data.row("counts", "k44")["count"],
        "n_kyiv": data.row("counts", "k45")["count"],
        "kyiv_date": data.written_date(data.row("counts", "k45")["date"]),
        "n_parade": data.row("counts", "k47")["count"],
        "n_july": data.row("counts", "k48")["count"],
        "july_date": data.written_date(data.row("counts", "k48")["date"]),
        "n_rest": len(r.present) - pledges["count"],
    }


def _said() -> dict[str, object]:
    return {
        "japan_date": data.written_date(data.row("statements", "jpn-01")["date"]),
        "press_date": data.written_date(data.row("statements", "prt-01")["date"]),
        "portugal_date": data.written_date(data.row("statements", "prt-03")["date"]),
        "slovenia_date": data.written_date(data.row("statements", "svn-01")["date"]),
        "bulgaria_date": data.written_date(data.row("statements", "bgr-01")["date"]),
    }


def _present(r: Results) -> dict[str, object]:
    here = r.present
    names = {
        code: list(here.loc[here["position"] == code, "name"])
        for code in data.labels_of("positions", "position")
    }
    european = regions.is_european(here["iso3"]).to_numpy()
    return {
        "n_present": len(here),
        "n_ready": len(names["deploy_troops"]),
        "names_willing": articled(names["deploy_troops"], "none"),
        "n_open": len(names["conditional"]),
        "n_support": len(names["support_only"]),
        "names_support": articled(names["support_only"], "none"),
        "undecided_line": _undecided(names["undecided"]),
        "names_silent": articled(names["unknown"]),
        "names_lapsed": articled(here.loc[here["lapsed"], "name"]),
        "names_outside": articled(here.loc[~european, "name"], "none"),
    }


def _undecided(names: list[str]) -> str:
    """Whose governments say that they have not decided, in a sentence."""
    if not names:
        return "None of them says that it has not decided."
    return f"{capital(listed(articled(names)))} {'has' if len(names) == 1 else 'have'} not decided."


def rule_counts(r: Results) -> dict[str, str]:
    """Caption and alternative text of the drawing of the rules."""
    return {
        "caption": f"Countries in the coalition under {len(r.counts)} stated rules, {today()}.",
        "alt": "Number of countries by rule, with Ukraine and without it. "
        + " ".join(
            f"{c.label}: {c.with_ukraine} with Ukraine, {c.without_ukraine} without."
            for c in r.counts.itertuples()
        ),
    }


def movers(r: Results) -> dict[str, str]:
    """Caption and alternative text of the grid of countries that move."""
    widest = rules.left_out("any-meeting", "one-leaders-meeting")
    return {
        "caption": f"Countries that some of the broader rules let in and others do not, {today()} "
        f"(n = {len(r.moving)}).",
        "alt": f"Bars for {len(r.moving)} countries: how many of {len(r.wide)} rules let each in. Only "
        f"the rule on any meeting lets in {', '.join(widest) or 'none'}. In by most rules but not all: "
        f"{', '.join(r.moving[:3]) or 'none'}.",
    }


def published_counts(r: Results) -> dict[str, str]:
    """Caption and alternative text of the drawing of the published numbers."""
    counts, rule = r.published, r.growth["with_ukraine"]
    first, last = (data.written_date(d[:7]) for d in (counts["date"].min(), counts["date"].max()))
    members = counts.loc[counts["counts_what"] == "members", "count"]
    return {
        "caption": f"Published numbers of countries by date, {first} to {last} (n = {len(counts)}): members, "
        f"the soldiers pledged, and others as ticks; the dotted line is what the rule “{growing_name()}” "
        "gives, including Ukraine.",
        "alt": f"{len(counts)} published numbers between {counts['count'].min()} and "
        f"{counts['count'].max()}. Those of members run from {members.min()} to {members.max()}; the "
        f"pledges of {data.written_date(data.row('counts', 'k28')['date'][:7])} are "
        f"{data.row('counts', 'k28')['count']}. "
        + (
            f"The rule rises from {rule.iloc[0]} to {rule.iloc[-1]}."
            if len(rule)
            else "No meeting is counted."
        ),
    }


def growing_name() -> str:
    """The name of the rule that is drawn beside the published numbers."""
    return rules.rule(GROWING).label


def wide_members(r: Results) -> pd.DataFrame:
    """Members by the broader rules."""
    return r.members[r.members["rule_id"].isin(r.wide)]


def number_sources(r: Results) -> list[str]:
    """The sources of the published numbers that the chapter asks the rules for."""
    return data.first_source_ids(r.published[r.published["discussed"]], r.published)
