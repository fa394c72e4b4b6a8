"""The rules that judgements keep: in their rows, and where the prose states them.

That likelihood and confidence never share a sentence: Office of the Director of National Intelligence,
Intelligence Community Directive 203, Analytic Standards (2015).
"""

from __future__ import annotations

import re

import pandas as pd

from coalition import data
from coalition.analysis import chain
from coalition.analysis.likelihood import outside_words, term, terms_in
from coalition.data import passages

_HEDGE = re.compile(r"\b(?:[Cc]ould|may|[Mm]ight|[Pp]ossibly)\b")
_CONFIDENCE = re.compile(r"\bconfiden(?:ce|t|tly)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])[)\"”*_]*\s+(?=[(\[\"“*_A-Z{])")
_ID = re.compile(r"(?<![A-Za-z0-9])([KSJksj]\d{2})(?![0-9A-Za-z])")
_TEXTS = ("statement", "basis", "confidence_reason", "scored_as", "change_mind")
_NEEDED = {
    "basis": "a judgement needs a basis",
    "basis_ids": "a judgement needs the rows it rests on",
    "assumption_ids": "a judgement needs an assumption",
    "score_by": "a judgement needs a date by which it can be scored",
    "scored_as": "a judgement needs a rule by which it is scored",
    "change_mind": "a judgement needs what would change it",
    "confidence_reason": "a confidence needs a reason",
}


def sentences(text: str) -> list[str]:
    """The sentences of a plain text."""
    return [s.strip() for s in _SENTENCE_END.split(text) if s.strip()]


def faults(judgements: pd.DataFrame) -> list[tuple[int, str, str]]:
    """Every broken rule in the rows of ``judgements``, as (index of the row, column, what is wrong).

    Rules per row: one sentence with one term of the scale, the one in ``likelihood``; bounds equal to
    the scale and the point between them; no could, may, might or possibly; likelihood and
    confidence never in one sentence; likelihood words in the statement only; basis, assumptions,
    scoring date and rule, what would change it, all filled; a date that has passed has an outcome.
    Rules per scenario set: points add up to 100, one scoring date, one true outcome. How judgements
    relate to each other is ``coherence``.
    """
    found: list[tuple[int, str, str]] = []
    for row, judgement in judgements.iterrows():
        found += [(row, column, text) for column, text in _row_faults(judgement)]
    return sorted(found + _set_faults(judgements), key=lambda f: f[0])


def _row_faults(row: pd.Series) -> list[tuple[str, str]]:
    found = [(column, f"is blank; {why}") for column, why in _NEEDED.items() if _blank(row[column])]
    statement = row["statement"]
    found += [("statement", text) for text in _statement_faults(statement, row["likelihood"])]
    for column in _TEXTS:
        for sentence in sentences("" if _blank(row[column]) else row[column]):
            words = [term(c).words for c in terms_in(sentence)] + outside_words(sentence)
            if words and _CONFIDENCE.search(sentence):
                found.append((column, f"likelihood ({words[0]}) and confidence stand in one sentence"))
            elif words and column != "statement":
                found.append(
                    (
                        column,
                        f"{words[0]!r} is a likelihood word; it belongs in the statement, tied to its row",
                    )
                )
    step = term(row["likelihood"])
    for column, bound in (("probability_low", step.low), ("probability_high", step.high)):
        if row[column] != bound:
            found.append((column, f"{row[column]} is not the bound of {step.words} ({step.low}-{step.high})"))
    if pd.notna(row["probability"]) and not step.low <= row["probability"] <= step.high:
        found.append(
            ("probability", f"{row['probability']} lies outside {step.words} ({step.low}-{step.high})")
        )
    if (row["kind"] == "scenario") == _blank(row["scenario_set"]):
        found.append(("scenario_set", "a scenario names its set, and no other judgement does"))
    if not _blank(row["score_by"]):
        if pd.Period(row["score_by"]).end_time < pd.Period(row["made_on"]).start_time:
            found.append(
                ("score_by", f"{row['score_by']} lies before the day of the judgement, {row['made_on']}")
            )
        elif pd.Period(row["score_by"]).end_time.normalize() <= data.as_day(None) and _blank(row["outcome"]):
            found.append(
                ("outcome", f"is blank although the judgement was to be scored by {row['score_by']}")
            )
    return found


def _statement_faults(statement: str, likelihood: str) -> list[str]:
    found = []
    codes, outside, hedges = terms_in(statement), outside_words(statement), _HEDGE.findall(statement)
    if outside:
        found.append(f"{outside[0]!r} is no term of the likelihood scale")
    elif len(codes) != 1:
        named = ", ".join(term(c).words for c in codes) or "none"
        found.append(f"must hold one likelihood term, holds {len(codes)} ({named})")
    elif codes[0] != likelihood:
        found.append(f"says {term(codes[0]).words}, but likelihood is {likelihood}")
    if hedges:
        found.append(f"{hedges[0].lower()!r} has no place in a judgement; the likelihood term says it")
    if len(sentences(statement)) != 1:
        found.append(f"must be one sentence, is {len(sentences(statement))}")
    return found


def _set_faults(judgements: pd.DataFrame) -> list[tuple[int, str, str]]:
    found = []
    for name, group in judgements[judgements["scenario_set"].notna()].groupby("scenario_set"):
        first, total = group.index[0], group["probability"].sum()
        if total != 100:
            found.append(
                (first, "probability", f"the points of the scenarios of {name} add up to {total}, not 100")
            )
        if group["score_by"].nunique(dropna=False) > 1:
            found.append((first, "score_by", f"the scenarios of {name} do not share one date"))
        known = group["outcome"].dropna()
        if len(known) and (len(known) < len(group) or known.sum() != 1):
            found.append(
                (
                    first,
                    "outcome",
                    f"of the scenarios of {name} one outcome must be true and the others false",
                )
            )
    return found


