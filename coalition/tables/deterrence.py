"""Tables of research, costs and hypotheses."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import hypotheses
from coalition.formats import open_size, short_authors


def research(studies: pd.DataFrame) -> pd.DataFrame:
    """The studies with columns named for readers, closest first; from ``deterrence.research``."""
    return pd.DataFrame(
        {
            "Study": [f"{short_authors(r.authors)} {r.year}" for r in studies.itertuples()],
            "Finding": studies["finding"],
            "Size of the effect": studies["effect_size"],
            "Supports": studies["supports"].map(data.labels_of("literature", "supports")),
            "Kind of study": [_kind(r) for r in studies.itertuples()],
            "Closeness": [_close(r) for r in studies.itertuples()],
            "Read": studies["read"].map(data.labels_of("literature", "read")),
            "Note": studies["note"],
            "Sources": studies["source_ids"],
        }
    )


def _kind(study) -> str:
    """How a study went about it, on which setting, when, and whether with consent, as short sentences."""
    labels = {c: data.labels_of("literature", c) for c in ("design", "setting", "phase", "consent")}
    phase = labels["phase"][study.phase].lower()
    return (
        f"{labels['design'][study.design]}. {labels['setting'][study.setting]}, {phase} the fighting. "
        f"{labels['consent'][study.consent]}."
    )


def _close(study) -> str:
    """How close a study comes to the case, and what it says of it."""
    label = data.labels_of("literature", "closeness")[study.closeness]
    return f"{label}." if pd.isna(study.relevance) else f"{label}. {study.relevance}"


def costs(table: pd.DataFrame) -> pd.DataFrame:
    """The costs with columns named for readers; from ``deterrence.costs``."""
    return pd.DataFrame(
        {
            "Purpose": table["label"],
            "Published size": table["end"],
            "Soldiers": [open_size(r.soldiers, r.open_above) for r in table.itertuples()],
            "Low (billion euros a year)": table["low"].round(1),
            "Central (billion euros a year)": table["central"].round(1),
            "High (billion euros a year)": table["high"].round(1),
            "Soldiers tied up by rotation": table["pool"],
            "Sources": table["source_ids"],
        }
    )


def matrix(table: pd.DataFrame) -> pd.DataFrame:
    """The matrix with columns named for readers, one per hypothesis; from ``hypotheses.matrix``."""
    fits = data.labels_of("hypothesis_scores", "consistency", short=True)
    return pd.DataFrame(
        {
            "Evidence": table["short"],
            "Date": table["date"],
            "What is known": table["statement"],
            "Credibility": table["credibility"],
            "Relevance": table["relevance"],
            "Weight": table["weight"].round(2),
            **{label: table[h].map(fits) for h, label in hypotheses.labels().items()},
            "Sources": table["source_ids"],
        }
    )


def ranking(weighted: pd.DataFrame, plain: pd.DataFrame) -> pd.DataFrame:
    """The ranked hypotheses with columns named for readers, least inconsistent first.

    From two calls of ``hypotheses.ranking``, weighted and unweighted.
    """
    other = plain.set_index("hypothesis_id")
    sources = data.load("hypotheses").set_index("hypothesis_id")["source_ids"]
    return pd.DataFrame(
        {
            "Outcome": weighted["label"],
            "Place": weighted["rank"],
            "Score": weighted["score"].round(1),
            "Rows against": weighted["against"],
            "Of these strongly": weighted["strongly"],
            "Score without weights": weighted["hypothesis_id"].map(other["score"]).round(1),
            "Place without weights": weighted["hypothesis_id"].map(other["rank"]),
            "Sources": weighted["hypothesis_id"].map(sources),
        }
    )


def lead(sensitivity: pd.DataFrame, themes: pd.DataFrame) -> pd.DataFrame:
    """The data behind ``lead`` with columns named for readers."""
    names, words = hypotheses.labels(), data.labels_of("computed", "matrix_change")
    short = data.load("evidence").set_index("evidence_id")["short"]
    changes = sensitivity.assign(
        what=sensitivity["change"].map(words), name=sensitivity["evidence_id"].map(short)
    )
    groups = themes.assign(
        what=words["theme"], name=themes["theme"].map(hypotheses.theme), source_ids=[()] * len(themes)
    )
    table = pd.concat([changes, groups], ignore_index=True)
    return pd.DataFrame(
        {
            "Evidence or theme": table["name"],
            "Change": table["what"],
            "Then first": table["first"].map(lambda ids: " and ".join(names[h] for h in ids)),
            "Lead (points)": table["margin"].round(2),
            "First place changes": table["first_changes"].map({True: "yes", False: "no"}),
            "Other places change": table["order_changes"].map({True: "yes", False: "no"}),
            "Sources": table["source_ids"],
        }
    )
