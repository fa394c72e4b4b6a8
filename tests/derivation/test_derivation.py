"""Tables from raw files of others: each rule on a small made-up file, and a wrong file named in one line."""

import csv

import pytest

from bookpress.errors import PressError
from coalition import __main__ as cli
from coalition import derivation, paths

_HEAD = (
    "dyad_id,dyadepisode,type_of_conflict,year,location,side_a,side_b,"
    "start_date2,start_prec2,ependdate,ependprec,outcome,version"
)
_A, _B, _C, _D = (f"Government of {name}" for name in ("Aland", "Beland", "Celand", "Deland"))
UCDP = f"""\
{_HEAD}
7,1,2,1956,"Aland, Beland",{_A},{_B},10/31/56,1,11/6/56,1,2,3
7,2,2,1999,"Aland, Beland",{_A},{_B},12/31/99,5,,,,3
7,2,2,2000,"Aland, Beland",{_A},{_B},12/31/99,5,12/31/00,5,5,3
8,1,2,1967,"Beland, Celand","{_B}, {_D}","{_A}, {_C}",6/5/67,1,6/10/67,1,3,3
9,1,2,2020,"Celand, Deland",{_C},{_D},3/1/20,1,,,,3
10,1,3,1957,Aland,{_A},Rebels,1/1/57,1,2/1/57,1,4,3
"""

COW = """\
warnum,ccode1,ccode2,year,cowinterongoing
3.0,2.0,20.0,1900.0,1.0
3.0,20.0,2.0,1900.0,1.0
3.0,2.0,20.0,1901.0,1.0
3.0,40.0,20.0,1901.0,1.0
5.0,2.0,40.0,1950.0,1.0
5.0,40.0,2.0,1951.0,0.0
"""

FORTNA = """\
"","cfdate","faildate","peacekeepers?","badness","delay","censored?"
"Aland-North",7305,7310,1,-1,0.01,0
"Aland-North",7400,12783,0,NA,15,1
"Beland (South)",8000,12783,1,-2,13,1
"""

ALLIANCES = """\
warid,atopid,cowwarid,warname,defense,honorLLM,violateLLM,honorBF,violateBF
1,1010.0,3.0,WarofAland1848-1849,1.0,,1.0,,1.0
1,1020.0,3.0,WarofAland1848-1849,0.0,,,,
2,1010.0,106.0,WorldWarI,1.0,1.0,,,1.0
3,2020.0,,SixDay_1967,0.0,,,1.0,
"""

TRUCES = """\
cf_id,location,actor_name,cf_effect_yr,cf_effect_month,cf_effect_day
15,Ukraine,one,2014,6,20
23,Ukraine,one,2014,9,6
29,Ukraine,one,-1,-1,-1
66,Ukraine,one,2014,4,19
66,Ukraine,two,2019,3,8
999,Ukraine,one,2014,4,19
1,Elsewhere,one,2001,1,1
"""


