"""What the commands of Jupyter Book and Sphinx do for a book of the press.

``jupyter-book build`` and ``sphinx-build`` for HTML hand over to the press, which makes the same pages as its
own command. For every other builder the chapters are run where they need it, and Sphinx goes on as usual.
"""

from __future__ import annotations

import copy
import json
import pickle
import re
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import NoReturn
from urllib.request import getproxies

from sphinx.application import ENV_PICKLE_FILENAME
from sphinx.builders.html import StandaloneHTMLBuilder

from bookpress.engine import browser, build, runs, sphinx_run
from bookpress.engine.fingerprints import State
from bookpress.engine.page_freshness import watch
from bookpress.errors import PressError
from bookpress.paths import BUILD, ROOT, WORK

_HERE = WORK / "handed-over"
"""Where the command itself would write, whose pages the press makes."""
_LINKS = BUILD / "linkcheck"
_TEX = ("latex", "texinfo", "gettext", "man")
_PROBED = 8
"""Hosts that are asked whether there is a network."""
_SECONDS = 5
_PORTS = {"http": 80, "https": 443}


def setup(app) -> None:
    app.connect("config-inited", _settle, priority=1)
    if watch.is_ours:
        return
    if app.srcdir != ROOT or "sphinx_external_toc" not in app.config.extensions:
        stop(f"A page is built with its book: jupyter-book build {ROOT}")
    app.add_builder(_HandedOver, override=True)
    app.press_overrides = copy.deepcopy(app.config.overrides) | {"extensions": list(app.config.extensions)}
    app.connect("builder-inited", _prepare, priority=0)


def _settle(app, config) -> None:
    """Leave the running of chapters to the press; a paired text of a notebook is no page, nor what came with
    a browser.
    """
    config.nb_execution_mode = "off"
    paired = {
        p.with_suffix(suffix).relative_to(ROOT).as_posix()
        for p in runs.notebooks()
        for suffix in (".md", ".rst", ".myst.md", ".Rmd", ".txt")
    }
    config.exclude_patterns = [*config.exclude_patterns, browser.NPM_FOLDER.name, *sorted(paired)]


class _HandedOver(StandaloneHTMLBuilder):
    """The builder ``html`` of a command that the press did not start: it lets the press make the pages."""

    name = "html"
    format = ""  # what is done for pages is done where they are made
    epilog = ""

    def __init__(self, app, env) -> None:
        self._kept = Path(app.doctreedir, ENV_PICKLE_FILENAME)
        # A command finds its last state, unless it was told to forget it.
        self._everything = app.fresh_env_used and self._kept.exists()
        self._command = sphinx_run.Command(
            overrides=app.press_overrides,
            confdir=app.confdir if (app.confdir / "conf.py").is_file() else None,
            published=Path(app.outdir),
        )
        app.outdir = type(app.outdir)(_HERE)
        super().__init__(app, env)

    def get_outdated_docs(self):
        return []

    def build(self, docnames, summary=None, method="update") -> None:  # type: ignore[misc]
        """Make the pages that need it; all, if the command says so."""
        everything = method == "all" or self._everything
        or_stop(lambda: build.build(command=replace(self._command, everything=everything)))
        Path(self.outdir, "_static").mkdir(parents=True, exist_ok=True)  # the theme writes into it
        self._kept.parent.mkdir(exist_ok=True)
        self._kept.write_bytes(pickle.dumps(self.env))


def _prepare(app) -> None:
    """Run the chapters where they need it, before pages are read, or say what this builder cannot do."""
    name = app.builder.name
    if name == "html":
        return
    if name in _TEX:
        stop("This book is not set by TeX: jupyter-book build . --builder pdfhtml prints it.")
    watch.state = or_stop(build.run_chapters)
    if name == "linkcheck":
        if not _any_answers(_hosts(watch.state)):
            stop("Links can be checked only where there is a network: none of the hosts asked answered.")
        # Jupyter Book would have its report among the pages.
        app.outdir = app.builder.outdir = type(app.outdir)(_LINKS)
        _LINKS.mkdir(parents=True, exist_ok=True)


def _hosts(state: State) -> list[tuple[str, int]]:
    """Some of the hosts that the book leads to, each with its port."""
    texts = (json.dumps(runs.executed_chapter(p, state)) for p in runs.notebooks())
    addresses = (m for text in texts for m in re.findall(r"(https?)://([\w.-]+\w)(?::(\d+))?", text))
    found = {(host, int(port or _PORTS[scheme])): None for scheme, host, port in addresses}
    return list(found)[:: max(1, len(found) // _PROBED)]


def _any_answers(hosts: list[tuple[str, int]]) -> bool:
    def answers(place: tuple[str, int]) -> bool:
        try:
            socket.create_connection(place, timeout=_SECONDS).close()
        except OSError:
            return False
        return True

    if getproxies() or not hosts:
        return True  # whether a proxy lets a request through is seen by asking
    with ThreadPoolExecutor(len(hosts)) as pool:
        return any(pool.map(answers, hosts))


def or_stop(function):
    try:
        return function()
    except PressError as error:
        stop(str(error))


def stop(message: str) -> NoReturn:
    """End the command with a line; Sphinx and Jupyter Book would put a traceback around an exception."""
    sys.stderr.write(f"{message}\n")
    raise SystemExit(1)
