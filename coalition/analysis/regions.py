"""What counts as European: one definition for every set of countries."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from coalition import data


def is_european(codes: Iterable[str]) -> pd.Series:
    """Whether each country lies in Europe by the United Nations M49 scheme or, like Cyprus, is a member of
    the EU.

    Türkiye is not among them: M49 puts it in Western Asia. A Series of bool indexed by ISO code, in the order
    given. Raises KeyError for a code that is not in ``countries``.
    """
    facts = data.load("countries").set_index("iso3").loc[list(codes)]
    return (facts["region"].str.endswith("Europe") | facts["eu"]).astype(bool)
