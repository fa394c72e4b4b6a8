"""Private parts of sphinx-book-theme, pydata-sphinx-theme and sphinx-thebe."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pydata_sphinx_theme
import sphinx_book_theme

from bookpress.upstream import sphinx

SCRIPT = "_static/scripts/pydata-sphinx-theme.js"
"""Colour mode, search window, side bars: the theme's own layout names it by hand."""
STYLES = ("styles/theme.css", "styles/pydata-sphinx-theme.css")
"""Stylesheets that the theme's own layout links before all others."""
ICONS = "vendor/fontawesome/webfonts/fa-solid-900.ttf"
UNUSED = (
    "scripts/bootstrap.js*",
    "scripts/fontawesome.js*",
    "sphinx-thebe.*",
    "togglebutton.*",
    "**/*.map",
    "**/*webpack-macros.html",
    "images/logo_*",
)
"""Files of the theme and the extensions that no page loads."""


def script() -> str:
    """The theme's script without its measuring of every box on load, for which there is
    ``scrolling.js``.

    Raises ValueError if it is not there as known.
    """
    static = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme" / "static"
    return unmeasured((static / "scripts" / Path(SCRIPT).name).read_text(encoding="utf-8"))


def unmeasured(script: str) -> str:
    """A script without the measuring. Raises ValueError as ``script``."""
    cut, times = re.subn(
        r'"complete"===document\.readyState\?(\w+)\(\):window\.addEventListener\("load",\1\)', "0", script
    )
    if times != 1:
        raise ValueError("the theme's script does not measure its boxes as it did: see scrolling.js")
    return cut


def name_toggles(context: dict[str, Any], name: str) -> None:
    """Name the lines that open and close parts of the contents: the theme draws an arrow and no word."""
    contents, named = context["generate_toctree_html"], f'<summary aria-label="{name}">'
    context["generate_toctree_html"] = lambda *arguments, **options: str(
        contents(*arguments, **options)
    ).replace("<summary>", named)


def without_thebe(app) -> None:
    """Jupyter Book puts thebe's settings as scripts into every page; nothing here runs code on a server."""
    for event in ("doctree-resolved", "env-before-read-docs"):
        sphinx.disconnect(app, event, lambda h: getattr(h, "__module__", "").startswith("sphinx_thebe"))


def without_description(app) -> None:
    """Let the theme describe no page: it takes the text of one for each level of its sections, and no layout
    shows that.
    """
    describe = sphinx_book_theme.add_metadata_to_page
    if sphinx.disconnect(app, "html-page-context", lambda handler: handler is describe):
        app.connect(
            "html-page-context",
            lambda app, pagename, templatename, context, doctree: describe(
                app, pagename, templatename, context, None
            ),
            priority=499,
        )
