"""What Europe has, against Russia; what it has given, against the United States.

Sets of countries come from the ledger on a day; sums are plain sums over the members. A missing value is
counted and named and never filled: a ratio with a gap is missing, and only its lower bound is given.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from coalition import data
from coalition.analysis import ledger, membership
from coalition.analysis.regions import is_european

EU_INSTITUTIONS = "EU"
"""Code of the EU institutions among the donors; they are no country."""


def rival() -> str:
    """ISO code of Russia, against which ratios are taken."""
    return data.row("countries", "RUS")["iso3"]


def europeans(codes: Iterable[str]) -> list[str]:
    """Those of the countries that are European (``regions.is_european``), sorted; the host is left out.

    Raises KeyError for a code that is not in ``countries``.
    """
    found = is_european(sorted(set(codes) - {ledger.HOST}))
    return list(found.index[found])


@dataclass(frozen=True)
class CountrySet:
    """A stated set of countries; its words stand in the descriptor."""

    id: str
    find: Callable[[str | date | None], pd.DataFrame]
    """Rows (iso3, source_ids) of the countries in the set on a day."""

    @property
    def label(self) -> str:
        """The reader's name of the set."""
        return data.labels_of("computed", "country_set")[self.id]

    def counted(self, members: int) -> str:
        """Its name with the number of its members."""
        return f"{self.label} ({members})"

    @property
    def statement(self) -> str:
        """The rule in one sentence."""
        signed = data.written_date(membership.rule("intent").day)
        return data.meanings_of("computed", "country_set")[self.id].format(date=signed)


def _by_rule(rule_id: str) -> Callable[[str | date | None], pd.DataFrame]:
    """The countries of one membership rule of the ledger, without the host."""

    def find(as_of: str | date | None) -> pd.DataFrame:
        rows = membership.members(rule_id, as_of)
        return rows[rows["iso3"] != ledger.HOST]

    return find


def _positioned(*stances: str) -> Callable[[str | date | None], pd.DataFrame]:
    """The countries that hold one of these positions on sending soldiers in the force of the coalition."""

    def find(as_of: str | date | None) -> pd.DataFrame:
        rows = ledger.positions(as_of)
        return rows[rows["position"].isin(stances) & rows["for_this_force"]]

    return find


def _in_europe(
    find: Callable[[str | date | None], pd.DataFrame], with_turkiye: bool = False
) -> Callable[[str | date | None], pd.DataFrame]:
    """Those of the countries that are European, and Türkiye if wanted and among them."""

    def inside(as_of: str | date | None) -> pd.DataFrame:
        rows = find(as_of)
        others = [data.row("countries", "TUR")["iso3"]] if with_turkiye else []
        return rows[rows["iso3"].isin([*europeans(rows["iso3"]), *others])]

    return inside


_TAKING_PART = _by_rule("three-leaders-meetings")

SETS = (
    CountrySet("signed-intent", _by_rule("intent")),
    CountrySet("willing", _positioned("deploy_troops")),
    CountrySet("willing-or-open", _in_europe(_positioned("deploy_troops", "conditional"))),
    CountrySet("taking-part", _in_europe(_TAKING_PART)),
    CountrySet("taking-part-tur", _in_europe(_TAKING_PART, with_turkiye=True)),
    CountrySet("coalition", _TAKING_PART),
)
"""From the narrowest to the widest. Ukraine, as host, is in none."""


def country_set(set_id: str) -> CountrySet:
    """The set with this id. Raises KeyError, naming the sets, if there is none."""
    sets = {s.id: s for s in SETS}
    if set_id not in sets:
        raise KeyError(f"no set {set_id!r}; there are {', '.join(sets)}")
    return sets[set_id]


def members(set_id: str, as_of: str | date | None = None) -> list[str]:
    """ISO codes of one set on a day, sorted. Raises KeyError for an unknown set."""
    return sorted(country_set(set_id).find(as_of)["iso3"])


def sets(as_of: str | date | None = None) -> dict[str, list[str]]:
    """Every set on a day: id to ISO codes."""
    return {s.id: members(s.id, as_of) for s in SETS}


