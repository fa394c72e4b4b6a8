"""The commands of the press, in the folder of a book: ``python -m bookpress book``, ``pdf``, ``serve``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bookpress.errors import PressError

INTERRUPTED = 130
"""The exit code of a command that Ctrl-C ended, as shells have it."""
_PAGES = "the last good pages are"
_KEPT = {
    name: f"the {kind} that was there before is"
    for name, kind in (("pdf", "PDF"), ("brief", "PDF"), ("epub", "EPUB"))
}
"""What an interrupted command leaves as it was."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 if it went well, 1 with the reason on standard error if not."""
    parser = argparse.ArgumentParser(prog="python -m bookpress", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    add_to(commands)
    return run(parser.parse_args(arguments), COMMANDS)


def run(options: argparse.Namespace, commands: dict[str, Callable[[argparse.Namespace], int]]) -> int:
    """Run a command of these, and say in a line why it stopped if it did."""
    try:
        return commands[options.command](options)
    except PressError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"interrupted: {_KEPT.get(options.command, _PAGES)} untouched", file=sys.stderr)
        return INTERRUPTED


def leave(ended: int) -> None:
    """End the process with this code."""
    if ended == INTERRUPTED:
        from bookpress.engine import workers

        # At once: a thread that was just being started when the interruption came would be waited for.
        # But a worker that is being started gets all of its orders, or it would complain.
        sys.stderr.flush()
        with workers.starting:
            os._exit(ended)
    sys.exit(ended)


def add_to(commands) -> None:
    """Add the commands of the press to a parser's."""
    for name, what in (("book", "what changed"), ("refresh", "every chapter")):
        build = commands.add_parser(name, help=f"build the HTML book, executing {what}")
        build.add_argument(
            "--without-pictures", action="store_true", help="leave the charts to the reader's browser"
        )
    pdf = commands.add_parser("pdf", help="print the book, or one chapter of it, as PDF")
    pdf.add_argument("chapter", nargs="?", help="file of a chapter; none for the whole book")
    commands.add_parser("brief", help="print the brief of the book: two pages, as PDF")
    commands.add_parser("epub", help="make the book for e-readers, as EPUB")
    brought = commands.add_parser(
        "browser",
        help="print the path of a browser, bringing one in if there is none: as root by apt, else by npm",
    )
    brought.add_argument("--without-system", action="store_true", help="install no package of the system")
    audit = commands.add_parser(
        "access", help="audit the built pages with axe-core: every page, theme, width and state"
    )
    audit.add_argument(
        "only", nargs="?", default="", metavar="PAGE", help="only pages whose path contains this"
    )
    for name, what in (("serve", "serve the built book"), ("watch", "build and serve at each change")):
        serve = commands.add_parser(name, help=f"{what}, on this machine")
        serve.add_argument("--port", type=int, help="8000, or the next one that is free")


def book(options: argparse.Namespace) -> int:
    """Build the HTML book."""
    from bookpress.engine import build

    build.build(
        refresh=options.command == "refresh", with_pictures=not getattr(options, "without_pictures", False)
    )
    return 0


def _pdf(options: argparse.Namespace) -> int:
    from bookpress.printing import pdf

    pdf.export(options.chapter)
    return 0


def _brief(options: argparse.Namespace) -> int:
    from bookpress.printing import brief

    brief.export()
    return 0


def _epub(options: argparse.Namespace) -> int:
    from bookpress.printing import epub

    epub.export()
    return 0


def _browser(options: argparse.Namespace) -> int:
    from bookpress.engine import browser

    print(browser.ensure(with_system=not options.without_system))
    return 0


def _access(options: argparse.Namespace) -> int:
    from bookpress.engine import audit, browser

    browser.ensure()
    return 1 if audit.audit(_built_book("audit"), options.only) else 0


def _serve(options: argparse.Namespace) -> int:
    from bookpress.engine import serving
    from bookpress.site import content_policy

    with serving.server(_built_book("serve"), content_policy.HEADERS, options.port) as server:
        print(f"http://127.0.0.1:{server.server_port}/ (Ctrl-C stops)", flush=True)
        with suppress(KeyboardInterrupt):
            server.serve_forever()
    return 0


def _watch(options: argparse.Namespace) -> int:
    from bookpress.engine import watching
    from bookpress.site import content_policy

    with suppress(KeyboardInterrupt):
        watching.watch(content_policy.HEADERS, options.port)
    return 0


def _built_book(to_do: str) -> Path:
    from bookpress import paths

    if not (paths.HTML / "index.html").is_file():
        raise PressError(f"There is no book to {to_do} yet: build it")
    return paths.HTML


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "book": book,
    "refresh": book,
    "pdf": _pdf,
    "brief": _brief,
    "epub": _epub,
    "browser": _browser,
    "access": _access,
    "serve": _serve,
    "watch": _watch,
}

if __name__ == "__main__":
    leave(main())
