"""One stylesheet for all pages, made of those of the theme and the extensions without rules for what no page
has.

The icons are a font of just those that the pages show, inside the stylesheet: Firefox lets no page opened
from a file load a font from a folder above.
"""

from __future__ import annotations

import base64
import io
import logging
import re
from pathlib import Path

import lightningcss
from fontTools import subset

from bookpress.upstream import theme

NAME = "book.css"
_CREDIT = (
    "/* Made from the stylesheets of sphinx-book-theme, pydata-sphinx-theme and Sphinx (BSD), Bootstrap, "
    "MyST-NB and sphinx-design (MIT, BSD); icons: Font Awesome Free (CC BY 4.0, OFL 1.1). */"
)
_OWN = Path(__file__).parent / "static"
_NOT_READ = "plotly.min.js"
"""Styles itself; its five megabytes hold nearly every word that a stylesheet may use as a class."""


def setup(app) -> None:
    app.bookpress_stylesheets = []
    app.connect("html-page-context", _note_stylesheets, priority=950)
    app.connect("build-finished", _merge, priority=900)


def _note_stylesheets(app, pagename, templatename, context, doctree) -> None:
    files = [f.filename for f in sorted(context["css_files"], key=lambda f: f.priority)]
    app.bookpress_stylesheets = [
        *theme.STYLES,
        *(f.removeprefix("_static/") for f in files if "thebe" not in f and "togglebutton" not in f),
    ]
    context["stylesheet"] = NAME


def _merge(app, exception) -> None:
    if exception is not None or app.builder.format != "html" or not app.bookpress_stylesheets:
        return  # no page was written: the stylesheet stands
    book = Path(app.outdir)
    static = book / "_static"
    styles = "\n".join(_read(static / name) for name in app.bookpress_stylesheets)
    (static / NAME).write_text(lean(styles, _words(book), static / theme.ICONS), encoding="utf-8")


def lean(styles: str, words: set[str], icons: Path) -> str:
    """The stylesheet, minified, without rules for classes and ids that are not among ``words``.

    Its icon font is cut to the icons left. Raises lightningcss's ValueError for a stylesheet that cannot be
    read.
    """
    styles = re.sub(r"@font-face\s*{[^}]*Font ?Awesome[^}]*}", "", styles)
    unused = set(re.findall(r"[.#](-?[A-Za-z_][\w-]*)", styles)) - words
    kept = lightningcss.process_stylesheet(styles, filename=NAME, unused_symbols=unused)
    glyphs = {ord(icon) for icon in re.findall(r"[\ue000-\uf8ff]", kept)}
    return f"{_CREDIT}\n{_icon_font(icons, glyphs)}{kept}\n"


def _read(path: Path) -> str:
    """A stylesheet with those that it imports."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r'@import (?:url\()?"([^":]+)"\)?;', lambda m: _read(path.parent / m[1]), text)


def _words(book: Path) -> set[str]:
    """Every class and id of the pages, and every word of their scripts and of the project's own stylesheets.

    The rules of the latter all stay.
    """
    named = (
        re.findall(r"""\b(?:class|id)=["']([^"']*)["']""", p.read_text(encoding="utf-8"))
        for p in book.rglob("*.html")
    )
    files = [*(p for p in book.rglob("_static/**/*.js") if p.name != _NOT_READ), *_OWN.glob("*.css")]
    written = (re.findall(r"[\w-]+", p.read_text(encoding="utf-8")) for p in files)
    return {name for names in set().union(*named) for name in names.split()}.union(*written)


def _icon_font(path: Path, glyphs: set[int]) -> str:
    """The rule for a font with these glyphs alone."""
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    options = subset.Options(flavor="woff", layout_features=[], notdef_outline=False, recalc_timestamp=False)
    font = subset.load_font(str(path), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=glyphs)
    cutter.subset(font)
    made = io.BytesIO()
    subset.save_font(font, made, options)
    address = f"data:font/woff;base64,{base64.b64encode(made.getvalue()).decode()}"
    return (
        f'@font-face{{font-family:"Font Awesome 6 '
        f'Free";font-weight:900;font-display:block;src:url({address})format("woff")}}'
    )
