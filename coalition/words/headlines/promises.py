"""Headlines of the chapter on earlier promises."""

from __future__ import annotations

from bookpress import numerals
from coalition import data
from coalition.analysis import alliances
from coalition.words.alliances import percent
from coalition.words.phrases import capital, of_all_first
from coalition.words.promises import Results


def headlines(r: Results) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    broken, total = len(r.broken), len(r.table)
    day = r.days.iloc[0] if len(r.days) else None
    calls = r.called.set_index(["kind", "period"])
    shares = [calls.at[("all", p), "share"] for p in ("before", "since")]
    return {
        "fig-promise-strength": capital(
            f"{of_all_first(broken, total)} promises on the list were broken{_armed(r)}."
        ),
        "fig-promise-breach": f"{_many(day['texts'])} of {broken} broken promises were first broken on one "
        f"day, {data.written_date(day['breach_date'])}."
        if day is not None
        else "No promise on the list has a dated breach.",
        "tab-promise-dates": _dates(r),
        "fig-promise-codings": _codings(r),
        "fig-promise-alliances": f"Of alliance promises called upon in a war, {percent(shares[0])} were kept "
        f"before {alliances.TURN} and {percent(shares[1])} since.",
    }


def _armed(r: Results) -> str:
    kept = r.by_means.iloc[-1]
    name = data.labels_of("promises", "enforcement")[kept.name] if kept.name is not None else ""
    count = int(kept.get("total", 0))
    if not count:
        return ""
    if not (r.table["in_force"] & (r.table["enforcement"] == kept.name)).any():
        texts = "the text" if count == 1 else f"the {numerals.prose(count)} texts"
        return f"; {texts} with the strongest means, {name.lower()}, never took effect"
    return f"; {numerals.prose(count)} had the strongest means, {name.lower()}"


def _dates(r: Results) -> str:
    """How old the assurances of Budapest were when Crimea was seized."""
    if r.events.empty:
        return "No date is listed."
    given, seized = data.row("events", "H008")["date"], data.row("events", "H024")["date"]
    years = int(seized[:4]) - int(given[:4]) - (seized[5:] < given[5:])
    return (
        f"The assurances of Budapest were {numerals.prose(years)} years old when the seizure of Crimea began."
    )


def _many(number: int) -> str:
    return numerals.opening(int(number))


def _codings(r: Results) -> str:
    share = r.codings["breached"] / r.codings["total"]
    return (
        f"However they are counted, at least {100 * share.min():.0f} per cent of the promises were broken."
        if share.min() >= 0.5
        else f"By the way of counting {100 * share.min():.0f} to {100 * share.max():.0f} per cent were "
        f"broken."
    )
