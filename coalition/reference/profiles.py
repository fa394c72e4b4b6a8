"""One page per country with a row in ``positions``, all from one template; what was not found is said."""

from __future__ import annotations

import pandas as pd

from bookpress.exhibits.blocks import (
    Block,
    Link,
    Page,
    Pages,
    facts,
    items,
    page,
    pages,
    paragraph,
    picture,
)
from coalition import data
from coalition.analysis import ages, domains, ledger, searches
from coalition.charts.strip import position_strip
from coalition.data.passages import inline
from coalition.formats import month, spoken_by
from coalition.reference.catalogue import Publisher, cite, publisher_names

NONE = "None found."
_TABLES = (
    "statements",
    "positions",
    "pledges",
    "approvals",
    "governments",
    "polls",
    "aid",
    "land_forces",
    "deployments",
    "indicators",
)
_COUNTED = ("mission", "garrison")
"""Kinds of deployments that may be added up."""
POLL, DEPLOYED = "In favour, per cent (newest poll)", "Already deployed"
"""Columns of the overview that leave out some of what was found."""
_SHARE = "share_gdp_2021_pct"
_DEPARTURE = "Why not as last stated"
GDP_YEAR = _SHARE.split("_")[2]
"""The year of the gross domestic product with which aid is compared, from the name of the column."""


class Country:
    """Everything the tables say about one country: rows by table, and its position as of the cut-off."""

    def __init__(self, iso3: str, frames: dict[str, pd.DataFrame], position: pd.Series):
        self.iso3, self.name, self.now = iso3, position["name"], position
        self.rows = {name: frame[frame["iso3"] == iso3] for name, frame in frames.items()}
        self.heard: pd.Series | None = None
        """Its newest own word, a row of ``ages.heard``; None where it was never heard."""

    def row(self, table: str) -> pd.Series | None:
        """The one row of a table with one row per country, or None."""
        found = self.rows[table]
        return None if found.empty else found.iloc[0]


def countries() -> list[Country]:
    """Every country with a row in ``positions``, by name."""
    frames, heard = {name: data.load(name) for name in _TABLES}, ages.heard()
    found = [Country(p["iso3"], frames, p) for _, p in ledger.positions().iterrows()]
    for c in found:
        c.heard = heard.loc[c.iso3] if c.iso3 in heard.index else None
    return sorted(found, key=lambda c: c.name)


def index(found: list[Country]) -> list[Block]:
    """Links to the profiles, grouped by position, most forthcoming first."""
    groups = [
        (label, [c for c in found if c.now["position"] == code])
        for code, label in data.labels_of("positions", "position").items()
    ]
    return [
        block
        for label, members in groups
        if members
        for block in (
            paragraph(f"{label}: {len(members)}", kind="jump-title"),
            items(*[Link(f"country:{c.iso3}", c.name) for c in members], kind="jump"),
        )
    ]


def all_profiles(found: list[Country]) -> Pages:
    """The page of each country."""
    publishers = publisher_names()
    return pages(profile(c, publishers) for c in found)


def profile(c: Country, publishers: dict[str, Publisher]) -> Page:
    """One country's page, named by its ISO 3166-1 alpha-3 code in lower case."""

    def cited(text: str, ids) -> list:
        return [f"{text} (", *cite(ids, publishers), ")"]

    statements = in_order(c.rows["statements"])
    return page(
        c.iso3.lower(),
        c.name,
        paragraph(*_position(c, cited), kind="entry-lead" + (" entry-old" if c.now["old"] else "")),
        picture(position_strip(statements, c.name)),
        facts(
            ("Last heard", _heard(c, cited)),
            ("Government", _government(c, cited)),
            ("Conditions", _conditions(c, cited)),
            ("By domain", _domains(c)),
            ("Numbers named", _numbers(c, cited)),
            ("Who must approve", _approval(c, cited)),
            ("Polls", _polls(c, cited)),
            ("Aid to Ukraine", _aid(c, cited)),
            ("Forces", _forces(c, cited)),
            (DEPLOYED, _deployments(c, cited)),
            ("What would change it", [items(*changes(c))]),
            ("Statements", _statements(statements, cited)),
        ),
    )


