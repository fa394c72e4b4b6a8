"""The palette: readable in both themes, never colour alone."""

import itertools

import pytest

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
    for token in [look.token for look in style.POSITIONS.values()] + ["accent", "second", "border"]:
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
