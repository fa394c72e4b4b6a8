"""Reports of the interview and claims about it as tables for readers."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import interview


def retelling_table(table: pd.DataFrame) -> pd.DataFrame:
    """One row per report and element with columns named for readers, from ``reports``."""
    return pd.DataFrame(
        {
            "Report": table["label"],
            "Published": table["published"],
            "Element": table["element"].map(data.labels_of("retellings", "element")),
            "How it has it": table["code"].map(interview.ways()),
            "What it says": table["in_own_words"],
            "Note": table["note"],
            "Sources": table["source_ids"],
        }
    )


def element_table(counts: pd.DataFrame) -> pd.DataFrame:
    """Counts of reports by element with columns named for readers, from ``interview.element_counts``."""
    return pd.DataFrame(
        {
            "Element": counts["element"].map(data.labels_of("retellings", "element")),
            "Have it": counts["have_it"],
            "Have it (by origin)": counts["have_it_by_origin"],
            "In quoted words": counts["quoted"],
            "Do not have it": counts["without"],
            "Part not read": counts["not_read"],
        }
    )
