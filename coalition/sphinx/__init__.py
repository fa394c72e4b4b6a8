"""What the book build needs from Sphinx: exhibits, their downloads, and pages that ask no other host for anything."""

from __future__ import annotations

from pathlib import Path

from coalition.sphinx import (
    access,
    assets,
    blocks,
    deferred,
    exhibits,
    explorer,
    freshness,
    head,
    notebooks,
    numbering,
    pages,
    print_builder,
    progress,
    references,
    safety,
    search,
    sharing,
    site,
    stylesheets,
)

STATIC = Path(__file__).parent / "static"
CONTENT = (
    access,
    assets,
    blocks,
    deferred,
    exhibits,
    explorer,
    head,
    pages,
    print_builder,
    references,
    safety,
    search,
    sharing,
    site,
    stylesheets,
)
"""What pages consist of."""
BUILD = (freshness, notebooks, numbering, progress)
"""How they are built from kept runs: which of them, how fast, what is said about it, and the runs as downloads."""


def setup(app):
    """Register the parts; each module says what it does."""
    for part in CONTENT + BUILD:
        part.setup(app)
    return {"version": "1", "env_version": 2, "parallel_read_safe": False, "parallel_write_safe": True}
