"""Tables of Russia's position: its statements, the steps to a deployment, and what moved."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import russia
from coalition.formats import spoken_by


def statements(table: pd.DataFrame) -> pd.DataFrame:
    """Russia's statements with columns named for readers, by date; from ``russia.statements``."""
    return pd.DataFrame(
        {
            "Date": table["date"].map(data.written_date),
            "Subject": table["about"].map(russia.subjects()),
            "Speaker": list(map(spoken_by, table["speaker"], table["office"])),
            "What was said": table["summary"],
            "Coded": table["stance"].map(russia.stances()),
            "Note": table["note"],
            "Sources": table["source_ids"],
        }
    )


def gates(table: pd.DataFrame) -> pd.DataFrame:
    """The steps with columns named for readers; from ``russia.gates``."""
    parts = data.labels_of("gates", "russia")
    return pd.DataFrame(
        {
            "Step": table["step"],
            **{name: table[key].map(parts) for key, name in russia.actors().items()},
            "What is known": table["known"],
            "As of": table["as_of"].map(data.written_date),
            "Sources": table["source_ids"],
        }
    )


def movement(table: pd.DataFrame) -> pd.DataFrame:
    """What moved, point by point, with columns named for readers; from ``russia.movement``."""

    def dated(end: str) -> list[str]:
        return [
            f"{data.written_date(d)}: {text}"
            for d, text in zip(table[f"{end}_date"], table[end], strict=True)
        ]

    return pd.DataFrame(
        {
            "Point": table["point"],
            "Earlier": dated("before"),
            "Later": dated("after"),
            "Our reading": table["reading"].map(data.labels_of("movements", "reading")),
            "Sources": table["source_ids"],
        }
    )
