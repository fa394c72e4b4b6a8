"""How far a second coding agrees, in a sentence that stands beside a result."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import second_coding
from coalition.data.passages import inline
from coalition.words.phrases import listed


def line(*variables: str, found: pd.DataFrame | None = None) -> str:
    """How often two coders of this project gave one code, with Krippendorff's alpha, by variable."""
    rows = (second_coding.agreement() if found is None else found).set_index("variable").loc[list(variables)]
    labels = data.labels_of("second_codings", "variable")
    said = [
        f"{r.same} of {r.n} cases{f' on the {inline(labels[r.Index])}' if len(rows) > 1 else ''} "
        f"(Krippendorff's alpha {alpha(r.alpha)})"
        for r in rows.itertuples()
    ]
    return f"A second coder of this project, who had not seen the first codes, agreed in {listed(said)}."


def alpha(value: float) -> str:
    """An alpha to two decimals, or that none can be given."""
    return "not defined" if pd.isna(value) else f"{value:.2f}"
