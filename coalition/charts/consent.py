"""Publics and parliaments: net support by wording, its sensitivity, and the rules for sending soldiers."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import consent
from coalition.charts.lists import coded_lists
from coalition.charts.rows import Row, listed
from coalition.exhibits import style
from coalition.formats import month, signed

_WORDINGS = {
    "peace_mission": "accent",
    "forced_choice_risk": "second",
    "send_soldiers": "border",
    "combat": "worst",
}
"""How the wordings of ``polls`` look."""


def _leaning_words() -> dict[str, str]:
    """The leanings in the reader's words, with what counts as close."""
    words = data.labels_of("computed", "poll_leaning")
    return words | {"close": f"{words['close']} ({consent.CLOSE} points or less)"}


LEANINGS = style.Looks(
    _leaning_words,
    {
        "ahead": ("accent", "circle"),
        "close": ("muted", "diamond"),
        "differ": ("border", "star-triangle-up"),
        "behind": ("second", "x"),
        "none": ("unknown", "line-ew"),
    },
)
"""How the leaning of a country looks."""


def net_support(rows: pd.DataFrame) -> go.Figure:
    """Net support by reading, grouped by wording, the most support on top. From ``polls.netted``."""
    return listed(
        (
            (
                f"{label}: more for than against in {(part['net'] > 0).sum()} of {len(part)}",
                [
                    Row(
                        f"{r['name']}, {short_label(r)}",
                        r["net"],
                        signed(r["net"]),
                        _WORDINGS.get(code, "muted"),
                    )
                    for _, r in part.sort_values("net", ascending=False, kind="stable").iterrows()
                ],
            )
            for code, label in data.labels_of("polls", "wording").items()
            if len(part := rows[rows["wording"] == code])
        ),
        letters=46,
        end=13,
    )


def short_label(row: pd.Series) -> str:
    """Month and pollster of a reading.

    A client stands in for a pollster who was not named, a star marks soldiers of other countries.
    """
    who = row["client"] if row["pollster"] == "not named" else row["pollster"].removesuffix(" Institute")
    return f"{month(row['fieldwork_end'])} {who}{'' if row['own_troops'] else '*'}"


def split_bars(arms: pd.DataFrame) -> go.Figure:
    """Acceptance and rejection under each arm of the split sample, from ``polls.split_sample``."""
    return listed(
        (
            (
                r.arm,
                [
                    Row("accept", r.accept, f"{r.accept:g}%"),
                    Row("reject", r.reject, f"{r.reject:g}%", "second", "/"),
                ],
            )
            for r in arms.itertuples()
        ),
        letters=14,
        end=12,
    )


def leaning_spans(table: pd.DataFrame) -> go.Figure:
    """For each country that hangs on the choice of readings the net support under each choice, from the
    reading with the least to that with the most; from ``consent.leanings``. If none does, every country.
    """
    read = table[table["leaning"] != "none"]
    moves = read.groupby("name")["leaning"].transform("nunique") > 1
    labels = consent.variant_labels()
    return listed(
        (
            (name, [_leaning(r, labels[r.variant]) for r in part.itertuples()])
            for name, part in (read[moves] if moves.any() else read).groupby("name", sort=True)
        ),
        marks=True,
        letters=28,
        end=28,
    )


def _leaning(r, label: str) -> Row:
    """The net support of a country under one choice of readings: a mark where it is one number."""
    token = LEANINGS[r.leaning].token
    if signed(r.low) == signed(r.high):
        return Row(label, r.low, signed(r.low), token)
    return Row(label, None, f"{signed(r.low)} to {signed(r.high)}", token, span=(r.low, r.high))


def hurdle_board(table: pd.DataFrame) -> go.Figure:
    """For each step that a rule asks for, the offers by position; from ``consent.offers``."""
    return coded_lists(
        (
            (f"{label}:\u00a0{len(part)}", part.groupby("position")["name"].agg(sorted).to_dict())
            for step, label in consent.steps().items()
            if len(part := table[table["step"] == step])
        ),
        style.POSITIONS,
        counted=True,
    )