def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Statements in time order; those of one day by identifier."""
    return rows.assign(day=data.last_day(rows["date"])).sort_values(["day", "statement_id"])


def _position(c: Country, cited) -> list:
    label = data.labels_of("positions", "position")[c.now["position"]]
    if pd.notna(c.now["departure_note"]):
        since = data.written_date(c.now["since"])
        note = c.now["departure_note"].rstrip(".")
        return cited(f"{label}, as of {since}, not as last stated: {note}.", c.now["source_ids"])
    if pd.isna(c.now["statement_id"]):
        return [f"{label}. That is not a no.{_searched(f'positions:{c.iso3}')}"]
    lapsed = (
        " That government has since left office, and nothing was found from its successor."
        if c.now["lapsed"]
        else ""
    )
    sure = data.labels_of("statements", "confidence")[c.now["confidence"]]
    newest = (
        f"The newest statement that sets the position is of {data.written_date(c.now['since'])}: "
        f"{spoken_by(c.now['speaker'], c.now['office'])}."
    )
    return cited(f"{label}. {newest} Our confidence in it is {sure}.{lapsed}", c.now["source_ids"])


def _searched(reference: str) -> str:
    """When and in which language it was looked for, as a sentence; blank where no search is on record."""
    told = searches.told(searches.on(reference))
    return f" {_sentence(told)}" if told else ""


def _heard(c: Country, cited) -> list:
    """The newest word of the government itself, on whatever subject, and how old it is."""
    if c.heard is None:
        return [f"No statement found.{_searched(f'positions:{c.iso3}')}"]
    count = c.heard["months"]
    span = f"{count} month{'' if count == 1 else 's'}"
    age = f"{span} before the data cut-off" if count else "in the last month"
    old = ""
    if c.now["old"] and not c.now["lapsed"]:
        old = f" The position rests on words {ages.months(c.now['since'])} months old."
    written = data.written_date(c.heard["date"])
    who = spoken_by(c.heard["speaker"], c.heard["office"])
    return cited(f"{written}, {who}; {age}.{old}", c.heard["source_ids"])


def _government(c: Country, cited) -> list:
    """Who governs, and since when, as far as a source was found."""
    row = c.row("governments")
    if row is None or (pd.isna(row["head"]) and pd.isna(row["since"])):
        note = f" {row['note']}" if row is not None and pd.notna(row["note"]) else ""
        return [f"Not found.{note}{_searched(f'governments:{c.iso3}')}"]
    head = "Head not found" if pd.isna(row["head"]) else f"{row['head']}, {row['office']}"
    since = (
        f", since {data.written_date(row['since'])}"
        if pd.notna(row["since"])
        else f", in office {data.written_date(row['as_of'])}"
    )
    note = f" {row['note']}" if pd.notna(row["note"]) else ""
    return cited(f"{head}{since}.{note}", row["source_ids"])


def _conditions(c: Country, cited) -> list:
    row = c.rows["positions"].iloc[0]
    return [NONE] if pd.isna(row["conditions"]) else cited(_sentence(row["conditions"]), row["source_ids"])


def _domains(c: Country) -> str:
    row = c.rows["positions"].iloc[0]
    titles = data.titles_of("positions", *domains.DOMAINS)
    said = c.rows["statements"].set_index("statement_id")
    if (row[list(titles)] == "unknown").all():
        return f"{data.labels_of('positions', domains.DOMAINS[0])['unknown']} in any domain."
    return "; ".join(f"{title}: {_offer(row, code, said)}" for code, title in titles.items()) + "."


def _offer(row: pd.Series, domain: str, said: pd.DataFrame) -> str:
    """What is offered in a domain, with the day and the speaker of the statement behind it."""
    label = inline(data.labels_of("positions", domain)[row[domain]])
    key = row[domains.statement_column(domain)]
    if pd.isna(key):
        return label
    statement = said.loc[key]
    return f"{label} ({data.written_date(statement['date'])}, {statement['speaker']})"


def _numbers(c: Country, cited) -> list:
    pledges = c.rows["pledges"].sort_values("date")
    listed = set(zip(pledges["date"], pledges["low"].astype(str), pledges["high"].astype(str), strict=True))
    told = in_order(c.rows["statements"].query("troops_low.notna() or troops_high.notna()"))
    told = told[
        [
            key not in listed
            for key in zip(
                told["date"], told["troops_low"].astype(str), told["troops_high"].astype(str), strict=True
            )
        ]
    ]
    units = {code: inline(label) for code, label in data.labels_of("pledges", "unit").items()}
    entries = [
        cited(
            f"{data.written_date(p['date'])}, {p['who_said']}: "
            f"{_range(p['low'], p['high'], units[p['unit']])} {p['what']} {standing(p)}",
            p["source_ids"],
        )
        for _, p in pledges.iterrows()
    ] + [
        cited(
            f"{data.written_date(s['date'])}, {s['speaker']}: "
            f"{_range(s['troops_low'], s['troops_high'], 'soldiers')} In a statement.",
            s["source_ids"],
        )
        for _, s in told.iterrows()
    ]
    return _listed(entries)


def standing(pledge: pd.Series) -> str:
    """Whether a number was named on the record, and whether it is that of a government, as a sentence."""
    words = pd.isna(pledge["low"]) and pd.isna(pledge["high"])
    official = f"the {'size' if words else 'number'} is {'' if pledge['official'] else 'not '}official"
    return f"It was {'' if pledge['on_record'] else 'not '}said on the record; {official}."


def _approval(c: Country, cited) -> list:
    row = c.row("approvals")
    if row is None:
        return [f"None found.{_searched(f'approvals:{c.iso3}')}"]
    mandate = f" Mandate: {_sentence(row['mandate_condition'])}" if pd.notna(row["mandate_condition"]) else ""
    basis = f" {_sentence(row['legal_basis'])}" if pd.notna(row["legal_basis"]) else ""
    label = data.labels_of("approvals", "approval")[row["approval"]]
    sure = data.labels_of("approvals", "confidence")[row["confidence"]]
    known = f" As of {data.written_date(row['as_of'])}, {sure} confidence."
    return cited(f"{label}. {row['rule']}{mandate}{basis}{known}", row["source_ids"])


def polls(c: Country) -> pd.DataFrame:
    """The polls of one country, newest first."""
    rows = c.rows["polls"]
    return rows.assign(day=data.last_day(rows["fieldwork_end"].fillna(rows["as_of"]))).sort_values(
        ["day", "poll_id"], ascending=False
    )


def _polls(c: Country, cited) -> list:
    return _listed([cited(_poll(p), p["source_ids"]) for _, p in polls(c).iterrows()])


def _poll(p: pd.Series) -> str:
    shares = [
        f"{label} {p[column]:g} per cent"
        for column, label in (
            ("support_pct", "for"),
            ("oppose_pct", "against"),
            ("dont_know_pct", "undecided"),
        )
        if pd.notna(p[column])
    ]
    size = f"n = {p['sample_n']:,}" if pd.notna(p["sample_n"]) else "sample size not found"
    weak = " Too weak to carry an argument." if p["background_only"] else ""
    day = (
        data.written_date(p["fieldwork_end"])
        if pd.notna(p["fieldwork_end"])
        else "date of fieldwork not found"
    )
    found = f"{day[:1].upper()}{day[1:]}, {p['pollster']}: {', '.join(shares) or 'no share found'}; {size}."
    return f"{found} Asked: {_sentence(p['question'])}{weak}"


def _aid(c: Country, cited) -> list:
    rows = c.rows["aid"].query("basis == 'allocated'").set_index("type")
    if "total" not in rows.index:
        return [NONE]
    total = rows.loc["total"]
    military = (
        f", of which {_euros(rows.at['military', 'value_eur_bn'])} military"
        if "military" in rows.index
        else ""
    )
    share = (
        f"; together {total[_SHARE]:.2f} per cent of its gross domestic product of {GDP_YEAR}"
        if pd.notna(total[_SHARE])
        else ""
    )
    return cited(
        f"{_euros(total['value_eur_bn'])} allocated by {data.written_date(total['period_end'])}"
        f"{military}{share}.",
        total["source_ids"],
    )


def _forces(c: Country, cited) -> list:
    land = c.row("land_forces")
    active = c.rows["indicators"].query("indicator == 'active_personnel'").sort_values("year")
    parts = []
    if land is not None and pd.notna(land["personnel"]):
        kind = "in the whole force; no separate figure for land" if land["unified_force"] else "on land"
        spread = (
            f" (other sources: {_range(land['personnel_low'], land['personnel_high'])})"
            if pd.notna(land["personnel_low"]) or pd.notna(land["personnel_high"])
            else ""
        )
        brigades = f"; brigades: {land['brigades']:,}" if pd.notna(land["brigades"]) else ""
        parts.append(
            paragraph(
                *cited(
                    f"{land['personnel']:,} soldiers {kind}, {land['year']}{spread}{brigades}.",
                    land["source_ids"],
                )
            )
        )
    if len(active):
        newest = active.iloc[-1]
        parts.append(
            paragraph(
                *cited(
                    f"About {newest['value']:,.0f} active in all services, {newest['year']}.",
                    newest["source_ids"],
                )
            )
        )
    return parts or [NONE]


def deployed(c: Country) -> int | None:
    """Soldiers in the deployments of one country that may be added up; None where none was found."""
    rows = c.rows["deployments"].query("kind in @_COUNTED")
    return None if rows.empty else int(rows["troops"].sum())


def _counted_in(c: Country) -> str | None:
    """The year or years of the counts that ``deployed`` adds up; None where there are none."""
    years = c.rows["deployments"].query("kind in @_COUNTED")["year"]
    if years.empty:
        return None
    first, last = years.min(), years.max()
    return f"{first}" if first == last else f"{first} to {last}"


def _deployments(c: Country, cited) -> list:
    rows = c.rows["deployments"].query("kind != 'ended'")
    kinds = data.meanings_of("deployments", "kind")
    bounds = data.labels_of("deployments", "bound", short=True)
    entries = [
        cited(
            f"{r['mission']}, {r['location']}: {_bounded(bounds[r['bound']], r['troops'])} ({r['year']})."
            + ("" if r["kind"] in _COUNTED else f" {kinds[r['kind']]}"),
            r["source_ids"],
        )
        for _, r in rows.sort_values(["kind", "deployment_id"]).iterrows()
    ]
    return _listed(entries)


def _bounded(bound: str, number: int) -> str:
    return f"{bound} {number:,}".lstrip()


def changes(c: Country) -> list[str]:
    """What would change a country's position, by the rules of the template."""
    row = c.row("approvals")
    found = [data.changes_of("positions", "position")[c.now["position"]]]
    if c.now["lapsed"]:
        found.append("Word from the government that followed the one that spoke.")
    if c.now["old"] and not c.now["lapsed"]:
        age = f"{ages.months(c.now['since'])} months older than the data cut-off"
        found.append(f"A newer statement: the last that set the position is {age}.")
    if row is None:
        return [*found, "The rule on who must approve, once it is found."]
    return [*found, data.changes_of("approvals", "approval")[row["approval"]]]


