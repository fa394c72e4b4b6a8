"""The palette: readable in both themes, never colour alone."""

import ast
import itertools

import pytest

from coalition import paths
from coalition.exhibits import style


def luminance(colour):
    """Relative luminance by the WCAG 2.2 definition."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [style.LIGHT, style.DARK], ids=["light", "dark"])
def test_marks_have_contrast_3_and_text_4_5_against_the_page(tokens):
    for token in ("ink", "muted"):
        assert contrast(tokens[token], tokens["surface"]) >= 4.5, token
    for token in [look.token for look in style.POSITIONS.values()] + [
        "accent",
        "second",
        "partly",
        "worst",
        "border",
    ]:
        assert contrast(tokens[token], tokens["surface"]) >= 3, token


def test_each_light_colour_has_one_dark_counterpart():
    assert style.LIGHT.keys() == style.DARK.keys()
    assert len(set(style.LIGHT.values())) == len(style.LIGHT)


@pytest.mark.parametrize("codes", [style.POSITIONS, style.OFFERS], ids=["positions", "offers"])
def test_codes_differ_in_shape_and_words_as_well_as_colour(codes):
    for a, b in itertools.combinations(codes.values(), 2):
        assert a.symbol != b.symbol
        assert a.label != b.label
        assert a.token != b.token


def test_areas_on_the_map_differ_in_pattern():
    patterns = [look.pattern for code, look in style.POSITIONS.items() if code != "unknown"]
    assert len(set(patterns)) == len(patterns)


POSITION_CHARTS = {"contributors", "hero", "strip", "resources", "membership"}
"""Charts that draw positions, or sets of countries by position."""


def tokens(path):
    """The strings of a module of charts that name a colour: in the look of a code, or asked for by name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        values = (
            [e for v in node.values for e in getattr(v, "elts", [])] if isinstance(node, ast.Dict) else []
        )
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "colour":
            values = node.args
        yield from (v.value for v in values if isinstance(v, ast.Constant) and v.value in style.LIGHT)


def test_the_colours_of_positions_are_kept_for_positions():
    of_positions = {look.token for look in style.POSITIONS.values()} - {"unknown"}
    others = [p for p in (paths.ROOT / "coalition" / "charts").glob("*.py") if p.stem not in POSITION_CHARTS]
    used = {p.stem: set(tokens(p)) for p in others}
    assert {name: found & of_positions for name, found in used.items() if found & of_positions} == {}
    assert any("accent" in found for found in used.values())
