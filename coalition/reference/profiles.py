"""One profile per country with a row in ``positions``, all from one template; what was not found is said."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import ledger
from coalition.charts.positions import DOMAINS
from coalition.charts.strip import position_strip
from coalition.exhibits import style
from coalition.exhibits.blocks import Link, details, facts, items, paragraph, picture, section
from coalition.reference.catalogue import cite, publisher_names

NONE = "None found."
APPROVALS = {
    "prior_consent": "Parliament must consent first",
    "consultation": "Consultation without a veto",
    "after_deployment": "Parliament votes only on whether the mission goes on",
    "none": "The government decides",
}
"""The part that parliament plays, in a few words; the codebook has the definitions."""
_TABLES = (
    "statements",
    "positions",
    "pledges",
    "approvals",
    "polls",
    "aid",
    "land_forces",
    "deployments",
    "indicators",
)
_BOUNDS = {"exact": "", "approximate": "about ", "lower_bound": "more than ", "upper_bound": "up to "}
_COUNTED = ("mission", "garrison")
"""Kinds of deployments that may be added up."""
_SHOWN = 2
"""Entries of a list shown at once; the others stand behind a line that opens them."""
_STALE_MONTHS = 12
_CHANGE = {
    "deploy_troops": "A decision that names a size, a date or a mandate, or a withdrawal of the offer.",
    "conditional": "Its conditions being met, dropped or sharpened.",
    "undecided": "A decision of its government, either way.",
    "support_only": "A statement of its government that counts soldiers in Ukraine among its contributions.",
    "declined": "A statement of its government that takes the refusal back.",
    "opposed": "A statement of its government that ends its opposition.",
    "unknown": "Any statement of its government on soldiers in Ukraine.",
}
_VOTE = {
    "prior_consent": "A vote in parliament, without which soldiers cannot go.",
    "consultation": "A debate in parliament, which has no veto.",
    "after_deployment": "Once soldiers are there: a vote in parliament on whether they stay.",
    "none": "A decision of the government alone; parliament has no vote.",
}


class Country:
    """Everything the tables say about one country: rows by table, and its position as of the cut-off."""

    def __init__(self, iso3: str, frames: dict[str, pd.DataFrame], position: pd.Series):
        self.iso3, self.name, self.now = iso3, position["name"], position
        self.rows = {name: frame[frame["iso3"] == iso3] for name, frame in frames.items()}

    def row(self, table: str) -> pd.Series | None:
        """The one row of a table with one row per country, or None."""
        found = self.rows[table]
        return None if found.empty else found.iloc[0]


def countries() -> list[Country]:
    """Every country with a row in ``positions``, by name."""
    frames = {name: data.load(name) for name in _TABLES}
    return sorted(
        (Country(p["iso3"], frames, p) for _, p in ledger.positions().iterrows()), key=lambda c: c.name
    )


def index(found: list[Country]) -> list[dict]:
    """Links to the profiles, grouped by position, most forthcoming first."""
    groups = [
        (style.POSITIONS[code].label, [c for c in found if c.now["position"] == code])
        for code in style.POSITIONS
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


def all_profiles(found: list[Country]) -> list[dict]:
    """The profile of each country."""
    publishers = publisher_names()
    return [profile(c, publishers) for c in found]


def profile(c: Country, publishers: dict[str, str]) -> dict:
    """One country's profile, with the permalink of its ISO 3166-1 alpha-3 code in lower case."""

    def cited(text: str, ids) -> list:
        return [f"{text} (", *cite(ids, publishers), ")"]

    statements = in_order(c.rows["statements"])
    return section(
        c.iso3.lower(),
        c.name,
        paragraph(*_position(c, cited), kind="profile-position"),
        picture(position_strip(statements, c.name)),
        facts(
            ("Conditions", _conditions(c, cited)),
            ("By domain", _domains(c)),
            ("Numbers named", _numbers(c, cited)),
            ("Who must approve", _approval(c, cited)),
            ("Polls", _polls(c, cited)),
            ("Aid to Ukraine", _aid(c, cited)),
            ("Forces", _forces(c, cited)),
            ("Deployed now", _deployments(c, cited)),
            ("What would change it", [items(*changes(c))]),
            ("Statements", _statements(statements, cited)),
        ),
    )


