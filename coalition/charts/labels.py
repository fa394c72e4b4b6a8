"""Text on charts."""

from __future__ import annotations

import textwrap


def wrapped(text: str, width: int) -> str:
    """Give a text on lines of at most this many characters where words allow it.

    Joined as plotly wants it.
    """
    return "<br>".join(textwrap.wrap(text, width, break_long_words=False))
