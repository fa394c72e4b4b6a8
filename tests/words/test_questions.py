"""Words of the chapters on open questions: what the prose names is said, also where a set is empty."""

import re

import nbformat
import pandas as pd
import pytest

from coalition import data, paths
from coalition.words import consent, deterrence, law, outlook, phrases, russia
from tests.results_of import results_of

CHAPTERS = {"consent": consent, "deterrence": deterrence, "law": law, "outlook": outlook, "russia": russia}


def glued(chapter: str) -> set[str]:
    path = paths.ROOT / "chapters" / "questions" / f"{chapter}.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    text = "\n".join(c.source for c in cells if c.cell_type == "markdown")
    return set(re.findall(r"\{glue:text\}`([^`]+)`", text))


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_what_is_said_is_what_the_prose_names(chapter):
    module = CHAPTERS[chapter]
    said = module.words(results_of(module))
    assert glued(chapter) <= set(said)
    assert not [name for name, value in said.items() if str(value) in ("nan", "<NA>", "None", "")]


def test_assumptions_without_support_are_said_however_many_there_are():
    rows = pd.DataFrame(
        {"statement": ["It holds.", "It goes on."], "judgement_ids": [("K01",), ("K02", "K03")]}
    )
    assert outlook._unsupported(rows.head(0)) == "No assumption is without support."
    assert outlook._unsupported(rows.head(1)).startswith(
        "The one without support reads: “It holds.” One judgement rests on it."
    )
    assert outlook._unsupported(rows).startswith("Those without support read: ")


def test_a_point_that_moved_after_the_comparison_is_named_by_its_label():
    compared = pd.DataFrame({"judgement_id": ["K02"], "compared_on": ["2000-01-01"], "frozen_pct": [99]})
    label = data.row("judgements", "K02")["label"]
    assert outlook._moved(compared).startswith(
        f"and of those compared one has moved since: “{label}” from 99 to "
    )
    assert (
        outlook._moved(compared.assign(compared_on="2999-01-01")) == "and those compared have not moved since"
    )


def test_a_set_of_nobody_is_said():
    assert phrases.named([]) == ["no country"]
    assert phrases.named(pd.Series(["Austria"])) == ["Austria"]


def test_a_verdict_is_quoted_as_the_descriptor_has_it():
    for code, label in data.labels_of("claims", "verdict").items():
        assert phrases.verdict(pd.Series({"verdict": code})) == f"coded “{label}”"


def test_all_questions_settled_is_said():
    results = results_of(outlook)
    settled = results.questions.assign(status="settled")
    said = outlook.words(outlook.Results(**vars(results) | {"questions": settled}))
    n = len(settled)
    assert said["register"].startswith(f"no questions that the evidence leaves open and {n} that are settled")
    assert said["register"].endswith("None has no answer yet, none has one in part.")


def test_a_span_says_month_and_year_once_where_the_days_share_them():
    assert phrases.span("2026-01-23", "2026-01-24") == "23 to 24 January 2026"
    assert phrases.span("2026-01-31", "2026-02-02") == "31 January 2026 to 2 February 2026"
