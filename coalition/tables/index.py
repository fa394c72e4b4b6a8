"""The key figures and the evidence by month as tables for readers."""

from __future__ import annotations

import pandas as pd


def figure_table(figures: pd.DataFrame) -> pd.DataFrame:
    """Key figures with columns named for readers, from ``summary.key_figures``."""
    return pd.DataFrame(
        {
            "What is counted": figures["question"],
            "Figure": figures["answer"],
            "Read with": figures["read_with"],
            "Sources": figures["source_ids"],
        }
    )


def views_table(views: pd.DataFrame) -> pd.DataFrame:
    """Three views of each judgement with columns named for readers, from the words of the first page."""
    return pd.DataFrame(
        {
            "Judgement": views["judgement"],
            "What usually happens": views["usual"],
            "What others say": views["others"],
            "What we say": views["ours"],
            "How the events differ": views["differs"],
            "Sources": views["source_ids"],
        }
    )


def month_table(months: pd.DataFrame) -> pd.DataFrame:
    """Evidence by month with columns named for readers, from ``summary.evidence_by_month``."""
    return months.rename(columns=str.capitalize)
