"""Built pages as trees, each parsed once for all tests of a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup
from lxml import html


@cache
def soup(path: Path) -> BeautifulSoup:
    """The tree of a page. Tests read it and do not change it."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@cache
def ids(path: Path) -> set[str]:
    """Every id on a page."""
    return set(html.parse(str(path)).xpath("//@id"))
