"""Run Sphinx on the book as Jupyter Book sets it up; called in a worker, which alone loads Sphinx."""

from __future__ import annotations

import gc
import logging
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bookpress.engine.fingerprints import State
from bookpress.errors import OF_THE_DISK
from bookpress.paths import ROOT


@dataclass(frozen=True)
class Command:
    """What a command of Jupyter Book or Sphinx was asked for: its settings, and where its pages go."""

    overrides: dict[str, Any]
    confdir: Path | None
    """Where its ``conf.py`` is; None without one."""
    published: Path
    everything: bool = False
    """Whether all pages are to be made anew."""


def run(
    output: str, builder: str, settings: dict, state: State, command: Command | None = None
) -> dict[str, list[str]] | None:
    """Build into ``output/<builder>`` with warnings as errors and return what was read, by scope (``book``,
    ``written``, ``pages``).

    ``settings`` overrides configuration values of Sphinx; ``state`` is that in which the chapters were
    executed; ``command`` is what was asked for, if it was not the press's own. Returns None if the build
    failed or warned; the reasons stand on standard error. Raises OSError if the disk refused something.
    """
    from sphinx.application import Sphinx
    from sphinx.errors import SphinxError
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    from bookpress.engine.page_freshness import watch

    # To look for garbage among the trees of pages at the usual pace is a quarter of the time; never to look
    # takes almost twice the memory.
    gc.set_threshold(100_000, 20, 20)
    watch.state, watch.is_ours = state, True
    confdir = command.confdir if command else None
    overrides = command.overrides if command else _configured()
    own = {"external_toc_path": str(ROOT / "_toc.yml"), "nitpicky": True}
    try:
        with patch_docutils(str(confdir) if confdir else None), docutils_namespace():
            app = Sphinx(
                srcdir=ROOT,
                confdir=confdir,
                outdir=Path(output, builder),
                doctreedir=Path(output, ".doctrees"),
                buildername=builder,
                confoverrides=overrides | own | settings,
                status=None,
                warningiserror=True,
                keep_going=True,
            )
            logging.getLogger("sphinx").addHandler(_Disk())
            if app.config.use_multitoc_numbering and "numbered: true" in _contents(app):
                app.setup_extension("sphinx_multitoc_numbering")
            app.build()
    except SphinxError as error:
        if isinstance(error.__cause__, OSError) and error.__cause__.errno in OF_THE_DISK:
            raise error.__cause__ from error
        sys.stderr.write(f"{error.category}: {error}\n")
        return None
    if app.statuscode:
        return None
    return {"book": sorted(watch.book), "written": sorted(watch.written), "pages": sorted(watch.pages)}


class _Disk(logging.Handler):
    """Lets a full disk end the build, where Sphinx would warn of each file that it could not copy."""

    def emit(self, record: logging.LogRecord) -> None:
        for said in record.args or ():
            if isinstance(said, OSError) and said.errno in OF_THE_DISK:
                raise said


def _contents(app) -> str:
    """The table of contents as Jupyter Book looks at it, for the numbering that it loads late."""
    return yaml.dump(app.config.external_site_map.as_json())


def _configured() -> dict[str, Any]:
    """What ``_config.yml`` says, in Sphinx's words."""
    from jupyter_book.config import get_final_config

    found, _ = get_final_config(
        user_yaml=ROOT / "_config.yml", cli_config={"latex_individualpages": False}, sourcedir=ROOT
    )
    return found
