"""The present answer in README.md, as the first page gives it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from bookpress.errors import PressError
from coalition.paths import ROOT

README = ROOT / "README.md"
PICTURE = ROOT / "docs" / "answer.svg"
"""The first picture of the first page, as the book exports it."""
FIGURE = "fig-index-funnel"
_MARKS = "<!-- The answer, written by make accept. -->", "<!-- Here it ends. -->"
_ROLES = re.compile(r"\{(\w+)(?::text)?\}`([^`<]+?)(?: *<[^>]*>)?`")


def answer(said: Mapping[str, str], first_page: Path = ROOT / "index.ipynb") -> str:
    """What the first page has under "In short", with the values it says. Raises PressError for none."""
    cells = json.loads(first_page.read_text(encoding="utf-8"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    if not (found := re.search(r"\{admonition\} In short\n:class: tip\n(.+?)\n```", text, re.S)):
        raise PressError(f"{first_page.name} has no answer under “In short”")
    return _ROLES.sub(lambda m: said[m[2]] if m[1] == "glue" else m[2], found[1])


def renewed(readme: str, text: str) -> str:
    """The README with this answer. Raises PressError for one without its marks."""
    start, end = (readme.find(mark) for mark in _MARKS)
    if not 0 <= start < end:
        raise PressError(f"README.md has no place for the answer, between {_MARKS[0]} and {_MARKS[1]}")
    return f"{readme[: start + len(_MARKS[0])]}\n> {text}\n{readme[end:]}"


def renew(said: Mapping[str, str], pictures: Path) -> None:
    """Write the answer into the README, and put the picture beside it if the book has drawn it."""
    README.write_text(renewed(README.read_text(encoding="utf-8"), answer(said)), encoding="utf-8")
    if (drawn := pictures / f"{FIGURE}.svg").is_file():
        PICTURE.write_bytes(drawn.read_bytes())
