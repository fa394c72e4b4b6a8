"""What the chapter ``outlook`` says, computed once from the data."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from bookpress import numerals
from bookpress.exhibits.blocks import Block, Items, items, paragraph
from coalition import data
from coalition.analysis import (
    base_rates,
    chain,
    civil_wars,
    force,
    judgement_rules,
    outlook,
    particulars,
    placeholders,
    reference_chance,
    scores,
    survival,
    truces,
    views,
)
from coalition.analysis.force.results import EXPECTED
from coalition.data import passages
from coalition.words import others, phrases


@dataclass(frozen=True)
class Results:
    """Scenarios and registers for one state of the data."""

    scenarios: pd.DataFrame
    indicators: pd.DataFrame
    """By the day of the last sighting, oldest first."""
    due: pd.DataFrame
    assumptions: pd.DataFrame
    questions: pd.DataFrame
    views: pd.DataFrame
    """What usually happens, what others expect and what we judge."""
    forecasts: pd.DataFrame
    conditionals: pd.DataFrame
    sensitivity: pd.DataFrame
    """War without a force and the force under other chances of the first steps."""
    by_model: dict[str, float]
    """Shares that the force model gives for the conditionals on size."""

    @property
    def end(self) -> str:
        """The day for which the scenarios are judged, in words."""
        return data.written_date(self.scenarios["score_by"].iloc[0])


def results() -> Results:
    """Compute what the chapter rests on."""
    return Results(
        scenarios=outlook.scenarios(),
        indicators=outlook.indicators(),
        due=outlook.due(),
        assumptions=placeholders.load("assumptions"),
        questions=placeholders.load("questions"),
        views=views.rows(),
        forecasts=data.load("forecasts"),
        conditionals=placeholders.load("conditionals"),
        sensitivity=_sensitivity(),
        by_model=base_rates.by_model(force.simulate(EXPECTED).troops),
    )


def _sensitivity() -> pd.DataFrame:
    """``chain.sensitivity`` from end to end of what the counts give for the first steps, and as stated."""
    stated, end = chain.stated(), data.row("judgements", "K01")["score_by"]
    counted = reference_chance.reference(end).loc["talks"]
    start, hold = (str(data.row("conditionals", name).name) for name in ("start", "hold"))
    curves = truces.survival(truces.coded()), civil_wars.curve(civil_wars.ceasefires())
    holds = [base_rates.in_force(curve, base_rates.days_left()) for curve in curves]
    return chain.sensitivity(
        [counted["low"] / 100, stated[start], counted["high"] / 100], [holds[0], stated[hold], holds[1]]
    )


def words(r: Results) -> dict[str, object]:
    """Every number and word of the chapter's prose, by the name the prose uses; chances in per cent."""
    return _sentences() | _views(r) | _points(r) | _indicators(r) | _assumptions(r) | _registers(r)


def _sentences() -> dict[str, object]:
    said = data.rows("judgements", ["S01", "S02", "S03", "S04", "S05", "K01", "K02", "K08"])
    sentences = outlook.in_words(*said["judgement_id"])
    return {
        **sentences,
        **_without_repeats({k: v for k, v in sentences.items() if k.endswith("_confidence")}),
    }


def _without_repeats(confidence: dict[str, str]) -> dict[str, str]:
    """Sentences on confidence; a reason given before is not given again."""
    given, said = "", {}
    for name, text in confidence.items():
        level, reason = text.split(". ", maxsplit=1)
        known = reason.rstrip(".") in given
        said[name] = f"{level}, for the same reason." if known else text
        given += text
    return said


def _views(r: Results) -> dict[str, object]:
    named = r.forecasts["judgement_id"].notna()
    return {
        "k02_others": others.line(data.row("judgements", "K02")),
        "n_forecasts": len(r.forecasts),
        "n_compared": int(named.sum()),
        "compared_on": data.written_date(r.forecasts["compared_on"].max()) if named.any() else "no day",
        "moved": _moved(r.forecasts[named]),
    }


def reasons() -> Items:
    """What the number on a general ceasefire rests on, one sentence an entry."""
    ceasefire = placeholders.filled("judgements", data.rows("judgements", ["K01"])).iloc[0]
    return items(*judgement_rules.sentences(ceasefire["basis"]))


def expected_by_others() -> Block:
    """The forecasts of others that are nearest to the number on a general ceasefire, one an entry."""
    said = others.lines(data.row("judgements", "K01"))
    return items(*said) if said else paragraph("No forecast of others on it is in our table.")


