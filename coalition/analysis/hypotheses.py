"""Competing hypotheses on the force at the end of 2027: the matrix, the ranking, and what one row can change.

Method: Heuer, R. J. (1999), Psychology of Intelligence Analysis, chapter 8 (Center for the Study of
Intelligence): score every piece of evidence against every hypothesis, rank by how little speaks against each,
then ask what a single piece, if wrong, would change. Points and weights are those of the ACH software of the
Palo Alto Research Center: I counts 1 and II counts 2, N, C and CC count 0; times the weight of credibility,
times the weight of relevance (low 1/sqrt 2, medium 1, high sqrt 2).
"""

from __future__ import annotations

from math import sqrt
from typing import Any

import pandas as pd

from coalition import data
from coalition.analysis import placeholders
from coalition.data import passages

POINTS = {"CC": 0, "C": 0, "N": 0, "I": 1, "II": 2}
"""Inconsistency of one cell. Agreement earns nothing: evidence that fits everything decides nothing."""

WEIGHTS = {"low": 1 / sqrt(2), "medium": 1.0, "high": sqrt(2)}
"""Weight of credibility and of relevance; the weight of a row is their product, from 0.5 to 2."""

FLIPPED = {"CC": "II", "C": "I", "N": "N", "I": "C", "II": "CC"}
"""A row that turns out to mean the opposite."""

_INFO = ["evidence_id", "date", "theme", "statement", "short", "credibility", "relevance"]


def labels() -> pd.Series:
    """Short names of the hypotheses, indexed by hypothesis_id, in the order of the table."""
    return placeholders.load("hypotheses").set_index("hypothesis_id")["label"]


def theme(code: str) -> str:
    """A theme of ``evidence`` as it reads inside a sentence."""
    return passages.inline(data.labels_of("evidence", "theme")[code])


def matrix(scores: pd.DataFrame | None = None) -> pd.DataFrame:
    """Evidence against hypotheses; ``scores`` are rows of ``hypothesis_scores``, by default all.

    Columns: evidence_id, date, theme, statement, short, credibility, relevance, weight, one column of codes
    (CC, C, N, I, II) per hypothesis, diagnostic (weight times the spread of points: 0 tells the
    hypotheses not apart), source_ids. Rows in the order of ``evidence``; scores of evidence
    that is no longer in the table play no part.

    Raises ValueError naming the first cell that has no score.
    """
    evidence = placeholders.load("evidence")
    scores = data.load("hypothesis_scores") if scores is None else scores
    ids = list(labels().index)
    wide = scores.pivot(index="evidence_id", columns="hypothesis_id", values="consistency").reindex(
        evidence["evidence_id"], columns=ids
    )
    gaps = wide.isna().stack()
    if gaps.any():
        row, column = gaps.index[gaps][0]
        raise ValueError(f"hypothesis_scores.csv has no score of {row} for {column}")
    table = evidence[_INFO].assign(
        weight=evidence["credibility"].map(WEIGHTS) * evidence["relevance"].map(WEIGHTS)
    )
    table = table.join(wide.reset_index(drop=True))
    points = table[ids].apply(lambda c: c.map(POINTS))
    return table.assign(
        diagnostic=table["weight"] * (points.max(axis=1) - points.min(axis=1)),
        source_ids=evidence["source_ids"],
    )


def _scores(table: pd.DataFrame, weighted: bool = True) -> pd.Series:
    """Weighted inconsistency of each hypothesis in a matrix, indexed by hypothesis_id."""
    weights = table["weight"] if weighted else 1.0
    return pd.Series({h: round(float((table[h].map(POINTS) * weights).sum()), 9) for h in _ids(table)})


def _ids(table: pd.DataFrame) -> list[str]:
    return [c for c in table.columns if c not in {*_INFO, "weight", "diagnostic", "source_ids"}]


