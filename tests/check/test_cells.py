"""Cells by themselves: the cause of a fault is named, and what is sound is let through."""

import pytest

from bookpress import plain_text, signs
from coalition.check import cells

CODE = {"name": "c", "type": "string", "constraints": {"enum": ["yes", "no"]}}
KEY = {
    "name": "c",
    "type": "string",
    "constraints": {"pattern": "[A-Z]{3}"},
    "pattern_means": "three capitals",
}
LIST = {"name": "c", "type": "string", "content": "list", "constraints": {"pattern": "[a-z]+(;[a-z]+)*"}}
WHOLE = {"name": "c", "type": "integer", "constraints": {"minimum": 0, "maximum": 9000}}
PARTS = {"name": "c", "type": "number"}
DATE = {"name": "c", "type": "string", "content": "partial-date"}
TEXT = {"name": "c", "type": "string", "constraints": {"required": True}}
ADDRESS = {"name": "c", "type": "string", "format": "uri"}
TRUTH = {"name": "c", "type": "boolean"}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        (CODE, "Yes", "is not one of yes, no; write yes"),
        (CODE, "yes ", "begins or ends with a blank"),
        (CODE, "y\u0435s", "U+0435 CYRILLIC SMALL LETTER IE after 'y'"),
        (KEY, "FRA\u200b", "U+200B ZERO WIDTH SPACE after 'FRA'"),
        (KEY, "FR", "FR is not three capitals"),
        (LIST, "a, b", "separated by ; and no blanks"),
        (LIST, "a;", "separated by ; and no blanks"),
        (WHOLE, "1_000", "is not written as a whole number"),
        (WHOLE, "1,370", "is not written as a whole number"),
        (WHOLE, "\u0661", "ARABIC-INDIC DIGIT ONE"),
        (WHOLE, "-1", "-1 is below 0"),
        (WHOLE, "9001", "9001 is above 9000"),
        (PARTS, "inf", "is not written as a number"),
        (PARTS, "1e5", "is not written as a number"),
        (PARTS, "9" * 400, "is too large"),
        (DATE, "02.03.2025", "is not a date such as"),
        (DATE, "2025-02-30", "is not a day of the calendar"),
        (DATE, "1600", "lies before 1900"),
        (DATE, "2026-10-11", "lies after the cut-off, 2026-10-10"),
        (DATE, "2027", "lies after the cut-off"),
        (TEXT, "", "a value is required"),
        (TEXT, "  ", "nothing but blanks"),
        (TEXT | {"constraints": {"maxLength": 9}}, "ten or more", "has 11 characters, more than 9"),
        (TEXT, "caf\u00c3\u00a9", "read in another encoding"),
        (DATE | {"earliest": "2022-02-24"}, "2022-02-23", "lies before 2022-02-24"),
        (DATE | {"may_lie_ahead": True}, "2052", "lies more than 10 years after"),
        (TEXT, "#REF!", "stands for a missing value"),
        (TEXT, "n/a", "stands for a missing value"),
        (TEXT, "one\u00a0two", "U+00A0 NO-BREAK SPACE after 'one'"),
        (TEXT, "cafe\u0301", "write them composed"),
        (TEXT, "\u202edesrever", "U+202E RIGHT-TO-LEFT OVERRIDE at its beginning"),
        (TEXT, "Fr\u0430nce", "U+0430 CYRILLIC SMALL LETTER A among letters"),
        (ADDRESS, "www.bild.de/politik", "is no web address"),
        (ADDRESS, "javascript:alert(1)", "is no web address"),
        (ADDRESS, "https://192.168.0.7/a", "is no web address"),
        (ADDRESS, "https://user:word@example.org/", "is no web address"),
        (ADDRESS, "https://example.org:99999/", "is no web address"),
        (ADDRESS, "https://foo..bar.org", "is no web address"),
        (ADDRESS, "https://example.org/a%2", "is no web address"),
        (ADDRESS, "https://example.org/<b>", "is no web address"),
        (WHOLE, "0850", "is not written as a whole number"),
        (PARTS, "-0", "is not written as a number"),
        (PARTS, "00.5", "is not written as a number"),
        (TEXT, "Fr\ufe0fance", "U+FE0F VARIATION SELECTOR-16 after 'Fr'"),
        (TEXT, "one\u2800two", "U+2800 BRAILLE PATTERN BLANK"),
        (TEXT, "one\u3164two", "U+3164 HANGUL FILLER"),
        (TEXT, "\U0001d405rance", "write plain letters"),
        (TEXT, "\uff26rance", "write plain letters"),
        (TEXT, "\ufb01nal", "write plain letters"),
        (TEXT, "Smith &amp; Co", "holds &amp;, a sign as markup writes it"),
        (TEXT, "Naus?da said", "a letter was lost"),
        (TEXT, "'France", "in the marks of a spreadsheet"),
        (TEXT, '"France"', "in the marks of a spreadsheet"),
        (TEXT, "one%20two", "holds %20, a sign as a program writes it"),
        (TEXT, "########", "stands for a missing value"),
        (TEXT, "TODO check", "stands for a missing value"),
        (TEXT, "[object Object]", "stands for a missing value"),
        (TEXT, ";", "stands for a missing value"),
        (ADDRESS, "https://", "is no web address"),
        (TRUTH, "TRUE", "is not written as true or false"),
    ],
)
def test_the_cause_is_named(field, value, said):
    assert said in cells.fault(field, value, "2026-10-10")[1]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (CODE, "yes"),
        (WHOLE, "9000"),
        (PARTS, "-0.5"),
        (DATE, "2026-10-10"),
        (DATE, "2026"),
        (DATE | {"may_lie_ahead": True}, "2028-01"),
        (TEXT, "'New tactic': who says “maybe 5 km²?” & why"),
        (ADDRESS, "https://example.org./a?b=c%2Fd&e#f"),
        (WHOLE, "0"),
        (TEXT, "Київ, Łódź and £5 – “quoted”"),
        (ADDRESS, "https://example.org/a?b=c"),
        (CODE, ""),
    ],
)
def test_what_is_sound_is_let_through(field, value):
    assert cells.fault(field, value, "2026-10-10") is None


def test_many_faults_of_one_kind_are_one_line_with_their_number():
    many = [(row, "land", "code", f"{row} is wrong") for row in range(2, 12)]
    lines = cells.gathered("positions", [*many, (3, "sea", "code", "x is wrong")])
    assert lines == [
        "data/positions.csv:2 land: 2 is wrong (and 9 more rows, to row 11)",
        "data/positions.csv:3 sea: x is wrong",
    ]


@pytest.mark.parametrize(
    ("raw", "row", "said"),
    [
        (b"a,b\n<<<<<<< HEAD\n1,2\n=======\n1,3\n>>>>>>> other\n", 2, "conflict of version control"),
        (b"a\0,\0b\0\n\0", None, "UTF-16"),
        (b"a,b\n1,2\n1,\x002\n3,4\n5,6\n", 3, "NUL"),
        (b"\xef\xbb\xbfa,b\n", None, "byte order mark"),
        (b"%PDF-1.7", None, "PDF"),
        (b"a,b\n1,\xfc\n", 2, "byte 0xFC is not UTF-8"),
    ],
)
def test_a_file_is_looked_at_before_it_is_parsed(raw, row, said):
    text, (found, cause) = plain_text.decoded(raw)
    assert (text, found) == ("", row)
    assert said in cause


def test_signs_in_sound_words_of_one_script_are_let_through():
    assert [signs.fault(t) for t in ("Зеленський", "Söder", "Ελλάδα", "plain")] == [None] * 4
