"""Ratios and aid, summed by hand from the CSV files, and what the chapter may not say."""

import csv
import json
import re
from collections import defaultdict

import pandas as pd
import pytest

from coalition import paths
from coalition.analysis import ledger, resources
from tests import edits

CHAPTER = paths.ROOT / "chapters" / "history" / "resources.ipynb"


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


def test_a_set_without_members_or_with_russia_is_refused():
    with pytest.raises(ValueError, match="Russia"):
        resources.ratio([], resources.LADDER[0])
    with pytest.raises(ValueError, match="Russia"):
        resources.ratio(["FRA", "RUS"], resources.LADDER[0])
    with pytest.raises(KeyError, match="taking-part"):
        resources.members("everyone")


def test_years_and_totals_of_each_donor_agree():
    years, totals = defaultdict(float), {}
    for r in rows("aid_by_year"):
        years[r["donor"]] += float(r["total_eur_bn"])
    for r in rows("aid"):
        if (r["basis"], r["type"]) == ("allocated", "total"):
            totals[r["donor"]] = float(r["value_eur_bn"])
    assert years.keys() == totals.keys()
    releases = [{r["release"] for r in rows(table)} for table in ("aid", "aid_by_year")]
    assert releases[0] != releases[1] or all(abs(years[d] - totals[d]) < 0.005 for d in totals)


def test_the_sets_come_out_of_positions_and_attendance():
    found = resources.sets()
    assert found["willing"] == sorted(positioned("deploy_troops"))
    assert set(found["taking-part"]) == named_at_leaders_meetings(3) & in_europe()
    elsewhere = {r["iso3"] for r in rows("positions") if r["for_this_force"] == "false"}
    open_ = set(positioned("deploy_troops", "conditional")) - elsewhere
    assert set(found["willing-or-open"]) == open_ & in_europe()
    assert set(found["coalition"]) == named_at_leaders_meetings(3) - {"UKR"}


@pytest.mark.parametrize("measure", resources.LADDER, ids=lambda m: m.id)
def test_ratios_to_russia_by_hand(measure):
    computed = resources.ratios(resources.sets(), [measure]).set_index("set")
    for set_id, codes in resources.sets().items():
        if codes:
            by_hand = ratio(codes, measure.indicator, measure.year)
            assert computed.at[set_id, "lower_bound"] == pytest.approx(by_hand)


def test_a_gap_gives_a_lower_bound_and_no_ratio():
    known = [c for c in values("milex_usd", 2025) if c != "RUS"]
    unknown = next(c for c in values("milex_usd", 2024) if c not in {*known, "RUS"})
    found = resources.ratio([*known, unknown], resources.SPENDING_2025)
    assert (found["ratio"], found["missing"]) == (None, (unknown,))
    assert found["lower_bound"] == pytest.approx(ratio(known, "milex_usd", 2025))


def test_a_set_without_members_has_no_rows():
    assert resources.ratios({"nobody": []}).empty


KINDS = ("military", "financial", "humanitarian", "total")


def aid(**values):
    """Aid of a European country, the EU institutions and the United States, in billion euros."""
    donors = (("FRA", "europe"), ("EU", "europe"), ("USA", "united_states"))
    return pd.DataFrame(
        [
            (donor, group, kind, basis, factor * values.get(donor, (1, 2, 3, 6))[i], (f"s-{donor}",))
            for donor, group in donors
            for basis, factor in (("allocated", 1), ("committed", 2))
            for i, kind in enumerate(KINDS)
        ],
        columns=["donor", "donor_group", "type", "basis", "value_eur_bn", "source_ids"],
    )


def test_sums_by_group_and_basis():
    table = resources.aid_totals(aid(EU=(0, 10, 0, 10))).set_index(["donor_group", "basis"])
    assert table.loc[("europe", "allocated"), ["military", "financial", "total"]].tolist() == [1, 12, 16]
    assert table.at[("europe", "allocated"), "n_donors"] == 2
    assert table.at[("united_states", "committed"), "total"] == 12


def test_each_line_of_europe_against_the_states_is_on_one_basis():
    table = resources.europe_against_states(aid(EU=(0, 10, 0, 10)))
    assert list(table["europe"]) == [16, 1, 6, 32]
    assert list(table["states"]) == [6, 1, 6, 12]
    assert list(table["ratio"]) == pytest.approx([16 / 6, 1, 1, 32 / 12])


