"""Retellings of the interview, counted by an independent path."""

import csv

from coalition import data, paths
from coalition.charts import interview

with (paths.DATA / "retellings.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


def counts():
    return interview.element_counts(interview.reports(data.load("retellings"))).set_index("Element")


def test_counts_by_report_and_by_origin():
    for element, label in interview.ELEMENTS.items():
        having = [r for r in ROWS if r["element"] == element and r["says"] == "yes"]
        row = counts().loc[label]
        assert row["Have it"] == len(having)
        assert row["Have it (by origin)"] == len({r["origin"] or r["source_id"] for r in having})
        assert row["Do not have it"] == sum(r["element"] == element and r["says"] == "no" for r in ROWS)


def test_no_report_puts_the_breach_into_quoted_words():
    assert counts().loc[interview.ELEMENTS["breach_response"], "In quoted words"] == 0
    assert not [
        r
        for r in ROWS
        if r["element"] == "breach_response" and r["quoted"] == "true" and r["asked"] == "false"
    ]


def test_what_was_asked_is_drawn_as_the_question():
    table = interview.reports(data.load("retellings")).set_index("retelling_id")["code"]
    assert {i for i, code in table.items() if code == "question"} == {
        r["retelling_id"] for r in ROWS if r["asked"] == "true"
    }


def test_unknown_is_not_no():
    table = interview.reports(data.load("retellings"))
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
    for words in interview.VERDICTS.values():
        assert "true" not in words.lower() and "false" not in words.lower()
