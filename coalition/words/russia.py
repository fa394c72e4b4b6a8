"""What the chapter ``russia`` says, computed once from the data."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.analysis import ages, chain, outlook, particulars, russia
from coalition.data import passages
from coalition.words import phrases

FORCE, TERMS = "foreign_force", "ceasefire_terms"


@dataclass(frozen=True)
class Results:
    """Russia's statements, the steps to a deployment and what moved, for one state of the data."""

    statements: pd.DataFrame
    subjects: pd.DataFrame
    gates: pd.DataFrame
    movement: pd.DataFrame

    def subject(self, code: str) -> pd.Series:
        """The row of a subject; zeros and "never" where Russia has not spoken on it."""
        rows = self.subjects[self.subjects["about"] == code]
        counts = dict.fromkeys(("statements", "rejecting", "naming_terms"), 0)
        return rows.iloc[0] if len(rows) else pd.Series(counts | dict.fromkeys(("first", "newest")))


def results() -> Results:
    """Compute what the chapter rests on."""
    return Results(russia.statements(), russia.by_subject(), russia.gates(), russia.movement())


def words(r: Results) -> dict[str, object]:
    """Every number and word of the chapter's prose, by the name the prose uses; chances in per cent."""
    sentences = outlook.in_words(*data.rows("judgements", ["K01", "K03"])["judgement_id"])
    ceasefire = chain.filled(data.rows("judgements", ["K01"])).iloc[0]
    sentences |= {
        "k01_point": str(ceasefire["probability"]),
        "k01_end": data.written_date(ceasefire["score_by"]),
    }
    sentences["k03_point"] = f"{data.row('judgements', 'K03')['probability']:g}"
    sentences["rounds_line"] = _rounds()
    return sentences | _counts(r) | _days() | _steps(r)


def _counts(r: Results) -> dict[str, object]:
    force, terms, targets = r.subject(FORCE), r.subject(TERMS), russia.saying("target")
    against, naming = int(force["rejecting"]), int(force["naming_terms"])
    n_force = int(force["statements"])
    newest = force["newest"]
    months = ages.months(newest) if newest is not None else 0
    return {
        "n": len(r.statements),
        "share_force": phrases.of_all(against, n_force),
        "naming_force": "no statement does" if naming == 0 else f"{phrases.of_all(naming, n_force)} do",
        "else_force": _neither(force),
        "n_terms": int(terms["statements"]),
        "n_naming": int(terms["naming_terms"]),
        "first_force": _written(force["first"]),
        "newest_force": _written(newest),
        "first_target": _written(targets["date"].iloc[0] if len(targets) else None),
        "n_target": len(targets),
        "n_weak": int((r.statements["confidence"] != "high").sum()),
        "n_months": int(months),
        "n_regions": int(data.row("details", "terms-regions")["number"]),
        "year_terms": data.row("statements", "rus-01")["date"][:4],
        "year_istanbul": particulars.written(data.row("details", "istanbul-draft"))[-4:],
    }


def _neither(force: pd.Series) -> str:
    """What the statements on foreign soldiers say that do not reject them."""
    other = int(force["statements"]) - int(force["rejecting"])
    if not other:
        return ""
    do = "neither reject nor accept" if other > 1 else "neither rejects nor accepts"
    return f"; the other {numerals.prose(other)} {do} them"


def _written(date: str | None) -> str:
    return "no day" if date is None else data.written_date(date)


