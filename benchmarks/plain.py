"""The Sphinx extension of a plain Jupyter Book with the same pages.

What they consist of, without how this project builds them.
"""

from __future__ import annotations

from coalition import site


def setup(app):
    for part in site.CONTENT:
        part.setup(app)
    return {"version": "1", "parallel_read_safe": False, "parallel_write_safe": True}
