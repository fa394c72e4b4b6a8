"""The data contract: clean data are silent, and each planted fault gives one line with its place and rule."""

import csv
import re
import shutil

import pytest

from coalition import check, data, paths
from coalition.check import cited_version, rules
from coalition.reference import catalogue
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


def first(path, *columns, **cells):
    """Line number and cells of the first row that has something in these columns and these values."""
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            if all(row[c] for c in columns) and all(row[c] == v for c, v in cells.items()):
                return line, row
    raise AssertionError(f"{path.name} has no such row")


def row_of(path, key):
    with path.open(encoding="utf-8", newline="") as file:
        return next(i for i, row in enumerate(csv.reader(file), start=1) if row[0] == key)


def without(path, row):
    """Take one line out of a CSV file; lines count from 1 with the header as 1."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    write(path, [cells for line, cells in enumerate(rows, start=1) if line != row])


def text_in_a_number_column(data):
    row, _ = first(data / "pledges.csv", "low", "high")
    edit(data / "pledges.csv", row, "low", "many")
    return rf"^data/pledges\.csv:{row} low: many is not written as a whole number such as 1370$"


def unknown_country(data):
    row, _ = first(data / "indicators.csv", "iso3")
    edit(data / "indicators.csv", row, "iso3", "QQQ")
    return rf"^data/indicators\.csv:{row} iso3: QQQ is not in countries\.csv$"


def unknown_source(data):
    row = first(data / "components.csv")[1]
    edit(data / "components.csv", 4, "source_ids", f"nobody-2025;{row['source_ids']}")
    return r"^data/components\.csv:4 source_ids: nobody-2025 is not in sources\.csv$"


def duplicated_key(data):
    _, component = first(data / "components.csv")
    edit(data / "components.csv", 3, "component_id", component["component_id"])
    return rf"^data/components\.csv:3 component_id: {component['component_id']} repeats a key"


def impossible_day(data):
    edit(data / "events.csv", 5, "date", "2025-02-30")
    return r"^data/events\.csv:5 date: 2025-02-30 is not a day of the calendar$"


def low_above_high(data):
    row, pledge = first(data / "pledges.csv", "low", "high")
    above = int(pledge["high"]) + 1
    edit(data / "pledges.csv", row, "low", str(above))
    return rf"^data/pledges\.csv:{row} low: {above} is above high {pledge['high']}$"


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
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1", "replace") + b"\xfb\n")
    return r"^data/counts\.csv:\d+: byte 0x\w\w is not UTF-8; save the file as UTF-8$"


def contradiction(data):
    row, now = first(data / "positions.csv", "statement_id", position="conditional")
    edit(data / "positions.csv", row, "position", "deploy_troops")
    says = rf"contradicts the ledger \({now['statement_id']} says conditional\) and departure_note is blank$"
    return rf"^data/positions\.csv:{row} position: deploy_troops {says}"


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
    another = dict(zip(rows[0], rows[1], strict=True)) | {"source_id": "zzz-2025", "title": "Another"}
    write(path, [*rows, list(another.values())])
    return rf"^data/sources\.csv:{len(rows) + 1} source_id: zzz-2025 is used by no row of any table$"


def repeated_source(data):
    listed = first(data / "components.csv")[1]["source_ids"]
    edit(data / "components.csv", 2, "source_ids", f"{listed};{listed}")
    return rf"^data/components\.csv:2 source_ids: {listed};{listed} repeats an item"


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


def position_without_its_statement(data):
    row, now = first(data / "positions.csv", "statement_id", position="deploy_troops")
    edit(data / "positions.csv", row, "statement_id", "")
    said = f"the cell is blank but {now['statement_id']} sets the position"
    return rf"^data/positions\.csv:{row} statement_id: {said}$"


def number_that_only_python_reads(data):
    row, _ = first(data / "pledges.csv", "low", "high")
    edit(data / "pledges.csv", row, "low", "6_400")
    return rf"^data/pledges\.csv:{row} low: 6_400 is not written as a whole number such as 1370$"


def full_width_digits(data):
    row, _ = first(data / "pledges.csv", "low", "high")
    edit(data / "pledges.csv", row, "low", "１０")
    return rf"^data/pledges\.csv:{row} low: .* holds U\+FF11 FULLWIDTH DIGIT ONE at its beginning, "


def number_beyond_64_bits(data):
    row, _ = first(data / "pledges.csv", "low", "high")
    edit(data / "pledges.csv", row, "high", "9" * 30)
    return rf"^data/pledges\.csv:{row} high: 9+ is too large a number$"


def year_that_cannot_be_computed(data):
    row, _ = first(data / "statements.csv", "iso3", sets_position="false")
    edit(data / "statements.csv", row, "date", "9999-01-01")
    return rf"^data/statements\.csv:{row} date: 9999-01-01 is not a day of the calendar$"


def byte_order_mark(data):
    (data / "polls.csv").write_bytes(b"\xef\xbb\xbf" + (data / "polls.csv").read_bytes())
    return r"^data/polls\.csv: the file begins with a byte order mark; save it as UTF-8 without one$"


def header_in_capitals(data):
    text = (data / "polls.csv").read_text(encoding="utf-8")
    (data / "polls.csv").write_text(text.replace("poll_id", "POLL_ID", 1), encoding="utf-8")
    return r"^data/polls\.csv:1 poll_id: the column is written 'POLL_ID'; write poll_id$"


def second_copy(data):
    shutil.copy(data / "polls.csv", data / "polls (1).csv")
    return r"^data/polls \(1\)\.csv: the file is not described in datapackage\.json; "


def folder_in_place_of_a_file(data):
    (data / "polls.csv").unlink()
    (data / "polls.csv").mkdir()
    return r"^data/polls\.csv: there is a folder in place of the file$"


def another_version(folder):
    text = f"version: 1.2.3\ndate-released: {data.package()['created'][:10]}\n"
    (folder.parent / "CITATION.cff").write_text(text)
    return r"^CITATION\.cff version: 1\.2\.3 is not "


ROUNDS = {
    "against other rows": [position_without_its_statement, contradiction, unused_source],
    "words and days": [text_in_a_number_column, byte_order_mark, unknown_source, impossible_day, ragged_row],
    "another grammar": [number_that_only_python_reads, header_in_capitals, duplicated_key, missing_column],
    "other digits": [full_width_digits, folder_in_place_of_a_file, unknown_code, blank_required, latin_1],
    "too large": [number_beyond_64_bits, year_that_cannot_be_computed, repeated_source, missing_file],
    "order": [low_above_high, unknown_country, another_version],
}
"""Faults planted together: each of a round in a table or a row of its own, so that none can hide another."""


@pytest.mark.parametrize("faults", ROUNDS.values(), ids=ROUNDS)
def test_each_fault_gives_one_line(package, faults):
    expected = [fault(package) for fault in faults]
    found = check.violations()
    assert len(found) == len(faults), found
    for pattern in expected:
        assert [line for line in found if re.search(pattern, line)], (pattern, found)


DAMAGE = {
    "semicolons": lambda raw: raw.replace(b",", b";"),
    "tabs": lambda raw: raw.replace(b",", b"\t"),
    "UTF-16": lambda raw: raw.decode("utf-8").encode("utf-16"),
    "Latin-1": lambda raw: raw.decode("utf-8").encode("latin-1", "replace"),
    "empty": lambda _: b"",
    "workbook": lambda raw: b"PK\x03\x04" + raw,
    "capitals": lambda raw: raw.split(b"\n")[0].upper() + b"\n" + raw.partition(b"\n")[2],
    "header twice": lambda raw: raw.split(b"\n")[0] + b"\n" + raw,
    "open quote": lambda raw: raw.replace(b"\n", b'\n"', 3),
    "truth value": lambda raw: raw.replace(b"true", b"WAHR").replace(b"false", b"yes"),
    "NUL": lambda raw: raw.replace(b"France", b"Fra\0nce"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_table_of_countries_gives_lines_and_no_traceback(package, damage):
    path = package / "countries.csv"
    path.write_bytes(DAMAGE[damage](path.read_bytes()))
    found = check.violations()
    assert found
    assert all(line.startswith("data/countries.csv") for line in found), found
    assert not any("could not be applied" in line for line in found), found


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda _: None, "the file is missing"),
        (lambda raw: raw[:-200], "not readable as JSON"),
        (lambda _: b"", "the file is empty"),
        (lambda raw: b"\xef\xbb\xbf" + raw, "begins with a byte order mark"),
        (lambda raw: raw.decode("utf-8").encode("utf-16"), "the file is in UTF-16"),
        (lambda _: b"[" * 100_000, "not readable as JSON"),
        (lambda _: b"[]", "must be an object"),
        (lambda _: b"{}", "resources: must be a list"),
        (
            lambda raw: raw.replace(b'"cut_off": "2026-10-10"', b'"cut_off": "10.10.2026"'),
            "cut_off: '10.10.2026'",
        ),
        (lambda raw: raw.replace(b'"cut_off": "2026-10-10"', b'"cut_off": "2026-10"'), "cut_off: '2026-10'"),
        (lambda raw: raw.replace(b'"countries.csv"', b'"../countries.csv"'), "is no plain file name"),
        (lambda raw: raw.replace(b'"type": "integer"', b'"type": "whole"', 1), "type 'whole' is not one of"),
        (lambda raw: raw.replace(b'"pattern": "', b'"pattern": "(', 1), "pattern cannot be read"),
        (
            lambda raw: raw.replace(b'"value": "wire"', b'"value": "wires"', 1),
            "code wire is allowed but not described",
        ),
        (
            lambda raw: raw.replace(b'"unknown": "Any statement', b'"unheard": "Any statement'),
            "position: code unknown has no sentence in would_change",
        ),
        (
            lambda raw: raw.replace(b'"resource": "countries"', b'"resource": "states"', 1),
            "no resource 'states'",
        ),
        (lambda raw: raw.replace(b'"computed": [', b'"reckoned": ['), "computed: must be a list of objects"),
        (
            lambda raw: raw.replace(b'"label": "Support ahead"', b'"name": "Support ahead"'),
            "computed: poll_leaning: each of categories needs value, label and meaning",
        ),
        (
            lambda raw: raw.replace(b'"range": [', b'"range": [0,'),
            "likelihood: each of categories needs a range of two whole numbers",
        ),
    ],
)
def test_a_damaged_descriptor_gives_lines_and_no_traceback(package, damage, said):
    path = package / "datapackage.json"
    content = damage(path.read_bytes())
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    data.package.cache_clear()
    found = check.violations()
    assert any(said in line for line in found), found
    assert all(line.startswith("data/datapackage.json") for line in found), found


def test_a_rule_that_raises_is_one_line_that_names_the_table(monkeypatch):
    def broken():
        raise KeyError("nothing expected this")

    rule = rules.Rule("claims", ("claims",), broken)
    monkeypatch.setattr(rules, "RULES", (rule,))
    (found,) = check.violations()
    assert found.startswith(
        "data/claims.csv: the rules could not be applied (KeyError: 'nothing expected this')"
    )


def test_a_chapter_without_a_file_is_named(tmp_path, monkeypatch):
    shutil.copytree(paths.ROOT / "chapters", tmp_path / "chapters")
    (tmp_path / "chapters" / "questions" / "law.ipynb").unlink()
    monkeypatch.setattr(rules.paths, "ROOT", tmp_path)
    found = [f for f in check.violations() if " chapter: " in f]
    assert found
    assert all(re.match(r"data/\w+\.csv:\d+ chapter: law has no file in chapters/$", f) for f in found)


def test_a_map_that_gives_crimea_away_is_refused(package):
    expected = crimea_given_away(package)
    assert any(re.search(expected, line) for line in check.violations())


def test_a_departure_note_allows_a_position_that_differs(package):
    row, _ = first(package / "positions.csv", "statement_id", position="conditional")
    edit(package / "positions.csv", row, "position", "undecided")
    edit(package / "positions.csv", row, "departure_note", "The newest statement was withdrawn.")
    assert check.violations() == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("version: 1.2.3\ndate-released: {day}\n", "version: 1.2.3 is not {version}, version in "),
        ("version: {version}\n", "date-released: None is not {day}, the day of created in "),
        ("version: {version}\ndate-released: {day}\n", None),
        ("- a list", "not readable as YAML"),
        ("version: [", "not readable as YAML"),
    ],
)
def test_the_version_that_others_cite_is_that_of_the_data(package, content, said):
    names = {"version": data.version(), "day": data.package()["created"][:10]}
    (package.parent / "CITATION.cff").write_text(content.format(**names))
    found = cited_version.faults()
    assert len(found) == (said is not None)
    assert all(line.startswith("CITATION.cff") and said.format(**names) in line for line in found)


@pytest.mark.parametrize(
    ("heading", "said"), [("## {version} - {day}", None), ("## 1.2.3 - {day}", "1.2.3 - ")]
)
def test_the_newest_heading_of_the_changelog_is_that_of_the_data(package, heading, said):
    names = {"version": data.version(), "day": data.package()["created"][:10]}
    text = f"# Changelog\n\n## Next\n\n{heading.format(**names)}\n\n## 1.0.0 - 2020-01-01\n"
    (package.parent / "CHANGELOG.md").write_text(text)
    found = cited_version.faults()
    assert len(found) == (said is not None)
    assert all(line.startswith(f"CHANGELOG.md: the newest edition is {said}") for line in found)


def test_a_deleted_source_names_every_row_that_rests_on_it(package):
    path = package / "sources.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    gone = max(catalogue.rows_by_source().items(), key=lambda found: len(found[1]))[0]
    write(path, [r for r in rows if r[0] != gone])
    resting = 0
    for table in package.glob("*.csv"):
        with table.open(encoding="utf-8", newline="") as file:
            resting += sum(
                gone in row["source_ids"].split(";") for row in csv.DictReader(file) if "source_ids" in row
            )
    found = check.violations()
    assert resting > 1
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