def made(package, tmp_path, table, text):
    raw = tmp_path / "raw.csv"
    raw.write_text(text, encoding="utf-8")
    number = derivation.derive(table, raw)
    with (package / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == number
    return rows


def test_an_episode_between_states_ends_and_knows_the_next_war(package, tmp_path):
    first, second, third = made(package, tmp_path, "conflict_episodes", UCDP)
    assert first["episode_id"] == "7-1"
    assert (first["began"], first["ended"], first["days_known"]) == ("1956-10-31", "1956-11-06", "true")
    assert (first["how_ended"], first["side_a"], first["confidence"]) == (
        "ceasefire_agreement",
        "Aland",
        "high",
    )
    # the same two sides again in 1999, the same two states on opposite sides already in 1967
    assert (first["same_sides_again"], first["enemies_again"]) == ("1999-12-31", "1967-06-05")
    assert (second["ended"], second["how_ended"], second["days_known"]) == ("2000-12-31", "faded", "false")
    assert second["enemies_again"] == ""
    assert (third["side_a"], third["side_b"]) == ("Beland; Deland", "Aland; Celand")
    assert (third["same_sides_again"], third["enemies_again"]) == ("", "1999-12-31")
    assert {r["observed_to"] for r in (first, second, third)} == {"2020-12-31"}


def test_a_war_lasts_its_calendar_years(package, tmp_path):
    first, second = made(package, tmp_path, "wars", COW)
    assert [first[k] for k in ("war_id", "first_year", "last_year", "calendar_years", "states")] == [
        "cow-3",
        "1900",
        "1901",
        "2",
        "3",
    ]
    assert (second["last_year"], second["calendar_years"]) == ("1950", "1")


def test_days_of_civil_wars_are_counted_from_1970(package, tmp_path):
    first, second, third = made(package, tmp_path, "civil_war_ceasefires", FORTNA)
    assert (first["ceasefire_on"], first["war_again_on"], first["peacekeepers"]) == (
        "1990-01-01",
        "1990-01-06",
        "true",
    )
    assert (second["case_id"], second["war_again_on"], second["observed_to"]) == (
        "aland-north-2",
        "",
        "2004-12-31",
    )
    assert third["case_id"] == "beland-south-1"
    assert "badness" not in first


def test_commitments_called_upon_by_either_coding_are_kept_and_dated(package, tmp_path):
    first, second, third = made(package, tmp_path, "alliance_calls", ALLIANCES)
    assert (first["war"], first["war_began"], first["outcome"]) == (
        "War of Aland 1848-1849",
        "1848",
        "broken",
    )
    # a name without a year takes that of the war with its number
    assert (second["war_began"], second["outcome"], second["outcome_own"]) == ("1914", "kept", "broken")
    assert (third["war"], third["outcome"], third["outcome_own"]) == ("Six Day 1967", "not_counted", "kept")


def test_the_other_list_keeps_our_decisions_and_compares_days(package, tmp_path):
    rows = {r["listed_id"]: r for r in made(package, tmp_path, "listed_truces", TRUCES)}
    assert set(rows) == {f"ethprio-{n}" for n in (15, 23, 29, 66, 999)}
    days = {n: rows[f"ethprio-{n}"]["same_day"] for n in (15, 23, 29, 66)}
    assert days == {15: "same", 23: "differs", 29: "not_given", 66: "same"}
    assert (rows["ethprio-15"]["ceasefire_id"], rows["ethprio-15"]["decision"]) == (
        "cf-2014-06-20",
        "matched",
    )
    assert (rows["ethprio-999"]["decision"], rows["ethprio-999"]["reason"]) == ("", "")


def test_equal_files_give_equal_bytes(package, tmp_path):
    made(package, tmp_path, "conflict_episodes", UCDP)
    first = (package / "conflict_episodes.csv").read_bytes()
    made(package, tmp_path, "conflict_episodes", UCDP)
    assert (package / "conflict_episodes.csv").read_bytes() == first


@pytest.mark.parametrize(
    ("table", "text", "said"),
    [
        ("statements", UCDP, "statements is not made from a raw file"),
        ("wars", FORTNA, "lacks the column warnum; expected is Correlates of War"),
        ("wars", COW.replace("1900.0", "long ago"), "a cell is not as in Correlates of War"),
        ("conflict_episodes", UCDP.replace(",2,3\n", ",9,3\n"), "a cell is not as in UCDP"),
    ],
)
def test_a_wrong_file_is_named_with_the_release_that_is_expected(package, tmp_path, table, text, said):
    before = {p.name: p.read_bytes() for p in package.iterdir()}
    with pytest.raises(PressError, match=said):
        made(package, tmp_path, table, text)
    assert {p.name: p.read_bytes() for p in package.iterdir()} == before


def test_the_command_says_rows_and_release(package, tmp_path, capsys):
    raw = tmp_path / "raw.csv"
    raw.write_text(COW, encoding="utf-8")
    assert cli.main(["derive", "wars", str(raw)]) == 0
    assert (
        "2 rows of wars from Correlates of War, Inter-State War Data, version 4.0" in capsys.readouterr().out
    )
    assert cli.main(["derive", "wars", str(tmp_path / "none.csv")]) == 1
    assert "none.csv: there is no such file" in capsys.readouterr().err


def test_no_raw_file_is_part_of_the_project():
    ours = {"cow-", "ucdp-term", "fortna_civil", "berkemeier", "ceasefire_dataset"}
    names = [p.name for p in paths.DATA.iterdir()]
    assert not [n for n in names for o in ours if n.startswith(o)]
