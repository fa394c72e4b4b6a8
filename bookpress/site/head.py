"""What the head of a page tells browsers, search engines and those who share it: description, card, icon,
colours.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes

from bookpress import templates
from bookpress.exhibits import style
from bookpress.site import cards, site
from bookpress.upstream import theme

_DESCRIPTION_LENGTH = 160
ICON = "_static/favicon.svg"
_TEMPLATES = Path(__file__).parent / "templates" / "parts"
_TAGS, _FAVICON = (templates.read(_TEMPLATES / name) for name in ("metatags.html", "favicon.svg"))


def setup(app) -> None:
    app.add_config_value("bookpress_search_description", "", "html", str)
    app.connect("builder-inited", _draw_icon)
    app.connect("builder-inited", theme.without_description)
    app.connect("html-page-context", _described, priority=900)


def lead(doctree) -> str:
    """The first paragraph of the opening box, or else of the text, or else of what a cell shows."""
    for kind in (nodes.admonition, nodes.section, nodes.container):
        for paragraph in doctree.findall(nodes.paragraph):
            if isinstance(paragraph.parent, kind):
                return " ".join(paragraph.astext().split())
    return ""


def _described(app, pagename, templatename, context, doctree) -> None:
    """Describe a page by the answer it opens with, shortened at a word, and by a card."""
    title = site.title(context)
    whole = (
        lead(doctree)
        if doctree is not None
        else context.get("opening")
        or app.config.bookpress_search_description
        or f"Search {app.config.html_title}."
    )
    opening = _shortened(whole)
    url = site.address(app, pagename)
    picture = cards.properties(app, pagename, title, whole)
    tags = [
        ("name", "description", opening),
        ("property", "og:title", title),
        ("property", "og:description", opening),
        ("property", "og:type", "article"),
        ("property", "og:site_name", app.config.html_title),
        ("property", "og:locale", "en_GB"),
        ("property", "og:url", url),
        *(("property", f"og:image{key}", value) for key, value in picture.items()),
        ("name", "twitter:card", "summary_large_image" if picture else "summary"),
    ]
    colours = [("light", style.palette().light["surface"]), ("dark", style.palette().dark["surface"])]
    context["metatags"] = context.get("metatags", "") + _TAGS.render(tags=tags, colours=colours)
    context["favicon_url"] = context["pathto"](ICON, 1)


def _shortened(text: str) -> str:
    return text if len(text) <= _DESCRIPTION_LENGTH else text[:_DESCRIPTION_LENGTH].rsplit(" ", 1)[0] + " …"


def _draw_icon(app) -> None:
    """Two halves with a line between them, in the book's colours on either background."""
    if app.builder.format != "html":
        return
    found = style.palette()
    icon = Path(app.outdir, ICON)
    icon.parent.mkdir(parents=True, exist_ok=True)
    icon.write_text(
        _FAVICON.render(ground=found.light[found.icon], surface=found.light["surface"]) + "\n",
        encoding="utf-8",
    )
