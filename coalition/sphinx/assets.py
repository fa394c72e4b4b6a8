"""Scripts and styles of the page: our own, plotly.js from the installed package, nothing from elsewhere."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import itables
import myst_nb
import plotly

from coalition import style

STATIC = Path(__file__).parent / "static"


def setup(app) -> None:
    app.connect("builder-inited", _before_pages)
    app.connect("build-finished", _after_pages)
    app.add_js_file("exhibit-style.js", loading_method="defer")
    app.add_js_file("chart.js", loading_method="defer")
    app.add_js_file("exhibits.js", loading_method="defer")
    app.add_js_file("tables.js", loading_method="defer")
    app.add_css_file("exhibit-style.css")
    app.add_css_file("exhibits.css")
    app.add_css_file("reference.css")


def _before_pages(app) -> None:
    """Put made files in place before pages link to them: Sphinx adds a checksum to links of files it finds."""
    app.config.html_static_path.append(str(STATIC))
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


def _after_pages(app, exception) -> None:
    if exception is not None or app.builder.format != "html":
        return
    static = Path(app.outdir, "_static")
    shutil.copyfile(Path(plotly.__file__).parent / "package_data" / "plotly.min.js", static / "plotly.min.js")
    (static / "datatables.js").write_text(datatables(), encoding="utf-8")
    # The theme's stylesheet carries the same icons as a web font; the script is 1.5 MB that blocks the page.
    icons = static / "scripts" / "fontawesome.js"
    if icons.exists():
        icons.write_text("/* icons come from the web font */\n", encoding="utf-8")


def datatables() -> str:
    """DataTables as a plain script that sets ``window.DataTable``, from the module that itables carries.

    A page opened from a file may not load a module. Raises ValueError if the module does not end as known.
    """
    module = (Path(itables.__file__).parent / "html" / "dt_bundle.js").read_text(encoding="utf-8")
    ending = re.search(r"export\{([^}]*)\};?", module)
    name = ending and re.search(r"(\w+) as default", ending[1])
    if not name:
        raise ValueError("the DataTables module of itables has no default export")
    return f"(() => {{{module[:ending.start()]}\nwindow.DataTable = {name[1]};\n{module[ending.end():]}}})();\n"
