"""What makes pages of exhibits and text.

Their look, their links, their downloads; nothing is asked of another host.
"""

from __future__ import annotations

from pathlib import Path

STATIC = Path(__file__).parent / "static"


def setup(app):
    """Register the parts with Sphinx; each module says what it does."""
    from bookpress.site import (
        accessibility,
        assets,
        blocks,
        content_policy,
        deferred,
        exhibits,
        head,
        parts,
        references,
        search,
        sharing,
        site,
        stylesheets,
        table_search,
    )

    for part in (
        accessibility,
        assets,
        blocks,
        deferred,
        exhibits,
        head,
        parts,
        references,
        content_policy,
        search,
        sharing,
        site,
        stylesheets,
        table_search,
    ):
        part.setup(app)
    return {"version": "1", "env_version": 3, "parallel_read_safe": False, "parallel_write_safe": True}
