"""Whether the points of judgements can all be right at once: rules of ``relations`` and ``conditionals``."""

from __future__ import annotations

from typing import Any

import pandas as pd

from coalition import data
from coalition.analysis import chain

HALF = 0.5
"""What rounding can move a point, in per cent."""

_NOT = "not-"


def violations() -> list[str]:
    """One line per relation that does not hold, naming its row and the judgements.

    A judgement is either typed or made of conditionals; a way names conditionals that exist, each after those
    it is given; the ways of a set of scenarios add up to 100; points keep sums, bounds and shares; a derived
    judgement names the assumptions of what it is made of, a sum those of its parts; an assumption that bears
    on one scenario of a set bears on another.
    """
    judgements = data.load("judgements")
    broken = _conditionals() + _ways()
    if broken or (faults := _typed(judgements)):
        return broken or faults
    points = chain.filled(judgements).set_index("judgement_id")["probability"].astype(float)
    return [
        *_sets(judgements),
        *(line for r in data.load("relations").itertuples() for line in _relation(r, points)),
        *_assumptions(judgements),
        *_earlier(judgements),
    ]


def _line(row: int, column: str, text: str, table: str = "relations") -> str:
    return data.violation(table, row + 2, column, text)


def _conditionals() -> list[str]:
    table = data.load("conditionals")
    known = set(table["conditional_id"])
    return [
        _line(row, "given", f"{c} is not in conditionals.csv", "conditionals")
        for row, given in table["given"].items()
        for c in given
        if c.removeprefix(_NOT) not in known
    ]


def _ways() -> list[str]:
    """Ways and shares that name what is not there, or a conditional before what it is given."""
    given = data.load("conditionals").set_index("conditional_id")["given"].to_dict()
    found = []
    for row, r in data.load("relations").iterrows():
        steps = r["conditional_ids"]
        unknown = [s for s in steps if s.removeprefix(_NOT) not in given]
        if unknown:
            found.append(_line(row, "conditional_ids", f"{unknown[0]} is not in conditionals.csv"))
        elif r["kind"] in ("path", "given") and not steps:
            found.append(_line(row, "conditional_ids", f"{r['relation_id']} names no conditional"))
        elif r["kind"] == "path":
            for i, step in enumerate(steps):
                needed = given[step.removeprefix(_NOT)]
                missing = [n for n in needed if n not in steps[:i] and not _implied(n, steps[:i])]
                if missing:
                    text = f"{step} is given {missing[0]}, which does not stand before it"
                    found.append(_line(row, "conditional_ids", text))
    return found


def _implied(needed: str, before: tuple[str, ...]) -> bool:
    """Whether a complement holds because a step before the one it complements did not come true."""
    return needed.startswith(_NOT) and any(step.startswith(_NOT) for step in before)


def _typed(judgements: pd.DataFrame) -> list[str]:
    """Points that are typed although they are derived, or blank although they are not."""
    derived = set(chain.exact().index)
    return [
        data.violation("judgements", row + 2, "probability", text)
        for row, j in judgements.iterrows()
        if (text := _point_fault(j, j["judgement_id"] in derived))
    ]


def _point_fault(judgement: pd.Series, derived: bool) -> str | None:
    typed = pd.notna(judgement["probability"])
    if derived and typed:
        return f"{judgement['judgement_id']} is derived from conditionals; leave the cell blank"
    if not derived and not typed:
        return f"{judgement['judgement_id']} has no point, and no row of relations.csv derives it"
    return None


def _sets(judgements: pd.DataFrame) -> list[str]:
    """Sets of scenarios whose ways leave something out or count it twice."""
    exact, found = chain.exact(), []
    for name, group in judgements[judgements["scenario_set"].notna()].groupby("scenario_set"):
        ids = [j for j in group["judgement_id"] if j in exact.index]
        if ids and abs(total := exact[ids].sum() - 100) > 1e-6:
            named = ", ".join(ids)
            text = f"the ways to {named} add up to {100 + total:.1f}, not 100"
            found.append(data.violation("judgements", group.index[0] + 2, "scenario_set", f"{name}: {text}"))
    return found


