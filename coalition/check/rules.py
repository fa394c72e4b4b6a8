"""What the subject demands of rows that are sound: ledger, model, judgements, hypotheses, map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from coalition import data, paths
from coalition.analysis import (
    after_cut_off,
    ages,
    alliances,
    civil_wars,
    coherence,
    confidence_ceiling,
    conflicts,
    consent,
    domains,
    force,
    forecasts,
    glossary,
    hypotheses,
    judgement_rules,
    ledger,
    listed_truces,
    one_telling,
    particulars,
    placeholders,
    position_rules,
    resources,
    searches,
    second_coding,
    truces,
    wars,
)
from coalition.check import map_shapes
from coalition.data import geography

NOT_APPLIED = "the rules could not be applied"
_MAP = "europe.geojson"


@dataclass(frozen=True)
class Rule:
    """One rule: which table its lines are about, the tables it reads, and the function that gives its lines.

    Without named tables it reads what the data lead it to, so it runs only if every table is sound.
    """

    table: str
    reads: tuple[str, ...]
    lines: Callable[[], list[str]]


def violations(sound: dict[str, pd.DataFrame]) -> list[str]:
    """One line per violated rule, of the rules whose tables are all among ``sound``."""
    return [
        text
        for rule in RULES
        if set(rule.reads or data.tables()) <= sound.keys()
        for text in guarded(rule.table, rule.lines)
    ]


def guarded(table: str, rule: Callable[..., list[str]], *arguments: object) -> list[str]:
    """What a rule finds; if it raises, one line that names the table and what was raised."""
    try:
        return rule(*arguments)
    except Exception as error:
        reason = " ".join(str(error).split())[:200] or "no reason given"
        text = f"{NOT_APPLIED} ({type(error).__name__}: {reason})"
        return [data.violation(table, None, None, text)]


def _actors() -> list[str]:
    """A statement has a country or an organisation, and not both."""
    statements = data.load("statements")
    both = statements["iso3"].isna() == statements["organisation"].isna()
    text = "{} needs a country or an organisation, and not both"
    return [
        data.violation("statements", row + 2, "iso3", text.format(statements.at[row, "statement_id"]))
        for row in statements.index[both]
    ]


def _positions_follow_the_ledger() -> list[str]:
    """The coded position equals the ledger's, or ``departure_note`` says why it differs."""
    derived = ledger.positions(data.cut_off()).set_index("iso3")
    found = []
    for row, coded in data.load("positions").iterrows():
        if coded["iso3"] not in derived.index:
            found.append(
                data.violation("positions", row + 2, "iso3", f"{coded['iso3']} has no place in the ledger")
            )
            continue
        now = derived.loc[coded["iso3"]]
        faults = _departures(coded, now) if pd.isna(coded["departure_note"]) else _overtaken(coded, now)
        found += [data.violation("positions", row + 2, *fault) for fault in faults]
    return found


def _overtaken(coded: pd.Series, now: pd.Series) -> list[tuple[str, str]]:
    """A departure stands until a later statement sets the position again: (column, what is wrong)."""
    if pd.notna(now["departure_note"]):
        return []
    later = f"{now['statement_id']} of {now['since']} sets the position later"
    named = f"{coded['iso3']} departs as of {coded['as_of']}, but {later}; blank the note or renew as_of"
    return [("departure_note", named)]


def _departures(coded: pd.Series, now: pd.Series) -> list[tuple[str, str]]:
    """Where a row of ``positions`` differs from the ledger: (column, what is wrong)."""
    newest = now["statement_id"]
    if coded["position"] != now["position"]:
        reason = f"{newest} says {now['position']}" if pd.notna(newest) else "no statement sets a position"
        return [
            (
                "position",
                f"{coded['position']} contradicts the ledger ({reason}) and departure_note is blank",
            )
        ]
    if pd.isna(newest):
        return []
    if pd.isna(coded["statement_id"]):
        return [("statement_id", f"the cell is blank but {newest} sets the position")]
    if coded["statement_id"] != newest:
        named = f"{coded['statement_id']} is not the newest statement that sets the position ({newest})"
        return [("statement_id", named)]
    return []


