"""What a chapter computes from the data as they are, computed once by each process that runs tests."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from coalition import paths

State = tuple[tuple[str, int, int], ...]


def results_of(module: Any) -> Any:
    """``module.results()``, computed once for each state of the data. Tests read it and do not change it."""
    return _once(module.results, _state())


@cache
def _once(results: Callable[[], Any], _state: State) -> Any:
    return results()


def _state() -> State:
    """Name, time and size of each file of the data; an untouched copy has the state of what it copies."""
    stats = ((path.name, path.stat()) for path in sorted(paths.DATA.iterdir()))
    return tuple((name, found.st_mtime_ns, found.st_size) for name, found in stats)
