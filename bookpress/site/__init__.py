"""What makes pages of exhibits and text: their look, their links, their downloads; nothing is asked of
another host.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

STATIC = Path(__file__).parent / "static"


_PARTS = (
    "accessibility",
    "apostrophes",
    "assets",
    "blocks",
    "cards",
    "citation_files",
    "deferred",
    "downloads",
    "exhibits",
    "exhibit_files",
    "embeds",
    "folds",
    "gate",
    "head",
    "hosting",
    "markdown_pages",
    "notebook_downloads",
    "offline",
    "papers",
    "parts",
    "passages",
    "references",
    "repository",
    "content_policy",
    "search",
    "search_words",
    "sharing",
    "site",
    "stylesheets",
    "subpages",
    "table_search",
    "works",
)
"""Modules that register with Sphinx, in this order; each says what it does."""


def setup(app):
    """Register the parts with Sphinx."""
    for name in _PARTS:
        import_module(f"bookpress.site.{name}").setup(app)
    return {"version": "1", "env_version": 3, "parallel_read_safe": False, "parallel_write_safe": True}
