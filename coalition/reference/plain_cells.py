"""Rows of a table as other programs take them: text, numbers, truth values, and nothing where nothing is."""

from __future__ import annotations

from typing import Any, TypeAlias, cast

import pandas as pd

Plain: TypeAlias = "str | int | float | bool | None"


def rows(frame: pd.DataFrame) -> list[tuple[Plain, ...]]:
    """The rows of a frame; items of a list are joined by ``;``."""
    columns = [[_plain(value) for value in frame[column].array] for column in frame.columns]
    return list(zip(*columns, strict=True))


def _plain(value: Any) -> Plain:
    if isinstance(value, tuple):
        return ";".join(value) or None
    if pd.isna(value):
        return None
    return cast(Plain, value.item() if hasattr(value, "item") else value)
