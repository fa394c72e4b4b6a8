"""The Sphinx extension of a plain Jupyter Book with the same pages.

What they consist of, without how this project builds them.
"""

from __future__ import annotations

from bookpress.site import blocks, deferred, exhibits, parts, references, sharing, table_search
from coalition.site import claims, explorer

_CONTENT = (blocks, deferred, exhibits, parts, references, sharing, table_search, claims, explorer)


def setup(app):
    for part in _CONTENT:
        part.setup(app)
    return {"version": "1", "parallel_read_safe": False, "parallel_write_safe": True}
