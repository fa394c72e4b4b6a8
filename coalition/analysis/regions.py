"""Which countries are European: the one definition that every count and sum here uses."""

from __future__ import annotations

import pandas as pd


def european(countries: pd.DataFrame) -> pd.Series:
    """Whether each country lies in Europe by the United Nations M49 scheme or is a member of the EU (Cyprus).

    ``countries`` has the columns region and eu of the table of that name; the result has its index. Türkiye
    is not among them: M49 puts it in Western Asia.
    """
    return countries["region"].str.endswith("Europe") | countries["eu"]
