"""What the appendix on methods says of judgements, codings and scores."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.analysis import base_rates, chain, hypotheses, scores, second_coding, survival, truces
from coalition.data.passages import inline
from coalition.formats import percent
from coalition.tables import judging as tables
from coalition.words.phrases import listed

_NEARLY_ALL = 0.9
"""Part of a difference from which on it is nearly all of it."""


@dataclass(frozen=True)
class Results:
    """Conditionals, relations and agreement for one state of the data."""

    relations: pd.DataFrame
    conditionals: pd.DataFrame
    agreement: pd.DataFrame
    """How far two codings agree, by variable."""


def results() -> Results:
    """Read what judgements are made of, and compare the codings."""
    return Results(data.load("relations"), data.load("conditionals"), second_coding.intervals())


def words(r: Results) -> dict[str, object]:
    """Every number and word of the section's prose, by the name the prose uses."""
    alphas = r.agreement.set_index("variable")["alpha"].dropna()
    labels = data.labels_of("second_codings", "variable")
    least, most = alphas.idxmin(), alphas.idxmax()
    points, day = scores.published(), base_rates.common_start()
    common, expected = scores.common_start(points, day), scores.expected(points)["skill"]
    return {
        "n_relations": len(r.relations),
        "n_derived": numerals.opening(len(chain.points())),
        "n_judged": len(data.load("judgements")),
        "n_second": int(r.agreement["n"].sum()),
        "least_alpha": f"{alphas[least]:.2f}",
        "least_variable": inline(labels[least]),
        "most_alpha": f"{alphas[most]:.2f}",
        "most_variable": inline(labels[most]),
        "reliable": f"{second_coding.RELIABLE:g}",
        "below_line": _below(r.agreement),
        "truce_days": base_rates.days_left(),
        "truce_choices": len(truces.choices()),
        "truce_level": percent(survival.LEVEL),
        "merged_n": len(hypotheses.partitions()["ceasefire"]),
        "expected_skill": f"{expected:.2f}",
        "common_start": data.written_date(day),
        "common_skill": f"{common['skill']:.2f}",
        "apart_line": _apart(common, expected),
    }


def _below(agreement: pd.DataFrame) -> str:
    """Which variables lie below the usual bound, and which reach below it with part of their interval."""
    labels = data.labels_of("second_codings", "variable")
    under = agreement["alpha"] < second_coding.RELIABLE
    reach = ~under & (agreement["low"] < second_coding.RELIABLE)

    def said(rows: pd.DataFrame) -> str:
        return listed(
            [f"{inline(labels[a.variable])} ({a.low:.2f} to {a.high:.2f})" for a in rows.itertuples()]
        )

    return (
        f"{'No code lies' if not under.any() else _lie(int(under.sum()))} below it"
        f"{': ' + said(agreement[under]) if under.any() else ''}."
        + (f" Part of the interval does for {said(agreement[reach])}." if reach.any() else "")
    )


def _lie(number: int) -> str:
    return f"{numerals.opening(number)} {'code lies' if number == 1 else 'codes lie'}"


def _apart(common: pd.Series, expected: float) -> str:
    """Which judgement makes most of the difference that one common start makes; empty if it makes none."""
    if pd.isna(common["apart"]):
        return ""
    row = data.load("judgements").set_index("judgement_id").loc[common["apart"]]
    gap = common["skill"] - expected
    part = "Nearly all" if gap and (common["skill"] - common["apart_skill"]) / gap > _NEARLY_ALL else "Most"
    return (
        f"{part} of that difference comes from one judgement, “{row['label']}”, whose count begins on "
        f"{data.written_date(row['base_since'])}."
    )


def formulas() -> dict[str, str]:
    """Describe the table of formulas."""
    return {
        "caption": f"Formulas of judgements, lengths, scores and agreement (n = {len(tables.FORMULAS)}).",
        "reading": "Chances are shares from none to certain; each conditional is given what its row names. "
        "The sources are those of the conditionals and of their relations; the last column names the tables "
        "with the rest.",
    }


def relations(r: Results) -> dict[str, str]:
    """Describe the table of relations."""
    return {
        "caption": f"Relations that the points of judgements keep (n = {len(r.relations)}).",
        "reading": "A way is the product of the conditionals it names; “not-” means that one does not "
        "come true. The check of the data computes every row. R is a relation, S a scenario, K a key "
        "judgement and J a judgement of one chapter.",
    }


def agreement(r: Results) -> dict[str, str]:
    """Describe the table of agreement."""
    return {
        "caption": "Agreement of the first and the second coding, both made within this project "
        f"(n = {int(r.agreement['n'].sum())} codes).",
        "reading": f"Alpha is {second_coding.FULL} for full agreement and {second_coding.CHANCE} for what "
        "chance alone would give; its level says how far codes differ. The interval of "
        f"{percent(second_coding.LEVEL)} is that of {second_coding.RESAMPLES} samples of the rows.",
    }
