"""Valid edits of the data that a curator may make next month, each on a copy of ``data/``."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

from coalition import data, paths

DAY = "2026-10-09"
"""A day just before the cut-off."""


class Folder:
    """A copy of the data package, whose tables can be changed row by row."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def rows(self, table: str) -> list[dict[str, str]]:
        with self._path(table).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def write(self, table: str, rows: list[dict[str, str]]) -> None:
        out = io.StringIO(newline="")
        fields = [f["name"] for f in data.resource(table)["schema"]["fields"]]
        writer = csv.DictWriter(out, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        self._path(table).write_text(out.getvalue(), encoding="utf-8")

    def add(self, table: str, like: dict[str, str] | None = None, **cells: str) -> None:
        """Add a row: one like another (the first row with these cells, else the first) with other cells."""
        rows = self.rows(table)
        model = next(r for r in rows if all(r[c] == v for c, v in (like or {}).items()))
        self.write(table, [*rows, model | cells])

    def change(self, table: str, where: dict[str, str], **cells: str) -> None:
        rows = self.rows(table)
        found = [r for r in rows if all(r[c] == v for c, v in where.items())]
        assert found, (table, where)
        for row in found:
            row.update(cells)
        self.write(table, rows)

    def change_first(self, table: str, where: dict[str, str], **cells: str) -> None:
        """Change the first row with these cells and no other."""
        rows = self.rows(table)
        next(r for r in rows if all(r[c] == v for c, v in where.items())).update(cells)
        self.write(table, rows)

    def drop(self, table: str, **where: str) -> None:
        """Drop rows, and the sources that nothing else rests on then."""
        kept = [r for r in self.rows(table) if not all(r[c] == v for c, v in where.items())]
        assert len(kept) < len(self.rows(table)), (table, where)
        self.write(table, kept)
        self.drop_unused_sources()

    def drop_unused_sources(self) -> None:
        used = {
            s
            for t in data.tables()
            if t != "sources"
            for r in self.rows(t)
            for s in r.get("source_ids", "").split(";")
        }
        self.write("sources", [r for r in self.rows("sources") if r["source_id"] in used])

    def extend(self, table: str, column: str, value: str, label: str, meaning: str) -> None:
        """Allow one more code in a column."""
        path = self.folder / "datapackage.json"
        package = json.loads(path.read_text(encoding="utf-8"))
        fields = next(r for r in package["resources"] if r["name"] == table)["schema"]["fields"]
        field = next(f for f in fields if f["name"] == column)
        field["constraints"]["enum"].append(value)
        field["categories"].append({"value": value, "label": label, "meaning": meaning})
        path.write_text(json.dumps(package, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    def _path(self, table: str) -> Path:
        return self.folder / data.resource(table)["path"]


def dry_run(folder: Path) -> dict:
    """What check and chapters make of a data folder (see ``tests.chapters.dry_run``)."""
    command = [sys.executable, "-m", "tests.chapters.dry_run", str(folder)]
    result = subprocess.run(command, cwd=paths.ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr[-2000:]
    return json.loads(result.stdout)


def spain_is_ready(f: Folder) -> None:
    """A statement that makes Spain ready, its position, a poll and an event."""
    source = "lamoncloa-2026-10-09"
    f.add(
        "sources",
        source_id=source,
        title="Council of ministers on a contingent",
        published=DAY,
        url=f"https://example.org/{source}",
    )
    f.add(
        "statements",
        {"iso3": "ESP"},
        statement_id="esp-96",
        date=DAY,
        about="own_contribution",
        stance="deploy_troops",
        kind="national",
        sets_position="true",
        lapsed_on="",
        summary="Would send soldiers after a ceasefire.",
        troops_low="",
        troops_high="",
        source_ids=source,
        as_of=DAY,
        confidence="medium",
        note="",
    )
    f.change(
        "positions",
        {"iso3": "ESP"},
        position="deploy_troops",
        statement_id="esp-96",
        land="yes",
        conditions="",
        conditions_checked="esp-96",
        source_ids=source,
        as_of=DAY,
        confidence="medium",
        note="",
    )
    f.add(
        "polls",
        {"iso3": "ESP"},
        poll_id="cis-2026-10-esp",
        iso3="ESP",
        area="country",
        pollster="CIS",
        fieldwork_start="2026-10-01",
        fieldwork_end="2026-10-05",
        as_of="2026-10-05",
        source_ids=source,
    )
    f.add(
        "events",
        {"track": "coalition"},
        event_id="E197",
        date=DAY,
        source_ids=source,
        as_of=DAY,
        confidence="medium",
    )
    f.drop_unused_sources()


def _a_mission(f: Folder, **like: str) -> None:
    f.add("missions", like, mission_id="new-mission", name="New mission", short_name="New mission")


def a_mission_per_kilometre(f: Folder) -> None:
    _a_mission(f, density_line_usable="true", peak_kind="strength")


def a_mission_per_inhabitant(f: Folder) -> None:
    _a_mission(f, density_population_usable="true")


def a_leaders_meeting_with_a_complete_list(f: Folder) -> None:
    f.add(
        "meetings",
        {"level": "leaders", "whole_coalition": "true"},
        meeting_id=f"m{DAY}",
        date=DAY,
        list_status="complete",
        participants_stated="20",
        as_of=DAY,
    )
    members = [r["iso3"] for r in f.rows("positions")][:20]
    for iso3 in members:
        f.add("attendance", {"took_part": "yes"}, meeting_id=f"m{DAY}", iso3=iso3, as_of=DAY)


def a_claim_less(f: Folder) -> None:
    f.drop("claims", claim_id="C45")


def a_new_country(f: Folder) -> None:
    f.add(
        "countries",
        {"iso3": "ALB"},
        iso3="KAZ",
        name="Kazakhstan",
        region="Central Asia",
        eu="false",
        nato="false",
        nuclear="false",
    )


def a_donor_above_all(f: Folder) -> None:
    for row in [r for r in f.rows("aid") if r["donor"] == "NOR"]:
        f.change("aid", {k: row[k] for k in ("donor", "type", "basis")}, share_gdp_2021_pct="5.2")


def a_longer_aid_period(f: Folder) -> None:
    f.write("aid", [r | {"period_end": "2026-08-31", "as_of": "2026-08-31"} for r in f.rows("aid")])


def a_new_poll_house(f: Folder) -> None:
    f.add(
        "polls",
        {"own_troops": "true", "background_only": "false"},
        poll_id="newhouse-2026-09-prt",
        iso3="PRT",
        area="country",
        pollster="New House",
        fieldwork_start="2026-09-01",
        fieldwork_end="2026-09-05",
        support_pct="91",
        oppose_pct="4",
        dont_know_pct="5",
        as_of="2026-09-05",
    )


def a_poll_without_a_day(f: Folder) -> None:
    f.change(
        "polls", {"own_troops": "true", "background_only": "false"}, fieldwork_start="", fieldwork_end=""
    )


def a_new_component(f: Folder) -> None:
    f.add(
        "components",
        component_id="P96",
        component="New component",
        domain="cross",
        status="deployed",
        status_date=DAY,
        as_of=DAY,
    )


def a_new_judgement(f: Folder) -> None:
    f.add("judgements", {"kind": "chapter"}, judgement_id="J96", label="One judgement more")
    f.add("searches", {"purpose": "contrary"}, search_id="S996", row_ids="", concerns="judgements:J96")
    rests_on = f.rows("judgements")[-1]["assumption_ids"].split(";")
    named = {r["assumption_id"]: r["judgement_ids"] for r in f.rows("assumptions")}
    for assumption in filter(None, rests_on):
        f.change(
            "assumptions", {"assumption_id": assumption}, judgement_ids=f"{named[assumption]};J96".strip(";")
        )


def an_estimate_five_times_the_largest(f: Folder) -> None:
    largest = max(int(float(r["high"])) for r in f.rows("estimates") if r["high"] and r["unit"] == "troops")
    f.add(
        "estimates",
        {"unit": "troops", "bound": "point"},
        estimate_id="e96",
        low=str(5 * largest),
        high=str(5 * largest),
    )


def an_event_of_a_new_track(f: Folder) -> None:
    f.extend("events", "track", "sport", "Sport", "Sport and culture.")
    f.add("events", {"track": "coalition"}, event_id="E196", track="sport", date=DAY, as_of=DAY)


def all_questions_settled(f: Folder) -> None:
    f.write("questions", [r | {"status": "settled"} for r in f.rows("questions")])


def nobody_is_ready(f: Folder) -> None:
    ready = [r["iso3"] for r in f.rows("positions") if r["position"] == "deploy_troops"]
    f.write(
        "statements",
        [
            r
            | (
                {"stance": "conditional", "troops_low": "", "troops_high": ""}
                if r["stance"] == "deploy_troops" and r["iso3"] in ready
                else {}
            )
            for r in f.rows("statements")
        ],
    )
    f.write(
        "positions",
        [
            r
            | (
                {
                    "position": "conditional",
                    "land": "conditional",
                    "conditions": r["conditions"] or "ceasefire",
                }
                if r["iso3"] in ready
                else {}
            )
            for r in f.rows("positions")
        ],
    )


def belgium_departs_from_the_ledger(f: Folder) -> None:
    f.change(
        "positions",
        {"iso3": "BEL"},
        position="deploy_troops",
        land="yes",
        conditions="",
        departure_note="The cabinet decided in closed session.",
    )


def next_edition(f: Folder) -> None:
    nothing_known_after_the_cut_off(f)
    path = f.folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package |= {"version": "2026.12.0", "created": "2026-12-20T00:00:00Z", "cut_off": "2026-12-10"}
    path.write_text(json.dumps(package, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def a_forecast_of_others(f: Folder) -> None:
    f.add(
        "forecasts",
        {"forecast_id": "FC02"},
        forecast_id="FC96",
        made_on=DAY,
        value_pct="31.5",
        judgement_id="",
        difference="",
        frozen_pct="",
        frozen_on="",
        compared_on="",
        reason="",
        as_of=DAY,
    )


def no_forecast_on_a_judgement(f: Folder) -> None:
    blank = dict.fromkeys(
        ("judgement_id", "difference", "frozen_pct", "frozen_on", "compared_on", "reason"), ""
    )
    f.write("forecasts", [r | blank for r in f.rows("forecasts")])


def germany_declines(f: Folder) -> None:
    _says(f, "DEU", "declined")
    f.change("positions", {"iso3": "DEU"}, land="no", land_statement="", conditions="")


def france_asks_for_peace_first(f: Folder) -> None:
    _says(f, "FRA", "conditional")
    f.change("positions", {"iso3": "FRA"}, land="conditional", land_statement="fra-96", conditions="peace")


def _says(f: Folder, iso3: str, stance: str) -> None:
    """A statement that moves the position of a country."""
    of, source = f"{iso3.lower()}-96", "dasparlament-2006-48"
    f.add(
        "statements",
        {"iso3": "ESP"},
        statement_id=of,
        iso3=iso3,
        date=DAY,
        about="own_contribution",
        stance=stance,
        kind="national",
        sets_position="true",
        lapsed_on="",
        troops_low="",
        troops_high="",
        source_ids=source,
        as_of=DAY,
        confidence="medium",
        note="",
    )
    f.change(
        "positions",
        {"iso3": iso3},
        position=stance,
        statement_id=of,
        conditions_checked=of,
        source_ids=source,
        as_of=DAY,
    )


def a_country_that_speaks_for_the_first_time(f: Folder) -> None:
    _says_first = {"iso3": "KOR"}
    f.add("positions", {"iso3": "AUS"}, **_says_first, note="", confidence="low")
    _says(f, "KOR", "conditional")
    f.change("positions", _says_first, land_statement="kor-96", conditions="a mandate of the United Nations")
    f.add("governments", {"iso3": "AUS"}, **_says_first, since="2025-06-04")
    f.add("approvals", {"iso3": "AUS"}, **_says_first)


def a_country_renamed(f: Folder) -> None:
    f.change("countries", {"iso3": "CZE"}, name="Czech Republic")


def a_source_with_an_odd_name(f: Folder) -> None:
    f.change(
        "sources",
        {"source_id": "wikipedia-coalition"},
        title='The "force" <b>of</b> $5 & {braces} [link](x) | `code` *stars* _under_',
        publisher="O’Brien & Söhne <i>GmbH</i>; “quoted” {glue}",
    )


def a_poll_with_nobody_for_it(f: Folder) -> None:
    f.add(
        "polls",
        {"poll_id": "ifop-2025-09-fra"},
        poll_id="new-2026-09-fra",
        pollster="Nouvelle maison",
        fieldwork_start="2026-09-01",
        fieldwork_end="2026-09-30",
        support_pct="0",
        oppose_pct="100",
        dont_know_pct="0",
        as_of="2026-09-30",
    )


def an_arm_more(f: Folder) -> None:
    f.add(
        "polls", {"poll_id": "kiis-2026-05-ukr-symbolic"}, poll_id="kiis-2026-05-ukr-navy", arm="Ships only"
    )


def all_points_harder(f: Folder) -> None:
    f.write("movements", [r | {"reading": "harder"} for r in f.rows("movements")])


def a_point_less(f: Folder) -> None:
    f.drop("movements", movement_id="talks")


def nothing_known_after_the_cut_off(f: Folder) -> None:
    f.write("events_after_cutoff", [])
    for row in f.rows("searches"):
        kept = [i for i in row["row_ids"].split(";") if not i.startswith("events_after_cutoff")]
        f.change("searches", {"search_id": row["search_id"]}, row_ids=";".join(kept))
    f.drop_unused_sources()


def a_claim_found_false(f: Folder) -> None:
    f.change("claims", {"claim_id": "C01"}, verdict="false")


def a_claim_more(f: Folder) -> None:
    f.add("claims", {"claim_id": "C53"}, claim_id="C54", verdict="false", chapter="numbers")


def all_reports_alike(f: Folder) -> None:
    f.write(
        "retellings", [r | {"says": "yes", "quoted": "false", "asked": "false"} for r in f.rows("retellings")]
    )


def no_report_says_it(f: Folder) -> None:
    f.write("retellings", [r | {"says": "no", "quoted": "", "asked": "false"} for r in f.rows("retellings")])


def a_kept_promise_more(f: Folder) -> None:
    f.add(
        "promises",
        promise_id="pr-new",
        name="New promise",
        date="2025-01-01",
        outcome="kept",
        breach_date="",
        breached_by="",
        as_of=DAY,
    )


def a_year_of_aid_less(f: Folder) -> None:
    f.drop("aid_by_year", year="2026")


def a_study_more(f: Folder) -> None:
    f.add(
        "literature",
        {"design": "statistical"},
        lit_id="new-2026",
        year="2026",
        supports="no_deterrence",
        as_of="2026-05",
    )


def one_region_more_in_the_terms(f: Folder) -> None:
    f.change("details", {"detail_id": "terms-regions"}, number="5")


def more_casualties_than_ever(f: Folder) -> None:
    f.add(
        "violations",
        {"period_start": "2025", "metric": "ohchr_civilians_killed"},
        period_start="2026-01",
        period_end="2026-06",
        value="9000000",
        as_of="2026-07-01",
    )


def the_second_coder_agrees(f: Folder) -> None:
    first = {r["iso3"]: r["position"] for r in f.rows("positions")}
    f.write(
        "second_codings",
        [
            r
            | ({"code": first[r["item_id"]]} if r["variable"] == "position" and r["item_id"] in first else {})
            for r in f.rows("second_codings")
        ],
    )


def an_event_at_sea_without_a_day(f: Folder) -> None:
    f.add(
        "events", {"track": "coalition"}, event_id="E195", date="2026-10", sea="true", air="true", as_of=DAY
    )


def one_forecast_of_others(f: Folder) -> None:
    f.write("forecasts", f.rows("forecasts")[:1])
    f.drop_unused_sources()


def the_largest_mission(f: Folder) -> None:
    f.add(
        "missions",
        {"mission_id": "unmee"},
        mission_id="new-mission",
        name="New mission with a name of very many words",
        short_name="New mission",
        peak_troops="500000",
        line_km="3",
        outcome="ongoing",
        start_year="2024",
        peak_year="2025",
        end_year="",
    )


EDITS = [
    a_forecast_of_others,
    no_forecast_on_a_judgement,
    spain_is_ready,
    a_mission_per_kilometre,
    a_mission_per_inhabitant,
    a_leaders_meeting_with_a_complete_list,
    a_claim_less,
    a_new_country,
    a_donor_above_all,
    a_longer_aid_period,
    a_new_poll_house,
    a_poll_without_a_day,
    a_new_component,
    a_new_judgement,
    an_estimate_five_times_the_largest,
    an_event_of_a_new_track,
    all_questions_settled,
    nobody_is_ready,
    belgium_departs_from_the_ledger,
    next_edition,
    germany_declines,
    france_asks_for_peace_first,
    a_country_that_speaks_for_the_first_time,
    a_country_renamed,
    a_source_with_an_odd_name,
    a_poll_with_nobody_for_it,
    an_arm_more,
    all_points_harder,
    a_point_less,
    nothing_known_after_the_cut_off,
    a_claim_found_false,
    a_claim_more,
    all_reports_alike,
    no_report_says_it,
    a_kept_promise_more,
    a_year_of_aid_less,
    a_study_more,
    one_region_more_in_the_terms,
    more_casualties_than_ever,
    the_second_coder_agrees,
    an_event_at_sea_without_a_day,
    one_forecast_of_others,
    the_largest_mission,
]
"""Edits that pass the check; every chapter can be read then."""


def soldiers_on_land(f: Folder) -> None:
    f.change("components", {"component_id": "P01"}, status="deployed", status_date=DAY, as_of=DAY)


def portugal_departs_from_the_ledger(f: Folder) -> None:
    f.change(
        "positions",
        {"iso3": "PRT"},
        position="deploy_troops",
        land="yes",
        conditions="",
        departure_note="The cabinet decided in closed session.",
    )


def russia_names_terms(f: Folder) -> None:
    f.add(
        "statements", {"iso3": "RUS", "about": "foreign_force"}, statement_id="rus-96", stance="conditional"
    )


def russia_is_not_needed(f: Folder) -> None:
    f.write("gates", [r | {"russia": "none"} for r in f.rows("gates")])


def an_event_that_code_names_less(f: Folder) -> None:
    f.drop("events", event_id="E004")


def a_judgement_that_assumptions_name_less(f: Folder) -> None:
    f.drop("judgements", judgement_id="J06")


def a_poll_that_a_search_names_less(f: Folder) -> None:
    f.drop("polls", poll_id="swresearch-2025-12-pol")


def a_rule_of_approval_less(f: Folder) -> None:
    f.drop("approvals", iso3="FRA")


def a_government_whose_words_are_older(f: Folder) -> None:
    f.change("governments", {"iso3": "GBR"}, head="Somebody New", since="2026-10-01", as_of=DAY)


def a_judgement_without_a_search(f: Folder) -> None:
    f.add("judgements", {"kind": "chapter"}, judgement_id="J96", label="One more")


def a_next_cut_off_over_what_came_after(f: Folder) -> None:
    path = f.folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8")) | {
        "cut_off": "2026-12-10",
        "created": "2026-12-10T00:00:00Z",
    }
    path.write_text(json.dumps(package, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


REFUSED = {
    soldiers_on_land: "components.csv have domain in ['land', 'air'] and status == 'deployed': write",
    portugal_departs_from_the_ledger: "positions.csv have iso3 == 'PRT' and position == 'conditional': write",
    russia_names_terms: "have stance == 'conditional': write the sentence anew",
    russia_is_not_needed: "gates.csv have gate_id == 'ceasefire' and russia == 'needed': write",
    an_event_that_code_names_less: "coalition/analysis/views.py line",
    a_judgement_that_assumptions_name_less: "judgement_ids: J06 is not in judgements.csv",
    a_poll_that_a_search_names_less: "row_ids: polls:swresearch-2025-12-pol names no row of polls.csv",
    a_rule_of_approval_less: "iso3: no rule in approvals, and no search bears on approvals:FRA",
    a_government_whose_words_are_older: "lapsed_on: is blank, but gbr-19 is older than the government",
    a_judgement_without_a_search: "no search for the contrary bears on judgements:J96",
    a_next_cut_off_over_what_came_after: "date: 2026-10-15 is not after the cut-off",
}
"""Edits that the check refuses, and what one of its lines says."""


def spain_is_ready_with_more(f: Folder) -> None:
    """Spain moves, a new house polls, a claim goes: numbers move, an axis stretches, a row is missed."""
    spain_is_ready(f)
    a_new_poll_house(f)
    a_claim_less(f)


SAMPLE = spain_is_ready_with_more
"""What ``make test`` tries."""
