"""Publics and parliaments: what polls on sending soldiers say, and which offers still need a vote."""

from __future__ import annotations

from math import sqrt
from typing import Callable

import pandas as pd

from coalition import data
from coalition.analysis import ledger

AFTER_A_DEAL = "peacekeepers_after_ceasefire"
"""The scenario of ``polls`` that matches the plan: soldiers after a ceasefire or peace deal."""

CLOSE = 6
"""Points between support and opposition up to which a reading counts as close: about what chance alone
gives between two near-equal shares in a random sample of 1,000 (twice the margin of one share)."""

SPLIT_SAMPLE = {
    "kiis-2026-05-ukr-no-guarantee": "No guarantee, money or arms",
    "kiis-2026-05-ukr-symbolic": "European troops far from the front that would not fight",
    "kiis-2026-05-ukr-european-troops": "European troops near the front that would fight",
}
"""Arms of the Ukrainian split sample with a label, the arm for comparison first."""

OFFERS = ("deploy_troops", "conditional")
"""Positions that put soldiers in Ukraine or leave it open under conditions."""

STEPS = {
    "none": "The government decides",
    "consultation": "Parliament is heard, without a veto",
    "after_deployment": "Parliament votes on going on",
    "prior_consent": "Parliament must consent before",
    "prior_consent_framed": "Consent before, and a mandate or frame is asked for",
    "no_rule_found": "No rule found",
}
"""What the rule asks of parliament, from the lowest hurdle to the highest, then the gap. The order is
ours: it says what law or convention asks for, not how a vote would end. ``prior_consent_framed`` is
prior consent with a ``mandate_condition``."""

_GAP = "no_rule_found"


def readings() -> pd.DataFrame:
    """Every poll reading with its net support.

    Columns: those of ``polls``, then name (country, missing for the EU average), net (support minus
    opposition, percentage points; missing where either was not found) and day (last day of
    fieldwork that the date allows).
    """
    polls = data.load("polls")
    return polls.assign(
        name=polls["iso3"].map(data.names()),
        net=polls["support_pct"] - polls["oppose_pct"],
        day=data.last_day(polls["fieldwork_end"]),
    )


def netted(weak: bool = False) -> pd.DataFrame:
    """Readings of one country outside Ukraine with support and opposition, by country, then time.

    Columns as ``readings``. ``weak`` lets in the rows marked as background only.
    """
    rows = readings()
    rows = rows[rows["net"].notna() & rows["iso3"].notna() & (rows["iso3"] != ledger.HOST)]
    rows = rows if weak else rows[~rows["background_only"]]
    return rows.sort_values(["name", "day", "poll_id"], ignore_index=True)


def own_after_deal(weak: bool = False) -> pd.DataFrame:
    """Rows of ``netted`` that ask about the country's own soldiers after a ceasefire or peace deal."""
    rows = netted(weak)
    return rows[rows["own_troops"] & (rows["scenario"] == AFTER_A_DEAL)].reset_index(drop=True)


def coverage() -> pd.Series:
    """How far the polls reach, as counts.

    Index: readings, countries, both (support and opposition), one_sided, sample (size known),
    no_sample, weak (background only), own (``own_after_deal``), own_countries, own_wordings,
    own_sample, combat (rows on the war itself), direction_only (no percentage found), newest (last fieldwork, ISO date).
    """
    rows, own = readings(), own_after_deal()
    return pd.Series(
        {
            "readings": len(rows),
            "countries": rows["iso3"].nunique(),
            "both": rows["net"].notna().sum(),
            "one_sided": rows["net"].isna().sum(),
            "sample": rows["sample_n"].notna().sum(),
            "no_sample": rows["sample_n"].isna().sum(),
            "weak": rows["background_only"].sum(),
            "own": len(own),
            "own_countries": own["iso3"].nunique(),
            "own_wordings": own["wording"].nunique(),
            "own_sample": own["sample_n"].notna().sum(),
            "combat": (rows["scenario"] == "combat").sum(),
            "direction_only": (rows["support_pct"].isna() & rows["oppose_pct"].isna()).sum(),
            "newest": rows["day"].max().date().isoformat(),
        }
    )


def margin(sample: int, share: float = 50) -> float:
    """Half the 95 percent interval of a share, in points, for a random sample of this size.

    A lower bound: quota and online samples miss by more. Raises ValueError for a sample below 1 or a share outside 0 to 100.
    """
    if sample < 1 or not 0 <= share <= 100:
        raise ValueError(f"no margin for a sample of {sample} and a share of {share}")
    return 1.96 * sqrt(share * (100 - share) / sample)


def trends() -> pd.DataFrame:
    """First and last reading wherever one pollster asked one public with one wording at several dates.

    The KIIS arms share their dates and so are no trend. Columns: iso3, name, pollster, client, wording, own_troops,
    first, last (fieldwork, partial dates), support_first, support_last, oppose_first, oppose_last
    (percent), support_change, oppose_change, net_change (points), source_ids.
    """
    rows = netted()
    same = ["iso3", "name", "pollster", "client", "scenario", "wording", "own_troops"]
    ends = rows.sort_values("day").groupby(same, dropna=False)
    found = [
        _trend(dict(zip(same, key)), group) for key, group in ends if group["fieldwork_end"].nunique() > 1
    ]
    return pd.DataFrame(found).sort_values("name", ignore_index=True)


