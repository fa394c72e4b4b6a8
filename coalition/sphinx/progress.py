"""One line per chapter as it is read, so a quiet build can be followed."""

from __future__ import annotations

import sys


def setup(app) -> None:
    app.connect("env-before-read-docs", _announce)
    app.connect("doctree-resolved", lambda app, doctree, docname: print(f"  page {docname}", file=sys.stderr, flush=True))


def _announce(app, env, docnames) -> None:
    print(f"  {len(docnames)} of {len(env.found_docs)} chapters changed", file=sys.stderr, flush=True)
