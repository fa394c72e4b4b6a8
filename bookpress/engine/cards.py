"""The picture of a page that is shared: its title and its answer, drawn once and kept by what it says.

Only a book with an address has them, since services that show them ask for a full one.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import textwrap
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

from bookpress.engine import browser, plates
from bookpress.engine.pictures import PictureError
from bookpress.exhibits import style
from bookpress.paths import KEPT

CACHE = KEPT / "cards"
FOLDER = "_cards"
WIDTH, HEIGHT = 1200, 630
"""Pixels, as services that show cards want them."""
_BAR, _TITLE, _TEXT, _SMALL = 18, 64, 36, 26
_ANSWER = 7
"""Lines of the answer, at most."""
_CACHED = 400
"""Cards kept, newest first."""


def file_name(page: str) -> str:
    """The file of the card of a page."""
    return f"{page.replace('/', '-')}.png"


def composed(words: dict[str, str]) -> str:
    """A card as SVG. ``words`` has ``book``, ``title``, ``text`` and ``edition``; each may be blank."""
    light = style.palette().light
    card = plates.ground(WIDTH, HEIGHT)
    bar = {"width": str(_BAR), "height": str(HEIGHT), "fill": light["accent"]}
    ElementTree.SubElement(card, f"{{{plates.SVG}}}rect", bar)
    write = partial(plates.write, card, WIDTH, edge=4 * _BAR)
    y = write(words["book"], 40, _SMALL, "600", light["accent"])
    y = write(words["title"], y + 12, _TITLE, "600", light["ink"])
    lines = plates.lines(words["text"], WIDTH, _TEXT, 4 * _BAR)
    short = " ".join(lines[:_ANSWER])
    text = (
        words["text"]
        if len(lines) <= _ANSWER
        else textwrap.shorten(words["text"], len(short), placeholder=" …")
    )
    write(text, y + 8, _TEXT, "400", light["ink"])
    write(words["edition"], HEIGHT - 2 * _SMALL - 20, _SMALL, "400", light["muted"])
    return ElementTree.canonicalize(ElementTree.tostring(card, encoding="unicode"))


def give(listed: Path, pages: Path) -> None:
    """Draw the cards that are listed, and put them into the folder of the pages.

    ``listed`` is a JSON file with the words of each page; without it the book has none. Raises PictureError.
    """
    folder = pages / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    if not listed.is_file():
        return
    cards = {page: composed(words) for page, words in json.loads(listed.read_text(encoding="utf-8")).items()}
    _draw([card for card in cards.values() if not _kept(card).is_file()])
    folder.mkdir()
    for page, card in cards.items():
        shutil.copyfile(_kept(card), folder / file_name(page))
    for old in sorted(CACHE.iterdir(), key=lambda p: p.stat().st_mtime, reverse=True)[
        max(_CACHED, len(cards)) :
    ]:
        old.unlink()


def _kept(card: str) -> Path:
    return CACHE / f"{hashlib.sha256(card.encode()).hexdigest()[:32]}.png"


def _draw(cards: list[str]) -> None:
    from playwright.sync_api import Error

    CACHE.mkdir(parents=True, exist_ok=True)
    if not cards:
        return
    try:
        with browser.launched() as chromium:
            page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            for card in cards:
                page.set_content(f"<body style='margin:0'>{card}</body>")
                fresh = _kept(card).with_suffix(".new")
                fresh.write_bytes(page.screenshot())
                fresh.replace(_kept(card))
    except Error as error:
        raise PictureError(f"A card could not be drawn: {str(error).splitlines()[0]}") from error
