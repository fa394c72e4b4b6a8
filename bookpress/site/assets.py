"""Scripts of the page: our own and the theme's, none that it has no use for, plotly.js from the installed
package.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from bookpress.exhibits import style
from bookpress.site import STATIC
from bookpress.upstream import itables, myst_nb, plotly, theme

HERE = Path(__file__).parent
_DROPPED = ("sphinx-thebe.js", "togglebutton.js")
"""Run code on a server and fold what a browser folds by itself."""
WHERE = {
    "clipboard.min.js": 'class="highlight',
    "copybutton.js": 'class="highlight',
    "design-tabs.js": "sd-tab-set",
    "exhibits.js": "exhibit-",
    "fitting.js": "-table",
    "moved.js": 'class="moved',
    "tables.js": "table-search",
    "tex-mml-chtml.js": 'class="math',
}
"""Scripts that only some pages load, by what such a page has in it. A book may add its own."""


def setup(app) -> None:
    app.connect("config-inited", lambda app, config: config.templates_path.append(str(HERE / "templates")))
    app.connect("builder-inited", _before_pages)
    app.connect("html-page-context", _choose_scripts, priority=950)
    app.connect("build-finished", _after_pages)
    app.add_js_file("exhibits.js")
    app.add_js_file("fitting.js")
    app.add_js_file("tables.js")
    app.add_js_file("scrolling.js")
    app.add_js_file("moved.js")
    app.add_css_file("exhibit-style.css")
    app.add_css_file("exhibits.css")
    app.add_css_file("reference.css")


def _before_pages(app) -> None:
    """Put made files in place before pages link to them: Sphinx adds a checksum to links of what it finds."""
    app.config.html_static_path += [str(STATIC), str(style.STATIC)]
    if app.builder.format != "html":
        return
    static = Path(app.outdir, "_static")
    static.mkdir(parents=True, exist_ok=True)
    (static / "exhibit-style.js").write_text(style.script(), encoding="utf-8")
    (static / "exhibit-style.css").write_text(style.stylesheet(), encoding="utf-8")
    myst_nb.copy_stylesheet(app, static)


def _choose_scripts(app, pagename, templatename, context, doctree) -> None:
    """The scripts of one page as the layout writes them: in order, each as a file, none it has no use for."""
    files = [str(f.filename) for f in context["script_files"] if f.filename]
    body = context.get("body", "")
    context["page_scripts"] = [
        f
        for f in [*files, theme.SCRIPT]
        if Path(f).name not in _DROPPED and WHERE.get(Path(f).name, "") in body
    ]


def _after_pages(app, exception) -> None:
    if exception is not None or app.builder.format != "html":
        return
    static = Path(app.outdir, "_static")
    shutil.copyfile(plotly.FILE, static / plotly.FILE.name)
    (static / "datatables.js").write_text(itables.datatables(), encoding="utf-8")
    Path(app.outdir, theme.SCRIPT).write_text(theme.script(), encoding="utf-8")
    for unused in {path for pattern in theme.UNUSED for path in static.glob(pattern)}:
        unused.unlink()
