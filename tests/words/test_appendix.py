"""What the appendix says: from small tables, and as well from tables in which a set is empty."""

from types import SimpleNamespace

import pandas as pd
import pytest

from coalition import data
from coalition.analysis import claims as article
from coalition.reference import catalogue, editions, profiles
from coalition.words import accessibility, claims, countries, data_chapter, methods, sources
from coalition.words import editions as edition_words
from tests.tables.test_claims import CLAIMS


def counted(frame):
    return claims.words(claims.Results(frame, article.verdicts_by_kind(frame)))


def test_claims_are_counted_by_verdict():
    said = counted(CLAIMS)
    assert (said["n_claims"], said["n_supported"], said["n_open"], said["n_low"]) == (3, 2, 1, 1)
    assert (said["n_facts"], said["n_facts_supported"], said["n_judgements"]) == (2, 2, 1)


def test_a_verdict_that_no_claim_has_is_none_and_not_an_error():
    said = counted(CLAIMS)
    assert (said["n_against"], said["n_not"], said["n_partly"]) == (0, 0, 0)
    assert said["id_against"] == said["ids_not"] == ["none of them"]


def test_named_facts_are_those_with_the_verdict():
    said = counted(CLAIMS.assign(verdict=["false", "contested", "not_supported"]))
    assert (said["id_against"], said["ids_not"]) == (["C01"], ["C03"])


def test_the_figure_of_verdicts_says_each_count():
    found = claims.bars(claims.Results(CLAIMS, article.verdicts_by_kind(CLAIMS)))
    assert "(n = 3)" in found["caption"]
    assert f"Fact, {data.labels_of('claims', 'verdict')['supported'].lower()}: 2." in found["alt"]


def country(name, position, lapsed=False, **rows):
    """A country with so many rows of each table."""
    tables = ("statements", "polls", "aid", "approvals", "pledges", "deployments")
    frames = {t: pd.DataFrame({"kind": ["any"] * rows.get(t, 0)}) for t in tables}
    now = pd.Series({"position": position, "lapsed": lapsed})
    return SimpleNamespace(name=name, now=now, rows=frames)


def test_countries_are_counted_by_what_was_found():
    found = [country("A", "unknown"), country("B", "declined", lapsed=True, statements=3, polls=1)]
    shown = pd.DataFrame({profiles.POLL: [None, None], profiles.DEPLOYED: [None, 0]})
    said = countries.words(countries.Results(found, shown))
    assert (said["n_countries"], said["n_heard"], said["n_unknown"]) == (2, 1, 1)
    assert (said["names_unknown"], said["names_lapsed"]) == (["A"], ["B"])
    assert (said["n_statements"], said["n_polls"], said["n_aid"]) == (3, 1, 0)
    assert (said["n_polls_shown"], said["n_present"], said["n_present_shown"]) == (0, 0, 1)


def test_where_every_government_was_heard_none_is_named():
    shown = pd.DataFrame(columns=[profiles.POLL, profiles.DEPLOYED])
    said = countries.words(countries.Results([country("B", "declined")], shown))
    assert said["names_unknown"] == said["names_lapsed"] == ["none"]


def test_the_table_of_countries_says_since_when_aid_is_counted():
    reading = countries.overview(countries.Results(profiles.countries(), pd.DataFrame()))["reading"]
    start = min(data.load("aid")["period_start"])
    assert f"since {data.written_date(start[:7])}, as a share" in reading
    assert f"product of {profiles.GDP_YEAR}." in reading


@pytest.mark.parametrize("unused", [[], ["B_x", "C_y"]])
def test_inputs_that_no_formula_uses_are_named_if_there_are_any(unused):
    text = methods.unused_inputs(SimpleNamespace(unused=unused))
    assert text.startswith("“Ours” beside the confidence marks a judgement")
    assert ("enter no formula" in text) == bool(unused)
    assert ", ".join(unused) in text


def test_methods_agree_with_the_tables():
    found = methods.results()
    said = methods.words(found)
    rows = data.load("parameters")
    assert said["n_parameters"] == len(rows)
    assert said["n_checks"] == len(found.hindcasts) + len(found.assessments) > 0
    assert said["least"] <= said["most"]
    assert f"(n = {len(data.load('sources')):,})" in methods.captions(found)["grades"]


def test_sources_add_up():
    said = sources.words()
    assert said["n_full"] + said["n_excerpt"] + said["n_cited"] == said["n_sources"]
    assert said["n_single"] <= said["n_resting"]
    strong = {"A", "B", *catalogue.WEAK}
    others = sum(~data.load("sources")["reliability"].isin(strong))
    assert said["n_ab"] + said["n_weak"] + others == said["n_sources"]


def test_the_package_is_counted():
    said = data_chapter.words()
    assert said["n_rows"] == sum(len(data.load(t)) for t in data.tables())
    assert "MB" in str(data_chapter.download())


def test_editions_are_counted(monkeypatch):
    old = editions.State({"version": "1"}, {"polls": {"a": {}}})
    new = editions.State({"version": "2"}, {"polls": {"a": {}, "b": {}}, "law": {"c": {}}})
    monkeypatch.setattr(editions, "states", lambda: [old, new])
    said = edition_words.words()
    assert (said["n_rows"], said["n_tables"], said["since"]) == (3, 2, "")
    assert said["released"] == "Two editions have been released."
    monkeypatch.setattr(editions, "states", lambda: [old, old])
    said = edition_words.words()
    assert said["since"] == " with the changes made since"
    assert said["released"] == "One edition has been released."


def test_the_statement_says_what_it_is_told():
    assert accessibility.words({"n_pages": 3}, 480) == {"n_pages": 3, "narrow": 480}
