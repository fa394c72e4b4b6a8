"""Headlines of the chapter on publics and parliaments."""

from __future__ import annotations

from bookpress import numerals
from coalition.analysis import consent
from coalition.formats import signed
from coalition.words.consent import Results
from coalition.words.phrases import capital, of_all, of_all_first


def headlines(r: Results) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    ahead = int((r.shown["net"] > 0).sum())
    return {
        "fig-consent-net": capital(
            f"more people were for than against in {of_all(ahead, len(r.shown))} poll readings; the balance "
            f"runs from {signed(r.shown['net'].min())} to {signed(r.shown['net'].max())} points."
        ),
        "fig-consent-split": _split(r),
        "fig-consent-leanings": _leanings(r),
        "tab-consent-trends": _trends(r),
        "fig-consent-hurdles": _hurdles(r),
        "tab-consent-hurdles": "The rule for sending soldiers is known for "
        f"{of_all(int(r.listed['rule'].notna().sum()), len(r.hurdles))} governments that have spoken.",
    }


def _hurdles(r: Results) -> str:
    """How many offers wait for parliament, at the least: the rule of some may be old."""
    first, offers = len(consent.needs_vote_before(r.offers)), numerals.prose(len(r.offers))
    who = f"At least {numerals.prose(first)} of the {offers}" if first else f"None of the {offers}"
    need = "need" if first > 1 else "needs"
    return f"{who} states that are ready or open {need} the consent of parliament first."


def _split(r: Results) -> str:
    arms = r.arms.sort_values("accept")
    low, high = arms.iloc[0], arms.iloc[-1]
    best = low["accept"] if len(arms) == 1 else high["accept"]
    if len(arms) < 3:
        return f"Up to {best:.0f} per cent of Ukrainians accept a ceasefire on the present line."
    none, far, near = (float(v) for v in arms["accept"].iloc[[0, 1, -1]])
    return (
        f"Without a guarantee {none:.0f} per cent of Ukrainians accept a truce on the present line, with a "
        f"weaker force {far:.0f}, with one that would fight {near:.0f}."
    )


def _leanings(r: Results) -> str:
    moved = consent.moved(r.leanings)["iso3"].nunique()
    lean = "leans" if moved < 2 else "lean"
    of = of_all_first(moved, int((r.base["leaning"] != "none").sum()))
    return f"{of} countries {lean} another way under another choice of readings."


def _trends(r: Results) -> str:
    down = int((r.trends["net_change"] < 0).sum())
    return capital(
        f"net support for soldiers fell in {of_all(down, len(r.trends))} series that one pollster repeated."
    )
