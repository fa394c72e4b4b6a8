"""Headlines of the appendix on methods."""

from __future__ import annotations

from bookpress import numerals
from coalition.analysis import force
from coalition.words.judging import Results as Judged
from coalition.words.methods import Results
from coalition.words.phrases import capital, counted, of_all_first, subject

LEAST = 0.05
"""Share of the draws that reach a size from which on the model allows it."""


def headlines(r: Results, judged: Judged, n_formulas: int) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    kept = r.hindcasts[r.hindcasts["kind"] == "kept"]
    held = int((kept["reached"] >= LEAST).sum())
    near = int(
        (
            (r.assessments["low"] <= r.assessments["published"])
            & (r.assessments["published"] <= r.assessments["high"])
        ).sum()
    )
    top = next(iter(r.drivers.values())).iloc[0]
    ours = int(r.inputs["ours"].sum())
    agree = judged.agreement
    small = force.small_contingents(force.parameters()["brigade_slice"].central)[0]
    return {
        "tab-methods-formulas": subject(len(r.formulas), "formula makes", "formulas make")
        + " the force model.",
        "tab-methods-drivers": capital(
            f"{top['in_prose']} explains most of the spread if all take part: {100 * top['total']:.0f} "
            f"per cent."
        ),
        "tab-methods-parameters": capital(
            f"{of_all_first(ours, len(r.inputs))} inputs are our own estimates."
        ),
        "tab-methods-hindcasts": f"{of_all_first(held, len(kept))} sizes that armies kept abroad are "
        f"within what the model allows; {counted(small)} were below a battle group with support.",
        "tab-methods-assessments": capital(
            f"{of_all_first(near, len(r.assessments))} judgements of others lie inside the range that holds "
            f"{force.INSIDE} per cent of the draws."
        ),
        "tab-methods-judging": subject(n_formulas, "formula scores", "formulas score")
        + " judgements, lengths and agreement.",
        "tab-methods-relations": subject(len(judged.relations), "relation keeps", "relations keep")
        + " the judgements from contradicting each other.",
        "tab-methods-agreement": f"The codings made within this project agree on "
        f"{int(agree['same'].sum())} of "
        f"{int(agree['n'].sum())} codes.",
        "tab-methods-rules": f"{numerals.opening(len(r.rules))} rules say who counts as a member.",
        "tab-methods-positions": f"{numerals.opening(len(r.positions))} codes say what a government said, "
        "not what it will do.",
        "tab-methods-grades": f"Each of {int(r.grades['Sources with it'].sum()):,} sources is graded by "
        f"who published it.",
    }
