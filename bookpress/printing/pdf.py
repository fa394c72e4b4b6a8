"""Export the whole book or one chapter as PDF, after the book itself is up to date."""

from __future__ import annotations

import json
import os
from collections.abc import Collection
from pathlib import Path

from bookpress.chapters import files
from bookpress.engine import browser, build, papers, pictures, runs, workers
from bookpress.engine.fingerprints import State
from bookpress.engine.progress import step
from bookpress.exhibits import notebook
from bookpress.paths import PDF, ROOT
from bookpress.printing import document, drawings, finish, fonts, printer
from bookpress.printing.builder import FILE
from bookpress.printing.errors import ExportError
from bookpress.printing.records import Chapter

_PRINT = build.WORK / "_build" / "print"


def export(chapter: str | None = None) -> Path:
    """Build the book, print it, or the chapter in this file, and return the PDF's path.

    ``chapter`` is such as ``chapters/proposal/force.ipynb``. Raises ExportError or ``build.BuildError``; a
    PDF that was there before is then untouched.
    """
    docname = docname_of(chapter) if chapter else None
    faces, inputs = up_to_date()
    html, title = compose(docname, faces)
    target = PDF / f"{docname.rsplit('/', 1)[-1]}.pdf" if docname else PDF / f"{document.settings().pdf}.pdf"
    write(printed(html, title), target)
    if docname is None:
        papers.note(target.name, inputs)
    step(f"ready: {target.relative_to(ROOT)}")
    return target


def up_to_date() -> tuple[str, str]:
    """Build the book that is to be printed; returns the rules of its fonts, and the state it was built from.

    Raises ExportError without a font or a browser, and ``build.BuildError``.
    """
    faces = fonts.stylesheet()
    try:
        browser.ensure()
    except browser.NoBrowser as error:
        raise ExportError(f"No PDF without a browser. {error}") from error
    build.build()
    step("setting pages")
    return faces, build.made_from()


def docname_of(chapter: str) -> str:
    """The name of the chapter in this file, which may be named without its folder and suffix.

    Raises ExportError naming the chapters if it is none of the book's.
    """
    known = {p.relative_to(ROOT).as_posix(): p.relative_to(ROOT).with_suffix("").as_posix() for p in files()}
    path = Path(chapter)
    wanted = (
        path.resolve().relative_to(ROOT).as_posix()
        if path.is_absolute() and path.resolve().is_relative_to(ROOT)
        else path.as_posix().removeprefix("./")
    )
    matching = [known[wanted]] if wanted in known else [n for n in known.values() if Path(n).name == wanted]
    if len(matching) != 1:
        raise ExportError(f"No chapter {chapter}. The book has {', '.join(known)}.")
    return matching[0]


def compose(docname: str | None, faces: str, code: bool = False, paper: bool = True) -> tuple[str, str]:
    """A document for the whole book (None) or one chapter of a book that is up to date, and its title.

    ``code`` and ``paper`` as in ``document.chapter``. Raises ExportError if the pages cannot be made or a
    figure cannot be drawn.
    """
    chapters = as_chapters()
    wanted = (
        chapters[docname].exhibits if docname else {name for c in chapters.values() for name in c.exhibits}
    )
    drawn = drawn_figures(wanted)
    title = document.settings().title
    if docname is None:
        return document.book(chapters, drawn, faces), title
    made = document.chapter(docname, chapters, drawn, faces, code=code, paper=paper)
    return made, f"{chapters[docname].title} ({title})"


def drawn_figures(wanted: Collection[str]) -> dict[str, str]:
    """The drawings of the figures of these names. Raises ExportError."""
    try:
        return drawings.drawn(
            {name: e for name, e in notebook.shown(runs.executed()).items() if name in wanted}
        )
    except (pictures.PictureError, browser.NoBrowser) as error:
        raise ExportError(str(error)) from error


def printed(html: str, title: str) -> bytes:
    """The document as a finished PDF. Raises ExportError."""
    page = _PRINT / "book.html"
    try:
        page.write_text(html, encoding="utf-8")
    except OSError as error:
        raise ExportError(f"{page} could not be written: {error.strerror}.") from error
    step("printing")
    return finish.finished(printer.pdf(page), html, title, document.settings())


def write(content: bytes, target: Path) -> None:
    """Put the file in place in one step. Raises ExportError if it cannot be written."""
    fresh = target.with_suffix(".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(content)
        os.replace(fresh, target)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise ExportError(
            f"{target} could not be written: {error.strerror}. What was there before is untouched."
        ) from error


def as_chapters() -> dict[str, Chapter]:
    """The chapters of a book that is up to date, as paper has them; set again if the book is another one."""
    with build.alone() as lock:
        inputs, kept = build.made_from(), _PRINT / "inputs.txt"
        if not (inputs and kept.is_file() and kept.read_text(encoding="utf-8") == inputs):
            workers.held = lock
            workers.prepare()
            kept.unlink(missing_ok=True)
            build.run_sphinx("print", {"bookpress_pictures": True}, State())
            kept.write_text(inputs, encoding="utf-8")
    return _set_chapters()


def _set_chapters() -> dict[str, Chapter]:
    """The chapters as they were last set."""
    found = json.loads((_PRINT / FILE).read_text(encoding="utf-8"))
    return {docname: Chapter.from_json(record) for docname, record in found.items()}
