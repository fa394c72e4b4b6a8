"""The typefaces of the printed book, taken from installed packages so that pages are the same everywhere."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from bookpress.printing.errors import ExportError

SERIF, SANS = "Source Serif Pro", "Source Sans Pro"
_PACKAGES = {SERIF: "font_source_serif_pro", SANS: "font_source_sans_pro"}
_STYLES = {
    ("normal", 400): "Regular",
    ("italic", 400): "It",
    ("normal", 600): "Semibold",
    ("italic", 600): "SemiboldIt",
}


def files() -> dict[tuple[str, str, int], Path]:
    """The font files by family, style and weight. Raises ExportError naming what is missing."""
    return {(family, *look): _file(family, style) for family in _PACKAGES for look, style in _STYLES.items()}


def stylesheet() -> str:
    """The fonts as ``@font-face`` rules that lead to the files.

    The italics have fewer scripts than the upright: what they lack, Greek and Cyrillic, is set upright.
    """
    found = files()
    return "".join(
        _rule(family, style, weight, path)
        + (_rule(family, style, weight, upright, _lacking(path, upright)) if style == "italic" else "")
        for (family, style, weight), path in found.items()
        for upright in [found[family, "normal", weight]]
    )


def _rule(family: str, style: str, weight: int, path: Path, characters: str = "") -> str:
    of = f";unicode-range:{characters}" if characters else ""
    look = f'font-family:"{family}";font-style:{style};font-weight:{weight}'
    return f'@font-face{{{look};src:url("{path.as_uri()}"){of}}}\n'


def _lacking(italic: Path, upright: Path) -> str:
    """The characters that only the upright has, as CSS writes them."""
    return ",".join(f"U+{code:X}" for code in sorted(_characters(upright) - _characters(italic)))


def _characters(path: Path) -> set[int]:
    from fontTools.ttLib import TTFont  # loaded by who prints alone

    with TTFont(path) as font:
        return set(font.getBestCmap())


def is_ours(embedded: str) -> bool:
    """Whether the name of a font in a PDF (``ABCDEF+SourceSansPro-Regular``) is one of these."""
    return embedded.rpartition("+")[2].startswith(tuple(family.replace(" ", "") for family in _PACKAGES))


def _file(family: str, style: str) -> Path:
    package = _PACKAGES[family]
    found = find_spec(package)
    path = (
        Path(found.origin).parent / "files" / f"{family.replace(' ', '')}-{style}.ttf"
        if found and found.origin
        else None
    )
    if path is None or not path.is_file():
        raise ExportError(
            f"The font {family} {style} is missing (package {package.replace('_', '-')}): "
            "remove .environments and run make again."
        )
    return path
