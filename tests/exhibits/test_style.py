"""The palette: readable in both themes, never colour alone."""

import ast
import itertools
from importlib import import_module

import numpy as np
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


DEFICIENT = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
"""How linear RGB looks to who lacks a cone: Machado, Oliveira and Fernandes, "A Physiologically-based Model
for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009, severity 1.0."""
WHITE = (0.95047, 1.0, 1.08883)
TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
"""Of linear sRGB under D65, IEC 61966-2-1."""
APART = 10
"""Distance in CIELAB from which two marks are told apart at a glance: the just noticeable is about 2.3."""


def lab(colour, matrix):
    """A colour in CIELAB as seen through a matrix on linear RGB."""
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    xyz = np.array(TO_XYZ) @ np.clip(np.array(matrix) @ linear, 0, 1) / WHITE
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def looks():
    """Every set of looks in a module of charts, by module and name."""
    for path in sorted((paths.ROOT / "coalition" / "charts").glob("*.py")):
        module = import_module(f"coalition.charts.{path.stem}")
        for name, value in vars(module).items():
            if isinstance(value, style.Looks):
                yield f"{path.stem}.{name}", value
    yield from (("positions", style.POSITIONS), ("offers", style.OFFERS))


def test_no_code_is_told_by_colour_alone():
    alike = {
        (name, a.label, b.label)
        for name, codes in looks()
        for a, b in itertools.combinations(codes.values(), 2)
        if (a.symbol, a.pattern) == (b.symbol, b.pattern) and a.token != b.token
    }
    assert alike == set()


@pytest.mark.parametrize("matrix", DEFICIENT.values(), ids=DEFICIENT)
@pytest.mark.parametrize("tokens", [style.LIGHT, style.DARK], ids=["light", "dark"])
def test_what_speaks_for_and_against_is_told_apart_without_a_cone(tokens, matrix):
    seen = {token: lab(colour, matrix) for token, colour in tokens.items()}
    pairs = [
        *itertools.product(("accent", "partly"), ("second", "worst")),
        *((token, "surface") for token in ("accent", "second", "partly", "worst", "muted", "border")),
        *itertools.product(("deploy_troops", "conditional"), ("declined", "opposed", "undecided")),
    ]
    near = {pair: d for pair in pairs if (d := np.linalg.norm(seen[pair[0]] - seen[pair[1]])) < APART}
    assert near == {}
