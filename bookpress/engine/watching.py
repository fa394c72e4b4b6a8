"""Build at each change of the book, serve its pages, and let a browser that shows one load it again."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from bookpress.engine import build, serving, workers
from bookpress.engine.fingerprints import walk
from bookpress.engine.progress import step
from bookpress.errors import PressError
from bookpress.paths import HTML, ROOT

_SECONDS = 0.3
"""Between two looks at the files: some hundreds of them take a few thousandths of a second."""
_SPHINX = (
    "jupyter_book.config",
    "sphinx.builders.html",
    "sphinx.builders.linkcheck",
    "myst_nb.sphinx_ext",
    "pydata_sphinx_theme",
    "sphinx_book_theme",
    "sphinx_design",
    "sphinx_external_toc",
    "sphinx_thebe",
    "sphinxcontrib.bibtex",
)
"""What each page build loads; here once for all of them."""


def watch(policies: Mapping[str, str], port: int | None) -> None:
    """Build and serve until Ctrl-C. Starts itself again if a module that it has loaded changes."""
    workers.preload(_SPHINX)
    live = serving.Live()
    before: dict[str, tuple[int, int]] = {}
    server = None
    while True:
        now = _files()
        try:
            build.build()
        except PressError as error:
            step(str(error))
        live.say_so()
        if server is None and HTML.is_dir():
            server = serving.server(HTML, policies, port, live)
            threading.Thread(target=server.serve_forever, daemon=True).start()
            step(f"http://127.0.0.1:{server.server_port}/ (Ctrl-C stops)")
        before = now
        while (now := _files()) == before:
            time.sleep(_SECONDS)
        changed = {ROOT / path for path in {*before, *now} if before.get(path) != now.get(path)}
        if changed & _loaded():
            same = (
                [] if server is None else ["--port", str(server.server_port)]
            )  # an open page asks there again
            os.execv(sys.executable, [sys.executable, "-m", "bookpress", "watch", *same])


def _files() -> dict[str, tuple[int, int]]:
    """Time and size of each file of the book."""
    found = {}
    for path in walk(ROOT, ""):
        try:
            seen = (ROOT / path).stat()
        except OSError:
            continue  # an editor has just put it elsewhere
        found[path] = (seen.st_mtime_ns, seen.st_size)
    return found


def _loaded() -> set[Path]:
    return {Path(file) for m in list(sys.modules.values()) if (file := getattr(m, "__file__", None))}