def _days() -> dict[str, str]:
    return phrases.days(
        lavrov_unacceptable=data.row("statements", "rus-02"),
        memorandum=data.row("statements", "rus-07"),
        lavrov_istanbul=data.row("statements", "rus-08"),
        lavrov_intervention=data.row("statements", "rus-09"),
        peskov_cause=data.row("statements", "rus-10"),
        putin_targets=data.row("statements", "rus-12"),
        peskov_documents=data.row("statements", "rus-11"),
        ryabkov=data.row("statements", "rus-14"),
        zakharova=data.row("statements", "rus-16"),
        terms=data.row("statements", "rus-01"),
        aid=data.row("statements", "rus-05"),
        words_from=data.row("statements", "rus-06"),
        words_to=data.row("statements", "rus-12"),
        grushko=data.row("statements", "rus-20"),
        talks_first=data.row("statements", "rus-25"),
        talks_again=data.row("statements", "rus-29"),
        observers=data.row("statements", "rus-27"),
        no_eu=data.row("statements", "rus-31"),
        south=data.row("statements", "rus-30"),
        donbas=data.row("statements", "rus-28"),
        administration=data.row("statements", "rus-32"),
        narrower=data.row("statements", "rus-52"),
        no_truce=data.row("statements", "rus-21"),
        neutral=data.row("statements", "rus-22"),
        cover=data.row("statements", "rus-19"),
        newest=data.row("statements", "rus-24"),
        claim_trump=data.row("events", "E005"),
        draft=data.row("events", "E041"),
        geneva=data.row("events", "E070"),
        may=data.row("events", "E080"),
    )


def _rounds() -> str:
    """Where and when the rounds of three-way talks were held."""
    rounds = [
        (data.row("events", "E062"), data.row("details", "round-first-began")),
        (data.row("events", "E067"), data.row("details", "round-second-began")),
        (data.row("events", "E070"), data.row("details", "round-third-began")),
    ]
    held = [f"in {e['place']} from {phrases.span(began['date'], e['date'])}" for e, began in rounds]
    return (
        f"{numerals.opening(len(held))} rounds of talks between Ukraine, Russia and the United States are on "
        f"record: {phrases.listed(held)}."
    )


def _steps(r: Results) -> dict[str, object]:
    def steps(part: str) -> pd.Series:
        return r.gates.loc[r.gates["russia"] == part, "step"].map(passages.inline)

    def points(reading: str) -> list[str]:
        return [passages.inline(p) for p in r.movement.loc[r.movement["reading"] == reading, "point"]]

    return {
        "n_steps": len(r.gates),
        "n_needed": len(steps("needed")),
        "names_needed": phrases.named(steps("needed"), "no step"),
        "n_nosay": len(steps("none")),
        "names_nosay": phrases.named(steps("none"), "no step"),
        "names_open": phrases.named(points("open"), "no point"),
        "n_points": len(r.movement),
        "n_same": len(points("same")),
    }


def _span(r: Results) -> str:
    first = r.statements["date"].iloc[0][:7] if len(r.statements) else str(data.cut_off())
    return f"{data.written_date(first)} to {phrases.today()}"


def timeline(r: Results) -> dict[str, str]:
    """Describe the timeline of statements."""
    subjects = [
        f"{s.label}: {s.statements} statements, {s.rejecting} against and {s.naming_terms} that name terms, "
        f"newest {data.written_date(s.newest)}."
        for s in r.subjects.itertuples()
    ]
    return {
        "caption": (
            "Russian statements found on the force, on a ceasefire and on guarantees, by date and subject, "
            f"{_span(r)} (n = {len(r.statements)})."
        ),
        "alt": " ".join(["Timeline in bands.", *subjects]),
    }


def statements(r: Results) -> dict[str, str]:
    """Describe the table of statements."""
    return {"caption": f"Russian statements, {_span(r)} (n = {len(r.statements)})."}


def gates(r: Results) -> dict[str, str]:
    """Describe the lists of actors by step."""
    parts = data.labels_of("gates", "russia")
    steps = [f"{g.step}: Russia {passages.inline(parts[g.russia])}." for g in r.gates.itertuples()]
    return {
        "caption": (
            f"Steps to a deployment and on whose word each depends, {phrases.today()} (n = {len(r.gates)})."
        ),
        "alt": " ".join(["Lists of actors by step.", *steps]),
    }


def moves(r: Results) -> dict[str, str]:
    """Describe the table of what moved."""
    return {"caption": f"Russia's position point by point, earlier and later (n = {len(r.movement)})."}
