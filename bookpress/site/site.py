"""What a page is called, and where the book stands on the web.

There are addresses, a sitemap and robots.txt only if ``html.baseurl`` in ``_config.yml`` names the place.
"""

from __future__ import annotations

import html
import re
from pathlib import Path
from xml.sax.saxutils import escape

from bookpress import hooks


def setup(app) -> None:
    app.connect("build-finished", _write)


def address(app, pagename: str, anchor: str = "") -> str:
    """The full address of a page or a place in it; blank where the book has none."""
    base = app.config.html_baseurl
    return (
        f"{base.rstrip('/')}/{app.builder.get_target_uri(pagename)}{'#' + anchor if anchor else ''}"
        if base
        else ""
    )


def makes_pages(app) -> bool:
    """Whether pages are made here, one a chapter: not where the build was handed over to another process."""
    return bool(app.builder.name == app.builder.format == "html")


def title(context: dict) -> str:
    """The title of a page as text, without the number of its chapter."""
    unnumbered = re.sub("<span class=.section-number.>[^<]*</span>", "", context.get("title") or "Search")
    return html.unescape(re.sub("<[^>]+>", "", unnumbered))


def _write(app, exception) -> None:
    if exception is not None or not makes_pages(app):
        return
    sitemap, robots = (Path(app.outdir, name) for name in ("sitemap.xml", "robots.txt"))
    if not app.config.html_baseurl:
        sitemap.unlink(missing_ok=True)
        robots.unlink(missing_ok=True)
        return
    edition = hooks.edition()
    changed = f"<lastmod>{edition.day}</lastmod>" if edition else ""
    pages = "".join(
        f"<url><loc>{escape(address(app, d))}</loc>{changed}</url>\n" for d in sorted(app.env.found_docs)
    )
    sitemap.write_text(
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n<urlset '
            f'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{pages}</urlset>\n'
        ),
        encoding="utf-8",
    )
    robots.write_text(
        f"User-agent: *\nAllow: /\nSitemap: {app.config.html_baseurl.rstrip('/')}/sitemap.xml\n",
        encoding="utf-8",
    )
