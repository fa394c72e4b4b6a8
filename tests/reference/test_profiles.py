"""Profiles: one page for each country with a position, one template, gaps said."""

import ast
import inspect
import re

import pandas as pd
import pytest

from bookpress.exhibits import blocks
from coalition import data
from coalition.analysis import ages
from coalition.charts import strip
from coalition.reference import profiles

TERMS = [
    "Last heard",
    "Government",
    "Conditions",
    "By domain",
    "Numbers named",
    "Who must approve",
    "Polls",
    "Aid to Ukraine",
    "Forces",
    "Already deployed",
    "What would change it",
    "Statements",
]


@pytest.fixture(scope="module")
def found():
    return profiles.countries()


@pytest.fixture(scope="module")
def made(found):
    return dict(zip([c.iso3 for c in found], profiles.all_profiles(found).pages, strict=True))


def text(block):
    return " ".join(re.sub("<[^>]+>", " ", blocks.to_html(block)).split())


def part(profile, term):
    entries = next(p for p in profile.parts if isinstance(p, blocks.Facts)).items
    return " ".join(text(b) for b in next(e for e in entries if e.term == term).parts)


def test_there_is_a_profile_for_every_country_with_a_position(made):
    assert set(made) == set(data.load("positions")["iso3"])
    assert all(profile.name == iso3.lower() for iso3, profile in made.items())


def test_all_profiles_have_the_same_parts(made):
    for iso3, profile in made.items():
        entries = next(p for p in profile.parts if isinstance(p, blocks.Facts)).items
        assert [e.term for e in entries] == TERMS, iso3


def test_the_template_names_no_country():
    codes = set(data.load("countries")["iso3"])
    names = set(data.load("countries")["name"])
    for module in (profiles, strip):
        literals = {
            n.value
            for n in ast.walk(ast.parse(inspect.getsource(module)))
            if isinstance(n, ast.Constant) and isinstance(n.value, str)
        }
        assert not {value for value in literals if value in codes or value in names}


@pytest.mark.parametrize(
    ("table", "term"),
    [
        ("polls", "Polls"),
        ("aid", "Aid to Ukraine"),
        ("deployments", "Already deployed"),
        ("statements", "Statements"),
    ],
)
def test_a_country_without_rows_says_so(made, table, term):
    having = set(data.load(table)["iso3"].dropna())
    without = [iso3 for iso3 in made if iso3 not in having]
    for iso3 in without:
        assert part(made[iso3], term) == profiles.NONE
    if table in ("polls", "statements"):  # aid and deployments also have rows that a profile leaves out
        assert all(part(made[iso3], term) != profiles.NONE for iso3 in having & set(made))


def test_statements_stand_in_time_order_and_are_complete(made):
    statements = data.load("statements")
    for iso3, profile in made.items():
        entries = next(p for p in profile.parts if isinstance(p, blocks.Facts)).items[-1].parts
        if isinstance(entries[0], blocks.Items):
            shown = entries[0].entries
            rows = profiles.in_order(statements[statements["iso3"] == iso3])
            assert len(shown) == len(rows)
            assert rows["day"].is_monotonic_increasing
            assert [
                e[0].startswith(data.written_date(d)) for e, d in zip(shown, rows["date"], strict=True)
            ] == [True] * len(rows)


def test_unknown_is_never_a_no(made, found):
    for c in found:
        if c.now["position"] == "unknown":
            assert "That is not a no." in text(made[c.iso3].parts[0])


def test_a_government_that_left_office_is_named_as_gone(made, found):
    for c in (c for c in found if c.now["lapsed"]):
        assert "has since left office" in text(made[c.iso3].parts[0])


def test_the_overview_agrees_with_the_tables(found):
    table = profiles.overview(found)
    aid = (
        data.load("aid")
        .query("basis == 'allocated' and type == 'total'")
        .set_index("iso3")["share_gdp_2021_pct"]
    )
    for c, row in zip(found, table.to_dict("records"), strict=True):
        assert (pd.isna(row["Aid, per cent of GDP"]) and pd.isna(aid.get(c.iso3))) or row[
            "Aid, per cent of GDP"
        ] == aid[c.iso3]
    counted = (
        data.load("deployments").query("kind in ['mission', 'garrison']").groupby("iso3")["troops"].sum()
    )
    for c in found:
        assert profiles.deployed(c) == counted.get(c.iso3)


def test_the_index_leads_to_every_profile_once(found):
    targets = [
        run.to
        for block in profiles.index(found)
        if isinstance(block, blocks.Items)
        for entry in block.entries
        for run in entry
    ]
    assert sorted(targets) == sorted(f"country:{c.iso3}" for c in found)


def test_the_strip_shows_every_statement_and_says_it(found):
    for c in found:
        rows = profiles.in_order(c.rows["statements"])
        svg = strip.position_strip(rows, c.name)
        setting = int(rows["sets_position"].sum())
        assert svg.count("<path") == 3 + len(rows), c.iso3
        assert svg.count("translate(") == setting
        assert f"Other statements: {len(rows) - setting}." in svg


def test_the_strip_escapes_the_name():
    assert "<b>" not in strip.position_strip(data.load("statements").head(0), 'A"<b>')


def test_the_age_of_a_position_is_told_one_way(made, found):
    for c in (c for c in found if c.now["old"] and not c.now["lapsed"]):
        age = f"{ages.months(c.now['since'])} months"
        assert f"words {age} old" in part(made[c.iso3], "Last heard")
        assert f"position is {age} older" in part(made[c.iso3], "What would change it")


def test_no_speaker_is_named_twice(made):
    for iso3, profile in made.items():
        assert not re.search(r"(Ministry|Government)[^,;.:]*, \1[;.:]", text(profile.parts[0])), iso3
        assert "Ministry of Defence, Ministry" not in part(profile, "Statements")


def test_a_number_that_is_words_is_no_number_and_not_official(found):
    vague = pd.Series({"low": pd.NA, "high": pd.NA, "on_record": True, "official": True})
    assert profiles.standing(vague) == "It was said on the record; the size is official."
    exact = pd.Series({"low": 5, "high": 5, "on_record": False, "official": False})
    assert profiles.standing(exact) == "It was not said on the record; the number is not official."
