"""Measure this book's build against plain ``jupyter-book build`` of the same chapters, in one run, and write
docs/benchmark.md.
"""

from __future__ import annotations

import csv
import os
import platform
import shutil
import statistics
import sys
import tempfile
from datetime import date
from pathlib import Path

import psutil
import yaml

from benchmarks import growth
from benchmarks.measure import Measure, run
from bookpress.engine.runs import WORKERS
from coalition.paths import ROOT

REPORT = ROOT / "docs" / "benchmark.md"
REPEATS = int(os.environ.get("REPEATS", "3"))
_NOT_COPIED = (".*", "_build", "__pycache__", "*.egg-info", "tests", "campaigns")
_OURS = [sys.executable, "-m", "coalition", "book"]
_WITHOUT = [*_OURS, "--without-pictures"]
_PLAIN = [str(Path(sys.executable).parent / "jupyter-book"), "build", "-q", "."]
_ALL = [*_PLAIN, "--all"]
_TABLE, _CHAPTER = "data/polls.csv", "chapters/questions/consent.ipynb"
"""The table and the chapter that are edited."""
_SHOWN = {"table": "chapters/appendix/countries/deu.html", "paragraph": "chapters/questions/consent.html"}
"""The page that shows the edit."""
GOALS = {"unchanged": 0.5, "cold": 0.7, "data": 1.5, "chapters": 4.0}


class Builds:
    """One project that is built again and again: what was measured, by name."""

    def __init__(self, root: Path, command: list[str]) -> None:
        self.root, self.command = root, command
        self.measures: dict[str, list[Measure]] = {}
        self.right: dict[str, bool] = {}
        self._edits = 0

    def measure(self, name: str, command: list[str] | None = None) -> None:
        self.measures.setdefault(name, []).append(run(command or self.command, self.root))
        print(
            f"  {self.root.name}, {name}: {self.measures[name][-1].seconds:.1f} s",
            file=sys.stderr,
            flush=True,
        )

    def cold(self) -> None:
        shutil.rmtree(self.root / "_build", ignore_errors=True)
        self.measure("cold")

    def edited(self, name: str, edit) -> None:
        """Change a value to a word that is new, build, and see whether the page shows it."""
        self._edits += 1
        word = f"edit{self._edits}"
        edit(self.root, word)
        self.measure(name)
        self.right[name] = word in (self.root / "_build" / "html" / _SHOWN[name]).read_text(encoding="utf-8")

    def seconds(self, name: str) -> float:
        return statistics.median(m.seconds for m in self.measures[name])

    def megabytes(self, name: str) -> float:
        return max(m.megabytes for m in self.measures[name])


def main() -> int:
    """Measure, write the table and print it; 1 if a goal is missed."""
    with tempfile.TemporaryDirectory() as folder:
        ours = Builds(_copy(Path(folder, "ours")), _OURS)
        force, cache = (
            Builds(_plain(_copy(Path(folder, f"plain-{mode}")), mode), _PLAIN) for mode in ("force", "cache")
        )
        bare = Builds(_copy(Path(folder, "without-pictures")), _WITHOUT)
        data = Builds(_copy(Path(folder, "data")), _OURS)
        factor = growth.grow_data(data.root, 10)
        chapters = Builds(_copy(Path(folder, "chapters")), _OURS)
        count = growth.grow_chapters(chapters.root, 4)
        for _ in range(REPEATS):
            # What is compared stands side by side: a machine is not equally fast all the time.
            for builds in (force, ours, data, chapters, cache, bare):
                builds.cold()
            for builds in (force, cache, ours, bare):
                builds.measure("unchanged")
            for builds in (ours, bare, force, cache):
                builds.edited("table", _edit_table)
                builds.edited("paragraph", _edit_paragraph)
            force.measure("all", _ALL)
        sizes = {b.root.name: _pages(b.root) for b in (ours, force, data, chapters)}
        report = _report(ours, bare, force, cache, data, factor, chapters, count, sizes)
    REPORT.write_text(report, encoding="utf-8")
    print(report)
    return 0 if all(met for *_, met in _goals(ours, force, cache, data, chapters)) else 1


def _copy(target: Path) -> Path:
    shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(*_NOT_COPIED))
    for table in (target / "data").iterdir():
        table.chmod(0o644)
    return target


def _plain(root: Path, mode: str) -> Path:
    """The same pages as a plain Jupyter Book.

    Notebooks executed by it, none of this project's own ways to build.
    """
    config = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    config["execute"] = {"execute_notebooks": mode, "timeout": 120}
    config["sphinx"]["extra_extensions"] = ["benchmarks.plain"]
    (root / "_config.yml").write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    return root


