"""What reports made of the interview of December 2025, element by element."""

from __future__ import annotations

import pandas as pd

from coalition import data


def reports() -> pd.DataFrame:
    """The ``retellings`` table with what the chapter counts and draws.

    Adds label (report as named for readers, with the letter of a shared origin), group (the same for reports
    that share an origin), code (``quoted``, ``own_words`` or ``question`` where the report has the element,
    else what ``says`` has) and day. Reports with a letter follow the others, each group by day.
    """
    retellings = data.load("retellings")
    letter = retellings["origin"]
    publishers = (
        data.load("sources").set_index("source_id")["publisher"].str.replace(r" [(/].*", "", regex=True)
    )
    article = data.row("sources", "starting-article")["source_id"]
    name = (
        retellings["source_id"].map(publishers).mask(retellings["source_id"] == article, "Starting article")
    )
    carried = retellings["quoted"].fillna(False).map({True: "quoted", False: "own_words"})
    table = retellings.assign(
        label=name + letter.map(" ({})".format, na_action="ignore").fillna(""),
        group=letter.fillna(retellings["source_id"]),
        code=carried.where(retellings["says"] == "yes", retellings["says"]).mask(
            retellings["asked"], "question"
        ),
        letter=letter.fillna(""),
        day=data.last_day(retellings["published"]),
    )
    return table.sort_values(["letter", "day", "retelling_id"], ignore_index=True)


def element_counts(table: pd.DataFrame) -> pd.DataFrame:
    """How many reports carry each element, and of how many origins, from ``reports``.

    Columns: element (code, in the order of the descriptor), have_it, have_it_by_origin (reports that share an
    origin count once), quoted (in quoted words), without, not_read (part not read), source_ids.
    """
    rows = []
    for element in data.labels_of("retellings", "element"):
        part = table[table["element"] == element]
        having = part[part["says"] == "yes"]
        rows.append(
            {
                "element": element,
                "have_it": len(having),
                "have_it_by_origin": having["group"].nunique(),
                "quoted": int((part["code"] == "quoted").sum()),
                "without": int((part["says"] == "no").sum()),
                "not_read": int((part["says"] == "unknown").sum()),
                "source_ids": data.together(part["source_ids"]),
            }
        )
    return pd.DataFrame(rows)


def ways() -> dict[str, str]:
    """The reader's word for each way in which a report may have an element (``code`` of ``reports``)."""
    says = data.labels_of("retellings", "says")
    having = data.labels_of("computed", "retelling_way")
    return having | {code: says[code] for code in says if code != "yes"}
