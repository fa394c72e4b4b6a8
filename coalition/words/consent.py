"""What the chapter ``consent`` says, computed once from the data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.analysis import consent, outlook, placeholders, polls
from coalition.charts.consent import LEANINGS
from coalition.formats import signed
from coalition.words import phrases

MOST = 2 / 3
"""The share of readings on own soldiers by which the age of the evidence is told."""


@dataclass(frozen=True)
class Results:
    """Readings and rules for one state of the data."""

    readings: pd.DataFrame
    shown: pd.DataFrame
    """Readings with support and opposition that the chart of net support draws."""
    own: pd.DataFrame
    """Readings on own soldiers after a deal."""
    arms: pd.DataFrame
    trends: pd.DataFrame
    leanings: pd.DataFrame
    hurdles: pd.DataFrame

    @property
    def base(self) -> pd.DataFrame:
        """How countries lean with all readings on own soldiers after a deal."""
        return self.leanings[self.leanings["variant"] == next(iter(consent.VARIANTS))]

    @property
    def offers(self) -> pd.DataFrame:
        """Countries that are ready to send soldiers or open under conditions."""
        return consent.offers(self.hurdles)

    @property
    def listed(self) -> pd.DataFrame:
        """Countries whose row holds more than gaps."""
        return consent.informative(self.hurdles)

    def leaning(self, code: str) -> list[str]:
        """The countries that lean one way with all readings."""
        return phrases.articled(self.base.loc[self.base["leaning"] == code, "name"])

    def at_step(self, code: str) -> list[str]:
        """The offers whose rule asks for one thing."""
        return phrases.articled(self.offers.loc[self.offers["step"] == code, "name"])


def results() -> Results:
    """Compute what the chapter rests on."""
    return Results(
        readings=polls.readings(),
        shown=polls.netted(),
        own=polls.own_after_deal(),
        arms=polls.split_sample(),
        trends=polls.trends(),
        leanings=consent.leanings(),
        hurdles=consent.hurdles(),
    )


def words(r: Results) -> dict[str, object]:
    """Every number and word of the chapter's prose, by the name the prose uses; shares in per cent."""
    return _coverage(r) | _wording(r) | _split(r) | _robustness(r) | _votes(r) | _both(r)


def _coverage(r: Results) -> dict[str, object]:
    cover = polls.coverage()
    without = r.readings["support_pct"].isna() & r.readings["oppose_pct"].isna()
    return {
        "newest": _newest(cover["newest"]),
        "n_rows": cover["readings"],
        "n_countries": cover["countries"],
        "n_both": cover["both"],
        "n_sample": cover["sample"],
        "n_none": cover["no_sample"],
        "n_shown": len(r.shown),
        "n_own": cover["own"],
        "n_own_countries": cover["own_countries"],
        "names_direction": phrases.articled(r.readings.loc[without, "name"].dropna()),
        "age_line": _age(r.own["day"]),
        "margin_n": polls.TYPICAL_SAMPLE,
        "margin": f"{polls.margin(polls.TYPICAL_SAMPLE, polls.EVEN_SHARE):.1f}",
        "even": f"{polls.EVEN_SHARE} per cent",
        "level": f"{polls.LEVEL} per cent",
    }


def _age(days: pd.Series) -> str:
    """When most readings were taken, when the newest was, and how many have no day."""
    dated = days.dropna().sort_values()
    if dated.empty:
        return f"Of the {len(days)} readings on own soldiers after a deal none has a day of fieldwork."
    early = dated.iloc[ceil(MOST * len(dated)) - 1].to_period("M")
    undated = len(days) - len(dated)
    return (
        f"Of the {len(days)} readings on own soldiers after a deal, {(dated <= early.end_time).sum()} were "
        f"taken by {phrases.month(str(early))} and none is known from after {_newest(dated.max())}"
        + (f"; {undated} without a day of fieldwork." if undated else ".")
    )


