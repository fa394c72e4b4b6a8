"""What the chapter ``deterrence`` says, computed once from the data."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from bookpress import numerals
from coalition import data
from coalition.analysis import deterrence, force, hypotheses, second_coding
from coalition.formats import open_size, times_as_much
from coalition.words import agreement, phrases


@dataclass(frozen=True)
class Results:
    """Studies, costs and the matrix of evidence for one state of the data."""

    studies: pd.DataFrame
    costs: pd.DataFrame
    matrix: pd.DataFrame
    ranked: pd.DataFrame
    plain: pd.DataFrame
    """The ranking without weights."""
    rows: pd.DataFrame
    """What each row of evidence changes."""
    themes: pd.DataFrame
    """What each theme with more than one row changes."""
    partitions: pd.DataFrame
    """The ranking with the outcomes as listed and with a ceasefire taken as one, under both codings."""

    @property
    def lead(self) -> float:
        """How far the first outcome is ahead, in points."""
        return float(self.ranked["score"].iloc[1] - self.ranked["score"].iloc[0])

    @property
    def lost_as_one(self) -> tuple[str, ...]:
        """The rows of evidence that take the first place away where the outcomes with a ceasefire are one."""
        return _row(self, "first", "ceasefire")["rows"]


def results() -> Results:
    """Compute what the chapter rests on."""
    matrix = hypotheses.matrix()
    themes = hypotheses.without_themes(matrix)
    return Results(
        studies=deterrence.research(),
        costs=deterrence.costs(),
        matrix=matrix,
        ranked=hypotheses.ranking(matrix),
        plain=hypotheses.ranking(matrix, weighted=False),
        rows=hypotheses.sensitivity(matrix),
        themes=themes[themes["n"] > 1],
        partitions=hypotheses.compared(second_coding.recoded("hypothesis_scores")),
    )


def words(r: Results) -> dict[str, object]:
    """Every number and word of the chapter's prose, by the name it uses; costs in euros a year."""
    return _research(r) | _sizes(r) | _costs(r) | _publics() | _evidence(r)


def _research(r: Results) -> dict[str, object]:
    tally = deterrence.tally(r.studies)
    return {
        "n": len(r.studies),
        "n_for": int(tally.at["deterrence", "total"]),
        "n_mixed": int(tally.at["mixed", "total"]),
        "n_against": int(tally.at["no_deterrence", "total"]),
        "n_closest": int(tally["closest"].sum()),
        "closest_line": phrases.listed(
            [
                _many(int(tally.at["deterrence", "closest"]), "speaks for", "speak for"),
                _many(int(tally.at["mixed", "closest"]), "points both ways", "point both ways"),
                _many(int(tally.at["no_deterrence", "closest"]), "speaks against", "speak against"),
            ]
        ),
        "n_civil": int(tally.at["deterrence", "civil_war"]),
        "n_unread": int((r.studies["read"] == "cited_by_others").sum()),
        "n_full": int((r.studies["read"] == "full").sum()),
    }


def _many(number: int, one: str, many: str) -> str:
    """A count with what is said of it: ``two speak for``, ``none speaks against``."""
    return f"{numerals.prose(number) if number else 'none'} {many if number > 1 else one}"


def _sizes(r: Results) -> dict[str, object]:
    spans = deterrence.sizes().set_index("concept")
    support = int(data.row("estimates", "iiss-medium-2025")["high"])
    ratio = float(data.row("parameters", "rotation_ratio")["central"])
    return {
        "trip_low": _end(spans, "tripwire", "low"),
        "trip_high": _end(spans, "tripwire", "high"),
        "deter_low": _end(spans, "deterrence", "low"),
        "deter_high": _end(spans, "deterrence", "high"),
        "pool_most": int(r.costs["pool"].max()),
        "ratio": int(ratio) if ratio.is_integer() else f"{ratio:g}",
        "support_soldiers": support,
        "support_pool": round(force.pool(support, ratio)),
        "army": int(data.row("pledges", "n29")["high"]),
    }


def _end(spans: pd.DataFrame, concept: str, end: str) -> int | str:
    return int(spans.at[concept, end]) if concept in spans.index else "no number"


