"""The data contract: clean data are silent, and each planted fault gives one line with its place and rule."""

import csv
import re

import pytest

from coalition import check
from tests.conftest import ROOT, run_coalition


def edit(path, row, column, value):
    """Set one cell of a CSV file; ``row`` counts lines from 1 with the header as 1."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[row - 1][rows[0].index(column)] = value
    write(path, rows)


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def row_of(path, key):
    with path.open(encoding="utf-8", newline="") as file:
        return next(i for i, row in enumerate(csv.reader(file), start=1) if row[0] == key)


def test_the_data_are_clean():
    assert check.violations() == []


def text_in_a_number_column(data):
    row = row_of(data / "pledges.csv", "n09")
    edit(data / "pledges.csv", row, "low", "many")
    return rf"^data/pledges\.csv:{row} low: many is not integer$"


def unknown_country(data):
    row = row_of(data / "statements.csv", "aus-01")
    edit(data / "statements.csv", row, "iso3", "QQQ")
    return rf"^data/statements\.csv:{row} iso3: QQQ is not in countries\.csv$"


def unknown_source(data):
    edit(data / "components.csv", 4, "source_ids", "nobody-2025;president-ua-2026-01-06-paris-declaration")
    return r"^data/components\.csv:4 source_ids: nobody-2025 is not in sources\.csv$"


def duplicated_key(data):
    edit(data / "components.csv", 3, "component_id", "P01")
    return r"^data/components\.csv:3 component_id: P01 repeats a key"


def impossible_day(data):
    edit(data / "events.csv", 5, "date", "2025-02-30")
    return r"^data/events\.csv:5 date: 2025-02-30 is not a day of the calendar$"


def low_above_high(data):
    row = row_of(data / "pledges.csv", "n09")
    edit(data / "pledges.csv", row, "low", "70000")
    return rf"^data/pledges\.csv:{row} low: 70000 is above high 64000$"


def ragged_row(data):
    path = data / "meetings.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[6] += ",surplus"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return r"^data/meetings\.csv:7: the row has \d+ cells, the header has \d+ "


def missing_column(data):
    path = data / "texts.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    drop = rows[0].index("title")
    write(path, [[c for i, c in enumerate(row) if i != drop] for row in rows])
    return r"^data/texts\.csv:1 title: the column is missing$"


def missing_file(data):
    (data / "counts.csv").unlink()
    return r"^data/counts\.csv: the file is missing$"


def latin_1(data):
    path = data / "counts.csv"
    text = path.read_text(encoding="utf-8").encode("latin-1", "replace").replace(b"Anadolu", b"Anadol\xfb")
    path.write_bytes(text)
    return r"^data/counts\.csv:\d+: byte 0x\w\w is not UTF-8; save the file as UTF-8$"


def contradiction(data):
    row = row_of(data / "positions.csv", "PRT")
    edit(data / "positions.csv", row, "position", "deploy_troops")
    return rf"^data/positions\.csv:{row} position: deploy_troops contradicts the ledger \(prt-\d+ says conditional\) and departure_note is blank$"


def blank_required(data):
    edit(data / "events.csv", 9, "title", "")
    return r"^data/events\.csv:9 title: the cell is blank but a value is required$"


def unknown_code(data):
    edit(data / "components.csv", 2, "status", "done")
    return r"^data/components\.csv:2 status: done is not one of deployed, "


def unused_source(data):
    path = data / "sources.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    write(path, [*rows, ["zzz-2025", *rows[1][1:]]])
    return rf"^data/sources\.csv:{len(rows) + 1} source_id: zzz-2025 is used by no row of any table$"


def repeated_source(data):
    edit(data / "components.csv", 2, "source_ids", "hvylya-2026-01-06-paris;hvylya-2026-01-06-paris")
    return (
        r"^data/components\.csv:2 source_ids: hvylya-2026-01-06-paris;hvylya-2026-01-06-paris repeats an item"
    )


def crimea_given_away(data):
    path = data / "europe.geojson"
    text = (
        path.read_text(encoding="utf-8")
        .replace('"iso3":"UKR"', '"iso3":"@"')
        .replace('"iso3":"RUS"', '"iso3":"UKR"')
        .replace('"iso3":"@"', '"iso3":"RUS"')
    )
    path.write_text(text, encoding="utf-8")
    return r"^data/europe\.geojson Simferopol: \(34\.1, 44\.95\) lies in RUS, must lie in UKR$"


FAULTS = [
    text_in_a_number_column,
    unknown_country,
    unknown_source,
    duplicated_key,
    impossible_day,
    low_above_high,
    ragged_row,
    missing_column,
    missing_file,
    latin_1,
    contradiction,
    blank_required,
    unknown_code,
    unused_source,
    repeated_source,
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f.__name__)
def test_each_fault_gives_one_line(package, fault):
    expected = fault(package)
    found = check.violations()
    assert len(found) == 1, found
    assert re.search(expected, found[0]), found[0]


def test_a_map_that_gives_crimea_away_is_refused(package):
    expected = crimea_given_away(package)
    assert any(re.search(expected, line) for line in check.violations())


def test_a_departure_note_allows_a_position_that_differs(package):
    row = row_of(package / "positions.csv", "PRT")
    edit(package / "positions.csv", row, "position", "undecided")
    edit(package / "positions.csv", row, "departure_note", "The newest statement was withdrawn.")
    assert check.violations() == []


def test_a_deleted_source_names_every_row_that_rests_on_it(package):
    path = package / "sources.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    gone = "govuk-2025-12-15-berlin"
    write(path, [r for r in rows if r[0] != gone])
    resting = 0
    for table in package.glob("*.csv"):
        with table.open(encoding="utf-8", newline="") as file:
            resting += sum(
                gone in row["source_ids"].split(";") for row in csv.DictReader(file) if "source_ids" in row
            )
    found = check.violations()
    assert resting > 10
    assert sum(f"source_ids: {gone} is not in sources.csv" in line for line in found) == resting


def test_the_command_is_silent_on_good_data():
    result = run_coalition(ROOT, "check")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_book_refuses_bad_data_before_touching_the_last_good_pages(project):
    page = project / "_build" / "html" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("the last good page")
    (project / "data" / "events.csv").chmod(0o644)
    edit(project / "data" / "events.csv", 5, "date", "2025-02-30")
    result = run_coalition(project, "book")
    assert result.returncode == 1
    assert "data/events.csv:5 date: 2025-02-30 is not a day of the calendar" in result.stderr
    assert page.read_text() == "the last good page"