def _newest(day: pd.Timestamp) -> str:
    return phrases.month(None if pd.isna(day) else f"{day:%Y-%m}")


def _wording(r: Results) -> dict[str, object]:
    germany = data.rows("polls", ["forsa-2025-02-deu", "infratest-2025-03-deu", "yougov-2025-03-deu"])
    peace, choice = data.row("polls", "ifop-2025-09-fra"), data.row("polls", "publicfirst-2026-02-fra")
    poland = r.shown[r.shown["iso3"] == data.row("countries", "POL")["iso3"]]
    italy = data.row("polls", "youtrend-2025-09-ita")
    months = sorted(germany["fieldwork_end"].str[:7].dropna().unique())
    return {
        "germany": [f"{v:g}" for v in germany["support_pct"]],
        "germany_who": list(germany["pollster"]),
        "n_germany": len(germany),
        "germany_span": f"{germany['support_pct'].max() - germany['support_pct'].min():g}",
        "germany_dates": _months(months),
        "france_peace": _net(peace),
        "france_choice": _net(choice),
        "france_peace_date": phrases.month(peace["fieldwork_end"]),
        "france_choice_date": phrases.month(choice["fieldwork_end"]),
        "poland_peace": _course(poland[poland["wording"] == "peace_mission"]),
        "poland_bare": _each(poland[poland["wording"] == "send_soldiers"]),
        "combat_line": _combat(),
        "spain_one": f"{data.row('polls', 'gesop-2026-01-esp')['support_pct']:g}",
        "australia_one": f"{data.row('polls', 'lowy-2025-04-aus')['support_pct']:g}",
        "italy_troops": f"{italy['support_pct']:g}",
        "italy_date": phrases.month(italy["fieldwork_end"]),
    }


def _course(readings: pd.DataFrame) -> str:
    """From where to where net support went, with its lowest point in between, after "net support"."""
    dated = readings.dropna(subset=["day"]).sort_values("day", kind="stable")
    if dated.empty:
        return "is not known"
    first, last = (f"{signed(r['net'])} in {_newest(r['day'])}" for _, r in dated.iloc[[0, -1]].iterrows())
    if len(dated) == 1:
        return f"was {first}"
    low = dated["net"].min()
    between = f", with {signed(low)} in between" if low < dated["net"].iloc[[0, -1]].min() else ""
    return f"went from {first} to {last}{between}"


def _each(readings: pd.DataFrame) -> str:
    """The net support of each dated reading with its month, after "it was"."""
    dated = readings.dropna(subset=["day"]).sort_values("day", kind="stable")
    said = [f"{signed(r['net'])} in {_newest(r['day'])}" for _, r in dated.iterrows()]
    return phrases.listed(said) or "not known"


def _months(months: list[str]) -> str:
    """Months in words, the year once where they share it: ``February and March 2025``."""
    said = [phrases.month(m) for m in months]
    if len({m[:4] for m in months}) == 1:
        said[:-1] = [m.removesuffix(f" {months[0][:4]}") for m in said[:-1]]
    return phrases.listed(said) or phrases.month(None)


def _combat() -> str:
    """How far opposition to combat during the war ran in the widest survey, with a colon before it."""
    war = polls.widest_survey("combat")
    if war.empty:
        return ", and no dated survey of several countries is known."
    low, high = war.iloc[0], war.iloc[-1]
    return (
        f": in a survey of {low['fieldwork_end'][:4]} opposition to it ran from {low['oppose_pct']:g} "
        f"per cent ({low['name']}) to {high['oppose_pct']:g} ({high['name']})."
    )


def _net(poll: pd.Series) -> str:
    return signed(poll["support_pct"] - poll["oppose_pct"])


