"""The brief: two pages for a desk, of pieces that the chapters have, in their words and of their data."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pikepdf

from bookpress import hooks
from bookpress.engine import papers
from bookpress.engine.progress import step
from bookpress.hooks import Listed, Quoted
from bookpress.paths import PDF, ROOT
from bookpress.printing import document, fonts, pdf
from bookpress.printing.errors import ExportError
from bookpress.printing.records import Chapter

PAGES = 2


def export() -> Path:
    """Build the book, print its brief and return the path of the PDF.

    Raises ExportError, also for a brief that does not fit its pages, or ``build.BuildError``; a PDF that was
    there before is then untouched.
    """
    named = _named()
    _, inputs = pdf.up_to_date()
    target = PDF / papers.brief(document.settings().pdf)
    pdf.write(made(named(), pdf.as_chapters()), target)
    papers.note(target.name, inputs)
    step(f"ready: {target.relative_to(ROOT)}")
    return target


def _named() -> Callable[[], list[Quoted | Listed]]:
    """What gives the pieces. Raises ExportError for a book without a brief."""
    named = hooks.hook("brief")
    if named is None:
        raise ExportError("This book has no brief: register what it has under the hook brief.")
    return named


def made(found: Sequence[Quoted | Listed], chapters: Mapping[str, Chapter]) -> bytes:
    """The brief of these pieces as PDF. Raises ExportError, also for one that does not fit its pages."""
    drawn = pdf.drawn_figures({p.key for p in found if isinstance(p, Quoted) and p.kind == "figure"})
    html = document.brief(found, chapters, drawn, fonts.stylesheet())
    content = pdf.printed(html, f"{document.settings().title}: {document.BRIEF}")
    with pikepdf.open(io.BytesIO(content)) as printed:
        if len(printed.pages) != PAGES:
            raise ExportError(f"The brief takes {len(printed.pages)} pages, and {PAGES} are wanted.")
    return content
