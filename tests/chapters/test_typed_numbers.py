"""Typed numbers cannot hide in code: what is said, captions, alternative texts, readings, words."""

import re

import pytest

from bookpress import chapters
from coalition import paths
from coalition.analysis.typed_numbers import ALLOWED, NUMBER
from coalition.check import literals, named_rows

WORDS = [*named_rows.modules_of("coalition/words"), paths.ROOT / "coalition" / "formats.py"]


@pytest.mark.parametrize("path", chapters.files(), ids=chapters.place)
def test_no_number_is_typed_into_what_a_chapter_says_and_writes_under_exhibits(path):
    assert [str(t) for t in literals.in_chapter(path, NUMBER, ALLOWED)] == []


@pytest.mark.parametrize("path", WORDS, ids=chapters.place)
def test_no_number_is_typed_into_words(path):
    assert [str(t) for t in literals.in_words(path, NUMBER, ALLOWED)] == []


@pytest.mark.parametrize("path", named_rows.modules_of("coalition/tables"), ids=chapters.place)
def test_no_number_is_typed_into_heads_of_columns_and_cells(path):
    assert [str(t) for t in literals.in_tables(path, NUMBER, ALLOWED)] == []


@pytest.mark.parametrize("path", named_rows.modules_of("coalition/charts"), ids=chapters.place)
def test_no_number_is_typed_into_legends_and_axes(path):
    assert [str(t) for t in literals.in_charts(path, NUMBER, ALLOWED)] == []


@pytest.fixture
def scan(tmp_path, monkeypatch):
    """What is found in a cell and in modules of words, of tables and of charts with this code."""

    def look(code: str) -> list[str]:
        file = tmp_path / "words.py"
        file.write_text(code, encoding="utf-8")
        monkeypatch.setattr(literals.chapters, "code_cells", lambda _: [(2, code)])
        monkeypatch.setattr(literals.chapters, "place", lambda path: path.name)
        number = re.compile(r"\d|\b(?:two|half|billion)\b")
        return [
            [t.text for t in look(file, number, ("half-open",))]
            for look in (literals.in_chapter, literals.in_words, literals.in_tables, literals.in_charts)
        ]

    return look


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ('say(n="12")', "12"),
        ("say(n=25000)", "25000"),
        ('say(year=data.written_date("2003"))', "2003"),
        ('say(share="half" if x > 3 else y)', "half"),
        ('show(f, caption=f"{n:,.0f} rows of 2016")', " rows of 2016"),
        ('show(f, alt="A. " + " ".join(f"{v} of two." for v in x))', " of two."),
    ],
)
def test_a_typed_number_is_found_in_a_cell(scan, code, typed):
    assert scan(code)[0] == [typed]


@pytest.mark.parametrize(
    "code",
    [
        'say(n=counts["2 of 3"], m=frame.query("x > 3").shape[0], k=f"{x:.1f}")',
        'show(f, caption=f"{euros} billion", reading="The half-open mark.", name="fig-2")',
        "say(close=x < 25)",
    ],
)
def test_columns_formats_and_allowed_phrases_are_not(scan, code):
    assert scan(code)[0] == []


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ('def words():\n    """All 3."""\n    return {"n_2": 12, "m": "two"}', ["12", "two"]),
        ('A = f"{x:2d} of 3"', [" of 3"]),
        ('def words(r):\n    return {"n": r[0], "k01": len(r) - 1}', []),
        ("def words(r):\n    return dict(n=12, m=round(r, 3))", ["12"]),
    ],
)
def test_typed_numbers_are_found_in_words(scan, code, typed):
    assert scan(code)[1] == typed


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ('T = {"Holding after 30 days": x["of 3"], f"Up to {n} days": y}', ["Holding after 30 days"]),
        ('T = {"Size": rows["n"].astype("Int64").map("{:.1f}".format), "Ratio": "two"}', ["two"]),
    ],
)
def test_typed_numbers_are_found_in_heads_and_cells_of_tables(scan, code, typed):
    assert scan(code)[2] == typed


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ('f.add_scatter(name="2 draws", x=[1], text="3")', ["2 draws"]),
        ('A = style.Code("Only two", "accent", "circle")', ["Only two"]),
        ('f.update_layout(yaxis={"title": "Top 5", "range": [0, 102]}, height=30)', ["Top 5"]),
        ('f.update_xaxes(title=f"Days to {data.cut_off()}", dtick="M12")', []),
    ],
)
def test_typed_numbers_are_found_in_legends_and_axes(scan, code, typed):
    assert scan(code)[3] == typed