def _split(r: Results) -> dict[str, object]:
    none = data.row("polls", "kiis-2026-05-ukr-no-guarantee")
    far, near = (
        data.row("polls", "kiis-2026-05-ukr-symbolic"),
        data.row("polls", "kiis-2026-05-ukr-european-troops"),
    )
    return {
        "arm_none": f"{none['support_pct']:g}",
        "arm_against": f"{none['oppose_pct']:g}",
        "arm_far": f"{far['support_pct']:g}",
        "arm_near": f"{near['support_pct']:g}",
        "gain_far": f"{far['support_pct'] - none['support_pct']:g}",
        "gain_near": f"{near['support_pct'] - none['support_pct']:g}",
        "arm_dates": _fieldwork(none),
        "n_arms": len(r.arms),
        "n_drawn": int(data.row("details", "kiis-models")["number"]),
    }


def _fieldwork(poll: pd.Series) -> str:
    ends = [poll[end] for end in ("fieldwork_start", "fieldwork_end")]
    return " to ".join("an unknown day" if pd.isna(end) else data.written_date(end) for end in ends)


def _robustness(r: Results) -> dict[str, object]:
    poland = data.rows("polls", ["swresearch-2025-02-pol", "swresearch-2025-08-pol"])
    britain = data.rows("polls", ["yougov-2025-01-gbr", "yougov-2025-03-gbr"])
    finland = data.rows("polls", ["hs-2025-01-fin", "hs-2025-12-fin"])
    return {
        "names_ahead": r.leaning("ahead"),
        "names_behind": r.leaning("behind"),
        "names_differ": r.leaning("differ"),
        "names_close": r.leaning("close"),
        "close": consent.CLOSE,
        "names_strict": phrases.articled(consent.recoded(0)["name"]),
        "moved_line": _moved(consent.moved(r.leanings)["name"].unique()),
        "names_added": phrases.articled(set(r.leanings["name"]) - set(r.own["name"])),
        "n_single": int((r.base["readings"] == 1).sum()),
        "n_trends": len(r.trends),
        "poland_trend": _from_to(poland, "support_pct"),
        "poland_margin": _margin(poland["sample_n"].iloc[-1]),
        "britain_trend": _from_to(britain, "support_pct"),
        "finland_trend": _from_to(finland, "support_pct"),
        "finland_against": _from_to(finland, "oppose_pct"),
    }


def _moved(names: Iterable[str]) -> str:
    """Which countries lean another way under another choice of readings."""
    found = set(names)
    if not found:
        return "Of the countries with such readings none leans another way under another choice."
    lean = "leans" if len(found) == 1 else "lean"
    return (
        f"Of the countries with such readings, only {phrases.countries_listed(found)} {lean} another way "
        "under another choice."
    )


def _margin(sample) -> str:
    return "an unknown number of" if pd.isna(sample) else f"{polls.margin(int(sample)):.1f}"


def _from_to(ends: pd.DataFrame, column: str) -> str:
    return f"{ends[column].iloc[0]:g} to {ends[column].iloc[-1]:g}"


def _votes(r: Results) -> dict[str, object]:
    before, ready = consent.needs_vote_before(r.offers), r.offers[r.offers["position"] == "deploy_troops"]
    promise, vote = data.row("statements", "gbr-12"), data.row("judgements", "K06")
    months = int(data.row("details", "france-months")["number"])
    sure = data.labels_of("judgements", "confidence_in_judgement")[vote["confidence_in_judgement"]]
    return {
        "n_offers": len(r.offers),
        "n_before": len(before),
        "gap_line": _gap(r.offers.loc[r.offers["step"] == consent.GAP, "name"]),
        "names_before": r.at_step("prior_consent"),
        "names_framed": r.at_step(consent.FRAMED),
        "names_heard": r.at_step("consultation"),
        "names_free": r.at_step("none"),
        "names_after": r.at_step("after_deployment"),
        "months": f"{placeholders.number_word(months)} months",
        "ready_before": _ready_before(ready),
        "ready_unpolled": _unpolled(ready.loc[ready["readings"] == 0, "name"]),
        "promise_date": phrases.day(promise),
        "promiser": promise["speaker"],
        "k06_statement": outlook.in_words(vote.name)["k06_statement"],
        "k06_point": int(vote["probability"]),
        "k06_confidence": sure.lower(),
        "dutch_date": phrases.day(data.row("events", "E124")),
        "bulgarian_date": phrases.day(data.row("events", "E125")),
        "european_date": phrases.day(data.row("events", "E127")),
        "refusal": data.written_date(data.row("details", "turkey-refusal")["date"]),
    }