def _chapters_exist(table: str, column: str = "chapter") -> list[str]:
    """Each chapter that a row names has a file."""
    known = {path.stem for path in (paths.ROOT / "chapters").rglob("*") if path.suffix in (".ipynb", ".md")}
    return [
        data.violation(table, row + 2, column, f"{name} has no file in chapters/")
        for row, name in data.load(table)[column].explode().dropna().items()
        if name not in known | {"index"}
    ]


RULES = (
    Rule("parameters", ("parameters",), lambda: force.violations(data.load("parameters"))),
    Rule("statements", ("statements",), _actors),
    Rule("positions", ("statements", "positions", "countries"), _positions_follow_the_ledger),
    Rule("claims", ("claims",), lambda: _chapters_exist("claims")),
    Rule("judgements", ("judgements",), lambda: _chapters_exist("judgements")),
    Rule("questions", ("questions",), lambda: _chapters_exist("questions")),
    Rule("judgements", (), judgement_rules.violations),
    Rule(
        "relations",
        ("judgements", "relations", "conditionals", "earlier_points"),
        coherence.violations,
    ),
    Rule("evidence", (), hypotheses.violations),
    Rule("details", (), particulars.violations),
    Rule("judgements", (), placeholders.violations),
    Rule("positions", ("statements", "positions"), position_rules.violations),
    Rule("positions", ("statements", "positions"), domains.violations),
    Rule("approvals", ("approvals", "positions"), consent.violations),
    Rule("governments", ("statements", "positions", "governments"), ages.violations),
    Rule("sources", (), confidence_ceiling.violations),
    Rule("claims", (), one_telling.violations),
    Rule("searches", (), searches.violations),
    Rule("events_after_cutoff", (), after_cut_off.violations),
    Rule("ceasefires", ("ceasefires", "ceasefire_variants"), truces.violations),
    Rule("conflict_episodes", ("conflict_episodes",), conflicts.violations),
    Rule("wars", ("wars", "events"), wars.violations),
    Rule("civil_war_ceasefires", ("civil_war_ceasefires",), civil_wars.violations),
    Rule("alliance_calls", ("alliance_calls",), alliances.violations),
    Rule("listed_truces", ("listed_truces", "ceasefires"), listed_truces.violations),
    Rule(
        "second_codings",
        ("second_codings", "missions", "promises", "ceasefires", "hypothesis_scores", "positions"),
        second_coding.violations,
    ),
    Rule("forecasts", ("forecasts", "judgements"), forecasts.violations),
    Rule("glossary", ("glossary",), lambda: _chapters_exist("glossary", "chapters")),
    Rule("glossary", ("glossary",), glossary.violations),
    Rule("aid", ("aid", "aid_by_year", "indicators", "countries"), resources.violations),
)
"""The rules in the order of their lines. An analysis module that has rules gives them in ``violations``."""


def map_faults(countries_are_whole: bool) -> list[str]:
    """One line per fault of the map: shapes, codes that are countries, places whose country is settled."""
    path = f"data/{_MAP}"
    if not (paths.DATA / _MAP).is_file():
        return [f"{path}: the file is missing"]
    countries = data.load("countries") if countries_are_whole else None
    try:
        wanted = [] if countries is None else countries["iso3"][countries["region"].str.endswith("Europe")]
        if found := list(map_shapes.faults(_MAP, wanted)):
            return [f"{path} iso3: {text}" for text in found]
        shapes = geography.shapes()
        places = [
            f"{path} {place}: ({longitude}, {latitude}) lies in {actual}, must lie in {expected}"
            for place, (longitude, latitude, expected) in geography.MUST_LIE_IN.items()
            if (actual := geography.country_at(longitude, latitude)) != expected
        ]
    except Exception as error:
        return [f"{path}: not readable as GeoJSON with an iso3 per feature ({type(error).__name__}: {error})"]
    known = set(shapes) if countries is None else set(countries["iso3"])
    return [f"{path} iso3: {code} is not in countries.csv" for code in shapes if code not in known] + places
