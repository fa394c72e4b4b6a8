"""The force model: worked checks, units, direction of every effect, reproducibility, refusals."""

import math
from random import Random
from statistics import NormalDist, median

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition import check, data
from coalition.analysis import force, ledger, regions
from coalition.analysis.force import results
from coalition.charts import numbers as charts
from coalition.exhibits import explorer
from coalition.formats import rounded
from coalition.words import numbers

SHARES = st.floats(0, 1, allow_subnormal=False)
RATIOS = st.floats(1, 12)
SOLDIERS = st.floats(0, 1e6, allow_subnormal=False)


@pytest.fixture(scope="module")
def params():
    return force.parameters()


@pytest.fixture(scope="module")
def europe():
    return force.countries("europe")


@pytest.fixture(scope="module")
def base(europe, params):
    return force.simulate(europe, params)


def edit(package, table, key, **cells):
    """Change cells of one row of a table in a copied data folder; the key column is the first."""
    path = package / f"{table}.csv"
    frame = pd.read_csv(path, dtype="string", keep_default_na=False)
    row = frame.index[frame.iloc[:, 0] == key]
    assert len(row) == 1
    for column, value in cells.items():
        frame.loc[row, column] = value
    frame.to_csv(path, index=False, lineterminator="\n")
    return int(row[0]) + 2


# Worked checks: expected numbers are worked out here by hand, from the published figures.


def test_the_british_plan_needs_the_pool_its_allies_named(params):
    assert force.pool(64_000, 4) == 256_000
    assert (
        force.pool(64_000, params["rotation_ratio"].central)
        == data.load("pledges").set_index("pledge_id").at["n13", "high"]
    )


@pytest.mark.parametrize(("tour", "interval", "ratio"), [(6, 24, 5.0), (6, 12, 3.0), (4, 20, 6.0)])
def test_tour_rules_give_the_rotation(tour, interval, ratio):
    assert force.rotation(tour, interval) == ratio


def test_the_parameter_rows_agree_with_the_tour_rules(params):
    assert (
        force.rotation(params["tour_length"].central, params["tour_interval"].central)
        == params["rotation_ratio"].high
    )


@pytest.mark.parametrize(("deployable", "sustained"), [(0.40, 0.08), (0.50, 0.10)])
def test_nato_s_shares_agree_at_five_to_one(deployable, sustained):
    assert math.isclose(force.kept(1.0, deployable_share=deployable, rotation_ratio=5), sustained)
    assert math.isclose(
        force.kept(100_000, sustained_share=sustained),
        force.kept(100_000, deployable_share=deployable, rotation_ratio=5),
    )


def test_densities_reproduce_the_published_sizes(params):
    assert force.population_force(20, 29_000_000) == 580_000
    assert (force.population_force(20, 25_000_000), force.population_force(20, 31_000_000)) == (
        500_000,
        620_000,
    )
    assert math.isclose(712_000 / 1250, 569.6)
    assert math.isclose(force.line_force(params["density_opposing"].central, 1250), 712_500)
    assert math.isclose(force.line_force(10_000 / 1200, 1200), 10_000)
    assert abs(params["density_line_interposition"].central - 10_000 / 1200) < 0.05
    assert force.zone_force(0.168, 25, 1000) == 4200  # UNMEE in its own zone


def test_costs_reproduce_the_published_amounts(params):
    assert abs(force.annual_cost(4800, params["cost_forward"].central) / 800e6 - 1) < 0.01
    assert abs(force.annual_cost(25_000, 167_000) / 4.2e9 - 1) < 0.01
    assert 30e9 / 10 / 40_000 == 75_000


def test_a_capacity_worked_by_hand():
    # 75,000 x (0.4 / 4 - 0.5 x 0.1) = 75,000 x 0.05
    assert math.isclose(
        force.kept(75_000, deployable_share=0.4, rotation_ratio=4, share_committed=0.1, committed_weight=0.5),
        3750,
    )
    assert math.isclose(force.combat_troops(10_000, 0.65), 3500)
    assert force.brigades(16_000, 8000) == 2