def _blank(value: object) -> bool:
    return not len(value) if isinstance(value, tuple) else bool(pd.isna(value) or not str(value).strip())


def violations() -> list[str]:
    """One line per broken rule of ``judgements``, its assumptions and its basis; empty if clean.

    Lines read ``data/judgements.csv:ROW COLUMN: what is wrong``, ROW counting lines with the header
    as 1. Expects tables that keep their schema (``coalition.check`` tests that first).
    """
    judgements, assumptions = data.load("judgements"), data.load("assumptions")
    found = faults(chain.filled(judgements)) + [(r, "basis_ids", t) for r, t in _dangling(judgements)]
    lines = [
        data.violation("judgements", row + 2, column, text)
        for row, column, text in sorted(found, key=lambda f: f[0])
    ]
    lines += [
        data.violation("evidence", row + 2, "basis_ids", text)
        for row, text in _dangling(data.load("evidence"))
    ]
    return lines + _mirror_faults(judgements, assumptions)


def _dangling(frame: pd.DataFrame) -> list[tuple[int, str]]:
    """Items of ``basis_ids`` (``table`` or ``table:key``) that name no table or row of the package."""
    return [
        (row, fault)
        for row, items in frame["basis_ids"].items()
        for item in items
        if (fault := passages.fault(item))
    ]


def _mirror_faults(judgements: pd.DataFrame, assumptions: pd.DataFrame) -> list[str]:
    """Links between judgements and assumptions that do not read the same from both sides."""
    named = {(a, j) for j, ids in judgements.set_index("judgement_id")["assumption_ids"].items() for a in ids}
    listed = {
        (a, j): row
        for row, a, ids in assumptions[["assumption_id", "judgement_ids"]].itertuples()
        for j in ids
    }
    rows = dict(zip(assumptions["assumption_id"], assumptions.index, strict=True))
    lines = [
        data.violation("assumptions", row + 2, "judgement_ids", f"{j} does not name {a}")
        for (a, j), row in listed.items()
        if (a, j) not in named
    ]
    return lines + [
        data.violation("assumptions", rows[a] + 2, "judgement_ids", f"{j} names {a} and is missing here")
        for a, j in sorted(named - set(listed))
        if a in rows
    ]


def prose_faults(text: str, judgements: pd.DataFrame | None = None) -> list[str]:
    """Every broken rule in a chapter's prose (MyST Markdown), one line per fault with the sentence.

    A sentence with a likelihood word names the judgement it states, by id in the text (``K01``) or in
    a glued name (``k01_...``), and uses that row's term; likelihood and confidence stand in
    different sentences; a sentence that states a key judgement holds no could, may, might or possibly.
    Statements that are glued from the data are not typed and are checked there.
    """
    table = (data.load("judgements") if judgements is None else judgements).set_index("judgement_id")
    found = []
    for paragraph in _paragraphs(text):
        for sentence in sentences(paragraph):
            found += [f"{fault}: {_plain(sentence)[:90]}" for fault in _sentence_faults(sentence, table)]
    return found


def _sentence_faults(sentence: str, table: pd.DataFrame) -> list[str]:
    ids = list(dict.fromkeys(i.upper() for i in _ID.findall(sentence)))
    plain = _plain(sentence)
    codes, outside = terms_in(plain), outside_words(plain)
    found = [f"{i} is no judgement" for i in ids if i not in table.index]
    known = [i for i in ids if i in table.index]
    if outside:
        found.append(f"{outside[0]!r} is no term of the likelihood scale")
    if codes and not known:
        found.append(f"{term(codes[0]).words!r} is tied to no judgement")
    elif codes and set(codes) - set(table.loc[known, "likelihood"]):
        found.append(f"{term(codes[0]).words!r} is not the term of {' or '.join(known)}")
    if (codes or outside) and _CONFIDENCE.search(plain):
        found.append("likelihood and confidence stand in one sentence")
    hedges = _HEDGE.findall(plain)
    if hedges and any(table.at[i, "kind"] == "key" for i in known):
        found.append(f"{hedges[0].lower()!r} has no place in a key judgement")
    return found


def _paragraphs(text: str) -> list[str]:
    """The prose of a MyST text: no code, comments and options, list items and cells apart."""
    text = re.sub(r"<!--.*?-->", " ", text, flags=re.DOTALL)
    kept, code = [], False
    for line in text.splitlines():
        fence = re.match(r"\s*(?:`{3,}|:{3,}|~{3,})\s*(.*)", line)
        if fence:
            code = (
                not code
                and not line.strip().startswith(":")
                and bool(fence[1])
                and not fence[1].startswith("{")
            )
            kept.append("")
        elif not code and not re.match(r"\s*:[a-z-]+:", line) and not line.startswith("%"):
            marker = re.match(r"\s*(?:[-*+]|\d+\.|#+|>)\s+|\s*\|", line)
            text_of = line[marker.end() :] if marker else line
            kept.append(
                f"\n{text_of}\n".replace("|", "\n\n")
                if marker and marker[0].strip()[0] in "#|"
                else f"\n{text_of}"
                if marker
                else text_of
            )
    return [" ".join(p.split()) for p in re.split(r"\n\s*\n", "\n".join(kept)) if p.strip()]


def _plain(text: str) -> str:
    """A sentence without roles, inline code and link targets."""
    text = re.sub(r"\{[a-z:]+\}`[^`]*`", " ", text)
    text = re.sub(r"\]\([^)]*\)", "]", re.sub(r"`[^`]*`", " ", text))
    return " ".join(text.split())
