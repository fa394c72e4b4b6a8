"""Text on charts."""

from __future__ import annotations

import textwrap


def wrapped(text: str, width: int) -> str:
    """A text on lines of at most this many characters where words allow it, joined as plotly wants it."""
    return "<br>".join(textwrap.wrap(text, width, break_long_words=False))
