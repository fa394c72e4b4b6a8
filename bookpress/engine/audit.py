"""Audit the built pages with axe-core in a real browser: every page, in both themes, at every width and
state.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from bookpress import chapters
from bookpress.paths import ROOT

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""The rules of axe-core that count: WCAG 2.2 at level AA, and good practice."""
THEMES = ("light", "dark")
WIDTHS = (320, 390, 1280)
"""Pixels: a desk window at 400 per cent zoom, a phone, a desk window."""
STATES = {
    "closed": "as the page opens",
    "open": "everything that opens is open and every chart is live",
    "search": "the search dialog is open",
    "menu": "the list of chapters is open",
}
AXE = files("axe_playwright_python") / "axe.min.js"
_RUN = """async ([tags, left_out]) => (await axe.run(left_out ? {include: "html", exclude: left_out} : document,
  {resultTypes: ["violations"], runOnly: {type: "tag", values: tags}})).violations
  .flatMap(v => v.nodes.map(n => `${v.id}: ${n.target.join(" ")}: ${n.failureSummary.split("\\n").slice(1).join("; ").trim()} <<${n.html.slice(0, 160)}>>`))"""
_OPEN = """async () => {
  document.querySelectorAll("details").forEach(d => { d.open = true; });
  await window.exhibits?.drawAll();
}"""


STANDARD = "WCAG 2.2"
TEXT_CONTRAST, MARK_CONTRAST = 4.5, 3
"""Least contrast of text (WCAG 1.4.3) and of marks and edges that carry meaning (1.4.11)."""
TARGET = 24
"""Least width and height of a control in pixels (WCAG 2.5.8)."""


@dataclass(frozen=True)
class View:
    """One way to look at a page."""

    page: str
    """Path below the folder of the book."""
    theme: str
    width: int
    state: str = "closed"

    def __str__(self) -> str:
        return f"{self.page} {self.theme} {self.width} {self.state}"


def version() -> str:
    """The version of axe-core that the installed package carries."""
    return AXE.read_text(encoding="utf-8")[:40].split("axe v")[1].split()[0]


def pages() -> list[str]:
    """Every page of the book: chapters, then what the press adds, the search page last."""
    return [
        *(p.relative_to(ROOT).with_suffix(".html").as_posix() for p in chapters.files()),
        "downloads.html",
        "404.html",
        "search.html",
    ]


def grid() -> list[View]:
    """Every view there is.

    The list of chapters opens and closes only in a window too narrow to keep it in sight.
    """
    return [
        View(page, theme, width, state)
        for page in pages()
        for theme in THEMES
        for width in WIDTHS
        for state in STATES
        if not (state == "menu" and width == max(WIDTHS))
    ]


def longest_below(html: Path) -> list[str]:
    """The longest page below each chapter that has any: these are alike."""
    alike = [[*(html / page).with_suffix("").glob("*.html")] for page in pages()]
    longest = [max(found, key=lambda p: p.stat().st_size) for found in alike if found]
    return [page.relative_to(html).as_posix() for page in longest]


def _below(html: Path) -> list[View]:
    """Each view of these pages, in which nothing but folds can be opened."""
    return [
        View(page, theme, width, state)
        for page in longest_below(html)
        for theme in THEMES
        for width in WIDTHS
        for state in ("closed", "open")
    ]


def facts() -> dict:
    """What the accessibility statement says of the audit, by the name it has in its text."""
    return {
        "standard": STANDARD,
        "n_pages": len(pages()),
        "n_views": len(grid()),
        "n_a_page": len(grid()) // len(pages()),
        "axe": version(),
        "themes": list(THEMES),
        "widths": list(map(str, WIDTHS)),
        "states": "; ".join(STATES.values()),
        "zoom": 100 * max(WIDTHS) // min(WIDTHS),
        "text_contrast": str(TEXT_CONTRAST),
        "mark_contrast": MARK_CONTRAST,
        "target": TARGET,
    }


def opened(browser, html: Path, view: View):
    """A tab with the page in that view, its policy lifted so that axe-core may be put into it.

    Close its context after use.
    """
    context = browser.new_context(
        viewport={"width": view.width, "height": 900},
        color_scheme=view.theme,
        reduced_motion="reduce",
        bypass_csp=True,
    )
    tab = context.new_page()
    tab.goto((html / view.page).as_uri())
    if view.state == "open":
        tab.evaluate(_OPEN)
    if view.state == "search":
        tab.locator(".search-button__button:visible").first.click()
    if view.state == "menu":
        tab.locator(".primary-toggle:visible").first.click()
    return tab


def violations(tab, rows: int | None = None) -> list[str]:
    """What axe-core finds in an open page: rule, element and what is wrong, one text each.

    It takes a second for some hundred cells: with ``rows``, only so many of each table are looked at.
    """
    left_out = "" if rows is None else f"tbody tr:nth-child(n+{rows + 1})"
    if not tab.evaluate("typeof axe === 'object'"):
        tab.evaluate(AXE.read_text(encoding="utf-8"))
    return tab.evaluate(_RUN, [list(TAGS), left_out])


def audit(html: Path, only: str = "") -> int:
    """Look at every view whose page's path contains ``only``, print what is wrong and return the number of
    faults.
    """
    from bookpress.engine import browser

    found, views = 0, [v for v in [*grid(), *_below(html)] if only in v.page]
    with browser.launched() as chromium:
        for view in views:
            tab = opened(chromium, html, view)
            faults = violations(tab)
            tab.context.close()
            for fault in faults:
                print(f"{view}: {fault}", flush=True)
            found += len(faults)
    print(
        (
            f"{len(views)} views of {len({v.page for v in views})} pages, axe-core "
            f"{version()}: {found} violations"
        ),
        file=sys.stderr,
    )
    return found
