"""Lead from each page below a chapter to its chapter, and list them in the contents of each other.

All of them on every page would be most of a short one.
"""

from __future__ import annotations

from docutils import nodes

from bookpress.engine import subpages
from bookpress.site import references


def setup(app) -> None:
    app.connect("config-inited", _collapse)
    app.connect("doctree-resolved", _lead_up, priority=400)


def _collapse(app, config) -> None:
    config.html_theme_options = {"collapse_navbar": True} | config.html_theme_options


def _lead_up(app, doctree, docname) -> None:
    """Name the chapter under the title of the page; in print the page is in its chapter."""
    chapter = subpages.chapter_of(app.env, docname)
    if app.builder.format == "html" and chapter != docname:
        title = app.env.titles[chapter].astext()
        way = references.link(f"page:{chapter}", title, docname)
        line = nodes.inline("", "Part of ", references.resolve(app, app.env, way, way[0]))
        next(doctree.findall(nodes.section)).insert(1, nodes.container("", line, classes=["page-above"]))
