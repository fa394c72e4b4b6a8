"""What the appendix on methods says of judgements, codings and scores."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.analysis import base_rates, chain, hypotheses, scores, second_coding, survival, truces
from coalition.data.passages import inline
from coalition.tables import judging as tables
from coalition.words.phrases import listed


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
    common = scores.common_start(points, day)
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
        "truce_level": f"{survival.LEVEL:.0%}".replace("%", " per cent"),
        "merged_n": len(hypotheses.partitions()["ceasefire"]),
        "expected_skill": f"{scores.expected(points)['skill']:.2f}",
        "common_start": data.written_date(day),
        "common_skill": f"{common['skill']:.2f}",
        "apart_line": _apart(common),
    }


def _below(agreement: pd.DataFrame) -> str:
    """Which variables lie below the usual bound or reach below it, each with its interval: two sentences."""
    labels = data.labels_of("second_codings", "variable")
    under = agreement["alpha"] < second_coding.RELIABLE
    reach = ~under & (agreement["low"] < second_coding.RELIABLE)

    def said(rows: pd.DataFrame) -> str:
        return listed(
            [f"{inline(labels[a.variable])} ({a.low:.2f} to {a.high:.2f})" for a in rows.itertuples()]
        )

    return (
        f"Below it {'lies' if under.sum() == 1 else 'lie'} {said(agreement[under]) or 'nothing'}; with part "
        f"of the interval {said(agreement[reach]) or 'nothing else'}."
    )


def _apart(common: pd.Series) -> str:
    """On which judgement the skill under one common start hangs most; empty if they have that start."""
    if pd.isna(common["apart"]):
        return ""
    row = data.load("judgements").set_index("judgement_id").loc[common["apart"]]
    return (
        f"It hangs most on one start: if only “{row['label']}” keeps its own, "
        f"{data.written_date(row['base_since'])}, it is {common['apart_skill']:.2f}."
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
        "reading": "A way is the product of the conditionals it names, not- standing for the complement. "
        "make check computes every row.",
    }


def agreement(r: Results) -> dict[str, str]:
    """Describe the table of agreement."""
    return {
        "caption": "Agreement of the first and the second coding, both made within this project "
        f"(n = {int(r.agreement['n'].sum())} codes).",
        "reading": f"Alpha is {second_coding.FULL} for full agreement and {second_coding.CHANCE} for what "
        "chance alone would give; its level says how far codes differ. The interval "
        f"({second_coding.LEVEL:.0%}) is that of {second_coding.RESAMPLES} samples of the rows, drawn again.",
    }