def _gap(names: pd.Series) -> str:
    """For which offers no rule is known; that there are none is said."""
    if names.empty:
        return "A rule is on record for each of these states, for some an old one or at second hand."
    return f"No rule is known for {phrases.countries_listed(names)}, which does not mean that there is none."


def _ready_before(ready: pd.DataFrame) -> str:
    """Which of the ready states need consent first."""
    names = phrases.countries_listed(consent.needs_vote_before(ready)["name"])
    if not len(ready):
        return "No state is ready, so none of those belongs here."
    belong = "belongs" if len(consent.needs_vote_before(ready)) == 1 else "belong"
    who = f"{names} {belong}" if names else "none belongs"
    return f"Of the {numerals.prose(len(ready))} states that are ready, {who} here."


def _unpolled(names: pd.Series) -> str:
    """For which of the ready states no poll carries weight."""
    if names.empty:
        return "No state that is ready lacks one."
    are = "which is" if len(names) == 1 else "which are"
    return f"For {phrases.countries_listed(names)}, {are} ready, there is none that carries weight."


def _both(r: Results) -> dict[str, object]:
    before = consent.needs_vote_before(r.offers)
    return {
        "n_polled": int((r.offers["readings"] > 0).sum()),
        "names_before_polled": phrases.articled(before.loc[before["readings"] > 0, "name"]),
        "before_ahead": phrases.articled(before.loc[before["leaning"] == "ahead", "name"]),
        "before_close": phrases.articled(before.loc[before["leaning"] == "close", "name"]),
        "before_differ": phrases.articled(before.loc[before["leaning"] == "differ", "name"]),
    }


def net_support(r: Results) -> dict[str, str]:
    """Describe the chart of net support."""
    dated = r.shown["fieldwork_end"].dropna()
    span = (
        f"{data.written_date(dated.min())} to {data.written_date(dated.max())}" if len(dated) else "undated"
    )
    nets = [
        f"{name}: {', '.join(signed(n) for n in group['net'])}." for name, group in r.shown.groupby("name")
    ]
    return {
        "caption": (
            f"Support minus opposition by reading and wording, {span} (n = {len(r.shown)} readings, "
            f"{r.shown['iso3'].nunique()} countries; {int(r.shown['sample_n'].notna().sum())} with a known "
            "sample size)."
        ),
        "alt": " ".join(["Net support by country.", *nets]),
        "reading": (
            "One bar is one reading of one poll, with the net value in points. Right of the line more people "
            "support than oppose. A star means soldiers of western states in general, "
            f"not the country's own. A gap of {numerals.prose(consent.CLOSE)} points or less is close: about "
            f"what chance alone gives in a random sample of {polls.TYPICAL_SAMPLE:,}"
            f"{_larger(r.shown['sample_n'].max())}."
        ),
    }


def _larger(sample: float) -> str:
    """How much less chance alone gives in the largest sample shown; blank where none is larger than usual."""
    if pd.isna(sample) or sample <= polls.TYPICAL_SAMPLE:
        return ""
    return (
        f"; in the largest sample shown, of {int(sample):,} people, chance gives about "
        f"{numerals.prose(round(2 * polls.margin(int(sample))))} points"
    )


def split(r: Results) -> dict[str, str]:
    """Describe the chart of the split sample."""
    drawn = int(data.row("details", "kiis-models")["number"])
    when = _fieldwork(data.row("polls", "kiis-2026-05-ukr-no-guarantee"))
    arms = [f"{a.arm}: {a.accept:g} per cent accept, {a.reject:g} reject." for a in r.arms.itertuples()]
    return {
        "caption": (
            "Ukraine: acceptance of a ceasefire on the present line by the guarantee described, KIIS, "
            f"{when} (n = {len(r.arms)} of {drawn} models; size of the groups not found)."
        ),
        "alt": " ".join(["Acceptance and rejection by model.", *arms]),
    }


