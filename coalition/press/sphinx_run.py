"""Run Sphinx on the book as Jupyter Book sets it up; called in a worker, which alone loads Sphinx."""

from __future__ import annotations

import gc
from pathlib import Path

from coalition.paths import ROOT
from coalition.press.fingerprints import State


def run(output: str, builder: str, settings: dict, state: State) -> dict[str, list[str]] | None:
    """Build into ``output/<builder>`` with warnings as errors.

    ``settings`` overrides configuration values of Sphinx; ``state`` is that in which the chapters were
    executed. Returns what was read, by scope (``book``, ``written``, ``pages``), or None if the build failed
    or warned; the reasons stand on standard error.
    """
    from jupyter_book.sphinx import build_sphinx

    from coalition.press.page_freshness import watch

    # the process ends with the build; to look for garbage among the trees of pages was a quarter of its time
    gc.disable()
    watch.state = state
    failed = build_sphinx(
        ROOT,
        Path(output, builder),
        noconfig=True,
        path_config=ROOT / "_config.yml",
        doctreedir=Path(output, ".doctrees"),
        builder=builder,
        confoverrides={
            "external_toc_path": str(ROOT / "_toc.yml"),
            "nitpicky": True,
            "latex_individualpages": False,
        }
        | settings,
        warningiserror=True,
        keep_going=True,
        quiet=True,
    )
    return (
        None
        if failed
        else {"book": sorted(watch.book), "written": sorted(watch.written), "pages": sorted(watch.pages)}
    )
