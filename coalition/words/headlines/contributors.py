"""Headlines of the chapter on who would go."""

from __future__ import annotations

from bookpress import numerals
from coalition import data
from coalition.words.contributors import Results
from coalition.words.phrases import countries_listed, listed, subject


def headlines(r: Results) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    return {
        "fig-map": _map(r),
        "fig-ladder": _ladder(r),
        "fig-offers": _offers(r),
        "fig-history": _history(r),
        "tab-moves": subject(
            len(r.moves),
            "statement moved a country's own position.",
            "statements moved a country's own position.",
        ),
    }


def _map(r: Results) -> str:
    ready = r.names["deploy_troops"]
    if not ready:
        return "No government says that it is ready to send soldiers."
    verb = "says it is" if len(ready) == 1 else "say they are"
    return f"{_capital(countries_listed(ready))} {verb} ready to send soldiers."


def _ladder(r: Results) -> str:
    ready, open_, support = (len(r.names[c]) for c in ("deploy_troops", "conditional", "support_only"))
    return (
        subject(ready, "government is", "governments are")
        + f" ready to send soldiers, {numerals.prose(open_)} leave it open, "
        f"{numerals.prose(support)} would help without soldiers."
    )


def _offers(r: Results) -> str:
    titles = data.titles_of("positions", *r.offered)
    most = max(r.offered.values(), default=0)
    if not most:
        return "No government is known to have offered anything in any domain."
    first = listed(titles[d].lower() for d, n in r.offered.items() if n == most)
    countries = "country" if most == 1 else "countries"
    verb = "calls" if r.n_land_more == 1 else "call"
    more = f"; {numerals.prose(r.n_land_more)} {verb} soldiers on land possible" if r.n_land_more else ""
    return f"The most frequent offer is {first}, by {numerals.prose(most)} {countries}{more}."


def _history(r: Results) -> str:
    closer, further, rest = (len(names) for names in r.ends.values())
    return (
        subject(closer, "government has", "governments have")
        + " moved up the ladder towards sending soldiers, "
        f"{numerals.prose(further) if further else 'none'} down; "
        f"{numerals.prose(rest)} ended where they began."
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