def _relation(r: Any, points: pd.Series) -> list[str]:
    unknown = [j for j in (*r.judgement_ids, *r.other_ids) if j not in points.index]
    if unknown:
        return [_line(r.Index, "judgement_ids", f"{unknown[0]} is not in judgements.csv")]
    values, half = _compared(r, points)
    first, other = (values[list(ids)].sum() for ids in (r.judgement_ids, r.other_ids))
    one, two = (f"{' + '.join(ids)} ({values[list(ids)].sum():g})" for ids in (r.judgement_ids, r.other_ids))
    if r.kind == "sum" and first != other:
        return [_line(r.Index, "other_ids", f"{one} is not the sum of {two}")]
    if r.kind == "at_most" and first > other:
        return [_line(r.Index, "other_ids", f"{one} is more probable than {two}, without which it cannot be")]
    if r.kind == "given":
        share = chain.chance(r.conditional_ids, chain.stated())
        room = half * (len(r.judgement_ids) + share * len(r.other_ids))
        if first > other or abs(first - share * other) > room + 1e-9:
            text = f"{one} is not {100 * share:g} per cent of {two}, as {'; '.join(r.conditional_ids)} states"
            return [_line(r.Index, "conditional_ids", text)]
    return []


def _compared(r: Any, points: pd.Series) -> tuple[pd.Series, float]:
    """The chances that a relation compares, and what rounding can move each: a share of judgements that are
    all made of conditionals is compared before it is rounded.
    """
    exact = chain.exact()
    if r.kind == "given" and {*r.judgement_ids, *r.other_ids} <= set(exact.index):
        return exact, 0
    return points, HALF


def _assumptions(judgements: pd.DataFrame) -> list[str]:
    """Judgements without the assumptions of what they are made of, and assumptions on one scenario."""
    named = judgements.set_index("judgement_id")["assumption_ids"].map(set)
    carried = data.load("conditionals").set_index("conditional_id")["assumption_ids"]
    needed: dict[str, dict[str, str]] = {}
    for r in data.load("relations").itertuples():
        for j in r.judgement_ids:
            if r.kind == "path":
                steps = [s.removeprefix(_NOT) for s in r.conditional_ids]
                sources = {a: s for s in steps for a in carried[s]}
            else:
                sources = {a: o for o in r.other_ids for a in named[o]} if r.kind == "sum" else {}
            needed[j] = sources | needed.get(j, {})
    found = [
        data.violation(
            "judgements", row + 2, "assumption_ids", f"{j} rests on {needed[j][a]} and lacks its {a}"
        )
        for row, j in judgements["judgement_id"].items()
        for a in sorted(needed.get(j, {}))
        if a not in named[j]
    ]
    for name, group in judgements[judgements["scenario_set"].notna()].groupby("scenario_set"):
        for a in sorted(set().union(*group["assumption_ids"])):
            bears = group["assumption_ids"].map(lambda ids, a=a: a in ids)
            on = list(group.loc[bears, "judgement_id"].items())
            if len(on) == 1 < len(group):
                row, j = on[0]
                text = f"{a} bears on {j} alone of {name}; what it takes away goes to another scenario"
                found.append(data.violation("judgements", row + 2, "assumption_ids", text))
    return found


def _earlier(judgements: pd.DataFrame) -> list[str]:
    """Earlier points that are not earlier than the present ones."""
    now = judgements.set_index("judgement_id")["made_on"]
    return [
        data.violation("earlier_points", row + 2, "moved_on", text)
        for row, e in data.load("earlier_points").iterrows()
        if (text := _earlier_fault(e, now[e["judgement_id"]]))
    ]


def _earlier_fault(earlier: pd.Series, now: str) -> str | None:
    if not earlier["made_on"] < earlier["moved_on"] <= now:
        return (
            f"{earlier['judgement_id']} was made on {earlier['made_on']} and moved on {earlier['moved_on']}; "
            f"the present point is of {now}"
        )
    return None
