"""Raw files of others, read as they are: every cell a text, nothing guessed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from bookpress.errors import PressError


def read(path: Path, columns: Sequence[str], release: str) -> pd.DataFrame:
    """Read a raw CSV, blank cells as blank texts.

    Raises PressError, naming the file, if it is missing or no CSV in UTF-8, and naming the release that
    is expected if one of ``columns`` is not there.
    """
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except FileNotFoundError as error:
        raise PressError(f"{path}: there is no such file") from error
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise PressError(f"{path}: not readable as CSV in UTF-8 ({error})") from error
    if missing := [c for c in columns if c not in table.columns]:
        raise PressError(f"{path}: lacks the column {missing[0]}; expected is {release}")
    return table


def number(cell: str) -> int:
    """A whole number, however the file writes it: ``1``, ``1.0``."""
    return int(float(cell))


def boolean(value: bool) -> str:
    """A truth value as this package writes it."""
    return "true" if value else "false"
