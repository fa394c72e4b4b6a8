"""Scenarios that add up, judgements as sentences, and what a count alone suggests."""

import csv
import re

import pytest

from coalition import data
from coalition.analysis import likelihood, outlook
from tests.tables_of import edit


def test_scenarios_that_do_not_add_up_are_refused(package):
    first = outlook.scenarios().iloc[0]
    edit(package, first["judgement_id"], probability=str(first["probability"] - 7))
    with pytest.raises(ValueError, match="add up to 93"):
        outlook.scenarios()


def test_the_set_made_last_is_shown(package):
    path = package / "judgements.csv"
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    ids, sets, made = (head.index(c) for c in ("judgement_id", "scenario_set", "made_on"))
    for row in [list(r) for r in rows if r[sets]]:
        row[ids], row[sets], row[made] = f"{row[ids]}0", "force-2029", "2020-01-01"
        row[head.index("probability")] = "20"
        rows.append(row)
    for day, shown in (("2020-01-01", False), ("2099-01-01", True)):
        newer = [[*r[:made], day, *r[made + 1 :]] if r[sets] == "force-2029" else r for r in rows]
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([head, *newer])
        assert set(outlook.scenarios()["scenario_set"] == "force-2029") == {shown}


def test_an_unknown_set_is_named():
    with pytest.raises(KeyError, match="force-2099"):
        outlook.scenarios("force-2099")


def test_words_keep_likelihood_and_confidence_apart():
    for key in data.load("judgements")["judgement_id"]:
        words = outlook.in_words(key)
        assert len(likelihood.terms_in(words[f"{key.lower()}_statement"])) == 1
        assert likelihood.terms_in(words[f"{key.lower()}_confidence"]) == []
        assert re.match(
            r"Confidence in this is (high|moderate|low)\. [A-Z]", words[f"{key.lower()}_confidence"]
        )


def test_no_indicator_was_seen_after_the_cut_off():
    assert (outlook.indicators()["months"] >= 0).all()
    assert outlook.indicators()["day"].is_monotonic_increasing


def test_every_judgement_falls_due_after_it_was_made():
    due = outlook.due()
    assert len(due) == len(data.load("judgements"))
    assert (due["due"] > data.last_day(due["made_on"])).all()
