"""Press a Jupyter Book: chapters run when something they read changed, pictures, print, light pages.

A chapter says ``from bookpress import say, show``; a book names ``bookpress`` under ``extra_extensions``.
"""

from __future__ import annotations

import os
from pathlib import Path

__version__ = "0.1.0"
__all__ = ["blocks", "say", "show"]


def __getattr__(name: str):
    """Load what chapters use when it is asked for: Sphinx and the command line have no use for it."""
    if name in ("say", "show"):
        from bookpress.exhibits import notebook

        return getattr(notebook, name)
    if name == "blocks":
        from bookpress.exhibits import blocks

        return blocks
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def setup(app):
    """Register all parts with Sphinx."""
    folder = Path(app.srcdir)
    book = next((f for f in (folder, *folder.parents) if (f / "_config.yml").is_file()), folder)
    os.environ.setdefault("BOOKPRESS_ROOT", str(book))
    app.add_config_value("bookpress_book", "", "env", str)
    app.add_config_value("bookpress_preload", [], "", list)
    app.add_config_value("bookpress_kinds", [], "", list)
    from bookpress import engine, printing, site

    for part in (site, printing, engine):
        part.setup(app)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": False}
