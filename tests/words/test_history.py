"""What the chapters on the past say: what must hold for every state of the data."""

import re

import nbformat
import pytest

from bookpress.exhibits import notebook
from coalition.paths import ROOT
from coalition.words import ceasefires, precedents, promises, resources
from tests import edits
from tests.results_of import results_of

MODULES = {m.__name__.rsplit(".", 1)[1]: m for m in (ceasefires, precedents, promises, resources)}


def chapter(name):
    return nbformat.read(ROOT / "chapters" / "history" / f"{name}.ipynb", as_version=4)


def text(name):
    """The prose of a chapter with its values, as a reader sees it."""
    said = MODULES[name].words(results_of(MODULES[name]))
    prose = "\n".join(c.source for c in chapter(name).cells if c.cell_type == "markdown")
    filled = re.sub(r"\{glue:text\}`(\w+)`", lambda m: notebook._written(said[m[1]]), prose)
    return re.sub(r"\s+", " ", filled)


@pytest.mark.parametrize("name", MODULES)
def test_every_value_said_is_used_and_every_value_used_is_said(name):
    prose = "\n".join(c.source for c in chapter(name).cells if c.cell_type == "markdown")
    assert set(MODULES[name].words(results_of(MODULES[name]))) == set(
        re.findall(r"\{glue:text\}`(\w+)`", prose)
    )


# ruff: noqa: E501
MUST_NOT = {
    "18 days as a finding": r"\b(18|eighteen) days",
    "two weeks as a finding": r"(?:^|[.:!?] )(?:(?!monitors)[^.])*?(?:\b(two|2) weeks|\bfortnight|\b14 days\b)",
    "truces before and after 2022 compared": r"(since|after|before|from) 20(21|22)[^.]{0,80}\b(shorter|longer|sooner|faster|more often|less often|more stable|less stable)"
    r"|\b(shorter|longer|sooner|faster)\b[^.]{0,80}(since|after|before|than in|from) 20(21|22)"
    r"|truces? (have )?(become|became|grown?|grew) (shorter|longer)",
    "an effect of armed third parties": r"(third[- ]part(y|ies)|foreign troops|armed troops|peacekeepers|such troops)[^.]{0,60}"
    r"\b(would have|would hold|would help|help|helps|helped|prevent|prevents|lengthen|shorten|make truces|made truces|work|works|deter|deters)\b"
    r"|(because|since|as) (no|there (was|were) no) (armed|third)[^.]*(failed|collapsed)|for (want|lack) of (armed|foreign|third)",
    "what stands behind a line decides": r"depends? on what stands behind",
    "expiry as neutral": (
        r"(expiry|cut-off|deadline|censoring) is (a "
        r")?(neutral|random|harmless|non-informative)"
    ),
    "counts fell because the truce worked": r"(fell|dropped|lower|fewer)[^.]{0,60}\b(because|thanks to|owing to|due to|as a result of)\b"
    r"|the (truce|measures) worked|shows that the (truce|measures)",
    "interpolation": r"\binterpolat|\bestimated total|\bfilled in (from|by|with)",
    "a rate of broken promises": (
        r"\b(rate|probability|chance|odds) of (breach|being broken|failure)|\d+ "
        r"?(%|per ?cent) of (the )?promises|promises (are|get) broken in"
    ),
    "armed guarantees hold or fail": (
        r"armed guarantees? (would|will|does|do|can|cannot|could) "
        r"(hold|fail|work|protect|deter)"
    ),
    "a test of significance": r"\bsignifican|\bp ?[=<] ?0",
}


@pytest.mark.parametrize("name", ["promises", "ceasefires"])
def test_nothing_that_must_not_be_said(name):
    found = {rule: m[0] for rule, p in MUST_NOT.items() if (m := re.search(p, text(name), re.IGNORECASE))}
    assert found == {}


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("18 days as a finding", "The median truce lasted 18 days."),
        ("two weeks as a finding", "Truces lasted two weeks on average."),
        ("two weeks as a finding", "The monitors counted. Truces lasted about 2 weeks."),
        ("truces before and after 2022 compared", "Truces since 2022 are shorter."),
        ("truces before and after 2022 compared", "Truces lasted longer before 2022."),
        ("an effect of armed third parties", "A third-party force would have kept the truce."),
        ("an effect of armed third parties", "Such troops make truces last; foreign troops help."),
        ("what stands behind a line decides", "The risk depends on what stands behind a line."),
        ("expiry as neutral", "Here expiry is neutral."),
        ("counts fell because the truce worked", "Violations fell because the truce worked."),
        ("interpolation", "The total of 2018 was interpolated."),
        ("a rate of broken promises", "69 per cent of promises fail."),
        ("armed guarantees hold or fail", "An armed guarantee would hold."),
        ("a test of significance", "The difference is significant."),
    ],
)
def test_the_scan_finds_what_must_not_be_said(rule, sentence):
    assert re.search(MUST_NOT[rule], sentence, re.IGNORECASE)


