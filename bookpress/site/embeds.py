"""A page for each figure that other sites may frame: the picture with its words, and the way back.

It has no script and carries its few styles with it. Every other page forbids to be framed where a server
can say so (``content_policy.HEADERS``).
"""

from __future__ import annotations

import math
import shutil
from pathlib import Path

from bookpress import templates
from bookpress.engine import pictures, plates
from bookpress.exhibits import style
from bookpress.exhibits.exhibit import Exhibit
from bookpress.site import content_policy, site

FOLDER = content_policy.FRAMED
_TEMPLATES = Path(__file__).parent / "templates" / "parts"
_PAGE, _STYLE = (templates.read(_TEMPLATES / name) for name in ("embedded.html", "embedded.css"))
_LETTER, _LINE, _EDGES = 8, 20, 40
"""Pixels: of a letter, of a line, and of all margins of such a page, each at most."""


def setup(app) -> None:
    app.connect("build-finished", _write)


def address(name: str) -> str:
    """The page of a figure, as seen from the first page of the book."""
    return f"{FOLDER}/{name}.html"


def height(exhibit: Exhibit) -> int:
    """Pixels of a frame that shows the page of a figure whole, in a wide and in a narrow column."""
    return max(
        pictures.height(exhibit.drawing, size) + _LINE * _lines(exhibit, width) + _EDGES
        for size, width in pictures.WIDTHS.items()
    )


def _lines(exhibit: Exhibit, width: int) -> int:
    return sum(math.ceil(len(text) * _LETTER / width) for text in plates.words(exhibit).values() if text) + 1


def _write(app, exception) -> None:
    """Write the pages anew, for the figures that have pictures."""
    if exception is not None or not site.makes_pages(app):
        return
    folder = Path(app.outdir, FOLDER)
    shutil.rmtree(folder, ignore_errors=True)
    if not app.config.bookpress_pictures:
        return
    folder.mkdir()
    for docname, known in getattr(app.env, "bookpress_exhibits", {}).items():
        for exhibit in known.values():
            if exhibit.kind == "figure":
                page = _page(app, docname, exhibit)
                Path(app.outdir, address(exhibit.name)).write_text(f"{page}\n", encoding="utf-8")


def _page(app, docname: str, exhibit: Exhibit) -> str:
    back = f"{app.builder.get_target_uri(docname)}#{exhibit.name}"
    looks = _STYLE.render(
        light=style.palette().light,
        dark=style.palette().dark,
        narrow_below=pictures.NARROW_BELOW,
        narrow=pictures.WIDTHS["narrow"],
    )
    return _PAGE.render(
        exhibit=exhibit,
        words=plates.words(exhibit),
        book=app.config.html_title,
        language=app.config.language,
        policy=content_policy.framed(looks),
        styles=looks,
        back=site.address(app, docname, exhibit.name) or f"../{back}",
        canonical=site.address(app, docname, exhibit.name),
        folder=f"../{pictures.FOLDER}",
        files={
            theme: {size: pictures.file_name(exhibit.name, size, theme) for size in pictures.WIDTHS}
            for theme in ("light", "dark")
        },
        sizes={
            size: (width, pictures.height(exhibit.drawing, size)) for size, width in pictures.WIDTHS.items()
        },
        narrow_below=pictures.NARROW_BELOW,
    )