def test_the_central_case_worked_by_hand(params):
    pinned = force.pinned(
        params,
        deployable_share=0.4,
        rotation_ratio=4,
        committed_weight=0.5,
        share_committed=0.1,
        participation_deploy=0.85,
        participation_conditional=0.4,
    )
    who = pd.DataFrame(
        {
            "probability": ["participation_deploy", "participation_conditional", ""],
            "land": [75_000.0, 50_000.0, 10_000.0],
            "committed": [0.1, np.nan, 0.1],
        }
    )
    # each keeps a twentieth of its army: 3,750, 2,500 and 500
    assert math.isclose(force.expected(who, pinned), 0.85 * 3750 + 0.4 * 2500 + 500)


def test_published_spans_by_concept():
    size = {
        "place": "ukraine",
        "unit": "troops",
        "contributors": "europe",
        "bound": "range",
        "source_ids": ("a",),
    }
    rows = [
        size | {"concept": "reassurance", "low": 10_000, "high": 20_000},
        size | {"concept": "reassurance", "low": 30_000, "high": pd.NA, "bound": "lower"},
        size | {"concept": "reassurance", "low": 1, "high": 2, "contributors": "france"},
        size | {"concept": "reassurance", "low": 1, "high": 2, "place": "donbas"},
        size | {"concept": "tripwire", "low": 3, "high": 3, "unit": "brigades"},
        size | {"concept": "capacity_available", "low": 3, "high": 3},
    ]
    spans = force.by_concept(pd.DataFrame(rows).astype({"low": "Int64", "high": "Int64"}))
    assert spans[["concept", "estimates", "low", "high", "open_above"]].to_numpy().tolist() == [
        ["reassurance", 2, 10_000, 30_000, True]
    ]


def test_no_published_size_stands_twice():
    sizes = force.all_sizes()
    last = data.last_day(sizes["date"])
    for i, first in sizes.iterrows():
        same = sizes[
            (sizes.index > i)
            & (sizes["group"] == first["group"])
            & (sizes["who"] == first["who"])
            & (sizes["high"] == first["high"])
        ]
        assert not ((last[same.index] - last[i]).abs() < pd.Timedelta(days=5)).any(), first["who"]
    assert set(sizes["bound"]) == {"point", "range", "lower", "upper"}


def test_the_model_is_near_what_others_published_where_it_should_be():
    checks = force.validation()
    official = checks["check"].str.startswith("What ")
    assert (checks.loc[~official, "difference"].abs() < 0.25).all()


# Units.


def test_every_row_the_model_uses_has_the_unit_it_expects(params):
    assert {key: params[key].unit for key in force.USED} == force.USED


def test_every_unit_of_the_descriptor_has_limits():
    unit = next(f for f in data.resource("parameters")["schema"]["fields"] if f["name"] == "unit")
    assert set(unit["constraints"]["enum"]) == set(force.LIMITS)


def test_capacity_scales_with_soldiers_and_nothing_else():
    how = {"deployable_share": 0.4, "rotation_ratio": 4, "share_committed": 0.1, "committed_weight": 0.5}
    assert math.isclose(force.kept(2 * 75_000, **how), 2 * force.kept(75_000, **how))
    assert math.isclose(force.annual_cost(10, 5), 5 * force.annual_cost(2, 5))


# Direction of effects.


@settings(max_examples=60, deadline=None)
@given(SOLDIERS, SHARES, st.tuples(RATIOS, RATIOS), SHARES, SHARES)
def test_more_rotation_never_gives_more_force(land, share, ratios, committed, weight):
    low, high = sorted(ratios)
    fixed = {"deployable_share": share, "share_committed": committed, "committed_weight": weight}
    more = force.kept(land, rotation_ratio=low, **fixed)
    assert force.kept(land, rotation_ratio=high, **fixed) <= more * (1 + 1e-12) + 1e-9


@settings(max_examples=60, deadline=None)
@given(SOLDIERS, SHARES, st.tuples(SHARES, SHARES), RATIOS, SHARES)
def test_more_abroad_never_gives_more_force_and_never_below_zero(land, share, abroad, ratio, weight):
    low, high = sorted(abroad)
    fixed = {"deployable_share": share, "rotation_ratio": ratio, "committed_weight": weight}
    less, more = (
        force.kept(land, share_committed=high, **fixed),
        force.kept(land, share_committed=low, **fixed),
    )
    assert 0 <= less <= more <= land * share / ratio * (1 + 1e-12) + 1e-9


