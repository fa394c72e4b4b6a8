"""Turns of phrase that several chapters share."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from babel.lists import format_list

from bookpress import numerals
from bookpress.exhibits.blocks import Details, Fact, Facts, Link, Paragraph
from coalition import data


def verdict(claim: pd.Series) -> str:
    """The verdict on a row of ``claims`` as it reads after "the claim is": ``coded “Contested”``."""
    return f"coded “{data.labels_of('claims', 'verdict')[claim['verdict']]}”"


def verdicts(**claims: pd.Series) -> dict[str, str]:
    """``verdict`` of several rows of ``claims``, by the name the prose uses."""
    return {name: verdict(claim) for name, claim in claims.items()}


def what_the_article_said(chapter: str) -> Details:
    """The fold at the foot of a chapter: the claims of the starting article that it treats, with verdicts.

    Raises KeyError for a chapter that treats none.
    """
    claims = data.load("claims")
    rows = claims[claims["chapter"] == chapter]
    if rows.empty:
        raise KeyError(f"no claim is treated in {chapter!r}")
    labels = data.labels_of("claims", "verdict")
    treated = tuple(
        Fact(
            f"“{row.claim}”",
            (
                Paragraph(
                    (
                        f"{labels[row.verdict]}, {row.confidence} confidence. {row.evidence} (",
                        Link(f"claim:{row.claim_id}", row.claim_id),
                        ")",
                    )
                ),
            ),
        )
        for row in rows.itertuples()
    )
    opening = Paragraph(
        (
            "The starting article's claims on this subject, in our words, each with our verdict; all of its "
            "claims are in “",
            Link("chapter:claims"),
            "”.",
        )
    )
    return Details("What the starting article said", (opening, Facts(treated)))


def named(names: Iterable[str], nobody: str = "no country") -> list[str]:
    """Names for a list in a sentence; ``nobody`` where there are none."""
    return list(names) or [nobody]


def quoted(names: Iterable[str], nobody: str = "none") -> list[str]:
    """Names of things for a list in a sentence, each in quotes; ``nobody`` where there are none."""
    return [f"“{name}”" for name in names] or [nobody]


def month(partial) -> str:
    """The month of a partial date, or its year; "an unknown month" where there is none."""
    return "an unknown month" if pd.isna(partial) else data.written_date(str(partial)[:7])


def day(row: pd.Series, column: str = "date") -> str:
    """A date of a row in words, as precise as it is known."""
    return data.written_date(row[column])


def days(**rows: pd.Series) -> dict[str, str]:
    """``day`` of several rows, by the name the prose uses."""
    return {name: day(row) for name, row in rows.items()}


def span(first: str, last: str) -> str:
    """Two days in words, month and year once where they share them: ``23 to 24 January 2026``."""
    begin = str(int(first[-2:])) if first[:7] == last[:7] else data.written_date(first)
    return f"{begin} to {data.written_date(last)}"


def today() -> str:
    """The cut-off of the data in words."""
    return data.written_date(data.cut_off())


def were(number: int) -> str:
    """A number with its verb in the past: ``one was``, ``12 were``, ``none was``."""
    return f"{counted(number)} {'were' if number > 1 else 'was'}"


def are(names: Iterable[str], nobody: str = "No countries") -> str:
    """Names with their verb: ``Hungary is``, ``Hungary and Slovakia are``, ``No countries are``."""
    names = list(names)
    return f"{listed(names) or nobody} {'is' if len(names) == 1 else 'are'}"


def counted(number: int) -> str:
    """How many, with no machine zero: ``none``, ``one``, ``12``."""
    return numerals.prose(number) if number else "none"


def listed(items) -> str:
    """Several names in one phrase: ``Hungary, Slovakia and Malta``."""
    return format_list([str(i) for i in items], locale="en_GB")


def subject(number: int, one: str, many: str) -> str:
    """A counted subject to open a sentence: ``No report puts``, ``One report puts``, ``Two reports put``."""
    return f"{numerals.opening(number) if number else 'No'} {many if number > 1 else one}"


def of_all(number: int, total: int) -> str:
    """``all five`` if none is missing, else ``four of five``, ``none of five``."""
    whole = numerals.prose(total)
    return f"all {whole}" if number == total else f"{counted(number)} of {whole}"


def departures(now: pd.DataFrame) -> str:
    """Why the position of a country is not that of its newest statement; blank where none differs.

    From ``ledger.positions``; each sentence ends with a blank.
    """
    rows = now[now["departure_note"].notna()]
    return "".join(
        f"{r.name} is not counted as last stated: {r.departure_note.rstrip('.')}. "
        for r in rows.itertuples(index=False)
    )


def interval(level: float) -> str:
    """An interval by its level: ``95 per cent interval``."""
    return f"{100 * level:.0f} per cent interval"


def times(ratio: float) -> str:
    """A factor to one decimal, or two below 1: ``4.6``, ``0.33``."""
    return f"{ratio:.1f}" if ratio >= 1 else f"{ratio:.2f}"


def with_article(name: str) -> str:
    """The name of a country or donor as it stands in a sentence: ``the United Kingdom``, ``France``."""
    return f"the {name}" if name.startswith(("United ", "Netherlands", "EU institutions")) else name


def countries_listed(names) -> str:
    """Countries in one phrase, in the order of the alphabet: ``Iceland, Norway and the United Kingdom``."""
    return listed(articled(names))


def articled(names, nobody: str = "no country") -> list[str]:
    """Countries for a list in a sentence, by the alphabet, each with its article; ``nobody`` without any."""
    return [with_article(name) for name in sorted(names)] or [nobody]


def capital(text: str) -> str:
    """A text as it opens a sentence."""
    return text[:1].upper() + text[1:]


def cited(table: str) -> str:
    """The data set behind a derived table and on what terms its rows stand here, from the descriptor."""
    resource = data.resource(table)
    terms = ", ".join(licence["title"] for licence in resource["licenses"])
    return f"{resource['sources'][0]['title']} ({terms})"


def of_all_first(number: int, total: int) -> str:
    """``of_all`` as it opens a sentence: ``Eleven of 16``, ``All five``, ``None of five``."""
    return (
        f"{numerals.opening(number)} of {numerals.prose(total)}"
        if 0 < number < total
        else capital(of_all(number, total))
    )