def _statements(statements: pd.DataFrame, cited) -> list:
    entries = [
        cited(
            f"{data.written_date(s['date'])}, {spoken_by(s['speaker'], s['office'])}: "
            + _sentence(s["summary"])
            + (" Sets the position." if s["sets_position"] else ""),
            s["source_ids"],
        )
        for _, s in statements.iterrows()
    ]
    return _listed(entries)


def _listed(entries: list) -> list:
    return [items(*entries)] if entries else [NONE]


def overview(found: list[Country]) -> pd.DataFrame:
    """One row per country with columns named for readers; a blank means that nothing was found."""
    table = pd.DataFrame([_overview(c) for c in found]).convert_dtypes()
    return table.drop(columns=_DEPARTURE) if table[_DEPARTURE].isna().all() else table


def _overview(c: Country) -> dict[str, object]:
    approval, land = c.row("approvals"), c.row("land_forces")
    asked = polls(c).query("own_troops and support_pct.notna() and not background_only")
    aid = c.rows["aid"].query("basis == 'allocated' and type == 'total'")
    used = [r for r in (approval, land) if r is not None] + [f.iloc[0] for f in (asked, aid) if len(f)]
    return {
        "Country": Link(f"country:{c.iso3}", c.name),
        "Position": data.labels_of("positions", "position")[c.now["position"]],
        _DEPARTURE: None if pd.isna(c.now["departure_note"]) else c.now["departure_note"],
        "Position set": None if pd.isna(c.now["since"]) else c.now["since"],
        "Last heard": None if c.heard is None else c.heard["date"],
        "Who must approve": "Not found"
        if approval is None
        else data.labels_of("approvals", "approval")[approval["approval"]],
        POLL: float(asked["support_pct"].iloc[0]) if len(asked) else None,
        "What the poll asked, and when": _asked(asked.iloc[0]) if len(asked) else None,
        "Aid, per cent of GDP": float(aid[_SHARE].iloc[0])
        if len(aid) and aid[_SHARE].notna().iloc[0]
        else None,
        "Soldiers on land": int(land["personnel"])
        if land is not None and pd.notna(land["personnel"]) and not land["unified_force"]
        else None,
        DEPLOYED: deployed(c),
        "Year of that count": _counted_in(c),
        "Sources": tuple(
            data.source_ids(pd.DataFrame([c.now, *used]), c.rows["deployments"].query("kind in @_COUNTED"))
        ),
    }


def _asked(poll: pd.Series) -> str:
    """How a poll asked and when, as ``Peace mission, Apr 2025``."""
    return f"{data.labels_of('polls', 'wording')[poll['wording']]}, {month(poll['fieldwork_end'])}"


def _euros(billions: float) -> str:
    if billions < 0.0005:
        return "less than half a million euros" if billions else "none"
    return f"{billions:,.2f} billion euros" if billions >= 1 else f"{billions * 1000:,.0f} million euros"


def _range(low, high, unit: str = "") -> str:
    """One or both bounds in words, with their unit and a full stop if one is given."""
    if pd.isna(low) and pd.isna(high):
        return "no exact number."
    if pd.isna(low):
        text = f"up to {high:,}"
    elif pd.isna(high):
        text = f"at least {low:,}"
    else:
        text = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    return f"{text} {unit}." if unit else text


def _sentence(text: str) -> str:
    """Text that begins with a capital and ends with a full stop."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!")) else f"{text}."
