"""The printed book has a letter for each sign that charts and words write."""

import pytest
from fontTools.ttLib import TTFont

from bookpress.printing import fonts
from coalition import paths

WRITTEN = sorted(p for part in ("charts", "words") for p in (paths.ROOT / "coalition" / part).rglob("*.py"))


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: p.stem)
def test_each_sign_is_in_the_font_of_pictures_and_tables(path):
    known = set(TTFont(fonts.files()[fonts.SANS, "normal", 400]).getBestCmap())
    assert sorted({c for c in path.read_text(encoding="utf-8") if ord(c) > 126 and ord(c) not in known}) == []
