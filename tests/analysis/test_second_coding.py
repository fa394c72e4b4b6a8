"""Agreement of two codings by a second way, and the tables under the second codes."""

import itertools
from collections import Counter

import numpy as np
import pytest

from coalition import paths
from coalition.analysis import hypotheses, precedents, second_coding, survival, truces
from tests.tables_of import cells, edit


def nominal_alpha(pairs):
    """Krippendorff's alpha of two coders from the coincidence matrix: 1 - observed / expected."""
    values = Counter(c for pair in pairs for c in pair)
    n = sum(values.values())
    observed = sum(a != b for a, b in pairs) * 2 / n
    expected = sum(values[a] * values[b] for a, b in itertools.permutations(values, 2)) / (n * (n - 1))
    return 1 - observed / expected


def ordinal_alpha(pairs, order):
    """The same with the ordinal distance: the codes between two, half of either, squared."""
    values = Counter(c for pair in pairs for c in pair)
    n = sum(values.values())

    def distance(a, b):
        i, j = sorted((order.index(a), order.index(b)))
        return (sum(values[c] for c in order[i : j + 1]) - (values[order[i]] + values[order[j]]) / 2) ** 2

    observed = sum(2 * distance(a, b) for a, b in pairs) / n
    expected = sum(values[a] * values[b] * distance(a, b) for a, b in itertools.permutations(values, 2))
    return 1 - observed / (expected / (n * (n - 1)))


def coded_twice(variable, table, key, column):
    first = {tuple(r[k] for k in key): r[column] for r in cells(paths.DATA / f"{table}.csv")}
    return [
        (first[tuple(r["item_id"].split(":"))], r["code"])
        for r in cells(paths.DATA / "second_codings.csv")
        if r["variable"] == variable
    ]


@pytest.fixture(scope="module")
def agreement():
    return second_coding.agreement().set_index("variable")


@pytest.mark.parametrize(
    "variable, table, key, column",
    [
        ("consent", "missions", ["mission_id"], "host_consent"),
        ("outcome", "missions", ["mission_id"], "outcome"),
        ("promise", "promises", ["promise_id"], "outcome"),
        ("truce_end", "ceasefires", ["ceasefire_id"], "end_kind"),
        ("position", "positions", ["iso3"], "position"),
    ],
)
def test_nominal_agreement_by_hand(agreement, variable, table, key, column):
    pairs = coded_twice(variable, table, key, column)
    row = agreement.loc[variable]
    assert (row["n"], row["same"]) == (len(pairs), sum(a == b for a, b in pairs))
    assert row["alpha"] == pytest.approx(nominal_alpha(pairs))


def test_ordinal_agreement_by_hand(agreement):
    pairs = coded_twice("consistency", "hypothesis_scores", ["evidence_id", "hypothesis_id"], "consistency")
    assert agreement.at["consistency", "alpha"] == pytest.approx(
        ordinal_alpha(pairs, ["CC", "C", "N", "I", "II"])
    )


def test_the_headlines_under_the_second_codes_by_hand():
    codes = {(r["variable"], r["item_id"]): r["code"] for r in cells(paths.DATA / "second_codings.csv")}
    missions = cells(paths.DATA / "missions.csv")
    held = sum(
        (codes["consent", m["mission_id"]], codes["outcome", m["mission_id"]]) == ("yes", "held")
        for m in missions
    )
    assert precedents.by_consent(second_coding.recoded("missions"))["yes_held"] == held
    truce = second_coding.recoded("ceasefires")
    kinds = truce.set_index("ceasefire_id")["end_kind"]
    assert all(kinds[i] == code for (v, i), code in codes.items() if v == "truce_end")
    included = truce[truce["include"]]
    assert not set(included["end_kind"]) & {"unknown", "never_started"}
    assert survival.median_days(truces.survival(truce))["median"] in set(included["duration_days"])
    scores = {i: code for (v, i), code in codes.items() if v == "consistency"}
    against = Counter(i.split(":")[1] for i, code in scores.items() if code in ("I", "II"))
    ranked = hypotheses.ranking(hypotheses.matrix(second_coding.recoded("hypothesis_scores")))
    assert ranked.set_index("hypothesis_id")["against"].to_dict() == {
        h: against[h] for h in ranked["hypothesis_id"]
    }


@pytest.mark.parametrize(
    "variable, changes, expected",
    [
        ("consent", {"item_id": "unef-9"}, "item_id: unef-9 names no row of missions.csv"),
        ("outcome", {"code": "fell"}, "code: fell is no code of missions.outcome"),
        ("truce_end_date", {"code": "soon"}, "code: soon is no day"),
    ],
)
def test_a_second_code_that_fits_nothing_is_named(package, variable, changes, expected):
    row = edit(package, variable, table="second_codings", **changes)
    assert second_coding.violations() == [f"data/second_codings.csv:{row} {expected}"]


def test_the_interval_of_alpha_holds_it_and_narrows_with_agreement():
    found = second_coding.intervals()
    assert (found["low"] <= found["alpha"]).all()
    assert (found["alpha"] <= found["high"]).all()
    mixed = tuple((float(i % 2), float((i // 3) % 2)) for i in range(24))
    low, high = second_coding._bounds(mixed, "nominal")
    assert low < 0 < high
    assert second_coding._bounds(tuple((float(i % 2),) * 2 for i in range(12)), "nominal") == (1.0, 1.0)
    assert np.isnan(second_coding._bounds(((1.0, 1.0),) * 4, "nominal")[0])
