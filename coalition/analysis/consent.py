"""Publics and parliaments: what polls on sending soldiers say, and which offers still need a vote."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from coalition import data
from coalition.analysis import ledger, polls

CLOSE = 6
"""Points between support and opposition up to which a reading counts as close: about what chance alone
gives between two near-equal shares in a random sample of 1,000 (twice the margin of one share)."""

OFFERS = ("deploy_troops", "conditional")
"""Positions that put soldiers in Ukraine or leave it open under conditions."""

FRAMED = "prior_consent_framed"
"""Step of a rule that asks for consent before and also names a ``mandate_condition``."""

GAP = "no_rule_found"
"""Step of a country without a row in ``approvals``."""

_PARLIAMENT = (
    r"parliament|National Assembly|Bundestag|Riigikogu|Seimas|Saeima|Riksdag|Folketing|Storting|Congress"
    r"|Commons|Dáil|Senate|Chamber"
)
"""How governments name the parliament whose word they wait for."""


def steps(*, short: bool = False) -> dict[str, str]:
    """What a rule asks of parliament, by code: lowest hurdle first, then the gap.

    Keys: the codes of ``approvals.approval``, whose order in the descriptor runs from the highest hurdle
    down, then ``FRAMED`` and ``GAP``. The order is ours: it says what law or convention asks for, not how a
    vote would end.
    """
    codes = dict(reversed(data.labels_of("approvals", "approval", short=short).items()))
    return codes | data.labels_of("computed", "consent_step", short=short)


def violations() -> list[str]:
    """One line per rule by which parliament has no say though the government's own conditions name it.

    Such a rule may stand if its note names the statement behind the conditions.
    """
    positions = data.load("positions").set_index("iso3")
    named = positions["conditions"].fillna("").str.contains(_PARLIAMENT, case=False, regex=True)
    found = []
    for row, rule in data.load("approvals").iterrows():
        if rule["approval"] != "none" or not named.get(rule["iso3"], False):
            continue
        said = positions.at[rule["iso3"], "conditions_checked"]
        if pd.isna(rule["note"]) or str(said) not in rule["note"]:
            iso3 = rule["iso3"]
            wrong = f"none, but the conditions of {iso3} name its parliament; say so in the note, by {said}"
            found.append(data.violation("approvals", row + 2, "approval", wrong))
    return found


VARIANTS: dict[str, Callable[[], pd.DataFrame]] = {
    "all": polls.own_after_deal,
    "peace_mission": lambda: polls.own_after_deal().query("wording == 'peace_mission'"),
    "forced_choice": lambda: polls.own_after_deal().query("wording == 'forced_choice_risk'"),
    "newest": lambda: polls.newest(polls.own_after_deal()),
    "without_yougov": lambda: polls.own_after_deal().query("pollster != 'YouGov'"),
    "high_grade": lambda: polls.own_after_deal().query("confidence == 'high'"),
    "sample_known": lambda: polls.own_after_deal()[polls.own_after_deal()["sample_n"].notna()],
    "weak_added": lambda: polls.own_after_deal(weak=True),
    "any_scenario": lambda: polls.netted().query("own_troops"),
}
"""Which readings count, by code: the base first, then one change of wording, date, pollster or quality
each (``variant_labels``)."""


def variant_labels() -> dict[str, str]:
    """The reader's name of each of ``VARIANTS``."""
    return data.labels_of("computed", "poll_choice")


def leaning(nets: pd.Series, close: float = CLOSE) -> str:
    """How a country's readings lean, from their net support in points.

    ``ahead`` or ``behind`` if all are beyond ``close`` on one side, ``close`` if all are within it,
    ``differ`` if they fall into more than one of these, ``none`` without a reading.
    """
    sides = {"ahead" if net > close else "behind" if net < -close else "close" for net in nets}
    return "none" if not sides else sides.pop() if len(sides) == 1 else "differ"


def leanings(close: float = CLOSE) -> pd.DataFrame:
    """How each country leans under each variant; ``close`` as in ``leaning``.

    Columns: iso3, name, variant, leaning (see ``leaning``), readings (n), low, high (net support, points;
    missing without a reading), source_ids. Countries with a reading under any variant, by name.
    """
    found = []
    everyone = (
        pd.concat([pick()[["iso3", "name"]] for pick in VARIANTS.values()])
        .drop_duplicates()
        .sort_values("name")
    )
    for variant, pick in VARIANTS.items():
        groups = dict(list(pick().groupby("iso3")))
        for iso3, name in everyone.itertuples(index=False):
            rows = groups.get(iso3, pd.DataFrame({"net": [], "source_ids": []}))
            found.append(
                {
                    "iso3": iso3,
                    "name": name,
                    "variant": variant,
                    "leaning": leaning(rows["net"], close),
                    "readings": len(rows),
                    "low": rows["net"].min() if len(rows) else None,
                    "high": rows["net"].max() if len(rows) else None,
                    "source_ids": data.together(rows["source_ids"]),
                }
            )
    columns = ["iso3", "name", "variant", "leaning", "readings", "low", "high", "source_ids"]
    return pd.DataFrame(found, columns=columns)


