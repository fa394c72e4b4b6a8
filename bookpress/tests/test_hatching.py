"""Patterns become lines and dots cut to their shape; a shape of another kind is refused."""

import re

import pytest
from lxml import etree

from bookpress.printing import hatching

PATTERN = (
    '<pattern id="p" width="10px" height="10px" patternTransform=""><rect '
    'width="10px" height="10px" fill="rgb(1, 2, 3)"/>{}</pattern>'
)
DOT = '<circle cx="5" cy="5" r="1" opacity="0.5" fill="white"/>'
LINE = '<path d="M0,10L10,0" opacity="0.5" stroke="white" stroke-width="1px"/>'


def drawing(part: str, d: str):
    return etree.fromstring(
        f'<svg xmlns="http://www.w3.org/2000/svg"><defs>{PATTERN.format(part)}</defs><path '
        f'd="{d}" style="fill: url(\'#p\'); stroke: red;"/></svg>'
    )


def test_dots_fill_the_shape_once_a_tile():
    root = drawing(DOT, "M0,0H40V20H0Z")
    hatching.draw(root)
    made = etree.tostring(root, encoding="unicode")
    assert "pattern" not in made and "fill: rgb(1, 2, 3)" in made
    assert len(re.findall(r"M[\d.]+ [\d.]+a", made)) == 4 * 2


def test_lines_run_through_all_tiles_and_are_cut_to_the_shape():
    root = drawing(LINE, "M100,100h40v-20h-40z")
    hatching.draw(root)
    made = etree.tostring(root, encoding="unicode")
    lines = [tuple(map(float, m)) for m in re.findall(r"M([\d.-]+) ([\d.-]+)L([\d.-]+) ([\d.-]+)", made)]
    assert sorted(a + b for a, b, _, _ in lines) == [
        180,
        190,
        200,
        210,
        220,
        230,
        240,
    ]  # x + y is a multiple of the tile
    assert re.search(r'clip-path="url\(#hatch-0\)"', made)


def test_a_curved_shape_is_refused():
    with pytest.raises(ValueError, match="path command C"):
        hatching.draw(drawing(DOT, "M0,0C1,1,2,2,3,3Z"))
