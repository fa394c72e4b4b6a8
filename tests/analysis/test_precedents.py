"""The record of missions, recomputed without the library, and what the chapter may not say."""

import csv
import itertools
import json
import math
import re

import pandas as pd
import pytest

from coalition import data, paths
from coalition.analysis import precedents

RANK = {"collapsed": 0, "partial": 1, "ongoing": 2, "held": 2}
CHAPTER = paths.ROOT / "chapters" / "history" / "precedents.ipynb"


def rows(path=None):
    with open(path or paths.DATA / "missions.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def per_km(row):
    return int(row["peak_troops"]) / float(row["line_km"])


def per_1000(row):
    return 1000 * int(row["peak_troops"]) / int(row["population"])


MEASURES = {"km": ("density_line_usable", per_km), "1000": ("density_population_usable", per_1000)}


def usable(measure, table):
    flag, density = MEASURES[measure]
    return [(density(r), r) for r in table if r[flag] == "true"]


def ranks(values):
    """Average ranks."""
    return [sum(v < x for v in values) + (sum(v == x for v in values) + 1) / 2 for x in values]


def rank_correlation(xs, ys):
    a, b = ranks(xs), ranks(ys)
    ma, mb = sum(a) / len(a), sum(b) / len(b)
    cov = sum((x - ma) * (y - mb) for x, y in zip(a, b, strict=True))
    return cov / math.sqrt(sum((x - ma) ** 2 for x in a) * sum((y - mb) ** 2 for y in b))


def two_sided_t(t, df, steps=20000):
    """P(|T| > t) of Student's distribution, by Simpson's rule over the density."""
    scale = math.gamma((df + 1) / 2) / (math.sqrt(df * math.pi) * math.gamma(df / 2))
    h = abs(t) / steps
    heights = [scale * (1 + (i * h) ** 2 / df) ** (-(df + 1) / 2) for i in range(steps + 1)]
    inside = h / 3 * (heights[0] + heights[-1] + 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2]))
    return 1 - 2 * inside


def exact_mann_whitney(first, second):
    """Two-sided p of the U statistic over all ways to split the pooled values."""
    pooled = first + second
    middle = len(first) * len(second) / 2

    def u(group):
        others = [v for i, v in enumerate(pooled) if i not in group]
        return sum(pooled[i] > o for i in group for o in others)

    seen = abs(u(set(range(len(first)))) - middle)
    splits = [abs(u(set(g)) - middle) for g in itertools.combinations(range(len(pooled)), len(first))]
    return sum(s >= seen for s in splits) / len(splits)


def exact_fisher(a, b, c, d):
    """Two-sided p: the sum over all tables of these margins that are no more likely than the one seen."""

    def weight(x):
        return math.comb(a + b, x) * math.comb(c + d, a + c - x)

    tables = range(max(0, a + c - (c + d)), min(a + b, a + c) + 1)
    return sum(weight(x) for x in tables if weight(x) <= weight(a)) / math.comb(a + b + c + d, a + c)


def consent_counts(table):
    return tuple(
        sum(r["host_consent"] == c and r["outcome"] == o for r in table)
        for c in ("yes", "partial")
        for o in ("held", "collapsed")
    )


def once_per_theatre(table):
    return list({(r["theatre"], r["host_consent"], r["outcome"]): r for r in table}.values())


@pytest.fixture(scope="module")
def missions():
    return data.load("missions")


def test_every_row_is_either_usable_or_left_out_for_a_stated_reason(missions):
    for measure in MEASURES:
        assert len(precedents.usable(missions, measure)) + precedents.left_out(missions, measure)[
            "n"
        ].sum() == len(missions)


