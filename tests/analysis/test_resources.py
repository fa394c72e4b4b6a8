"""Ratios and aid, summed by hand from the CSV files, and what the chapter may not say."""

import csv
import json
import re
from collections import defaultdict

import pytest

from coalition import data, paths
from coalition.analysis import ledger, resources
from coalition.charts import resources as charts

CHAPTER = paths.ROOT / "chapters" / "history" / "resources.ipynb"

CW27 = "GBR FRA DEU POL ITA ESP PRT NLD BEL LUX IRL DNK NOR SWE FIN ISL EST LVA LTU CZE ROU BGR GRC CYP HRV SVN AUT".split()
WILLING = "GBR FRA DNK EST LTU".split()


def rows(name, folder=None):
    with open((folder or paths.DATA) / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def values(indicator, year):
    return {
        r["iso3"]: float(r["value"])
        for r in rows("indicators")
        if r["indicator"] == indicator and r["year"] == str(year)
    }


def ratio(codes, indicator, year):
    found = values(indicator, year)
    return sum(found[c] for c in codes if c in found) / found["RUS"]


def positioned(*stances):
    return [r["iso3"] for r in rows("positions") if r["position"] in stances]


def named_at_leaders_meetings(least):
    meetings = {
        r["meeting_id"]
        for r in rows("meetings")
        if r["level"] == "leaders" and (r["whole_coalition"] == "true" or r["meeting_id"] == "m2025-03-02")
    }
    seen = defaultdict(set)
    for r in rows("attendance"):
        if r["took_part"] == "yes" and r["meeting_id"] in meetings:
            seen[r["iso3"]].add(r["meeting_id"])
    return {c for c, m in seen.items() if len(m) >= least}


def in_europe():
    return {r["iso3"] for r in rows("countries") if r["region"].endswith("Europe") or r["eu"] == "true"} - {
        "UKR"
    }


SETS = {
    "willing": WILLING,
    "taking-part": CW27,
    "taking-part-tur": [*CW27, "TUR"],
}
TABLE = {
    ("gdp_usd", 2024): (10.72, 11.35, 3.40),
    ("gdp_ppp", 2024): (4.59, 5.09, 1.31),
    ("milex_usd", 2024): (3.04, 3.21, 1.08),
    ("population", 2024): (3.55, 4.15, 1.03),
    ("active_personnel", 2025): (1.37, 1.80, 0.33),
}


def test_the_sets_come_out_of_positions_and_attendance():
    assert sorted(positioned("deploy_troops")) == sorted(WILLING)
    open_too = set(positioned("deploy_troops", "conditional")) & in_europe()
    assert len(open_too) == 15
    taking_part = named_at_leaders_meetings(3) & in_europe()
    assert taking_part == set(CW27)
    found = resources.sets()
    assert {i: sorted(c) for i, c in found.items() if i in SETS} == {i: sorted(c) for i, c in SETS.items()}
    assert found["willing-or-open"] == sorted(open_too)
    assert set(found["coalition"]) == named_at_leaders_meetings(3) - {"UKR"}
    assert found["signed-intent"] == ["FRA", "GBR"]


def test_the_summit_of_march_2025_and_every_full_list_give_the_same_27():
    in_paris = {
        r["iso3"] for r in rows("attendance") if r["meeting_id"] == "m2025-03-27" and r["took_part"] == "yes"
    }
    assert in_paris & in_europe() == set(CW27)
    by_rule = resources.european_rules()
    assert by_rule["every-list"] == by_rule["three-leaders-meetings"] == sorted(CW27)


def test_the_27_are_not_the_members_of_the_eu():
    members = {r["iso3"] for r in rows("countries") if r["eu"] == "true"}
    assert members - set(CW27) == {"HUN", "SVK", "MLT"}
    assert set(CW27) - members == {"GBR", "NOR", "ISL"}


def test_a_set_follows_the_ledger_on_its_day():
    assert "LTU" not in resources.members("willing", "2025-01-31")
    assert resources.members("signed-intent", "2026-01-05") == []
    assert resources.members("taking-part", "2025-03-01") == []


@pytest.mark.parametrize(("indicator", "year"), TABLE)
def test_ratios_to_russia(indicator, year):
    by_hand = [ratio(SETS[i], indicator, year) for i in ("taking-part", "taking-part-tur", "willing")]
    assert tuple(round(r, 2) for r in by_hand) == TABLE[indicator, year]
    computed = resources.ratios(resources.sets(), [resources.Measure("m", indicator, year, "")]).set_index(
        "set"
    )["ratio"]
    assert list(computed[["taking-part", "taking-part-tur", "willing"]]) == pytest.approx(by_hand)


def test_the_five_and_the_ten_conditional_europeans():
    fifteen = set(positioned("deploy_troops", "conditional")) & in_europe()
    assert [
        round(ratio(fifteen, i, y), 2)
        for i, y in (("gdp_usd", 2024), ("milex_usd", 2024), ("active_personnel", 2025))
    ] == [8.42, 2.28, 0.75]
    computed = resources.ratios(resources.sets()).set_index(["set", "measure"])["ratio"]
    assert [round(computed["willing-or-open", m], 2) for m in ("gdp", "spending", "personnel")] == [
        8.42,
        2.28,
        0.75,
    ]


def test_spending_of_2025_is_a_lower_bound_with_its_gaps_named():
    found = values("milex_usd", 2025)
    assert sum(c in found for c in CW27) == 15
    assert round(ratio(CW27, "milex_usd", 2025), 2) == 2.80
    assert round(ratio([*CW27, "TUR"], "milex_usd", 2025), 2) == 2.95
    assert {c for c in WILLING if c not in found} == {"EST", "LTU"}
    computed = resources.ratios(resources.sets(), [resources.SPENDING_2025]).set_index("set")
    assert computed.loc["taking-part", "n_found"] == 15
    assert len(computed.loc["taking-part", "missing"]) == 12
    assert round(computed.loc["taking-part", "lower_bound"], 2) == 2.80
    assert round(computed.loc["taking-part-tur", "lower_bound"], 2) == 2.95
    assert computed.loc["willing", "missing"] == ("EST", "LTU")
    assert computed.loc[["willing", "taking-part"], "ratio"].isna().all()


def test_values_of_2024_in_the_gaps_of_2025():
    now, before = values("milex_usd", 2025), values("milex_usd", 2024)
    gaps = [c for c in CW27 if c not in now]
    stand_in = sum(before[c] for c in gaps)
    assert round(stand_in / 1e9, 1) == 23.1
    assert round((sum(now[c] for c in CW27 if c in now) + stand_in) / now["RUS"], 2) == 2.92
    mixed = resources.mixed_year_ratio(CW27, "milex_usd", 2025, 2024)
    assert (round(mixed["ratio"], 2), mixed["n_stand_ins"], round(mixed["stand_in_value"] / 1e9, 1)) == (
        2.92,
        12,
        23.1,
    )


def test_a_set_without_members_or_with_russia_is_refused():
    with pytest.raises(ValueError, match="Russia"):
        resources.ratio([], resources.LADDER[0])
    with pytest.raises(ValueError, match="Russia"):
        resources.ratio(["FRA", "RUS"], resources.LADDER[0])
    with pytest.raises(KeyError, match="taking-part"):
        resources.members("everyone")


def test_a_missing_value_is_counted_and_not_filled(package):
    table = [r for r in rows("indicators") if not (r["iso3"] == "FRA" and r["indicator"] == "gdp_usd")]
    rewrite(package / "indicators.csv", table)
    found = resources.ratio(WILLING, resources.LADDER[0])
    assert found["ratio"] is None
    assert found["missing"] == ("FRA",)
    assert found["n_found"] == 4
    assert round(found["lower_bound"], 2) != 3.40


def test_a_changed_position_changes_the_headline(package):
    table = rows("statements")
    newest = next(r["statement_id"] for r in rows("positions") if r["iso3"] == "GBR")
    next(r for r in table if r["statement_id"] == newest)["stance"] = "declined"
    rewrite(package / "statements.csv", table)
    assert resources.members("willing") == ["DNK", "EST", "FRA", "LTU"]


def rewrite(path, table):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def aid_sum(basis, kind, keep=lambda r: True):
    return sum(
        float(r["value_eur_bn"]) for r in rows("aid") if r["basis"] == basis and r["type"] == kind and keep(r)
    )


def test_aid_by_group():
    def in_group(group):
        return lambda r: r["donor_group"] == group

    by_hand = {
        g: (
            round(aid_sum("allocated", "total", in_group(g)), 3),
            round(aid_sum("allocated", "military", in_group(g)), 3),
        )
        for g in ("europe", "united_states")
    }
    assert by_hand == {"europe": (214.845, 102.212), "united_states": (115.381, 64.617)}
    assert round(aid_sum("allocated", "total", lambda r: r["donor"] == "EU"), 3) == 84.425
    assert round(aid_sum("allocated", "total"), 2) == 358.40
    assert len({r["donor"] for r in rows("aid")}) == 42
    assert round(aid_sum("committed", "total", in_group("europe")), 1) == 389.7
    computed = resources.aid_totals(data.load("aid")).set_index(["donor_group", "basis"])
    for group, (total, military) in by_hand.items():
        assert computed.loc[(group, "allocated"), "total"] == pytest.approx(total)
        assert computed.loc[(group, "allocated"), "military"] == pytest.approx(military)
    assert computed.loc[("europe", "committed"), "total"] == pytest.approx(389.749)
    assert len(computed) == 6


def test_european_military_aid_by_year():
    by_hand = defaultdict(float)
    for r in rows("aid_by_year"):
        if r["donor_group"] == "europe":
            by_hand[int(r["year"])] += float(r["military_eur_bn"])
    assert [round(by_hand[y], 3) for y in range(2022, 2027)] == [15.069, 22.153, 20.628, 34.668, 9.694]
    computed = resources.aid_over_time(data.load("aid_by_year")).set_index(["donor_group", "year"])
    assert [computed.loc[("europe", y), "military"] for y in range(2022, 2027)] == pytest.approx(
        [by_hand[y] for y in range(2022, 2027)]
    )
    assert {r["period_end"] for r in rows("aid_by_year") if r["year"] == "2026"} == {"2026-04-30"}


def test_a_year_without_a_row_is_a_gap_and_not_a_zero():
    assert not [r for r in rows("aid_by_year") if r["donor"] == "USA" and r["year"] == "2026"]
    computed = (
        resources.aid_over_time(data.load("aid_by_year"))
        .set_index(["donor_group", "year"])
        .loc[("united_states", 2026)]
    )
    assert computed[["military", "total", "total_so_far"]].isna().all()
    assert (computed["n_donors"], computed["n_without"]) == (0, 1)


def test_years_and_totals_of_each_donor_agree():
    years, totals = defaultdict(float), {}
    for r in rows("aid_by_year"):
        years[r["donor"]] += float(r["total_eur_bn"])
    for r in rows("aid"):
        if (r["basis"], r["type"]) == ("allocated", "total"):
            totals[r["donor"]] = float(r["value_eur_bn"])
    assert years.keys() == totals.keys()
    assert all(abs(years[d] - totals[d]) < 0.005 for d in totals)


def test_eu_shares_add_up_to_the_institutions_and_are_not_added_to_them():
    parts = [float(r["eu_share_eur_bn"]) for r in rows("aid_eu_share")]
    assert (len(parts), round(sum(parts), 3)) == (27, 84.425)
    donors = resources.aid_by_donor(data.load("aid"), data.load("aid_eu_share")).set_index("donor")
    assert donors["total"].sum() == pytest.approx(358.402, abs=0.01)
    assert donors.loc["EU", "total"] == pytest.approx(84.425)
    assert donors.loc[["GBR", "NOR", "USA", "EU"], "share_gdp_with_eu"].isna().all()
    assert (donors.loc[["DEU", "FRA"], "share_gdp_with_eu"] > donors.loc[["DEU", "FRA"], "share_gdp"]).all()


def test_each_line_of_europe_against_the_states_is_on_one_basis():
    table = resources.europe_against_states(data.load("aid")).set_index("counted")
    assert list(table["europe"].round(1)) == [214.8, 102.2, 130.4, 389.7]
    assert list(table["states"].round(1)) == [115.4, 64.6, 115.4, 119.0]
    assert all(label.startswith(("Allocated", "Committed")) for label in table.index)


def test_charts_of_aid_start_at_zero_and_ratios_say_they_are_logarithmic():
    over_time = resources.aid_over_time(data.load("aid_by_year"))
    for figure in (charts.aid_by_year(over_time), charts.aid_so_far(over_time)):
        assert figure.layout.yaxis.rangemode == "tozero"
    ratios = resources.ratios(resources.sets())
    for figure in (charts.ladder(ratios), charts.by_set(resources.ratios(resources.many_sets()))):
        assert figure.layout.xaxis.type == "log"
        assert "logarithmic" in figure.layout.xaxis.title.text


def test_the_ladder_shows_at_least_three_sets():
    drawn = [t.name for t in charts.ladder(resources.ratios(resources.sets())).data if t.name]
    assert len(drawn) >= 3
    assert {
        "Ready to send soldiers (5)",
        "Ready or open, Europeans (15)",
        "Take part, Europeans (27)",
    } <= set(drawn)


def prose():
    cells = json.loads(CHAPTER.read_text(encoding="utf-8"))["cells"]
    return "\n\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")


@pytest.mark.parametrize(
    "forbidden",
    [
        r"EU ?27",
        r"\bgrew\b",
        r"growth",
        r"spending (rose|fell|increased|declined)",
        r"deployable soldiers",
        r"Europe (is|was) (far )?stronger",
    ],
)
def test_the_chapter_does_not_say(forbidden):
    assert not re.search(forbidden, prose(), re.IGNORECASE)


@pytest.mark.parametrize(
    "needed",
    [
        "claim C38",
        "claim C39",
        "claim C10",
        "laim C21",
        "No such series for military spending was found",
        "must not be added again",
        "lower bound",
        "not mixed with allocations",
        "says nothing about how many could be sent",
    ],
)
def test_the_chapter_says(needed):
    assert needed in prose()


def test_no_measure_turns_military_spending_into_purchasing_power():
    used = {m.indicator for m in (*resources.LADDER, resources.SPENDING_2025, resources.WITH_PARAMILITARIES)}
    assert used == {
        "gdp_usd",
        "gdp_ppp",
        "population",
        "milex_usd",
        "active_personnel",
        "armed_forces_incl_paramilitary",
    }


def test_ukraine_is_in_no_set():
    assert all(ledger.HOST not in codes for codes in resources.sets().values())