def set_sources(as_of: str | date | None = None) -> list[str]:
    """Sources of what puts the countries into the sets (statements, lists, signatures), sorted, each once."""
    return data.source_ids(*(s.find(as_of) for s in SETS))


def european_rules(as_of: str | date | None = None) -> dict[str, list[str]]:
    """The European members of every membership rule, for sensitivity: id of the rule to ISO codes."""
    return {r.id: europeans(membership.members(r.id, as_of)["iso3"]) for r in membership.RULES}


@dataclass(frozen=True)
class Measure:
    """One indicator of one year."""

    id: str
    indicator: str
    year: int

    @property
    def label(self) -> str:
        """The reader's words for the indicator."""
        return data.labels_of("indicators", "indicator")[self.indicator]


LADDER = (
    Measure("gdp", "gdp_usd", 2024),
    Measure("gdp-ppp", "gdp_ppp", 2024),
    Measure("population", "population", 2024),
    Measure("spending", "milex_usd", 2024),
    Measure("personnel", "active_personnel", 2025),
)
"""From wealth to soldiers; the years are those for which the sets have values."""
SPENDING_2025 = Measure("spending-2025", "milex_usd", 2025)
SHARE_2025 = Measure("spending-share-2025", "milex_pct_gdp", 2025)
WITH_PARAMILITARIES = Measure("paramilitary", "armed_forces_incl_paramilitary", 2020)


def ratio(codes: Iterable[str], measure: Measure) -> dict[str, Any]:
    """The sum over a set of countries divided by the value for Russia.

    Returns value and russia (in ``unit``), ratio (missing if any member has no value), lower_bound (sum
    of the values found, divided by Russia's), n_members, n_found, missing (tuple of ISO codes), unit,
    source_ids. Formula: sum of x_i / x_Russia. Raises ValueError for an empty set, a set with Russia in
    it, or no value for Russia.
    """
    wanted, against = sorted(set(codes)), rival()
    if not wanted or against in wanted:
        raise ValueError("a ratio to Russia needs a set of other countries")
    rows = data.load("indicators")
    rows = rows[(rows["indicator"] == measure.indicator) & (rows["year"] == measure.year)].set_index("iso3")
    if against not in rows.index:
        raise ValueError(f"no value of {measure.indicator} for Russia in {measure.year}")
    found = rows.loc[[c for c in wanted if c in rows.index]]
    total, russia = float(found["value"].sum()), float(rows.loc[against, "value"])
    missing = tuple(c for c in wanted if c not in rows.index)
    return {
        "value": total,
        "russia": russia,
        "ratio": total / russia if not missing else None,
        "lower_bound": total / russia,
        "n_members": len(wanted),
        "n_found": len(found),
        "missing": missing,
        "unit": rows.loc[against, "unit"],
        "source_ids": tuple(data.source_ids(found, rows.loc[[against]])),
    }


def ratios(chosen: Mapping[str, Collection[str]], measures: Iterable[Measure] = LADDER) -> pd.DataFrame:
    """``ratio`` for several sets and measures; a set without members has no rows.

    Columns: set, measure, label, indicator, year, then those of ``ratio``.
    """
    rows = [
        {"set": name, "measure": m.id, "label": m.label, "indicator": m.indicator, "year": m.year}
        | ratio(codes, m)
        for name, codes in chosen.items()
        if len(codes)
        for m in measures
    ]
    return pd.DataFrame(rows, columns=_RATIO_COLUMNS).astype({"ratio": "Float64"})


_RATIO_COLUMNS = [
    *("set", "measure", "label", "indicator", "year", "value", "russia", "ratio", "lower_bound"),
    *("n_members", "n_found", "missing", "unit", "source_ids"),
]


def spenders(codes: Iterable[str], n: int) -> pd.DataFrame:
    """What Russia, the host and the ``n`` of these countries that spent most put into their forces in 2025.

    Columns: iso3, usd (current dollars), share_gdp (percent; missing where unknown). Countries without a
    figure are left out.
    """
    usd, share = (_values(m) for m in (SPENDING_2025, SHARE_2025))
    most = usd[usd.index.isin(list(codes))].nlargest(n).index
    chosen = [c for c in dict.fromkeys((rival(), ledger.HOST, *most)) if c in usd.index]
    return pd.DataFrame(
        {"iso3": chosen, "usd": usd[chosen].to_list(), "share_gdp": share.reindex(chosen).to_list()}
    )


