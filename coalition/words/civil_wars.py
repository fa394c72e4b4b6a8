"""What the chapter ``precedents`` says of peace after civil wars, with and without peacekeepers."""

from __future__ import annotations

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.analysis import civil_wars, survival
from coalition.data.passages import inline
from coalition.words import phrases
from coalition.words.phrases import capital, cited, interval, listed


def words(groups: dict[str, pd.DataFrame]) -> dict[str, object]:
    """Every number of the section's prose; shares in per cent."""
    short, long = civil_wars.YEARS
    return {
        "n_civil": sum(map(len, groups.values())),
        "years_short": short,
        "years_long": long,
        "n_with": len(groups["with"]),
        "n_without": len(groups["without"]),
        "with_short": _share(groups["with"], short),
        "with_long": _share(groups["with"], long),
        "without_short": _share(groups["without"], short),
        "without_long": _share(groups["without"], long),
        "early_days": civil_wars.EARLY,
        "with_early": phrases.of_all(civil_wars.early_failures(groups["with"]), len(groups["with"])),
        "without_early": phrases.of_all(civil_wars.early_failures(groups["without"]), len(groups["without"])),
        "with_landmark": _landmark(groups["with"]),
        "without_landmark": _landmark(groups["without"]),
        "landmark_line": _distance(groups),
        "civil_level": f"{100 * survival.LEVEL:.0f}",
    }


def _share(rows: pd.DataFrame, years: int) -> str:
    """The share still at peace after some years, with its interval: ``56 per cent (38 to 71)``."""
    return _written(civil_wars.after(rows, years))


def _landmark(rows: pd.DataFrame) -> str:
    """The share still at peace after the longer time of those that were after the shorter."""
    return _written(civil_wars.after_landmark(rows, *civil_wars.YEARS))


def _distance(groups: dict[str, pd.DataFrame]) -> str:
    """What is left of the distance between the curves among those at peace after the shorter time."""
    short, long = civil_wars.YEARS
    whole, left = (
        100 * (found["with"] - found["without"])
        for found in (
            {name: civil_wars.after(rows, long)["holding"] for name, rows in groups.items()},
            {name: civil_wars.after_landmark(rows, short, long)["holding"] for name, rows in groups.items()},
        )
    )
    are = "is" if round(left) == 1 else "are"
    return f"of a distance of {whole:.0f} points {numerals.prose(round(left))} {are} left"


def _written(found: dict[str, float]) -> str:
    bounds = "" if pd.isna(found["low"]) else f" ({100 * found['low']:.0f} to {100 * found['high']:.0f})"
    return f"{100 * found['holding']:.0f} per cent{bounds}"


def peace(groups: dict[str, pd.DataFrame]) -> dict[str, str]:
    """Caption, alternative text and reading line of the two curves."""
    rows = pd.concat(groups.values())
    first, last = rows["ceasefire_on"].min()[:4], rows["ceasefire_on"].max()[:4]
    to = data.written_date(rows["observed_to"].max()[:4])
    names = {code: inline(label) for code, label in data.labels_of("computed", "peacekeeping").items()}
    sizes = [f"{len(groups[code])} {name}" for code, name in names.items()]
    said = [
        f"{capital(name)} {_share(groups[code], years)} were still at peace after {_years(years)}."
        for code, name in names.items()
        for years in civil_wars.YEARS
    ]
    return {
        "caption": f"Share of ceasefires in civil wars still at peace, {first} to {last}, followed to {to}: "
        f"{listed(sizes)} (n = {len(rows)}), each with its {interval(survival.LEVEL)}.",
        "alt": f"Falling step curves with wide bands that overlap. {' '.join(said)}",
        "reading": "A line falls when war is back; a ceasefire that still held at the end of the data "
        "counts up to that day. These are civil wars, and peacekeepers of any kind; they do not face the "
        "army of another state. Who got peacekeepers was not left to chance, so the distance between the "
        "lines does not measure their effect. Several conflicts have more than one ceasefire, so the cases "
        f"are not independent. Data: {cited('civil_war_ceasefires')}.",
    }


def _years(number: int) -> str:
    return f"{number} year{'' if number == 1 else 's'}"
