"""The picture of each page that is shared: what it says, for who draws it (``bookpress.engine.cards``)."""

from __future__ import annotations

import json
from pathlib import Path

from bookpress import hooks
from bookpress.engine import cards
from bookpress.site import site

LISTED = "cards.json"
"""In the folder of the page build's own files."""


def setup(app) -> None:
    app.connect("build-finished", _list)


def has(app) -> bool:
    """Whether pages have a card."""
    return bool(app.config.bookpress_pictures and app.config.html_baseurl and site.makes_pages(app))


def properties(app, pagename: str, title: str, text: str) -> dict[str, str]:
    """The picture of a shared page by property of Open Graph; keeps what is to be drawn."""
    if not has(app):
        return {}
    edition = hooks.edition()
    words = {
        "book": app.config.html_title,
        "title": title,
        "text": text,
        "edition": f"{edition.line[:1].upper()}{edition.line[1:]}" if edition else "",
    }
    app.bookpress_cards = getattr(app, "bookpress_cards", {}) | {pagename: words}
    return {
        "": f"{app.config.html_baseurl.rstrip('/')}/{address(pagename)}",
        ":alt": f"{title}: {text}",
        ":width": str(cards.WIDTH),
        ":height": str(cards.HEIGHT),
    }


def address(pagename: str) -> str:
    """The card of a page, as seen from the first page."""
    return f"{cards.FOLDER}/{cards.file_name(pagename)}"


def _list(app, exception) -> None:
    """Add the cards of the pages just written to those of the others that there are."""
    if exception is not None or not site.makes_pages(app):
        return
    listed = Path(app.doctreedir, LISTED)
    if not has(app):
        listed.unlink(missing_ok=True)
        return
    known = json.loads(listed.read_text(encoding="utf-8")) if listed.is_file() else {}
    known |= getattr(app, "bookpress_cards", {})
    here = {page: words for page, words in known.items() if Path(app.outdir, f"{page}.html").is_file()}
    listed.write_text(json.dumps(here, ensure_ascii=False, sort_keys=True), encoding="utf-8")