def ranking(table: pd.DataFrame | None = None, weighted: bool = True) -> pd.DataFrame:
    """Hypotheses from least to most inconsistent with the evidence.

    Columns: hypothesis_id, label, score (weighted inconsistency), against (rows coded I or II), strongly
    (rows coded II), rank (1 is best; equal scores share a rank). ``table`` is a matrix, by default that of
    the data; ``weighted=False`` counts every row alike.
    """
    table = matrix() if table is None else table
    names, ids = labels().to_dict(), _ids(table)
    names[MERGED] = data.labels_of("computed", "matrix_partition")["ceasefire"]
    ranked = pd.DataFrame(
        {
            "hypothesis_id": ids,
            "label": [names[h] for h in ids],
            "score": _scores(table, weighted).to_numpy(),
            "against": [int(table[h].isin(["I", "II"]).sum()) for h in ids],
            "strongly": [int((table[h] == "II").sum()) for h in ids],
        }
    ).sort_values(["score", "hypothesis_id"], ignore_index=True)
    return ranked.assign(rank=ranked["score"].rank(method="min").astype(int))


MERGED = "merged"
"""Column of a matrix in which hypotheses stand together."""


def merged(table: pd.DataFrame, together: tuple[str, ...]) -> pd.DataFrame:
    """A matrix in which some hypotheses stand as one, in the place of the first: a row speaks against them
    together only as far as it speaks against the one it fits best.

    Columns as in ``matrix``, with ``MERGED`` for the columns of ``together``.
    """
    best = table[list(together)].apply(lambda row: min(row, key=POINTS.__getitem__), axis=1)
    at = table.columns.get_loc(together[0])
    other = table.drop(columns=list(together))
    other.insert(at, MERGED, best)
    points = other[_ids(other)].apply(lambda c: c.map(POINTS))
    return other.assign(diagnostic=other["weight"] * (points.max(axis=1) - points.min(axis=1)))


def partitions() -> dict[str, tuple[str, ...]]:
    """Which hypotheses stand together, by the code of the partition: none, or all with a ceasefire.

    With a ceasefire are those whose scenario is part of it by ``relations``: it can be no more probable
    than that a ceasefire begins.
    """
    begins = data.row("judgements", "K01")["judgement_id"]
    bounds = data.load("relations").query("kind == 'at_most'")
    parts = next((r.judgement_ids for r in bounds.itertuples() if r.other_ids == (begins,)), ())
    table = data.load("hypotheses")
    return {"split": (), "ceasefire": tuple(table.loc[table["judgement_id"].isin(parts), "hypothesis_id"])}


def compared(second: pd.DataFrame) -> pd.DataFrame:
    """The ranking under both codings and both partitions, and what single rows and themes change in each.

    ``second`` are the rows of ``hypothesis_scores`` with the second codes. Columns: coding (first|second),
    partition (code), leader (its label), lead (points ahead of the next), rows (tuple of evidence_id: once
    removed or flipped, first place changes or is shared), themes (tuple of those without which it does).
    """
    found = []
    for coding, scores in (("first", None), ("second", second)):
        full = matrix(scores)
        for partition, together in partitions().items():
            table = merged(full, together) if together else full
            ranked, moved, themes = ranking(table), sensitivity(table), without_themes(table)
            found.append(
                {
                    "coding": coding,
                    "partition": partition,
                    "leader": ranked["label"].iloc[0],
                    "lead": float(ranked["score"].iloc[1] - ranked["score"].iloc[0]),
                    "rows": tuple(dict.fromkeys(moved.loc[moved["first_changes"], "evidence_id"])),
                    "themes": tuple(themes.loc[themes["first_changes"], "theme"]),
                }
            )
    return pd.DataFrame(found)


