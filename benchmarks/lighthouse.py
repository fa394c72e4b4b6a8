"""Run Lighthouse (mobile, simulated throttling) on every page of the built book and write the medians to
docs/lighthouse.md.

    python benchmarks/lighthouse.py [--runs 3] [PAGE ...]

Needs Node 18 or later with npm. Lighthouse is brought into ``.browser/`` once. With pages named, the table is
only printed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from statistics import median

from bookpress.engine import browser, build, serving
from bookpress.site import content_policy
from coalition import paths

LIGHTHOUSE = "lighthouse@12.2.3"
"""The last line that runs on Node 18 and 20; version 13 needs 22."""
FOLDER = paths.ROOT / ".browser" / "lighthouse"
TABLE = paths.ROOT / "docs" / "lighthouse.md"
CATEGORIES = {
    "performance": "Performance",
    "accessibility": "Accessibility",
    "best-practices": "Best practices",
    "seo": "SEO",
}
GOAL = {"performance": 97, "accessibility": 100, "best-practices": 100, "seo": 100}


def main() -> int:
    """Measure, print and write; 1 if a page misses a goal or there is nothing to measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "pages", nargs="*", metavar="PAGE", help="path in the book, such as chapters/proposal/force.html"
    )
    options = parser.parse_args()
    if not (build.HTML / "index.html").is_file():
        print("There is no book to measure: run make book", file=sys.stderr)
        return 1
    pages = options.pages or sorted(p.relative_to(build.HTML).as_posix() for p in build.HTML.rglob("*.html"))
    program = _bring()
    with serving.server(build.HTML, content_policy.HEADERS) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found = {}
        for page in pages:
            runs = [
                _run(program, f"http://127.0.0.1:{server.server_port}/{page}") for _ in range(options.runs)
            ]
            found[page] = {key: median(run[key] for run in runs) for key in runs[0]}
            print(_line(page, found[page]), flush=True)
        server.shutdown()
    if not options.pages:
        TABLE.write_text(_table(found, options.runs), encoding="utf-8")
    missed = [
        f"{page}: {key} {found[page][key]:.0f}"
        for page in found
        for key, goal in GOAL.items()
        if found[page][key] < goal
    ]
    print("\n".join(["below the goal:", *missed]) if missed else "every page meets the goals")
    return 1 if missed else 0


def _bring() -> Path:
    """The program, installed where it is not there yet."""
    program = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not program.is_file():
        FOLDER.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [
                "npm",
                "install",
                "--silent",
                "--no-save",
                "--no-audit",
                "--no-fund",
                "--prefix",
                str(FOLDER),
                LIGHTHOUSE,
            ],
            check=True,
        )
    return program


def _run(program: Path, address: str) -> dict[str, float]:
    """One run.

    Scores from 0 to 100, kB transferred, seconds to the largest paint, milliseconds blocked, layout shift.
    """
    flags = " ".join(["--headless=new", *browser.ARGUMENTS])
    command = [
        "node",
        str(program),
        address,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={flags}",
    ]
    made = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env=os.environ | {"CHROME_PATH": browser.ensure()},
        check=True,
    )
    report = json.loads(made.stdout)
    audits = report["audits"]
    return {key: 100 * report["categories"][key]["score"] for key in CATEGORIES} | {
        "kilobytes": audits["total-byte-weight"]["numericValue"] / 1000,
        "paint": audits["largest-contentful-paint"]["numericValue"] / 1000,
        "blocked": audits["total-blocking-time"]["numericValue"],
        "shift": audits["cumulative-layout-shift"]["numericValue"],
    }


def _line(page: str, row: dict[str, float]) -> str:
    scores = " | ".join(f"{row[key]:.0f}" for key in CATEGORIES)
    return (
        f"| {page} | {scores} | {row['kilobytes']:.0f} | {row['paint']:.1f} | "
        f"{row['blocked']:.0f} | {row['shift']:.3f} |"
    )


def _table(found: dict[str, dict[str, float]], runs: int) -> str:
    lines = [
        "# Lighthouse",
        "",
        (
            f"Made by `make lighthouse`: {LIGHTHOUSE.replace('@', ' ')}, mobile, simulated throttling, "
            f"served compressed from this machine; the median of {runs} runs of each page."
        ),
        (
            "The goals are a performance of 97 or more and 100 in the rest. Performance "
            "varies with the load of the machine by a few points."
        ),
        "",
        (
            f"| page | {' | '.join(CATEGORIES.values())} | kB transferred | largest paint, s | "
            "blocked, ms | layout shift |"
        ),
        "|---|" + "---:|" * 8,
    ]
    return "\n".join([*lines, *(_line(page, row) for page, row in found.items())]) + "\n"


if __name__ == "__main__":
    sys.exit(main())