@settings(max_examples=60, deadline=None)
@given(SHARES, SHARES, SHARES, st.lists(SHARES, min_size=1, max_size=20))
def test_drawn_values_stay_in_their_range_and_rise_with_the_draw(a, b, c, uniforms):
    low, central, high = sorted((a, b, c))
    parameter = force.Parameter("x", "x", "x", "share", low, central, high, False, ())
    values = force.spread(parameter, np.sort(np.array(uniforms)))
    assert np.all((values >= low - 1e-9) & (values <= high + 1e-9))
    assert np.all(np.diff(values) >= -1e-9)


@settings(max_examples=30, deadline=None)
@given(st.lists(SOLDIERS, min_size=1, max_size=50), SOLDIERS, SOLDIERS)
def test_a_larger_size_is_never_likelier(troops, a, b):
    low, high = sorted((a, b))
    assert 0 <= force.chance(np.array(troops), high) <= force.chance(np.array(troops), low) <= 1


@pytest.mark.parametrize(
    ("key", "sign"),
    [
        ("rotation_ratio", -1),
        ("deployable_share", 1),
        ("share_committed", -1),
        ("committed_weight", -1),
        ("participation_deploy", 1),
        ("participation_conditional", 1),
        ("land", 1),
    ],
)
def test_each_bar_of_the_tornado_points_the_right_way(base, europe, params, key, sign):
    row = force.tornado(europe, params, base).set_index("parameter").loc[key]
    assert np.sign(row["at_high"] - row["at_low"]) == sign


def test_the_tornado_is_ranked_by_swing(base, europe, params):
    rows = force.tornado(europe, params, base)
    assert rows["swing"].is_monotonic_decreasing
    assert rows["rank"].tolist() == list(range(1, len(rows) + 1))


def test_more_countries_give_more_force():
    groups = (["FRA"], ["FRA", "GBR"], ["FRA", "GBR", "DEU"])
    one, two, three = (force.summary(force.simulate(force.countries(g)).troops)[1] for g in groups)
    assert one < two < three
    some, every = (force.summary(force.simulate(key).troops)[1] for key in ("europe", "europe_all"))
    assert some < every


def test_ties_between_decisions_widen_the_interval(params, europe):
    alone = force.simulate(europe, force.pinned(params, participation_correlation=0)).troops
    tied = force.simulate(europe, force.pinned(params, participation_correlation=0.8)).troops
    assert np.std(tied) > np.std(alone)
    assert abs(np.mean(tied) / np.mean(alone) - 1) < 0.02


def test_each_country_takes_part_as_often_as_its_probability_says(params):
    pinned = force.pinned(
        params, participation_deploy=0.85, participation_conditional=0.4, participation_correlation=0.4
    )
    for codes, probability in ((["FRA"], 0.85), (["ESP"], 0.4)):
        who = force.countries(codes).assign(
            probability={"FRA": "participation_deploy", "ESP": "participation_conditional"}[codes[0]]
        )
        assert abs(float(np.mean(force.simulate(who, pinned).land > 0)) - probability) < 0.006


# Reproducibility.


def test_the_same_seed_gives_the_same_numbers(base, europe, params):
    again = force.simulate(europe, params)
    assert np.array_equal(base.troops, again.troops)
    assert not np.array_equal(base.troops, force.simulate(europe, params, seed=1).troops)


def test_another_seed_moves_the_interval_by_little(base, europe, params):
    other = force.summary(force.simulate(europe, params, seed=7).troops)
    assert np.allclose(force.summary(base.troops), other, rtol=0.03, atol=0.03 * base.troops.mean())


