"""Private parts of plotly: its plotly.js."""

from __future__ import annotations

import re
from pathlib import Path

import plotly

FILE = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


def styles() -> list[str]:
    """The text of each style element that plotly.js makes.

    An empty one, which it fills by rules, and the styles of its map library.
    """
    return ["", *re.findall(r"\.textContent=`([^`]*)`", FILE.read_text(encoding="utf-8"))]