def leanings(r: Results) -> dict[str, str]:
    """Describe the grid of countries by choice of readings."""
    present = [code for code in LEANINGS if (r.base["leaning"] == code).any()]
    found = [f"{LEANINGS[code].label} with all readings: {', '.join(r.leaning(code))}." for code in present]
    moved = ", ".join(phrases.articled(consent.moved(r.leanings)["name"].unique()))
    read = r.leanings[r.leanings["leaning"] != "none"]
    still = read[read.groupby("name")["leaning"].transform("nunique") == 1].drop_duplicates("name")
    same = [
        f"{LEANINGS[code].label.lower()} in {', '.join(phrases.articled(sorted(part['name'])))}"
        for code, part in still.groupby("leaning")
    ]
    return {
        "caption": (
            f"How countries lean under {numerals.prose(len(consent.VARIANTS))} choices of readings on "
            f"own soldiers "
            f"(n = {len(r.own)} readings after a deal if all count)."
            + (
                f" Not drawn, because they never change where they have a reading: {'; '.join(same)}."
                if same
                else ""
            )
        ),
        "alt": " ".join(
            [
                "Net support under each choice of readings, by country.",
                *found,
                f"Another leaning under another choice: {moved}.",
            ]
        ),
    }


def trends(r: Results) -> dict[str, str]:
    """Describe the table of repeated readings."""
    return {
        "caption": (
            f"Repeated readings by one pollster with one form of question (n = {len(r.trends)}), per cent; "
            "net change in points."
        )
    }


def hurdle_board(r: Results) -> dict[str, str]:
    """Describe the board of offers by hurdle."""
    gap = int((r.offers["step"] == consent.GAP).sum())
    held = set(r.offers["step"])
    steps = [
        f"{label}: {', '.join(r.at_step(step))}." for step, label in consent.steps().items() if step in held
    ]
    return {
        "caption": (
            "States ready to send soldiers or open under conditions by what the rule asks of parliament, "
            f"{phrases.today()} (n = {len(r.offers)}{_without_rule(gap)})."
        ),
        "alt": " ".join(["Board of states by hurdle.", *steps]),
        "reading": (
            "From the lowest hurdle at the top to the highest. Some rules ask for a vote for larger numbers "
            "only; the data have each rule."
            + (" A country whose rule was not found comes last." if gap else "")
        ),
    }


def _without_rule(number: int) -> str:
    return f"; no rule found for {numerals.prose(number)}" if number else ""


def _unheard(r: Results) -> str:
    """Whose rule is known though its government was not heard, with a space before it."""
    codes = set(data.load("approvals")["iso3"]) - set(r.hurdles["iso3"])
    if not codes:
        return ""
    names = phrases.countries_listed(data.names()[sorted(codes)])
    are, has = ("is", "has") if len(codes) == 1 else ("are", "have")
    return f" {names}, whose rule is known, {has} made no statement and {are} not in the table."


def hurdle_table(r: Results) -> dict[str, str]:
    """Describe the table of positions, rules and polls."""
    left_out = ", ".join(phrases.articled(set(r.hurdles["name"]) - set(r.listed["name"])))
    return {
        "caption": (
            f"Position, rule and polls by country, {phrases.today()} (n = {len(r.listed)}"
            f"{_without_rule(int(r.listed['rule'].isna().sum()))})."
        ),
        "reading": (
            "The rule is given in our words and says whose consent is needed. Some rules were last "
            "confirmed years ago; see the column on the date. Polls count readings on own soldiers after a "
            f"deal with both sides known. Left out, because neither rule nor poll was found: "
            f"{left_out}.{_unheard(r)} What each government says is in the data behind the figure."
        ),
    }
