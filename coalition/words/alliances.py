"""What the chapter ``promises`` says of alliance promises that a war called upon."""

from __future__ import annotations

from math import floor

import pandas as pd

from coalition.analysis import alliances, survival
from coalition.words.phrases import cited, interval


def words(tally: pd.DataFrame, own: pd.DataFrame) -> dict[str, object]:
    """Every number of the section's prose, from ``alliances.tally`` by both codings; shares in per cent."""
    rows = tally.set_index(["kind", "period"])
    authors = own.set_index(["kind", "period"])
    all_of, pacts = rows.loc["all"], alliances.by_war()
    return {
        "n_calls": int(all_of["n"].sum()),
        "calls_kept": _percent(all_of["kept"].sum(), all_of["n"].sum()),
        "turn": str(alliances.TURN),
        "kept_before": _share(rows.loc[("all", "before")]),
        "kept_since": _share(rows.loc[("all", "since")]),
        "pacts_before": _share(rows.loc[("defence_pact", "before")]),
        "pacts_since": _share(rows.loc[("defence_pact", "since")]),
        "pacts_interval": _interval(rows.loc[("defence_pact", "since")]),
        "pacts_wars": int(pacts["wars"]),
        "pacts_by_war": f"{100 * pacts['low']:.0f} to {100 * pacts['high']:.0f} per cent",
        "own_before": _share(authors.loc[("all", "before")]),
        "own_since": _share(authors.loc[("all", "since")]),
        "calls_level": f"{100 * survival.LEVEL:.0f}",
    }


def _share(row: pd.Series) -> str:
    return f"{_percent(row['kept'], row['n'])} of {row['n']}"


def _percent(kept: int, n: int) -> str:
    return percent(kept / n) if n else "none"


def percent(share: float) -> str:
    """A share in whole per cent, a half rounded up: ``13 per cent``."""
    return f"{floor(100 * share + 0.5)} per cent"


def _interval(row: pd.Series) -> str:
    if not row["n"]:
        return "no interval"
    return f"{100 * row['low']:.0f} to {100 * row['high']:.0f} per cent"


def called_upon(calls: pd.DataFrame, tally: pd.DataFrame) -> dict[str, str]:
    """Caption, alternative text and reading line of alliance promises that a war called upon."""
    rows = tally.set_index(["kind", "period"])
    first, last = calls["war_began"].min(), calls["war_began"].max()
    return {
        "caption": f"Share kept of alliance promises that a war called upon, wars that began from {first} to "
        f"{last} (n = {len(calls)}).",
        "alt": f"Bars of shares. Of all promises called upon, {_share(rows.loc[('all', 'before')])} "
        f"were kept in wars before {alliances.TURN} and {_share(rows.loc[('all', 'since')])} since; of "
        f"defence pacts, {_share(rows.loc[('defence_pact', 'before')])} and "
        f"{_share(rows.loc[('defence_pact', 'since')])}.",
        "reading": f"The line is the {interval(survival.LEVEL)}. Counted are wars that "
        "happened: a promise that deterred an attack is not in the data, so the shares do not say how often "
        "promises work. Defence pacts are part of all promises. One war and one alliance can be in "
        f"several rows. Data: {cited('alliance_calls')}.",
    }
