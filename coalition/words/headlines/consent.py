"""Headlines of the chapter on publics and parliaments."""

from __future__ import annotations

from coalition.analysis import consent
from coalition.formats import signed
from coalition.words.consent import Results
from coalition.words.phrases import capital, of_all, of_all_first


def headlines(r: Results) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    ahead = int((r.shown["net"] > 0).sum())
    vote = int(r.offers["step"].isin(["prior_consent", "prior_consent_framed"]).sum())
    return {
        "fig-consent-net": capital(
            f"support leads in {of_all(ahead, len(r.shown))} poll readings; the balance runs from "
            f"{signed(r.shown['net'].min())} to {signed(r.shown['net'].max())} points."
        ),
        "fig-consent-split": _split(r),
        "fig-consent-leanings": _leanings(r),
        "tab-consent-trends": _trends(r),
        "fig-consent-hurdles": f"{of_all_first(vote, len(r.offers))} states that are ready or open need "
        "a vote in parliament first.",
        "tab-consent-hurdles": "The rule for sending soldiers is known for "
        f"{of_all(int(r.listed['rule'].notna().sum()), len(r.hurdles))} governments that have spoken.",
    }


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
    of = of_all_first(moved, len(r.base))
    return f"{of} countries {lean} another way under another choice of readings."


def _trends(r: Results) -> str:
    down = int((r.trends["net_change"] < 0).sum())
    return capital(
        f"net support for soldiers fell in {of_all(down, len(r.trends))} series that one pollster repeated."
    )
