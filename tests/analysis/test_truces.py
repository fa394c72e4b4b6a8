"""How long truces held: the library against the product limit by hand, on small tables and on the data."""

import csv
import itertools
import math

import pandas as pd
import pytest

from coalition import paths
from coalition.analysis import survival, truces
from tests import edits

# A second way: the csv module and the product limit by hand, without scipy, pandas or the module


def rows(table):
    with (paths.DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def coded(variant=None):
    """(days, failed) of every truce in the curve under a variant."""
    changes = {r["ceasefire_id"]: r for r in rows("ceasefire_variants") if r["variant_id"] == variant}
    used = [changes.get(r["ceasefire_id"], r) for r in rows("ceasefires")]
    return [(int(r["duration_days"]), r["observed"] == "true") for r in used if r["include"] == "true"]


def by_hand(sample):
    """[(day, share, low, high)]: the product limit and its log-log interval with Greenwood's sum."""
    curve, share, greenwood = [], 1.0, 0.0
    for day in sorted({d for d, _ in sample}):
        at_risk = sum(d >= day for d, _ in sample)
        failures = sum(d == day and failed for d, failed in sample)
        share *= 1 - failures / at_risk
        low = high = math.nan
        if at_risk > failures:
            greenwood += failures / (at_risk * (at_risk - failures))
        if 0 < share < 1:
            width = 1.959963984540054 * math.sqrt(greenwood) / abs(math.log(share))
            low, high = share ** math.exp(width), share ** math.exp(-width)
        curve.append((day, share, low, high))
    return curve


def at(curve, day):
    return ([(0, 1.0, math.nan, math.nan)] + [p for p in curve if p[0] <= day])[-1]


def half(curve, column):
    # a product of fractions that is one half may miss it by a rounding
    return next((p[0] for p in curve if p[column] <= 0.5 or math.isclose(p[column], 0.5)), math.inf)


def area(curve, until):
    edges = [(0, 1.0), *((p[0], p[1]) for p in curve if p[0] < until), (until, None)]
    return sum((b[0] - a[0]) * a[1] for a, b in itertools.pairwise(edges))


def made(*rows):
    """A table of truces: (days, failed)."""
    days, failed = zip(*rows, strict=True)
    return pd.DataFrame({"duration_days": days, "observed": failed, "include": True})


SIX = made((0, True), (3, True), (3, True), (7, False), (10, True), (20, False))


def test_six_truces_worked_out_on_paper():
    curve = truces.survival(SIX)
    assert list(curve["day"]) == [0, 3, 7, 10, 20]
    assert list(curve["at_risk"]) == [6, 5, 3, 2, 1]
    assert list(curve["failed"]) == [1, 2, 0, 1, 0]
    assert list(curve["holding"]) == pytest.approx([5 / 6, 1 / 2, 1 / 2, 1 / 4, 1 / 4])
    assert survival.median_days(curve)["median"] == 3
    assert survival.restricted_mean(curve, 20) == pytest.approx(3 * 5 / 6 + 7 * 1 / 2 + 10 * 1 / 4)
    assert list(survival.holding_after(curve, [2, 3, 12])["holding"]) == pytest.approx([5 / 6, 1 / 2, 1 / 4])


@pytest.mark.parametrize(
    "rows", [[(5, True)], [(1, True), (1, True)], [(2, True), (4, False), (6, True), (6, False), (9, True)]]
)
def test_small_tables_agree_with_the_hand(rows):
    curve, hand = truces.survival(made(*rows)), by_hand(rows)
    assert list(curve["holding"]) == pytest.approx([p[1] for p in hand])
    assert list(curve["low"]) == pytest.approx([p[2] for p in hand], nan_ok=True)


def test_truces_that_were_all_cut_off_have_no_median():
    assert math.isnan(survival.median_days(truces.survival(made((3, False), (5, False))))["median"])


@pytest.mark.parametrize("variant", truces.variants())
def test_the_library_agrees_with_the_hand_on_every_coding(variant):
    sample = coded(variant)
    curve, result = by_hand(sample), truces.estimate(variant)
    assert (result["n"], result["failed"]) == (len(sample), sum(f for _, f in sample))
    assert [result[k] for k in ("median", "median_low", "median_high")] == [half(curve, c) for c in (1, 2, 3)]
    assert [result["holding_low"], result["holding_high"]] == pytest.approx(at(curve, truces.MONTH)[2:])
    assert result["restricted_mean"] == pytest.approx(area(curve, truces.HORIZON))
    library = truces.survival(truces.coded(variant))
    assert list(library["holding"]) == pytest.approx([p[1] for p in curve], abs=1e-12)
    assert list(library["high"]) == pytest.approx([p[3] for p in curve], nan_ok=True)


def test_the_first_breach_is_counted_where_it_is_dated():
    spans = truces.truce_spans()
    counts = truces.breach_counts(spans)
    assert counts["dated"] == sum(bool(r["first_violation_date"]) for r in rows("ceasefires"))
    assert counts["same_day"] == sum(r["first_violation_date"] == r["start_date"] for r in rows("ceasefires"))
    assert truces.breach_counts(spans.head(0)).tolist() == [0, 0, 0]


def test_each_named_truce_belongs_to_one_occasion():
    named = [r for r in rows("ceasefires") if r["scope"] == "front_wide" and r["occasion"]]
    assert truces.occasions()["truces"].sum() == len(named)


def test_the_rules_of_the_two_tables(package):
    assert truces.violations() == []
    folder = edits.Folder(package)
    first = folder.rows("ceasefire_variants")
    unknown = next(r["ceasefire_id"] for r in first if r["variant_id"] == "E2")
    folder.drop("ceasefire_variants", variant_id="E2", ceasefire_id=unknown)
    assert [line for line in truces.violations() if f"E2 lacks {unknown}" in line]
    included = next(r["ceasefire_id"] for r in rows("ceasefires") if r["include"] == "true")
    folder.change("ceasefires", {"ceasefire_id": included}, duration_days="")
    assert any("needs a duration" in line for line in truces.violations())


def test_unknown_names_are_refused_with_the_names_there_are():
    with pytest.raises(KeyError, match="E1"):
        truces.coded("Z")
    with pytest.raises(ValueError, match="no truce"):
        truces.survival(truces.coded().assign(include=False))
