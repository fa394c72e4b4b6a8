"""Text on charts."""

from __future__ import annotations

import re
import textwrap


def wrapped(text: str, width: int) -> str:
    """A text on lines of at most this many characters where words allow it, joined as plotly wants it."""
    return "<br>".join(textwrap.wrap(text, width, break_long_words=False))


def plain_name(who: str) -> str:
    """Who named a size, without office, affiliation and quoter."""
    name = re.sub(r"\s*\([^)]*\)", "", who).split(",")[0].split(":")[0]
    return re.sub(r"^(NATO Secretary General|President|Admiral|General) ", "", name)


def short_name(who: str) -> str:
    """The plain name of who named a size, short enough for the edge of a chart."""
    return textwrap.shorten(plain_name(who), 20, placeholder="…")