def test_a_year_without_a_row_is_a_gap_and_not_a_zero():
    columns = ["donor", "donor_name", "donor_group", "year", "period_end", "military_eur_bn"]
    columns += ["financial_eur_bn", "humanitarian_eur_bn", "total_eur_bn", "source_ids"]
    table = pd.DataFrame(
        [
            ("FRA", "France", "europe", 2024, "2024-12-31", 1.0, 1.0, 0.0, 2.0, ("s",)),
            ("FRA", "France", "europe", 2025, "2025-08-31", 3.0, 0.0, 0.0, 3.0, ("s",)),
            ("USA", "United States", "united_states", 2024, "2024-12-31", 4.0, 0.0, 0.0, 4.0, ("s",)),
        ],
        columns=columns,
    )
    time = resources.aid_over_time(table).set_index(["donor_group", "year"])
    assert time.loc[("europe", 2025), ["military", "total_so_far"]].tolist() == [3, 5]
    assert time.loc[("united_states", 2025), ["military", "total", "total_so_far"]].isna().all()
    assert time.at[("united_states", 2025), "n_without"] == 1
    donors = resources.aid_by_donor_and_year(table).set_index("donor")
    assert donors.at["FRA", "sum"] == 5
    assert pd.isna(donors.at["USA", 2025])


@pytest.mark.parametrize(
    ("table", "where", "cells", "said"),
    [
        (
            "aid",
            {"type": "military", "basis": "allocated"},
            {"value_eur_bn": "99"},
            r":\d+ value_eur_bn: .* is not the sum of its parts",
        ),
        (
            "aid_by_year",
            {"year": "2023"},
            {"total_eur_bn": "99"},
            r":\d+ total_eur_bn: .* is not the sum",
        ),
        (
            "aid_by_year",
            {"year": "2023"},
            {"period_end": "2023-06-30"},
            r":\d+ period_end: .* other rows",
        ),
        (
            "indicators",
            {"iso3": "RUS", "indicator": "gdp_usd"},
            {"year": "2020"},
            " value: none of .* for Russia in",
        ),
    ],
)
def test_a_broken_sum_or_period_is_refused_by_name(package, table, where, cells, said):
    assert resources.violations() == []
    edits.Folder(package).change_first(table, where, **cells)
    assert any(re.match(rf"data/{table}\.csv{said}", line) for line in resources.violations())


def test_totals_that_end_before_the_years_are_refused(package):
    edits.Folder(package).change("aid", {}, period_end="2022-08-31")
    said = r"data/aid\.csv:\d+ period_end: 2022-08-31 is not .*, where aid_by_year.csv ends"
    assert any(re.match(said, line) for line in resources.violations())


def test_years_add_up_to_the_total_within_one_release(package):
    folder = edits.Folder(package)
    amounts = {"total": "5", "military": "5", "financial": "0", "humanitarian": "0"}
    shared = {"donor": "NOR", "donor_name": "Norway", "iso3": "NOR", "donor_group": "europe", "release": "R1"}
    shared |= {"period_start": "2022-01-24", "period_end": "2025-12-31"}
    aided = [shared | {"type": t, "basis": "allocated", "value_eur_bn": v} for t, v in amounts.items()]
    parts = {"military_eur_bn": "4", "financial_eur_bn": "0", "humanitarian_eur_bn": "0", "total_eur_bn": "4"}
    folder.write("aid", aided)
    folder.write("aid_by_year", [shared | parts | {"year": "2025"}])
    (line,) = (text for text in resources.violations() if "aid" in text)
    assert "5.000 of NOR is not the sum of its years in aid_by_year.csv, 4.000" in line
    folder.write(
        "aid_by_year", [shared | parts | {"year": "2025", "release": "R0", "period_end": "2025-06-30"}]
    )
    assert not [text for text in resources.violations() if "aid" in text]


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
        "must not be added again",
        "kept apart from allocations",
        "does not say how many could be sent",
    ],
)
def test_the_chapter_says(needed):
    assert needed in prose()


def test_ukraine_is_in_no_set():
    assert all(ledger.HOST not in codes for codes in resources.sets().values())


def test_spenders_are_russia_the_host_and_those_who_spent_most():
    usd, share = values("milex_usd", 2025), values("milex_pct_gdp", 2025)
    some = ["DEU", "FRA", "POL", "ITA", "XXX"]
    found = resources.spenders(some, 2)
    most = sorted((c for c in some if c in usd), key=usd.get)[-2:][::-1]
    assert list(found["iso3"]) == ["RUS", "UKR", *most]
    assert list(found["usd"]) == [usd[c] for c in found["iso3"]]
    assert list(found["share_gdp"]) == [share[c] for c in found["iso3"]]