def _values(measure: Measure) -> pd.Series:
    table = data.load("indicators")
    rows = table[(table["indicator"] == measure.indicator) & (table["year"] == measure.year)]
    return rows.set_index("iso3")["value"]


def many_sets(as_of: str | date | None = None) -> dict[str, list[str]]:
    """Sets for the sensitivity of the ratios, by label with size: label to ISO codes.

    First the European members of every membership rule, then the sets that are none of these.
    """
    rules = {membership.rule(i).label: codes for i, codes in european_rules(as_of).items()}
    others = {
        country_set(i).label: members(i, as_of) for i in ("willing-or-open", "taking-part-tur", "coalition")
    }
    return {f"{label} ({len(codes)})": codes for label, codes in (rules | others).items()}


def mixed_year_ratio(codes: Iterable[str], indicator: str, year: int, earlier: int) -> dict[str, Any]:
    """The ratio for ``year`` with values of ``earlier`` standing in for members that have none.

    Russia's value is that of ``year``. This mixes years on purpose, to show how much a gap matters; it is
    no replacement for ``ratio``. Returns ratio, n_stand_ins, stand_in_value (their sum, in the unit of
    the indicator), stand_ins (ISO codes). Raises ValueError if a member has neither value.
    """
    now = ratio(codes, Measure("now", indicator, year))
    if not now["missing"]:
        return {"ratio": now["ratio"], "n_stand_ins": 0, "stand_in_value": 0.0, "stand_ins": ()}
    before = ratio(now["missing"], Measure("before", indicator, earlier))
    if before["missing"]:
        raise ValueError(f"no value of {indicator} in {year} or {earlier} for {', '.join(before['missing'])}")
    return {
        "ratio": (now["value"] + before["value"]) / now["russia"],
        "n_stand_ins": before["n_found"],
        "stand_in_value": before["value"],
        "stand_ins": now["missing"],
    }


BASES = (LADDER[0], LADDER[1], LADDER[3], SPENDING_2025, LADDER[4], WITH_PARAMILITARIES)
"""Pairs of measures of one thing on different bases: prices, years, who counts as a soldier."""

SHARE_YEAR = 2021
"""Year of the gross domestic product by which the tracker divides (``aid.share_gdp_2021_pct``)."""

TYPES = ("military", "financial", "humanitarian")


def aid_totals(aid: pd.DataFrame) -> pd.DataFrame:
    """Aid over the whole period by group of donors and basis, in billion euros; ``aid`` is the table of that
    name.

    Columns: donor_group (``europe`` with the EU institutions), basis, military, financial, humanitarian
    (missing where the tracker gives only a total), total, n_donors, source_ids. Allocated and committed stand
    in separate rows and are never added.
    """
    sums = aid.pivot_table(
        index=["donor_group", "basis"],
        columns="type",
        values="value_eur_bn",
        aggfunc=lambda v: v.sum(min_count=1),
    )
    grouped = aid.groupby(["donor_group", "basis"])
    sums = sums.assign(
        n_donors=grouped["donor"].nunique(),
        source_ids=grouped["source_ids"].agg(data.together),
    )
    return sums.reset_index().rename_axis(columns=None)[
        ["donor_group", "basis", *TYPES, "total", "n_donors", "source_ids"]
    ]


def aid_over_time(aid_by_year: pd.DataFrame) -> pd.DataFrame:
    """Allocated aid by group of donors and year, in billion euros, and its running sum.

    Columns: donor_group, year, period_end, military, other (financial and humanitarian), total,
    military_so_far, total_so_far, n_donors (with a row in that year), n_without (donors of the group with
    none). A group without any row in a year has missing values, not zeros, and its running sum stays
    missing there.
    """
    ends = aid_by_year.groupby("year")["period_end"].max()
    sizes = aid_by_year.groupby("donor_group")["donor"].nunique()
    grouped = aid_by_year.groupby(["donor_group", "year"])
    table = pd.DataFrame(
        {
            "military": grouped["military_eur_bn"].sum(),
            "other": grouped["financial_eur_bn"].sum() + grouped["humanitarian_eur_bn"].sum(),
            "total": grouped["total_eur_bn"].sum(),
            "n_donors": grouped["donor"].nunique(),
        }
    )
    table = table.reindex(
        pd.MultiIndex.from_product([sizes.index, ends.index], names=["donor_group", "year"])
    )
    table["n_donors"] = table["n_donors"].fillna(0).astype(int)
    for column in ("military", "total"):
        table[f"{column}_so_far"] = table.groupby(level="donor_group")[column].cumsum()
    table = table.reset_index()
    return table.assign(
        period_end=table["year"].map(ends), n_without=table["donor_group"].map(sizes) - table["n_donors"]
    )


