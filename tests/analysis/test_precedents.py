"""The record of missions, recomputed from the CSV file without the library, and what the chapter may not say."""

import csv
import itertools
import json
import math
import re

import pytest

from coalition import data, paths
from coalition.analysis import precedents
from coalition.charts import precedents as charts

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
    cov = sum((x - ma) * (y - mb) for x, y in zip(a, b))
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


@pytest.fixture(scope="module")
def plans():
    return precedents.plans(data.load("estimates"), data.load("parameters"))


def test_the_list_has_34_missions_with_these_outcomes():
    table = rows()
    assert len(table) == 34
    assert [sum(r["outcome"] == o for r in table) for o in ("held", "collapsed", "partial", "ongoing")] == [
        12,
        12,
        4,
        6,
    ]
    theatres = [r["theatre"] for r in table]
    assert len(set(theatres)) == 21
    assert [theatres.count(t) for t in ("bosnia", "georgia", "lebanon", "sinai")] == [4, 4, 3, 3]


@pytest.mark.parametrize(("measure", "n", "rho", "p"), [("km", 8, 0.19, 0.65), ("1000", 12, 0.20, 0.54)])
def test_density_and_outcome_are_not_correlated(missions, measure, n, rho, p):
    found = usable(measure, rows())
    by_hand = rank_correlation([d for d, _ in found], [RANK[r["outcome"]] for _, r in found])
    t = by_hand * math.sqrt((n - 2) / (1 - by_hand**2))
    assert len(found) == n
    assert round(by_hand, 2) == rho
    assert round(two_sided_t(t, n - 2), 2) == p
    computed = precedents.correlation(missions, measure)
    assert computed["n"] == n
    assert computed["rho"] == pytest.approx(by_hand, abs=1e-9)
    assert computed["p"] == pytest.approx(two_sided_t(t, n - 2), abs=1e-6)
    assert computed["low"] < 0 < computed["high"]


def test_missions_that_held_are_not_denser_per_inhabitant_than_those_that_collapsed(missions):
    found = usable("1000", rows())
    held, collapsed = ([d for d, r in found if r["outcome"] == o] for o in ("held", "collapsed"))
    assert (len(held), len(collapsed)) == (7, 3)
    assert round(exact_mann_whitney(held, collapsed), 2) == 0.67
    computed = precedents.held_against_collapsed(missions, "1000")
    assert (computed["n_held"], computed["n_collapsed"]) == (7, 3)
    assert computed["p"] == pytest.approx(exact_mann_whitney(held, collapsed))


def test_the_densities_named_in_the_text():
    table = {r["mission_id"]: r for r in rows()}
    assert round(per_1000(table["unpredep"]), 1) == 0.6 and table["unpredep"]["outcome"] == "held"
    assert (
        round(per_1000(table["rus-pk-karabakh"]), 1) == 16.3
        and table["rus-pk-karabakh"]["outcome"] == "collapsed"
    )
    assert round(per_km(table["unef-1"])) == 26 and table["unef-1"]["outcome"] == "collapsed"
    assert round(per_km(table["unikom"])) == 6 and table["unikom"]["outcome"] == "held"


def test_consent_by_rows_and_by_theatre(missions):
    table = rows()
    assert consent_counts(table) == (11, 4, 1, 8)
    assert round(exact_fisher(11, 4, 1, 8), 3) == 0.009
    theatres = once_per_theatre(table)
    assert consent_counts(theatres) == (8, 4, 1, 5)
    assert round(exact_fisher(8, 4, 1, 5), 2) == 0.13
    for computed, counts in (
        (precedents.consent(missions), (11, 4, 1, 8)),
        (precedents.consent(precedents.by_theatre(missions)), (8, 4, 1, 5)),
    ):
        assert (
            tuple(computed[k] for k in ("yes_held", "yes_collapsed", "partial_held", "partial_collapsed"))
            == counts
        )
        assert computed["p"] == pytest.approx(exact_fisher(*counts))


def test_a_nuclear_adversary_makes_no_difference(missions):
    table = rows()
    by_hand = [
        sum(r["nuclear_adversary"] == n and r["outcome"] == o for r in table)
        for n in ("true", "false")
        for o in ("held", "collapsed")
    ]
    assert by_hand == [4, 4, 8, 8]
    assert list(precedents.nuclear(missions).values()) == by_hand


def test_no_mission_has_a_line_above_1000_km(missions, plans):
    lines = {r["mission_id"]: float(r["line_km"]) for r in rows() if r["line_km"]}
    assert max(lines, key=lines.get) == "unmee"
    assert lines["unmee"] == 1000
    assert (plans["line_km"] == 1250).all()