@pytest.mark.parametrize("measure", MEASURES)
def test_rank_correlation_by_hand(missions, measure):
    found = usable(measure, rows())
    by_hand = rank_correlation([d for d, _ in found], [RANK[r["outcome"]] for _, r in found])
    t = by_hand * math.sqrt((len(found) - 2) / (1 - by_hand**2))
    computed = precedents.correlation(missions, measure)
    assert computed["n"] == len(found)
    assert computed["rho"] == pytest.approx(by_hand, abs=1e-9)
    assert computed["p"] == pytest.approx(two_sided_t(t, len(found) - 2), abs=1e-6)
    assert computed["low"] < by_hand < computed["high"]


def test_held_against_collapsed_by_hand(missions):
    found = usable("1000", rows())
    held, collapsed = ([d for d, r in found if r["outcome"] == o] for o in ("held", "collapsed"))
    computed = precedents.held_against_collapsed(missions, "1000")
    assert (computed["n_held"], computed["n_collapsed"]) == (len(held), len(collapsed))
    assert computed["p"] == pytest.approx(exact_mann_whitney(held, collapsed))


def test_consent_by_hand_over_missions_and_theatres(missions):
    names = ("yes_held", "yes_collapsed", "partial_held", "partial_collapsed")
    for table, by_hand in ((missions, rows()), (precedents.by_theatre(missions), once_per_theatre(rows()))):
        computed, counts = precedents.by_consent(table), consent_counts(by_hand)
        assert tuple(computed[k] for k in names) == counts
        assert computed["p"] == pytest.approx(exact_fisher(*counts))


def few(**columns):
    """Six missions, of which columns can be replaced."""
    table = {
        "mission_id": list("abcdef"),
        "peak_troops": [100, 200, 400, 800, 1600, 3200],
        "line_km": [100.0] * 6,
        "population": [1_000_000] * 6,
        "density_line_usable": [True] * 6,
        "density_population_usable": [True, True, True, True, True, False],
        "outcome": ["collapsed", "collapsed", "partial", "held", "held", "ongoing"],
        "host_consent": ["partial", "partial", "yes", "yes", "yes", "yes"],
        "theatre": ["x", "x", "y", "z", "z", "w"],
        "source_ids": [("s",)] * 6,
    }
    return pd.DataFrame(table | columns).convert_dtypes()


def test_densities_of_six_missions():
    dense = precedents.densities(few())
    assert list(dense["troops_per_km"]) == [1, 2, 4, 8, 16, 32]
    assert list(dense["troops_per_1000"][:5]) == pytest.approx([0.1, 0.2, 0.4, 0.8, 1.6])
    assert dense["troops_per_1000"].isna().tolist() == [False] * 5 + [True]
    assert list(precedents.usable(few(), "km")["mission_id"]) == list("fedcba")


def test_consent_of_six_missions():
    computed = precedents.by_consent(few())
    counts = [computed[k] for k in ("yes_held", "yes_collapsed", "partial_held", "partial_collapsed")]
    assert counts == [2, 0, 0, 2]
    assert computed["p"] == pytest.approx(2 / 6)  # two of the six ways to fill these margins are as extreme
    assert len(precedents.by_theatre(few())) == 4


def test_nearest_of_six_missions():
    table = few(line_km=[100.0, 200.0, 400.0, 100.0, 200.0, 400.0])
    found = precedents.nearest(table, "km", 800, 100, 2)
    assert (found["mission_id"].iloc[0], found["times_as_large"].iloc[0]) == ("d", 1)
    assert found["distance"].iloc[0] == pytest.approx(0)
    with pytest.raises(ValueError, match="positive"):
        precedents.nearest(table, "km", 0, 1250)
    with pytest.raises(KeyError, match="km, 1000"):
        precedents.nearest(table, "hectare", 10000, 1250)


def test_a_difference_is_a_column_in_which_a_mission_and_the_force_have_other_codes():
    force = pd.Series(
        {"host_consent": "partial", "nuclear_adversary": True, "counted": "troops", "lead": "coalition"}
    )
    same, other = dict(force), dict(force) | {"lead": "un", "nuclear_adversary": False}
    found = precedents.differences(pd.DataFrame([same, other]), force)
    assert list(found) == [(), ("nuclear_adversary", "lead")]