def test_what_the_monitors_reckoned_is_said_as_theirs():
    said = re.sub(r"\s+", " ", text("ceasefires"))
    assert "the monitors said that over 12 recommitments" in said
    assert not re.search(MUST_NOT["two weeks as a finding"], "Of 12 truces the monitors said 2 weeks.")


def test_a_changed_row_moves_the_sentences_on_conflicts_elsewhere(package):
    before = text("ceasefires")
    folder = edits.Folder(package)
    folder.change("conflict_episodes", {"episode_id": "482-1"}, enemies_again="1954-12-31")
    assert "which happened seven times" in text("ceasefires")
    assert text("ceasefires") != before
    folder.drop("conflict_episodes", how_ended="faded", episode_id="902-1")
    assert "of 18 conflicts that faded" in text("ceasefires")


def test_a_changed_row_moves_the_sentences_on_the_other_list(package):
    edits.Folder(package).change("listed_truces", {"listed_id": "ethprio-34"}, same_day="differs")
    assert "21 of 22 have the same day of effect" in text("ceasefires")


def test_a_changed_row_moves_the_sentences_on_peacekeepers_and_on_alliances(package):
    folder = edits.Folder(package)
    folder.change("civil_war_ceasefires", {"case_id": "haiti-1"}, peacekeepers="false")
    assert "With peacekeepers (33)" in text("precedents")
    assert "33 with peacekeepers and 63 without" in precedents.peace_after(results_of(precedents))["caption"]
    kept = next(
        r for r in folder.rows("alliance_calls") if r["war_began"] > "1945" and r["outcome"] == "broken"
    )
    folder.change("alliance_calls", {"call_id": kept["call_id"]}, outcome="kept", defence_pact="true")
    assert "22 per cent of 50 since then" in text("promises")


def test_each_exhibit_on_elsewhere_names_cases_years_selection_and_licence():
    t, p, m = results_of(ceasefires), results_of(promises), results_of(precedents)
    after_truces, peacekeepers, called_upon = (
        ceasefires.elsewhere(t),
        precedents.peace_after(m),
        promises.called_upon(p),
    )
    for shown, licence in (
        (after_truces, "Creative Commons Attribution 4.0"),
        (peacekeepers, "we found no licence for the data set"),
        (called_upon, "we found no licence for the data set"),
    ):
        assert re.search(r"n = \d+", shown["caption"])
        assert re.search(r"\b(18|19|20)\d\d\b", shown["caption"])
        assert licence in shown["reading"]
    assert "so ceasefires that broke within weeks are not counted" in after_truces["reading"]
    assert "not left to chance" in peacekeepers["reading"]
    assert "Counted are wars that happened" in called_upon["reading"]


def test_without_a_kept_promise_the_sentence_says_so(package):
    edits.Folder(package).change("promises", {"outcome": "kept"}, outcome="partly")
    assert "No promise on the list is coded as kept." in text("promises")


def test_without_a_truce_that_never_began_the_caption_names_none(package):
    folder = edits.Folder(package)
    folder.drop("ceasefires", end_kind="never_started")
    results = results_of(ceasefires)
    assert ceasefires.words(results)["n_never_started"] == 0
    assert "never in effect" not in ceasefires.lanes(results)["caption"]


def test_the_next_release_of_the_tracker_moves_every_label(package):
    folder = edits.Folder(package)
    for table in ("aid", "aid_by_year"):
        rows = folder.rows(table)
        last = max(r["period_end"] for r in rows)
        changed = [r | {"period_end": "2026-08-31"} if r["period_end"] == last else r for r in rows]
        folder.write(table, changed)
    results = results_of(resources)
    assert "eight months" in resources.aid_by_year(results)["reading"]
    assert resources.words(results)["aid_end"] == "31 August 2026"


def test_a_missing_value_is_said_as_a_lower_bound(package):
    edits.Folder(package).drop("indicators", iso3="FRA", indicator="gdp_usd")
    results = results_of(resources)
    assert "at least" in resources.words(results)["part_gdp"]
    assert "No value is missing" not in resources.ladder(results)["caption"]


def test_a_new_mission_has_its_name_in_every_exhibit(package):
    folder = edits.Folder(package)
    like = {"density_line_usable": "true", "peak_kind": "strength"}
    names = {"mission_id": "new", "name": "New mission", "short_name": "New mission"}
    folder.add("missions", like, **names, peak_troops="90000")
    results = results_of(precedents)
    assert "New mission" in precedents.densities(results)["alt"]