def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Statements in time order; those of one day by identifier."""
    return rows.assign(day=data.last_day(rows["date"])).sort_values(["day", "statement_id"])


def _position(c: Country, cited) -> list:
    label = style.POSITIONS[c.now["position"]].label
    if pd.isna(c.now["statement_id"]):
        return [f"{label}. That is not a no."]
    office = f", {c.now['office']}" if pd.notna(c.now["office"]) else ""
    lapsed = (
        " That government has since left office, and nothing was found from its successor."
        if c.now["lapsed"]
        else ""
    )
    return cited(
        f"{label}; newest statement {data.written_date(c.now['since'])}, {c.now['speaker']}{office}; {c.now['confidence']} confidence.{lapsed}",
        c.now["source_ids"],
    )


def _conditions(c: Country, cited) -> list:
    row = c.row("positions")
    return [NONE] if pd.isna(row["conditions"]) else cited(_sentence(row["conditions"]), row["source_ids"])


def _domains(c: Country) -> str:
    row = c.row("positions")
    return (
        "; ".join(f"{title}: {style.OFFERS[row[code]].label.lower()}" for code, title in DOMAINS.items())
        + "."
    )


def _numbers(c: Country, cited) -> list:
    pledges = c.rows["pledges"].sort_values("date")
    listed = set(zip(pledges["date"], pledges["low"].astype(str), pledges["high"].astype(str)))
    told = in_order(c.rows["statements"].query("troops_low.notna() or troops_high.notna()"))
    told = told[
        [
            key not in listed
            for key in zip(told["date"], told["troops_low"].astype(str), told["troops_high"].astype(str))
        ]
    ]
    entries = [
        cited(
            f"{data.written_date(p['date'])}, {p['who_said']}: {_range(p['low'], p['high'], p['unit'])} {p['what']} "
            + ("On the record." if p["official"] else "Not on the record."),
            p["source_ids"],
        )
        for _, p in pledges.iterrows()
    ] + [
        cited(
            f"{data.written_date(s['date'])}, {s['speaker']}: {_range(s['troops_low'], s['troops_high'], 'soldiers')} In a statement.",
            s["source_ids"],
        )
        for _, s in told.iterrows()
    ]
    return _listed(entries, "Later numbers")


def _approval(c: Country, cited) -> list:
    row = c.row("approvals")
    if row is None:
        return ["None found; the rule was not looked up or not found."]
    mandate = f" Mandate: {_sentence(row['mandate_condition'])}" if pd.notna(row["mandate_condition"]) else ""
    basis = f" {_sentence(row['legal_basis'])}" if pd.notna(row["legal_basis"]) else ""
    return cited(f"{APPROVALS[row['approval']]}. {row['rule']}{mandate}{basis}", row["source_ids"])


def polls(c: Country) -> pd.DataFrame:
    """The polls of one country, newest first."""
    rows = c.rows["polls"]
    return rows.assign(day=data.last_day(rows["fieldwork_end"].fillna(rows["as_of"]))).sort_values(
        ["day", "poll_id"], ascending=False
    )


def _polls(c: Country, cited) -> list:
    return _listed([cited(_poll(p), p["source_ids"]) for _, p in polls(c).iterrows()], "Older polls")


def _poll(p: pd.Series) -> str:
    shares = [
        f"{label} {p[column]:g} percent"
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
    return f"{day[:1].upper()}{day[1:]}, {p['pollster']}: {', '.join(shares) or 'no share found'}; {size}. Asked: {_sentence(p['question'])}{weak}"


def _aid(c: Country, cited) -> list:
    rows = c.rows["aid"].query("basis == 'allocated'").set_index("type")
    if "total" not in rows.index:
        return [NONE]
    total = rows.loc["total"]
    military = (
        f", of it {_euros(rows.at['military', 'value_eur_bn'])} military" if "military" in rows.index else ""
    )
    share = (
        f"; together {total['share_gdp_2021_pct']:.2f} percent of its gross domestic product of 2021"
        if pd.notna(total["share_gdp_2021_pct"])
        else ""
    )
    return cited(
        f"{_euros(total['value_eur_bn'])} allocated by {data.written_date(total['period_end'])}{military}{share}.",
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


def _deployments(c: Country, cited) -> list:
    rows = c.rows["deployments"].query("kind != 'ended'")
    kinds = data.meanings_of("deployments", "kind")
    entries = [
        cited(
            f"{r['mission']}, {r['location']}: {_BOUNDS[r['bound']]}{r['troops']:,} ({r['year']})."
            + ("" if r["kind"] in _COUNTED else f" {kinds[r['kind']]}"),
            r["source_ids"],
        )
        for _, r in rows.sort_values(["kind", "deployment_id"]).iterrows()
    ]
    return _listed(entries, "More deployments")


def changes(c: Country) -> list[str]:
    """What would change a country's position, by the rules of the template."""
    row = c.row("approvals")
    found = [_CHANGE[c.now["position"]]]
    if c.now["lapsed"]:
        found.append("Word from the government that followed the one that spoke.")
    if pd.notna(c.now["since"]):
        months = (data.as_day(None).to_period("M") - data.as_day(c.now["since"]).to_period("M")).n
        if months >= _STALE_MONTHS:
            found.append(
                f"A newer statement: the last that set the position is {months} months older than the data cut-off."
            )
    found.append(
        _VOTE[row["approval"]] if row is not None else "The rule on who must approve, once it is found."
    )
    return found


