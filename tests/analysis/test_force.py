"""The force model: worked checks, units, direction of every effect, reproducibility, refusals."""

import math
from random import Random
from statistics import NormalDist, median

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition import data
from coalition.analysis import force, ledger, regions
from coalition.analysis.force import results
from coalition.check import rules, structure
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


@pytest.fixture(scope="module")
def ability(params):
    return force.simulate("europe_all", params)


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


def test_densities_reproduce_the_published_sizes(params):
    assert force.population_force(20, 29_000_000) == 580_000
    assert (force.population_force(20, 25_000_000), force.population_force(20, 31_000_000)) == (
        500_000,
        620_000,
    )
    assert math.isclose(force.line_force(10_000 / 1200, 1200), 10_000)
    assert abs(params["density_line_interposition"].central - 10_000 / 1200) < 0.05
    # 712,000 opposite at three to two; 1,250 km at 12.5 km for each brigade of 4,800
    assert math.isclose(force.ratio_force(712_000, 1.5), 474_666.67, rel_tol=1e-6)
    assert force.front_force(1250, 12.5, 4800) == 480_000


def test_costs_reproduce_the_published_amounts(params):
    assert abs(force.annual_cost(4800, params["cost_forward"].central) / 800e6 - 1) < 0.01
    assert abs(force.annual_cost(25_000, 167_000) / 4.2e9 - 1) < 0.01
    assert 30e9 / 10 / 40_000 == 75_000


def test_a_capacity_worked_by_hand():
    # people: 75,000 x 0.4 / 4 = 7,500; brigades: 5 x 0.6 / 4 x 8,000 = 6,000, less 900 and a quarter of 7,100
    how = {"rotation_ratio": 4, "brigade_slice": 8000, "missions": 900, "elsewhere": 7100}
    assert force.kept(30_000, 3, committed_weight=0.25, **how) == 6000 - 900 - 1775
    assert force.kept(30_000, np.inf, committed_weight=0.25, **how) == 7500 - 900 - 1775
    assert force.kept(20_000, 3, committed_weight=1, **how) == 0
    assert math.isclose(force.combat_troops(10_000, 0.65), 3500)
    assert force.brigades(16_000, 8000) == 2


def test_a_simulation_without_spread_is_the_formula(params):
    p = {key: params[key].central for key in force.DRAWN if not key.startswith("participation")}
    who = force.countries("europe_all")
    drawn = force.simulate(who, force.pinned(params, **p), draws=4)
    for c in who[who["land_low"] == who["land_high"]].itertuples():
        people = c.land * p["deployable_share"]
        units = c.brigades * p["brigade_share"] * p["brigade_slice"]
        away = c.elsewhere
        if math.isnan(away):
            away = max(c.listed, c.land * p["share_committed"] - c.missions)
        expected = min(people, units) / p["rotation_ratio"] - c.missions - p["committed_weight"] * away
        assert np.allclose(drawn.alone[c.iso3], max(0, expected)), c.iso3


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


# What happened: the model is not fitted to it.


@pytest.fixture(scope="module")
def hindcasts(params):
    return force.hindcasts(params)


def test_what_armies_kept_lies_in_no_tail_of_the_model(hindcasts):
    kept = hindcasts[hindcasts["kind"] == "kept"]
    assert len(kept) > 10
    assert (kept["reached"] > 0.2).all(), kept[["check", "reached"]]
    assert (hindcasts.loc[hindcasts["kind"] == "too_much", "reached"] < 0.05).all()


def test_the_hindcast_of_the_british_by_an_independent_loop(params, hindcasts):
    """98,500 soldiers and 10 brigades: the smaller of both counts over the rotation, one army alone."""
    chance, row = Random(5), data.row("comparisons", "gbr-isaf-2010")

    def draw(key, uniform=None):
        low, central, high = params[key].span()
        if uniform is None:
            return chance.triangular(low, high, central)
        peak = (central - low) / (high - low)
        if uniform < peak:
            return low + (uniform * (high - low) * (central - low)) ** 0.5
        return high - ((1 - uniform) * (high - low) * (high - central)) ** 0.5

    found = []
    for _ in range(4000):
        standing = chance.random()
        people = row["army"] * draw("deployable_share", standing)
        units = row["brigades"] * draw("brigade_share", standing) * draw("brigade_slice")
        found.append(min(people, units) / draw("rotation_ratio"))
    reached = sum(x >= row["value"] for x in found) / len(found)
    assert math.isclose(median(found), hindcasts.at[row.name, "middle"], rel_tol=0.02)
    assert abs(reached - hindcasts.at[row.name, "reached"]) < 0.02