def _edit_table(root: Path, word: str) -> None:
    """Append a word to the name of the first pollster."""
    path = root / _TABLE
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    column = rows[0].index("pollster")
    first = rows[1][column]
    for row in rows[1:]:
        row[column] = f"{row[column].split(' edit')[0]} {word}" if row[column] == first else row[column]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _edit_paragraph(root: Path, word: str) -> None:
    path = root / _CHAPTER
    text = path.read_text(encoding="utf-8")
    head, mark, tail = text.partition("**Chance and method.**")
    path.write_text(f"{head}{mark} {word}{tail}", encoding="utf-8")


def _pages(root: Path) -> list[int]:
    return sorted(
        p.stat().st_size for p in (root / "_build" / "html").rglob("*.html") if "_static" not in p.parts
    )


def _goals(ours, force, cache, data, chapters):
    """What was asked, the ratio of each turn, the goal, and whether their median meets it."""
    plain = min((force, cache), key=lambda builds: builds.seconds("unchanged"))
    for what, large, small, name, goal in (
        ("nothing changed, against the faster plain build", ours, plain, "unchanged", GOALS["unchanged"]),
        ("from nothing, against plain with `force`", ours, force, "cold", GOALS["cold"]),
        ("ten times the data, against the book as it is", data, ours, "cold", GOALS["data"]),
        ("four times the chapters, against the book as it is", chapters, ours, "cold", GOALS["chapters"]),
    ):
        ratios = [
            a.seconds / b.seconds for a, b in zip(large.measures[name], small.measures[name], strict=True)
        ]
        yield what, ratios, goal, statistics.median(ratios) <= goal


def _report(ours, bare, force, cache, data, factor, chapters, count, sizes) -> str:
    def cell(builds, name):
        stale = "" if builds.right.get(name, True) else " (page not changed)"
        return f"{builds.seconds(name):.1f} s{stale}"

    lines = [
        "# How fast the book is built",
        "",
        f"Written by `make benchmark` on {date.today().isoformat()}: {_machine()}. Medians of {REPEATS} turns, "
        "by the clock, everything set up; ratios are of builds of the same turn. Plain is `jupyter-book build` of "
        "the same chapters and page parts, without this project's execution and freshness; it draws no pictures.",
        "",
        "| build | this book | without pictures | plain, `force` | plain, `cache` |",
        "|---|---|---|---|---|",
    ]
    for name, text in (
        ("cold", "from nothing"),
        ("unchanged", "nothing changed"),
        ("table", "one table changed"),
        ("paragraph", "one paragraph changed"),
    ):
        lines.append(f"| {text} | " + " | ".join(cell(b, name) for b in (ours, bare, force, cache)) + " |")
    lines += [
        "| one table changed, all pages read again (`--all`) | | | " + f"{force.seconds('all'):.1f} s | |",
        (
            f"| memory at most, from nothing | {ours.megabytes('cold'):,.0f} MB | "
            f"{bare.megabytes('cold'):,.0f} MB | {force.megabytes('cold'):,.0f} MB | "
            f"{cache.megabytes('cold'):,.0f} MB |"
        ),
        "",
        (
            "Plain Jupyter Book takes a page for finished when only its data changed; the "
            "first column is right each time."
        ),
        "",
        "| goal | ratio (of all turns) | at most | |",
        "|---|---|---|---|",
        *(
            (
                f"| {what} | {statistics.median(ratios):.2f} ({min(ratios):.2f} to "
                f"{max(ratios):.2f}) | {goal:g} | {'met' if met else 'missed'} |"
            )
            for what, ratios, goal, met in _goals(ours, force, cache, data, chapters)
        ),
        "",
        f"Growth, from nothing: {factor:.1f} times the bytes of data (tables of records tenfold, those with "
        f"a row per country as they are) {data.seconds('cold'):.1f} s; {count} chapters "
        f"{chapters.seconds('cold'):.1f} s. What grows with the data is what there is to write and to draw: "
        "every record stands on a page, in the search and in a download, and charts show more marks, so the "
        f"pages grow from {sum(sizes['ours']) / 1e6:.1f} to {sum(sizes['data']) / 1e6:.1f} MB. The pictures "
        f"of a first build cost {ours.seconds('cold') - bare.seconds('cold'):.1f} s; they are kept, so "
        "later builds draw only what changed.",
        "",
        "| pages | this book | plain |",
        "|---|---|---|",
        *(
            f"| {text} | {f(sizes['ours']) / 1000:,.0f} kB | {f(sizes['plain-force']) / 1000:,.0f} kB |"
            for text, f in (("median page", statistics.median), ("largest page", max), ("all pages", sum))
        ),
        "",
    ]
    return "\n".join(lines)


def _machine() -> str:
    cores = WORKERS
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"{cores} cores, {memory:.0f} GB of memory, {platform.system()}, Python {platform.python_version()}"
    )


if __name__ == "__main__":
    sys.exit(main())
