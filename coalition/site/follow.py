"""Let readers follow the book: write the feed of editions, and name it in the head of every page."""

from __future__ import annotations

from pathlib import Path

from bookpress.site import site
from coalition.reference import archives, downloads, feed

_LABEL = "editions"


def setup(app) -> None:
    app.connect("html-page-context", _named, priority=921)
    app.connect("build-finished", _write, priority=502)


def _page(app) -> str:
    """The page of editions, seen from the first page; blank for a book without it."""
    labels = app.env.get_domain("std").labels
    return app.builder.get_target_uri(labels[_LABEL][0]) if _LABEL in labels else ""


def _named(app, pagename, templatename, context, doctree) -> None:
    if app.builder.name == "html" and _page(app):
        address = context["pathto"](feed.NAME, 1)
        context["metatags"] = (
            context.get("metatags", "")
            + '\n<link rel="alternate" type="application/atom+xml" title="Editions and changes"'
            f' href="{address}">'
        )


def _write(app, exception) -> None:
    """Write the feed, unless nothing that it tells of has moved."""
    if exception is not None or not site.makes_pages(app) or not (page := _page(app)):
        return
    base = f"{app.config.html_baseurl.rstrip('/')}/" if app.config.html_baseurl else ""
    file, stamp = Path(app.outdir, feed.NAME), Path(app.doctreedir, "feed.txt")
    state = " ".join((base, page, downloads.state(), *archives.sums().values()))
    if not file.is_file() or not stamp.is_file() or stamp.read_text(encoding="utf-8") != state:
        file.write_bytes(feed.feed(base, page))
        stamp.write_text(state, encoding="utf-8")
