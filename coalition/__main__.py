"""The command line behind the make targets: ``python -m coalition check``, ``book``, ``review`` and so on."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from bookpress import __main__ as press
from bookpress.errors import PressError
from coalition import paths


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 if it went well, 1 with the reason on standard error if not."""
    parser = argparse.ArgumentParser(prog="python -m coalition", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="check the data package: one line per violated rule")
    press.add_to(commands)
    commands.add_parser("accept", help="accept what the chapters of this edition say, and print what moved")
    review = commands.add_parser(
        "review", help="list what rests on rows that changed since the last edition, to be looked at again"
    )
    following = commands.add_parser("next", help="what a new row of a table needs: id, codes, other tables")
    following.add_argument("table")
    following.add_argument("stem", nargs="?", default="", help="beginning of the id, such as esp")
    chapter = commands.add_parser("chapter", help="write a new chapter from the template")
    chapter.add_argument("name", help="part and short name, such as questions/costs")
    derived = commands.add_parser("derive", help="make a table from the raw file of a data set of others")
    derived.add_argument("table", help="such as conflict_episodes")
    derived.add_argument("raw", help="the raw file, which is not part of this project")
    review.add_argument(
        "old",
        nargs="?",
        metavar="OLD_DATA",
        help="folder or archive of the earlier data; none for the last edition kept",
    )
    edition = commands.add_parser("edition", help="make the present data a new edition")
    edition.add_argument("version", help="year, month and number, such as 2026.11.1")
    edition.add_argument("cut_off", help="day up to which the evidence reaches, such as 2026-10-10")
    edition.add_argument("--on", metavar="DAY", default=str(date.today()), help="day of the edition; today")
    edition.add_argument("--draft", action="store_true", help="print the note and change nothing")
    return press.run(parser.parse_args(arguments), _COMMANDS)


def _check(_) -> int:
    from coalition import check

    found = check.violations()
    print("\n".join(found), end="\n" if found else "", file=sys.stderr)
    return 1 if found else 0


def _accept(options) -> int:
    from bookpress.engine import pictures, runs
    from bookpress.paths import HTML
    from coalition.reference import readme, results

    press.book(options)
    now = results.results(runs.executed_by_name())
    lines = results.moved(results.read(), now)
    print("\n".join(lines) if lines else "nothing moved")
    results.accept(now)
    readme.renew(now["index"], HTML / pictures.FOLDER)
    return 0


def _review(options) -> int:
    from coalition.reference import editions, review

    path = Path(options.old) if options.old else review.latest()
    if path is None:
        raise PressError(
            f"There is no earlier edition in {paths.EDITIONS}: name one, as a folder or an archive"
        )
    try:
        found = review.lines(editions.read(path), editions.read(paths.DATA))
    except ValueError as error:
        raise PressError(str(error)) from error
    print("\n".join(found) if found else "nothing rests on a row that changed")
    return 0


def _next(options) -> int:
    from coalition.reference import curating

    try:
        print("\n".join(curating.next_row(options.table, options.stem)))
    except KeyError as error:
        raise PressError(error.args[0]) from error
    return 0


def _chapter(options) -> int:
    from coalition.reference import curating

    try:
        made = curating.new_chapter(options.name)
    except ValueError as error:
        raise PressError(str(error)) from error
    print("\n".join(str(p.relative_to(paths.ROOT)) for p in made))
    print(f"Now add  - file: chapters/{options.name}  to _toc.yml")
    return 0


def _derive(options) -> int:
    from coalition import derivation

    rows = derivation.derive(options.table, Path(options.raw))
    print(f"{rows} rows of {options.table} from {derivation.DERIVATIONS[options.table].release}")
    return 0


def _edition(options) -> int:
    from coalition.reference import release

    note = release.cut(options.version, options.cut_off, options.on, only_draft=options.draft)
    print(note, end="")
    if not options.draft:
        print(f"\nVersion {options.version} is cut: read its note in CHANGELOG.md, then make accept")
    return 0


_COMMANDS = press.COMMANDS | {
    "check": _check,
    "derive": _derive,
    "edition": _edition,
    "review": _review,
    "next": _next,
    "chapter": _chapter,
    "accept": _accept,
}

if __name__ == "__main__":
    os.environ.setdefault("BOOKPRESS_ROOT", str(paths.ROOT))  # wherever the command is given
    press.leave(main())
