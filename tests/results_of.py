"""What a chapter computes from the data as they are, computed once by each process that runs tests."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from coalition import data
from coalition.data.loading import State


def results_of(module: Any) -> Any:
    """``module.results()``, computed once for each state of the data. Tests read it and do not change it."""
    return _once(module.results, data.state())


@cache
def _once(results: Callable[[], Any], _state: State) -> Any:
    return results()
