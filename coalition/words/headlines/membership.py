"""Headlines of the chapter on who counts as a member."""

from __future__ import annotations

from bookpress import numerals
from coalition.analysis import membership as rules
from coalition.words.membership import Results
from coalition.words.phrases import of_all_first, subject


def headlines(r: Results) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    without = r.counts["without_ukraine"]
    members = r.published[r.published["counts_what"] == "members"]["count"].dropna()
    wide = len(r.wide)
    return {
        "fig-membership-rules": f"The coalition has from {numerals.prose(int(without.min()))} to "
        f"{without.max()} members besides Ukraine, depending on the rule.",
        "fig-membership-movers": subject(len(r.moving), "country is", "countries are")
        + f" in or out depending on which of {numerals.prose(wide)} broad rules is used.",
        "fig-membership-published": f"Numbers published as those of members run from {int(members.min())} to "
        f"{int(members.max())}."
        if len(members)
        else "Nobody has published a number of members.",
        "tab-membership-numbers": _numbers(r),
        "tab-membership-pledges": "Being in the coalition is one thing, sending soldiers another."
        if len(r.said)
        else "Nobody is on record on pledges or on being in the coalition.",
        "tab-membership-unsupported": subject(
            len(r.unsupported),
            "published number cannot be computed from names.",
            "published numbers cannot be computed from names.",
        ),
    }


def _numbers(r: Results) -> str:
    met = sum(
        bool((rules.same_number(n)[["with_ukraine", "without_ukraine"]].map(len) > 0).any(axis=None))
        for n in r.numbers
    )
    total = len(r.numbers)
    fit = "fits" if met == 1 else "fit"
    return f"{of_all_first(met, total)} numbers in the news {fit} some rule on the day they were named."
