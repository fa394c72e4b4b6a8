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
        confidence="high",
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
    f.add("events", {"track": "coalition"}, event_id="E197", date=DAY, source_ids=source, as_of=DAY)
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
        status="deployed",
        status_date=DAY,
        as_of=DAY,
    )


def a_new_judgement(f: Folder) -> None:
    f.add("judgements", {"kind": "chapter"}, judgement_id="J96", label="One judgement more")
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


def portugal_departs_from_the_ledger(f: Folder) -> None:
    f.change(
        "positions",
        {"iso3": "PRT"},
        position="deploy_troops",
        land="yes",
        conditions="",
        departure_note="The cabinet decided in closed session.",
    )


def next_edition(f: Folder) -> None:
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
    portugal_departs_from_the_ledger,
    next_edition,
]


def spain_is_ready_and_a_new_poll_house(f: Folder) -> None:
    spain_is_ready(f)
    a_new_poll_house(f)


SAMPLE = [spain_is_ready_and_a_new_poll_house, a_claim_less]
"""Those that ``make test`` tries: one that moves numbers and stretches an axis, one that takes away."""
