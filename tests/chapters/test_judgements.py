"""Judgements in the prose: words of the scale tied to their rows, equal room for both sides, page one."""

import re
from functools import cache

import nbformat
import pytest

from bookpress import chapters
from bookpress.exhibits import notebook
from coalition import data
from coalition.analysis import judgement_rules, likelihood, outlook
from coalition.paths import ROOT

CHAPTERS = chapters.files()
INDEX, DETERRENCE = ROOT / "index.ipynb", ROOT / "chapters" / "questions" / "deterrence.ipynb"


def name(path):
    return path.relative_to(ROOT).as_posix()


@cache
def spoken(path) -> str:
    """Give the prose of a chapter as a reader gets it: glued values put in, other roles dropped."""
    said, space = {}, {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(notebook, "glue", lambda key, value, **_: said.update({key: value}))
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code" and "remove-cell" in cell.metadata.get("tags", []):
                exec(cell.source, space)
    text = re.sub(r"\{glue:text\}`([^`]+)`", lambda m: said[m[1]], chapters.text(path))
    return re.sub(r"\{[a-z:]+\}`[^`]*`", "", text)


def cards(text: str) -> dict[str, str]:
    """Give the cards of a chapter: title and text."""
    found = re.findall(r"(?ms)^:::\{grid-item-card\} (.+?)\n(.+?)^:::$", text)
    return {title: " ".join(body.split()) for title, body in found}


def key_points(text: str) -> list[str]:
    section = text.split("## Key judgements", maxsplit=1)[1].split("\n## ", maxsplit=1)[0]
    return re.findall(r"(?m)^- (.+)$", section)


@pytest.mark.parametrize("path", CHAPTERS, ids=name)
def test_likelihood_words_keep_to_the_scale_and_to_their_rows(path):
    assert judgement_rules.prose_faults(chapters.text(path)) == []


@pytest.mark.parametrize("chapter", ["russia", "deterrence", "outlook", "index"])
def test_glued_prose_keeps_likelihood_and_confidence_apart(chapter):
    path = INDEX if chapter == "index" else ROOT / "chapters" / "questions" / f"{chapter}.ipynb"
    for sentence in judgement_rules.sentences(" ".join(spoken(path).split())):
        assert not (likelihood.terms_in(sentence) and "onfidence" in sentence), sentence
        assert likelihood.outside_words(sentence) == [], sentence


def test_the_cases_for_and_against_are_of_equal_length():
    lengths = {
        title: len(re.sub(r"\{cite:p\}`[^`]*`", "", re.sub(r"\{glue:text\}`[^`]*`", "x", text)).split())
        for title, text in cards(chapters.text(DETERRENCE)).items()
    }
    assert list(lengths) == ["For a deployment", "Against a deployment"]
    assert max(lengths.values()) <= 1.1 * min(lengths.values()), lengths


def test_the_cases_for_and_against_are_of_equal_length_as_shown():
    def shown(text):
        keys = [k for group in re.findall(r"\{cite:p\}`([^`]*)`", text) for k in group.split(",")]
        return len(
            re.sub(r"\{[a-z:]+\}`[^`]*`", "", text.replace("{glue:text}", "x {glue:text}")).split()
        ) + 3 * len(keys)

    lengths = [shown(text) for text in cards(chapters.text(DETERRENCE)).values()]
    assert max(lengths) <= 1.1 * min(lengths), lengths


def test_the_scenarios_add_up():
    found = outlook.scenarios()
    assert found["probability"].sum() == 100
    assert set(found["judgement_id"]) <= set(data.load("hypotheses")["judgement_id"])


def test_the_first_page_has_six_to_eight_key_judgements():
    points = key_points(spoken(INDEX))
    assert 6 <= len(points) <= 8
    for point in points:
        stated = [s for s in judgement_rules.sentences(point) if likelihood.terms_in(s)]
        sure = [s for s in judgement_rules.sentences(point) if "Confidence" in s]
        assert len(stated) == len(sure) == 1, point
        assert stated != sure, point
        assert not re.search(r"\b(?:[Cc]ould|may|[Mm]ight|[Pp]ossibly)\b", point), point


def test_each_key_judgement_links_to_its_chapter():
    table = data.load("judgements").set_index("judgement_id")["chapter"]
    for point in key_points(chapters.text(INDEX)):
        key = re.search(r"`(k\d\d)_statement`", point)[1].upper()
        assert re.findall(r"\{ref\}`[^<`]*<?([a-z-]+)>?`", point) == [table[key]], point


def test_every_key_judgement_is_on_the_first_page():
    table = data.load("judgements")
    shown = {m.upper() for m in re.findall(r"`(k\d\d)_statement`", chapters.text(INDEX))}
    assert shown == set(table.loc[table["kind"] == "key", "judgement_id"])


def test_the_short_answer_is_short():
    text = spoken(INDEX).split("\n## ")[0].split("# The short answer")[1]
    words = len(re.sub(r"```.*|:class:.*", " ", text).split())
    assert 50 <= words <= 80, words


def test_the_chapter_names_the_row_that_matters_most_by_computation():
    text = chapters.text(DETERRENCE)
    assert "{glue:text}`note`" in text
    assert not re.search(r"\bev-\d\d\b", text)
