"""Terms on a small fixed glossary: what they mean, where a text first uses them, what the check refuses."""

import pytest

from coalition.analysis import glossary
from coalition.analysis.glossary import Term, Unused
from tests.tables_of import replace


def term(key, *forms, chapters=()):
    return Term(key, key.title(), f"What {key} means.", forms, frozenset(chapters), "usage", ())


ROTATION, CONTACT, LINE = (
    term("rotation", "rotation"),
    term("contact", "line of contact"),
    term("line", "line"),
)


def test_a_form_is_split_off_once_the_longest_first_and_never_inside_a_word():
    unused = Unused([ROTATION, LINE, CONTACT], "force")
    assert list(unused.split("Crop-rotation on the line of contact. Rotation, rotation.")) == [
        "Crop-rotation on the ",
        ("line of contact", CONTACT),
        ". ",
        ("Rotation", ROTATION),
        ", rotation.",
    ]
    assert list(unused.split("Rotation on the line")) == ["Rotation on the ", ("line", LINE)]


def test_a_term_of_some_chapters_is_a_plain_word_in_others():
    reading = term("reading", "reading", chapters=["consent"])
    assert list(Unused([reading], "law").split("Our reading")) == ["Our reading"]
    assert list(Unused([reading], "consent").split("Our reading")) == ["Our ", ("reading", reading)]


@pytest.fixture
def small(package):
    """A glossary of two rows in a copy of the data, to be changed: its rows, and what writes them."""
    usage = {
        "term_id": "draw",
        "term": "Draw",
        "forms": "draw;draws",
        "chapters": "numbers",
        "meaning": "One run.",
        "kind": "usage",
        "as_of": "2026-10-10",
    }
    mission = usage | {
        "term_id": "unifil",
        "term": "UNIFIL",
        "forms": "UNIFIL",
        "chapters": "",
        "mission_ids": "unifil-1;unifil-2",
        "meaning": "",
        "kind": "mission",
    }
    return [usage, mission], lambda rows: replace(package, "glossary", rows)


def test_a_mission_is_told_from_its_rows(small):
    rows, write = small
    write(rows)
    draw, unifil = glossary.terms()
    assert (draw.meaning, draw.forms, draw.chapters) == ("One run.", ("draw", "draws"), {"numbers"})
    assert unifil.meaning == (
        "United Nations Interim Force in Lebanon, led by the United Nations. "
        "South Lebanon, 1978 to 2006; 2006 to 2026."
    )
    assert glossary.violations() == []


def test_a_form_of_two_terms_and_a_meaning_too_long_are_named(small):
    rows, write = small
    write([rows[0] | {"meaning": "word " * (glossary.LONGEST + 1)}, rows[1] | {"forms": "UNIFIL;Draw"}])
    assert glossary.violations() == [
        "data/glossary.csv:2 meaning: 41 words are more than the 40 that stand beside a text",
        "data/glossary.csv:3 forms: Draw is a form of draw already",
    ]