def sensitivity(table: pd.DataFrame | None = None) -> pd.DataFrame:
    """What each single row changes: once removed, and once read the other way round (``FLIPPED``).

    Columns: evidence_id, statement, change (removed|flipped), first (tuple of the ids that then share first
    place), order (tuple of ids), first_changes, order_changes (bool, against the full matrix), margin (how
    far the hypothesis that leads the full matrix then is ahead of the best other one; negative once it is
    behind), source_ids.
    """
    table = matrix() if table is None else table
    ids, before = _ids(table), _scores(table)
    now, turned = (_contributions(table, p) for p in (POINTS, {c: POINTS[f] for c, f in FLIPPED.items()}))
    rows = []
    for i, row in table.iterrows():
        for change, after in (
            ("removed", before - now.loc[i]),
            ("flipped", before - now.loc[i] + turned.loc[i]),
        ):
            rows.append(
                {"evidence_id": row["evidence_id"], "statement": row["statement"], "change": change}
                | _compared(after[ids].round(9), before)
                | {"source_ids": row["source_ids"]}
            )
    return pd.DataFrame(rows)


def without_themes(table: pd.DataFrame | None = None) -> pd.DataFrame:
    """What remains when all rows of a theme go, since rows of a theme are not independent.

    Columns: theme, n (rows that go), first, order, first_changes, order_changes, margin, as in
    ``sensitivity``.
    """
    table = matrix() if table is None else table
    before, now = _scores(table), _contributions(table, POINTS)
    return pd.DataFrame(
        [
            {"theme": theme, "n": len(group)}
            | _compared((before - now.loc[group.index].sum()).round(9), before)
            for theme, group in table.groupby("theme", sort=False)
            if len(group) < len(table)
        ]
    )


def _contributions(table: pd.DataFrame, points: dict[str, int]) -> pd.DataFrame:
    """What each row adds to the score of each hypothesis; scores are sums over rows."""
    return table[_ids(table)].apply(lambda c: c.map(points).astype(float) * table["weight"])


def _compared(after: pd.Series, before: pd.Series) -> dict[str, Any]:
    """What scores of an altered matrix change against those of the full one."""
    leader = before.idxmin()
    first = tuple(after.index[after == after.min()])
    return {
        "first": first,
        "order": tuple(after.sort_values(kind="stable").index),
        "first_changes": first != tuple(before.index[before == before.min()]),
        "order_changes": not before.rank(method="min").equals(after.rank(method="min")),
        "margin": round(float(after.drop(leader).min() - after[leader]), 9),
    }


def decisive_row(table: pd.DataFrame | None = None) -> pd.Series:
    """The row that matters most: removed or flipped, it leaves the leader the smallest margin.

    The row of ``sensitivity`` it comes from; of equals, the first in the table.
    """
    found = sensitivity(table)
    return found.loc[found["margin"].idxmin()]


def rows_to_overturn(table: pd.DataFrame | None = None) -> tuple[str, ...]:
    """The smallest set of rows without which the leader no longer leads alone, heaviest first.

    Empty if no removal does it. Scores add up row by row, so for each rival the rows that speak most against
    it compared with the leader go first; the rival that needs fewest decides.
    """
    table = matrix() if table is None else table
    scores, best = _scores(table).sort_values(kind="stable"), None
    leader = scores.index[0]
    for rival in scores.index[1:]:
        gap = scores[rival] - scores[leader]
        lead = ((table[rival].map(POINTS) - table[leader].map(POINTS)) * table["weight"]).sort_values(
            ascending=False, kind="stable"
        )
        lead = lead[lead > 0]
        enough = [n for n in range(len(lead) + 1) if lead.iloc[:n].sum() >= gap - 1e-9]
        if enough and (best is None or enough[0] < len(best)):
            best = tuple(table.loc[lead.index[: enough[0]], "evidence_id"])
    return best or ()


def violations() -> list[str]:
    """Which cells of the matrix have no score; empty if all evidence meets every hypothesis."""
    scored = set(
        data.load("hypothesis_scores")[["evidence_id", "hypothesis_id"]].itertuples(index=False, name=None)
    )
    return [
        data.violation(
            "evidence", row + 2, "evidence_id", f"{e} has no score for {h} in hypothesis_scores.csv"
        )
        for row, e in data.load("evidence")["evidence_id"].items()
        for h in labels().index
        if (e, h) not in scored
    ]
