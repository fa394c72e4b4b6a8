"""The ways of counting promises, on four small promises and against a count by hand."""

import csv
from collections import Counter

import pandas as pd
import pytest

from coalition import data, paths
from coalition.analysis import promises

FOUR = pd.DataFrame(
    {
        "outcome": ["breached", "breached", "partly", "kept"],
        "breach_date": ["2014-02-27", "2014-02-27", "2022-07-23", None],
        "in_force": [True, True, True, False],
        "legal_form": ["treaty", "political", "disputed", "treaty"],
        "parties": [("UKR", "RUS"), ("RUS",), ("UKR",), ("UKR",)],
        "enforcement": ["none", "none", "monitoring", "none"],
    }
)
COUNTED = {
    "base": (2, 1, 1),
    "in_force": (2, 1, 0),
    "ukraine": (1, 1, 1),
    "not_political": (1, 1, 1),
    "treaties": (1, 0, 1),
    "partly_broken": (3, 0, 1),
    "partly_kept": (2, 0, 2),
    "once_per_day": (1, 1, 1),
}


@pytest.mark.parametrize("coding", promises.CODINGS, ids=lambda c: c.id)
def test_every_way_of_counting_four_promises(coding):
    count = Counter(coding.apply(FOUR)["outcome"])
    assert (count["breached"], count["partly"], count["kept"]) == COUNTED[coding.id]


def test_a_tally_has_every_code_of_the_descriptor():
    table = promises.tally(FOUR, "enforcement").set_index("enforcement")
    assert list(table.index) == list(data.labels_of("promises", "enforcement"))
    assert table.loc["none", ["breached", "kept", "never_signed", "total"]].tolist() == [2, 1, 0, 3]
    assert table.at["armed_guarantee", "total"] == 0


def test_the_table_by_hand():
    with (paths.DATA / "promises.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    count = Counter(r["outcome"] for r in rows)
    tallies = promises.tallies().set_index("coding")
    assert all(tallies.at["base", outcome] == n for outcome, n in count.items())
    days = Counter(r["breach_date"] for r in rows if r["outcome"] == "breached")
    assert dict(zip(*promises.breach_days()[["breach_date", "texts"]].T.to_numpy(), strict=True)) == days


def test_an_unknown_coding_is_refused_with_the_names_there_are():
    with pytest.raises(KeyError, match="once_per_day"):
        promises.coded("Z")