def _statements(statements: pd.DataFrame, cited) -> list:
    entries = [
        cited(
            f"{data.written_date(s['date'])}, {s['speaker']}"
            + (f", {s['office']}" if pd.notna(s["office"]) else "")
            + f": {_sentence(s['summary'])}"
            + (" Sets the position." if s["sets_position"] else ""),
            s["source_ids"],
        )
        for _, s in statements.iterrows()
    ]
    return [details(f"In time order ({len(entries)})", items(*entries))] if entries else [NONE]


def _listed(entries: list, more: str) -> list:
    """A list that shows its first entries and keeps the others behind a line that opens them."""
    if not entries:
        return [NONE]
    rest = entries[_SHOWN:]
    return [items(*entries[:_SHOWN])] + ([details(f"{more} ({len(rest)})", items(*rest))] if rest else [])


def overview(found: list[Country]) -> pd.DataFrame:
    """One row per country with columns named for readers, for comparison; a blank means that nothing was found."""
    return pd.DataFrame([_overview(c) for c in found]).convert_dtypes()


def _overview(c: Country) -> dict:
    approval, land = c.row("approvals"), c.row("land_forces")
    asked = polls(c).query(
        "wording == 'peace_mission' and own_troops and support_pct.notna() and not background_only"
    )
    aid = c.rows["aid"].query("basis == 'allocated' and type == 'total'")
    used = [r for r in (approval, land) if r is not None] + [f.iloc[0] for f in (asked, aid) if len(f)]
    return {
        "Country": Link(f"country:{c.iso3}", c.name),
        "Position": style.POSITIONS[c.now["position"]].label,
        "Newest statement": None if pd.isna(c.now["since"]) else c.now["since"],
        "Who must approve": APPROVALS[approval["approval"]] if approval is not None else "Not found",
        "For a peace force, percent": float(asked["support_pct"].iloc[0]) if len(asked) else None,
        "Aid, percent of GDP": float(aid["share_gdp_2021_pct"].iloc[0])
        if len(aid) and aid["share_gdp_2021_pct"].notna().iloc[0]
        else None,
        "Soldiers on land": int(land["personnel"])
        if land is not None and pd.notna(land["personnel"]) and not land["unified_force"]
        else None,
        "Deployed now": deployed(c),
        "Sources": tuple(
            sorted(
                {*c.now["source_ids"], *(i for r in used for i in r["source_ids"])}
                | {i for ids in c.rows["deployments"].query("kind in @_COUNTED")["source_ids"] for i in ids}
            )
        ),
    }


def _euros(billions: float) -> str:
    if billions < 0.0005:
        return "less than half a million euros" if billions else "none"
    return f"{billions:,.2f} billion euros" if billions >= 1 else f"{billions * 1000:,.0f} million euros"


def _range(low, high, unit: str = "") -> str:
    """One or both bounds in words, with their unit and a full stop if one is given."""
    if pd.isna(low) and pd.isna(high):
        return "no figure."
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