@pytest.mark.parametrize(
    ("mission_id", "column", "value"),
    [
        ("ifor", "outcome", "collapsed"),
        ("isaf", "host_consent", "partial"),
        ("unprofor", "host_consent", "yes"),
        ("unamsil", "outcome", "ongoing"),
    ],
)
def test_a_changed_coding_changes_the_pattern_of_consent(package, mission_id, column, value):
    table = rows()
    next(r for r in table if r["mission_id"] == mission_id)[column] = value
    rewrite(package / "missions.csv", table)
    assert consent_counts(rows(package / "missions.csv")) != (11, 4, 1, 8)
    computed = precedents.consent(data.load("missions"))
    assert tuple(
        computed[k] for k in ("yes_held", "yes_collapsed", "partial_held", "partial_collapsed")
    ) == consent_counts(table)


def test_a_row_made_usable_changes_the_correlation(package):
    table = rows()
    next(r for r in table if r["mission_id"] == "unficyp").update(
        density_line_usable="true", density_line_exclusion=""
    )
    rewrite(package / "missions.csv", table)
    assert precedents.correlation(data.load("missions"), "km")["n"] == 9


def rewrite(path, table):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def test_rows_that_must_not_be_compared_have_no_density(missions):
    dense = precedents.densities(missions).set_index("mission_id")
    assert (
        dense.loc[["unficyp", "unifil-2", "mfo-sinai", "usfk-unc", "berlin-garrison"], "troops_per_km"]
        .isna()
        .all()
    )
    assert (
        dense.loc[["unficyp", "usfk-unc", "berlin-garrison", "deu-brigade-ltu"], "troops_per_1000"]
        .isna()
        .all()
    )
    assert not any(r["peak_kind"] == "plan" for m in MEASURES for _, r in usable(m, rows()))


def test_every_row_is_either_usable_or_left_out_for_a_stated_reason(missions):
    for measure in MEASURES:
        assert len(precedents.usable(missions, measure)) + precedents.left_out(missions, measure)[
            "n"
        ].sum() == len(missions)


def test_nearest_by_hand(missions, plans):
    plan = plans.iloc[0]
    points = {
        r["mission_id"]: (math.log10(d), math.log10(float(r["line_km"]))) for d, r in usable("km", rows())
    }
    spread = []
    for axis in zip(*points.values()):
        mean = sum(axis) / len(axis)
        spread.append(math.sqrt(sum((x - mean) ** 2 for x in axis) / (len(axis) - 1)))
    target = (math.log10(plan["troops"] / 1250), math.log10(1250))
    by_hand = {
        i: math.dist([x / s for x, s in zip(p, spread)], [x / s for x, s in zip(target, spread)])
        for i, p in points.items()
    }
    found = precedents.nearest(missions, "km", plan["troops"], plan["line_km"])
    assert list(found["mission_id"]) == sorted(by_hand, key=by_hand.get)
    assert list(found["distance"]) == pytest.approx(sorted(by_hand.values()))
    assert found["mission_id"].iloc[0] == "unmee"


def test_a_distance_needs_a_force_and_a_measure_that_exist(missions):
    with pytest.raises(ValueError, match="positive"):
        precedents.nearest(missions, "km", 0, 1250)
    with pytest.raises(KeyError, match="km, 1000"):
        precedents.nearest(missions, "hectare", 10000, 1250)


def test_too_few_rows_give_an_error_and_not_a_number(missions):
    with pytest.raises(ValueError, match="too few"):
        precedents.correlation(missions.head(6), "km")


def test_the_pattern_of_consent_keeps_its_direction_under_every_coding(missions):
    table = precedents.consent_sensitivity(missions)
    assert (table["share_yes"] > table["share_partial"]).all()
    assert (table["odds_low"] < 2).any() and (table["odds_high"] > 50).all()
    for row in table.itertuples():
        assert row.p == pytest.approx(
            exact_fisher(row.yes_held, row.yes_collapsed, row.partial_held, row.partial_collapsed)
        )


def test_no_variant_finds_a_density_effect(missions):
    found = precedents.density_sensitivity(missions).dropna(subset="rho")
    assert ((found["low"] <= 0) & (found["high"] >= 0)).all()
    assert found["rho"].min() < 0 < found["rho"].max()


def test_charts_fit_no_line_and_tell_outcomes_by_shape(missions, plans):
    figures = [charts.density(missions, plans, m) for m in MEASURES] + [charts.span(missions, plans)]
    for figure in figures:
        assert all("lines" not in t.mode for t in figure.data)
        assert figure.layout.xaxis.type == "log" and "logarithmic" in figure.layout.xaxis.title.text
        assert len({t.marker.symbol for t in figure.data}) == len(figure.data)
    assert not any("rigade" in str(label) for figure in figures[:2] for t in figure.data for label in t.y)
    assert set(charts.SHORT_NAMES) == set(missions["mission_id"])


def prose():
    cells = json.loads(CHAPTER.read_text(encoding="utf-8"))["cells"]
    return "\n\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")


def test_the_chapter_says_consent_is_in_line_with_and_never_shows():
    sentences = re.split(r"(?<=[.!?])\s+", prose())
    about_consent = [s for s in sentences if "onsent" in s]
    assert any("in line with" in s for s in sentences)
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
        "no density effect",
        "coded with the outcome known",
        "biased",
        "not independent",
        "claim C14",
    ],
)
def test_the_chapter_says(needed):
    assert needed in prose()
