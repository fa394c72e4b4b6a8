"""Print an HTML document to PDF with a headless Chromium; page numbers come from the pages themselves."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf

from bookpress.engine import browser
from bookpress.printing.errors import ExportError

_FLOW = (Path(__file__).parent / "flow.js").read_text(encoding="utf-8")
_COLUMN = 627
"""CSS pixels of the type area: A4 less the margins of ``print.css``."""
_PASSES = 4
"""Numbers filled in can move a line to another page; after so many prints they must stand."""
_TIMEOUT = 240_000
_FILL = """numbers => {
  let changed = 0;
  document.querySelectorAll("[data-page-of]").forEach(place => {
    const number = String(numbers[place.dataset.pageOf] ?? "");
    if (place.textContent !== number) { place.textContent = number; changed += 1; }
  });
  return changed;
}"""


def pdf(document: Path) -> bytes:
    """The document as tagged PDF with an outline.

    Raises ExportError if the browser stops or page numbers do not settle, ``browser.NoBrowser`` where there
    is none.
    """
    from playwright.sync_api import Error

    try:
        with browser.launched() as chromium:
            page = chromium.new_page(color_scheme="light", viewport={"width": _COLUMN, "height": 1000})
            page.emulate_media(media="print")
            page.set_default_timeout(_TIMEOUT)
            page.goto(document.resolve().as_uri())
            page.evaluate("() => Promise.all([...document.fonts].map(face => face.load())).then(() => null)")
            page.evaluate(_FLOW)
            for _ in range(_PASSES):
                made = page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
                if not page.evaluate(_FILL, pages_of_targets(made)):
                    return made
    except Error as error:
        raise ExportError(f"The browser stopped while printing: {str(error).splitlines()[0]}") from error
    raise ExportError(f"Page numbers did not settle in {_PASSES} prints.")


def pages_of_targets(made: bytes) -> dict[str, int]:
    """The page number of each named target of a PDF, counted from 1."""
    with pikepdf.open(io.BytesIO(made)) as found:
        number: dict[object, int] = {page.objgen: i for i, page in enumerate(found.pages, start=1)}
        targets: dict[object, Any] = dict(found.Root.get("/Dests", {}).items())
        if "/Names" in found.Root and "/Dests" in found.Root.Names:
            targets |= dict(pikepdf.NameTree(found.Root.Names.Dests).items())
        return {
            str(name).lstrip("/"): number[(t.D if isinstance(t, pikepdf.Dictionary) else t)[0].objgen]
            for name, t in targets.items()
        }