def _moved(compared: pd.DataFrame) -> str:
    """Whether our points are still those that were compared: a clause."""
    now = chain.filled(data.load("judgements")).set_index("judgement_id")
    moved = compared[compared["judgement_id"].map(now["made_on"]) > compared["compared_on"]].drop_duplicates(
        "judgement_id"
    )
    if moved.empty:
        return "and those compared have not moved since"
    said = [
        f"“{now.at[m.judgement_id, 'label']}” from {m.frozen_pct} to {now.at[m.judgement_id, 'probability']}"
        for m in moved.itertuples()
    ]
    have = "one has" if len(said) == 1 else f"{numerals.prose(len(said))} have"
    return f"and of those compared {have} moved since: {phrases.listed(said)} per cent"


def _points(r: Results) -> dict[str, object]:
    ceasefire, force = data.row("judgements", "K01"), data.row("judgements", "K02")
    points = chain.points()
    in_force = int(points[list(data.rows("judgements", ["S02", "S03", "S04"])["judgement_id"])].sum())
    chance = reference_chance.reference(ceasefire["score_by"])
    stated = r.conditionals.set_index("conditional_id")["probability"]
    return {
        "end": r.end,
        "total": int(r.scenarios["probability"].sum()),
        "n": len(r.scenarios),
        "first_point": str(points[data.row("judgements", "S01")["judgement_id"]]),
        "second_point": str(points[data.row("judgements", "S02")["judgement_id"]]),
        "force_points": str(points[force["judgement_id"]]),
        "ceasefire_point": int(points[ceasefire["judgement_id"]]),
        "in_force": str(in_force),
        "n_conditionals": len(r.conditionals),
        "n_steps": r.conditionals["step"].nunique(),
        **_moved_by(r.sensitivity),
        "hold_point": f"{stated[data.row('conditionals', 'hold').name]:g}",
        "sent_point": f"{stated[data.row('conditionals', 'sent').name]:g}",
        **{f"{b}_{since}": int(chance.at[since, b]) for since in chance.index for b in ("low", "high")},
    }


def _moved_by(found: pd.DataFrame) -> dict[str, str]:
    """From where to where the two chances move under other first steps."""
    return {
        f"{name}_{end}": f"{found[name].agg(how):.0f}"
        for name in ("war", "force")
        for end, how in (("least", "min"), ("most", "max"))
    }


def _indicators(r: Results) -> dict[str, object]:
    old = r.indicators[r.indicators["months"] > outlook.OLD_MONTHS]
    truce = placeholders.filled("indicators_to_watch", data.rows("indicators_to_watch", ["W01"])).iloc[0]
    return {
        "n_indicators": len(r.indicators),
        "n_fresh": int((r.indicators["months"] < outlook.FRESH_MONTHS).sum()),
        "n_old": len(old),
        "months_fresh": outlook.FRESH_MONTHS,
        "months_old": outlook.OLD_MONTHS,
        "names_old": phrases.named(old["indicator"].map(passages.inline), "no indicator"),
        "truce_seen": truce["last_seen_value"],
        "silence": phrases.day(data.row("events", "E100")),
        "thin_from": particulars.written(data.row("details", "thin-evidence")),
    }


def _assumptions(r: Results) -> dict[str, object]:
    standing = r.assumptions["standing"]
    return {
        "n_assumptions": len(r.assumptions),
        "n_supported": int((standing == "supported").sum()),
        "n_caveats": int((standing == "caveats").sum()),
        "unsupported": _unsupported(r.assumptions[standing == "unsupported"]),
    }


def _unsupported(rows: pd.DataFrame) -> str:
    """The sentences on the assumptions that nothing supports, however many there are."""
    if rows.empty:
        return "No assumption is without support."
    read = " ".join(f"“{a.statement}” {_resting(len(a.judgement_ids))} on it." for a in rows.itertuples())
    return f"{'The one' if len(rows) == 1 else 'Those'} without support {_reads(len(rows))}: {read}"


def _resting(number: int) -> str:
    return phrases.subject(number, "judgement rests", "judgements rest")


def _reads(number: int) -> str:
    return "reads" if number == 1 else "read"


def _registers(r: Results) -> dict[str, object]:
    return {
        "register": _register(r.questions["status"]),
        "n_judgements": len(r.due),
        "first_due": r.due["due"].iloc[0],
        "n_past": phrases.were(int(r.due["outcome"].notna().sum())),
        **_expected(),
    }


def _expected() -> dict[str, object]:
    """What scores to expect if our points were right."""
    found, earlier = scores.expected(), data.load("earlier_points")
    return {
        "own_score": f"{found['brier']:.2f}",
        "base_score": f"{found['base_brier']:.2f}",
        "fifty": f"{100 * scores.EVEN:g} per cent",
        "fifty_score": f"{found['fifty']:.2f}",
        "n_clusters": int(found["clusters"]),
        "n_earlier": len(earlier),
    }