def test_the_middle_value_by_an_independent_loop(params, europe, base):
    """The same model, written again with the standard library and its own random numbers."""
    chance, normal = Random(3), NormalDist()

    def draw(key):
        return chance.triangular(params[key].low, params[key].high, params[key].central)

    found, away = [], params["share_committed"]
    for _ in range(8000):
        ratio, share, weight, tie = (
            draw("rotation_ratio"),
            draw("deployable_share"),
            draw("committed_weight"),
            draw("participation_correlation"),
        )
        chances = {k: draw(k) for k in sorted(set(europe["probability"]))}
        common, total = chance.gauss(), 0.0
        for c in europe.itertuples():
            land = chance.triangular(c.land_low, c.land_high, c.land) if c.land_high > c.land_low else c.land
            middle = away.central if pd.isna(c.committed) else min(max(c.committed, away.low), away.high)
            abroad = chance.triangular(away.low, away.high, middle)
            if normal.cdf(tie**0.5 * common + (1 - tie) ** 0.5 * chance.gauss()) < chances[c.probability]:
                total += land * max(0, share / ratio - weight * abroad)
        found.append(total)
    found.sort()
    _, middle, high = force.summary(base.troops)
    assert math.isclose(median(found), middle, rel_tol=0.06)
    assert math.isclose(found[int(0.95 * len(found))], high, rel_tol=0.06)


def test_holding_a_value_in_the_same_draws_equals_a_new_simulation(base, europe, params):
    new = force.simulate(europe, force.pinned(params, rotation_ratio=3, deployable_share=0.45)).troops
    assert np.allclose(base.again(3, 0.45), new)
    assert np.allclose(base.again(), base.troops)


# Refusals.


@pytest.mark.parametrize(
    ("key", "cells", "message"),
    [
        ("deployable_share", {"low": "-0.1"}, "low: deployable_share: -0.1 is below 0"),
        ("support_share", {"high": "1.2"}, "high: support_share: 1.2 is above 1"),
        ("rotation_ratio", {"low": "4.5", "central": "4"}, "low: rotation_ratio: 4.5 is above central 4"),
        ("rotation_ratio", {"low": "0.5"}, "low: rotation_ratio: 0.5 is below 1"),
        ("rotation_ratio", {"central": "6", "high": "5"}, "central: rotation_ratio: 6 is above high 5"),
        ("cost_forward", {"unit": "doubloons"}, "unit: cost_forward: doubloons is not a unit"),
        ("brigade_slice", {"unit": "months"}, "unit: brigade_slice: months where the model expects troops"),
        ("rotation_ratio", {"central": ""}, "central: rotation_ratio: the value is blank"),
    ],
)
def test_nonsense_is_refused_with_the_row_named(package, key, cells, message):
    row = edit(package, "parameters", key, **cells)
    with pytest.raises(force.ParameterError) as refused:
        force.parameters()
    assert f"data/parameters.csv:{row} {message}" in str(refused.value)


@pytest.mark.parametrize(
    "cells", [{"low": "0.5"}, {"low": "99"}, {"low": "-1"}, {"unit": "doubloons"}, {"central": ""}]
)
def test_the_check_of_the_data_names_the_row_once(package, cells):
    row = edit(package, "parameters", "rotation_ratio", **cells)
    (found,) = check.violations()
    assert found.startswith(f"data/parameters.csv:{row} ")


def test_a_missing_row_is_refused(package):
    path = package / "parameters.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text(
        "\n".join(line for line in lines if not line.startswith("support_share")) + "\n", encoding="utf-8"
    )
    with pytest.raises(force.ParameterError, match="support_share: the row is missing"):
        force.parameters()


def test_rotation_is_never_counted_twice():
    with pytest.raises(ValueError, match="not both"):
        force.kept(1000, deployable_share=0.4, rotation_ratio=4, sustained_share=0.08)
    with pytest.raises(ValueError, match="not both"):
        force.kept(1000)
    with pytest.raises(ValueError, match="needs rotation_ratio"):
        force.kept(1000, deployable_share=0.4)


@pytest.mark.parametrize(
    "wrong",
    [{"rotation_ratio": 0.5}, {"deployable_share": -0.1}, {"share_committed": 1.5}, {"land_force": -1}],
)
def test_a_value_without_sense_is_refused(wrong):
    values = {
        "land_force": 1000,
        "deployable_share": 0.4,
        "rotation_ratio": 4,
        "share_committed": 0.1,
    } | wrong
    with pytest.raises(ValueError, match=next(iter(wrong))):
        force.kept(values.pop("land_force"), **values)


def test_the_reader_s_own_nonsense_is_refused():
    with pytest.raises(force.ParameterError, match=r"rotation_ratio: 0\.5"):
        explorer.outcome("europe", rotation=0.5)
    with pytest.raises(KeyError, match="no country set 'mars'"):
        explorer.outcome("mars")
    with pytest.raises(KeyError, match="XXX"):
        explorer.outcome(["XXX"])


