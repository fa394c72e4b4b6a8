"""What a book adds of its own, by name: where its sources are, its palette, its rules, its edition.

A module of the book says ``hooks.register(sources="mybook.sources:named")``, and ``_config.yml`` names that
module as ``bookpress_book``. What is registered is loaded when it is first asked for, so that a chapter
loads no more than it uses.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import yaml

from bookpress.paths import ROOT

VARIABLE = "BOOKPRESS_BOOK"
HOOKS = {
    "check": "() -> lines, one for each rule that the data break",
    "sources": "(ids) -> tuple of exhibit.Source, KeyError for an unknown id",
    "all_sources": "() -> ids of all sources in the order in which print numbers them",
    "source_entries": "(id, its row, exhibits that rest on it) -> its entry in the printed list, and its use",
    "palette": "() -> style.Palette",
    "edition": "() -> hooks.Edition",
    "citation": "(key, part, address) -> sentence and BibTeX entry",
    "work": "() -> citing.Work, what is cited when the book is",
    "downloads": "() -> list of hooks.Download, what the book has to take away of its own",
    "brief": "() -> list of hooks.Quoted and hooks.Listed, what the brief of two pages has",
}
_registered: dict[str, str] = {}


@dataclass(frozen=True)
class Edition:
    """What a book says of the edition it is."""

    line: str
    """At the foot of printed pages: ``version 2, data as of 1 May 2026``."""
    day: str
    """ISO 8601, of this edition."""
    description: str
    rights: str
    keywords: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    """Terms with what the title page says of each; ``[words](https://...)`` becomes a link."""


@dataclass(frozen=True)
class Download:
    """A file that a book has of its own, in the folder of downloads."""

    file: str
    title: str
    media_type: str
    about: str


@dataclass(frozen=True)
class Quoted:
    """A piece of the brief that a chapter has."""

    kind: Literal["box", "figure", "list"]
    """The opening box of a chapter, a figure, or the list of a section."""
    key: str
    """The name of the chapter's file, that of the figure, ``chapter#section``."""
    title: str = ""
    """The heading above it; blank for none."""


@dataclass(frozen=True)
class Listed:
    """A table of the brief's own; its cells are text."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    """A sentence below it."""


def register(**places: str) -> None:
    """Say where a book has what; each place is ``module:function``. Raises KeyError for an unknown hook."""
    for name in places:
        if name not in HOOKS:
            raise KeyError(f"no hook {name!r}; there are {', '.join(HOOKS)}")
    _registered.update(places)
    hook.cache_clear()


@cache
def hook(name: str) -> Callable[..., Any] | None:
    """What the book registered under a name, or None."""
    if module := configured():
        importlib.import_module(module)
    if name not in _registered:
        return None
    place, _, function = _registered[name].partition(":")
    return getattr(importlib.import_module(place), function)


def edition() -> Edition | None:
    """The edition of the book, if it says any."""
    found = hook("edition")
    return found() if found else None


def configured() -> str:
    """The module that registers what the book has, as ``_config.yml`` names it; blank for none.

    A process of a build is told by a variable, so that no chapter rests on all settings.
    """
    if VARIABLE in os.environ:
        return os.environ[VARIABLE]
    return setting("bookpress_book", "")


def title() -> str:
    """The title of the book; blank where nothing says it."""
    return str(_config().get("title", ""))


def setting(name: str, otherwise: Any) -> Any:
    """What ``_config.yml`` says under ``sphinx.config``, for what is needed before Sphinx is loaded."""
    return _config().get("sphinx", {}).get("config", {}).get(name, otherwise)


def _config() -> dict[str, Any]:
    config = ROOT / "_config.yml"
    return yaml.safe_load(config.read_text(encoding="utf-8")) if config.is_file() else {}