def test_a_figure_that_an_input_was_made_from_is_no_test():
    tested = {ids for row in force.hindcasts(draws=16)["source_ids"] for ids in row}
    assert not tested & set(data.row("parameters", "brigade_share")["source_ids"])
    assert not tested & set(data.row("parameters", "deployable_share")["source_ids"])


def test_contingents_smaller_than_a_battle_group_are_counted():
    rows = data.load("comparisons").query("kind == 'kept'")["value"]
    assert force.small_contingents(6000) == (sum(x < 2000 for x in rows), len(rows))


def test_garrisons_may_count_so_far_as_the_french_record_leaves_room(hindcasts):
    high = hindcasts.at["fra-opex-2008", "high"]
    assert math.isclose(force.garrison_weight(hindcasts), (high - 13_299) / 23_324)
    assert force.garrison_weight(hindcasts, "middle") < force.garrison_weight(hindcasts)


def test_contingents_of_a_battle_group_or_more_are_the_rest(hindcasts):
    small, of = force.small_contingents(8000)
    found = force.binding(hindcasts, 8000)
    assert len(found) == of - small
    assert (found["published"] >= 8000 / 3).all()


def test_armies_that_are_ready_together_widen_the_interval(params):
    """Readiness by itself, in part and altogether common: the spread of the sum grows."""
    widths = []
    for pooled in (0.0, 0.5, 1.0):
        low, _, high = force.summary(
            force.simulate("europe_all", force.pinned(params, readiness_pooled=pooled), draws=1000).troops
        )
        widths.append(high - low)
    assert widths == sorted(widths)


# Units.


def test_every_row_the_model_uses_has_the_unit_it_expects(params):
    assert {key: params[key].unit for key in force.USED} == force.USED


def test_every_unit_of_the_descriptor_has_limits():
    unit = next(f for f in data.resource("parameters")["schema"]["fields"] if f["name"] == "unit")
    assert set(unit["constraints"]["enum"]) == set(force.LIMITS)


def test_costs_scale_with_soldiers():
    assert math.isclose(force.annual_cost(10, 5), 5 * force.annual_cost(2, 5))


# Direction of effects.


@settings(max_examples=60, deadline=None)
@given(SOLDIERS, st.floats(0, 30), st.tuples(RATIOS, RATIOS), SOLDIERS, st.tuples(SHARES, SHARES))
def test_more_rotation_or_more_abroad_never_gives_more_force(people, units, ratios, away, weights):
    low, high = sorted(ratios)
    less, more = sorted(weights)
    fixed = {"brigade_slice": 8000, "missions": 100, "elsewhere": away}
    most = force.kept(people, units, rotation_ratio=low, committed_weight=less, **fixed)
    assert 0 <= most <= min(people, units * 8000) / low + 1e-9
    assert force.kept(people, units, rotation_ratio=high, committed_weight=less, **fixed) <= most + 1e-9
    assert force.kept(people, units, rotation_ratio=low, committed_weight=more, **fixed) <= most + 1e-9


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


# What the spread comes from.


def test_the_shares_of_the_variance_by_an_independent_estimate(params):
    """Total index of a group: what is left on average when all else is known, by redrawing it alone."""
    who = force.countries("europe_all")
    found = force.drivers(who, params).set_index("group")["total"]
    draws = 1 << 14
    first, second = (force.sample(who, draws, seed) for seed in (11, 12))
    values = force.evaluate(first, who, params).troops
    for group, share in found.items():
        moved = force.evaluate(first | {group: second[group]}, who, params).troops
        left = np.mean([np.var(pair) for pair in zip(values[:4000], moved[:4000], strict=True)]) * 2
        assert abs(left / np.var(values) - share) < 0.04, group


def test_who_takes_part_is_among_the_drivers_only_where_each_decides(params):
    decide, all_ = (force.drivers(key, params, 256) for key in ("europe", "europe_all"))
    assert set(decide["group"]) - set(all_["group"]) == {"participation"}
    assert decide["total"].is_monotonic_decreasing and decide["rank"].tolist() == [*range(1, len(decide) + 1)]
    assert list(data.labels_of("computed", "driver")) and set(decide["group"]) <= set(
        data.labels_of("computed", "driver")
    )