def moved(table: pd.DataFrame | None = None) -> pd.DataFrame:
    """Countries that lean another way under a variant than under the base, from ``leanings``.

    Columns: iso3, name, variant, base, leaning. A variant without a reading moves nobody.
    """
    table = leanings() if table is None else table
    base = table[table["variant"] == next(iter(VARIANTS))].set_index("iso3")["leaning"]
    rows = table.assign(base=table["iso3"].map(base))
    rows = rows[(rows["leaning"] != rows["base"]) & (rows["leaning"] != "none") & (rows["base"] != "none")]
    return rows[["iso3", "name", "variant", "base", "leaning"]].reset_index(drop=True)


def recoded(close: float) -> pd.DataFrame:
    """Countries whose leaning with all readings is another one if ``close`` takes the place of ``CLOSE``.

    Columns: iso3, name, base, leaning.
    """
    base = leanings().query("variant == @variant", local_dict={"variant": next(iter(VARIANTS))})
    other = leanings(close).set_index(["iso3", "variant"])["leaning"]
    rows = base.assign(
        base=base["leaning"], leaning=[other[k] for k in zip(base["iso3"], base["variant"], strict=True)]
    )
    return rows.loc[rows["base"] != rows["leaning"], ["iso3", "name", "base", "leaning"]].reset_index(
        drop=True
    )


def hurdles(as_of: str | None = None) -> pd.DataFrame:
    """The position of each country on a day beside its rule for sending soldiers.

    Columns: iso3, name, position, since, lapsed, step (key of ``steps()``), legal_basis, rule,
    mandate_condition, rule_as_of, rule_confidence, rule_note, conditions (the government's own), readings (n
    of ``polls.own_after_deal``), low, high (net support, points), leaning, source_ids (of position and rule).
    Countries with a position; where no rule was found ``step`` is ``no_rule_found`` and the columns of the
    rule stay missing.
    """
    where = ledger.positions(as_of).query("position != 'unknown'")
    rules = (
        data.load("approvals")
        .set_index("iso3")
        .rename(
            columns={
                "as_of": "rule_as_of",
                "confidence": "rule_confidence",
                "note": "rule_note",
                "source_ids": "rule_sources",
            }
        )
    )
    table = where.join(rules, on="iso3")
    lean = (
        leanings()
        .query("variant == @base", local_dict={"base": next(iter(VARIANTS))})
        .set_index("iso3")[["leaning", "readings", "low", "high"]]
    )
    table = table.join(lean, on="iso3").fillna({"leaning": "none", "readings": 0})
    framed = (table["approval"] == "prior_consent") & table["mandate_condition"].notna()
    table["step"] = table["approval"].fillna(GAP).mask(framed, FRAMED)
    table["conditions"] = table["iso3"].map(data.load("positions").set_index("iso3")["conditions"])
    table["readings"] = table["readings"].astype(int)
    table["source_ids"] = [
        data.together((ids, more if isinstance(more, tuple) else ()))
        for ids, more in zip(table["source_ids"], table["rule_sources"], strict=True)
    ]
    order = table.assign(rank=table["position"].map(_rank), high_step=table["step"].map(list(steps()).index))
    order = order.sort_values(["rank", "high_step", "name"], ignore_index=True)
    return order[
        [
            "iso3",
            "name",
            "position",
            "since",
            "lapsed",
            "step",
            "legal_basis",
            "rule",
            "mandate_condition",
            "rule_as_of",
            "rule_confidence",
            "rule_note",
            "conditions",
            "readings",
            "low",
            "high",
            "leaning",
            "source_ids",
        ]
    ]


def _rank(position: str) -> int:
    return -ledger.FORTHCOMING.index(position)


def offers(table: pd.DataFrame | None = None) -> pd.DataFrame:
    """Rows of ``hurdles`` of countries that are ready to send soldiers or open under conditions."""
    table = hurdles() if table is None else table
    return table[table["position"].isin(OFFERS)].reset_index(drop=True)


def informative(table: pd.DataFrame) -> pd.DataFrame:
    """Rows of ``hurdles`` that are offers or have a rule or a poll; the rest holds gaps only."""
    return table[
        table["position"].isin(OFFERS) | table["rule"].notna() | (table["readings"] > 0)
    ].reset_index(drop=True)


def needs_vote_before(table: pd.DataFrame) -> pd.DataFrame:
    """Rows of ``hurdles`` where parliament must consent before soldiers go."""
    return table[table["step"].str.startswith("prior_consent")]
