"""Signs as print has them."""

from __future__ import annotations

import re

_OPENS = re.compile(r"(?<![\w)’”.])'(?=\w)(?!s\b)")


def apostrophes(text: str) -> str:
    """A text with typographic apostrophes and single quotation marks: ``Rutte’s``, ``‘borderisation’``."""
    return _OPENS.sub("‘", text).replace("'", "’") if "'" in text else text
