"""The command line behind the make targets: ``python -m coalition check``, ``book``, ``review`` and so on."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

INTERRUPTED = 130
"""The exit code of a command that Ctrl-C ended, as shells have it."""


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
    review.add_argument(
        "old",
        nargs="?",
        metavar="OLD_DATA",
        help="folder or archive of the earlier data; none for the last kept",
    )
    following = commands.add_parser("next", help="what a new row of a table needs: id, codes, other tables")
    following.add_argument("table")
    following.add_argument("stem", nargs="?", default="", help="beginning of the id, such as esp")
    chapter = commands.add_parser("chapter", help="write a new chapter from the template")
    chapter.add_argument("name", help="part and short name, such as questions/costs")
    edition = commands.add_parser(
        "edition", help="draft the note of an edition: what changed since an earlier state of the data"
    )
    edition.add_argument(
        "old",
        nargs="?",
        metavar="OLD_DATA",
        help="folder or archive of the earlier data; none for a first edition",
    )
    options = parser.parse_args(arguments)
    return _COMMANDS[options.command](options)


def _check(_options) -> int:
    from coalition import check

    found = check.violations()
    print("\n".join(found), end="\n" if found else "", file=sys.stderr)
    return 1 if found else 0


def _book(options) -> int:
    from coalition.press import build

    try:
        build.build(
            refresh=options.command == "refresh",
            with_pictures=not getattr(options, "without_pictures", False),
        )
    except build.BuildError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted: the last good pages are untouched", file=sys.stderr)
        return INTERRUPTED
    return 0


def _pdf(options) -> int:
    from coalition.press import build
    from coalition.printing import errors, pdf

    try:
        pdf.export(options.chapter)
    except (build.BuildError, errors.ExportError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted: the PDF that was there before is untouched", file=sys.stderr)
        return INTERRUPTED
    return 0


def _browser(_options) -> int:
    from coalition.press import browser

    try:
        print(browser.ensure())
    except browser.NoBrowser as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _access(options) -> int:
    from coalition.press import audit, browser, build

    if not (build.HTML / "index.html").is_file():
        print("There is no book to audit yet: run make book", file=sys.stderr)
        return 1
    try:
        return 1 if audit.audit(build.HTML, options.only) else 0
    except browser.NoBrowser as error:
        print(error, file=sys.stderr)
        return 1


def _serve(options) -> int:
    from coalition.press import build, serving

    if not (build.HTML / "index.html").is_file():
        print("There is no book to serve yet: run make book", file=sys.stderr)
        return 1
    with serving.server(build.HTML, options.port) as server:
        print(f"http://127.0.0.1:{server.server_port}/ (Ctrl-C stops)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0


def _accept(options) -> int:
    from coalition.press import runs
    from coalition.reference import results

    if code := _book(options):
        return code
    now = results.results(runs.executed_by_name())
    lines = results.moved(results.read(), now)
    print("\n".join(lines) if lines else "nothing moved")
    results.accept(now)
    return 0


def _review(options) -> int:
    from coalition import paths
    from coalition.reference import editions, review

    path = Path(options.old) if options.old else review.latest()
    if path is None:
        print(
            f"There is no earlier edition in {editions.KEPT}: name one, as a folder or an archive",
            file=sys.stderr,
        )
        return 1
    try:
        found = review.lines(editions.read(path), editions.read(paths.DATA))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(found) if found else "nothing rests on a row that changed")
    return 0


def _next(options) -> int:
    from coalition.reference import curating

    try:
        print("\n".join(curating.next_row(options.table, options.stem)))
    except KeyError as error:
        print(error.args[0], file=sys.stderr)
        return 1
    return 0


def _chapter(options) -> int:
    from coalition import paths
    from coalition.reference import curating

    try:
        made = curating.new_chapter(options.name)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(str(p.relative_to(paths.ROOT)) for p in made))
    print(f"Now add  - file: chapters/{options.name}  to _toc.yml")
    return 0


def _edition(options) -> int:
    from coalition import paths
    from coalition.reference import editions

    try:
        old = editions.read(Path(options.old) if options.old else None)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    print(editions.draft(old, editions.read(paths.DATA)), end="")
    return 0


_COMMANDS = {
    "check": _check,
    "book": _book,
    "refresh": _book,
    "pdf": _pdf,
    "browser": _browser,
    "access": _access,
    "serve": _serve,
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
