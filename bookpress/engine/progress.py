"""Lines on standard error by which a person follows a build."""

from __future__ import annotations

import sys


def step(text: str) -> None:
    """Announce a step."""
    _line(text)


def say(text: str) -> None:
    """One line within a step. Each is written at once, so lines of threads and processes never mix."""
    _line(f"  {text}")


def _line(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