def _trend(key: dict, group: pd.DataFrame) -> dict:
    first, last = group.iloc[0], group.iloc[-1]
    return {k: v for k, v in key.items() if k != "scenario"} | {
        "first": first["fieldwork_end"],
        "last": last["fieldwork_end"],
        "support_first": first["support_pct"],
        "support_last": last["support_pct"],
        "oppose_first": first["oppose_pct"],
        "oppose_last": last["oppose_pct"],
        "support_change": round(last["support_pct"] - first["support_pct"], 1),
        "oppose_change": round(last["oppose_pct"] - first["oppose_pct"], 1),
        "net_change": round(last["net"] - first["net"], 1),
        "source_ids": tuple(sorted(set(first["source_ids"]) | set(last["source_ids"]))),
    }


def split_sample() -> pd.DataFrame:
    """The Ukrainian split sample: respondents drew one of several models of a ceasefire.

    Columns: poll_id, arm (label), accept, reject (percent), gain (points of acceptance over the arm without a
    guarantee), fieldwork_start, fieldwork_end, source_ids. Only the wording differs between arms. A
    further arm was not found as a number and has no row.
    """
    rows = readings().set_index("poll_id").loc[list(SPLIT_SAMPLE)].reset_index()
    return pd.DataFrame(
        {
            "poll_id": rows["poll_id"],
            "arm": rows["poll_id"].map(SPLIT_SAMPLE),
            "accept": rows["support_pct"],
            "reject": rows["oppose_pct"],
            "gain": rows["support_pct"] - rows["support_pct"].iloc[0],
            "fieldwork_start": rows["fieldwork_start"],
            "fieldwork_end": rows["fieldwork_end"],
            "source_ids": rows["source_ids"],
        }
    )


def within_weeks(iso3: str, first: str, last: str) -> pd.DataFrame:
    """Peace-mission readings of one country (``own_after_deal``) with fieldwork in these months, by support, highest first."""
    rows = own_after_deal()
    rows = rows[(rows["iso3"] == iso3) & (rows["wording"] == "peace_mission")]
    rows = rows[rows["fieldwork_end"].str[:7].between(first, last)]
    return rows.sort_values("support_pct", ascending=False, ignore_index=True)


def newest(rows: pd.DataFrame) -> pd.DataFrame:
    """The reading of each country with the latest fieldwork."""
    return rows[rows["day"] == rows.groupby("iso3")["day"].transform("max")]


VARIANTS: dict[str, Callable[[], pd.DataFrame]] = {
    "All": own_after_deal,
    "Peace mission only": lambda: own_after_deal().query("wording == 'peace_mission'"),
    "Forced choice only": lambda: own_after_deal().query("wording == 'forced_choice_risk'"),
    "Newest only": lambda: newest(own_after_deal()),
    "Without YouGov": lambda: own_after_deal().query("pollster != 'YouGov'"),
    "High grade only": lambda: own_after_deal().query("confidence == 'high'"),
    "Sample size known": lambda: own_after_deal()[own_after_deal()["sample_n"].notna()],
    "Weak rows added": lambda: own_after_deal(weak=True),
    "Any scenario": lambda: netted().query("own_troops"),
}
"""Which readings count: the base first, then one change of wording, date, pollster or quality each."""


def leaning(nets: pd.Series, close: float = CLOSE) -> str:
    """How a country's readings lean, from their net support in points.

    ``ahead`` or ``behind`` if all are beyond ``close`` on one side, ``close`` if all are within it,
    ``differ`` if they fall into more than one of these, ``none`` without a reading.
    """
    sides = {"ahead" if net > close else "behind" if net < -close else "close" for net in nets}
    return "none" if not sides else sides.pop() if len(sides) == 1 else "differ"


def leanings(close: float = CLOSE) -> pd.DataFrame:
    """How each country leans under each variant; ``close`` as in ``leaning``.

    Columns: iso3, name, variant, leaning (see ``leaning``), readings (n), low, high (net support, points; missing without a reading), source_ids.
    Countries with a reading under any variant, by name.
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
                    "source_ids": tuple(sorted({i for ids in rows["source_ids"] for i in ids})),
                }
            )
    return pd.DataFrame(found)


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
    rows = base.assign(base=base["leaning"], leaning=[other[k] for k in zip(base["iso3"], base["variant"])])
    return rows.loc[rows["base"] != rows["leaning"], ["iso3", "name", "base", "leaning"]].reset_index(
        drop=True
    )


def hurdles(as_of: str | None = None) -> pd.DataFrame:
    """The rule for sending soldiers joined to the position of each country on a day.

    Columns: iso3, name, position, since, lapsed, step (key of ``STEPS``), legal_basis, rule, mandate_condition,
    rule_as_of, rule_confidence, rule_note, conditions (the government's own), readings (n of ``own_after_deal``),
    low, high (net support, points), leaning, source_ids (of position and rule). Countries with a
    position; where no rule was found ``step`` is ``no_rule_found`` and the columns of the rule stay missing.
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
    table["step"] = table["approval"].fillna(_GAP).mask(framed, "prior_consent_framed")
    table["conditions"] = table["iso3"].map(data.load("positions").set_index("iso3")["conditions"])
    table["readings"] = table["readings"].astype(int)
    table["source_ids"] = [
        tuple(sorted({*ids, *(more if isinstance(more, tuple) else ())}))
        for ids, more in zip(table["source_ids"], table["rule_sources"])
    ]
    order = table.assign(rank=table["position"].map(_rank), high_step=table["step"].map(list(STEPS).index))
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
