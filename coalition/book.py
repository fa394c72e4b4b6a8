"""Build the book: check the data, execute the chapters, build the pages, publish them in one step."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from coalition import browser, check, execution, exhibits, pictures
from coalition.data import ROOT

BUILD = ROOT / "_build"
WORK = BUILD / "work"
"""Where pages are made. A build that fails leaves the published pages alone."""
HTML = BUILD / "html"


class BuildError(Exception):
    """The build stopped; the message says why. What was published before is still there."""


def build(refresh: bool = False) -> Path:
    """Build the HTML book and return the path of its first page.

    Raises BuildError if the data break a rule, a chapter fails or the page build warns.
    """
    if broken := check.violations():
        raise BuildError("\n".join([*broken, "The data break the rules above; nothing was built."]))
    _step("executing chapters")
    output = WORK / "_build"
    try:
        execution.execute(refresh)
    except execution.ChapterError as error:
        raise BuildError(f"{error}\nA chapter failed; nothing was built.") from error
    _step("building pages")
    specs = {name: e["spec"] for name, e in exhibits.shown(execution.executed()).items() if e["kind"] == "figure"}
    drawing = _draw(specs)
    command = [Path(sys.executable).parent / "jupyter-book", "build", "-q", "-W", "-n", "--keep-going", "--path-output", WORK, ROOT]
    if subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT), "COALITION_PICTURES": "made" if drawing else ""}, stdout=subprocess.DEVNULL).returncode:
        # Sphinx would not repeat the warnings of pages it takes for finished: the next build reads all again.
        shutil.rmtree(output / ".doctrees", ignore_errors=True)
        shutil.rmtree(output / "html", ignore_errors=True)
        raise BuildError("The page build failed or warned (see above); the last good pages are untouched.")
    if drawing:
        try:
            drawing.result()
        except pictures.PictureError as error:
            raise BuildError(f"{error}\nNo pictures could be made; the last good pages are untouched.") from error
        pictures.copy(specs, output / "html" / pictures.FOLDER)
    publish(output / "html", HTML)
    page = HTML / "index.html"
    _step(f"ready: {page.relative_to(ROOT)}")
    return page


def _draw(specs: dict[str, dict]) -> Future | None:
    """Draw the pictures while the pages are made; None, said aloud, where no browser can be had."""
    try:
        browser.ensure()
    except browser.NoBrowser as error:
        _step(f"  {error}\n  Until then pages have no pictures: a reader's browser draws each chart.")
        return None
    pool = ThreadPoolExecutor(1)
    drawing = pool.submit(pictures.draw, specs)
    pool.shutdown(wait=False)
    return drawing


def publish(made: Path, published: Path) -> None:
    """Replace the published folder by a copy of the one just made, by two renames."""
    fresh, old = published.with_name("html.new"), published.with_name("html.old")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(made, fresh, ignore=shutil.ignore_patterns(".buildinfo*"))
    shutil.rmtree(old, ignore_errors=True)
    if published.exists():
        published.rename(old)
    fresh.rename(published)
    shutil.rmtree(old, ignore_errors=True)


def _step(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