def aid_by_donor(aid: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """Allocated aid of every donor over the whole period, largest first.

    ``aid`` and ``shares`` are the tables ``aid`` and ``aid_eu_share``. Columns: donor, donor_name, iso3,
    donor_group, military, financial, humanitarian, total (billion euros), share_gdp (percent of GDP 2021,
    bilateral; missing for the EU institutions), share_gdp_with_eu (the same with the imputed part of EU
    aid, for members of the EU only; missing for others), source_ids. The imputed parts are already in the
    row of the EU institutions and are never added to it.
    """
    rows = aid[aid["basis"] == "allocated"]
    wide = rows.pivot(index="donor", columns="type", values="value_eur_bn")
    facts = rows[rows["type"] == "total"].set_index("donor")
    with_eu = shares.set_index("iso3")["total_share_gdp_2021_pct"]
    table = (
        facts[["donor_name", "iso3", "donor_group"]]
        .join(wide[[*TYPES, "total"]])
        .assign(
            share_gdp=facts["share_gdp_2021_pct"],
            share_gdp_with_eu=with_eu.reindex(facts.index),
            source_ids=facts["source_ids"],
        )
    )
    return table.sort_values("total", ascending=False).reset_index()


def aid_by_donor_and_year(aid_by_year: pd.DataFrame) -> pd.DataFrame:
    """Allocated aid of every donor by year.

    Columns: donor, donor_name, donor_group, one column per year (total, billion euros), sum, source_ids.
    A year without a row stays missing: no allocation is booked in it. Largest sum first.
    """
    wide = aid_by_year.pivot(index="donor", columns="year", values="total_eur_bn")
    facts = aid_by_year.groupby("donor").agg(
        {
            "donor_name": "first",
            "donor_group": "first",
            "source_ids": data.together,
        }
    )
    table = (
        facts[["donor_name", "donor_group"]]
        .join(wide)
        .assign(sum=wide.sum(axis=1), source_ids=facts["source_ids"])
    )
    return table.sort_values("sum", ascending=False).reset_index()


def whole_year(period_end: str) -> bool:
    """Whether a period that ends on this day covers its calendar year to the end."""
    return str(period_end).endswith("12-31")


def year_labels(table: pd.DataFrame, month: str = "%B") -> dict[int, str]:
    """Years in words; one that ends early says so, ``2026 to April``, its month as ``strftime`` writes it.

    ``table`` has the columns year and period_end.
    """
    ends = table.groupby("year")["period_end"].max()
    return {
        year: str(year) if whole_year(end) else f"{year} to {pd.Timestamp(end).strftime(month)}"
        for year, end in ends.items()
    }


def europe_against_states(aid: pd.DataFrame) -> pd.DataFrame:
    """Europe's aid divided by that of the United States, by what is counted; a sensitivity table.

    Columns: counted (words), europe, states (billion euros), ratio, source_ids. Each line is on one
    basis, allocated or committed, never a mix.
    """
    total = aid["type"] == "total"
    military = aid["type"] == "military"
    allocated = aid["basis"] == "allocated"
    country = aid["donor"] != EU_INSTITUTIONS
    lines = {
        "all": total & allocated,
        "military": military & allocated,
        "countries": total & allocated & country,
        "committed": total & (aid["basis"] == "committed"),
    }
    labels, rows = data.labels_of("computed", "aid_comparison"), []
    for code, mask in lines.items():
        by_group = aid[mask].groupby("donor_group")["value_eur_bn"].sum()
        europe, states = (float(by_group.get(g, 0.0)) for g in ("europe", "united_states"))
        rows.append(
            {
                "counted": labels[code],
                "europe": europe,
                "states": states,
                "ratio": europe / states if states else float("nan"),
                "source_ids": tuple(data.source_ids(aid[mask])),
            }
        )
    return pd.DataFrame(rows)


# Rules of the tables


def violations() -> list[str]:
    """One line per row of ``aid``, ``aid_by_year`` and ``indicators`` that breaks a rule of the sums here."""
    aid, by_year = data.load("aid"), data.load("aid_by_year")
    return [*_incomplete(aid), *_sums(aid, by_year), *_periods(aid, by_year), *_without_russia()]


_ROUNDING = 0.005
"""Billion euros by which sums of published values may differ, since each is rounded."""


def _incomplete(aid: pd.DataFrame) -> list[str]:
    """Each donor has a total and its parts among allocations."""
    allocated = aid[aid["basis"] == "allocated"]
    return [
        data.violation("aid", rows.index[0] + 2, "type", f"{donor} has no allocated aid of the type {kind}")
        for donor, rows in allocated.groupby("donor")
        for kind in ("total", *TYPES)
        if kind not in set(rows["type"])
    ]


def _sums(aid: pd.DataFrame, by_year: pd.DataFrame) -> list[str]:
    """Parts add up to totals, by period, by year, and from years to the period in one release."""
    found = []
    allocated = aid[aid["basis"] == "allocated"]
    parts = allocated[allocated["type"].isin(TYPES)].groupby("donor")["value_eur_bn"].sum()
    sums = {"parts": parts}
    if _one_release(aid, by_year):
        sums["years in aid_by_year.csv"] = by_year.groupby("donor")["total_eur_bn"].sum()
    for row, donor, total in allocated.query("type == 'total'")[["donor", "value_eur_bn"]].itertuples():
        for what, summed in sums.items():
            if abs(total - summed.get(donor, 0.0)) > _ROUNDING:
                text = f"{total:.3f} of {donor} is not the sum of its {what}, {summed.get(donor, 0.0):.3f}"
                found.append(data.violation("aid", row + 2, "value_eur_bn", text))
    for row, aided in by_year.iterrows():
        summed = float(aided[[f"{kind}_eur_bn" for kind in TYPES]].sum())
        if abs(summed - aided["total_eur_bn"]) > _ROUNDING:
            text = f"{aided['total_eur_bn']:.3f} is not the sum of the parts, {summed:.3f}"
            found.append(data.violation("aid_by_year", row + 2, "total_eur_bn", text))
    return found


def _periods(aid: pd.DataFrame, by_year: pd.DataFrame) -> list[str]:
    """One release at a time: every row of a table and a year covers the same days.

    The years may be of an older release than the totals, since a release may come without years.
    """
    found = []
    for table, frame, by in (("aid", aid, "basis"), ("aid_by_year", by_year, "year")):
        for column in ("period_start", "period_end", "release"):
            usual = frame.groupby(by)[column].transform(lambda c: c.mode()[0])
            for row in frame.index[frame[column] != usual]:
                text = f"{frame.at[row, column]} is not {usual[row]} as in the other rows"
                found.append(data.violation(table, row + 2, column, text))
    ends = [frame["period_end"].max() for frame in (aid, by_year) if len(frame)]
    if len(ends) == 2 and (ends[0] < ends[1] or (ends[0] != ends[1] and _one_release(aid, by_year))):
        last = aid.sort_values("period_end").index[-1]
        text = f"{ends[0]} is not {ends[1]}, where aid_by_year.csv ends"
        found.append(data.violation("aid", last + 2, "period_end", text))
    return found


def _one_release(aid: pd.DataFrame, by_year: pd.DataFrame) -> bool:
    return set(aid["release"]) == set(by_year["release"])


def _without_russia() -> list[str]:
    """Russia has a value for each measure that is set against it."""
    rows = data.load("indicators")
    known = {(r.indicator, r.year) for r in rows[rows["iso3"] == rival()].itertuples()}
    return [
        data.violation("indicators", None, "value", f"none of {m.indicator} for Russia in {m.year}")
        for m in (*LADDER, SPENDING_2025, WITH_PARAMILITARIES)
        if (m.indicator, m.year) not in known
    ]