def _costs(r: Results) -> dict[str, object]:
    each, setup = deterrence.per_soldier(), data.row("parameters", "cost_setup_brigade")
    war, prices = data.row("parameters", "cost_combat_eu"), data.row("parameters", "price_update_2011")
    least, most = (r.costs.loc[r.costs["central"].agg(end)] for end in ("idxmin", "idxmax"))
    return {
        "least_words": f"{least['central']:.1f} billion",
        "most_words": f"{most['central']:.1f} billion",
        "least_low": f"{least['low']:.1f}",
        "least_high": f"{least['high']:.1f}",
        "most_low": f"{most['low']:.1f}",
        "most_high": f"{most['high']:.1f}",
        "cost_each": int(each["central"]),
        "cost_low": int(each["low"]),
        "cost_high": int(each["high"]),
        "setup_low": f"{setup['low'] / 1e9:g}",
        "setup_high": f"{setup['high'] / 1e9:g} billion euros",
        "times": times_as_much(
            war["central"] * prices["central"] / each["central"],
            war["parameter_id"],
            prices["parameter_id"],
            each["parameter_id"],
        ),
    }


def _publics() -> dict[str, object]:
    return {
        "accept_none": int(data.row("polls", "kiis-2026-05-ukr-no-guarantee")["support_pct"]),
        "accept_symbolic": int(data.row("polls", "kiis-2026-05-ukr-symbolic")["support_pct"]),
        "accept_front": int(data.row("polls", "kiis-2026-05-ukr-european-troops")["support_pct"]),
    }


def _evidence(r: Results) -> dict[str, object]:
    costly = r.themes.loc[r.themes["margin"].idxmin()] if len(r.themes) else None
    return {
        "leader": r.ranked["label"].iloc[0],
        "n_rows": len(r.matrix),
        "n_hypotheses": len(r.ranked),
        "note": note(r),
        "as_one": as_one(r),
        "as_one_lead": f"{_row(r, 'first', 'ceasefire')['lead']:.1f}",
        "as_one_line": _any_of(len(_row(r, "first", "ceasefire")["rows"])),
        "full_lead": f"{r.lead:.1f}",
        "second_line": second_line(r),
        "theme": "no theme" if costly is None else hypotheses.theme(costly["theme"]),
        "theme_margin": f"{r.lead if costly is None else costly['margin']:.1f}",
    }


_CHANGED = {"flipped": "Read the other way round", "removed": "Removed"}
"""How a change to a row of evidence opens a sentence."""
_DONE = {"flipped": "read the other way round", "removed": "left out"}
"""The same inside a sentence."""


def _rows(number: int) -> str:
    return f"{numerals.prose(number) if number else 'no'} row{'' if number == 1 else 's'}"


def _single(number: int, verb: str) -> str:
    """Single rows with what they do: ``no single row changes``, ``four single rows change``."""
    many = number > 1
    return f"{numerals.prose(number) if number else 'no'} single row{'s' * many} {verb}{'s' * (not many)}"


def _any_of(number: int, lead: str = "it") -> str:
    """How many single rows end a lead, as a clause."""
    if not number:
        return f"no single row, read the other way round or left out, ends {lead}"
    which = "one row" if number == 1 else f"any one of {numerals.prose(number)} rows"
    return f"{which}, read the other way round or left out, ends {lead}"


def _points(margin: float) -> str:
    return f"{margin:.1f}".replace("-", "−")


def note(r: Results) -> str:
    """The result of the matrix and what it hangs on, in sentences."""
    first, second = r.ranked.iloc[0], r.ranked.iloc[1]
    key, needed = hypotheses.decisive_row(r.matrix), hypotheses.rows_to_overturn(r.matrix)
    moved = list(dict.fromkeys(r.rows.loc[r.rows["first_changes"], "evidence_id"]))
    others = r.rows[r.rows["order_changes"] & ~r.rows["evidence_id"].isin(moved)]
    shuffled = others["evidence_id"].nunique()
    lost = list(r.themes.loc[r.themes["first_changes"], "theme"]) if len(r.themes) else []
    same = r.plain["hypothesis_id"].iloc[0] == first["hypothesis_id"]
    return " ".join(
        [
            f"Of {numerals.prose(len(r.matrix))} pieces of evidence, {numerals.prose(first['against'])} "
            f"speak against “{first['label']}” (score {first['score']:.1f}), the least of "
            f"{numerals.prose(len(r.ranked))} outcomes; next comes “{second['label']}” with "
            f"{numerals.prose(second['against'])} (score {second['score']:.1f}).",
            f"Counted without weights it {'comes first as well' if same else 'no longer comes first'}.",
            f"Removed or read the other way round, {_single(len(moved), 'change')} the first place.",
            f"The places behind it are less firm: {numerals.prose(shuffled)} of the "
            f"{numerals.prose(len(r.matrix))} rows change them."
            if shuffled
            else "None changes the places behind it alone.",
            f"The row that matters most reads: “{key['statement']}” {_CHANGED[key['change']]}, it moves the "
            f"lead from {r.lead:.1f} to {_points(key['margin'])}.",
            f"It takes the removal of {_rows(len(needed))} to end the lead."
            if needed
            else "No removal of rows ends the lead.",
            f"Without all rows on {' or '.join(map(hypotheses.theme, lost))} the lead is lost."
            if lost
            else "No theme, left out as a whole, ends the lead.",
        ]
    )


