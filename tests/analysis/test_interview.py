"""Retellings of the interview, counted by an independent path."""

import csv

from coalition import data, paths
from coalition.analysis import interview

with (paths.DATA / "retellings.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


def counts():
    return interview.element_counts(interview.reports()).set_index("element")


def test_counts_by_report_and_by_origin():
    for element in data.labels_of("retellings", "element"):
        having = [r for r in ROWS if r["element"] == element and r["says"] == "yes"]
        row = counts().loc[element]
        assert row["have_it"] == len(having)
        assert row["have_it_by_origin"] == len({r["origin"] or r["source_id"] for r in having})
        assert row["without"] == sum(r["element"] == element and r["says"] == "no" for r in ROWS)


def test_no_report_puts_the_breach_into_quoted_words():
    assert counts().loc["breach_response", "quoted"] == 0
    assert not [
        r
        for r in ROWS
        if r["element"] == "breach_response" and r["quoted"] == "true" and r["asked"] == "false"
    ]


def test_what_was_asked_is_drawn_as_the_question():
    table = interview.reports().set_index("retelling_id")["code"]
    assert {i for i, code in table.items() if code == "question"} == {
        r["retelling_id"] for r in ROWS if r["asked"] == "true"
    }


def test_unknown_is_not_no():
    table = interview.reports()
    assert (table["code"] == "unknown").sum() == sum(
        r["says"] == "unknown" and r["asked"] == "false" for r in ROWS
    )


def test_judgements_and_questions_are_never_called_true_or_false():
    claims = data.load("claims")
    assert (
        not claims[claims["kind"].isin(["judgement", "question"])]["verdict"]
        .isin(["false", "not_supported"])
        .any()
    )
    for words in data.labels_of("claims", "verdict").values():
        assert "true" not in words.lower() and "false" not in words.lower()
