"""One number, one place: cells of text take computed values, and a check that such values are not typed.

A cell of the tables in ``TABLES`` may hold ``{name}`` where ``name`` is one of ``FIGURES``. Readers get the
cell with the value of today's data: whole numbers up to nine in words (``{name:d}`` for digits), with a
capital where the placeholder opens a sentence. Numbers that are facts of the cell itself stand in
``typed_figures`` of their row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.analysis import (
    base_rates,
    chain,
    civil_wars,
    conflicts,
    forecasts,
    ledger,
    reference_chance,
    sizes,
    truces,
    typed_numbers,
    wars,
)
from coalition.data.loading import State

TABLES = (
    "judgements",
    "conditionals",
    "assumptions",
    "hypotheses",
    "evidence",
    "questions",
    "indicators_to_watch",
)
"""Tables whose cells of text may hold placeholders."""

_PLACEHOLDER = re.compile(r"\{([A-Za-z0-9_]+)(:d)?\}")
_OPENING = re.compile(r"(?:^|[.!?:] )$")
_COUNTED = "governments|countries|states"


class PlaceholderError(ValueError):
    """A cell that names a figure that does not exist: table, row, column and placeholder."""


def _in_position(code: str, day: date | None = None) -> list[str]:
    now = ledger.positions(day)
    return sorted(now.loc[now["position"] == code, "name"])


def _ready_since() -> str:
    """The month from whose end on the same governments were counted as ready."""
    newest, *earlier = reversed(ledger.month_ends())
    ready, since = _in_position("deploy_troops", newest), newest
    for day in earlier:
        if _in_position("deploy_troops", day) != ready:
            break
        since = day
    return data.written_date(since.isoformat()[:7])


def _chance(since: str, bound: str) -> int:
    until = data.row("judgements", "K01")["score_by"]
    return int(reference_chance.reference(until).at[since, bound])


def _weeks(bound: str, variant: str = truces.BASE) -> int:
    return round(truces.estimate(variant)[bound] / 7)


def _war_year(count: str) -> int:
    found = wars.next_year(wars.year_of_this_war())
    return round(100 * found[count]) if count in ("low", "high") else int(found[count])


def _in_force(curve: pd.DataFrame) -> int:
    return round(100 * base_rates.in_force(curve, base_rates.days_left()))


def _elsewhere() -> pd.DataFrame:
    return conflicts.ended("ceasefire_agreement")


def _market(column: str) -> str:
    """Give a forecast of others with the deadline of the judgement on a ceasefire; "none" without one."""
    judgement = data.row("judgements", "K01")
    found = forecasts.of(judgement["judgement_id"]).query("deadline == @judgement.score_by")
    if found.empty:
        return "none"
    value = found[column].iloc[-1]
    return f"{value:g}" if column == "value_pct" else str(value)


def _aid(donors: str, back: int) -> str:
    """Military aid in billion euros, so many years before the newest; "none" for nothing."""
    table = data.load("aid_by_year")
    rows = table[(table["year"] == table["year"].max() - back) & (table["donor_group"] == donors)]
    total = round(float(rows["military_eur_bn"].sum()), 1)
    return f"{total:g}" if total else "none"


def _aid_months() -> str:
    """The months that the newest year of aid covers: ``January to April 2026``."""
    table = data.load("aid_by_year")
    newest = table[table["year"] == table["year"].max()]
    first, last = (pd.Period(newest[c].agg(f)) for c, f in (("period_start", "min"), ("period_end", "max")))
    return f"{first:%B} to {last:%B %Y}"


def _aid_year(back: int) -> str:
    return str(data.load("aid_by_year")["year"].max() - back)


def _size(bound: str, of: Callable[[], pd.DataFrame], *, newest: bool = False) -> int | str:
    """A bound of the published sizes; "none" without any."""
    found = sizes.span(sizes.newest(of()) if newest else of())
    return getattr(found, bound) if found else "none"


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "none"


FIGURES: dict[str, Callable[[], int | str]] = {
    "n_ready": lambda: len(_in_position("deploy_troops")),
    "ready": lambda: _joined(_in_position("deploy_troops")),
    "ready_since": _ready_since,
    "n_conditional": lambda: len(_in_position("conditional")),
    "n_undecided": lambda: len(_in_position("undecided")),
    "n_unknown": lambda: len(_in_position("unknown")),
    "talks_from": lambda: data.written_date(data.row("events", "E004")["date"][:7]),
    "talks_low": lambda: _chance("talks", "low"),
    "talks_high": lambda: _chance("talks", "high"),
    "war_from": lambda: data.written_date(data.row("events", "H050")["date"][:7]),
    "war_low": lambda: _chance("war", "low"),
    "war_high": lambda: _chance("war", "high"),
    "n_regions": lambda: int(data.row("details", "terms-regions")["number"]),
    "n_deployment_scenarios": lambda: len(chain.parts(data.row("judgements", "K02"))),
    "n_truces": lambda: int(truces.estimate()["n"]),
    "truce_weeks": lambda: _weeks("median"),
    "truce_weeks_low": lambda: _weeks("median_low"),
    "truce_weeks_high": lambda: _weeks("median_high"),
    "truce_weeks_soonest": lambda: _weeks("median", truces.ENDS[0]),
    "truce_weeks_latest": lambda: _weeks("median", truces.ENDS[1]),
    "war_years": wars.year_of_this_war,
    "wars_went_on": lambda: _war_year("went_on"),
    "wars_ended_next": lambda: _war_year("ended_next"),
    "wars_with_rest": lambda: round(100 * base_rates.conditionals()[data.row("conditionals", "start").name]),
    "wars_low": lambda: _war_year("low"),
    "wars_high": lambda: _war_year("high"),
    "ceasefires_elsewhere": lambda: len(_elsewhere()),
    "elsewhere_years": lambda: conflicts.YEARS[1],
    "elsewhere_held": lambda: round(100 * conflicts.after(_elsewhere(), conflicts.YEARS[1])["holding"]),
    "hold_here": lambda: _in_force(truces.survival(truces.coded())),
    "hold_elsewhere": lambda: _in_force(civil_wars.curve(civil_wars.ceasefires())),
    "civil_ceasefires": lambda: len(civil_wars.ceasefires()),
    "civil_with": lambda: len(civil_wars.groups()["with"]),
    "sent_elsewhere": lambda: round(100 * base_rates.conditionals()[data.row("conditionals", "sent").name]),
    "none_low": lambda: round(100 * base_rates.conditionals()[data.row("conditionals", "otherwise").name]),
    "missions_sized": lambda: int(base_rates.sizes()["sized"]),
    "missions_brigades": lambda: int(base_rates.sizes()["brigades"]),
    "missions_large": lambda: int(base_rates.sizes()["large"]),
    "market": lambda: _market("value_pct"),
    "market_name": lambda: _market("who"),
    "aid_months": _aid_months,
    "aid_europe": lambda: _aid("europe", 0),
    "aid_europe_before": lambda: _aid("europe", 1),
    "aid_united_states": lambda: _aid("united_states", 0),
    "aid_united_states_before": lambda: _aid("united_states", 1),
    "aid_united_states_earlier": lambda: _aid("united_states", 2),
    "aid_year_before": lambda: _aid_year(1),
    "aid_year_earlier": lambda: _aid_year(2),
    "press_low": lambda: _size("low", sizes.press),
    "press_high": lambda: _size("high", sizes.press),
    "press_newest_low": lambda: _size("low", sizes.press, newest=True),
    "press_newest_high": lambda: _size("high", sizes.press, newest=True),
    "press_newest": lambda: data.written_date(sizes.press()["date"].max()[:7]),
    "core_low": lambda: _size("low", sizes.core),
    "core_high": lambda: _size("high", sizes.core),
    "thin_from": lambda: data.written_date(data.row("details", "thin-evidence")["date"]),
    "cut_off": lambda: data.written_date(data.cut_off()),
}
"""Computed values by the name that cells use. Whole numbers are counts, anything else is text."""

COUNTS = ("n_ready", "n_conditional", "n_undecided", "n_unknown")
"""Figures that count governments: such a count directly before the word for them is never typed."""


def figures() -> dict[str, int | str]:
    """Every value that a cell may name, by its name."""
    return {name: compute() for name, compute in FIGURES.items()}


@cache
def _computed_once(figure: Callable[[], int | str], _state: State) -> int | str:
    """A figure, computed once for each state of the data: every table's text asks for the same ones."""
    return figure()


