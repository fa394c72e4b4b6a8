"""Lead from each page below a chapter to its chapter, and list them in the contents of each other.

All of them on every page would be most of a short one.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes

from bookpress.engine import subpages
from bookpress.site import references
from bookpress.upstream import theme


def setup(app) -> None:
    app.connect("config-inited", _collapse)
    app.connect("doctree-read", _have_name)
    app.connect("doctree-resolved", _lead_up, priority=400)
    app.connect("html-page-context", _name_source, priority=100)
    app.connect("html-page-context", _name_toggles, priority=950)


def _collapse(app, config) -> None:
    config.html_theme_options = {"collapse_navbar": True} | config.html_theme_options


def _name_source(app, pagename, templatename, context, doctree) -> None:
    """Name the notebook of the chapter as what the page was made from."""
    chapter = subpages.chapter_of(app.env, pagename)
    if chapter != pagename:
        suffix = Path(app.env.doc2path(pagename)).suffix
        context |= {"sourcename": f"{chapter}{suffix}", "page_source_suffix": suffix}


def _name_toggles(app, pagename, templatename, context, doctree) -> None:
    theme.name_toggles(context, "Pages of this chapter")


def _have_name(app, doctree) -> None:
    """Let the name of a page be a permalink on it too, as it is in its chapter."""
    if app.env.docname != subpages.chapter_of(app.env, app.env.docname):
        ids, name = next(doctree.findall(nodes.section))["ids"], app.env.docname.rpartition("/")[2]
        ids += [] if name in ids else [name]


def _lead_up(app, doctree, docname) -> None:
    """Name the chapter under the title of the page; in print the page is in its chapter."""
    chapter = subpages.chapter_of(app.env, docname)
    if app.builder.format == "html" and chapter != docname:
        title = app.env.titles[chapter].astext()
        way = references.link(f"page:{chapter}", title, docname)
        line = nodes.inline("", "Part of ", references.resolve(app, app.env, way, way[0]))
        next(doctree.findall(nodes.section)).insert(1, nodes.container("", line, classes=["page-above"]))
