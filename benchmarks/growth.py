"""Make the project larger: ten times the data, four times the chapters."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from string import ascii_lowercase

import yaml

GROWN = (
    "sources",
    "events",
    "meetings",
    "attendance",
    "texts",
    "retellings",
    "literature",
    "polls",
    "deployments",
    "estimates",
    "claims",
    "statements",
    "pledges",
    "counts",
    "questions",
    "indicators_to_watch",
    "promises",
)
"""Tables that grow.

One row is a document, an event, a statement. Tables with one row per country, mission, truce
or cell of a matrix stay as they are: those are counted facts, and the chapters hold them against each other.
"""
_CHANGED = {"statements": {"sets_position": "false", "about": "guarantees"}}
"""What is different in a copy.

A government's position and its conditions follow from its newest statements on its own part, and those stay
the originals.
"""
_STATEMENT = re.compile(r"\b[a-z]{3}-\d{2}\b")
"""The key of a statement, where a note names it."""
_SOURCES = ("source_id", "source_ids")


def grow_data(root: Path, times: int, tables=GROWN) -> float:
    """Give each of these tables ``times`` its rows, each copy with keys and sources of its own.

    Returns how many times larger the data are in bytes.
    """
    data = root / "data"
    before = _size(data)
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    paths = {r["name"]: data / r["path"] for r in package["resources"]}
    cited = {
        s
        for t in tables
        if t != "sources"
        for row in _rows(paths[t])
        for c in _SOURCES
        for s in row.get(c, "").split(";")
    }
    for resource in package["resources"]:
        if resource["name"] in tables:
            fields = resource["schema"]["fields"]
            keys = {k for k in resource["schema"]["primaryKey"] if k.endswith("_id")}
            _repeat(
                data / resource["path"],
                times,
                keys,
                _CHANGED.get(resource["name"], {}),
                cited if resource["name"] == "sources" else None,
            )
            for field in fields:
                if field["name"] in keys:
                    field["constraints"].pop("pattern", None)
    (data / "datapackage.json").write_text(
        json.dumps(package, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    return _size(data) / before


def _size(folder: Path) -> int:
    return sum(p.stat().st_size for p in folder.glob("*.csv"))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _repeat(path: Path, times: int, keys: set[str], changes: dict[str, str], only: set[str] | None) -> None:
    """Write the rows ``times`` times.

    Of the sources only those that a repeated row cites, since an unused source breaks a rule.
    """
    rows = _rows(path)
    out = list(rows)
    for copy in ascii_lowercase[1:times]:  # no digits: a key that is shown is text
        for row in (r for r in rows if only is None or r["source_id"] in only):
            fresh = {c: f"{v}-x{copy}" if c in keys and v else v for c, v in row.items()} | changes
            for column in _SOURCES:
                if row.get(column):
                    fresh[column] = ";".join(f"{s}-x{copy}" for s in row[column].split(";"))
            if only is not None:
                fresh["title"] = f"{row['title']}, copy {copy}"  # no source stands twice
            if row.get("note"):
                fresh["note"] = _STATEMENT.sub(rf"\g<0>-x{copy}", row["note"])
            out.append(fresh)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(out)


def grow_chapters(root: Path, times: int) -> int:
    """Give each chapter ``times - 1`` copies, with labels, exhibits and links between them of their own.

    Returns the number of chapters.
    """
    toc = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    originals = [c["file"] for part in toc["parts"] for c in part["chapters"]]
    for copy in range(1, times):
        toc["parts"].append(
            {
                "caption": f"Copy {copy}",
                "chapters": [{"file": _copy_chapter(root, name, copy)} for name in originals],
            }
        )
    (root / "_toc.yml").write_text(yaml.safe_dump(toc, sort_keys=False), encoding="utf-8")
    return len(originals) * times


def _copy_chapter(root: Path, name: str, copy: int) -> str:
    """One copy under another name, without the bibliography, which a book has once.

    What it defines (labels, exhibits) is renamed, what it refers to stays where it is its own.
    """
    source = next(p for p in (root / f"{name}.ipynb", root / f"{name}.md") if p.is_file())
    text = source.read_text(encoding="utf-8")
    for defined, ends in (
        (r"\(([a-z][\w-]*)\)=", r"\)=|`|>"),
        (r'name=\\"((?:fig|tab)-[a-z0-9-]+)\\"', r"\\\"|`|>"),
    ):
        for label in sorted(set(re.findall(defined, text)), key=len, reverse=True):
            text = re.sub(rf"(?<![\w-]){re.escape(label)}(?={ends})", f"{label}-x{copy}", text)
    text = re.sub(r'"```{bibliography}\\n",\s*"```"', '""', text)
    target = source.with_name(f"{source.stem}-x{copy}{source.suffix}")
    target.write_text(text, encoding="utf-8")
    return f"{name}-x{copy}"