def test_a_coded_variant_changes_the_cells_it_gives_and_no_other(missions):
    base, given = missions.set_index("mission_id"), data.load("mission_variants")
    columns = ["host_consent", "outcome", "line_km"]
    for variant in {v.id: v for v in (*precedents.CONSENT_VARIANTS, *precedents.DENSITY_VARIANTS)}.values():
        cells = given[given["variant_id"] == variant.id]
        if cells.empty:
            continue
        changed = variant.change(missions).set_index("mission_id")
        moved = {(m, c) for c in columns for m in base.index if str(base.at[m, c]) != str(changed.at[m, c])}
        assert moved == {(r["mission_id"], c) for _, r in cells.iterrows() for c in columns if pd.notna(r[c])}


def test_too_few_rows_give_an_error_and_not_a_number(missions):
    with pytest.raises(ValueError, match="too few"):
        precedents.correlation(missions.head(6), "km")


def prose():
    cells = json.loads(CHAPTER.read_text(encoding="utf-8"))["cells"]
    return "\n\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")


def test_the_chapter_says_consent_is_in_line_with_and_never_shows():
    sentences = re.split(r"(?<=[.!?])\s+", prose())
    about_consent = [s for s in sentences if "onsent" in s]
    assert any("fits the view" in s for s in about_consent)
    assert not [
        s
        for s in about_consent
        if re.search(r"\b(show|shows|showed|prove|proves|proved|demonstrates?|causes?|because of)\b", s)
    ]


@pytest.mark.parametrize(
    "forbidden",
    [
        r"success rate",
        r"regression",
        r"trend line",
        r"significan",
        r"denser (missions|forces) (hold|held|last|work)",
        r"density (helps|matters|raises|lowers|explains)",
        r"on average",
    ],
)
def test_the_chapter_does_not_say(forbidden):
    assert not re.search(forbidden, prose(), re.IGNORECASE)


@pytest.mark.parametrize(
    "needed",
    [
        "extrapolation",
        "these data do not show one",
        "coded with the outcome known",
        "biased",
        "not independent",
    ],
)
def test_the_chapter_says(needed):
    assert needed in prose()


def test_every_partition_by_hand(missions):
    israel = {
        r["mission_id"] for r in rows(paths.DATA / "mission_variants.csv") if r["variant_id"] == "declared"
    }
    found = precedents.partitions(missions)
    for r in found.itertuples():
        table = [
            m
            | ({"nuclear_adversary": "false"} if r.coding == "declared" and m["mission_id"] in israel else {})
            for m in rows()
        ]
        counts = [
            sum((m[r.column] == r.code) == inside and m["outcome"] == o for m in table)
            for inside in (True, False)
            for o in ("held", "collapsed")
        ]
        assert [r.held, r.collapsed, r.other_held, r.other_collapsed] == counts, r
        assert r.p == pytest.approx(exact_fisher(*counts)), r
    # Holm: the least p times the number of tries, the next times one less, never falling and at most one
    holm = [min(1, max(p * (len(found) - i) for i, p in enumerate(found["p"][: k + 1]))) for k in found.index]
    assert list(found["p_all"]) == pytest.approx(holm)
    tried = {(r.column, r.code) for r in found.itertuples()}
    for column in precedents.PARTITIONED:
        codes = {m[column] for m in rows() if m["outcome"] in ("held", "collapsed") and m[column]}
        assert len({c for k, c in tried if k == column}) == (1 if len(codes) == 2 else len(codes))


def test_the_correlation_within_a_group_by_hand(missions):
    for r in precedents.density_partitions(missions).itertuples():
        inside = usable(r.measure, [m for m in rows() if m[r.column] == r.code])
        assert r.n == len(inside)
        assert r.rho == pytest.approx(
            rank_correlation([d for d, _ in inside], [RANK[m["outcome"]] for _, m in inside])
        )
