"""States in Europe that are open to another mission than this force, and so not counted as open to it."""

from __future__ import annotations

from coalition.analysis import ledger, regions
from coalition.words.phrases import capital, countries_listed


def left_out() -> str:
    """Which they are: a sentence with a space before it; blank where there is none."""
    now = ledger.positions().set_index("iso3")
    european = regions.is_european(now.index).to_numpy()
    other = now[(now["position"] == "conditional") & ~now["for_this_force"] & european]
    if other.empty:
        return ""
    are = "is" if len(other) == 1 else "are"
    return f" {capital(countries_listed(other['name']))}, open to another mission, {are} left out."