def test_shares_of_a_model_known_in_closed_form(params):
    """One army, limited by people, weight alone uncertain: all of the variance is the weight's."""
    who = force.countries(["GBR"]).assign(brigades=np.inf)
    fixed = {k: params[k].central for k in ("rotation_ratio", "brigade_slice", "deployable_share")}
    who[["land_low", "land_high"]] = np.column_stack([who["land"]] * 2)
    found = force.drivers(who, force.pinned(params, **fixed), 1024).set_index("group")["total"]
    assert math.isclose(found["committed_weight"], 1, abs_tol=0.05)
    assert (found.drop("committed_weight").abs() < 0.01).all()


def test_the_scan_falls_with_the_weight(ability):
    rows = force.scan({"europe_all": ability})
    assert rows["weight"].tolist() == list(force.WEIGHTS)
    assert rows["median"].is_monotonic_decreasing


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


def test_ability_and_expectation_by_an_independent_loop(params, europe, base, ability):
    """The same model, written again with the standard library and its own random numbers."""
    chance, normal = Random(3), NormalDist()

    def at(key, uniform):
        low, central, high = params[key].span()
        peak = (central - low) / (high - low)
        if uniform < peak:
            return low + (uniform * (high - low) * (central - low)) ** 0.5
        return high - ((1 - uniform) * (high - low) * (high - central)) ** 0.5

    def draw(key):
        return at(key, chance.random())

    can, sent = [], []
    for _ in range(3000):
        ratio, slice_, weight, abroad, tie = (
            draw("rotation_ratio"),
            draw("brigade_slice"),
            draw("committed_weight"),
            draw("share_committed"),
            draw("participation_correlation"),
        )
        chances = {k: draw(k) for k in sorted(set(europe["probability"]))}
        common, ready, all_, some = chance.gauss(), chance.gauss(), 0.0, 0.0
        for c in europe.itertuples():
            standing = normal.cdf((ready + chance.gauss()) / 2**0.5)
            land = chance.triangular(c.land_low, c.land_high, c.land) if c.land_high > c.land_low else c.land
            away = c.elsewhere
            if math.isnan(away):
                away = max(c.listed, land * abroad - c.missions)
            people = land * at("deployable_share", standing)
            units = c.brigades * at("brigade_share", standing) * slice_
            kept = max(0, min(people, units) / ratio - c.missions - weight * away)
            all_ += kept
            if normal.cdf(tie**0.5 * common + (1 - tie) ** 0.5 * chance.gauss()) < chances[c.probability]:
                some += kept
        can.append(all_)
        sent.append(some)
    for found, draws in ((can, ability), (sent, base)):
        found.sort()
        low, middle, high = force.summary(draws.troops)
        assert math.isclose(median(found), middle, rel_tol=0.07)
        assert math.isclose(found[int(0.95 * len(found))], high, rel_tol=0.07)
        assert abs(found[int(0.05 * len(found))] - low) < 0.07 * middle


def test_holding_a_value_in_the_same_draws_equals_a_new_simulation(base, europe, params):
    held = {"rotation_ratio": 3, "brigade_slice": 6000, "committed_weight": 0.4}
    new = force.simulate(europe, force.pinned(params, **held)).troops
    assert np.allclose(base.again(**held), new)
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


@pytest.mark.parametrize("cells", [{"low": "99"}, {"central": ""}])
def test_the_check_of_the_data_names_the_row_once(package, cells):
    row = edit(package, "parameters", "rotation_ratio", **cells)
    (found,) = structure.faults("parameters") or rules.violations({"parameters": data.load("parameters")})
    assert found.startswith(f"data/parameters.csv:{row} ")


def test_a_missing_row_is_refused(package):
    path = package / "parameters.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text(
        "\n".join(line for line in lines if not line.startswith("support_share")) + "\n", encoding="utf-8"
    )
    with pytest.raises(force.ParameterError, match="support_share: the row is missing"):
        force.parameters()


@pytest.mark.parametrize(
    "wrong", [{"rotation_ratio": 0.5}, {"units": -1}, {"committed_weight": 1.5}, {"people": -1}]
)
def test_a_value_without_sense_is_refused(wrong):
    values = {"people": 1000, "units": 1, "rotation_ratio": 4, "brigade_slice": 8000} | wrong
    with pytest.raises(ValueError, match=next(iter(wrong))):
        force.kept(values.pop("people"), values.pop("units"), **values)