def number_word(number: int) -> str:
    """A whole number before a noun: ``no``, and from one on as prose has it."""
    return numerals.prose(number) if number else "no"


def text_columns(table: str) -> list[str]:
    """The columns of a table that hold free text: no codes, keys, lists or dates."""
    return [
        f["name"]
        for f in data.resource(table)["schema"]["fields"]
        if f["type"] == "string"
        and not {"pattern", "enum"} & set(f.get("constraints", {}))
        and "categories" not in f
        and not data.is_list(f)
        and not data.is_partial_date(f)
    ]


def load(table: str) -> pd.DataFrame:
    """A table as ``data.load`` gives it, with its placeholders replaced: the one way in which readers get its
    text.
    """
    return filled(table, data.load(table))


def filled(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Replace the placeholders in rows of a table; judgements get their derived points too.

    Raises PlaceholderError naming table, row, column and placeholder.
    """
    if table not in TABLES:
        return rows
    if table == "judgements":
        rows = chain.filled(rows)
    key = data.resource(table)["schema"]["primaryKey"][0]
    state = data.state()
    changed = {}
    for column in text_columns(table):
        cells = rows[column]
        if not cells.str.contains("{", regex=False).any():
            continue
        changed[column] = [
            cell if pd.isna(cell) else _replaced(cell, f"{table} {name} {column}", state)
            for name, cell in zip(rows[key], cells, strict=True)
        ]
    return rows.assign(**{c: pd.array(v, dtype="string") for c, v in changed.items()})


def filled_cells(table: str, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Replace the placeholders in rows of a table as they stand in its file, or in one of an earlier edition.

    Raises PlaceholderError naming table, row, column and placeholder.
    """
    if table not in TABLES:
        return rows
    key, columns = data.resource(table)["schema"]["primaryKey"][0], set(text_columns(table))
    state = data.state()
    points = chain.points() if table == "judgements" else {}
    found = [
        {
            column: _replaced(cell, f"{table} {row[key]} {column}", state) if column in columns else cell
            for column, cell in row.items()
        }
        for row in rows
    ]
    return [
        r | {"probability": str(points[r[key]])} if r.get("probability") == "" and r[key] in points else r
        for r in found
    ]


def _replaced(cell: str, where: str, state: State) -> str:
    def value(match: re.Match[str]) -> str:
        name, digits = match.groups()
        if name not in FIGURES:
            raise PlaceholderError(f"{where}: there is no figure {{{name}}}; there are {', '.join(FIGURES)}")
        found = _computed_once(FIGURES[name], state)
        if digits or isinstance(found, str):
            return str(found)
        if not _OPENING.search(cell[: match.start()]):
            return number_word(found)
        return numerals.opening(found) if found else "No"

    return _PLACEHOLDER.sub(value, cell)


def violations() -> list[str]:
    """One line per cell that names a figure that does not exist, or types a number that is computed or
    undeclared.

    Lines read ``data/judgements.csv:ROW COLUMN: what is wrong``. Expects tables that keep their schema.
    """
    counts = {FIGURES[name](): name for name in reversed(COUNTS)}
    found = []
    for table in TABLES:
        frame = data.load(table)
        for index, row in frame.iterrows():
            found += [
                data.violation(table, index + 2, column, text)
                for column, text in _faults(row, text_columns(table), counts)
            ]
    return found


def _faults(row: pd.Series, columns: list[str], counts: Mapping[int | str, str]) -> list[tuple[str, str]]:
    cells = {column: str(row[column]) for column in columns if pd.notna(row[column])}
    declared = {item.lower() for item in row["typed_figures"]}
    typed: set[str] = set()
    found = []
    for column, cell in cells.items():
        for name, _ in _PLACEHOLDER.findall(cell):
            if name not in FIGURES:
                found.append((column, f"there is no figure {{{name}}}; there are {', '.join(FIGURES)}"))
        plain = _PLACEHOLDER.sub(" ", cell)
        numbers = list(dict.fromkeys(n.lower() for n in typed_numbers.in_cell(plain)))
        typed |= set(numbers)
        for number in numbers:
            if figure := _computed(number, plain, counts):
                found.append((column, f"{number!r} is computed; write {{{figure}}}"))
            elif number not in declared:
                found.append(
                    (column, f"{number!r} is typed; write a placeholder, or name it in typed_figures")
                )
    if "computed" in cells.get("note", "").lower() and not any(map(_PLACEHOLDER.search, cells.values())):
        found.append(("note", "says computed, and no cell of the row has a placeholder"))
    found += [
        ("typed_figures", f"{item!r} stands in no text of the row") for item in sorted(declared - typed)
    ]
    return found


def _computed(number: str, text: str, counts: Mapping[int | str, str]) -> str | None:
    """The figure that a number repeats which stands right before governments, countries or states.

    The far end of a range repeats none.
    """
    before = re.search(rf"(?<!to )\b{re.escape(number)}\b (?:{_COUNTED})\b", text, re.IGNORECASE)
    value = int(number) if number.isdigit() else None
    if number in numerals.COUNTS:
        value = numerals.COUNTS.index(number)
    return counts.get(value) if before and value is not None else None
