"""All combinations of contested codings, by a second way without the module and without its libraries."""

import csv
import itertools
import math
from functools import cache

import numpy as np
import pytest
from scipy.optimize import minimize

from coalition import paths
from coalition.analysis import base_rates, survival, truces
from tests.analysis.test_truces import area, by_hand, coded, half


@cache
def rows(table):
    with (paths.DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def combined():
    return truces.combinations(base_rates.days_left())


def recodings():
    """[(name, {truce: row})] by choice, written out from the tables."""
    by = {}
    for r in rows("ceasefire_variants"):
        by.setdefault(r["variant_id"], {})[r["ceasefire_id"]] = r
    contested = {}
    for variant in "ABC":
        for truce, row in by[variant].items():
            contested.setdefault(truce, []).append((variant, {truce: row}))
    choices = [[("base", {}), *options] for _, options in sorted(contested.items())]
    choices += [[("base", {}), ("D", by["D"])], [("base", {}), ("I", by["I"])]]
    return [*choices, [("base", {}), ("E1", by["E1"]), ("E2", by["E2"]), ("interval", {})]]


def sample(options):
    """(days, failed) of the truces in the curve under these options."""
    changes = {t: r for _, changed in options for t, r in changed.items()}
    used = [changes.get(r["ceasefire_id"], r) for r in rows("ceasefires")]
    return [(int(r["duration_days"]), r["observed"] == "true") for r in used if r["include"] == "true"]


def latest():
    unknown = {r["ceasefire_id"] for r in rows("ceasefires") if r["exclusion"] == "unknown_end"}
    found = rows("ceasefire_variants")
    return [
        int(r["duration_days"]) for r in found if r["variant_id"] == "E2" and r["ceasefire_id"] in unknown
    ]


def weibull(days_failed, bounds):
    """Shape and scale by minimising the likelihood written out."""
    spans = [(d, d + 1) for d, failed in days_failed if failed] + [(0, b + 1) for b in bounds]
    cut = [d for d, failed in days_failed if not failed]

    def minus(logs):
        k, s = np.exp(logs)

        def over(x):
            return math.exp(-((x / s) ** k))

        return -sum(math.log(over(a) - over(b)) for a, b in spans) - sum(math.log(over(c)) for c in cut)

    return np.exp(minimize(minus, [-0.7, 3.2], method="Nelder-Mead", options={"xatol": 1e-6}).x)


def turnbull(days_failed, bounds):
    """The first day by which half have failed, without any shape: self-consistency over cells."""
    low = [d for d, _ in days_failed] + [0] * len(bounds)
    high = [d + 1 if f else 10**6 for d, f in days_failed] + [b + 1 for b in bounds]
    edges = sorted({*low, *high})
    inside = np.array(
        [
            [a >= lo and b <= hi for a, b in itertools.pairwise(edges)]
            for lo, hi in zip(low, high, strict=True)
        ]
    )
    mass = np.full(len(edges) - 1, 1 / (len(edges) - 1))
    for _ in range(3000):
        mass = (inside * mass / (inside @ mass)[:, None]).mean(axis=0)
    return edges[int(np.argmax(np.cumsum(mass) >= 0.5))]


def test_every_combination_is_there_once(combined):
    expected = [tuple(name for name, _ in options) for options in itertools.product(*recodings())]
    assert sorted(combined["options"]) == sorted(expected)
    assert math.prod(len(c) for c in truces.choices()) == len(combined)


def test_each_combination_agrees_with_the_hand(combined):
    """A sample of them, in which every option of every choice stands."""
    by_name = dict(zip(combined["options"], combined.itertuples(), strict=True))
    every = [o for o in itertools.product(*recodings()) if o[-1][0] != "interval"]
    sampled = every[:: len(every) // 300 | 1]
    tried = {(choice, name) for options in sampled for choice, (name, _) in enumerate(options)}
    assert tried == {(choice, name) for options in every for choice, (name, _) in enumerate(options)}
    days = base_rates.days_left()
    for options in sampled:
        names = tuple(name for name, _ in options)
        curve = by_hand(sample(options))
        assert by_name[names].median == half(curve, 1), names
        assert by_name[names].in_force == pytest.approx(area([p[:2] for p in curve], days) / days), names


def test_unknown_ends_as_intervals_agree_with_the_likelihood_written_out(combined):
    base = ("base",) * (len(truces.choices()) - 1) + ("interval",)
    row = combined.set_index("options").loc[[base]].iloc[0]
    shape, scale = weibull(coded(), latest())
    assert row["median"] == pytest.approx(scale * math.log(2) ** (1 / shape), rel=0.01)
    assert row["holding"] == pytest.approx(math.exp(-(((truces.MONTH + 1) / scale) ** shape)), rel=0.01)
    days = base_rates.days_left()
    steps = np.linspace(0, days, 200_001)
    curve = np.exp(-((steps / scale) ** shape))
    assert row["in_force"] == pytest.approx(float(np.trapezoid(curve, steps)) / days, rel=0.01)
    # the estimate without a shape lies near: the Weibull curve is no worse a guess at the middle than this
    assert abs(row["median"] - turnbull(coded(), latest())) <= 7


def test_the_spread_by_hand(combined):
    values = sorted(combined["median"])
    found = truces.spread(combined, "median")
    assert (found["least"], found["most"]) == (values[0], values[-1])
    assert found["middle"] in values and found["low"] <= found["middle"] <= found["high"]
    assert sum(v < found["low"] for v in values) <= 0.06 * len(values)


def test_the_share_in_force_is_the_mean_of_the_curve():
    curve = truces.survival(truces.coded())
    days = base_rates.days_left()
    by_day = [survival.step(curve, d)["holding"] for d in range(days)]
    assert base_rates.in_force(curve, days) == pytest.approx(sum(by_day) / days)