def test_the_reader_s_own_nonsense_is_refused():
    with pytest.raises(force.ParameterError, match=r"rotation_ratio: 0\.5"):
        explorer.outcome("europe", rotation=0.5)
    with pytest.raises(KeyError, match="no country set 'mars'"):
        explorer.outcome("mars")
    with pytest.raises(KeyError, match="XXX"):
        explorer.outcome(["XXX"])


# One change, everywhere.


def test_changing_one_row_changes_results_prose_and_explorer_together(package):
    def shown():
        found = results.run(draws=4_000, pairs=256)
        return found.scan["median"].to_numpy(), numbers.words(found), explorer.outcome().texts

    before = shown()
    edit(package, "parameters", "deployable_share", low="0.2", central="0.25", high="0.3")
    after = shown()
    assert (after[0] < before[0]).any()
    assert after[1]["can_middle"] < before[1]["can_middle"]
    assert after[1]["can_reassure"] != before[1]["can_reassure"]
    assert after[2]["median"] != before[2]["median"]


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


def test_soldiers_within_another_row_count_once(package):
    before = force.abroad().set_index("iso3")["soldiers"]
    deployments = data.load("deployments")
    totals = set(deployments.loc[deployments["kind"] == "total", "iso3"].dropna())
    single = deployments[deployments["kind"].eq("mission") & ~deployments["iso3"].isin(totals)]
    row = single[single["within"].isna() & single["iso3"].notna()].iloc[0]
    edit(package, "deployments", row["deployment_id"], within=row["deployment_id"])
    after = force.abroad().set_index("iso3")["soldiers"].get(row["iso3"], 0)
    assert before[row["iso3"]] - after == row["troops"]


def test_soldiers_abroad_are_taken_row_by_row(package):
    one = force.abroad().set_index("iso3").loc["GBR"]
    edit(package, "deployments", "gbr-flf-estonia", service="mixed")
    other = force.abroad().set_index("iso3").loc["GBR"]
    assert one["missions"] - other["missions"] == 900
    assert one["soldiers"] == other["soldiers"]  # the published total holds
    edit(package, "deployments", "deu-kfor", service="sea_air")
    assert force.abroad().set_index("iso3").at["DEU", "missions"] == 1800


def test_a_ceiling_is_no_total(package):
    edit(package, "deployments", "fra-total", bound="exact")
    france = force.abroad().set_index("iso3").loc["FRA"]
    assert france["elsewhere"] == 30_000 - france["missions"]


# The explorer.


@pytest.fixture(scope="module")
def grid():
    return explorer.grid(sets=("leads", "europe"), weights=(None, 0.25, 1.0), rotations=(None, 4.0, 5.0))


def cell(grid, *places):
    """The answer of the grid at these places of its lists, by name."""
    at = np.ravel_multi_index(
        places, (len(grid.sets), len(grid.weights), len(grid.rotations), len(grid.brigades))
    )
    return dict(zip(grid.keys, grid.cells[at].split("|"), strict=False))


def test_the_grid_is_complete(grid):
    assert len(grid.cells) == 2 * 3 * 3 * len(explorer.BRIGADES)
    assert {len(c.split("|")) for c in grid.cells} == {len(grid.keys) + 2 * len(grid.concepts)}


def test_a_cell_of_the_page_equals_the_reader_s_own_question(grid):
    own = explorer.outcome("europe", weight=0.25, rotation=5, brigade=explorer.BRIGADES[1])
    assert cell(grid, 1, 1, 2, 1) == own.texts


def test_the_starting_answer_is_the_chapter_s(ability):
    said = [f"{rounded(x, 100):,}" for x in force.summary(ability.troops)]
    texts = explorer.outcome().texts
    assert [texts[k] for k in ("low", "median", "high")] == said
    assert texts["brigades"] == f"{math.floor(np.median(np.floor(ability.brigades)))}"


def test_any_list_of_countries_can_be_asked():
    own = explorer.outcome(["GBR", "FRA"], rotation=4)
    assert own.texts == explorer.outcome("leads", rotation=4).texts


def test_more_rotation_or_weight_gives_less_in_every_row_of_the_page(grid):
    def middle(*places):
        return int(cell(grid, *places)["median"].replace(",", ""))

    for set_ in range(2):
        for brigade in range(len(grid.brigades)):
            assert middle(set_, 1, 1, brigade) >= middle(set_, 1, 2, brigade)
            assert middle(set_, 1, 1, brigade) >= middle(set_, 2, 1, brigade)