def _row(r: Results, coding: str, partition: str) -> pd.Series:
    return r.partitions.set_index(["coding", "partition"]).loc[(coding, partition)]


def as_one(r: Results) -> str:
    """What becomes of the ranking if the outcomes with a ceasefire are taken as one."""
    found = _row(r, "first", "ceasefire")
    rows, themes = found["rows"], [hypotheses.theme(t) for t in found["themes"]]
    return " ".join(
        [
            "That holds for the outcomes as they are listed. Those with a ceasefire share what speaks "
            "against a ceasefire, so that a row against one counts several times. With them taken as one, "
            f"“{found['leader']}” leads by {found['lead']:.1f} instead of {r.lead:.1f} points.",
            f"Then {_any_of(len(rows), 'the lead')}, and "
            + (f"without all rows on {' or '.join(themes)} it is gone." if themes else "no theme ends it."),
        ]
    )


def second_line(r: Results) -> str:
    """The ranking under the second coding of the matrix."""
    split, one = _row(r, "second", "split"), _row(r, "second", "ceasefire")
    same = split["leader"] == _row(r, "first", "split")["leader"]
    rows = f"there {_single(len(one['rows']), 'change')} the first place"
    return (
        f"{agreement.line('consistency')} By the second codes “{split['leader']}” "
        f"{'comes first as well' if same else 'comes first instead'}, by {split['lead']:.1f} points, and by "
        f"{one['lead']:.1f} with those that have a ceasefire taken as one; {rows}."
    )


def research_tally(r: Results) -> dict[str, str]:
    """Describe the chart of studies by what they support."""
    supports, tally = data.labels_of("literature", "supports"), deterrence.tally(r.studies)
    rows = [
        f"{supports[row.Index]}: {row.total} studies, {row.interstate} on conflict between states and "
        f"{row.civil_war} on civil wars."
        for row in tally.itertuples()
    ]
    return {
        "caption": (
            "Studies on forces, guarantees and deterrence by what they support and by setting "
            f"(n = {len(r.studies)})."
        ),
        "alt": " ".join(["Studies under what they support.", *rows]),
    }


def research(r: Results) -> dict[str, str]:
    """Describe the table of studies."""
    return {
        "caption": (
            "What the studies find and how close each comes to the case, closest first "
            f"(n = {len(r.studies)})."
        ),
        "reading": (
            "Closeness is about the subject of a study, not about how good it is or how far it was read. "
            "Effects are those of the setting studied and do not carry over as numbers."
        ),
    }


def cost_by_size(r: Results) -> dict[str, str]:
    """Describe the chart of costs."""
    marks = [
        f"{c.label}, {open_size(c.soldiers, c.open_above)} soldiers: {c.central:.1f} billion euros a year "
        f"({c.low:.1f} to {c.high:.1f})."
        for c in r.costs.itertuples()
    ]
    return {"alt": " ".join(["Bars with ranges.", *marks])}


def matrix(r: Results) -> dict[str, str]:
    """Describe the grid of evidence by outcome."""
    end = data.written_date(data.row("judgements", "K02")["score_by"][:4])
    rows = [
        f"{h.label}: {phrases.counted(h.against)}, {phrases.counted(h.strongly)} of them strongly."
        for h in r.ranked.itertuples()
    ]
    return {
        "caption": (
            f"Evidence against {numerals.prose(len(r.ranked))} outcomes for the end of {end}, "
            f"{phrases.today()} (n = {len(r.matrix)})."
        ),
        "alt": " ".join(["Grid of evidence by outcome, with the rows that speak against each.", *rows]),
    }


def ranking(r: Results) -> dict[str, str]:
    """Describe the table of outcomes."""
    return {
        "caption": (
            "The outcomes by how much speaks against them, least first "
            f"(n = {len(r.matrix)} rows of evidence)."
        )
    }


def lead(r: Results) -> dict[str, str]:
    """Describe the chart of the lead."""
    key = hypotheses.decisive_row(r.matrix)
    overturned = "A" if r.rows["first_changes"].any() else "No"
    name = data.row("evidence", key["evidence_id"])["short"]
    return {
        "caption": (
            "Lead of the first outcome, in points, when a row of evidence is removed or turned round, "
            f"whichever leaves less, and when all rows on a theme are removed (n = {len(r.matrix)})."
        ),
        "alt": (
            f"Bars per row of evidence. The full lead is {r.lead:.1f} points; the smallest is "
            f"{key['margin']:.1f}, where “{name}” is {_DONE[key['change']]}. "
            f"{overturned} single row takes the first place away."
        ),
    }
