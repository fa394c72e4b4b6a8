"""What the chapter ``precedents`` says of peace after civil wars, with and without peacekeepers."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import civil_wars, survival
from coalition.words.phrases import cited, listed

_FEW = "too few to say"


def words(groups: dict[bool, pd.DataFrame]) -> dict[str, object]:
    """Every number of the section's prose; shares in percent."""
    short, long = civil_wars.YEARS
    return {
        "n_civil": sum(map(len, groups.values())),
        "years_short": short,
        "years_long": long,
        "n_with": len(groups.get(True, ())),
        "n_without": len(groups.get(False, ())),
        "with_short": _share(groups.get(True), short),
        "with_long": _share(groups.get(True), long),
        "without_short": _share(groups.get(False), short),
        "without_long": _share(groups.get(False), long),
        "civil_level": f"{100 * survival.LEVEL:.0f}",
    }


def _share(rows: pd.DataFrame | None, years: int) -> str:
    """The share still at peace after some years, with its interval: ``56 percent (38 to 71)``."""
    if rows is None:
        return _FEW
    found = civil_wars.after(rows, years)
    bounds = "" if pd.isna(found["low"]) else f" ({100 * found['low']:.0f} to {100 * found['high']:.0f})"
    return f"{100 * found['holding']:.0f} percent{bounds}"


def peace(groups: dict[bool, pd.DataFrame]) -> dict[str, str]:
    """Caption, alternative text and reading line of the two curves."""
    rows = pd.concat(groups.values())
    first, last = rows["ceasefire_on"].min()[:4], rows["ceasefire_on"].max()[:4]
    to = data.written_date(rows["observed_to"].max()[:4])
    sizes = [
        f"{len(groups[has])} {'with' if has else 'without'} peacekeepers"
        for has in (True, False)
        if has in groups
    ]
    said = [
        f"{'With' if has else 'Without'} peacekeepers {_share(groups[has], y)} were still at peace after "
        f"{_years(y)}."
        for has in (True, False)
        if has in groups
        for y in civil_wars.YEARS
    ]
    return {
        "caption": f"Share of ceasefires in civil wars still at peace, {first} to {last}, followed to {to}: "
        f"{listed(sizes)} (n = {len(rows)}), each with its {survival.LEVEL:.0%} interval. Civil wars, and "
        "peacekeepers of any kind; no force that faces the army of another state. Who got peacekeepers was "
        "not left to chance, so the distance between the lines is no measure of their effect. Data: "
        f"{cited('civil_war_ceasefires')}.",
        "alt": f"Falling step curves with wide bands that overlap. {' '.join(said)}",
        "reading": "A line falls when war is back; a ceasefire that still held at the end of the data "
        "counts up to that day. Several conflicts have more than one ceasefire, so the cases are not "
        "independent.",
    }


def _years(number: int) -> str:
    return f"{number} year{'' if number == 1 else 's'}"