def one_view(r: Results) -> dict[str, str]:
    """Describe the chart of the three views."""
    parts = r.views["part"].value_counts()
    said = [
        f"{v.label}: {views.percent(v.value)} per cent." for v in r.views.dropna(subset="value").itertuples()
    ]
    return {
        "caption": "A general ceasefire in this war: what we judge, what usually happens, what others "
        f"expect, as of {data.written_date(data.cut_off())} (n = "
        f"{int(parts.get('comes', 0) + parts.get('lasts', 0))} base rates, {int(parts.get('others', 0))} "
        "forecasts of others, of each forecaster the one for the day nearest to ours).",
        "alt": " ".join(["Marks on an axis of per cent, in parts.", *said]),
        "reading": "A mark is a share or a stated chance. A grey line is the "
        f"{phrases.interval(survival.LEVEL)} of a share, the range that a count alone gives, or the range "
        "of our word. The dotted line is our first judgement. The rows do not ask the same question: wars "
        "elsewhere end when fighting falls, a market counts a truce of any length, and ours asks for a "
        "stated length; each row's rule is in the data. Prices are read from public logs. Elsewhere: "
        f"{phrases.cited('wars')} and {phrases.cited('conflict_episodes')}.",
    }


def forecasts(r: Results) -> dict[str, str]:
    """Describe the table of forecasts of others."""
    return {
        "caption": f"What others expect, as public logs recorded it (n = {len(r.forecasts)}), with the "
        "difference in definition where a judgement of this book is near.",
        "reading": "The number named was fixed before it was put beside theirs; both days are in the row. "
        "A price is not a frequency, and far deadlines are thinly traded.",
    }


def scenarios(r: Results) -> dict[str, str]:
    """Describe the chart of scenarios."""
    made = data.written_date(r.scenarios["made_on"].iloc[0])
    ranges = [
        f"{s.label}: {s.probability} per cent, range {s.probability_low} to {s.probability_high}."
        for s in r.scenarios.itertuples()
    ]
    return {
        "caption": (
            f"Scenarios for {r.end}: the chance and, in brackets, the range of the likelihood word, judged "
            f"on {made} (n = {len(r.scenarios)})."
        ),
        "alt": " ".join(["Ranges and points.", *ranges]),
        "reading": (
            "The chances add up to "
            f"{int(r.scenarios['probability'].sum())}. A ceasefire that began and broke down before the day "
            "counts as none."
        ),
    }


def conditionals(r: Results) -> dict[str, str]:
    """Describe the table of conditionals."""
    return {
        "caption": f"The chances that the scenarios are made of, judged on "
        f"{data.written_date(r.conditionals['made_on'].max())} (n = {len(r.conditionals)}).",
        "reading": "Each chance is given what its row names. “Counting alone” is what somebody would say who "
        "knows the counts of this book and nothing else. The force model is asked once each state has "
        "decided and the force has fully arrived, which is another question than ours.",
    }


def sensitivity(r: Results) -> dict[str, str]:
    """Describe the table of the chances under other first steps."""
    return {
        "caption": "War without a force and units of the force in Ukraine under other chances of the first "
        f"steps (n = {len(r.sensitivity)}).",
        "reading": "The start runs over what the count since talks opened gives, the holding from the truces "
        "in this war to ceasefires in civil wars elsewhere; our own chance is in the middle of each. "
        "The other chances stay as stated.",
    }


def indicators(r: Results) -> dict[str, str]:
    """Describe the table of indicators."""
    return {"caption": f"Indicators to watch (n = {len(r.indicators)})."}


def assumptions(r: Results) -> dict[str, str]:
    """Describe the table of assumptions."""
    return {"caption": f"Assumptions behind the judgements, weakest first (n = {len(r.assumptions)})."}


def due(r: Results) -> dict[str, str]:
    """Describe the table of judgements by the day they fall due."""
    return {"caption": f"Judgements of this edition by the day they fall due (n = {len(r.due)})."}


def _register(status: pd.Series) -> str:
    """How many questions are open and settled, and how far the open ones are answered."""
    found = status.value_counts()
    unanswered, partly, settled = (int(found.get(c, 0)) for c in ("open", "partly_answered", "settled"))
    left = unanswered + partly
    many = numerals.prose(left) if left else "no"
    many += f" question{'' if left == 1 else 's'} that the evidence leaves open"
    if settled:
        many += f" and {numerals.prose(settled)} that {'is' if settled == 1 else 'are'} settled"
    none = numerals.opening(unanswered) if unanswered else "None"
    part = numerals.prose(partly) if partly else "none"
    return (
        f"{many}, who could answer each and what would settle it. {none} "
        f"{'have' if unanswered > 1 else 'has'} no answer yet, {part} {'have' if partly > 1 else 'has'} "
        "one in part."
    )


def questions(r: Results) -> dict[str, str]:
    """Describe the register of open questions."""
    settled = int((r.questions["status"] == "settled").sum())
    more = f" and {settled} settled ones" if settled else ""
    return {"caption": f"Open questions (n = {len(r.questions) - settled}){more}."}
