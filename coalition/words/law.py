"""What the chapter ``law`` says, computed once from the data."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from babel.lists import format_list

from coalition import data
from coalition.analysis import law, outlook, particulars, russia
from coalition.data import passages
from coalition.words import phrases


@dataclass(frozen=True)
class Results:
    """Rules, readings and statements for one state of the data."""

    rules: pd.DataFrame
    bearing: pd.DataFrame
    said: pd.DataFrame


def results() -> Results:
    """Compute what the chapter rests on."""
    return Results(data.load("law"), law.bearing(), law.said())


def words(r: Results) -> dict[str, object]:
    """Every number and word of the chapter's prose, by the name the prose uses."""
    return _counts(r) | _days() | _particulars() | _admission()


def _counts(r: Results) -> dict[str, object]:
    seen, moscow = law.sources_seen(), r.said["iso3"] == russia.ISO3
    return {
        "cut_off": data.cut_off(),
        "n_ukraine": int(r.rules["iso3"].notna().sum()),
        "n_world": int(r.rules["iso3"].isna().sum()),
        "way_line": _way(r.bearing),
        "n_board": r.bearing["legal_id"].nunique(),
        "rest_line": _rest(r),
        "n_aspects": len(data.labels_of("law_readings", "aspect")),
        "n_sources": int(seen.sum()),
        "n_full": int(seen["full"]),
        "n_excerpt": int(seen["excerpt"]),
        "n_unread": int(seen["cited_by_others"]),
        "n_moscow": int(moscow.sum()),
        "n_others": int((~moscow).sum()),
    }


def _rest(r: Results) -> str:
    """Which rules of the table bear on none of the things, as the end of a sentence; blank for none."""
    rest = r.rules.loc[~r.rules["legal_id"].isin(r.bearing["legal_id"]), "topic"]
    bear = "bears" if len(rest) == 1 else "bear"
    return f"; {phrases.listed(phrases.quoted(rest))} {bear} on none of these" if len(rest) else ""


def _way(bearing: pd.DataFrame) -> str:
    """To which things rules open the way, how firmly, and against which a rule stands."""
    effects = bearing.groupby("aspect")["effect"].agg(set)
    opened, barred = (
        [code for code in data.labels_of("law_readings", "aspect") if effect in effects.get(code, set())]
        for effect in ("opens", "bars")
    )
    mixed = sum(bool(effects[code] & {"condition", "unsettled"}) for code in opened)
    cases = "" if len(opened) == 1 else "in each case " if mixed == len(opened) else "in some cases "
    limit = f", but {cases}another rule sets a condition or leaves the matter open" if mixed else ""
    way = (
        f"Rules open the way for the force {_aspects(opened)}{limit}." if opened else "No rule opens the way."
    )
    stands = (
        f"Rules stand in its way if it means {_aspects(barred, 'or')}."
        if barred
        else "No rule stands in its way."
    )
    return f"{way} {stands}"


def _aspects(codes: list[str], joint: str = "and") -> str:
    """What the force would do, in a sentence: ``to enter and to fight back``."""
    labels = data.labels_of("law_readings", "aspect")
    said = [f"to {passages.inline(labels[code])}".replace("to not ", "not to ") for code in codes]
    said.sort(key=lambda words: words.startswith("not "))
    return format_list(said, style="standard" if joint == "and" else "or", locale="en_GB")


def _days() -> dict[str, str]:
    return phrases.days(
        date_paris=data.row("statements", "ukr-01"),
        date_intervention=data.row("statements", "rus-09"),
        date_zakharova=data.row("statements", "rus-16"),
        date_putin=data.row("statements", "rus-12"),
        date_ryabkov=data.row("statements", "rus-14"),
        date_memo=data.row("statements", "rus-07"),
        date_chairs=data.row("statements", "gbr-20"),
        date_spain=data.row("statements", "esp-04"),
        date_ireland=data.row("statements", "irl-02"),
        date_austria=data.row("statements", "aut-02"),
        date_slovenia=data.row("statements", "svn-02"),
    ) | {
        "month_rules": data.written_date(data.row("components", "P19")["status_date"]),
        "date_intent": data.written_date(data.row("questions", "Q06")["as_of"]),
    }


def _particulars() -> dict[str, object]:
    written, admission = particulars.written, data.row("details", "admission-operations")
    return {
        "bases": written(data.row("details", "bases-article")),
        "majority": written(data.row("details", "bases-majority")),
        "year_law": admission["date"][:4],
        "month_law": written(admission),
        "year_fleet": written(data.row("details", "bases-lease-repealed")),
        "year_minister": written(data.row("details", "bases-minister")),
        "year_sofa": written(data.row("details", "sofa-agreement")),
        "year_ratified": written(data.row("details", "sofa-ratified")),
        "defence": written(data.row("details", "selfdefence-article")),
        "nato": written(data.row("details", "nato-articles")),
        "month_nato": written(data.row("details", "nato-secretary-general")),
        "month_bundestag": written(data.row("details", "nato-bundestag")),
        "irish_soldiers": written(data.row("details", "ireland-soldiers")),
        "clause": written(data.row("details", "admission-clause")),
        "treaty_clause": written(data.row("details", "admission-treaty")),
        "year_units": written(data.row("details", "admission-law")),
        "eu_clause": written(data.row("details", "eu-clause")),
        "aggression": written(data.row("details", "aggression-article")),
        "year_aggression": written(data.row("details", "aggression-definition")),
    }


def _admission() -> dict[str, object]:
    admission = data.row("judgements", "J02")
    sure = data.labels_of("judgements", "confidence_in_judgement")[admission["confidence_in_judgement"]]
    return {
        "j02_statement": outlook.in_words(admission.name)["j02_statement"],
        "j02_point": int(admission["probability"]),
        "j02_confidence": sure.lower(),
    }


def rule_board(r: Results) -> dict[str, str]:
    """Describe the board of rules by what the force would do."""
    effects = data.labels_of("law_readings", "effect")
    cells = []
    for aspect, label in data.labels_of("law_readings", "aspect").items():
        marks = r.bearing[r.bearing["aspect"] == aspect]
        read = [f"{m.topic} {passages.inline(effects[m.effect])}" for m in marks.itertuples()]
        cells.append(f"{label}: {'; '.join(phrases.named(read, 'no rule'))}.")
    return {
        "caption": (
            f"What {r.bearing['legal_id'].nunique()} rules of law mean for a foreign force in Ukraine, in "
            f"our reading (n = {len(r.bearing)} readings)."
        ),
        "alt": " ".join(["Board of rules by what the force would do.", *cells]),
    }


def rules(r: Results) -> dict[str, str]:
    """Describe the table of rules."""
    return {"caption": f"The rules that bear on a foreign force in Ukraine (n = {len(r.rules)})."}


def labels(r: Results) -> dict[str, str]:
    """Describe the table of statements."""
    return {
        "caption": (
            "What governments said about the legal character of a force and its basis "
            f"(n = {len(r.said)}, a selection)."
        )
    }
