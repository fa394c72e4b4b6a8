"""The command line behind the make targets: ``python -m coalition check``, ``book``, ``review`` and so on."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

from coalition import paths
from coalition.errors import CoalitionError

INTERRUPTED = 130
"""The exit code of a command that Ctrl-C ended, as shells have it."""
_PAGES = "the last good pages are"
_KEPT = {"pdf": "the PDF that was there before is"}
"""What an interrupted command leaves as it was."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 if it went well, 1 with the reason on standard error if not."""
    parser = argparse.ArgumentParser(prog="python -m coalition", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="check the data package: one line per violated rule")
    for name, what in (("book", "what changed"), ("refresh", "every chapter")):
        build = commands.add_parser(name, help=f"build the HTML book, executing {what}")
        build.add_argument(
            "--without-pictures", action="store_true", help="leave the charts to the reader's browser"
        )
    pdf = commands.add_parser("pdf", help="print the book, or one chapter of it, as PDF")
    pdf.add_argument(
        "chapter",
        nargs="?",
        help="file of a chapter, such as chapters/proposal/force.ipynb; none for the whole book",
    )
    commands.add_parser("browser", help="print the path of a browser, bringing one in if there is none")
    audit = commands.add_parser(
        "access", help="audit the built pages with axe-core: every page, theme, width and state"
    )
    audit.add_argument(
        "only", nargs="?", default="", metavar="PAGE", help="only pages whose path contains this"
    )
    serve = commands.add_parser("serve", help="serve the built book on this machine")
    serve.add_argument("--port", type=int, default=8000)
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
    options = parser.parse_args(arguments)
    try:
        return _COMMANDS[options.command](options)
    except CoalitionError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"interrupted: {_KEPT.get(options.command, _PAGES)} untouched", file=sys.stderr)
        return INTERRUPTED


def _check(_) -> int:
    from coalition import check

    found = check.violations()
    print("\n".join(found), end="\n" if found else "", file=sys.stderr)
    return 1 if found else 0


def _book(options) -> int:
    from coalition.press import build

    build.build(
        refresh=options.command == "refresh", with_pictures=not getattr(options, "without_pictures", False)
    )
    return 0


def _pdf(options) -> int:
    from coalition.printing import pdf

    pdf.export(options.chapter)
    return 0


def _browser(_) -> int:
    from coalition.press import browser

    print(browser.ensure())
    return 0


def _access(options) -> int:
    from coalition.press import audit

    return 1 if audit.audit(_built_book("audit"), options.only) else 0


def _serve(options) -> int:
    from coalition.press import serving
    from coalition.site import content_policy

    with serving.server(_built_book("serve"), content_policy.HEADER, options.port) as server:
        print(f"http://127.0.0.1:{server.server_port}/ (Ctrl-C stops)", flush=True)
        with suppress(KeyboardInterrupt):
            server.serve_forever()
    return 0


def _built_book(to_do: str) -> Path:
    if not (paths.HTML / "index.html").is_file():
        raise CoalitionError(f"There is no book to {to_do} yet: run make book")
    return paths.HTML


def _accept(options) -> int:
    from coalition.press import runs
    from coalition.reference import results

    _book(options)
    now = results.results(runs.executed_by_name())
    lines = results.moved(results.read(), now)
    print("\n".join(lines) if lines else "nothing moved")
    results.accept(now)
    return 0


def _review(options) -> int:
    from coalition.reference import editions, review

    path = Path(options.old) if options.old else review.latest()
    if path is None:
        raise CoalitionError(
            f"There is no earlier edition in {paths.EDITIONS}: name one, as a folder or an archive"
        )
    try:
        found = review.lines(editions.read(path), editions.read(paths.DATA))
    except ValueError as error:
        raise CoalitionError(str(error)) from error
    print("\n".join(found) if found else "nothing rests on a row that changed")
    return 0


def _next(options) -> int:
    from coalition.reference import curating

    try:
        print("\n".join(curating.next_row(options.table, options.stem)))
    except KeyError as error:
        raise CoalitionError(error.args[0]) from error
    return 0


def _chapter(options) -> int:
    from coalition.reference import curating

    try:
        made = curating.new_chapter(options.name)
    except ValueError as error:
        raise CoalitionError(str(error)) from error
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


_COMMANDS = {
    "check": _check,
    "book": _book,
    "refresh": _book,
    "pdf": _pdf,
    "browser": _browser,
    "access": _access,
    "serve": _serve,
    "derive": _derive,
    "edition": _edition,
    "review": _review,
    "next": _next,
    "chapter": _chapter,
    "accept": _accept,
}

if __name__ == "__main__":
    ended = main()
    if ended == INTERRUPTED:
        # At once: a thread that was just being started when the interruption came would be waited for.
        sys.stderr.flush()
        os._exit(ended)
    sys.exit(ended)