# One change, everywhere.


def test_changing_one_row_changes_chart_prose_and_explorer_together(package):
    def shown():
        found = results.run(draws=20_000)
        chart = (
            [t.x for t in charts.tornado(found.tornado).data],
            [list(t.y) for t in charts.distribution(found.curves, found.concepts).data][:3],
        )
        return chart, numbers.words(found), explorer.grid().cells

    before = shown()
    edit(package, "parameters", "share_committed", low="0.15", central="0.2", high="0.25")
    after = shown()
    assert before[0] != after[0]
    assert after[1]["kept_middle"] < before[1]["kept_middle"]
    assert after[1]["p_reassure_low"] != before[1]["p_reassure_low"]
    default = list(force.SETS).index("europe") * len(explorer.ROTATIONS) * len(explorer.SHARES)
    assert after[2][default][1] < before[2][default][1]


def test_changing_a_position_changes_the_sets(package):
    before = set(force.countries("europe")["iso3"])
    now = ledger.positions().set_index("iso3")
    possible = regions.is_european(now.index).to_numpy() & now["position"].isin(["support_only", "declined"])
    country = now.index[possible & now.index.isin(data.load("land_forces")["iso3"])][0]
    edit(package, "statements", now.at[country, "statement_id"], stance="conditional")
    assert set(force.countries("europe")["iso3"]) == before | {country}


def test_nobody_ready_leaves_an_empty_set_and_no_crash(package):
    for path in (package / "statements.csv", package / "positions.csv"):
        path.write_text(
            path.read_text(encoding="utf-8").replace("deploy_troops", "conditional"), encoding="utf-8"
        )
    assert force.countries("ready").empty
    assert force.summary(force.simulate("ready", draws=100).troops) == (0, 0, 0)
    assert force.variants(draws=100).set_index("variant").loc["ready_only", "high"] == 0


def test_soldiers_within_another_row_count_once(package):
    before = force.abroad().set_index("iso3")["soldiers"]
    deployments = data.load("deployments")
    totals = set(deployments.loc[deployments["kind"] == "total", "iso3"].dropna())
    single = deployments[deployments["kind"].eq("mission") & ~deployments["iso3"].isin(totals)]
    row = single[single["within"].isna() & single["iso3"].notna()].iloc[0]
    edit(package, "deployments", row["deployment_id"], within=row["deployment_id"])
    after = force.abroad().set_index("iso3")["soldiers"].get(row["iso3"], 0)
    assert before[row["iso3"]] - after == row["troops"]


# The explorer.


@pytest.fixture(scope="module")
def grid():
    return explorer.grid()


def test_the_grid_is_complete(grid):
    assert len(grid.cells) == len(grid.sets) * len(grid.rotations) * len(grid.shares)
    assert {len(c) for c in grid.cells} == {9 + 2 * len(grid.concepts)}
    for cell in grid.cells:
        assert 0 <= cell[0] <= cell[1] <= cell[2]


def test_a_cell_of_the_page_equals_the_reader_s_own_question(grid):
    i = (list(force.SETS).index("europe") * len(grid.rotations) + explorer.ROTATIONS.index(5)) * len(
        grid.shares
    ) + explorer.SHARES.index(0.3)
    own = explorer.outcome("europe", rotation=5, share=0.3)
    assert grid.cells[i][:3] == (own.low, own.median, own.high)


def test_the_starting_answer_is_the_chapter_s(base):
    answer = explorer.outcome()
    assert [answer.low, answer.median, answer.high] == [rounded(x, 100) for x in force.summary(base.troops)]


def test_any_list_of_countries_can_be_asked():
    own = explorer.outcome(["GBR", "FRA"], rotation=4)
    assert own.median == explorer.outcome("leads", rotation=4).median


def test_more_rotation_gives_less_in_every_row_of_the_page(grid):
    r, s = len(grid.rotations), len(grid.shares)
    for k in range(len(grid.sets)):
        for j in range(s):
            middle = [grid.cells[(k * r + i) * s + j][1] for i in range(1, r)]
            assert middle == sorted(middle, reverse=True)
