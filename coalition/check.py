"""Every rule the data package must keep; each violation is one line naming file, row, column, value and rule."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

import frictionless
import pandas as pd

from coalition import data, paths
from coalition.analysis import force, hypotheses, judgement, ledger, resources, truces
from coalition.data import geography

_WORDING = {
    "minimum": "is below {}",
    "maximum": "is above {}",
    "minLength": "is shorter than {} characters",
    "maxLength": "is longer than {} characters",
}


def _line(table: str, row: int | None, column: str | None, text: str) -> str:
    where = f"data/{data.resource(table)['path']}"
    where += f":{row}" if row else ""
    return f"{where} {column}: {text}" if column else f"{where}: {text}"


def violations() -> list[str]:
    """One line per violated rule of the package; an empty list if it is clean.

    Structure comes first: a table whose file, header or cells are broken is reported for that and
    left out of the rules that join tables, so one mistake gives one line.
    """
    found: list[str] = []
    clean: set[str] = set()
    for name in data.tables():
        broken = _structure(name) or _cells(name)
        found += broken
        if not broken:
            clean.add(name)
    frames = {name: data.load(name) for name in data.tables() if name in clean}
    for name, frame in frames.items():
        found += _partial_dates(name, frame) + _ordered(name, frame) + _references(name, frame, frames)
    if "sources" in frames and len(clean) == len(data.tables()):
        found += _unused_sources(frames)
    if "parameters" in frames and not any("/parameters.csv" in line for line in found):
        found += force.violations(frames["parameters"])
    if "statements" in frames:
        found += _actors(frames["statements"])
    if {"statements", "positions"} <= clean and not found:
        found += _positions_follow_the_ledger(frames["positions"])
    if len(clean) == len(data.tables()) and not found:
        found += judgement.violations() + hypotheses.violations()
        found += truces.violations() + resources.violations()
    return found + _map()


def _structure(name: str) -> list[str]:
    """File present, UTF-8, header as declared, every row as long as the header, one line per row."""
    descriptor = data.resource(name)
    path: Path = paths.DATA / descriptor["path"]
    if not path.is_file():
        return [_line(name, None, None, "the file is missing")]
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        return [_line(name, row, None, f"byte 0x{raw[error.start]:02X} is not UTF-8; save the file as UTF-8")]
    declared = [f["name"] for f in descriptor["schema"]["fields"]]
    reader = csv.reader(io.StringIO(text, newline=""))
    header = next(reader, [])
    if header != declared:
        missing = [_line(name, 1, c, "the column is missing") for c in declared if c not in header]
        unknown = [
            _line(name, 1, c, "the column is not declared in datapackage.json")
            for c in header
            if c not in declared
        ]
        repeated = [_line(name, 1, c, "the column stands twice") for c, n in Counter(header).items() if n > 1]
        return missing + unknown + repeated or [
            _line(name, 1, None, f"the columns must stand in this order: {', '.join(declared)}")
        ]
    found = []
    for row, cells in enumerate(reader, start=2):
        if len(cells) != len(header):
            found.append(
                _line(
                    name,
                    row,
                    None,
                    f"the row has {len(cells)} cells, the header has {len(header)} ({','.join(cells)[:60]})",
                )
            )
        found += [
            _line(name, row, c, f"{v[:40]!r} holds a line break") for c, v in zip(header, cells) if "\n" in v
        ]
    return found


def _cells(name: str) -> list[str]:
    """Types, constraints and keys of one table, by Frictionless."""
    descriptor = dict(data.resource(name))
    descriptor["schema"] = {k: v for k, v in descriptor["schema"].items() if k != "foreignKeys"}
    report = frictionless.Resource.from_descriptor(descriptor, basepath=str(paths.DATA)).validate()
    errors = [e for task in report.tasks for e in task.errors]
    if report.errors:
        raise ValueError(f"datapackage.json, resource {name}: {report.errors[0].message}")
    key = descriptor["schema"].get("primaryKey", [])
    return [_cell_line(name, key, error) for error in errors]


def _cell_line(name: str, key: list[str], error: frictionless.Error) -> str:
    row, column, value = (getattr(error, a, None) for a in ("row_number", "field_name", "cell"))
    if isinstance(error, frictionless.errors.PrimaryKeyError):
        value = " ".join(error.cells[data_columns(name).index(k)] for k in key)
        return _line(name, row, "+".join(key), f"{value} repeats a key ({error.note})")
    if isinstance(error, frictionless.errors.ConstraintError):
        rule, bound = re.fullmatch(r'constraint "(\w+)" is "(.*)"', error.note, re.DOTALL).groups()
        if rule == "required":
            return _line(name, row, column, "the cell is blank but a value is required")
        if rule == "enum":
            allowed = next(f for f in data.resource(name)["schema"]["fields"] if f["name"] == column)[
                "constraints"
            ]["enum"]
            return _line(name, row, column, f"{value} is not one of {', '.join(allowed)}")
        return _line(
            name, row, column, f"{value} " + _WORDING.get(rule, f"breaks the rule {rule} {{}}").format(bound)
        )
    if isinstance(error, frictionless.errors.TypeError):
        return _line(name, row, column, f"{value} is not {error.note.split(chr(34))[1].split('/')[0]}")
    return _line(name, row, column, error.message)


def data_columns(name: str) -> list[str]:
    """The declared columns of a table, in order."""
    return [f["name"] for f in data.resource(name)["schema"]["fields"]]


def _partial_dates(name: str, frame: pd.DataFrame) -> list[str]:
    found = []
    for field in filter(data.is_partial_date, data.resource(name)["schema"]["fields"]):
        for row, value in frame[field["name"]].dropna().items():
            try:
                pd.Period(value)
            except ValueError:
                found.append(_line(name, row + 2, field["name"], f"{value} is not a day of the calendar"))
    return found


def _ordered(name: str, frame: pd.DataFrame) -> list[str]:
    return [
        _line(name, row + 2, low, f"{frame.at[row, low]} is above {high} {frame.at[row, high]}")
        for low, high in data.resource(name)["schema"].get("ordered", [])
        for row in frame.index[(frame[low] > frame[high]).fillna(False)]
    ]


def _references(name: str, frame: pd.DataFrame, frames: dict[str, pd.DataFrame]) -> list[str]:
    """Foreign keys, and list cells whose items are keys of another table."""
    schema = data.resource(name)["schema"]
    targets = [(k["fields"][0], k["reference"]) for k in schema.get("foreignKeys", [])]
    targets += [(f["name"], f["reference"]) for f in schema["fields"] if "reference" in f]
    lists = {f["name"] for f in schema["fields"] if data.is_list(f)}
    found = []
    for column, reference in targets:
        if reference["resource"] not in frames:
            continue
        known = set(frames[reference["resource"]][reference["fields"][0]])
        cells = frame[column].explode() if column in lists else frame[column]
        for row, value in cells.dropna().items():
            if value not in known:
                found.append(_line(name, row + 2, column, f"{value} is not in {reference['resource']}.csv"))
    for column in lists:
        for row, items in frame[column].items():
            if len(set(items)) < len(items) or "" in items:
                found.append(
                    _line(name, row + 2, column, f"{';'.join(items)} repeats an item or holds an empty one")
                )
    return found


def _unused_sources(frames: dict[str, pd.DataFrame]) -> list[str]:
    used = {i for n, f in frames.items() if n != "sources" for i in f["source_ids"].explode().dropna()}
    used |= {
        i
        for f in frames.values()
        if "source_id" in f and f is not frames["sources"]
        for i in f["source_id"].dropna()
    }
    sources = frames["sources"]["source_id"]
    return [
        _line("sources", row + 2, "source_id", f"{i} is used by no row of any table")
        for row, i in sources.items()
        if i not in used
    ]


def _actors(statements: pd.DataFrame) -> list[str]:
    both = statements["iso3"].isna() == statements["organisation"].isna()
    return [
        _line(
            "statements",
            row + 2,
            "iso3",
            f"{statements.at[row, 'statement_id']} needs a country or an organisation, and not both",
        )
        for row in statements.index[both]
    ]


def _positions_follow_the_ledger(positions: pd.DataFrame) -> list[str]:
    """The coded position must equal the ledger's, or say in ``departure_note`` why it differs."""
    derived = ledger.positions(data.cut_off()).set_index("iso3")
    found = []
    for row, p in positions.iterrows():
        if p["iso3"] not in derived.index:
            found.append(_line("positions", row + 2, "iso3", f"{p['iso3']} has no place in the ledger"))
            continue
        position, statement = derived.loc[p["iso3"], ["position", "statement_id"]]
        if pd.notna(p["departure_note"]):
            continue
        if p["position"] != position:
            reason = f"{statement} says {position}" if pd.notna(statement) else "no statement sets a position"
            found.append(
                _line(
                    "positions",
                    row + 2,
                    "position",
                    f"{p['position']} contradicts the ledger ({reason}) and departure_note is blank",
                )
            )
        elif pd.notna(statement) and p["statement_id"] != statement:
            found.append(
                _line(
                    "positions",
                    row + 2,
                    "statement_id",
                    f"{p['statement_id']} is not the newest statement that sets the position ({statement})",
                )
            )
    return found


def _map() -> list[str]:
    path = "data/europe.geojson"
    if not (paths.DATA / "europe.geojson").is_file():
        return [f"{path}: the file is missing"]
    try:
        shapes = geography.shapes()
    except (ValueError, KeyError, UnicodeDecodeError) as error:
        return [f"{path}: not readable as GeoJSON with an iso3 per feature ({error})"]
    found = []
    if (paths.DATA / "countries.csv").is_file():
        known = set(data.load("countries")["iso3"])
        found = [f"{path} iso3: {code} is not in countries.csv" for code in shapes if code not in known]
    for place, (longitude, latitude, expected) in geography.MUST_LIE_IN.items():
        if (actual := geography.country_at(longitude, latitude)) != expected:
            found.append(
                f"{path} {place}: ({longitude}, {latitude}) lies in {actual}, must lie in {expected}"
            )
    return found
