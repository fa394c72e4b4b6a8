"""Scripts of the page.

Our own and the theme's, none that a page has no use for, plotly.js from the installed package.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import itables
import myst_nb
import plotly
import pydata_sphinx_theme

from bookpress.exhibits import style
from bookpress.site import STATIC

HERE = Path(__file__).parent
_THEME = "_static/scripts/pydata-sphinx-theme.js"
"""Colour mode, search window, side bars: the theme's own layout names it by hand."""
_DROPPED = ("sphinx-thebe.js", "togglebutton.js")
"""Run code on a server and fold what a browser folds by itself."""
WHERE = {
    "clipboard.min.js": 'class="highlight',
    "copybutton.js": 'class="highlight',
    "design-tabs.js": "sd-tab-set",
    "exhibits.js": "exhibit-",
    "tables.js": "table-search",
}
"""Scripts that only some pages load, by what such a page has in it. A book may add its own."""
_UNUSED = (
    "scripts/bootstrap.js*",
    "scripts/fontawesome.js*",
    "sphinx-thebe.*",
    "togglebutton.*",
    "**/*.map",
    "**/*webpack-macros.html",
    "images/logo_*",
)
"""Files of the theme and the extensions that no page loads."""


def setup(app) -> None:
    app.connect("config-inited", lambda app, config: config.templates_path.append(str(HERE / "templates")))
    app.connect("builder-inited", _before_pages)
    app.connect("html-page-context", _choose_scripts, priority=950)
    app.connect("build-finished", _after_pages)
    app.add_js_file("exhibits.js")
    app.add_js_file("tables.js")
    app.add_js_file("scrolling.js")
    app.add_css_file("exhibit-style.css")
    app.add_css_file("exhibits.css")
    app.add_css_file("reference.css")


def _before_pages(app) -> None:
    """Put made files in place before pages link to them.

    Sphinx adds a checksum to links of files it finds.
    """
    app.config.html_static_path += [str(STATIC), str(style.STATIC)]
    if app.builder.format != "html":
        return
    static = Path(app.outdir, "_static")
    static.mkdir(parents=True, exist_ok=True)
    (static / "exhibit-style.js").write_text(style.script(), encoding="utf-8")
    (static / "exhibit-style.css").write_text(style.stylesheet(), encoding="utf-8")
    # MyST-NB copies its style sheet after the pages are written.
    for name, _ in app.registry.css_files:
        if name.startswith("mystnb."):
            shutil.copyfile(Path(myst_nb.__file__).parent / "static" / "mystnb.css", static / name)


def _choose_scripts(app, pagename, templatename, context, doctree) -> None:
    """Give the scripts of one page as the layout writes them.

    In order, each as a file, none that the page has no use for.
    """
    files = [str(f.filename) for f in context["script_files"] if f.filename]
    body = context.get("body", "")
    context["page_scripts"] = [
        f for f in [*files, _THEME] if Path(f).name not in _DROPPED and WHERE.get(Path(f).name, "") in body
    ]


def _after_pages(app, exception) -> None:
    if exception is not None or app.builder.format != "html":
        return
    static = Path(app.outdir, "_static")
    shutil.copyfile(Path(plotly.__file__).parent / "package_data" / "plotly.min.js", static / "plotly.min.js")
    (static / "datatables.js").write_text(datatables(), encoding="utf-8")
    theme = (
        Path(pydata_sphinx_theme.__file__).parent
        / "theme"
        / "pydata_sphinx_theme"
        / "static"
        / "scripts"
        / Path(_THEME).name
    )
    Path(app.outdir, _THEME).write_text(unmeasured(theme.read_text(encoding="utf-8")), encoding="utf-8")
    for unused in {path for pattern in _UNUSED for path in static.glob(pattern)}:
        unused.unlink()


def unmeasured(script: str) -> str:
    """Give the theme's script without its measuring of every box on load, for which there is
    ``scrolling.js``.

    Raises ValueError if it is not there as known.
    """
    cut, times = re.subn(
        r'"complete"===document\.readyState\?(\w+)\(\):window\.addEventListener\("load",\1\)', "0", script
    )
    if times != 1:
        raise ValueError("the theme's script does not measure its boxes as it did: see scrolling.js")
    return cut


def datatables() -> str:
    """DataTables as a plain script that sets ``window.DataTable``, from the module that itables carries.

    A page opened from a file may not load a module. Raises ValueError if the module does not end as known.
    """
    module = (Path(itables.__file__).parent / "html" / "dt_bundle.js").read_text(encoding="utf-8")
    ending = re.search(r"export\{([^}]*)\};?", module)
    name = ending and re.search(r"(\w+) as default", ending[1])
    if not ending or not name:
        raise ValueError("the DataTables module of itables has no default export")
    return (
        f"(() => {{{module[: ending.start()]}\nwindow.DataTable = "
        f"{name[1]};\n{module[ending.end() :]}}})();\n"
    )
