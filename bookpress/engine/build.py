"""Build the book: check the data, execute the chapters, build the pages, publish them in one step.

Each step is done only if something it read has changed (``bookpress.engine.fingerprints``), and one build
runs at a time.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from copy import deepcopy
from pathlib import Path

from bookpress import hooks, inputs
from bookpress.engine import browser, papers
from bookpress.engine.fingerprints import OUTSIDE, State, digest, packages
from bookpress.engine.progress import say, step
from bookpress.engine.publishing import NOT_PUBLISHED, contents, publish, recover
from bookpress.engine.sphinx_run import Command
from bookpress.errors import PressError
from bookpress.paths import BUILD, HTML, ROOT, WORK

_LOCK = BUILD / "lock"
_MADE = WORK / "_build"
_CHECKED = WORK / "checked.json"
"""What the last check of the data read, if it found nothing wrong."""
_BOOK = WORK / "book.json"
"""What the pages rest on, and their contents. It is there only while the pages in ``_MADE`` are whole."""
_ATTEMPTS = 3


class BuildError(PressError):
    """The build stopped; the message says why. What was published before is still there."""


def build(refresh: bool = False, with_pictures: bool = True, command: Command | None = None) -> Path:
    """Bring the HTML book up to date and return the path of its first page.

    ``refresh`` runs every chapter; without pictures a reader's browser draws each chart; ``command`` is what
    Jupyter Book or Sphinx was asked for, if they were. Waits, and says so, while another build runs. Raises
    BuildError if the data break a rule, a chapter fails, the page build warns, or the disk is full.
    """
    _require_a_plain_path(ROOT)
    started = time.monotonic()
    published = command.published if command else HTML
    page = published / "index.html"
    shown = os.path.relpath(page)
    try:
        with alone() as lock:
            recover(HTML)
            state = State()
            everything = refresh or (command is not None and command.everything)
            if not everything and _is_current(state, with_pictures, published):
                step(f"nothing changed: {shown} is up to date ({time.monotonic() - started:.1f} s)")
                return page

            def make(state: State) -> str:
                ran = _execute(refresh, state)
                if everything:
                    _forget_pages()
                return f"{ran}; {_make(with_pictures, state, command, published)}"

            _, summary = _until_inputs_stay(make, state, lock)
    except OSError as error:
        with suppress(OSError):  # what cannot be written cannot be removed either
            _forget_pages()
        raise BuildError(f"{_reason(error)}\nThe last good pages are untouched.") from error
    step(f"{summary}\nready: {shown} ({time.monotonic() - started:.1f} s)")
    return page


def _reason(error: OSError) -> str:
    """What the system refused, in a line: of many files that could not be copied, the first."""
    if isinstance(error, shutil.Error) and error.args and isinstance(error.args[0], list):
        return str(error.args[0][0][-1])
    return f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}"


def _require_a_plain_path(root: Path) -> None:
    """Raise BuildError for a path that Sphinx cannot write, as Python reads its letters as bytes, or in which
    its table of contents would look for other files.
    """
    if "[" in str(root):
        raise BuildError(
            f"Sphinx takes the bracket in the path {root} for a pattern of file names: give the folder "
            "another name, or move the project"
        )
    try:
        str(root).encode("utf-8")
    except UnicodeEncodeError as error:
        shown = str(root).encode("ascii", "backslashreplace").decode()
        raise BuildError(
            f"The locale does not know the letters of the path {shown}: set PYTHONUTF8=1, or move the project"
        ) from error


def run_chapters() -> State:
    """Run the chapters that need it, and give the state of everything in which they were run.

    Raises BuildError.
    """
    with alone() as lock:
        return _until_inputs_stay(lambda state: _execute(False, state), State(), lock)[0]


def made_from() -> str:
    """A digest of everything that the pages which are there were made from; blank where there are none."""
    return _read(_BOOK).get("inputs", "")


@contextmanager
def alone() -> Iterator[int]:
    """Run while no other build of this project does; gives the descriptor of the lock.

    The system ends the lock with the processes that have it, however they end.
    """
    BUILD.mkdir(exist_ok=True)
    with _LOCK.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            step("another build is running; waiting for it to end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock.fileno()


def _until_inputs_stay(make: Callable[[State], str], state: State, lock: int) -> tuple[State, str]:
    """Let something be made of one state of the inputs; returns it, and what was done."""
    from bookpress.engine import workers

    workers.held = lock
    workers.prepare()  # before all else, so that it loads at the same time
    from bookpress.engine import runs

    for _ in range(_ATTEMPTS):
        state.see()  # before anything reads a file that changes meanwhile
        try:
            return state, make(state)
        except runs.InputsChanged as changed:
            say(f"{changed} changed during the build: starting again with what changed")
            state = State()
    raise BuildError("Files of the project keep changing; nothing was published.")


def _execute(refresh: bool, state: State) -> str:
    """Check the data and run the chapters; returns how many ran, in words."""
    from bookpress.engine import runs

    _check(state)
    step("executing chapters")
    try:
        ran = runs.execute(refresh, state)
    except runs.ChapterError as error:
        raise BuildError(f"{error}\nA chapter failed; nothing was built.") from error
    return f"{_counted(len(ran), 'chapter')} ran, {len(runs.notebooks()) - len(ran)} cached"


def _make(with_pictures: bool, state: State, command: Command | None, published: Path) -> str:
    """Make and publish the pages; returns what changed, in words."""
    step("building pages")
    made = _pages(state, with_pictures, command)
    before = contents(published)
    if published == HTML and before != made:
        publish(_MADE / "html", HTML)
    elif published != HTML:  # a folder that may have more in it than the book
        shutil.copytree(_MADE / "html", published, ignore=NOT_PUBLISHED, dirs_exist_ok=True)
    return _difference(before, made)


def _check(state: State) -> None:
    """Look at the files of the book, and check the data unless nothing the last check read has changed.

    Raises BuildError.
    """
    if found := inputs.faults():
        raise BuildError("\n".join([*found, "The files above cannot be read; nothing was built."]))
    check = hooks.hook("check")
    if check is None or ((record := _read(_CHECKED)) and state.holds(record)):
        return
    from bookpress.engine import tracing, workers

    step("checking the data")
    outcome = workers.call(check)
    if outcome.error:
        raise BuildError(f"{outcome.error}The data could not be checked; nothing was built.")
    if outcome.value:
        raise BuildError("\n".join([*outcome.value, "The data break the rules above; nothing was built."]))
    _write(_CHECKED, state.record(tracing.keys(outcome.read + outcome.loaded)))


def _pages(state: State, with_pictures: bool, command: Command | None) -> dict[str, str]:
    """Make the pages that are not up to date; returns the contents of the whole book. Raises BuildError."""
    from bookpress.engine import cards, notebook_pictures, pictures, runs

    known = _read(_BOOK)
    if not known or not state.holds(known["book"]) or contents(_MADE / "html") != known["made"]:
        known = {"book": {}, "written": {}}
        _forget_pages()
    _BOOK.unlink(missing_ok=True)
    drawing = _draw(state) if with_pictures else None
    made_of = _everything(state, with_pictures)
    offered = papers.of(made_of)
    settings = {
        "bookpress_papers": list(offered),
        "bookpress_pictures": drawing is not None,
        "bookpress_write_all": not state.holds(known["written"]),
    }
    read, loaded = run_sphinx("html", settings, state, command)
    if drawing:
        try:
            specs = _finished(drawing, state)
            pictures.copy(specs, _MADE / "html" / pictures.FOLDER)
            notebook_pictures.give(specs, _MADE / "html")
            cards.give(_MADE / ".doctrees" / "cards.json", _MADE / "html")
        except pictures.PictureError as error:
            _forget_pages()
            raise BuildError(
                f"{error}\nNo pictures could be made; the last good pages are untouched."
            ) from error
    papers.give(offered, known.get("papers", {}), _MADE / "html" / papers.DOWNLOADS)
    rests_on = {
        "book": {*known["book"], *read["book"], *loaded},
        "written": {*known["written"], *read["written"]},
    }
    _require_the_same(state, {*read["pages"], *rests_on["book"], *rests_on["written"]})
    made = contents(_MADE / "html")
    outside = {
        key
        for key in {*runs.outside(state), *read["pages"], *rests_on["book"], *rests_on["written"]}
        if key.startswith(OUTSIDE)
    }
    _write(
        _BOOK,
        {"inputs": made_of, "outside": state.record(outside), "made": made, "papers": offered}
        | {scope: state.record(keys) for scope, keys in rests_on.items()},
    )
    return made


def _require_the_same(state: State, keys: set[str]) -> None:
    """Raise InputsChanged if something that pages rest on is not as it was: they may be of both states."""
    from bookpress.engine import runs

    if changed := State().changed(state.record(keys)):
        _forget_pages()
        raise runs.InputsChanged(", ".join(changed))


def run_sphinx(
    builder: str, settings: dict, state: State, command: Command | None = None
) -> tuple[dict[str, list[str]], set[str]]:
    """Let Sphinx build the executed chapters into a folder beside the pages.

    ``settings`` overrides its configuration, ``state`` is that in which the chapters were executed,
    ``command`` what was asked for. Returns what was read, by scope (``bookpress.engine.sphinx_run``), and the
    code that was loaded. Raises BuildError.
    """
    from bookpress.engine import sphinx_run, tracing, workers

    try:
        outcome = workers.call(sphinx_run.run, str(_MADE), builder, settings, state, command)
    except workers.WorkerDied as error:
        _forget_pages()
        raise BuildError(f"{error}\nThe page build was killed; the last good pages are untouched.") from error
    if outcome.error or outcome.value is None:
        # Sphinx would not repeat the warnings of pages it takes for finished: the next build reads all again.
        _forget_pages()
        raise BuildError(
            f"{outcome.error or ''}The page build failed or warned (see above); the last good "
            "pages are untouched."
        )
    return outcome.value, tracing.keys(outcome.loaded)


def _draw(state: State) -> Future | None:
    """Draw the pictures while the pages are made, and return what each figure is drawn from.

    None, said aloud, where no browser can be had.
    """
    try:
        browser.found()
    except browser.NoBrowser as error:
        say("left out: the pictures of the figures; a reader's browser draws each chart")
        say(str(error))
        return None

    pool = ThreadPoolExecutor(1)
    drawing = pool.submit(_drawn, deepcopy(state))  # the page build gets the other one meanwhile
    pool.shutdown(wait=False)
    return drawing


def _drawn(state: State) -> dict[str, dict]:
    """Draw the pictures that are missing; what each figure is drawn from, by its name."""
    from bookpress.engine import pictures, plates, runs
    from bookpress.exhibits import notebook

    shown = notebook.shown(runs.executed(state))
    specs = {name: plates.lettered(e) for name, e in shown.items() if e.kind == "figure"}
    pictures.draw(specs)
    return specs


def _finished(drawing: Future, state: State) -> dict[str, dict]:
    """Wait for the drawing; where it failed beside the page build, draw what is missing alone.

    A machine may have memory for one of the two. Raises PictureError.
    """
    from bookpress.engine import pictures

    try:
        return drawing.result()
    except pictures.PictureError:
        return _drawn(state)


def _is_current(state: State, with_pictures: bool, published: Path) -> bool:
    """Whether the published book was made from everything as it is now, and is whole."""
    known = _read(_BOOK)
    return (
        bool(known)
        and known["inputs"] == _everything(state, with_pictures)
        and state.holds(known["outside"])
        and known.get("papers") == papers.of(known["inputs"])
        and contents(published) == known["made"]
    )


def _everything(state: State, with_pictures: bool) -> str:
    """A digest of all that a build can see: project, packages, interpreter, the browser that draws."""
    return digest(
        state.files
        | state.record(["python", *packages()])
        | {"browser": str(with_pictures and browser.find())}
    )


def _forget_pages() -> None:
    _BOOK.unlink(missing_ok=True)
    shutil.rmtree(_MADE, ignore_errors=True)


def _difference(before: dict[str, str], made: dict[str, str]) -> str:
    """Which pages are not as they were published, in a few words."""
    changed = [path for path in {**before, **made} if before.get(path) != made.get(path)]
    pages = [path for path in changed if path.endswith(".html")]
    if not changed:
        return "no page changed"
    named = ", ".join(pages) if len(pages) <= 8 else f"{', '.join(pages[:8])} and {len(pages) - 8} more"
    return (
        f"{_counted(len(pages), 'page')} changed{f' ({named})' if before and pages else ''}, "
        f"{_counted(len(changed) - len(pages), 'other file')}"
    )


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _read(path: Path) -> dict:
    """What was written, or nothing if it is not there or was not finished."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}


def _write(path: Path, content: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(content, indent=1), encoding="utf-8")
    fresh.replace(path)
